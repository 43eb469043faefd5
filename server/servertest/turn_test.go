package servertest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"qawl/server"
)

func TestMain(m *testing.M) { Main(m) }

// meet is a meeting folder with a home in it in which nothing runs.
func meet(t *testing.T) (dir, home string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "meeting")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	home, err := newHome(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir, home
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func TestLastOneRemovesEverything(t *testing.T) {
	dir, home := meet(t)
	turn, err := takeTurn(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	turn.home = server.Home{Data: home}
	if err := turn.leave(); err != nil {
		t.Error(err)
	}
	if exists(dir) {
		t.Error("the meeting folder is still there")
	}
}

// A second goroutine is as good as a process: locks are by open file.
func TestServerIsLeftToWhoWaits(t *testing.T) {
	dir, home := meet(t)
	turn, err := takeTurn(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	turn.home = server.Home{Data: home}
	next := make(chan bool)
	go func() {
		other, err := takeTurn(t.Context(), dir)
		if err != nil {
			t.Error(err)
			next <- false
			return
		}
		next <- exists(home)
		if err := other.leave(); err != nil {
			t.Error(err)
		}
		next <- exists(dir)
	}()
	for range 500 {
		if others(dir) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := turn.leave(); err != nil {
		t.Error(err)
	}
	if !<-next {
		t.Error("the home was removed though another waits for it")
	}
	if <-next {
		t.Error("the meeting folder outlives the last one")
	}
}

func TestWaitersThatWereKilledDoNotCount(t *testing.T) {
	dir, _ := meet(t)
	stale := filepath.Join(dir, "waiting-4194304")
	if err := os.WriteFile(stale, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if others(dir) {
		t.Error("a file alone counts as a process that waits")
	}
	if exists(stale) {
		t.Error("the file is still there")
	}
}

func TestWatcherCleansUpAfterAKilledTest(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for word, left := range map[string]bool{"": false, "done": true} {
		dir, _ := meet(t)
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), envWatch+"="+dir)
		cmd.Stdin = strings.NewReader(word)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("watching: %v\n%s", err, out)
		}
		if exists(dir) != left {
			t.Errorf("after the word %q the folder is there: %v, want %v", word, exists(dir), left)
		}
	}
}

func TestServerOfAnotherVersionIsNotInherited(t *testing.T) {
	dir, home := meet(t)
	turn := &turn{dir: dir}
	for _, text := range []string{"", "{", `{"version":"4.4"}`, `{"version":"` + server.Version + `","home":{"Data":"` + home + `"}}`} {
		if err := os.WriteFile(turn.record(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if e, ok := turn.inherit(t.Context()); ok {
			t.Errorf("%q gives %v", text, e)
		}
	}
}
