package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"qawl/server"
)

// Connection is what the flags say of the server; empty fields were not given.
type Connection struct {
	Address, Username, Password, Database string
}

// Given reports whether flags or the environment name a server.
func (c Connection) Given() bool { return c.Address != "" || os.Getenv(server.EnvURI) != "" }

// Endpoint finds the server to talk to: what a flag says, else what the
// environment says, else the managed local server, which is started when it
// does not run; the user is then told how it is stopped. All its errors are of
// reaching the server, or of the flags.
func (t *Terminal) Endpoint(ctx context.Context, c Connection, files server.BrowserFiles) (server.Endpoint, error) {
	if c.Given() {
		return t.named(c)
	}
	if c.Username != "" || c.Password != "" {
		return server.Endpoint{}, Misuse("name the server as well: -a bolt://HOST:7687, or "+server.EnvURI,
			"user and password are for a server of your own, and none is named")
	}
	home, err := server.DefaultHome()
	if err != nil {
		return server.Endpoint{}, Unconnected(err)
	}
	status, err := t.StartServer(ctx, server.New(home), server.StartOptions{Browser: files})
	if err != nil {
		return server.Endpoint{}, Unconnected(err)
	}
	if c.Database != "" {
		status.Endpoint.Database = c.Database
	}
	return status.Endpoint, nil
}

// named is the server of flags and environment.
func (t *Terminal) named(c Connection) (server.Endpoint, error) {
	e, fromEnv, err := server.FromEnv(os.Getenv)
	if err != nil && c.Address == "" {
		return e, err
	}
	if !fromEnv || err != nil {
		e = server.Endpoint{Username: os.Getenv(server.EnvUsername), Password: os.Getenv(server.EnvPassword), Database: os.Getenv(server.EnvDatabase)}
	}
	for _, f := range []struct{ to, given *string }{{&e.URI, &c.Address}, {&e.Username, &c.Username}, {&e.Password, &c.Password}, {&e.Database, &c.Database}} {
		if *f.given != "" {
			*f.to = *f.given
		}
	}
	if err := e.Check(); err != nil {
		return e, err
	}
	if e.Username == "" && e.Password != "" {
		e.Username = "neo4j"
	}
	if e.Username != "" && e.Password == "" {
		if !t.InTTY || !t.ErrTTY {
			return e, &Error{NoConnection, fmt.Errorf("no password for %s", e), "set " + server.EnvPassword + ", or use -p"}
		}
		if e.Password, err = t.Password("password for " + e.String() + ": "); err != nil {
			return e, &Error{NoConnection, fmt.Errorf("reading the password: %w", err), "set " + server.EnvPassword}
		}
	}
	return e, nil
}

// StartServer starts the local server, shows what happens on a terminal, and
// tells how to stop it when this call started it.
func (t *Terminal) StartServer(ctx context.Context, l *server.Local, o server.StartOptions) (server.Status, error) {
	bar := t.startProgress()
	o.Progress = bar.server
	status, err := l.Start(ctx, o)
	bar.stop()
	if err != nil {
		return status, err
	}
	if status.New {
		fmt.Fprintf(t.Err, "Neo4j %s runs at %s and stays; to stop it: graph server stop\n", status.Version, status.Endpoint.URI)
	}
	return status, nil
}

// RunningEndpoint is the server of flags and environment, else the local one
// if it runs; it starts none.
func (t *Terminal) RunningEndpoint(ctx context.Context, c Connection) (server.Endpoint, error) {
	if c.Given() {
		return t.named(c)
	}
	home, err := server.DefaultHome()
	if err != nil {
		return server.Endpoint{}, err
	}
	return server.New(home).Endpoint(ctx)
}

// Confirm asks a question that only y or yes affirms. Without a terminal to
// ask, it is an error that names the flag which answers.
func (t *Terminal) Confirm(question, flag string) error {
	if !t.InTTY || !t.ErrTTY {
		return Misuse("use "+flag+" to answer yes", "%s: nobody to ask", question)
	}
	fmt.Fprintf(t.Err, "%s [y/N] ", question)
	var answer string
	fmt.Fscanln(t.In, &answer)
	switch answer {
	case "y", "Y", "yes", "Yes", "YES":
		return nil
	}
	return errors.New("nothing was done")
}

// Duration writes a length of time as people say it.
func Duration(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%d min %02d s", int(d.Minutes()), int(d.Seconds())%60)
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h %02d min", int(d.Hours()), int(d.Minutes())%60)
	}
	return fmt.Sprintf("%d days", int(d.Hours())/24)
}

// Bytes writes a size with its unit, powers of 1024.
func Bytes(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	case n < 1<<30:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
}
