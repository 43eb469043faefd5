package host

import (
	"errors"
	"os/exec"
	"strconv"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Detach has the child live without this console.
func Detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{
		HideWindow:    true,
		CreationFlags: windows.CREATE_NEW_PROCESS_GROUP | windows.DETACHED_PROCESS,
	}
}

// askToEnd has no counterpart for a process without a console; the caller
// kills it, and Neo4j recovers from its log at the next start.
func askToEnd(int) error { return errors.ErrUnsupported }

// EndWithChildren has a child's own children end with it when its context ends.
func EndWithChildren(cmd *exec.Cmd) {
	cmd.Cancel = func() error {
		return exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(cmd.Process.Pid)).Run()
	}
}

// birth is the creation time of a process that still runs.
func birth(pid int) (string, bool) {
	h, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION|windows.SYNCHRONIZE, false, uint32(pid))
	if err != nil {
		return "", false
	}
	defer windows.CloseHandle(h)
	if e, err := windows.WaitForSingleObject(h, 0); err != nil || e != uint32(windows.WAIT_TIMEOUT) {
		return "", false
	}
	var created, exited, kernel, user windows.Filetime
	if err := windows.GetProcessTimes(h, &created, &exited, &kernel, &user); err != nil {
		return "", false
	}
	return strconv.FormatInt(created.Nanoseconds(), 10), true
}

// CommandLine is not looked up here; a lost server is then found by the lock
// that it holds on its database.
func CommandLine(int) (string, bool) { return "", false }

// ResidentBytes is the working set of a process.
func ResidentBytes(int) int64 { return 0 }

// MachineBytes is the machine's memory, 0 when not known.
func MachineBytes() int64 {
	// MEMORYSTATUSEX, which golang.org/x/sys does not have.
	var m struct {
		length, load                                                    uint32
		totalPhys, availPhys, totalPage, availPage, totalV, availV, ext uint64
	}
	m.length = uint32(unsafe.Sizeof(m))
	proc := windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	if r, _, _ := proc.Call(uintptr(unsafe.Pointer(&m))); r == 0 {
		return 0
	}
	return int64(m.totalPhys)
}
