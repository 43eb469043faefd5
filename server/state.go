package server

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"qawl/server/internal/host"
)

// layout names the files of a managed server.
type layout struct{ root string }

func (l *Local) layout() layout { return layout{filepath.Join(l.Home.Data, "neo4j")} }

// lock stands outside the root, which reset deletes.
func (y layout) lock() string      { return y.root + ".lock" }
func (y layout) conf() string      { return filepath.Join(y.root, "conf") }
func (y layout) data() string      { return filepath.Join(y.root, "data") }
func (y layout) console() string   { return filepath.Join(y.root, "logs", "console.log") }
func (y layout) serverLog() string { return filepath.Join(y.root, "logs", "neo4j.log") }
func (y layout) password() string  { return filepath.Join(y.root, "password") }
func (y layout) running() string   { return filepath.Join(y.root, "running.json") }
func (y layout) temp() string      { return filepath.Join(y.root, "tmp") }
func (y layout) ports() string     { return filepath.Join(y.root, "ports.json") }

// pidFile is Neo4j's own, written while it comes up.
func (y layout) pidFile() string { return filepath.Join(y.root, "run", "neo4j.pid") }

// authFile is there once the first password was set.
func (y layout) authFile() string { return filepath.Join(y.root, "data", "dbms", "auth.ini") }

// instance is what is written down about a server that was started.
type instance struct {
	host.Process
	Container string `json:"container,omitempty"`
	ports
	memory
	NoAuth  bool      `json:"no_auth,omitempty"`
	Java    string    `json:"java,omitempty"`
	Version string    `json:"version"`
	Started time.Time `json:"started"`
	// LogFrom is the size that the server's log had before this start.
	LogFrom int64 `json:"log_from,omitempty"`
}

// readJSON fills v from a file; a file that is not there or not readable as
// such changes nothing, as all of them can be made anew.
func readJSON(path string, v any) (found bool, err error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fileError("reading "+path, err)
	}
	return json.Unmarshal(b, v) == nil, nil
}

func writeJSON(path string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(path, append(b, '\n'), 0o600)
}

// readPassword gives the generated password, empty when there is none yet.
func (y layout) readPassword() (string, error) {
	b, err := os.ReadFile(y.password())
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fileError("reading the password file "+y.password(), err)
	}
	return strings.TrimSpace(string(b)), nil
}

// makePassword writes a new password of 130 random bits where only the user
// can read it. It is one word of letters and digits, which every tool takes
// as it is.
func (y layout) makePassword() (string, error) {
	p := rand.Text()
	return p, writeFile(y.password(), []byte(p+"\n"), 0o600)
}
