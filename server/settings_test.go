package server

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

func TestMemoryFitsTheMachine(t *testing.T) {
	const gb = 1 << 30
	for _, c := range []struct {
		machine int64
		asked   memory
		want    memory
	}{
		{0, memory{}, memory{512, 128}},
		{2 * gb, memory{}, memory{512, 128}},
		{8 * gb, memory{}, memory{1024, 512}},
		{64 * gb, memory{}, memory{2048, 1024}},
		{8 * gb, memory{HeapMB: 256}, memory{256, 512}},
		{8 * gb, memory{PageCacheMB: 64}, memory{1024, 64}},
	} {
		if got := fitMemory(c.machine, c.asked); got != c.want {
			t.Errorf("%d GB, asked %v: %v, want %v", c.machine/gb, c.asked, got, c.want)
		}
	}
}

func TestConfigurationIsLatin1WithEscapes(t *testing.T) {
	got := confText([]setting{{"a.b", `C:\x قول 🙂` + "\n"}})
	want := `a.b=C:\\x \u0642\u0648\u0644 \uD83D\uDE42\u000A` + "\n"
	if !strings.HasSuffix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSettingsOfAContainer(t *testing.T) {
	s := settings("0.0.0.0", inContainer(), ports{1111, 2222}, memory{512, 128}, false, "play http://localhost:2222/g")
	env := containerEnv(s, "secret", false)
	for _, line := range []string{
		"NEO4J_AUTH=neo4j/secret\n",
		"NEO4J_server_bolt_listen__address=0.0.0.0:7687\n",
		"NEO4J_server_bolt_advertised__address=localhost:1111\n",
		"NEO4J_server_http_advertised__address=localhost:2222\n",
		"NEO4J_internal_dbms_bolt_netty__server__shutdown__quiet__period=0\n",
		"NEO4J_browser_post__connect__cmd=play http://localhost:2222/g\n",
	} {
		if !strings.Contains(env, line) {
			t.Errorf("%q is not in\n%s", line, env)
		}
	}
	if env := containerEnv(s, "secret", true); strings.Contains(env, "secret") || !strings.Contains(env, "NEO4J_AUTH=none\n") {
		t.Errorf("without authentication:\n%s", env)
	}
}

func TestPostConnect(t *testing.T) {
	files := fstest.MapFS{"a.grass": {Data: []byte("node {\n  diameter: 9px;\n}\n")}}
	for _, c := range []struct {
		b    BrowserFiles
		want string
	}{
		{BrowserFiles{Style: "a.grass"}, ""},
		{BrowserFiles{Files: files}, ""},
		{BrowserFiles{Files: files, Style: "a.grass"}, `style {"node":{"diameter":"9px"}}`},
		{BrowserFiles{Files: files, Style: "a.grass", Guide: "d/g.html"}, `style {"node":{"diameter":"9px"}}; play http://h/browser/qawl/d/g.html`},
	} {
		if got := c.b.postConnect("http://h/browser/"); got != c.want {
			t.Errorf("%+v: %q, want %q", c.b, got, c.want)
		}
	}
}

func TestPorts(t *testing.T) {
	taken := listen(t, "127.0.0.1:0")
	if _, err := choosePorts(ports{Bolt: taken}, ports{}); !errors.Is(err, PortTaken) {
		t.Errorf("asked for a taken port: %v", err)
	}
	free := freePort(t)
	if _, err := choosePorts(ports{Bolt: free, HTTP: free}, ports{}); !errors.Is(err, PortTaken) {
		t.Errorf("one port for both: %v", err)
	}
	got, err := choosePorts(ports{}, ports{Bolt: taken, HTTP: free})
	if err != nil || got.Bolt == taken || got.HTTP != free {
		t.Errorf("last ports, one taken since: %v, %v", got, err)
	}
	if portFree(listen(t, "0.0.0.0:0")) {
		t.Error("a listener on all addresses does not count")
	}
	if l, err := net.Listen("tcp", "[::1]:0"); err == nil {
		defer l.Close()
		if portFree(l.Addr().(*net.TCPAddr).Port) {
			t.Error("a listener on ::1 does not count, and localhost may mean it")
		}
	}
}

func listen(t *testing.T, addr string) int {
	t.Helper()
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().(*net.TCPAddr).Port
}

func TestLastLines(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"", 3, ""}, {"a\nb\nc\n", 2, "b\nc\n"}, {"a\nb\nc", 2, "b\nc"}, {"a\nb\n", 5, "a\nb\n"}, {"a\n\n", 1, "\n"}, {"a\nb\n", 0, "a\nb\n"},
	} {
		if got := string(lastLines([]byte(c.text), c.n)); got != c.want {
			t.Errorf("last %d of %q = %q, want %q", c.n, c.text, got, c.want)
		}
	}
}

// synced is a buffer that two goroutines use.
type synced struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *synced) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *synced) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func TestLogIsFollowedWhenItBeginsAnew(t *testing.T) {
	l := New(Home{Data: t.TempDir()})
	if err := l.Logs(t.Context(), &synced{}, 0, false); !errors.Is(err, NotRunning) {
		t.Errorf("no log yet: %v", err)
	}
	path := l.layout().serverLog()
	write := func(text string) {
		if err := errors.Join(makeDir(filepath.Dir(path)), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	write("one\ntwo\n")
	ctx, cancel := context.WithCancel(t.Context())
	var out synced
	done := make(chan error)
	go func() { done <- l.Logs(ctx, &out, 1, true) }()
	wait := func(want string) {
		t.Helper()
		for range 300 {
			if out.String() == want {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Fatalf("got %q, want %q", out.String(), want)
	}
	wait("two\n")
	write("one\ntwo\nthree\n")
	wait("two\nthree\n")
	write("four\n")
	wait("two\nthree\nfour\n")
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
