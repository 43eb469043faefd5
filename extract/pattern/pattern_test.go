package pattern

import (
	"strings"
	"testing"
)

var words = Vocabulary{
	Tags: map[string]Tag{"say": 1, "who": 2, "that": 4, "quote": 8},
	Args: map[string]Tag{"that": 1, "quote": 2},
}

// letters is an input of one letter for each token: s, w, t, q are tags, - is
// passed by gaps, anything else is not.
type letters struct {
	text  string
	takes Tag
}

func (l letters) End(i int, tags Tag) (int, Tag) {
	if i >= len(l.text) {
		return i, 0
	}
	t := map[byte]Tag{'s': 1, 'w': 2, 't': 4, 'q': 8}[l.text[i]]
	return i + 1, t & tags
}

func (l letters) Step(i int) (int, bool) {
	return i + 1, i < len(l.text) && strings.IndexByte("-wt", l.text[i]) >= 0
}

func (l letters) Takes(args Tag) bool { return l.takes&args != 0 }

func TestMatch(t *testing.T) {
	tests := []struct {
		pattern, text string
		takes, want   int // want is the end of the match, -1 for none
	}{
		{"say that", "st", 1, 2},
		{"say who? that", "st", 1, 2},
		{"say who? that", "swt", 1, 3},
		{"say who that", "st", 1, -1},
		{"say ... that", "s--t", 1, 4},
		{"say ... that", "s-x-t", 1, -1},
		{"say ... that quote", "s-t-tq", 1, 6},
		{"say(quote) that", "st", 1, -1},
		{"say(quote|that) that", "st", 1, 2},
		{"say that|quote", "sq", 1, 2},
		{"say ... quote", "s" + strings.Repeat("-", maxGap+9) + "q", 1, -1},
	}
	for _, tt := range tests {
		p, err := Parse("r", strings.Fields(tt.pattern), "t:1", words)
		if err != nil {
			t.Fatal(err)
		}
		m, ok := p.Match(letters{tt.text, Tag(tt.takes)}, 0)
		got := m.End
		if !ok {
			got = -1
		}
		if got != tt.want {
			t.Errorf("%s on %s: %d, want %d", tt.pattern, tt.text, got, tt.want)
		}
	}
}

func TestSlots(t *testing.T) {
	p, err := Parse("r", []string{"say", "who?", "...", "that"}, "t:1", words)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := p.Match(letters{"sw-t", 1}, 0)
	if s, ok := m.Find(2); !ok || s.From != 1 || s.To != 2 {
		t.Errorf("who is %v", s)
	}
	if p.String() != "say who? ... that" {
		t.Errorf("written as %q", p)
	}
}

// Errors name the file, the line, the rule and what is wrong.
func TestErrors(t *testing.T) {
	tests := map[string]string{
		"a say bad":                      `r.rules:1: rule a: "bad" is no tag of the rules`,
		"a say(bad)":                     `"bad" is no tag`,
		"a say(that":                     "no closing parenthesis",
		"a ... say":                      "a gap stands between two items",
		"a say ...":                      "a gap stands between two items",
		"a say ... ... that":             "a gap stands between two items",
		"a say? that":                    "begins with an optional item",
		"a":                              "has 0 items",
		"a " + strings.Repeat("say ", 9): "has 9 items",
		"a say\n\n# c\na say":            "r.rules:4: rule a stands already at r.rules:1",
	}
	for rules, want := range tests {
		if _, err := Read("r.rules", []byte(rules), words); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", rules, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a say(that) who? ... quote\n# c\nb say|who that")
	f.Fuzz(func(t *testing.T, rules string) {
		ps, err := Read("r", []byte(rules), words)
		if err != nil {
			return
		}
		for _, p := range ps {
			p.Match(letters{"swwt-q", 3}, 0)
			again, err := Parse(p.Name, strings.Fields(p.String()), p.At, words)
			if err != nil || again.String() != p.String() {
				t.Fatalf("%q is read again as %q: %v", p, again, err)
			}
		}
	})
}
