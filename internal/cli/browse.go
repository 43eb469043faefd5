package cli

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"qawl/extract"
	"qawl/server"
)

// BrowseOptions say what Neo4j Browser is opened with.
type BrowseOptions struct {
	Connection Connection
	Files      server.BrowserFiles
	Question   string // a named query or Cypher; empty for none
	Params     []string
	At         string // the Browser's address, for a server that is not the local one
	Print      bool   // only print the link
}

// Browse prints a link to Neo4j Browser with address, user and query filled in,
// and opens it. Where a password has to be typed, it says how to get it.
func (t *Terminal) Browse(ctx context.Context, x *extract.Extractor, o BrowseOptions) error {
	cypher := o.Question
	switch {
	case cypher == "" && len(o.Params) > 0:
		return Misuse("name a query before -P", "browse: parameters without a query")
	case strings.ContainsFunc(cypher, isBlank) && len(o.Params) > 0:
		return Misuse("write the values into the Cypher", "browse: Neo4j Browser takes no parameters in a link")
	case cypher != "" && !strings.ContainsFunc(cypher, isBlank):
		q, params, err := named(x, cypher, o.Params)
		if err != nil {
			return err
		}
		cypher = q.Inline(params)
	}
	e, err := t.Endpoint(ctx, o.Connection, o.Files)
	if err != nil {
		return err
	}
	own := o.Connection.Given()
	if own {
		if e.BrowserURL, err = browserOf(e.URI, o.At); err != nil {
			return err
		}
	}
	link := e.BrowserLink(cypher)
	fmt.Fprintln(t.Out, link)
	switch {
	case own:
		fmt.Fprintln(t.Err, "Should Neo4j Browser not be there, name its address with --at.")
	case e.Password != "":
		fmt.Fprintln(t.Err, "The first time the Browser asks for the password; show it with: graph server env")
	}
	if o.Print {
		return nil
	}
	if err := open(link); err != nil {
		fmt.Fprintln(t.Err, "no browser could be opened here:", err)
	}
	return nil
}

// browserOf is the address of Neo4j Browser for a server: what the user says,
// else where a Neo4j has it unless it was set up otherwise.
func browserOf(uri, at string) (string, error) {
	if at != "" {
		u, err := url.Parse(at)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return "", Misuse("write it as http://HOST:7474/browser/", "browse: %q is not an address of Neo4j Browser", at)
		}
		return at, nil
	}
	u, err := url.Parse(uri)
	if err != nil {
		return "", err
	}
	switch {
	case strings.HasSuffix(u.Hostname(), ".neo4j.io"):
		return "", &Error{Failed, fmt.Errorf("browse: %s has no Neo4j Browser of its own", u.Hostname()), "open the instance in Aura's console"}
	case strings.Contains(u.Scheme, "+"):
		return "https://" + net.JoinHostPort(u.Hostname(), "7473") + "/browser/", nil
	}
	return "http://" + net.JoinHostPort(u.Hostname(), "7474") + "/browser/", nil
}

// open opens a link in the user's browser and does not wait for it.
func open(link string) error {
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		cmd = exec.Command("open", link)
	case "windows":
		// Not "start", which is the shell's own and reads & and ^ in links.
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", link)
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return fmt.Errorf("there is no display")
		}
		cmd = exec.Command("xdg-open", link)
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}
