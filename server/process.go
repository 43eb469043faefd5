package server

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// process names a process beyond its id, which the system gives out again:
// birth is when it began, in the system's own terms, and is compared as it is.
type process struct {
	PID   int    `json:"pid"`
	Birth string `json:"birth"`
}

// alive says whether this very process still runs.
func (p process) alive() bool {
	if p.PID <= 0 {
		return false
	}
	birth, ok := birth(p.PID)
	return ok && birth == p.Birth
}

// launch starts a program that outlives this process and its terminal, with
// its output in the file log, and gives back what it is called by. exited is
// closed when it ends while this process still runs.
func launch(cmd *exec.Cmd, log string) (p process, exited <-chan struct{}, err error) {
	out, err := os.OpenFile(log, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return p, nil, fileError("opening "+log, err)
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	cmd.SysProcAttr = detached()
	if err := cmd.Start(); err != nil {
		return p, nil, fmt.Errorf("starting %s: %w", cmd.Path, err)
	}
	done := make(chan struct{})
	p.PID = cmd.Process.Pid
	p.Birth, _ = birth(p.PID)
	go func() {
		// Reaps it, so that it does not stay as a zombie of ours.
		_ = cmd.Wait()
		close(done)
	}()
	return p, done, nil
}

// terminate ends a process: asks it first, kills it after grace, and returns
// when it is gone.
func terminate(ctx context.Context, p process, grace time.Duration) error {
	if !p.alive() {
		return nil
	}
	if err := askToEnd(p.PID); err == nil && gone(ctx, p, grace) {
		return nil
	}
	proc, err := os.FindProcess(p.PID)
	if err == nil && p.alive() {
		err = proc.Kill()
	}
	// The kill is not given up with ctx: what was sent is waited for.
	if gone(context.WithoutCancel(ctx), p, 10*time.Second) {
		return nil
	}
	return &Error{Kind: NotStopped, Doing: fmt.Sprintf("ending process %d", p.PID), Err: err,
		hint: fmt.Sprintf("end process %d yourself; it may belong to another user", p.PID)}
}

// gone waits until the process is no more.
func gone(ctx context.Context, p process, patience time.Duration) bool {
	deadline := time.Now().Add(patience)
	for p.alive() {
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
