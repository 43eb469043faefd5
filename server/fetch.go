package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"qawl/server/internal/host"
	"qawl/server/jars"
)

// library is a folder of jars that are the lock file's, byte by byte.
type library struct {
	dir  string
	lock []jars.Jar
}

// id stands for the exact set of jars, in names of files made from it.
func lockID(lock []jars.Jar) string {
	h := sha256.New()
	for _, j := range lock {
		fmt.Fprintln(h, j.SHA256, j.Name)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// path is the file of the one jar whose name begins with prefix.
func (l library) path(prefix string) string {
	for _, j := range l.lock {
		if strings.HasPrefix(j.Name, prefix) {
			return filepath.Join(l.dir, j.Name)
		}
	}
	return ""
}

// ensureJars gives the jars from the cache, and has Maven fetch them when
// they are not all there. A folder of that name is always whole: it is made
// under another one and renamed once every jar was checked.
func ensureJars(ctx context.Context, cache string, lockFile []jars.Jar, findJava func() (java, error), tell func(Progress)) (library, error) {
	lib := library{filepath.Join(cache, "neo4j-"+Version+"-"+lockID(lockFile)), lockFile}
	bad, err := verify(ctx, lib, tell)
	if err != nil {
		return lib, err
	}
	if len(bad) == 0 {
		sweep(cache)
		return lib, nil
	}
	l, err := lock(ctx, filepath.Join(cache, "fetch.lock"), lockPatience, func(holder string) {
		tell(Progress{Step: StepWait, Detail: "process " + holder + " fetches the server"})
	})
	if err != nil {
		return lib, err
	}
	defer l.Unlock()
	// Another process may have done it while this one waited.
	if bad, err = verify(ctx, lib, tell); err != nil || len(bad) == 0 {
		return lib, err
	}
	return lib, fetch(ctx, cache, lib, findJava, tell)
}

// parts are the folders that fetches fill before they are renamed.
func parts(cache string) []string {
	dirs, _ := filepath.Glob(filepath.Join(cache, "jars.part-*")) // fails on a bad pattern only
	return dirs
}

// removeParts clears away what fetches left that were killed; the caller
// holds the cache's lock. A Maven that outlived its caller may still write
// there, and then the next call clears it away.
func removeParts(cache string) {
	for _, dir := range parts(cache) {
		os.RemoveAll(dir)
	}
}

// sweep is removeParts for who has not got the lock and need not have it.
func sweep(cache string) {
	if len(parts(cache)) == 0 {
		return
	}
	if l, err := host.TryLock(filepath.Join(cache, "fetch.lock")); l != nil && err == nil {
		removeParts(cache)
		l.Unlock()
	}
}

// fetch fills the library's folder; the caller holds the cache's lock.
func fetch(ctx context.Context, cache string, lib library, findJava func() (java, error), tell func(Progress)) error {
	mvn, err := findMaven()
	if err != nil {
		return err
	}
	j, err := findJava()
	if err != nil {
		return err
	}
	removeParts(cache)
	var need uint64
	for _, j := range lib.lock {
		need += uint64(j.Size)
	}
	if err := checkWritable(cache, need+need/4); err != nil {
		return err
	}
	part, err := os.MkdirTemp(cache, "jars.part-")
	if err != nil {
		return fileError("making a folder in "+cache, err)
	}
	defer os.RemoveAll(part)
	tell(Progress{Step: StepDownload, Total: len(lib.lock)})
	if err := runMaven(ctx, mvn, j, part, lib.lock, tell); err != nil {
		return err
	}
	bad, err := verify(ctx, library{part, lib.lock}, tell)
	if err != nil {
		return err
	}
	if len(bad) > 0 {
		return wrongSum(bad)
	}
	if fileExists(lib.dir) { // with a jar missing or changed
		if err := os.Rename(lib.dir, part+".old"); err != nil {
			return fileError("replacing "+lib.dir, err)
		}
		defer os.RemoveAll(part + ".old")
	}
	if err := os.Rename(part, lib.dir); err != nil {
		return fileError("renaming "+part, err)
	}
	return nil
}

func wrongSum(bad []string) error {
	show := bad
	if len(show) > 5 {
		show = append(append([]string{}, show[:5]...), fmt.Sprintf("and %d more", len(bad)-5))
	}
	return &Error{Kind: WrongSum, Doing: "checking what Maven fetched", Err: fmt.Errorf("%s", strings.Join(show, ", ")),
		Lines: bad,
		hint: "delete these from Maven's repository (~/.m2/repository, unless your settings say otherwise) and try again;\n" +
			"should it happen again, ask who runs the mirror that your Maven settings name"}
}

// verify compares a folder with the lock: size and SHA-256 of every jar. It
// returns what is wrong, one entry a jar, nil when all is right.
func verify(ctx context.Context, lib library, tell func(Progress)) (bad []string, err error) {
	if !fileExists(lib.dir) {
		return []string{lib.dir + " (missing)"}, nil
	}
	var (
		mu   sync.Mutex
		wg   sync.WaitGroup
		done int
		next = make(chan jars.Jar)
	)
	// Two at a time: the disk, not the processor, is the bound beyond that.
	for range 2 {
		wg.Go(func() {
			for j := range next {
				wrong := checkJar(filepath.Join(lib.dir, j.Name), j)
				mu.Lock()
				done++
				if wrong != "" {
					bad = append(bad, j.Name+" ("+wrong+")")
				}
				tell(Progress{Step: StepVerify, Done: done, Total: len(lib.lock), Detail: j.Name})
				mu.Unlock()
			}
		})
	}
	for _, j := range lib.lock {
		if ctx.Err() != nil {
			break
		}
		next <- j
	}
	close(next)
	wg.Wait()
	return bad, ctx.Err()
}

func checkJar(path string, j jars.Jar) (wrong string) {
	f, err := os.Open(path)
	if err != nil {
		return "missing"
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() != j.Size {
		return "wrong size"
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "not readable"
	}
	if hex.EncodeToString(h.Sum(nil)) != j.SHA256 {
		return "wrong checksum"
	}
	return ""
}
