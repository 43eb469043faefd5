package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// lockPatience is how long a process waits for another that starts or stops
// the server; a first start with a slow download is the longest of these.
const lockPatience = 15 * time.Minute

// fileLock is an advisory lock of the operating system on a file. It goes
// with the process that holds it, however that ends.
type fileLock struct{ f *os.File }

// tryLock takes the lock, or returns nil when another process has it.
func tryLock(path string) (*fileLock, error) {
	if err := makeDir(filepath.Dir(path)); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fileError("opening the lock "+path, err)
	}
	if err := lockFile(f); err != nil {
		f.Close()
		if errors.Is(err, errLockHeld) {
			return nil, nil
		}
		return nil, fileError("locking "+path, err)
	}
	// For whoever waits to say whom it waits for.
	if err := f.Truncate(0); err == nil {
		fmt.Fprintf(f, "%d\n", os.Getpid())
	}
	return &fileLock{f}, nil
}

// lock waits for the lock; waiting is told once with the holder's process id.
func lock(ctx context.Context, path string, patience time.Duration, waiting func(holder string)) (*fileLock, error) {
	deadline := time.Now().Add(patience)
	for told := false; ; told = true {
		l, err := tryLock(path)
		if l != nil || err != nil {
			return l, err
		}
		if !told && waiting != nil {
			waiting(holder(path))
		}
		if time.Now().After(deadline) {
			return nil, &Error{Kind: Locked, Doing: "waiting for process " + holder(path),
				hint: "try again when it is done; should it hang, end that process"}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (l *fileLock) unlock() {
	// Closing releases it. The file stays: removing it would let a third
	// process lock a new file while a second waits on the old one.
	l.f.Close()
}

func holder(path string) string {
	b, err := os.ReadFile(path)
	if s := strings.TrimSpace(string(b)); err == nil && s != "" {
		return s
	}
	return "(unknown)"
}
