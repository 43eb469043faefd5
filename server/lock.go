package server

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"qawl/server/internal/host"
)

// lockPatience is how long a process waits for another that starts or stops
// the server; a first start with a slow download is the longest of these.
const lockPatience = 15 * time.Minute

// lock takes the lock on a file. Whom it waits for is told once.
func lock(ctx context.Context, path string, patience time.Duration, waiting func(holder string)) (*host.Lock, error) {
	if err := makeDir(filepath.Dir(path)); err != nil {
		return nil, err
	}
	doing := "locking " + path
	l, err := host.TryLock(path)
	if err != nil {
		return nil, fileError(doing, err)
	}
	if l != nil {
		return l, nil
	}
	waiting(host.Holder(path))
	bounded, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	l, err = host.WaitLock(bounded, path)
	switch {
	case err == nil:
		return l, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil, &Error{Kind: Locked, Doing: "waiting for process " + host.Holder(path),
			hint: "try again when it is done; should it hang, end that process"}
	}
	return nil, fileError(doing, err)
}
