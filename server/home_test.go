package server

import (
	"errors"
	"path/filepath"
	"testing"
)

func env(kv map[string]string) func(string) string {
	return func(k string) string { return kv[k] }
}

func TestHome(t *testing.T) {
	for _, c := range []struct {
		name, goos, user string
		env              map[string]string
		data, cache      string
	}{
		{"XDG defaults", "linux", "/home/u", nil, "/home/u/.local/share/qawl", "/home/u/.cache/qawl"},
		{"XDG variables", "linux", "/home/u", map[string]string{"XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/c"}, "/d/qawl", "/c/qawl"},
		{"relative XDG paths are ignored", "freebsd", "/home/u", map[string]string{"XDG_DATA_HOME": "d"}, "/home/u/.local/share/qawl", "/home/u/.cache/qawl"},
		{"macOS", "darwin", "/Users/u", nil, "/Users/u/Library/Application Support/qawl", "/Users/u/Library/Caches/qawl"},
		{"Windows", "windows", "/u", map[string]string{"LocalAppData": "/l"}, "/l/qawl/data", "/l/qawl/cache"},
		{"one folder for all", "linux", "/home/u", map[string]string{"QAWL_HOME": "/q", "XDG_DATA_HOME": "/d"}, "/q/data", "/q/cache"},
		{"without a user's folder", "linux", "", map[string]string{"QAWL_HOME": "/q"}, "/q/data", "/q/cache"},
		{"a cache that is shared", "linux", "/home/u", map[string]string{"QAWL_HOME": "/q", "QAWL_CACHE": "/s"}, "/q/data", "/s"},
	} {
		h, err := homeFor(c.goos, c.user, env(c.env))
		want := Home{filepath.FromSlash(c.data), filepath.FromSlash(c.cache)}
		if err != nil || h != want {
			t.Errorf("%s: %v, %v, want %v", c.name, h, err, want)
		}
	}
	if _, err := homeFor("linux", "", env(nil)); !errors.Is(err, BadHome) {
		t.Errorf("no HOME and no variable: %v", err)
	}
}

func TestEndpointFromEnvironment(t *testing.T) {
	for _, c := range []struct {
		uri  string
		kind error
	}{
		{"bolt://localhost:7687", nil},
		{"neo4j+s://0a1b2c3d.databases.neo4j.io", nil},
		{"neo4j+ssc://10.0.0.1:7687", nil},
		{"bolt+s://[::1]:7687", nil},
		{"http://localhost:7474", BadURI},
		{"localhost:7687", BadURI},
		{"bolt://", BadURI},
		{"neo4j://me:secret@host", BadURI},
	} {
		e, ok, err := FromEnv(env(map[string]string{EnvURI: c.uri, EnvPassword: "p"}))
		if !ok || !errors.Is(err, c.kind) {
			t.Errorf("%s: %v, %v, want %v", c.uri, ok, err, c.kind)
		}
		if err == nil && (e.Username != "neo4j" || e.Password != "p") {
			t.Errorf("%s: user %q", c.uri, e.Username)
		}
		if err != nil && contains(err, "secret") {
			t.Errorf("the message shows a password: %v", err)
		}
	}
	if _, ok, err := FromEnv(env(nil)); ok || err != nil {
		t.Errorf("nothing set: %v, %v", ok, err)
	}
}

func TestBrowserLink(t *testing.T) {
	local := Endpoint{URI: "bolt://127.0.0.1:7688", Username: "neo4j", Password: "p", BrowserURL: "http://localhost:7475/browser/"}
	open := local
	open.Username = ""
	for _, c := range []struct {
		e            Endpoint
		cypher, want string
	}{
		{local, "", "http://localhost:7475/browser/?dbms=bolt%3A%2F%2Fneo4j%40localhost%3A7688"},
		{local, "MATCH (n) RETURN n + 1", "http://localhost:7475/browser/?dbms=bolt%3A%2F%2Fneo4j%40localhost%3A7688&cmd=edit&arg=MATCH%20%28n%29%20RETURN%20n%20%2B%201"},
		{open, "", "http://localhost:7475/browser/?dbms=bolt%3A%2F%2Flocalhost%3A7688&preselectAuthMethod=NO_AUTH"},
		{Endpoint{URI: "neo4j+s://x.databases.neo4j.io"}, "RETURN 1", ""},
	} {
		if got := c.e.BrowserLink(c.cypher); got != c.want {
			t.Errorf("link of %v with %q = %s, want %s", c.e, c.cypher, got, c.want)
		}
	}
}

func TestExportedLinesSurviveAShell(t *testing.T) {
	e := Endpoint{URI: "bolt://h:1", Username: "neo4j", Password: `it's $x "y"`, Database: "neo4j"}
	want := "export NEO4J_URI='bolt://h:1'\nexport NEO4J_USERNAME='neo4j'\n" +
		`export NEO4J_PASSWORD='it'\''s $x "y"'` + "\nexport NEO4J_DATABASE='neo4j'\n"
	if got := e.Export(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
