package server

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestJavaVersion(t *testing.T) {
	for version, want := range map[string]int{
		"17.0.15": 17, "21": 21, "25-ea": 25, "1.8.0_402": 8, "11.0.2": 11, "9": 9, "": 0, "internal": 0,
	} {
		if got := major(version); got != want {
			t.Errorf("major(%q) = %d, want %d", version, got, want)
		}
	}
}

func TestJavaIsFound(t *testing.T) {
	x := newTools(t)
	folders := []string{filepath.Join(x.dir, "jvm", "*")}

	_, err := findJava(t.Context(), folders)
	var e *Error
	if !errors.As(err, &e) || e.Kind != NoJava {
		t.Fatalf("no Java anywhere: %v", err)
	}
	for _, way := range []string{"JAVA_HOME", "--docker", "NEO4J_URI"} {
		if !strings.Contains(e.Hint(), way) {
			t.Errorf("the hint does not name %s: %s", way, e.Hint())
		}
	}

	x.addJava("java", "11.0.2", "")
	if _, err := findJava(t.Context(), folders); !errors.Is(err, NoJava) || !contains(err, "too old: 11.0.2") {
		t.Errorf("too old a Java on PATH: %v", err)
	}

	x.addJava("jvm/jdk-17/bin/java", "17.0.2", "")
	x.addJava("jvm/jdk-21/bin/java", "21.0.1", "")
	want(t, folders, "21.0.1", "the newest of the usual folders")

	x.addJava("java", "17.0.9", "")
	want(t, folders, "17.0.9", "PATH")

	x.addJava("own/bin/java", "22", "")
	t.Setenv("JAVA_HOME", filepath.Join(x.dir, "own"))
	want(t, folders, "22", "JAVA_HOME")

	// The file that a Java's makers put beside it spares starting it.
	x.add("own/bin/java", "exit 1")
	release := "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"25.0.1\"\n"
	if err := os.WriteFile(filepath.Join(x.dir, "own", "release"), []byte(release), 0o644); err != nil {
		t.Fatal(err)
	}
	want(t, folders, "25.0.1", "JAVA_HOME's release file")
}

func want(t *testing.T, folders []string, version, where string) {
	t.Helper()
	if j, err := findJava(t.Context(), folders); err != nil || j.Version != version {
		t.Errorf("found %v, %v, want %s of %s", j, err, version, where)
	}
}
