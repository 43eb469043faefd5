package extract

import (
	"slices"

	"qawl/extract/lang"
	"qawl/extract/pattern"
	"qawl/model"
)

// attribute finds statements: cues, the arrangement of source and content around
// them, and where the content ends. Two kinds of data work together: frames
// (the tables say and say-noun) tell what a verb takes, rules (attribution.rules) how
// parts may be arranged. The text is read from left to right, in units: sentences,
// joined where a quotation reaches over their end. Content is read again for the
// statements inside it.
func attribute(d *Doc) error {
	s := newScanner(d, d.grammar)
	for from := 0; from < len(d.Sentences); {
		unit, next := s.unit(from)
		s.parse(unit, nil, 0)
		from = next
	}
	d.sortNames()
	slices.SortStableFunc(d.Statements, func(a, b *Statement) int {
		return min(a.Cue.startOr(a.Content[0].From), a.Content[0].From) - min(b.Cue.startOr(b.Content[0].From), b.Content[0].From)
	})
	return nil
}

func (r Range) startOr(other int) int {
	if r.Len() == 0 {
		return other
	}
	return r.From
}

// unit returns the tokens of a sentence, and of those after it that it is joined
// to by a quotation.
func (s *scanner) unit(first int) (Range, int) {
	r := s.d.Sentences[first].Range
	next := first + 1
	for i := r.From; i < r.To; i++ {
		k := s.marks[i]
		for k >= 0 {
			q := &s.d.Quotes[k]
			for next < len(s.d.Sentences) && max(q.Close+1, q.To) > r.To {
				r.To = s.d.Sentences[next].To
				next++
			}
			k = int32(q.Next)
		}
	}
	return r, next
}

// nesting is how deep statements are looked for within statements.
const nesting = 3

// level is one reading of a stretch of text.
type level struct {
	Range
	outer  *Statement
	depth  int
	clause int        // where the clause begins that an attribution behind it covers
	last   *Statement // the last statement found here
	via    []int      // names that the next statement comes through
}

func (s *scanner) parse(r Range, outer *Statement, depth int) {
	if depth > nesting {
		return
	}
	l := &level{Range: r, outer: outer, depth: depth, clause: r.From}
	for i := r.From; i < r.To; {
		if i > r.From && s.d.Tokens[i].Sentence != s.d.Tokens[i-1].Sentence {
			l.clause, l.last, l.via = i, nil, nil
		}
		if outer != nil && s.round[i] > 0 && int(s.round[i]) < r.To && s.isDash(i) {
			i = int(s.round[i]) + 1 // an aside of the reporter within what is reported
			continue
		}
		next, ok := s.at(i, l)
		if !ok {
			if s.breaks(i) {
				l.clause = i + 1
			}
			next = i + 1
		}
		i = next
	}
}

// isDash reports whether token i is a dash.
func (s *scanner) isDash(i int) bool {
	switch s.d.Tokens[i].Fold {
	case "-", "–", "—", "--":
		return true
	}
	return false
}

// at finds the statement that begins at token i and returns where reading goes on.
func (s *scanner) at(i int, l *level) (next int, ok bool) {
	if next, ok = s.turn(i, l); ok {
		return next, true
	}
	if s.marks[i] >= 0 {
		q := &s.d.Quotes[s.marks[i]]
		if next, ok = s.quoteFirst(i, q, l); ok {
			return next, true
		}
		end := q.Close + 1
		if q.Close < 0 {
			end = q.To
		}
		if end > l.To || end <= i {
			return i, false
		}
		s.parse(q.Range, l.outer, l.depth+1)
		return end, true
	}
	if !s.d.Tokens[i].Is(lang.Say | lang.SayNoun | lang.According | lang.Aside) {
		return i, false
	}
	if r, end, ok := s.d.Find(i, lang.Aside); ok && r.Row.Get("kind") == "always" {
		return end, true
	} else if ok && r.Row.Get("kind") == "but" && s.comma(i-1) {
		l.clause = i // an attribution behind it covers what the reporter says now
	}
	if next, ok = s.documented(i, l); ok {
		return next, true
	}
	if next, ok = s.according(i, l); ok {
		return next, true
	}
	for k := range s.cues[i] {
		c := &s.cues[i][k]
		if c.tag == tagRelay {
			next, ok = s.relay(c, l)
		} else {
			next, ok = s.cue(c, l)
		}
		if ok {
			return next, true
		}
	}
	return i, false
}

// cue makes the statement of a cue, or of the cue that continues it (وتابع قائلا).
func (s *scanner) cue(c *cue, l *level) (next int, ok bool) {
	s.release(c, l.To)
	f, ok := s.match(c, l.To)
	head := c
	if c.tag == tagSay {
		if g, yes := s.chained(c, l.To); yes && g.cue.Prep && (!ok || !f.sure() || f.start >= g.cue.To) {
			f, ok = g, true // تحدث عن فيلمه بقوله "…": the noun is the cue
		}
	}
	if g, yes := s.shortened(c, &f, ok, l.To); yes {
		f, ok = g, true
	} else if g, yes := s.supplied(c, &f, ok, l.To); yes {
		f, ok = g, true
	}
	if !ok {
		if c.tag != tagSay {
			return 0, false
		}
		if f, ok = s.chained(c, l.To); !ok {
			return 0, false
		}
	}
	source := -1
	switch head.tag {
	case tagSay:
		source = s.subjectOf(head, &f, l)
	case tagPart:
		if l.last == nil && l.outer == nil { // beside a verb that is not of saying
			source = s.first(s.clauseStart(head.From, l)+1, head)
		}
	case tagNoun:
		source = s.possessor(head, l.To)
		if !s.reports(c, &f, source) {
			return 0, false
		}
	}
	if head.tag == tagPart || head.Before != "" && source < 0 {
		l = s.continued(l)
	}
	st := s.newStatement(&f, source, l)
	s.gapVia(st, head, f.start, l)
	if head != f.cue {
		if head.To == f.cue.From {
			st.Cue.From = head.From
		}
	}
	return s.finish(st, l, s.content(st, &f, l.To))
}

// continued returns the level at which a cue without a subject of its own goes on:
// not inside the statement before it, unless that holds another one whose speaker
// goes on (أن الوزير نفى الخبر مضيفا).
func (s *scanner) continued(l *level) *level {
	if l.outer == nil || l.last != nil {
		return l
	}
	c := *l
	c.outer = l.outer.Inside
	return &c
}

// reports tells whether a noun of saying is a report and not just a word: where
// a clause or speech follows, or somebody is named whose it is.
func (s *scanner) reports(c *cue, f *found, source int) bool {
	if _, ok := f.match.Find(tagThat | tagQuote); ok {
		return true
	}
	return source >= 0 || c.After != ""
}

// chained finds the cue that goes on with what c began: وتابع الوزير بالقول.
func (s *scanner) chained(c *cue, limit int) (found, bool) {
	in := &input{s, c, limit}
	for i := c.To; i < limit; {
		for k := range s.cues[i] {
			o := &s.cues[i][k]
			if o.takes&takesQuote == 0 || o.tag == tagSay && o.Form != lang.Present || s.names[i] >= 0 {
				continue // a name is no second cue: وقال برادة
			}
			if f, ok := s.match(o, limit); ok {
				if _, yes := f.match.Find(tagThat | tagQuote | tagColon); yes {
					return f, true
				}
			}
		}
		next, ok := in.Step(i)
		if !ok {
			break
		}
		i = next
	}
	return found{}, false
}

// newStatement makes a statement without content.
func (s *scanner) newStatement(f *found, source int, l *level) *Statement {
	c := f.cue
	st := &Statement{
		Rule: f.rule.Name, Part: s.part(c.From), Cue: c.Range, Verb: c.Reading, Source: source, Addressee: -1,
		Inside: l.outer, Via: l.via, Speaker: model.NoRef, To: model.NoRef,
	}
	l.via = nil
	if sl, ok := f.match.Find(tagPrep); ok && sl.To > sl.From && sl.From == c.To {
		st.Cue.To = sl.To // دعا إلى; with words between, the preposition goes with the content
	}
	st.Reasons = append(st.Reasons,
		model.Reason{Stage: "attribute", Rule: f.rule.Name, At: f.rule.At, Part: "cue", Text: s.d.Mention(c.Range).Text},
		model.Reason{Stage: "attribute", Rule: f.rule.Name, At: c.Row.At, Part: "frame", Text: c.Lemma, Note: c.Row.Get("frame")})
	s.nameReason(st)
	if f.rule != nil && f.match.Slots[0].Tag == tagSay {
		if _, to := f.match.Find(tagPrep); to && c.takes&takesTo != 0 {
			st.Addressee = s.target(c, f, source)
		}
	}
	return st
}

// target returns the name between source and complement: whom it is said to.
func (s *scanner) target(c *cue, f *found, source int) int {
	for i := c.To; i < f.start; i++ {
		n := int(s.names[i])
		if n >= 0 && n != source && s.d.Names[n].From == i && (source < 0 || i >= s.d.Names[source].To) {
			return n
		}
	}
	return -1
}

func (s *scanner) nameReason(st *Statement) {
	r := model.Reason{Stage: "attribute", Rule: st.Rule, Part: "source", Note: "dropped"}
	if st.Source >= 0 {
		r.Text, r.Note = s.d.Mention(s.d.Names[st.Source].Range).Text, s.d.Names[st.Source].Rule
	}
	st.Reasons = append(st.Reasons, r)
}

func (s *scanner) part(i int) model.Part { return s.d.Sentences[s.d.Tokens[i].Sentence].Part }

// finish keeps a statement whose content was found, reads that content for
// statements inside it, and returns where reading goes on.
func (s *scanner) finish(st *Statement, l *level, end int) (next int, ok bool) {
	if len(st.Content) == 0 {
		return 0, false
	}
	if o := l.outer; o != nil && !s.within(st, o) {
		return 0, false
	}
	s.d.Statements = append(s.d.Statements, st)
	for _, r := range st.Content {
		s.parse(r, st, l.depth+1)
	}
	l.last, l.clause = st, end
	return end, true
}

// within reports whether a statement can stand within another one. Somebody
// who is quoted word for word says who else said what in full; and a phrase
// without a source of its own is part of what the outer one says.
func (s *scanner) within(st, outer *Statement) bool {
	phrase := s.phrases[st.Rule]
	if outer.Kind == model.Direct {
		return st.Source >= 0 && !phrase
	}
	return st.Source >= 0 || !phrase || s.pronominal(st.Cue.From-1)
}

// pronominal reports whether token i is a complementiser with a pronoun (أنها طلبت).
func (s *scanner) pronominal(i int) bool {
	if i < 0 {
		return false
	}
	r, ok := s.d.Tokens[i].Only(lang.That)
	return ok && r.After != ""
}

// pseudo is the rule of an arrangement that is found by code, not by a pattern.
func pseudo(name string) *pattern.Pattern { return &pattern.Pattern{Name: name} }
