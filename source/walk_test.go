package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qawl/model"
)

// tree makes files below a new folder.
func tree(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		p := filepath.Join(dir, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(sample), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// walked returns the names found relative to dir, skipped ones with "!" before
// them, and the errors.
func walked(dir string, o Options, paths ...string) (names []string, errs []error) {
	for f, err := range Walk(context.Background(), strings.NewReader(sample), o, paths...) {
		var s *Skipped
		switch {
		case errors.As(err, &s):
			rel, _ := filepath.Rel(dir, s.Name)
			names = append(names, "!"+filepath.ToSlash(rel))
		case err != nil:
			errs = append(errs, err)
		case f.Name == "-":
			names = append(names, "-")
		default:
			rel, _ := filepath.Rel(dir, f.Name)
			names = append(names, filepath.ToSlash(rel))
		}
	}
	return names, errs
}

func TestWalk(t *testing.T) {
	dir := tree(t, "b.txt", "a/2.html", "a/10.json", "a/README.md", "a/x.gold.json", ".hidden/c.txt", ".d.txt", "c/photo.jpg", "c/AFP_20040101.0012", "c/notes", "LICENSE", "b/page.html", "b/page_files/frame.html")
	if err := os.Symlink(filepath.Join(dir, "b.txt"), filepath.Join(dir, "d.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "e2")); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, want string
		paths      []string
		o          Options
	}{
		{"folder", "!LICENSE a/10.json a/2.html !a/README.md b/page.html !b/page_files b.txt c/AFP_20040101.0012 !c/notes !c/photo.jpg d.txt !e2", []string{dir}, Options{}},
		{"named files", "c/photo.jpg a/x.gold.json .d.txt - b.txt", []string{dir + "/c/photo.jpg", dir + "/a/x.gold.json", dir + "/.d.txt", "-", dir + "/b.txt"}, Options{}},
		{"hidden too", ".d.txt .hidden/c.txt !LICENSE a/10.json a/2.html !a/README.md b/page.html !b/page_files b.txt c/AFP_20040101.0012 !c/notes !c/photo.jpg d.txt !e2", []string{dir}, Options{Hidden: true}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			names, errs := walked(dir, tc.o, tc.paths...)
			if got := strings.Join(names, " "); got != tc.want || len(errs) > 0 {
				t.Errorf("got %s, %v\nwant %s", got, errs, tc.want)
			}
		})
	}
}

func TestWalkGoesOnBehindAPathThatIsNotThere(t *testing.T) {
	dir := tree(t, "a.txt")
	missing := filepath.Join(dir, "none")
	names, errs := walked(dir, Options{}, missing, dir)
	if len(names) != 1 || len(errs) != 1 || errs[0].Error() != "source: "+missing+": no such file or directory" || model.HintOf(errs[0]) == "" {
		t.Errorf("got %v, %v", names, errs)
	}
}

func TestWalkEndsWithItsContext(t *testing.T) {
	dir := tree(t, "a.txt", "b.txt", "c.txt")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range Walk(ctx, nil, Options{}, dir) {
		n++
		cancel()
	}
	if n != 1 {
		t.Errorf("%d files after the end", n)
	}
}

func TestFileLargerThanTheLimit(t *testing.T) {
	dir := tree(t, "a.txt")
	o := Options{MaxBytes: 100}
	for f := range Walk(context.Background(), strings.NewReader(sample), o, dir, "-") {
		if _, err := f.Read(o); err == nil || !strings.HasPrefix(err.Error(), "source: "+f.Name+": larger than") {
			t.Errorf("got %v", err)
		}
		if data, err := f.Read(Options{}); f.Name != "-" && (err != nil || string(data) != sample) {
			t.Errorf("got %q, %v", data, err)
		}
	}
}

func archiveOf(t *testing.T, kind string, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	var add func(name, content string) error
	var closeAll func() error
	switch kind {
	case "zip":
		z := zip.NewWriter(&b)
		add = func(n, s string) error {
			w, err := z.Create(n)
			if err == nil {
				_, err = io.WriteString(w, s)
			}
			return err
		}
		closeAll = z.Close
	default:
		var w io.Writer = &b
		z := gzip.NewWriter(&b)
		if kind == "tar.gz" {
			w = z
		}
		tw := tar.NewWriter(w)
		add = func(n, s string) error {
			err := tw.WriteHeader(&tar.Header{Name: n, Size: int64(len(s)), Mode: 0o644, Typeflag: tar.TypeReg})
			if err == nil {
				_, err = io.WriteString(tw, s)
			}
			return err
		}
		closeAll = func() error {
			err := tw.Close()
			if kind == "tar.gz" {
				err = errors.Join(err, z.Close())
			}
			return err
		}
	}
	for _, n := range []string{"../a.txt", "sub/b.txt", "sub/.hidden.txt", "empty.txt", "photo.jpg"} {
		if s, ok := files[n]; ok {
			if err := add(n, s); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := closeAll(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestArchives(t *testing.T) {
	files := map[string]string{"../a.txt": sample, "sub/b.txt": sample, "sub/.hidden.txt": sample, "empty.txt": "", "photo.jpg": "x"}
	for _, kind := range []string{"zip", "tar", "tar.gz"} {
		t.Run(kind, func(t *testing.T) {
			articles, err := reader(t, Options{}).Read("news."+kind, archiveOf(t, kind, files))
			var names []string
			for _, a := range articles {
				names = append(names, a.Source)
			}
			if got := strings.Join(names, " "); got != "news."+kind+"/a.txt news."+kind+"/sub/b.txt" {
				t.Errorf("got %s", got)
			}
			if err == nil || err.Error() != "source: news."+kind+"/empty.txt: file is empty" {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestCompressedDocument(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, sample); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	articles, err := reader(t, Options{}).Read("news.txt.gz", b.Bytes())
	if err != nil || len(articles) != 1 || articles[0].Source != "news.txt.gz/news.txt" {
		t.Errorf("got %v, %v", articles, err)
	}
}

func TestArchiveThatUnpacksToTooMuch(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, strings.Repeat("سطر\n", 1<<16)); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	articles, err := reader(t, Options{MaxBytes: 1 << 16}).Read("bomb.gz", b.Bytes())
	if len(articles) > 0 || err == nil || !strings.Contains(err.Error(), "larger than the limit") {
		t.Errorf("got %d articles, %v", len(articles), err)
	}
}

func TestOfficeDocument(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.Create("[Content_Types].xml"); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	_, err := reader(t, Options{}).Read("a.docx", b.Bytes())
	if err == nil || err.Error() != "source: a.docx: not a text (office document or e-book)" || model.HintOf(err) == "" {
		t.Errorf("got %v", err)
	}
}
