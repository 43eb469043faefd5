// Package host is what differs between operating systems for whoever runs a
// server: file locks, processes and their identity, memory, disk space.
package host

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// Process names a process beyond its id, which the system gives out again:
// Birth is when it began, in the system's own terms, and is compared as it is.
type Process struct {
	PID   int    `json:"pid"`
	Birth string `json:"birth"`
}

// Find names the process that has this id now.
func Find(pid int) (Process, bool) {
	b, ok := birth(pid)
	return Process{pid, b}, ok
}

// Alive says whether this very process still runs.
func (p Process) Alive() bool {
	if p.PID <= 0 {
		return false
	}
	b, ok := birth(p.PID)
	return ok && b == p.Birth
}

// Launch starts a program that outlives this process and its terminal, with
// its output in the file log. exited is closed when it ends while this
// process still runs.
func Launch(cmd *exec.Cmd, log string) (p Process, exited <-chan struct{}, err error) {
	out, err := os.OpenFile(log, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return p, nil, fmt.Errorf("opening %s: %w", log, err)
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	Detach(cmd)
	if err := cmd.Start(); err != nil {
		return p, nil, fmt.Errorf("starting %s: %w", cmd.Path, err)
	}
	p, _ = Find(cmd.Process.Pid)
	p.PID = cmd.Process.Pid // also of one that has ended by now
	done := make(chan struct{})
	go func() {
		// Reaps it, so that it does not stay as a zombie of ours.
		_ = cmd.Wait()
		close(done)
	}()
	return p, done, nil
}

// ErrStays is a process that neither ends when asked nor can be killed.
var ErrStays = errors.New("it does not end")

// End ends a process: asks it first, kills it after grace, and returns when
// it is gone. Without grace it is not asked.
func (p Process) End(ctx context.Context, grace time.Duration) error {
	if !p.Alive() {
		return nil
	}
	if grace > 0 && askToEnd(p.PID) == nil && p.gone(ctx, grace) {
		return nil
	}
	proc, err := os.FindProcess(p.PID)
	if err == nil && p.Alive() {
		err = proc.Kill()
	}
	// Not given up with ctx: the signal is sent, and its effect waited for.
	if p.gone(context.WithoutCancel(ctx), 10*time.Second) {
		return nil
	}
	return errors.Join(ErrStays, err)
}

// gone waits until the process is no more.
func (p Process) gone(ctx context.Context, patience time.Duration) bool {
	deadline := time.Now().Add(patience)
	for p.Alive() {
		if time.Now().After(deadline) {
			return false
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(25 * time.Millisecond):
		}
	}
	return true
}
