package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"qawl/server/internal/host"
)

// Waiting times of a start and a stop.
const (
	startPatience = 3 * time.Minute
	stopGrace     = 30 * time.Second
)

func (l *Local) start(ctx context.Context, o StartOptions) (Status, error) {
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	if o.Timeout <= 0 {
		o.Timeout = startPatience
	}
	held, err := l.lock(ctx, o.Progress)
	if err != nil {
		return Status{}, err
	}
	defer held.Unlock()

	if s, found, err := l.join(ctx, o); found || err != nil {
		return s, err
	}
	if err := l.discard(ctx); err != nil {
		return Status{}, err
	}
	if err := checkWritable(l.layout().root, minFree); err != nil {
		return Status{}, err
	}
	run := l.startJava
	if o.Docker {
		run = l.startContainer
	}
	in, err := run(ctx, o)
	if err != nil {
		return Status{}, err
	}
	s, err := l.describe(ctx, in, Running)
	s.New = true
	return s, err
}

// join takes the server that runs, if one does. It may not answer yet, when
// the command that started it was killed; and it may be about to die, when it
// was killed itself, and then there is none.
func (l *Local) join(ctx context.Context, o StartOptions) (s Status, found bool, err error) {
	in, running, err := l.find(ctx)
	if err != nil || !running {
		return s, false, err
	}
	if err := conflict(in, o); err != nil {
		return s, false, err
	}
	if err := l.await(ctx, in, nil, o); err != nil {
		if running, _ := l.runs(ctx, in); running || ctx.Err() != nil {
			return s, false, err
		}
		return s, false, nil
	}
	s, err = l.describe(ctx, in, Running)
	return s, true, err
}

// lock takes the home's lock, which whoever starts, stops or resets holds.
func (l *Local) lock(ctx context.Context, tell func(Progress)) (*host.Lock, error) {
	if err := makeDir(l.Home.Data); err != nil {
		return nil, err
	}
	return lock(ctx, l.layout().lock(), lockPatience, func(holder string) {
		tell(Progress{Step: StepWait, Detail: "process " + holder + " starts or stops the server"})
	})
}

// find gives the server that was started last, when it still runs.
func (l *Local) find(ctx context.Context) (in instance, running bool, err error) {
	found, err := readJSON(l.layout().running(), &in)
	if err != nil || !found {
		return in, false, err
	}
	if in.Container != "" {
		running, err = containerRuns(ctx, in.Container)
		return in, running, err
	}
	return in, in.Alive(), nil
}

// discard clears away what a server left that was killed, and ends one that
// runs on this home without being written down.
func (l *Local) discard(ctx context.Context) error {
	y := l.layout()
	if b, err := os.ReadFile(y.pidFile()); err == nil {
		if p, ok := orphan(string(b), y.root); ok {
			if err := end(ctx, p, stopGrace); err != nil {
				return err
			}
		}
	}
	for _, path := range []string{y.running(), y.pidFile(), y.temp()} {
		if err := os.RemoveAll(path); err != nil {
			return fileError("removing "+path, err)
		}
	}
	return nil
}

// orphan reads Neo4j's own pid file: a process only counts when its command
// line names this home, since the id may long be another's.
func orphan(pidFile, root string) (host.Process, bool) {
	pid, err := strconv.Atoi(strings.TrimSpace(pidFile))
	if err != nil {
		return host.Process{}, false
	}
	line, ok := host.CommandLine(pid)
	if !ok || !strings.Contains(line, homeArg(root)+" ") {
		return host.Process{}, false
	}
	return host.Find(pid)
}

func homeArg(root string) string { return "--home-dir=" + root }

// conflict says what of o the running server does not fulfil. What o leaves
// open fits any server.
func conflict(in instance, o StartOptions) error {
	var what string
	switch {
	case o.NoAuth && !in.NoAuth:
		what = "it asks for a password"
	case o.Docker && in.Container == "":
		what = "it runs without Docker"
	case o.BoltPort != 0 && o.BoltPort != in.Bolt:
		what = fmt.Sprintf("its Bolt port is %d", in.Bolt)
	case o.HTTPPort != 0 && o.HTTPPort != in.HTTP:
		what = fmt.Sprintf("its HTTP port is %d", in.HTTP)
	case o.HeapMB != 0 && o.HeapMB != in.HeapMB:
		what = fmt.Sprintf("its heap is %d MB", in.HeapMB)
	case o.PageCacheMB != 0 && o.PageCacheMB != in.PageCacheMB:
		what = fmt.Sprintf("its page cache is %d MB", in.PageCacheMB)
	default:
		return nil
	}
	return &Error{Kind: Conflict, Doing: "starting the server", Err: errors.New(what),
		hint: "stop it first: graph server stop"}
}

// await waits until the server answers a query and its HTTP port is open.
// exited, which may be nil, is closed when its process ends.
func (l *Local) await(ctx context.Context, in instance, exited <-chan struct{}, o StartOptions) error {
	e, err := l.endpoint(in)
	if err != nil {
		return err
	}
	began := time.Now()
	for {
		if l.isUp(in) {
			err = probe(ctx, e, 20*time.Second)
			if err == nil {
				o.Progress(Progress{Step: StepReady, Detail: e.URI})
				return nil
			}
			if refused(err) {
				return l.notLetIn(err)
			}
		}
		if running, _ := l.runs(ctx, in); !running {
			return l.notStarted(in, errors.New("its process ended"))
		}
		if waited := time.Since(began); waited > o.Timeout {
			return l.notStarted(in, fmt.Errorf("no answer for %d seconds", int(waited.Seconds())))
		}
		o.Progress(Progress{Step: StepStart, Detail: l.lastLog(in)})
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-exited:
			exited = nil // the next round sees that it is gone
		case <-time.After(100 * time.Millisecond):
		}
	}
}

var startedLine = regexp.MustCompile(`INFO +Started\.`)

// isUp says whether the server has come up, as far as that shows without
// asking it. At first its own log has to say so: what answers on its ports may
// be another server that was quicker to take them.
func (l *Local) isUp(in instance) bool {
	early := time.Since(in.Started) < startPatience
	if early && in.Container == "" && !startedLine.MatchString(strings.Join(l.startLog(in), "\n")) {
		return false
	}
	return listens(in.Bolt) && listens(in.HTTP)
}

func (l *Local) runs(ctx context.Context, in instance) (bool, error) {
	if in.Container != "" {
		return containerRuns(ctx, in.Container)
	}
	return in.Alive(), nil
}

// endpoint is how a client reaches an instance.
func (l *Local) endpoint(in instance) (Endpoint, error) {
	e := Endpoint{
		URI:        fmt.Sprintf("bolt://127.0.0.1:%d", in.Bolt),
		Database:   "neo4j",
		BrowserURL: browserURL(in.HTTP),
	}
	if in.NoAuth {
		return e, nil
	}
	password, err := l.layout().readPassword()
	if err != nil {
		return Endpoint{}, err
	}
	e.Username, e.Password = "neo4j", password
	return e, nil
}

func browserURL(port int) string { return fmt.Sprintf("http://localhost:%d/browser/", port) }

func (l *Local) notLetIn(err error) error {
	return &Error{Kind: NotLetIn, Doing: "asking the local server", Err: err,
		hint: "if you changed its password, write the new one to " + l.layout().password() + "\n" +
			"or start over with an empty database: graph server reset"}
}

// notStarted tells why a server did not come up, as far as its logs say.
func (l *Local) notStarted(in instance, err error) error {
	lines := l.startLog(in)
	all := strings.Join(lines, "\n")
	e := &Error{Kind: NotStarted, Doing: "starting Neo4j " + in.Version, Err: err, Lines: tail(lines, 15),
		hint: "its log: " + l.layout().serverLog()}
	switch {
	case noSpace.MatchString(all):
		e.Kind = DiskFull
		e.hint = "free some space, or set " + EnvHome + " to a folder on another disk"
	case bindFailed.MatchString(all):
		e.Kind = PortTaken
		e.Doing = fmt.Sprintf("starting Neo4j %s on the ports %d and %d", in.Version, in.Bolt, in.HTTP)
		e.hint = "name other ports, or none to have free ones chosen"
	case strings.Contains(all, "Could not reserve enough space") || strings.Contains(all, "OutOfMemoryError"):
		e.hint = "the machine has too little memory free: give the server less heap\n" + e.hint
	case strings.Contains(all, "has been locked by another process"):
		e.hint = "another Neo4j runs on the same data; end it, or set " + EnvHome + "\n" + e.hint
	}
	return e
}
