package eval

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed normal.tsv
var normalTable string

// comparer decides whether two names mean the same, by the rules in normal.tsv.
type comparer struct {
	fold    map[rune]rune
	skip    map[string]bool
	article affix
	and     affix
	same    map[string][]string // words of a name of a state → words of its first name
}

// affix is a prefix that is left away from words longer than min code points.
type affix struct {
	text string
	min  int
}

func (a affix) strip(w string) string {
	if a.text != "" && strings.HasPrefix(w, a.text) && utf8.RuneCountInString(w) > a.min {
		return w[len(a.text):]
	}
	return w
}

func newComparer() *comparer {
	c := &comparer{fold: map[rune]rune{}, skip: map[string]bool{}, same: map[string][]string{}}
	var same []string
	for line := range strings.Lines(normalTable) {
		line = strings.TrimRight(line, "\r\n")
		cells := append(strings.Split(line, "\t"), "", "")
		if line == "" || line[0] == '#' || cells[0] == "kind" {
			continue
		}
		value, to := cells[1], cells[2]
		min, _ := strconv.Atoi(to)
		switch cells[0] {
		case "fold":
			from, _ := utf8.DecodeRuneInString(value)
			c.fold[from], _ = utf8.DecodeRuneInString(to)
		case "article":
			c.article = affix{value, min}
		case "and":
			c.and = affix{value, min}
		case "skip":
			c.skip[value] = true
		case "same":
			same = append(same, value)
		}
	}
	for _, row := range same {
		names := strings.Split(row, ",")
		for _, n := range names {
			c.same[strings.Join(c.tokens(n), " ")] = c.tokens(names[0])
		}
	}
	return c
}

// normal folds s and returns its words joined by single spaces.
func (c *comparer) normal(s string) string {
	var kept []rune
	for _, r := range norm.NFKD.String(s) {
		if norm.NFD.PropertiesString(string(r)).CCC() != 0 && (r < 0x600 || r > 0x6FF) {
			continue
		}
		kept = append(kept, r)
	}
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(string(kept)) {
		switch {
		case r >= 0x64B && r <= 0x652, r == 0x670, r == 0x640, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			continue
		case !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_':
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		if f, ok := c.fold[r]; ok {
			r = f
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func (c *comparer) tokens(s string) []string {
	var out []string
	for w := range strings.FieldsSeq(c.normal(s)) {
		if w = c.article.strip(w); !c.skip[w] {
			out = append(out, w)
		}
	}
	return out
}

// words returns the set of words that stand for a name.
func (c *comparer) words(s string) map[string]bool {
	t := c.tokens(s)
	set := map[string]bool{}
	if canon, ok := c.same[strings.Join(t, " ")]; ok {
		for _, w := range canon {
			set[w] = true
		}
		return set
	}
	for i, w := range t {
		if i > 0 {
			w = c.and.strip(w)
		}
		set[w] = true
	}
	return set
}

// sameName reports whether a predicted name means the gold one: both name the
// same state, or one name's words all stand in the other's and the difference
// is small. The predicted name may be longer by three words (a title) or twice
// as long, or shorter if it keeps the last word or half of the words.
func (c *comparer) sameName(gold, predicted string) bool {
	x, y := c.words(gold), c.words(predicted)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if subset(x, y) {
		return len(y) <= max(2*len(x), len(x)+3)
	}
	if !subset(y, x) {
		return false
	}
	t := c.tokens(gold)
	return 2*len(y) >= len(x) || len(t) > 0 && y[t[len(t)-1]]
}

func subset(a, b map[string]bool) bool {
	for w := range a {
		if !b[w] {
			return false
		}
	}
	return true
}
