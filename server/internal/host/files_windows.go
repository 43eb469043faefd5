package host

import (
	"errors"

	"golang.org/x/sys/windows"
)

func IsDiskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

func IsReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

func IsNotDir(err error) bool { return errors.Is(err, windows.ERROR_DIRECTORY) }

// FreeSpace is what a user may still write in dir, in bytes.
func FreeSpace(dir string) (uint64, bool) {
	p, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(p, &free, nil, nil); err != nil {
		return 0, false
	}
	return free, true
}

const ErrAddrInUse = windows.WSAEADDRINUSE
