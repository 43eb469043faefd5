package cli

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever an article holds, a table keeps its lines and the terminal obeys
// nobody but us.
func FuzzTable(f *testing.F) {
	f.Add("ليلى حداد", "قال\x1b[2J\u202e", 40)
	f.Add("", "a\nb\u200d", 10)
	f.Fuzz(func(t *testing.T, a, b string, columns int) {
		if columns < 1 || columns > 300 || !utf8.ValidString(a+b) {
			t.Skip()
		}
		term, out := screen(columns)
		term.Table([]string{"a", "b"}, [][]string{{a, b}, {b, a}})
		if s := out.String(); strings.ContainsAny(s, "\x1b\x07\r\u202e\u202d\u2066") {
			t.Errorf("control characters passed: %q", s)
		}
		if s := snip(Clean(a), columns); width(s) > columns {
			t.Errorf("%q cut to %d columns is %q", a, columns, s)
		}
	})
}
