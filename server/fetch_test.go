package server

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"qawl/server/jars"
)

// get is ensureJars with a Java that is not asked for anything.
func get(ctx context.Context, cache string, lock []jars.Jar, tell func(Progress)) (library, error) {
	return ensureJars(ctx, cache, lock, func() (java, error) { return java{}, nil }, tell)
}

func TestJarsAreFetchedOnce(t *testing.T) {
	x := newTools(t)
	from, lock := fakeJars(t)
	x.addMaven(`echo "[INFO] Downloaded from central: https://host/a/1/a-1.jar (17 B at 2 kB/s)"
echo "Downloaded from mirror: https://host/p/plugin.jar (17 B at 2 kB/s)"
cp ` + from + `/*.jar "$out"; echo left > "$out/more.txt"`)
	cache := filepath.Join(t.TempDir(), "new", "cache")

	var seen []Progress
	lib, err := get(t.Context(), cache, lock, func(p Progress) { seen = append(seen, p) })
	if err != nil {
		t.Fatal(err, Details(err))
	}
	if bad, err := verify(t.Context(), lib, ignore); bad != nil || err != nil {
		t.Errorf("fetched jars: %v, %v", bad, err)
	}
	download := Progress{Step: StepDownload, Done: 1, Total: 3, Bytes: lock[0].Size, Detail: "a-1.jar"}
	found := false
	for _, p := range seen {
		found = found || p == download
	}
	if !found {
		t.Errorf("progress %v lacks %v", seen, download)
	}
	if _, err := get(t.Context(), cache, lock, ignore); err != nil || x.mavenRuns() != 1 {
		t.Errorf("second call: %v, %d runs of Maven, want 1", err, x.mavenRuns())
	}

	// A jar that is changed in the cache later is noticed and fetched again.
	for name, change := range map[string]string{"a-1.jar": "CONTENT OF a-1.jar", "b-2.jar": ""} {
		if err := os.WriteFile(filepath.Join(lib.dir, name), []byte(change), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := get(t.Context(), cache, lock, ignore); err != nil || x.mavenRuns() != 2 {
		t.Errorf("after damage: %v, %d runs of Maven, want 2", err, x.mavenRuns())
	}
	if bad, _ := verify(t.Context(), lib, ignore); bad != nil {
		t.Errorf("after damage: %v", bad)
	}
	wantWhole(t, cache, lib.dir)
}

// wantWhole makes sure that a cache holds nothing but a lock and lib, if any.
func wantWhole(t *testing.T, cache string, lib string) {
	t.Helper()
	for _, name := range entries(t, cache) {
		if name != "fetch.lock" && filepath.Join(cache, name) != lib {
			t.Errorf("%s is left in the cache", name)
		}
	}
}

func TestFetchThatFails(t *testing.T) {
	from, lock := fakeJars(t)
	for _, c := range []struct {
		name, maven string
		kind        Kind
		message     string
	}{
		{"no network", `echo "[ERROR] Failed to execute goal: Could not transfer artifact a:a:pom:1 from/to central: repo: Unknown host repo"; exit 1`,
			NotFetched, "no repository could be reached"},
		{"full disk", `echo "[ERROR] a-1.jar: No space left on device"; exit 1`, DiskFull, ""},
		{"something else", `echo "[ERROR] Non-parseable settings"; exit 3`, NotFetched, "exit status 3"},
		{"wrong checksum", `cp ` + from + `/*.jar "$out"; echo "content of X-1.jar" | tr -d '\n' > "$out/a-1.jar"`,
			WrongSum, "a-1.jar (wrong checksum)"},
		{"cut off", `cp ` + from + `/*.jar "$out"; echo con > "$out/b-2.jar"`, WrongSum, "b-2.jar (wrong size)"},
		{"one is not there", `cp ` + from + `/a*.jar ` + from + `/b*.jar "$out"`, WrongSum, "neo4j-browser-3.jar (missing)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newTools(t)
			x.addMaven(c.maven)
			cache := t.TempDir()
			_, err := get(t.Context(), cache, lock, ignore)
			var e *Error
			if !errors.As(err, &e) || e.Kind != c.kind || !contains(err, c.message) {
				t.Fatalf("%v, want %v with %q", err, c.kind, c.message)
			}
			if e.Hint() == "" || len(e.Lines) == 0 {
				t.Errorf("hint %q, lines %q: want both", e.Hint(), e.Lines)
			}
			wantWhole(t, cache, "")

			x.addMaven(`cp ` + from + `/*.jar "$out"`)
			if _, err := get(t.Context(), cache, lock, ignore); err != nil {
				t.Errorf("the next call: %v", err)
			}
		})
	}
}

func TestFetchWithoutMaven(t *testing.T) {
	newTools(t)
	_, lock := fakeJars(t)
	_, err := get(t.Context(), t.TempDir(), lock, ignore)
	var e *Error
	if !errors.As(err, &e) || e.Kind != NoMaven || !strings.Contains(e.Hint(), "--docker") {
		t.Errorf("%v", err)
	}
}

func TestInterruptedFetchLeavesNothingAndGoesOn(t *testing.T) {
	x := newTools(t)
	from, lock := fakeJars(t)
	// As mvn does, the script has a child of its own do the work.
	x.addMaven(`cp ` + from + `/a-1.jar "$out"; echo "Downloaded from central: h/a-1.jar"; sleep 60; cp ` + from + `/*.jar "$out"`)
	cache := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	began := time.Now()
	_, err := get(ctx, cache, lock, func(p Progress) {
		if p.Done == 1 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if d := time.Since(began); d > 4*time.Second {
		t.Errorf("took %v to end Maven", d)
	}
	wantWhole(t, cache, "")

	// A process that was killed cannot tidy up; the next one does.
	if err := os.MkdirAll(filepath.Join(cache, "jars.part-123", "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	x.addMaven(`cp ` + from + `/*.jar "$out"`)
	lib, err := get(t.Context(), cache, lock, ignore)
	if err != nil {
		t.Fatal(err)
	}
	wantWhole(t, cache, lib.dir)

	// A Maven whose caller was killed went on and filled a folder for nobody.
	if err := os.MkdirAll(filepath.Join(cache, "jars.part-456"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := get(t.Context(), cache, lock, ignore); err != nil {
		t.Fatal(err)
	}
	wantWhole(t, cache, lib.dir)
}

func TestTwoFetchersRunMavenOnce(t *testing.T) {
	x := newTools(t)
	from, lock := fakeJars(t)
	x.addMaven(`sleep 0.3; cp ` + from + `/*.jar "$out"`)
	cache := t.TempDir()
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if _, err := get(t.Context(), cache, lock, ignore); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := x.mavenRuns(); n != 1 {
		t.Errorf("%d runs of Maven, want 1", n)
	}
}

func TestBrowserJarHoldsBoth(t *testing.T) {
	original := filepath.Join(t.TempDir(), "neo4j-browser-1.jar")
	f, err := os.Create(original)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, text := range map[string]string{"browser/": "", "browser/index.html": "<title>Browser</title>"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	files := BrowserFiles{Files: fstest.MapFS{"guide.html": {Data: []byte("one")}, "s/a.grass": {Data: []byte("two")}}}
	jar, err := browserJar(original, cache, files)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.OpenReader(jar)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for name, want := range map[string]string{
		"browser/index.html": "<title>Browser</title>", "browser/qawl/guide.html": "one", "browser/qawl/s/a.grass": "two",
	} {
		f, err := r.Open(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if got, err := io.ReadAll(f); err != nil || string(got) != want {
			t.Errorf("%s = %q, %v, want %q", name, got, err, want)
		}
		f.Close()
	}
	if again, err := browserJar(original, cache, files); err != nil || again != jar {
		t.Errorf("the same files give %s, %v, want %s", again, err, jar)
	}
	files.Files = fstest.MapFS{"guide.html": {Data: []byte("three")}}
	if other, err := browserJar(original, cache, files); err != nil || other == jar {
		t.Errorf("other files give %s, %v", other, err)
	}
	files.Guide = "other.html"
	if jar, err := browserJar(original, cache, files); err == nil {
		t.Errorf("a guide that is not there gives %s", jar)
	}
	if same, err := browserJar(original, cache, BrowserFiles{}); err != nil || same != original {
		t.Errorf("no files give %s, %v, want %s", same, err, original)
	}
}

func TestLockFileBelongsToThePom(t *testing.T) {
	if !strings.Contains(jars.Pom(), "<neo4j.version>"+Version+"</neo4j.version>") {
		t.Errorf("the pom is not of version %s", Version)
	}
	lib := library{"", jars.Lock()}
	for _, prefix := range []string{"neo4j-" + Version + ".jar", "neo4j-server-" + Version, "neo4j-browser-"} {
		if lib.path(prefix) == "" {
			t.Errorf("no %s in the lock file", prefix)
		}
	}
}
