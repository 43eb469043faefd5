// Package server finds, starts and stops the Neo4j that the command talks to.
//
// Three kinds of server are known: one named by NEO4J_URI and its companions
// ([FromEnv]), the managed local one ([Local]), a Neo4j Community that runs on
// this machine's Java with jars fetched by Maven, and the same in a container
// ([StartOptions].Docker).
package server

import (
	"context"
	"io"
	"os"
	"runtime"
	"time"

	"qawl/server/jars"
)

// Version is the Neo4j that the managed server runs.
const Version = "5.26.30"

// Local is the managed server of one home. Its methods may be called from
// several processes at once: a lock file in the home orders them.
type Local struct {
	Home Home
	// javaFolders are patterns of where Java may be, beside JAVA_HOME and PATH.
	javaFolders []string
	jars        []jars.Jar
}

// New gives the managed server of a home. Nothing is read or written.
func New(home Home) *Local {
	user, _ := os.UserHomeDir() // without one, its folders are not looked at
	return &Local{Home: home, javaFolders: javaFolders(runtime.GOOS, user), jars: jars.Lock()}
}

// StartOptions says how a server is to be started. The zero value is right
// for most users.
type StartOptions struct {
	// NoAuth lets everybody in who can reach the loopback address, which
	// any web page opened on this machine can.
	NoAuth bool
	// Docker runs the server in a container instead of on this machine's Java.
	Docker bool
	// Short suits a session of minutes, as of a test: the server starts with
	// half the work, and runs long loads more slowly.
	Short bool
	// HeapMB and PageCacheMB are MiB; 0 takes what fits the machine.
	HeapMB, PageCacheMB int
	// BoltPort and HTTPPort are used as they are, and being taken is an
	// error. 0 takes the port of the last start, else 7687 and 7474, else,
	// when that one is taken, a free one.
	BoltPort, HTTPPort int
	// Browser is what Neo4j Browser gets beside its own files.
	Browser BrowserFiles
	// Timeout bounds the wait for the started server to answer; 0 is three
	// minutes. The time of fetching jars is not counted.
	Timeout time.Duration
	// Progress, when set, is told what happens. It is called from one
	// goroutine at a time.
	Progress func(Progress)
}

// Step names a part of a start, in the order in which they come.
type Step string

const (
	StepWait     Step = "wait"     // for another process that starts or stops the server
	StepDownload Step = "download" // Maven fetches the jars; Total is their number
	StepVerify   Step = "verify"   // jars against the lock file; Total is their number
	StepPrepare  Step = "prepare"  // configuration, password
	StepStart    Step = "start"    // the process is there, the server not yet
	StepReady    Step = "ready"    // the server answers
)

// Progress is one report of a start.
type Progress struct {
	Step Step
	// Done and Total count the step's units; Total is 0 where there is
	// nothing to count.
	Done, Total int
	// Bytes were fetched so far (StepDownload only).
	Bytes int64
	// Detail is what is at hand: a jar's name, a folder, a process.
	Detail string
}

// State is what a managed server is doing.
type State string

const (
	Stopped  State = "stopped"
	Starting State = "starting" // its process runs, it does not answer yet
	Running  State = "running"
)

// Status describes the managed server.
type Status struct {
	State    State
	Endpoint Endpoint
	Version  string // of Neo4j
	Docker   bool
	NoAuth   bool
	// PID is the process (0 where none or in a container), Container the
	// container's name (Docker only).
	PID       int
	Container string
	Java      string // the Java that runs it
	Started   time.Time
	// HeapMB and PageCacheMB are the settings, MemoryBytes what the process
	// holds of the machine's memory (0 where that is not known).
	HeapMB, PageCacheMB int
	MemoryBytes         int64
	DataBytes           int64 // of the database's folder
	Folder              string
	Log                 string // the server's log file
	// New says that this call of Start started it.
	New bool
}

// Uptime is how long the server has been up, 0 when it is not.
func (s Status) Uptime() time.Duration {
	if s.State == Stopped || s.Started.IsZero() {
		return 0
	}
	return time.Since(s.Started)
}

// Start starts the server when none runs in the home, waits until it answers,
// and leaves it running when the process ends. It returns the one that runs
// when there is one already; asking that one for other settings is an error
// of kind [Conflict].
func (l *Local) Start(ctx context.Context, o StartOptions) (Status, error) {
	return l.start(ctx, o)
}

// Stop ends the server, first by asking, then by force, and returns when its
// process is gone. Stopped says whether there was one to stop.
func (l *Local) Stop(ctx context.Context) (stopped bool, err error) {
	return l.stop(ctx)
}

// Status looks at the server without changing anything.
func (l *Local) Status(ctx context.Context) (Status, error) {
	return l.status(ctx)
}

// Endpoint is what a client needs to talk to the running server; an error of
// kind [NotRunning] when none runs.
func (l *Local) Endpoint(ctx context.Context) (Endpoint, error) {
	s, err := l.Status(ctx)
	if err != nil {
		return Endpoint{}, err
	}
	if s.State == Stopped {
		return Endpoint{}, notRunning()
	}
	return s.Endpoint, nil
}

// Logs writes the end of the server's log, at most lines of it (0 is all),
// and with follow goes on with what is added until ctx ends.
func (l *Local) Logs(ctx context.Context, w io.Writer, lines int, follow bool) error {
	return l.logs(ctx, w, lines, follow)
}

// Reset stops the server and deletes its database, password, settings and
// logs. The fetched jars stay. It does not ask.
func (l *Local) Reset(ctx context.Context) error {
	return l.reset(ctx)
}
