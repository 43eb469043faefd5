package server

import (
	"fmt"
	"net/url"
	"strings"
)

// Endpoint is what a client needs to talk to a server.
type Endpoint struct {
	URI        string // bolt://…, neo4j://…, or either with +s or +ssc
	Username   string // empty: no authentication
	Password   string
	Database   string // empty: the user's home database
	BrowserURL string // of Neo4j Browser; empty where it is not known
}

// String is the endpoint without its password, for messages and logs.
func (e Endpoint) String() string {
	if e.Username == "" {
		return e.URI
	}
	return e.Username + " at " + e.URI
}

// GoString keeps the password out of %#v.
func (e Endpoint) GoString() string {
	return fmt.Sprintf("server.Endpoint{%s}", e)
}

// BrowserLink is the address that opens Neo4j Browser with server and user
// filled in and the Cypher (when not empty) in its editor, not run. The
// password is never part of it. It is empty where the Browser's address is
// not known.
func (e Endpoint) BrowserLink(cypher string) string {
	if e.BrowserURL == "" {
		return ""
	}
	scheme, host, found := strings.Cut(e.URI, "://")
	if !found {
		return e.BrowserURL
	}
	// The page is served for localhost and is to call the same name.
	if rest, ok := strings.CutPrefix(host, "127.0.0.1:"); ok {
		host = "localhost:" + rest
	}
	q := ""
	if e.Username == "" {
		q = "?dbms=" + url.QueryEscape(scheme+"://"+host) + "&preselectAuthMethod=NO_AUTH"
	} else {
		q = "?dbms=" + url.QueryEscape(scheme+"://"+e.Username+"@"+host)
	}
	if cypher != "" {
		// Browser decodes %20, not +.
		q += "&cmd=edit&arg=" + strings.ReplaceAll(url.QueryEscape(cypher), "+", "%20")
	}
	return e.BrowserURL + q
}

// The variables that name a server, as Neo4j's own tools and Aura's
// credential files spell them.
const (
	EnvURI      = "NEO4J_URI"
	EnvUsername = "NEO4J_USERNAME"
	EnvPassword = "NEO4J_PASSWORD"
	EnvDatabase = "NEO4J_DATABASE"
)

// FromEnv reads the server that NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and
// NEO4J_DATABASE name; ok is false when NEO4J_URI is not set.
func FromEnv(getenv func(string) string) (e Endpoint, ok bool, err error) {
	uri := getenv(EnvURI)
	if uri == "" {
		return Endpoint{}, false, nil
	}
	e = Endpoint{
		URI:      uri,
		Username: getenv(EnvUsername),
		Password: getenv(EnvPassword),
		Database: getenv(EnvDatabase),
	}
	if err := e.Check(); err != nil {
		return Endpoint{}, true, err
	}
	if e.Username == "" && e.Password != "" {
		e.Username = "neo4j"
	}
	return e, true, nil
}

// Check says whether the URI is one that the driver takes: bolt or neo4j,
// alone or with +s or +ssc, and a host.
func (e Endpoint) Check() error {
	u, err := url.Parse(e.URI)
	if err != nil || u.Host == "" || !boltScheme(u.Scheme) {
		return &Error{Kind: BadURI, Doing: "reading the server's address " + safeURI(e.URI),
			hint: "write it as bolt://HOST:7687, neo4j://HOST:7687 or, encrypted, neo4j+s://HOST"}
	}
	if u.User != nil {
		return &Error{Kind: BadURI, Doing: "reading the server's address " + safeURI(e.URI),
			hint: "user and password stand in " + EnvUsername + " and " + EnvPassword + ", not in the address"}
	}
	return nil
}

func boltScheme(s string) bool {
	switch s {
	case "bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc":
		return true
	}
	return false
}

// safeURI drops what stands before an @, which may be a password.
func safeURI(s string) string {
	if i := strings.LastIndexByte(s, '@'); i >= 0 {
		if scheme, _, ok := strings.Cut(s, "://"); ok {
			return scheme + "://…" + s[i:]
		}
		return "…" + s[i:]
	}
	return s
}

// Env is the endpoint as NAME=value, as a child process takes it.
func (e Endpoint) Env() []string {
	return []string{
		EnvURI + "=" + e.URI,
		EnvUsername + "=" + e.Username,
		EnvPassword + "=" + e.Password,
		EnvDatabase + "=" + e.Database,
	}
}

// Export is Env as lines that a POSIX shell evaluates, the password included.
func (e Endpoint) Export() string {
	var b strings.Builder
	for _, kv := range e.Env() {
		k, v, _ := strings.Cut(kv, "=")
		fmt.Fprintf(&b, "export %s='%s'\n", k, strings.ReplaceAll(v, "'", `'\''`))
	}
	return b.String()
}
