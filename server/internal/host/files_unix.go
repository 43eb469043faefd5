//go:build unix

package host

import (
	"errors"
	"syscall"
)

func IsDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func IsReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

func IsNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

// FreeSpace is what a user may still write in dir, in bytes.
func FreeSpace(dir string) (uint64, bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return uint64(s.Bavail) * uint64(s.Bsize), true
}

const ErrAddrInUse = syscall.EADDRINUSE
