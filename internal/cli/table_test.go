package cli

import (
	"bytes"
	"iter"
	"strings"
	"testing"
)

// screen is a terminal of a width that keeps what is written.
func screen(width int) (*Terminal, *bytes.Buffer) {
	var b bytes.Buffer
	return &Terminal{Out: &b, Err: &b, OutTTY: width > 0, Width: width}, &b
}

func TestTableFitsTheTerminal(t *testing.T) {
	long := strings.Repeat("كلمة ", 60)
	for _, columns := range []int{40, 80, 200} {
		term, out := screen(columns)
		term.Table([]string{"speaker", "statement", "n"}, [][]string{{"ليلى حداد", long, "1"}, {"x", "short", "22"}})
		for line := range strings.Lines(out.String()) {
			if w := width(strings.TrimRight(line, "\n")); w > columns {
				t.Errorf("width %d: line of %d columns: %q", columns, w, line)
			}
		}
		if !strings.Contains(out.String(), "22") {
			t.Errorf("width %d: a narrow column was cut", columns)
		}
	}
}

// Where the table would say nothing any more, all is said line by line.
func TestRowsThatDoNotFitAreExpanded(t *testing.T) {
	words := "كلمة أولى ثم كلمة ثانية ثم كلمة أخيرة"
	term, out := screen(50)
	term.Table([]string{"a", "b", "c", "d"}, [][]string{{words, words, words, words}, {"x", "", "y", "z"}})
	if strings.Contains(out.String(), "│") || strings.Contains(out.String(), cut) || strings.Count(out.String(), "أخيرة") != 4 {
		t.Errorf("got\n%s", out)
	}
	for line := range strings.Lines(out.String()) {
		if width(strings.TrimRight(line, "\n")) > 50 {
			t.Errorf("wider: %q", line)
		}
	}
}

// An id is there to be copied.
func TestIDsAreNotCut(t *testing.T) {
	id := "st-0123456789abcdef01234567"
	for _, columns := range []int{30, 60, 100} {
		term, out := screen(columns)
		term.Table([]string{"statement", "id"}, [][]string{{strings.Repeat("كلمة ", 60), id}})
		if !strings.Contains(out.String(), id) {
			t.Errorf("width %d: cut\n%s", columns, out)
		}
	}
}

func TestTableInAFileIsNotCut(t *testing.T) {
	long := strings.Repeat("كلمة ", 60) + "آخر"
	term, out := screen(0)
	term.Table([]string{"statement"}, [][]string{{long}})
	if !strings.Contains(out.String(), long) {
		t.Errorf("cut: %s", out)
	}
	if strings.ContainsAny(out.String(), isolate+endIsolate) {
		t.Error("marks of direction in a file")
	}
}

// Two Arabic cells with a bar between them would change places.
func TestRightToLeftCellsAreIsolated(t *testing.T) {
	term, out := screen(60)
	term.Table([]string{"a", "b"}, [][]string{{"ليلى", "قالت"}})
	if want := isolate + "ليلى" + endIsolate + " │ " + isolate + "قالت" + endIsolate; !strings.Contains(out.String(), want) {
		t.Errorf("got %q", out)
	}
}

func TestRightToLeftColumnsStandAtTheRight(t *testing.T) {
	term, out := screen(0)
	term.Table([]string{"name", "n"}, [][]string{{"ليلى حداد", "1"}, {"نور", "2"}})
	if !strings.Contains(out.String(), "\n      نور │ 2") {
		t.Errorf("got\n%s", out)
	}
}

// Text of articles can hold what a terminal obeys.
func TestControlCharactersDoNotReachTheTerminal(t *testing.T) {
	term, out := screen(80)
	term.Table([]string{"a"}, [][]string{{"x\x1b[31mred\x07\u202eevil\u2066y\nz\u009b2J"}})
	for _, bad := range []string{"\x1b", "\x07", "\u202e", "\u2066", "\u009b"} {
		if strings.Contains(out.String(), bad) {
			t.Errorf("%q passed: %q", bad, out)
		}
	}
	if !strings.Contains(out.String(), "y z2J") {
		t.Errorf("got %q", out)
	}
}

func rows(rs ...[]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, r := range rs {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestRecordsInEachFormat(t *testing.T) {
	row1 := []any{"قال, \"نعم\"\nثم", int64(3), []any{"a", nil}, nil}
	row2 := []any{"<b>", 0.25, map[string]any{"k": "v"}, true}
	for f, want := range map[Format]string{
		AsJSONL: `{"z":"قال, \"نعم\"\nثم","n":3,"l":["a",null],"e":null}` + "\n" + `{"z":"<b>","n":0.25,"l":{"k":"v"},"e":true}` + "\n",
		AsJSON:  "[\n" + `{"z":"قال, \"نعم\"\nثم","n":3,"l":["a",null],"e":null}` + ",\n" + `{"z":"<b>","n":0.25,"l":{"k":"v"},"e":true}` + "\n]\n",
		AsCSV:   "z,n,l,e\n\"قال, \"\"نعم\"\"\nثم\",3,\"a, \",\n<b>,0.25,\"{\"\"k\"\":\"\"v\"\"}\",true\n",
	} {
		term, out := screen(0)
		n, err := term.Records(f, []string{"z", "n", "l", "e"}, rows(row1, row2))
		if err != nil || n != 2 || out.String() != want {
			t.Errorf("%s: %d, %v\ngot  %s\nwant %s", f, n, err, out, want)
		}
	}
}

func TestNoRowsAreStillValid(t *testing.T) {
	for f, want := range map[Format]string{AsJSONL: "", AsJSON: "[]\n", AsCSV: "a\n"} {
		term, out := screen(0)
		if _, err := term.Records(f, []string{"a"}, rows()); err != nil || out.String() != want {
			t.Errorf("%s: %q, %v; want %q", f, out, err, want)
		}
	}
}

func TestWordsForPeople(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Plural(1, "country"), "1 country"}, {Plural(0, "country"), "0 countries"}, {Plural(1234, "row"), "1,234 rows"},
		{Plural(2, "day"), "2 days"}, {Thousands(1234567), "1,234,567"}, {Thousands(-1234), "-1,234"}, {Thousands(999), "999"},
		{Bytes(512), "512 B"}, {Bytes(3 << 20), "3.0 MiB"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestWidthIsWhatATerminalShows(t *testing.T) {
	for s, want := range map[string]int{"قال": 3, "قَالَ": 3, "می\u200cگوید": 6, "漢字": 4, "e\u0301": 1, "": 0, "a\u200db": 2} {
		if got := width(s); got != want {
			t.Errorf("%q: %d columns, want %d", s, got, want)
		}
	}
	// A mark stays with its letter.
	if got := snip("قَالَ", 2); got != "قَ…" {
		t.Errorf("got %q", got)
	}
}

func TestWrapKeepsAllWords(t *testing.T) {
	s := "one two three fourteen-letters x"
	for n := 1; n < 40; n++ {
		lines := wrap(s, n)
		if got := strings.Join(lines, " "); got != s {
			t.Errorf("%d: %q", n, got)
		}
		for _, l := range lines {
			if width(l) > n && strings.Contains(l, " ") {
				t.Errorf("%d: %q is wider", n, l)
			}
		}
	}
}
