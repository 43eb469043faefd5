// Package servertest gives tests a real Neo4j.
//
// A package that uses it says so in its TestMain:
//
//	func TestMain(m *testing.M) { servertest.Main(m) }
//
// and then calls [Start] where a test needs the server. It is the managed
// one, in a temporary home, on free ports, with the jars of the user's cache.
//
// One server runs at a time on a machine, and one for a whole "go test ./...":
// packages wait for each other, and one that is done leaves the server to
// another that waits for it; the last one ends it and removes its files. Should
// a test process be killed, a watching process does that in its place.
//
// Under -short, tests that need the server are skipped. QAWL_TEST_NEO4J_URI,
// with _USERNAME, _PASSWORD and _DATABASE, names a server to use instead, which
// the tests empty.
package servertest

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/server"
)

// Main runs a package's tests and exits.
func Main(m *testing.M) { os.Exit(Suite{m}.Run()) }

// Suite wraps a package's tests for runners that call Run themselves, such as
// testscript.Main.
type Suite struct{ M *testing.M }

// Run runs the tests, then gives the server away or ends it.
func (s Suite) Run() int {
	if os.Getenv(envWatch) != "" {
		return watch(os.Stdin)
	}
	shared.mu.Lock()
	shared.inMain = true
	shared.mu.Unlock()
	code := s.M.Run()
	if err := shared.release(); err != nil {
		fmt.Fprintln(os.Stderr, "servertest:", err)
		return max(code, 1)
	}
	return code
}

// shared is this process's part in the one server of the machine. It is the
// one mutable variable of the package: testing hands TestMain nothing that a
// test would get back.
var shared holder

// Start gives the server, empty when the package's first test asks for it.
func Start(tb testing.TB) server.Endpoint {
	tb.Helper()
	skipShort(tb)
	began := time.Now()
	e, first, err := shared.endpoint(tb.Context())
	if err != nil {
		fatal(tb, err)
	}
	logWait(tb, began)
	if first {
		Empty(tb, e)
	}
	return e
}

// Fresh is Start with everything that earlier tests left removed.
func Fresh(tb testing.TB) server.Endpoint {
	tb.Helper()
	e := Start(tb)
	Empty(tb, e)
	return e
}

// Home gives a home of its own to a test that starts a managed server itself,
// through the library or the command (whose environment gets Env of it). The
// package's shared server is ended first. What runs in the home when the test
// is done is stopped and removed.
func Home(tb testing.TB) server.Home {
	tb.Helper()
	skipShort(tb)
	began := time.Now()
	if err := shared.exclusive(tb.Context()); err != nil {
		fatal(tb, err)
	}
	logWait(tb, began)
	h, err := server.DefaultHome()
	if err != nil {
		fatal(tb, err)
	}
	dir, err := shared.tempHome()
	if err != nil {
		tb.Fatal(err)
	}
	h.Data = dir
	tb.Cleanup(func() {
		if err := removeHome(h); err != nil {
			tb.Error(err)
		}
	})
	return h
}

// logWait tells what a test's time was spent on, when it was much.
func logWait(tb testing.TB, began time.Time) {
	tb.Helper()
	if d := time.Since(began); d > time.Second {
		tb.Logf("the test server was there after %v", d.Round(100*time.Millisecond))
	}
}

func skipShort(tb testing.TB) {
	tb.Helper()
	if testing.Short() {
		tb.Skip("needs a Neo4j: left out under -short")
	}
}

// fatal shows what an error of the server has to say beside its message.
func fatal(tb testing.TB, err error) {
	tb.Helper()
	var b strings.Builder
	fmt.Fprintln(&b, err)
	for _, line := range server.Details(err) {
		fmt.Fprintln(&b, "  |", line)
	}
	if h, ok := err.(interface{ Hint() string }); ok {
		fmt.Fprintln(&b, h.Hint())
	}
	b.WriteString("(go test -short leaves these tests out)")
	tb.Fatal(b.String())
}

// Empty removes all nodes, relationships, constraints and indexes.
func Empty(tb testing.TB, e server.Endpoint) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(tb.Context()), 2*time.Minute)
	defer cancel()
	auth := neo4j.NoAuth()
	if e.Username != "" {
		auth = neo4j.BasicAuth(e.Username, e.Password, "")
	}
	d, err := neo4j.NewDriverWithContext(e.URI, auth)
	if err != nil {
		tb.Fatal(err)
	}
	defer d.Close(ctx)
	if err := empty(ctx, d, e.Database); err != nil {
		tb.Fatalf("emptying the test server: %v", err)
	}
}

func empty(ctx context.Context, d neo4j.DriverWithContext, database string) error {
	s := d.NewSession(ctx, neo4j.SessionConfig{DatabaseName: database})
	defer s.Close(ctx)
	run := func(cypher string) ([]*neo4j.Record, error) {
		r, err := s.Run(ctx, cypher, nil) // auto-commit, which CALL IN TRANSACTIONS needs
		if err != nil {
			return nil, err
		}
		return r.Collect(ctx)
	}
	if _, err := run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"); err != nil {
		return err
	}
	for _, kind := range []struct{ show, drop string }{
		{"SHOW CONSTRAINTS YIELD name", "DROP CONSTRAINT "},
		// The two lookup indexes belong to every database.
		{"SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name", "DROP INDEX "},
	} {
		names, err := run(kind.show)
		if err != nil {
			return err
		}
		for _, r := range names {
			name, _ := r.Values[0].(string)
			if _, err := run(kind.drop + "`" + strings.ReplaceAll(name, "`", "``") + "`"); err != nil {
				return err
			}
		}
	}
	return nil
}

// holder is a process's hold on the machine's one test server.
type holder struct {
	mu     sync.Mutex
	inMain bool
	turn   *turn
	server server.Endpoint
	runs   bool
	// failed is why the server could not be had: the next test need not wait
	// for the same to happen again.
	failed error
}
