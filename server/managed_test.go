package server_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/server"
	"qawl/server/internal/host"
	"qawl/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

// One server's life, in the order in which a user would meet it: each start
// takes seconds.
func TestManagedServer(t *testing.T) {
	home := servertest.Home(t)
	l := server.New(home)
	ctx := t.Context()

	t.Log("several starters at once get one server")
	first := startTogether(t, home, 3)
	query(t, first.Endpoint, "CREATE (:Kept {text: 'قال'})")
	checkLocal(t, first)
	checkSecret(t, home, first)

	t.Log("what is asked for later must fit")
	again, err := l.Start(ctx, server.StartOptions{})
	if err != nil || again.New || again.PID != first.PID {
		t.Errorf("second start = %+v, %v, want the running server", again, err)
	}
	if _, err := l.Start(ctx, server.StartOptions{NoAuth: true}); !errors.Is(err, server.Conflict) {
		t.Errorf("start without authentication beside one with: %v", err)
	}

	t.Log("killed without warning, it comes back with its data")
	kill(t, first.PID)
	if s, err := l.Status(ctx); err != nil || s.State != server.Stopped {
		t.Errorf("status of a killed server = %v, %v", s.State, err)
	}
	if _, err := l.Endpoint(ctx); !errors.Is(err, server.NotRunning) {
		t.Errorf("endpoint of a killed server: %v", err)
	}
	second := start(t, l, server.StartOptions{})
	if n := query(t, second.Endpoint, "MATCH (n:Kept {text: 'قال'}) RETURN count(n)"); n != int64(1) {
		t.Errorf("nodes after a kill = %v, want 1", n)
	}
	if second.Endpoint != first.Endpoint {
		t.Errorf("endpoint moved from %v to %v", first.Endpoint, second.Endpoint)
	}

	t.Log("stopped, nothing is left of it but its data")
	if stopped, err := l.Stop(ctx); err != nil || !stopped {
		t.Fatalf("stop = %v, %v", stopped, err)
	}
	checkGone(t, second)
	if stopped, err := l.Stop(ctx); err != nil || stopped {
		t.Errorf("second stop = %v, %v", stopped, err)
	}

	t.Log("a start that is broken off leaves no process")
	brokenOff(t, l)

	t.Log("open to everybody, with files for Browser")
	third := start(t, l, server.StartOptions{NoAuth: true, Browser: server.BrowserFiles{
		Files: fstest.MapFS{
			"guide.html":    {Data: []byte("<h3>دليل</h3>")},
			"s/style.grass": {Data: []byte("node {\n  diameter: 9px;\n}\n")},
		},
		Style: "s/style.grass", Guide: "guide.html",
	}})
	if !third.NoAuth || third.Endpoint.Username != "" {
		t.Errorf("status without authentication: %+v", third)
	}
	if n := query(t, third.Endpoint, "MATCH (n:Kept) RETURN count(n)"); n != int64(1) {
		t.Errorf("nodes after a stop = %v, want 1", n)
	}
	checkBrowser(t, third)
	var log strings.Builder
	if err := l.Logs(ctx, &log, 3, false); err != nil || strings.Count(log.String(), "\n") != 3 {
		t.Errorf("last three lines of the log: %q, %v", log.String(), err)
	}

	t.Log("reset while it runs")
	if err := l.Reset(ctx); err != nil {
		t.Fatal(err)
	}
	checkGone(t, third)
	if _, err := os.Stat(third.Folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}

func start(t *testing.T, l *server.Local, o server.StartOptions) server.Status {
	t.Helper()
	began := time.Now()
	o.Short = true
	s, err := l.Start(t.Context(), o)
	if err != nil {
		t.Fatalf("start: %v\n%s", err, strings.Join(server.Details(err), "\n"))
	}
	t.Logf("started in %v, %d MB", time.Since(began).Round(time.Millisecond), s.MemoryBytes>>20)
	return s
}

func startTogether(t *testing.T, home server.Home, n int) server.Status {
	t.Helper()
	var (
		wg    sync.WaitGroup
		all   = make([]server.Status, n)
		fails = make([]error, n)
	)
	for i := range n {
		wg.Go(func() { all[i], fails[i] = server.New(home).Start(t.Context(), server.StartOptions{Short: true}) })
	}
	wg.Wait()
	made := 0
	for i, s := range all {
		if fails[i] != nil {
			t.Fatal(fails[i], server.Details(fails[i]))
		}
		if s.PID != all[0].PID {
			t.Errorf("two servers: processes %d and %d", all[0].PID, s.PID)
		}
		if s.New {
			made++
		}
	}
	if made != 1 {
		t.Errorf("%d of %d say that they started it, want 1", made, n)
	}
	return all[0]
}

// checkLocal makes sure that the server answers on the loopback address only.
func checkLocal(t *testing.T, s server.Status) {
	t.Helper()
	for _, port := range listening(t, s.PID) {
		if !strings.HasPrefix(port, "127.0.0.1:") {
			t.Errorf("listens on %s", port)
		}
	}
}

// checkSecret looks for the password wherever the server leaves traces.
func checkSecret(t *testing.T, home server.Home, s server.Status) {
	t.Helper()
	secret := s.Endpoint.Password
	if len(secret) < 20 {
		t.Fatalf("password of %d characters", len(secret))
	}
	err := filepath.WalkDir(home.Data, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if strings.Contains(string(data), secret) {
			info, err := d.Info()
			if err != nil || d.Name() != "password" || info.Mode().Perm() != 0o600 {
				t.Errorf("the password stands in %s (%v)", path, info.Mode())
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if line, ok := host.CommandLine(s.PID); !ok || strings.Contains(line, secret) {
		t.Errorf("command line: %v %q", ok, line)
	}
	if strings.Contains(s.Endpoint.String(), secret) {
		t.Error("an endpoint shows its password when it is printed")
	}
}

func kill(t *testing.T, pid int) {
	t.Helper()
	p, err := os.FindProcess(pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Kill(); err != nil {
		t.Fatal(err)
	}
	for range 200 {
		if _, alive := host.Find(pid); !alive {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("process %d outlives its kill", pid)
}

func checkGone(t *testing.T, s server.Status) {
	t.Helper()
	if _, alive := host.Find(s.PID); alive {
		t.Errorf("process %d is still there", s.PID)
	}
	if _, err := http.Get(s.Endpoint.BrowserURL); err == nil {
		t.Error("the HTTP port still answers")
	}
}

func brokenOff(t *testing.T, l *server.Local) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var pid int
	_, err := l.Start(ctx, server.StartOptions{Progress: func(p server.Progress) {
		if s, _ := l.Status(t.Context()); p.Step == server.StepStart && s.PID != 0 {
			pid = s.PID
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || pid == 0 {
		t.Fatalf("start broken off: %v, process %d", err, pid)
	}
	if _, alive := host.Find(pid); alive {
		t.Errorf("process %d is still there", pid)
	}
	if s, err := l.Status(t.Context()); err != nil || s.State != server.Stopped {
		t.Errorf("status = %v, %v", s.State, err)
	}
}

func checkBrowser(t *testing.T, s server.Status) {
	t.Helper()
	for path, want := range map[string]string{
		"":                   "<title>Neo4j Browser</title>",
		"qawl/guide.html":    "<h3>دليل</h3>",
		"qawl/s/style.grass": "diameter: 9px",
	} {
		if body := get(t, s.Endpoint.BrowserURL+path); !strings.Contains(body, want) {
			t.Errorf("%s holds %.200q, want %q", path, body, want)
		}
	}
	got := query(t, s.Endpoint, "SHOW SETTINGS 'browser.post_connect_cmd' YIELD value RETURN value")
	base := s.Endpoint.BrowserURL + "qawl/"
	if want := `style {"node":{"diameter":"9px"}}; play ` + base + "guide.html"; got != want {
		t.Errorf("browser.post_connect_cmd = %q, want %q", got, want)
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Errorf("%s: %s, %v", url, r.Status, err)
	}
	return string(b)
}

// query runs Cypher and gives the first value of its first row, if any.
func query(t *testing.T, e server.Endpoint, cypher string) any {
	t.Helper()
	auth := neo4j.NoAuth()
	if e.Username != "" {
		auth = neo4j.BasicAuth(e.Username, e.Password, "")
	}
	d, err := neo4j.NewDriverWithContext(e.URI, auth)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(t.Context())
	r, err := neo4j.ExecuteQuery(t.Context(), d, cypher, nil, neo4j.EagerResultTransformer,
		neo4j.ExecuteQueryWithDatabase(e.Database))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Records) == 0 {
		return nil
	}
	return r.Records[0].Values[0]
}

// Tests of other packages get a server that is empty however it was left.
func TestSharedServerIsEmptied(t *testing.T) {
	e := servertest.Start(t)
	query(t, e, "CREATE CONSTRAINT person_id FOR (p:Person) REQUIRE p.id IS UNIQUE")
	query(t, e, "CREATE FULLTEXT INDEX words FOR (s:Statement) ON EACH [s.folded]")
	query(t, e, "UNWIND range(1, 6000) AS i CREATE (:Person {id: i})-[:SAID]->(:Statement)")
	if e2 := servertest.Fresh(t); e2 != e {
		t.Errorf("another server: %v, was %v", e2, e)
	}
	for _, count := range []string{
		"MATCH (n) RETURN count(n)",
		"SHOW CONSTRAINTS YIELD name RETURN count(name)",
		"SHOW INDEXES YIELD type WHERE type <> 'LOOKUP' RETURN count(*)",
	} {
		if n := query(t, e, count); n != int64(0) {
			t.Errorf("%s = %v, want 0", count, n)
		}
	}
}
