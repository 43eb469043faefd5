//go:build unix

package host

import (
	"os/exec"
	"syscall"
)

// Detach has the child lead a session of its own: neither Ctrl-C in the
// terminal nor its closing reaches it.
func Detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

func askToEnd(pid int) error { return syscall.Kill(pid, syscall.SIGTERM) }

// EndWithChildren has a child's own children end with it when its context ends: mvn
// is a script that starts Java.
func EndWithChildren(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
}
