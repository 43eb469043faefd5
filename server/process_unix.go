//go:build unix

package server

import (
	"os/exec"
	"syscall"
)

// detached has the child lead a session of its own: neither Ctrl-C in the
// terminal nor its closing reaches it.
func detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

func askToEnd(pid int) error { return syscall.Kill(pid, syscall.SIGTERM) }

// ownGroup has a child's own children end with it when its context ends: mvn
// is a script that starts Java.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
}
