package extract

import (
	"qawl/extract/lang"
	"qawl/model"
)

// content finds the content of a statement that f arranged, which has to lie
// before limit, and returns where reading goes on.
func (s *scanner) content(st *Statement, f *found, limit int) (end int) {
	if !f.sure() { // a quotation that is the complement of a preposition is part of a phrase
		return s.reported(st, f.start, limit, true)
	}
	return s.clause(st, f, limit)
}

// clause finds content that is a clause or speech.
func (s *scanner) clause(st *Statement, f *found, limit int) (end int) {
	from := f.start
	that := false
	var pronoun bool
	if sl, ok := f.match.Find(tagThat); ok {
		that = true
		r, e, _ := s.d.Find(sl.From, lang.That)
		pronoun = r.After != ""
		if r.Entry != nil && !pronoun && r.Row.Get("kind") == "that" {
			from = e
		} else {
			from = sl.From
		}
	}
	return s.contentAt(st, from, limit, that, pronoun)
}

// contentAt finds content that begins at token from, or behind it where a
// complementiser with a pronoun stands there.
func (s *scanner) contentAt(st *Statement, from, limit int, that, pronoun bool) (end int) {
	open := from
	if pronoun {
		open++
	}
	for open < limit && s.comma(open) {
		open++
	}
	if open < limit && s.marks[open] >= 0 {
		if end, ok := s.speechContent(st, from, open, limit, that, pronoun); ok {
			return end
		}
	}
	return s.reported(st, from, limit, false)
}

// reported takes the reporter's rendering from token from to its end as the
// content. narrow tells that it is a phrase, not a clause.
func (s *scanner) reported(st *Statement, from, limit int, narrow bool) (end int) {
	end = s.contentEnd(from, limit, narrow)
	r := s.trim(Range{from, end})
	if narrow {
		r = s.trim(s.untimed(r))
	}
	if r.Len() == 0 || !s.hasWord(r) {
		return end
	}
	st.Content = []Range{r}
	st.Kind = model.Indirect
	if s.hasMark(r) {
		st.Kind = model.Mixed
	}
	return end
}

// untimed returns a phrase without a time behind a comma at its end, which tells
// when it was said.
func (s *scanner) untimed(r Range) Range {
	if r.Len() > 2 && s.times[r.To-1] >= 0 {
		t := s.d.Dates[s.times[r.To-1]]
		if t.From > r.From+1 && s.comma(t.From-1) {
			r.To = t.From - 1
		}
	}
	return r
}

// longSpeech is the number of tokens from which a quotation behind a
// complementiser with a pronoun is taken as a whole clause (أنه "…").
const longSpeech = 6

// speechContent takes the quotation at token open, and those that go on with it,
// as the content if nothing but it is content: if the clause ends with it.
func (s *scanner) speechContent(st *Statement, from, open, limit int, that, pronoun bool) (end int, ok bool) {
	var spans []Range
	i := open
	for {
		q := &s.d.Quotes[s.marks[i]]
		i = s.quoteRanges(q, &spans)
		j := i
		for j < limit && (s.comma(j) || s.d.Tokens[j].Is(lang.That) && s.marks[min(j+1, limit-1)] >= 0 || s.conjunction(j)) {
			j++
		}
		if j >= limit || s.marks[j] < 0 || j-i > 3 {
			break
		}
		i = j
	}
	if i > limit {
		i = limit
	}
	if len(spans) == 0 {
		return i, false
	}
	q := spans[0]
	if pronoun && len(spans) == 1 && q.Len() < longSpeech {
		return i, false
	}
	if that && q.Len() < 4 && len(spans) == 1 && i < limit && s.word(i) {
		return i, false
	}
	if !s.ends(i, limit, that) {
		return i, false
	}
	st.Content, st.Kind = spans, model.Direct
	return i, true
}

// quoteRanges adds the ranges of a quotation and of what it goes on with, and
// returns the token behind its end.
func (s *scanner) quoteRanges(q *Quote, spans *[]Range) int {
	for {
		if r := s.trim(q.Range); r.Len() > 0 {
			*spans = append(*spans, r)
		}
		if q.Next < 0 {
			break
		}
		q = &s.d.Quotes[q.Next]
	}
	if q.Close >= 0 {
		return q.Close + 1
	}
	return q.To
}

// conjunction reports whether token i is a conjunction written apart, as before
// a quotation mark (و"…").
func (s *scanner) conjunction(i int) bool {
	f := s.d.Tokens[i].Fold
	return len([]rune(f)) == 1 && s.d.Pack.Conjunction(f) && i+1 < len(s.marks) && s.marks[i+1] >= 0
}

// ends reports whether the clause ends before token i, which follows a closing
// mark.
func (s *scanner) ends(i, limit int, that bool) bool {
	if i >= limit {
		return true
	}
	t := &s.d.Tokens[i]
	if !s.word(i) || s.names[i] >= 0 && !that || s.times[i] >= 0 {
		return true
	}
	if s.boundary(i, limit, true, false) {
		return true
	}
	if a := s.around(i); a&(isPrep|isClause|isAlso|isHe) != 0 || a&isRel != 0 && !that {
		return true
	}
	if _, ok := s.asideAt(i); ok {
		return true
	}
	return !that || t.Sentence != s.d.Tokens[i-1].Sentence
}

// contentEnd returns where reported content that begins at from ends: with the
// sentence, or before the next cue, an attribution, or words of the reporter.
func (s *scanner) contentEnd(from, limit int, narrow bool) int {
	for i := from; i < limit; {
		if i > from && s.d.Tokens[i].Sentence != s.d.Tokens[i-1].Sentence {
			return i
		}
		if k := s.marks[i]; k >= 0 {
			q := &s.d.Quotes[k]
			end := q.To
			if q.Close >= 0 {
				end = q.Close + 1
			}
			if end <= i || end > limit {
				return limit
			}
			if end < limit && s.boundary(end, limit, true, narrow) {
				return end
			}
			i = end
			continue
		}
		if in := s.round[i]; in > 0 && int(in) < limit {
			i = int(in) + 1
			continue
		}
		if i > from && s.boundary(i, limit, s.pause(i-1), narrow) {
			return i
		}
		if narrow && i > from && s.around(i)&isRel != 0 && s.comma(i-1) && i+1 < limit && s.says(i+1) {
			return i // ، الذي قال
		}
		if i > from && (s.is(i, "..") || s.is(i, "...")) && s.part(i) == model.PartHeadline {
			return i
		}
		if s.is(i, "؛") || s.is(i, ";") {
			return i
		}
		i++
	}
	return limit
}

// says reports whether token i is a finite verb of saying.
func (s *scanner) says(i int) bool {
	for _, c := range s.cues[i] {
		if c.tag == tagSay {
			return true
		}
	}
	return false
}

// pause reports whether token i is a comma or a dash.
func (s *scanner) pause(i int) bool {
	return s.comma(i) || i >= 0 && s.d.Tokens[i].Space && (s.is(i, "-") || s.is(i, "–") || s.is(i, "—"))
}

// boundary reports whether the content before token i ends there. paused tells
// that a comma or closing mark stands before it, narrow that the content is a
// phrase.
func (s *scanner) boundary(i, limit int, paused, narrow bool) bool {
	t := &s.d.Tokens[i]
	if !t.Is(lang.Say | lang.According | lang.Aside | lang.Verb) {
		return false
	}
	if s.asideEnds(i, paused, narrow) {
		return true
	}
	if paused && narrow && s.goesOn(i) {
		return true
	}
	if narrow && s.around(i-1)&isRel != 0 {
		return false
	}
	if _, ok := s.accordingAt(i); ok {
		return true
	}
	for k := range s.cues[i] {
		c := &s.cues[i][k]
		switch c.tag {
		case tagPart:
			if f, ok := s.match(c, limit); ok && (paused || narrow || f.sure() || f.close()) {
				return true
			}
		case tagSay, tagRelay:
			if c.Prep || c.Before == "" && !(paused && c.Form == lang.Past) {
				continue
			}
			if f, ok := s.match(c, limit); ok && (paused || narrow || f.sure()) {
				return true
			}
			if _, ok := s.chained(c, limit); ok {
				return true
			}
		}
	}
	return false
}

// sure reports whether a clause or speech follows the cue.
func (f *found) sure() bool {
	_, ok := f.match.Find(tagThat | tagQuote | tagColon)
	return ok
}

// close reports whether a preposition that the cue takes follows it directly.
func (f *found) close() bool {
	sl, ok := f.match.Find(tagPrep)
	return ok && sl.From == f.cue.To
}

// asideEnds reports whether an aside of the reporter at token i ends the content.
func (s *scanner) asideEnds(i int, paused, narrow bool) bool {
	r, _, ok := s.d.Find(i, lang.Aside)
	if !ok {
		return false
	}
	switch r.Row.Get("kind") {
	case "always":
		return true
	case "but":
		return paused || narrow
	case "narrow", "still", "occasion":
		return paused && narrow
	case "loose":
		return narrow
	}
	return paused
}

// goesOn reports whether a conjunction and a past tense that is not of saying
// stand at token i: the reporter's story goes on (دعا إلى الحوار، وغادر).
func (s *scanner) goesOn(i int) bool {
	for _, r := range s.d.Tokens[i].Readings {
		if r.Class == lang.Verb && (r.Form == lang.Past || r.Form == lang.Present) && !r.Future && r.Before != "" && !r.Prep && r.After == "" {
			return true
		}
	}
	return false
}

// asideAt returns where the aside of the reporter that begins at token i ends.
func (s *scanner) asideAt(i int) (end int, ok bool) {
	if i >= len(s.d.Tokens) {
		return i, false
	}
	r, end, ok := s.d.Find(i, lang.Aside)
	return end, ok && r.Row.Get("kind") != "occasion"
}

func (s *scanner) aside(i int) bool {
	_, ok := s.asideAt(i)
	return ok
}

// trim returns r without marks at its edges; brackets and quotation marks that
// close something inside stay.
func (s *scanner) trim(r Range) Range {
	for r.From < r.To && s.edge(r.From) && s.round[r.From] == 0 {
		r.From++
	}
	for r.To > r.From && s.edge(r.To-1) {
		r.To--
	}
	return r
}

func (s *scanner) edge(i int) bool {
	switch s.d.Tokens[i].Fold {
	case ".", "،", ",", "؛", ";", ":", "-", "–", "—", "--", "...", "…", "..":
		return true
	}
	return false
}

func (s *scanner) hasMark(r Range) bool {
	for i := r.From; i < r.To; i++ {
		if f, _ := markOf(s.d.Tokens[i].Token); f != noFamily && (s.marks[i] >= 0 || f != single) {
			return true
		}
	}
	return false
}

func (s *scanner) hasWord(r Range) bool {
	for i := r.From; i < r.To; i++ {
		if s.word(i) {
			return true
		}
	}
	return false
}
