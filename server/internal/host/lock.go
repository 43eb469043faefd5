package host

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// Lock is an advisory lock of the operating system on a file. It goes with
// the process that holds it, however that ends.
type Lock struct {
	f    *os.File
	path string
}

// TryLock takes the lock on a file, made when needed; nil when another
// process (or this one) has it.
func TryLock(path string) (*Lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		f.Close()
		if errors.Is(err, errLockHeld) {
			return nil, nil
		}
		return nil, err
	}
	if !same(f, path) {
		f.Close() // its holder removed it while we opened it
		return TryLock(path)
	}
	// For whoever waits to say whom it waits for.
	if err := f.Truncate(0); err == nil {
		fmt.Fprintf(f, "%d\n", os.Getpid())
	}
	return &Lock{f, path}, nil
}

// WaitLock takes the lock as soon as it is free. It gives up with ctx.
func WaitLock(ctx context.Context, path string) (*Lock, error) {
	for {
		l, err := TryLock(path)
		if l != nil || err != nil {
			return l, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func same(f *os.File, path string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Stat(path)
	return err == nil && os.SameFile(a, b)
}

// Unlock gives the lock back; the file stays.
func (l *Lock) Unlock() { l.f.Close() }

// Remove deletes the file and gives the lock back. Who waits for it takes a
// new file.
func (l *Lock) Remove() {
	os.Remove(l.path) // where an open file cannot be removed, it stays
	l.f.Close()
}

// Holder is the process id that the lock's last holder wrote, or "unknown".
func Holder(path string) string {
	b, err := os.ReadFile(path)
	if s := strings.TrimSpace(string(b)); err == nil && s != "" {
		return s
	}
	return "unknown"
}
