package server

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"qawl/server/jars"
)

// tools is a folder that is all of PATH, for programs that play others.
type tools struct {
	t   *testing.T
	dir string
}

func newTools(t *testing.T) tools {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the programs played here are shell scripts")
	}
	x := tools{t, t.TempDir()}
	t.Setenv("PATH", x.dir)
	for _, k := range []string{"JAVA_HOME", "MAVEN_HOME", "M2_HOME"} {
		t.Setenv(k, "")
	}
	return x
}

// add writes a program: a body of shell, in which $PATH is the usual one.
func (x tools) add(name, body string) {
	x.t.Helper()
	script := "#!/bin/sh\nPATH=/usr/bin:/bin\n" + body + "\n"
	if err := os.MkdirAll(filepath.Dir(filepath.Join(x.dir, name)), 0o755); err != nil {
		x.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(x.dir, name), []byte(script), 0o755); err != nil {
		x.t.Fatal(err)
	}
}

// addJava writes a Java of a version that does what body says.
func (x tools) addJava(name, version, body string) {
	x.add(name, `if [ "$1" = -version ]; then echo 'openjdk version "`+version+`" 2024-01-16' >&2; exit 0; fi`+"\n"+body)
}

// addMaven writes a Maven that counts its runs and then does what body says,
// with $out for the folder that it is to fill.
func (x tools) addMaven(body string) {
	x.add("mvn", `echo run >> "`+x.dir+`/runs"
for a; do case $a in -DoutputDirectory=*) out=${a#*=};; esac; done
`+body)
}

func (x tools) mavenRuns() int {
	b, _ := os.ReadFile(filepath.Join(x.dir, "runs"))
	return strings.Count(string(b), "run")
}

// fakeJars writes a few jars and their lock.
func fakeJars(t *testing.T) (dir string, lock []jars.Jar) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range []string{"a-1.jar", "b-2.jar", "neo4j-browser-3.jar"} {
		data := []byte("content of " + name)
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
		lock = append(lock, jars.Jar{Name: name, Size: int64(len(data)), SHA256: fmt.Sprintf("%x", sha256.Sum256(data))})
	}
	return dir, lock
}

func ignore(Progress) {}

func contains(err error, part string) bool { return err != nil && strings.Contains(err.Error(), part) }

// entries lists a folder, what begins with a dot left out.
func entries(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return slices.DeleteFunc(out, func(s string) bool { return strings.HasPrefix(s, ".") })
}
