package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"qawl/server"
)

func TestErrorsBecomeLinesAndExitCodes(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		code int
		want string
	}{
		"nothing":     {nil, Done, ""},
		"plain":       {errors.New("no text"), Failed, "graph: no text\n"},
		"joined":      {errors.Join(errors.New("one"), errors.New("two")), Failed, "graph: one\ngraph: two\n"},
		"nested":      {errors.Join(errors.New("one\nmore"), errors.Join(errors.New("two"), nil)), Failed, "graph: one\n  | more\ngraph: two\n"},
		"usage":       {Misuse("see help", "unknown flag %s", "-x"), Usage, "graph: unknown flag -x\nhint: see help\n"},
		"wrapped":     {fmt.Errorf("load: %w", Misuse("a\nb", "x")), Usage, "graph: load: x\nhint: a\nhint: b\n"},
		"partly":      {Partly("1 of 2 files"), InPart, "graph: 1 of 2 files\n"},
		"interrupted": {fmt.Errorf("query: %w", context.Canceled), Failed, "graph: interrupted\n"},
		"stopped":     {NotRunning(), NoConnection, "graph: no local server runs\nhint: start it with: graph server start\n"},
		"not let in":  {&server.Error{Kind: server.NotLetIn, Doing: "asking"}, NoConnection, "graph: asking: the server does not take the password\n"},
		"log lines":   {&server.Error{Kind: server.NotStarted, Lines: []string{"a\x1b[1m", "b"}}, Failed, "graph: the server did not start\n  | a[1m\n  | b\n"},
		"unconnected": {Unconnected(&server.Error{Kind: server.NoJava}), NoConnection, "graph: no Java 17 or newer found\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			Report(&b, c.err)
			if code := Code(c.err); code != c.code || b.String() != c.want {
				t.Errorf("code %d, want %d\n%s\nwant\n%s", code, c.code, &b, c.want)
			}
		})
	}
}

func TestNearestNames(t *testing.T) {
	names := []string{"statements-of", "statements-about", "timeline", "search", "via"}
	for name, want := range map[string][]string{
		"timelin":   {"timeline"},
		"serach":    {"search"},
		"statement": {"statements-of", "statements-about"},
		"SEARCH":    {"search"},
		"zzz":       nil,
		"":          nil,
	} {
		if got := Nearest(name, names); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
