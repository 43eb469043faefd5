//go:build unix && !linux

package host

import (
	"os"
	"os/exec"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

func ps(pid int, column string) (string, bool) {
	cmd := exec.Command("ps", "-ww", "-o", column+"=", "-p", strconv.Itoa(pid))
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	out, err := cmd.Output()
	s := strings.TrimSpace(string(out))
	return s, err == nil && s != ""
}

// birth is when the process began; a zombie counts as gone.
func birth(pid int) (string, bool) {
	if state, ok := ps(pid, "state"); !ok || strings.HasPrefix(state, "Z") {
		return "", false
	}
	return ps(pid, "lstart")
}

// CommandLine is a process's arguments, separated by spaces.
func CommandLine(pid int) (string, bool) { return ps(pid, "command") }

// ResidentBytes is the memory that a process holds, 0 when not known.
func ResidentBytes(pid int) int64 {
	s, _ := ps(pid, "rss")
	kb, _ := strconv.ParseInt(s, 10, 64)
	return kb << 10
}

// MachineBytes is the machine's memory, 0 when not known.
func MachineBytes() int64 {
	for _, name := range []string{"hw.memsize", "hw.physmem"} {
		if n, err := unix.SysctlUint64(name); err == nil {
			return int64(n)
		}
	}
	return 0
}
