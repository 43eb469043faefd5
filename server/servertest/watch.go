package servertest

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"qawl/server/internal/host"
)

// envWatch has the test program watch another run of itself, and holds the
// meeting folder.
const envWatch = "QAWL_SERVERTEST_WATCH"

// watcher is a process that cleans up when this one is killed: by Ctrl-C, by
// go test's time limit, by the system. It sees that by its standard input
// ending without a word.
type watcher struct {
	cmd *exec.Cmd
	in  io.WriteCloser
}

func startWatcher(dir string) (*watcher, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), envWatch+"="+dir)
	cmd.Dir = os.TempDir()
	host.Detach(cmd)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting the watching process: %w", err)
	}
	return &watcher{cmd, in}, nil
}

// dismiss tells the watcher that there is nothing for it to do.
func (w *watcher) dismiss() {
	// It ends either way; the word only spares it the clean-up.
	_, _ = io.WriteString(w.in, "done")
	w.in.Close()
	_ = w.cmd.Wait()
}

// watch is the watching process.
func watch(in io.Reader) int {
	word, _ := io.ReadAll(in)
	dir := os.Getenv(envWatch)
	if string(word) == "done" || dir == "" {
		return 0
	}
	l, err := host.TryLock(filepath.Join(dir, "lock"))
	if l == nil || err != nil {
		return 0 // another process has its turn, and all that is there
	}
	if others(dir) {
		l.Unlock()
		return 0
	}
	err = clean(dir)
	l.Remove()
	os.Remove(dir)
	if err != nil {
		return 1
	}
	return 0
}
