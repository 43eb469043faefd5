package server

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestStyleBecomesOneCommandWithoutSemicolons(t *testing.T) {
	grass := "node {\n  diameter: 60px;\n}\nnode.Person {\n  caption: \"{name}\";\n  color: #CC7722;\n}\n"
	want := `{"node":{"diameter":"60px"},"node.Person":{"caption":"{name}","color":"#CC7722"}}`
	if got := grassJSON(grass); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	files := fstest.MapFS{"s.grass": {Data: []byte(grass)}}
	b := BrowserFiles{Files: files, Style: "s.grass", Guide: "g.html"}
	cmd := b.postConnect("http://localhost:7474/browser/")
	if got := "style " + want + "; play http://localhost:7474/browser/qawl/g.html"; cmd != got {
		t.Errorf("got  %s\nwant %s", cmd, got)
	}
	if n := strings.Count(cmd, ";"); n != 1 {
		t.Errorf("%d semicolons in %s, the Browser would take it for %d commands", n, cmd, n+1)
	}
	// A name that is not there gives no command rather than a broken one.
	if cmd := (BrowserFiles{Files: files, Style: "none.grass"}).postConnect(""); cmd != "" {
		t.Errorf("command for a missing style: %s", cmd)
	}
}
