package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/creack/pty"
	"github.com/rogpeppe/go-internal/testscript"

	"qawl/server"
	"qawl/server/servertest"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

// binary is the folder of the command, built as a user builds it.
var binary string

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(build(servertest.Suite{M: m}.Run))
}

func build(run func() int) int {
	dir, err := os.MkdirTemp("", "graph-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	if out, err := exec.Command("go", "build", "-o", dir, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the command: %v\n%s", err, out)
		return 1
	}
	binary = dir
	return run()
}

// TestScript runs what needs no server.
func TestScript(t *testing.T) {
	testscript.Run(t, params("testdata/script", nil))
}

// TestNeo4j runs what needs a server that is there, one script after another,
// each on an empty graph.
func TestNeo4j(t *testing.T) {
	e := servertest.Start(t)
	for _, file := range scripts(t, "testdata/script/neo4j") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			servertest.Empty(t, e)
			p := params("", e.Env())
			p.Files = []string{file}
			testscript.RunT(direct{t}, p)
		})
	}
}

// TestLocal runs what starts and stops the managed server.
func TestLocal(t *testing.T) {
	for _, file := range scripts(t, "testdata/script/local") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			home := servertest.Home(t)
			env := []string{server.EnvHome + "=" + home.Data, server.EnvCache + "=" + home.Cache}
			t.Cleanup(func() {
				stop := exec.Command(filepath.Join(binary, "graph"), "server", "stop")
				stop.Env = append(os.Environ(), env...)
				if out, err := stop.CombinedOutput(); err != nil {
					t.Errorf("stopping the script's server: %v\n%s", err, out)
				}
			})
			p := params("", append(env, "JAVA_HOME="+os.Getenv("JAVA_HOME"), "REALHOME="+os.Getenv("HOME")))
			p.Files = []string{file}
			testscript.RunT(direct{t}, p)
		})
	}
}

// direct runs a script in the test itself and not in one beside others: there
// is one server.
type direct struct{ *testing.T }

func (d direct) Run(_ string, f func(testscript.T)) { f(d) }
func (d direct) Parallel()                          {}
func (d direct) Verbose() bool                      { return testing.Verbose() }

func scripts(t *testing.T, dir string) []string {
	files, err := filepath.Glob(dir + "/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts in %s (%v)", dir, err)
	}
	return files
}

func params(dir string, env []string) testscript.Params {
	return testscript.Params{
		Dir:                 dir,
		UpdateScripts:       *update,
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "terminal": terminal},
		Setup: func(e *testscript.Env) error {
			root, err := filepath.Abs("../..")
			if err != nil {
				return err
			}
			e.Setenv("PATH", binary+string(filepath.ListSeparator)+os.Getenv("PATH"))
			e.Setenv("ROOT", root)
			e.Setenv("EXAMPLES", filepath.Join(root, "examples"))
			e.Setenv("TERM", "xterm")
			for _, kv := range env {
				k, v, _ := strings.Cut(kv, "=")
				e.Setenv(k, v)
			}
			return nil
		},
	}
}

// exits CODE COMMAND…: like exec, with the exit code that is wanted.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		failed, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = failed.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// terminal COLUMNS INPUT COMMAND…: runs a command with all its streams on a
// terminal of that width, types the input, and leaves what the terminal got in
// the file "screen".
func terminal(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: terminal COLUMNS INPUT COMMAND…")
	}
	cols, err := strconv.Atoi(args[0])
	ts.Check(err)
	path, err := exec.LookPath(filepath.Join(binary, args[2]))
	ts.Check(err)
	cmd := exec.Command(path, args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, k := range []string{"PATH", "HOME", "TERM", "NO_COLOR", "COLUMNS", server.EnvHome, server.EnvCache, server.EnvURI, server.EnvUsername, server.EnvPassword, server.EnvDatabase} {
		if v := ts.Getenv(k); v != "" {
			cmd.Env = append(cmd.Env, k+"="+v)
		}
	}
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: uint16(cols)})
	ts.Check(err)
	defer f.Close()
	_, err = io.WriteString(f, strings.ReplaceAll(args[1], `\n`, "\n"))
	ts.Check(err)
	var screen bytes.Buffer
	io.Copy(&screen, f) // ends with an error when the other end is closed
	err = cmd.Wait()
	ts.Check(os.WriteFile(ts.MkAbs("screen"), bytes.ReplaceAll(screen.Bytes(), []byte("\r\n"), []byte("\n")), 0o600))
	ts.Logf("[screen]\n%s", screen.String())
	if (err != nil) != neg {
		ts.Fatalf("ended with: %v", err)
	}
}
