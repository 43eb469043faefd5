package lang

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// shapes are beginnings and endings of inflected words, by which a word that no
// table knows is told from a name. They come from shape.tsv: kind (prefix,
// suffix, mark for a sign within the word as it is written, or ending for what an
// inflected form of a known word ends in), form, min (the
// least number of letters of the whole word).
type shapes struct {
	prefixes, suffixes []shape
	endings            []shape
	marks              string
}

type shape struct {
	form string
	min  int
}

func (p *Pack) readShapes(t *Table) error {
	if t == nil {
		return nil
	}
	for _, r := range t.Rows {
		if r.Get("kind") == "mark" {
			p.shapes.marks += r.Get("form")
			continue
		}
		min, err := strconv.Atoi(r.Get("min"))
		if err != nil {
			return fmt.Errorf("pack: %s: min %q is not a number", r.At, r.Get("min"))
		}
		s := shape{p.Fold.String(r.Get("form")), min}
		switch r.Get("kind") {
		case "prefix":
			p.shapes.prefixes = append(p.shapes.prefixes, s)
		case "suffix":
			p.shapes.suffixes = append(p.shapes.suffixes, s)
		case "ending":
			p.shapes.endings = append(p.shapes.endings, s)
		default:
			return fmt.Errorf("pack: %s: kind %q is not prefix, suffix, ending or mark", r.At, r.Get("kind"))
		}
	}
	return nil
}

// Inflected reports whether a word looks like an inflected form and not like a
// name, by its folded form and as it is written.
func (p *Pack) Inflected(fold, raw string) bool {
	if p.shapes.marks != "" && strings.ContainsAny(raw, p.shapes.marks) {
		return true
	}
	n := utf8.RuneCountInString(fold)
	for _, s := range p.shapes.suffixes {
		if n >= s.min && strings.HasSuffix(fold, s.form) {
			return true
		}
	}
	for _, s := range p.shapes.prefixes {
		if n >= s.min && strings.HasPrefix(fold, s.form) {
			return true
		}
	}
	return false
}

// Base returns a folded word without the ending of an inflected form, where the
// lexicon has a word in one of the classes without it: تفاعل for تفاعلا.
func (p *Pack) Base(fold string, c Class) (string, bool) {
	n := utf8.RuneCountInString(fold)
	for _, s := range p.shapes.endings {
		if n < s.min || !strings.HasSuffix(fold, s.form) {
			continue
		}
		base := fold[:len(fold)-len(s.form)]
		if p.Word(base).Is(c) {
			return base, true
		}
	}
	return "", false
}
