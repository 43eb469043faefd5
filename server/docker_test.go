package server

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNoDocker(t *testing.T) {
	l, x := played(t, `exit 1`)
	for _, c := range []struct{ name, script, hint string }{
		{"no command", "", "install"},
		{"no engine", `echo "Cannot connect to the Docker daemon" >&2; exit 1`, "DOCKER_HOST"},
	} {
		if c.script != "" {
			x.add("docker", c.script)
		}
		_, err := l.Start(t.Context(), StartOptions{Docker: true})
		var e *Error
		if !errors.As(err, &e) || e.Kind != NoDocker || !strings.Contains(e.Hint(), c.hint) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// docker plays an engine that has no image and cannot get one, or whose run fails.
func TestContainerThatDoesNotStart(t *testing.T) {
	for _, c := range []struct {
		name, image, run string
		kind             Kind
	}{
		{"image not to be had", "exit 1", "", NotFetched},
		{"port taken", "", `echo "Bind for 127.0.0.1:7687 failed: port is already allocated" >&2; exit 125`, PortTaken},
		{"something else", "", `echo "no such runtime" >&2; exit 125`, NotStarted},
		{"it ends at once", "", `echo id`, NotStarted},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, x := played(t, `exit 1`)
			x.add("docker", `echo "$*" >> "`+x.dir+`/calls"
for a; do if [ "$seen" = yes ]; then cp "$a" "`+x.dir+`/env"; ls -l "$a" > "`+x.dir+`/mode"; seen=; fi; [ "$a" = --env-file ] && seen=yes; done
case "$1 $2" in
"image inspect") `+c.image+`;;
"pull --quiet") echo "no route to registry" >&2; exit 1;;
"container inspect") exit 1;;
"logs "*) echo "the last words";;
esac
case "$1" in run) `+c.run+`;; esac`)
			_, err := l.Start(t.Context(), StartOptions{Docker: true})
			if !errors.Is(err, c.kind) {
				t.Fatalf("%v, want %v", err, c.kind)
			}
			if s, err := l.Status(t.Context()); err != nil || s.State != Stopped {
				t.Errorf("afterwards: %v, %v", s.State, err)
			}
			if c.kind == NotFetched {
				return
			}
			password, err := l.layout().readPassword()
			calls, _ := os.ReadFile(filepath.Join(x.dir, "calls"))
			if err != nil || strings.Contains(string(calls), password) {
				t.Errorf("the password stands on a command line: %s %v", calls, err)
			}
			if !strings.Contains(string(calls), "--publish 127.0.0.1:") {
				t.Errorf("published beyond the loopback address: %s", calls)
			}
			if env, _ := os.ReadFile(filepath.Join(x.dir, "env")); !strings.Contains(string(env), "NEO4J_AUTH=neo4j/"+password) {
				t.Errorf("environment file: %s", env)
			}
			if mode, _ := os.ReadFile(filepath.Join(x.dir, "mode")); !strings.HasPrefix(string(mode), "-rw-------") {
				t.Errorf("environment file of mode %s", mode)
			}
			if fileExists(filepath.Join(l.layout().root, "container.env")) {
				t.Error("the environment file is still there")
			}
		})
	}
}
