package server

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"qawl/server/internal/host"
)

// played gives a managed server whose Java is a script: server is what it
// does when it is to be Neo4j.
func played(t *testing.T, server string) (*Local, tools) {
	t.Helper()
	x := newTools(t)
	from, lock := fakeJars(t)
	x.addMaven(`cp ` + from + `/*.jar "$out"`)
	x.addJava("java", "17.0.2", `case "$*" in
*AdminTool*) mkdir -p "$NEO4J_HOME/data/dbms"; echo hash > "$NEO4J_HOME/data/dbms/auth.ini"; for a; do echo "$a" >> "`+x.dir+`/admin"; done;;
*) echo start >> "`+x.dir+`/starts"; `+server+`;;
esac`)
	root := t.TempDir()
	return &Local{Home: Home{Data: filepath.Join(root, "data"), Cache: filepath.Join(root, "cache")}, jars: lock}, x
}

func (x tools) starts() int {
	b, _ := os.ReadFile(filepath.Join(x.dir, "starts"))
	return strings.Count(string(b), "start")
}

func TestStartThatFails(t *testing.T) {
	for _, c := range []struct {
		name, server string
		o            StartOptions
		kind         Kind
		line         string
		starts       int
	}{
		{"Java gives up", `echo "Error: Could not create the Java Virtual Machine." >&2; exit 1`, StartOptions{}, NotStarted, "Could not create", 1},
		{"too little memory", `echo "Could not reserve enough space for object heap" >&2; exit 1`, StartOptions{HeapMB: 99999}, NotStarted, "reserve", 1},
		{"full disk", `echo "java.io.IOException: No space left on device"; exit 1`, StartOptions{}, DiskFull, "No space", 1},
		{"no answer", `echo thinking; exec sleep 60`, StartOptions{Timeout: 300 * time.Millisecond}, NotStarted, "thinking", 1},
		{"port taken meanwhile, another is tried", `echo "Address already in use"; exit 1`, StartOptions{}, PortTaken, "Address", 3},
		{"asked port taken meanwhile", `echo "Address already in use"; exit 1`, StartOptions{BoltPort: freePort(t), HTTPPort: freePort(t)}, PortTaken, "Address", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, x := played(t, c.server)
			_, err := l.Start(t.Context(), c.o)
			var e *Error
			if !errors.As(err, &e) || e.Kind != c.kind {
				t.Fatalf("%v, want %v", err, c.kind)
			}
			if e.Hint() == "" || !strings.Contains(strings.Join(e.Lines, "\n"), c.line) {
				t.Errorf("hint %q, lines %q, want one with %q", e.Hint(), e.Lines, c.line)
			}
			if n := x.starts(); n != c.starts {
				t.Errorf("%d starts, want %d", n, c.starts)
			}
			if s, err := l.Status(t.Context()); err != nil || s.State != Stopped {
				t.Errorf("afterwards: %v, %v", s.State, err)
			}
		})
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func TestStartBrokenOffLeavesNoProcess(t *testing.T) {
	l, _ := played(t, `exec sleep 60`)
	ctx, cancel := context.WithCancel(t.Context())
	var in instance
	_, err := l.Start(ctx, StartOptions{Progress: func(p Progress) {
		if p.Step == StepStart {
			if _, err := readJSON(l.layout().running(), &in); err != nil {
				t.Error(err)
			}
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || in.PID == 0 {
		t.Fatalf("%v, process %d", err, in.PID)
	}
	if in.Alive() {
		t.Errorf("process %d is still there", in.PID)
	}
}

func TestAnswerOnThePortsMayBeAnothers(t *testing.T) {
	l := New(Home{Data: t.TempDir()})
	in := instance{ports: ports{listen(t, "127.0.0.1:0"), listen(t, "127.0.0.1:0")}, Started: time.Now()}
	log := l.layout().serverLog()
	if err := makeDir(filepath.Dir(log)); err != nil {
		t.Fatal(err)
	}
	before := strings.Repeat("x", 17) + " 2023 INFO  Started.\nended long ago.\n"
	for text, want := range map[string]bool{
		"2024 INFO  Starting...\n": false,
		"2024 INFO  Started.\n":    true,
	} {
		in.LogFrom = int64(len(before))
		if err := os.WriteFile(log, []byte(before+text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := l.isUp(in); got != want {
			t.Errorf("up after %q: %v, want %v", text, got, want)
		}
	}
	in.Started = time.Now().Add(-time.Hour)
	if err := os.Remove(log); err != nil || !l.isUp(in) {
		t.Errorf("an old server whose log is gone does not count as up (%v)", err)
	}
}

func TestPasswordIsSetFromItsFile(t *testing.T) {
	l, x := played(t, `exit 1`)
	if _, err := l.Start(t.Context(), StartOptions{}); !errors.Is(err, NotStarted) {
		t.Fatal(err)
	}
	password, err := l.layout().readPassword()
	if err != nil || len(password) < 26 {
		t.Fatalf("password %q, %v", password, err)
	}
	args, err := os.ReadFile(filepath.Join(x.dir, "admin"))
	if err != nil || !strings.HasSuffix(string(args), "set-initial-password\n@"+l.layout().password()+"\n") {
		t.Errorf("the tool's arguments: %s %v", args, err)
	}
	if info, err := os.Stat(l.layout().password()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("password file: %v, %v", info.Mode(), err)
	}
	if _, err := l.Start(t.Context(), StartOptions{}); !errors.Is(err, NotStarted) {
		t.Fatal(err)
	}
	if again, _ := l.layout().readPassword(); again != password {
		t.Error("the second start made another password")
	}
	if b, _ := os.ReadFile(filepath.Join(x.dir, "admin")); len(b) != len(args) {
		t.Error("the second start set the password again")
	}

	// The database has a password, and nobody knows it any more.
	if err := errors.Join(os.MkdirAll(filepath.Join(l.layout().data(), "databases", "system"), 0o700),
		os.Remove(l.layout().password())); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Start(t.Context(), StartOptions{}); !errors.Is(err, NotLetIn) {
		t.Errorf("without the password file: %v", err)
	}
}

func TestStaleNotesNameNobody(t *testing.T) {
	l, x := played(t, `exit 1`)
	y := l.layout()
	if err := makeDir(filepath.Dir(y.pidFile())); err != nil {
		t.Fatal(err)
	}
	self, _ := host.Find(os.Getpid())
	for name, in := range map[string]instance{
		"a process that is gone":      {Process: host.Process{PID: 1 << 22, Birth: "x"}, ports: ports{1, 2}},
		"an id that was given anew":   {Process: host.Process{PID: self.PID, Birth: self.Birth + "1"}, ports: ports{1, 2}},
		"a container that was killed": {Container: "qawl-neo4j-none", ports: ports{1, 2}},
	} {
		if err := writeJSON(y.running(), in); err != nil {
			t.Fatal(err)
		}
		// Neo4j's own file may name a stranger as well.
		if err := os.WriteFile(y.pidFile(), []byte("1"), 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err := l.Status(t.Context()); err != nil || s.State != Stopped {
			t.Errorf("%s: %v, %v", name, s.State, err)
		}
		if stopped, err := l.Stop(t.Context()); err != nil || stopped {
			t.Errorf("stopping %s: %v, %v", name, stopped, err)
		}
		if fileExists(y.running()) || fileExists(y.pidFile()) {
			t.Errorf("%s: the notes are still there", name)
		}
	}
	if err := os.WriteFile(y.running(), []byte("{broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Start(t.Context(), StartOptions{}); !errors.Is(err, NotStarted) || x.starts() != 1 {
		t.Errorf("a note that cannot be read: %v, %d starts", err, x.starts())
	}
}

func TestServerThatDiesWhileItIsJoined(t *testing.T) {
	l, x := played(t, `exit 1`)
	p, _, err := host.Launch(exec.Command("/bin/sleep", "0.3"), filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	in := instance{Process: p, ports: ports{freePort(t), freePort(t)}, Started: time.Now()}
	if err := errors.Join(makeDir(l.layout().root), writeJSON(l.layout().running(), in)); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Start(t.Context(), StartOptions{}); !errors.Is(err, NotStarted) || x.starts() != 1 {
		t.Errorf("%v, %d starts, want one", err, x.starts())
	}
}

// A command that is killed between the start of the server and the note of it.
func TestLostServerIsEndedBeforeTheNextStart(t *testing.T) {
	if _, ok := host.CommandLine(os.Getpid()); !ok {
		t.Skip("command lines are not looked up here")
	}
	l, _ := played(t, `mkdir -p run; echo $$ > run/neo4j.pid; while :; do sleep 0.1; done`)
	if err := makeDir(l.layout().root); err != nil {
		t.Fatal(err)
	}
	lost := lostProcess(t, l)
	if _, err := l.Start(t.Context(), StartOptions{Timeout: 100 * time.Millisecond}); !errors.Is(err, NotStarted) {
		t.Errorf("next start: %v", err)
	}
	if lost.Alive() {
		t.Error("the lost server still runs beside the next one")
	}
}

// lostProcess starts what looks like a server of this home, unnoted.
func lostProcess(t *testing.T, l *Local) host.Process {
	t.Helper()
	java, err := exec.LookPath("java")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(java, mainServer, homeArg(l.layout().root), "--config-dir=x")
	cmd.Dir = l.layout().root
	p, _, err := host.Launch(cmd, filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.End(context.Background(), 0) })
	for range 300 {
		if fileExists(l.layout().pidFile()) {
			return p
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("it does not come up")
	return p
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	l, _ := played(t, `exit 1`)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, home := range map[string]Home{
		"data":  {Data: filepath.Join(file, "data"), Cache: l.Home.Cache},
		"cache": {Data: l.Home.Data, Cache: filepath.Join(file, "cache")},
	} {
		l := &Local{Home: home, jars: l.jars}
		_, err := l.Start(t.Context(), StartOptions{})
		var e *Error
		if !errors.As(err, &e) || e.Kind != NotWritable || !strings.Contains(e.Hint(), EnvHome) || !contains(err, file) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if os.Geteuid() == 0 {
		return // may write everywhere
	}
	l.Home.Data = t.TempDir()
	if err := os.Chmod(l.Home.Data, 0o500); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Start(t.Context(), StartOptions{}); !errors.Is(err, NotWritable) {
		t.Errorf("a read-only folder: %v", err)
	}
}

func TestFullDisk(t *testing.T) {
	if !fileExists("/dev/full") {
		t.Skip("no /dev/full")
	}
	err := os.WriteFile("/dev/full", []byte("x"), 0o600)
	if err := fileError("writing x", err); !errors.Is(err, DiskFull) {
		t.Errorf("%v", err)
	}
	if err := checkWritable(t.TempDir(), 1<<60); !errors.Is(err, DiskFull) {
		t.Errorf("a disk with less than an exabyte: %v", err)
	}
}

func TestLockedByAnother(t *testing.T) {
	l, _ := played(t, `exit 1`)
	path := l.layout().lock()
	if err := makeDir(filepath.Dir(path)); err != nil {
		t.Fatal(err)
	}
	held, err := host.TryLock(path)
	if err != nil || held == nil {
		t.Fatal(held, err)
	}
	told := ""
	_, err = lock(t.Context(), path, 120*time.Millisecond, func(h string) { told = h })
	if !errors.Is(err, Locked) || told == "" {
		t.Errorf("%v, told of %q", err, told)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 120*time.Millisecond)
	defer cancel()
	if _, err := l.Start(ctx, StartOptions{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("start beside a start: %v", err)
	}
	held.Unlock()
	if _, err := l.Start(t.Context(), StartOptions{}); !errors.Is(err, NotStarted) {
		t.Errorf("afterwards: %v", err)
	}
}

func TestConflict(t *testing.T) {
	in := instance{ports: ports{7687, 7474}, memory: memory{512, 128}}
	for _, o := range []StartOptions{{}, {BoltPort: 7687, HTTPPort: 7474, HeapMB: 512, PageCacheMB: 128}} {
		if err := conflict(in, o); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
	}
	for _, o := range []StartOptions{{NoAuth: true}, {Docker: true}, {BoltPort: 1}, {HTTPPort: 1}, {HeapMB: 1}, {PageCacheMB: 1}} {
		if err := conflict(in, o); !errors.Is(err, Conflict) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
