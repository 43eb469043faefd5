package host

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// program starts a shell with a script, which no test outlives.
func program(t *testing.T, script string) (Process, <-chan struct{}) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	p, exited, err := Launch(exec.Command("sh", "-c", script), filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.End(context.Background(), 0) })
	return p, exited
}

func TestProcessIsMoreThanItsID(t *testing.T) {
	self, ok := Find(os.Getpid())
	if !ok || !self.Alive() {
		t.Fatalf("own process: %v, %v", self, ok)
	}
	for name, p := range map[string]Process{
		"same id, other birth": {self.PID, self.Birth + "0"},
		"no id":                {0, self.Birth},
		"negative id":          {-1, self.Birth},
		"an id out of range":   {1 << 30, self.Birth},
	} {
		if p.Alive() {
			t.Errorf("%s counts as alive", name)
		}
	}
}

func TestEndAsksFirst(t *testing.T) {
	dir := t.TempDir()
	p, exited := program(t, `trap 'echo asked > `+dir+`/asked; exit 0' TERM; echo > `+dir+`/up; while :; do sleep 0.05; done`)
	await(t, dir+"/up")
	if err := p.End(t.Context(), 5*time.Second); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir + "/asked"); err != nil || p.Alive() {
		t.Errorf("%v, alive %v", err, p.Alive())
	}
	<-exited
	if err := p.End(t.Context(), time.Second); err != nil {
		t.Errorf("ending what has ended: %v", err)
	}
}

func TestEndKillsWhatDoesNotListen(t *testing.T) {
	dir := t.TempDir()
	p, _ := program(t, `trap '' TERM; echo > `+dir+`/up; while :; do sleep 0.05; done`)
	await(t, dir+"/up")
	if err := p.End(t.Context(), 200*time.Millisecond); err != nil || p.Alive() {
		t.Errorf("%v, alive %v", err, p.Alive())
	}
}

func await(t *testing.T, path string) {
	t.Helper()
	for range 500 {
		if _, err := os.Stat(path); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s does not appear", path)
}

func TestLockIsOneForAll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	a, err := TryLock(path)
	if err != nil || a == nil {
		t.Fatal(a, err)
	}
	if b, err := TryLock(path); b != nil || err != nil {
		t.Errorf("second holder: %v, %v", b, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 80*time.Millisecond)
	defer cancel()
	if _, err := WaitLock(ctx, path); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting in vain: %v", err)
	}
	got := make(chan *Lock)
	go func() {
		l, err := WaitLock(t.Context(), path)
		if err != nil {
			t.Error(err)
		}
		got <- l
	}()
	// Who waits must not end up with a lock on the removed file.
	time.Sleep(60 * time.Millisecond)
	a.Remove()
	b := <-got
	if c, err := TryLock(path); c != nil || err != nil {
		t.Errorf("two holders after a removal: %v, %v", c, err)
	}
	if h := Holder(path); runtime.GOOS != "windows" && strings.TrimSpace(h) == "unknown" {
		t.Errorf("holder %q", h)
	}
	b.Unlock()
}

func TestMachineIsKnown(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("read from /proc")
	}
	if n := MachineBytes(); n < 64<<20 {
		t.Errorf("memory of %d bytes", n)
	}
	if n := ResidentBytes(os.Getpid()); n < 1<<20 {
		t.Errorf("this process holds %d bytes", n)
	}
	if free, ok := FreeSpace(t.TempDir()); !ok || free == 0 {
		t.Errorf("free space %d, %v", free, ok)
	}
	if line, ok := CommandLine(os.Getpid()); !ok || !strings.Contains(line, filepath.Base(os.Args[0])) {
		t.Errorf("command line %q, %v", line, ok)
	}
}
