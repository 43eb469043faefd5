// Package pattern is the small language in which a language pack writes how
// the parts of a statement may be arranged. A rule is one line, a name and a
// pattern; rules see tags that earlier stages put on tokens, never raw words:
//
//	say-that-quote   say(that) who? ... that quote
//
// An item is one tag or several separated by "|"; in parentheses stands what
// the cue has to take; "?" makes an item optional; "..." is a gap: as few
// steps as needed, over what the caller lets a gap pass (names, times, asides,
// adverbial phrases). The order of the lines is precedence.
//
// What a pattern cannot say (which of several names agrees with the verb, where
// reported content ends) stays with the caller. Patterns never look at a word,
// so that a rule file cannot become a lexicon.
package pattern

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
)

// Tag is a set of tags, one bit each.
type Tag uint32

// Vocabulary gives the tags, and the arguments in parentheses, their bits.
type Vocabulary struct {
	Tags, Args map[string]Tag
}

// MaxItems is the greatest number of items of a pattern.
const MaxItems = 8

// maxGap is the greatest number of steps of a gap, so that matching stays
// linear in the length of a text.
const maxGap = 48

// Pattern is one rule.
type Pattern struct {
	Name  string
	At    string // "ar/attribution.rules:12"
	items []item
}

type item struct {
	tags, args Tag
	optional   bool
	gap        bool
	text       string
}

// Input is what patterns are matched against.
type Input interface {
	// End returns where an element of one of the tags that begins at i ends,
	// and which tag that was.
	End(i int, tags Tag) (end int, tag Tag)
	// Step returns where the gap element that begins at i ends; ok is false
	// where a gap cannot pass.
	Step(i int) (end int, ok bool)
	// Takes reports whether the cue takes one of the arguments.
	Takes(args Tag) bool
}

// Slot is what one item matched.
type Slot struct {
	Tag      Tag // 0 for an item that was left out
	From, To int
}

// Match is where a pattern matched.
type Match struct {
	Slots [MaxItems]Slot
	N     int // number of items
	End   int
}

// Find returns the first slot that matched one of the tags.
func (m *Match) Find(tags Tag) (Slot, bool) {
	for _, s := range m.Slots[:m.N] {
		if s.Tag&tags != 0 {
			return s, true
		}
	}
	return Slot{}, false
}

// Match matches p at i.
func (p *Pattern) Match(in Input, i int) (Match, bool) {
	m := Match{N: len(p.items)}
	ok := p.match(in, i, 0, &m)
	return m, ok
}

func (p *Pattern) match(in Input, i, k int, m *Match) bool {
	if k == len(p.items) {
		m.End = i
		return true
	}
	it := &p.items[k]
	if it.gap {
		for range maxGap {
			if p.match(in, i, k+1, m) {
				return true
			}
			next, ok := in.Step(i)
			if !ok || next <= i {
				return false
			}
			i = next
		}
		return false
	}
	if end, tag := in.End(i, it.tags); tag != 0 && (it.args == 0 || in.Takes(it.args)) {
		m.Slots[k] = Slot{tag, i, end}
		if p.match(in, end, k+1, m) {
			return true
		}
	}
	m.Slots[k] = Slot{}
	return it.optional && p.match(in, i, k+1, m)
}

// First returns the tags that a match of p begins with.
func (p *Pattern) First() Tag { return p.items[0].tags }

// Has reports whether one of p's items can match one of the tags.
func (p *Pattern) Has(tags Tag) bool {
	for _, it := range p.items {
		if it.tags&tags != 0 {
			return true
		}
	}
	return false
}

// String returns the pattern as it is written.
func (p *Pattern) String() string {
	var s []string
	for _, it := range p.items {
		s = append(s, it.text)
	}
	return strings.Join(s, " ")
}

// Read reads a file of rules; name is used in errors and in At.
func Read(name string, data []byte, v Vocabulary) ([]*Pattern, error) {
	var out []*Pattern
	seen := map[string]string{}
	sc := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; sc.Scan(); n++ {
		f := strings.Fields(sc.Text())
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		at := fmt.Sprintf("%s:%d", name, n)
		p, err := Parse(f[0], f[1:], at, v)
		if err != nil {
			return nil, err
		}
		if old := seen[p.Name]; old != "" {
			return nil, fmt.Errorf("%s: rule %s stands already at %s", at, p.Name, old)
		}
		seen[p.Name] = at
		out = append(out, p)
	}
	return out, sc.Err()
}

// Parse makes a pattern from its items.
func Parse(name string, items []string, at string, v Vocabulary) (*Pattern, error) {
	p := &Pattern{Name: name, At: at}
	if len(items) == 0 || len(items) > MaxItems {
		return nil, fmt.Errorf("%s: rule %s has %d items, not 1 to %d", at, name, len(items), MaxItems)
	}
	for k, s := range items {
		it := item{text: s}
		if s == "..." {
			if k == 0 || k == len(items)-1 || p.items[k-1].gap {
				return nil, fmt.Errorf("%s: rule %s: a gap stands between two items", at, name)
			}
			it.gap = true
			p.items = append(p.items, it)
			continue
		}
		s, it.optional = strings.CutSuffix(s, "?")
		tags, args, paren := strings.Cut(s, "(")
		var err error
		if it.tags, err = set(tags, v.Tags); err != nil {
			return nil, fmt.Errorf("%s: rule %s: %w", at, name, err)
		}
		if paren {
			args, closed := strings.CutSuffix(args, ")")
			if !closed {
				return nil, fmt.Errorf("%s: rule %s: %q has no closing parenthesis", at, name, it.text)
			}
			if it.args, err = set(args, v.Args); err != nil {
				return nil, fmt.Errorf("%s: rule %s: %w", at, name, err)
			}
		}
		if it.optional && k == 0 {
			return nil, fmt.Errorf("%s: rule %s begins with an optional item", at, name)
		}
		p.items = append(p.items, it)
	}
	return p, nil
}

func set(s string, names map[string]Tag) (Tag, error) {
	var t Tag
	for _, n := range strings.Split(s, "|") {
		b, ok := names[n]
		if !ok {
			return 0, fmt.Errorf("%q is no tag of the rules", n)
		}
		t |= b
	}
	return t, nil
}
