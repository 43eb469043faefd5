package extract

import (
	"qawl/extract/lang"
	"qawl/extract/pattern"
	"qawl/extract/text"
	"qawl/model"
)

// According is an attribution: a phrase with the one that it names.
type attribution struct {
	cue    Range
	read   lang.Reading
	source int // index into Names, -1 for none
	via    int
	phrase Range // the words that name it where they are no known name
	passed bool  // what another one passed on: who speaks is the one through whom
	own    bool  // the one who speaks already
	end    int
}

// accordingAt reads the attribution that begins at token i.
func (s *scanner) accordingAt(i int) (a attribution, ok bool) {
	r, end, ok := s.d.Find(i, lang.According)
	if !ok {
		return a, false
	}
	if r.Before != "" && len(r.Rest) == 0 && !s.d.Pack.Conjunction(r.Before) || i > 0 && r.Before != "" && !s.clauseOpens(i) {
		return a, false // فحسب
	}
	a = attribution{cue: Range{i, end}, read: r, source: -1, via: -1, end: end}
	if s.d.Tokens[end-1].Fold != "" && r.After != "" {
		a.own = true
		return a, true
	}
	if r.Row.Get("kind") == "in" {
		return a, false // a cue of its own, see documented
	}
	a.passed = r.Row.Get("kind") == "passed"
	if r.Row.Get("kind") == "verb" {
		return s.accordingVerb(a)
	}
	if end >= len(s.d.Tokens) {
		return a, false
	}
	if s.d.Pack.Proclitic(s.d.Tokens[end].Fold) && end+1 < len(s.names) { // وفقا لـ"…"
		end++
	}
	if s.marks[end] >= 0 && end+1 < len(s.names) { // حسب "رويترز"
		if n := s.names[end+1]; n >= 0 && s.d.Names[n].From == end+1 {
			a.source, a.end = int(n), min(s.d.Names[n].To+1, len(s.names))
			return a, true
		}
	}
	if n := s.names[end]; n >= 0 && s.d.Names[n].From == end {
		a.source, a.end = int(n), s.d.Names[n].To
		return a, true
	}
	for _, c := range s.cues[end] {
		if c.tag == tagNoun && c.After != "" { // على حد قوله
			a.own, a.end = true, c.To
			return a, true
		}
		if c.tag == tagNoun { // بحسب تصريحات الوزير
			if n := s.possessor(&c, len(s.d.Tokens)); n >= 0 {
				a.source, a.end = n, s.d.Names[n].To
				return a, true
			}
		}
	}
	a.end = s.nounPhrase(end)
	a.phrase = Range{end, a.end}
	return a, a.end > end
}

// clauseOpens reports whether a mark stands before token i, or it begins a line.
func (s *scanner) clauseOpens(i int) bool {
	return s.d.newParagraph(i) || !s.word(i-1) || s.times[i-1] >= 0
}

// accordingVerb reads an attribution that goes on with a verb of saying (حسبما
// ذكرت الوكالة).
func (s *scanner) accordingVerb(a attribution) (attribution, bool) {
	v := a.end
	if v >= len(s.d.Tokens) {
		return a, false
	}
	for k := range s.cues[v] {
		c := &s.cues[v][k]
		if c.tag != tagSay && c.tag != tagRelay {
			continue
		}
		if f, ok := s.match(c, len(s.d.Tokens)); ok && a.cue.Len() == 1 && s.around(a.cue.From)&isAlso != 0 && f.rule != nil {
			return a, false // كما قال إن, كما دعا إلى: he also said
		}
		a.cue.To, a.end, a.read = c.To, c.To, c.Reading
		a.own = c.After != "" && (c.To >= len(s.names) || s.names[c.To] < 0 && !s.inPhrase(c.To))
		for i := c.To; i < min(c.To+4, len(s.d.Tokens)) && s.d.Tokens[i].Sentence == s.d.Tokens[v].Sentence; i++ {
			if n := s.names[i]; n >= 0 && s.d.Names[n].From == i {
				a.source, a.end = int(n), s.d.Names[n].To
				break
			}
			if !s.word(i) && s.marks[i] < 0 {
				break
			}
		}
		if c.tag == tagRelay {
			s.relayed(c, &a)
		}
		if a.source < 0 && !a.own {
			a.end = s.nounPhrase(c.To)
			a.phrase = Range{c.To, a.end}
		}
		return a, true
	}
	return a, false
}

// relayed reads who is quoted behind a verb of passing on, so that its subject
// becomes the one through whom it came.
func (s *scanner) relayed(c *cue, a *attribution) {
	for i := a.end; i < min(a.end+6, len(s.d.Tokens)); i++ {
		e, ok := s.preposition(i, c.preps)
		if !ok || e >= len(s.d.Tokens) {
			continue
		}
		if n := s.names[e]; n >= 0 && s.d.Names[n].From == e {
			a.via, a.source, a.end = a.source, int(n), s.d.Names[n].To
		}
		return
	}
}

// phraseLength is the greatest number of words of a source that is no known name.
const phraseLength = 6

// nounPhrase returns where the words that begin at i end, up to a mark or a
// word that no noun phrase goes on with.
func (s *scanner) nounPhrase(i int) int {
	for n := 0; i < len(s.d.Tokens) && n < phraseLength; i, n = i+1, n+1 {
		t := &s.d.Tokens[i]
		if t.Kind == text.Punct && s.marks[i] < 0 || t.Sentence != s.d.Tokens[max(i-1, 0)].Sentence || s.around(i)&(isClause|isRel|isVerb|isWas|isNot) != 0 || t.Is(lang.That) {
			break
		}
		if k := s.marks[i]; k >= 0 && s.d.Quotes[k].Close > 0 {
			i = s.d.Quotes[k].Close
		}
	}
	return i
}

// according makes a statement of an attribution, or adds its source to the
// statement before or behind it as the one through whom it came.
func (s *scanner) according(i int, l *level) (next int, ok bool) {
	a, ok := s.accordingAt(i)
	if !ok || a.end > l.To {
		return i, false
	}
	if a.own {
		return a.end, true
	}
	if a.source < 0 {
		a.source = s.phraseOf(a.phrase)
	}
	if l.last != nil && s.covers(l.last.Content[len(l.last.Content)-1].To, i, l) {
		if a.source >= 0 && a.source != l.last.Source {
			l.last.Via = append(l.last.Via, a.source)
		}
		return a.end, true
	}
	before := s.trim(Range{l.clause, i})
	if !s.hasWord(before) {
		return s.accordingFirst(i, a, l)
	}
	st := s.attributed(a, l, "according-last")
	st.Content = []Range{before}
	end := a.end
	if end < l.To && (s.comma(end) || s.word(end) && s.known(a.source)) {
		rest := end
		for rest < l.To && s.comma(rest) {
			rest++
		}
		if rest < l.To && !s.boundary(rest, l.To, true, false) && s.around(rest)&isRel == 0 && s.d.Tokens[rest].Sentence == s.d.Tokens[i].Sentence {
			e := s.contentEnd(rest, l.To, false)
			if r := s.trim(Range{rest, e}); r.Len() > 2 || s.word(end) && r.Len() > 1 {
				st.Content, st.Rule, end = append(st.Content, r), "according-middle", e
			}
		}
	}
	s.kindOf(st)
	return s.finish(st, l, end)
}

// documented makes the statement of what stands in a document: وجاء في البيان أن.
// The document is its source; resolution puts its issuer in its place.
func (s *scanner) documented(i int, l *level) (next int, ok bool) {
	r, end, ok := s.d.Find(i, lang.According)
	if !ok || r.Row.Get("kind") != "in" || r.Before != "" && !s.d.Pack.Conjunction(r.Before) || end >= l.To {
		return i, false
	}
	source := -1
	if n := s.names[end]; n >= 0 && s.d.Names[n].From == end {
		source = int(n)
	} else if source = s.phraseOf(Range{end, s.nounPhrase(end)}); source < 0 {
		return i, false
	}
	c := &cue{Range: Range{i, end}, Reading: r, frame: &frame{}, tag: tagNoun}
	f := found{rule: pseudo("document"), cue: c}
	in := &input{s, c, l.To}
	for j := s.d.Names[source].To; j < min(end+gapLength, l.To) && s.d.Tokens[j].Sentence == s.d.Tokens[i].Sentence && !s.breaks(j); j++ {
		_, isThat := in.that(j)
		_, isQuote := s.speech(j)
		if !isThat && !isQuote && !s.is(j, ":") {
			continue
		}
		st := s.attributed(attribution{cue: c.Range, read: r, source: source, via: -1}, l, f.rule.Name)
		s.gapVia(st, c, j, l)
		if s.is(j, ":") {
			j++
		}
		f.start = j
		if isThat {
			f.match.N, f.match.Slots[0] = 1, pattern.Slot{Tag: tagThat, From: j, To: j + 1}
		}
		return s.finish(st, l, s.clause(st, &f, l.To))
	}
	return i, false
}

// covers reports whether an attribution at token i covers the content that ends
// before token end: nothing stands between them, or words with which the
// sentence of that content goes on (دعا إلى الحوار، وذلك في رسالة، بحسب الوكالة).
func (s *scanner) covers(end, i int, l *level) bool {
	gap := s.trim(Range{end, s.trim(Range{l.From, i}).To})
	if gap.Len() <= 0 {
		return true
	}
	r, _, ok := s.d.Find(gap.From, lang.Aside)
	return ok && r.Row.Get("kind") == "still"
}

// known reports whether a source is a name that an earlier stage found.
func (s *scanner) known(n int) bool { return n >= 0 && s.d.Names[n].Rule != unknownSource }

// phraseOf makes a name of the words that an attribution names as its source, -1 for none.
func (s *scanner) phraseOf(r Range) int {
	if r.Len() == 0 {
		return -1
	}
	if k := s.marks[r.From]; k >= 0 && s.d.Quotes[k].Close >= 0 && s.d.Quotes[k].Len() <= subjectLength {
		q := s.d.Quotes[k].Range
		if n := s.names[q.From]; n >= 0 {
			return int(n)
		}
		return s.newName(q, unknownSource)
	}
	end := r.From
	if s.bound(end) && s.names[end] < 0 && s.word(end) { // وفقا لتقديرات …
		end++
	}
	for end < r.To && s.inPhrase(end) {
		end++
	}
	if end == r.From {
		return -1
	}
	return s.newName(Range{r.From, end}, unknownSource)
}

// kindOf sets the kind of a statement from its content alone.
func (s *scanner) kindOf(st *Statement) {
	st.Kind = model.Indirect
	if len(st.Content) == 1 {
		r := st.Content[0]
		if k := s.marks[r.From]; k >= 0 && s.d.Quotes[k].Close == r.To-1 && s.d.Quotes[k].Len() > 3 {
			st.Kind = model.Direct
			st.Content = []Range{s.trim(s.d.Quotes[k].Range)}
			return
		}
	}
	for _, r := range st.Content {
		if s.hasMark(r) {
			st.Kind = model.Mixed
		}
	}
}

// accordingFirst handles an attribution that begins its clause.
func (s *scanner) accordingFirst(i int, a attribution, l *level) (int, bool) {
	from := a.end
	that := false
	for j := a.end; j < l.To && j < a.end+gapLength && s.d.Tokens[j].Sentence == s.d.Tokens[i].Sentence; j++ {
		if r, end, ok := s.d.Find(j, lang.That); ok && r.Before == "" {
			if r.After != "" || j == a.end || s.comma(j-1) {
				from, that = end, true
				if r.After != "" {
					from = j
				}
			}
			break
		}
		if s.breaks(j) || len(s.cues[j]) > 0 && s.cues[j][0].tag == tagSay {
			break
		}
	}
	if !that {
		if end := s.phraseGoesOn(from, l.To); end > from {
			from = end
		}
		if s.comma(from) {
			from++
		}
	}
	if from >= l.To {
		return i, false
	}
	verb := from
	for verb+1 < l.To && s.around(verb)&isVerb != 0 { // وفقا للبرنامج، فقد قال …
		verb++
	}
	for k := range s.cues[verb] {
		c := &s.cues[verb][k]
		if c.tag != tagSay {
			continue
		}
		f, ok := s.match(c, l.To)
		if ok = ok && f.sure(); !ok {
			_, ok = s.chained(c, l.To)
		}
		if ok {
			if a.source >= 0 {
				l.via = append(l.via, a.source)
			}
			return verb, true
		}
	}
	st := s.attributed(a, l, "according-first")
	end := s.contentAt(st, from, l.To, that, false)
	return s.finish(st, l, end)
}

// phraseGoesOn returns where the phrase of an attribution, which has named its
// source before token i, ends at a comma, i if it does not: it may go on with a
// preposition or a time (وفقا لحلقة أمس من البرنامج، …).
func (s *scanner) phraseGoesOn(i, limit int) int {
	if i >= limit || s.around(i)&isPrep == 0 && s.times[i] < 0 {
		return i
	}
	for j := i; j < min(i+2*phraseLength, limit) && s.d.Tokens[j].Sentence == s.d.Tokens[i].Sentence; j++ {
		switch {
		case s.comma(j):
			return j
		case s.says(j), s.breaks(j), s.d.Tokens[j].Is(lang.That):
			return i
		}
	}
	return i
}

func (s *scanner) attributed(a attribution, l *level, rule string) *Statement {
	st := &Statement{
		Rule: rule, Part: s.part(a.cue.From), Cue: a.cue, Verb: a.read, Source: a.source, Addressee: -1,
		Inside: l.outer, Via: l.via, Speaker: model.NoRef, To: model.NoRef,
	}
	l.via = nil
	if a.via >= 0 {
		st.Via = append(st.Via, a.via)
	}
	st.Reasons = append(st.Reasons, model.Reason{Stage: "attribute", Rule: rule, At: a.read.Row.At, Part: "cue", Text: s.d.Mention(a.cue).Text})
	s.nameReason(st)
	return st
}
