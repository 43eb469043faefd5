package server

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"qawl/server/internal/host"
)

// minFree is the space (bytes) below which a server is not started: a
// database that meets a full disk in the middle of a write stops working.
const minFree = 200 << 20

// makeDir makes a folder that only the user can look into.
func makeDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fileError("making the folder "+dir, err)
	}
	return nil
}

// checkWritable makes sure that a file can be made in dir, and that there is
// room for need bytes.
func checkWritable(dir string, need uint64) error {
	if err := makeDir(dir); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".probe-")
	if err != nil {
		return fileError("writing to "+dir, err)
	}
	f.Close()
	if err := os.Remove(f.Name()); err != nil {
		return fileError("writing to "+dir, err)
	}
	if free, ok := host.FreeSpace(dir); ok && free < need {
		return diskFull("checking the space of "+dir,
			fmt.Errorf("%d MB are free, %d MB needed", free>>20, need>>20))
	}
	return nil
}

// writeFile replaces a file whole or not at all.
func writeFile(path string, data []byte, mode fs.FileMode) (err error) {
	doing := "writing " + path
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part-")
	if err != nil {
		return fileError(doing, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fileError(doing, err)
		}
	}()
	if err = f.Chmod(mode); err != nil {
		return err
	}
	if _, err = f.Write(data); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// fileError gives a failed file operation its kind.
func fileError(doing string, err error) error {
	switch {
	case host.IsDiskFull(err):
		return diskFull(doing, err)
	case errors.Is(err, fs.ErrPermission), host.IsReadOnly(err), errors.Is(err, fs.ErrExist), host.IsNotDir(err):
		return &Error{Kind: NotWritable, Doing: doing, Err: err,
			hint: "make the folder writable for your user, or set " + EnvHome + " to another one"}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func diskFull(doing string, err error) error {
	return &Error{Kind: DiskFull, Doing: doing, Err: err,
		hint: "free some space, or set " + EnvHome + " to a folder on another disk"}
}

// folderSize adds up the files below a folder, in bytes; what vanishes
// meanwhile is not counted.
func folderSize(dir string) int64 {
	var sum int64
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			sum += info.Size()
		}
		return nil
	})
	return sum
}
