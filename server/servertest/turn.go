package servertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"qawl/server"
	"qawl/server/internal/host"
)

// A turn is a process's hold on the folder in which all test processes of a
// user meet:
//
//	lock          held by the one whose turn it is
//	waiting-PID   held by each that waits
//	server.json   the server that the last one left to whoever waits
//	home-…        homes of servers
//
// The folder is gone when nobody is there.
type turn struct {
	dir   string
	lock  *host.Lock
	watch *watcher
	// home is where this process's shared server runs, empty when none does.
	home server.Home
}

// handedOver is what server.json holds.
type handedOver struct {
	Home    server.Home `json:"home"`
	Version string      `json:"version"`
}

// meetingFolder is where the test processes of this user meet.
func meetingFolder() string {
	who := "user"
	if u, err := user.Current(); err == nil {
		who = filepath.Base(u.Uid)
	}
	return filepath.Join(os.TempDir(), "qawl-servertest-"+who)
}

// takeTurn waits until no other process has the test server.
func takeTurn(ctx context.Context, dir string) (*turn, error) {
	for {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
		t, err := tryTurn(ctx, dir)
		// Who leaves last removes the folder, maybe under our feet.
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		return t, err
	}
}

func tryTurn(ctx context.Context, dir string) (*turn, error) {
	waiting, err := host.TryLock(filepath.Join(dir, fmt.Sprintf("waiting-%d", os.Getpid())))
	if err != nil {
		return nil, err
	}
	if waiting != nil { // nil: another goroutine of this process waits, too
		defer waiting.Remove()
	}
	l, err := host.WaitLock(ctx, filepath.Join(dir, "lock"))
	if err != nil {
		return nil, err
	}
	w, err := startWatcher(dir)
	if err != nil {
		l.Unlock()
		return nil, err
	}
	return &turn{dir: dir, lock: l, watch: w}, nil
}

// others says whether another process waits for its turn.
func others(dir string) bool {
	files, _ := filepath.Glob(filepath.Join(dir, "waiting-*")) // fails on a bad pattern only
	for _, f := range files {
		if l, err := host.TryLock(f); err == nil && l == nil {
			return true
		} else if l != nil {
			l.Remove() // of a process that was killed
		}
	}
	return false
}

func (t *turn) record() string { return filepath.Join(t.dir, "server.json") }

// inherit takes over the server that the last process left.
func (t *turn) inherit(ctx context.Context) (server.Endpoint, bool) {
	b, err := os.ReadFile(t.record())
	if err != nil {
		return server.Endpoint{}, false
	}
	var h handedOver
	if json.Unmarshal(b, &h) != nil || h.Version != server.Version {
		return server.Endpoint{}, false
	}
	s, err := server.New(h.Home).Status(ctx)
	if err != nil || s.State != server.Running {
		return server.Endpoint{}, false
	}
	t.home = h.Home
	return s.Endpoint, true
}

// start starts a server in a home of its own. It is written down first, so
// that it is found even if this process is killed.
func (t *turn) start(ctx context.Context) (server.Endpoint, error) {
	clean(t.dir)
	h, err := server.DefaultHome() // for its cache
	if err != nil {
		return server.Endpoint{}, err
	}
	if h.Data, err = newHome(t.dir); err != nil {
		return server.Endpoint{}, err
	}
	b, err := json.Marshal(handedOver{h, server.Version})
	if err != nil {
		return server.Endpoint{}, err
	}
	if err := os.WriteFile(t.record(), b, 0o600); err != nil {
		return server.Endpoint{}, err
	}
	t.home = h
	for try := 1; ; try++ {
		bolt, http, err := freePorts()
		if err != nil {
			return server.Endpoint{}, err
		}
		s, err := server.New(h).Start(ctx, server.StartOptions{
			Short: true, HeapMB: 512, PageCacheMB: 64, BoltPort: bolt, HTTPPort: http,
		})
		if errors.Is(err, server.PortTaken) && try < 3 {
			continue // somebody was quicker
		}
		return s.Endpoint, err
	}
}

// newHome makes a folder with a name as users have them.
func newHome(dir string) (string, error) { return os.MkdirTemp(dir, "home-بيت جديد-") }

// freePorts gives two ports away from Neo4j's own, where a user's may run.
func freePorts() (bolt, http int, err error) {
	var p [2]int
	for i := range p {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return 0, 0, err
		}
		defer l.Close()
		p[i] = l.Addr().(*net.TCPAddr).Port
	}
	return p[0], p[1], nil
}

// leave ends the turn. The server stays for a process that waits; otherwise
// everything goes.
func (t *turn) leave() error {
	defer t.watch.dismiss()
	if t.home.Data != "" && others(t.dir) {
		t.lock.Unlock()
		return nil
	}
	err := clean(t.dir)
	t.lock.Remove()
	os.Remove(t.dir) // fails when somebody came meanwhile, who then needs it
	return err
}

// clean ends every server of the folder and removes its home; the caller
// holds the lock.
func clean(dir string) error {
	var errs []error
	homes, _ := filepath.Glob(filepath.Join(dir, "home-*")) // fails on a bad pattern only
	for _, home := range homes {
		errs = append(errs, removeHome(server.Home{Data: home}))
	}
	if err := os.Remove(filepath.Join(dir, "server.json")); err != nil && !errors.Is(err, os.ErrNotExist) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func removeHome(h server.Home) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := server.New(h).Reset(ctx); err != nil {
		return err
	}
	return os.RemoveAll(h.Data)
}
