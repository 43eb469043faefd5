package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"qawl/server/internal/host"
)

func (l *Local) stop(ctx context.Context) (bool, error) {
	if !fileExists(l.Home.Data) {
		return false, nil
	}
	held, err := l.lock(ctx, func(Progress) {})
	if err != nil {
		return false, err
	}
	defer held.Unlock()
	return l.halt(ctx)
}

// halt ends the server; the caller holds the lock.
func (l *Local) halt(ctx context.Context) (bool, error) {
	in, running, err := l.find(ctx)
	if err != nil {
		return false, err
	}
	if running {
		if in.Container != "" {
			err = stopContainer(ctx, in.Container)
		} else {
			err = end(ctx, in.Process, stopGrace)
		}
		if err != nil {
			return false, err
		}
	}
	return running, l.discard(ctx)
}

// end ends a process, first by asking, then by force.
func end(ctx context.Context, p host.Process, grace time.Duration) error {
	if err := p.End(ctx, grace); err != nil {
		return &Error{Kind: NotStopped, Doing: fmt.Sprintf("ending process %d", p.PID), Err: err,
			hint: "end it yourself; it may belong to another user"}
	}
	return nil
}

func (l *Local) status(ctx context.Context) (Status, error) {
	in, running, err := l.find(ctx)
	if err != nil {
		return Status{}, err
	}
	if !running {
		return l.describe(ctx, instance{Version: Version}, Stopped)
	}
	e, err := l.endpoint(in)
	if err != nil {
		return Status{}, err
	}
	state := Starting
	if listens(in.Bolt) {
		switch err := probe(ctx, e, 5*time.Second); {
		case err == nil:
			state = Running
		case refused(err):
			return Status{}, l.notLetIn(err)
		}
	}
	return l.describe(ctx, in, state)
}

// describe puts together what there is to say about an instance.
func (l *Local) describe(ctx context.Context, in instance, state State) (Status, error) {
	y := l.layout()
	s := Status{
		State: state, Version: in.Version, Folder: y.root, Log: y.serverLog(),
		DataBytes: folderSize(y.data()),
	}
	if state == Stopped {
		return s, nil
	}
	var err error
	if s.Endpoint, err = l.endpoint(in); err != nil {
		return Status{}, err
	}
	s.Docker, s.Container, s.NoAuth = in.Container != "", in.Container, in.NoAuth
	s.PID, s.Java, s.Started = in.PID, in.Java, in.Started
	s.HeapMB, s.PageCacheMB = in.HeapMB, in.PageCacheMB
	if in.Container != "" {
		s.Log = ""
		s.MemoryBytes, s.DataBytes = containerSizes(ctx, in.Container)
	} else {
		s.MemoryBytes = host.ResidentBytes(in.PID)
	}
	return s, nil
}

func (l *Local) reset(ctx context.Context) error {
	if !fileExists(l.Home.Data) {
		return nil
	}
	held, err := l.lock(ctx, func(Progress) {})
	if err != nil {
		return err
	}
	defer held.Unlock()
	if _, err := l.halt(ctx); err != nil {
		return err
	}
	if err := removeContainerData(ctx, l.layout()); err != nil {
		return err
	}
	root := l.layout().root
	// Renamed first: what is deleted in part must not be taken for a database.
	gone := root + ".deleted"
	if err := os.RemoveAll(gone); err != nil {
		return fileError("deleting "+gone, err)
	}
	if err := os.Rename(root, gone); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fileError("deleting "+root, err)
	}
	if err := os.RemoveAll(gone); err != nil {
		return fileError("deleting "+gone, err)
	}
	return nil
}
