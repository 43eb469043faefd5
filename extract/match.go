package extract

import (
	"qawl/extract/lang"
	"qawl/extract/pattern"
	"qawl/extract/text"
)

// input shows the tokens behind a cue to the rules.
type input struct {
	*scanner
	c     *cue
	limit int
}

// gapLength is the greatest number of tokens between a cue and its content.
const gapLength = 60

// End implements pattern.Input. Prepositions written together with their
// complement and objects have no length: the content begins with them.
func (in *input) End(i int, tags pattern.Tag) (int, pattern.Tag) {
	if i == in.c.From && tags&in.c.tag != 0 {
		return in.c.To, in.c.tag
	}
	if i >= in.limit {
		return i, 0
	}
	t := &in.d.Tokens[i]
	switch {
	case tags&tagWho != 0:
		if n := in.names[i]; n >= 0 && in.d.Names[n].From == i && (in.subject(int(n), in.c) || i > 0 && in.c.asks != "" && in.d.Tokens[i-1].Fold == in.c.asks) {
			return in.d.Names[n].To, tagWho
		}
	case tags&tagWhen != 0:
		if end := in.when(i); end > i {
			return end, tagWhen
		}
	case tags&tagColon != 0 && t.Fold == ":":
		return i + 1, tagColon
	case tags&tagQuote != 0:
		if _, ok := in.speech(i); ok {
			return i, tagQuote
		}
	case tags&tagThat != 0:
		if end, ok := in.that(i); ok {
			return end, tagThat
		}
	case tags&tagFrom != 0 && in.c.asks != "" && t.Fold == in.c.asks:
		return i + 1, tagFrom
	case tags&tagPrep != 0:
		if end, ok := in.preposition(i, in.c.preps); ok {
			if _, clause := in.that(end); clause && end > i {
				return i, 0 // شدد على أن: a clause, its preposition is part of the gap
			}
			return end, tagPrep
		}
	case tags&(tagObject|tagAs) != 0 && in.object(i):
		if _, prep := in.preposition(i, in.c.preps); prep && in.marks[i] < 0 {
			return i, 0
		}
		return i, tags & (tagObject | tagAs)
	}
	return i, 0
}

// that reports whether a complementiser stands at token i. Behind a preposition
// that the cue does not take it belongs to that (بعد أن).
func (in *input) that(i int) (end int, ok bool) {
	r, end, ok := in.d.Find(i, lang.That)
	if !ok || r.Before != "" || in.names[i] >= 0 {
		return i, false
	}
	if a := in.around(i - 1); i > in.c.To && a&(isPrep|isModal) != 0 {
		if _, own := in.preposition(i-1, in.c.preps); !own {
			return i, false
		}
	}
	return end, true
}

// when returns where times, brackets, adverbs and commas that begin at i end.
func (in *input) when(i int) int {
	for i < in.limit {
		switch {
		case in.times[i] >= 0:
			i = in.d.Dates[in.times[i]].To
		case in.round[i] > 0:
			i = int(in.round[i]) + 1
		case in.comma(i):
			i++
			if end, ok := in.apposition(i); ok {
				i = end
			}
		case in.d.Tokens[i].Kind == text.Word && in.names[i] < 0 && in.around(i)&isWhole != 0 && in.bound(i), in.around(i)&isAdverb != 0:
			i++
		default:
			return i
		}
	}
	return i
}

// object reports whether token i can begin an object.
func (in *input) object(i int) bool {
	if in.is(i, "#") && i+1 < in.limit {
		i++
	}
	t := &in.d.Tokens[i]
	if in.marks[i] >= 0 {
		return true
	}
	if t.Kind != text.Word && t.Kind != text.Number || in.times[i] >= 0 || in.c.After != "" && in.c.tag != tagNoun && in.c.takes&takesAs == 0 {
		return false
	}
	if _, ok := in.that(i); ok {
		return false
	}
	for _, c := range in.cues[i] {
		if c.tag != tagNoun {
			return false
		}
	}
	if in.goesOn(i) || in.d.Pack.Proclitic(t.Fold) {
		return false
	}
	return in.around(i)&(isPrep|isRel|isClause|isNot|isWhole|isVerb|isWas|isHe) == 0 || t.Kind == text.Number
}

// Step implements pattern.Input: a gap passes names, times, brackets, dashes,
// short quotations and adverbial phrases, not the end of a sentence or another
// verb of saying.
func (in *input) Step(i int) (int, bool) {
	if i >= in.limit || i-in.c.To > gapLength {
		return i, false
	}
	t := &in.d.Tokens[i]
	if i > in.c.To && t.Sentence != in.d.Tokens[i-1].Sentence && in.word(i-1) || i > 0 && in.breaks(i-1) && in.d.newParagraph(i) {
		return i, false
	}
	if n := in.names[i]; n >= 0 && in.d.Names[n].From == i {
		return in.d.Names[n].To, true
	}
	if k := in.times[i]; k >= 0 {
		return in.d.Dates[k].To, true
	}
	if in.round[i] > 0 {
		return int(in.round[i]) + 1, true
	}
	if in.comma(i) {
		if end, ok := in.apposition(i + 1); ok {
			return end, true
		}
		return i + 1, !in.aside(i + 1)
	}
	if t.Is(lang.According) {
		if a, ok := in.accordingAt(i); ok {
			return a.end, true
		}
	}
	if (in.c.near || in.c.tag == tagNoun) && t.Kind == text.Word && i > in.c.To+6 || in.breaks(i) {
		return i, false
	}
	if k := in.marks[i]; k >= 0 {
		q := &in.d.Quotes[k]
		return q.Close + 1, q.Close >= 0 && q.Len() <= 8
	}
	for _, c := range in.cues[i] {
		if c.tag == tagSay && c.weak && !in.matches(i) {
			continue
		}
		if c.tag != tagNoun && c.takes != takesColon && (in.around(i-1)&isRel == 0 || c.takes&takesThat != 0 && c.To < in.limit && in.d.Tokens[c.To].Is(lang.That)) {
			return i, false
		}
	}
	return i + 1, true
}

// apposition returns where a clause in apposition that begins with a pronoun
// ends, with its closing comma (إيران، وهي عضو في المنظمة، …).
func (in *input) apposition(i int) (end int, ok bool) {
	if i >= in.limit || in.around(i)&isHe == 0 {
		return i, false
	}
	for j := i + 1; j < in.limit && j < i+gapLength/2 && !in.breaks(j); j++ {
		if in.comma(j) {
			return j + 1, true
		}
	}
	return i, false
}

// Takes implements pattern.Input.
func (in *input) Takes(args pattern.Tag) bool {
	return in.c.takes&args != 0 || args&takesIt != 0 && in.c.After != "" && in.c.takes&takesAs != 0
}

// matches reports whether a rule matches one of the finite cues at token i.
func (s *scanner) matches(i int) bool {
	if m, ok := s.matched[i]; ok {
		return m
	}
	m := false
	limit := s.d.Sentences[s.d.Tokens[i].Sentence].To
	for k := range s.cues[i] {
		if c := &s.cues[i][k]; c.tag == tagSay && !m {
			_, m = s.match(c, limit)
		}
	}
	s.matched[i] = m
	return m
}

// found is the arrangement that a rule found for a cue.
type found struct {
	rule  *pattern.Pattern
	match pattern.Match
	cue   *cue
	start int // where the content begins, its complementiser or mark included
	// offhand is what a quotation costs that follows a plain word: it may be
	// part of an adverbial phrase (في مقال بعنوان "…" إن).
	offhand int
}

// match finds the arrangement of a cue: of all rules that match, the one whose
// content begins first, then the first in the file.
func (s *scanner) match(c *cue, limit int) (best found, ok bool) {
	in := &input{s, c, limit}
	for _, r := range s.g.rules {
		if r.First()&c.tag == 0 {
			continue
		}
		m, yes := r.Match(in, c.From)
		if !yes {
			continue
		}
		f := found{rule: r, match: m, cue: c, start: contentStart(&m)}
		if q, ok := m.Find(tagQuote); ok && q.From > c.To {
			f.offhand = s.offhand(q.From)
		}
		if !ok || f.cost() < best.cost() {
			best, ok = f, true
		}
	}
	return best, ok && s.subjectFirst(&best, limit)
}

// subjectFirst corrects a match that took the subject for the object because a
// phrase stands between them: نفت موسكو في وقت سابق وجود مقاتلين. A name behind its
// verb that agrees with it is its subject. It reports false where a participle
// says what the verb only announces: أوضح الوزير قائلا.
func (s *scanner) subjectFirst(f *found, limit int) bool {
	c := f.cue
	_, object := f.match.Find(tagObject)
	if _, who := f.match.Find(tagWho); !object || who || c.tag != tagSay || c.After != "" || f.start != c.To {
		return true
	}
	n := s.names[c.To]
	if n < 0 || s.d.Names[n].From != c.To || !s.subject(int(n), c) {
		return true
	}
	in := &input{s, c, limit}
	i := in.when(s.d.Names[n].To)
	if i < limit && s.around(i)&isPrep != 0 {
		for i += 2; i < limit && s.d.Tokens[i].Is(lang.Adjective); i++ {
		}
		i = in.when(i)
	}
	if i < limit && s.names[i] != n && in.object(i) {
		f.start = i
		return true
	}
	for k := 0; i < limit && i < len(s.cues) && k < len(s.cues[i]); k++ {
		if s.cues[i][k].tag == tagPart {
			return false
		}
	}
	return true
}

const offhandCost = 5

// offhand returns the cost of the quotation at token i.
func (s *scanner) offhand(i int) int {
	if !s.word(i-1) || s.names[i-1] >= 0 || s.times[i-1] >= 0 || s.d.Tokens[i-1].Is(lang.That) {
		return 0
	}
	return s.d.Quotes[s.marks[i]].Len() + offhandCost
}

// A clause may begin further off than an object and be the content all the same:
// what looks like the object may be a subject, or part of one, that is no known name.
const (
	objectCost     = 2  // with a name before it
	bareObjectCost = 14 // with none
	bareAsCost     = 40 // an object with its predicate, with no name before it
)

func (f *found) cost() int {
	if _, as := f.match.Find(tagAs); as {
		if _, who := f.match.Find(tagWho); !who {
			return f.start + bareAsCost
		}
	}
	if _, object := f.match.Find(tagObject); !object {
		return f.start + f.offhand
	}
	if _, who := f.match.Find(tagWho); who {
		return f.start + objectCost
	}
	return f.start + bareObjectCost
}

// contentStart returns where the content of a match begins: at its last
// slot, or behind it where that is a colon or a preposition of its own.
func contentStart(m *pattern.Match) int {
	for k := m.N - 1; k >= 0; k-- {
		s := m.Slots[k]
		if s.Tag == 0 {
			continue
		}
		if s.Tag&tagQuote != 0 && k > 0 && m.Slots[k-1].Tag&tagThat != 0 {
			return m.Slots[k-1].From
		}
		if s.Tag == tagColon || s.Tag == tagPrep && s.From == m.Slots[0].To {
			return s.To
		}
		if as := m.Slots[max(k-2, 0)]; as.Tag == tagAs {
			return as.From
		}
		return s.From
	}
	return m.End
}
