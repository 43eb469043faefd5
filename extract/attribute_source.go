package extract

import (
	"slices"
	"unicode/utf8"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// agrees reports whether a verb and a name can belong together. A verb before its
// subject stands in the singular whatever the subject's number.
func (c *cue) agrees(n *Name, before bool) bool {
	if c.tag == tagNoun || c.Form == lang.VerbalNoun {
		return true
	}
	if n.Number == 'p' && n.Type != model.Person && n.Type != model.Group && n.Type != model.Anonymous {
		return c.Gender != 'm' && c.Number != 'p' // things in the plural agree as a feminine singular
	}
	if c.Gender != 0 && n.Gender != 0 && c.Gender != n.Gender && !(n.Head.Entry != nil && n.Head.Class == lang.OrgName) {
		return false
	}
	if c.Number == 'p' && n.Number == 's' {
		return false
	}
	if n.Type == model.DocumentType && n.Number == 'p' { // تقارير تتحدث: what is no person is feminine in plural
		return c.Number != 'p'
	}
	return !before || c.Number == 0 || n.Number == 0 || c.Number == n.Number || n.Number != 'p'
}

// subject reports whether name n can be the subject of cue c, which it follows.
func (s *scanner) subject(n int, c *cue) bool {
	m := &s.d.Names[n]
	if m.From == c.To { // عبر is a preposition, too
		given := m.Type == model.Person && m.Role.Len() == 0 && c.Number != 'p' // a surname may look like a given name of the other gender
		return (given || c.agrees(m, false)) && !m.Prep && s.times[m.From] < 0
	}
	return c.agrees(m, false) && !s.governed(n) && s.times[m.From] < 0
}

// governed reports whether a preposition stands before name n or is written
// together with it.
func (s *scanner) governed(n int) bool {
	m := &s.d.Names[n]
	before := m.From - 1
	for before > 0 && s.d.Tokens[before].Sentence == s.d.Tokens[m.From].Sentence && (s.marks[before] >= 0 || s.is(before, "#")) { // على "تويتر"
		before--
	}
	if s.around(before)&isPrep != 0 {
		return true
	}
	return m.Prep || m.From > 0 && !s.d.Tokens[m.From].Space && s.d.Pack.Proclitic(s.d.Tokens[m.From-1].Fold)
}

// sourceAfter returns the name between a cue and its content that is the subject.
func (s *scanner) sourceAfter(c *cue, to int) int {
	for i := c.To; i < to; i++ {
		n := s.names[i]
		if n < 0 || s.d.Names[n].From != i {
			if s.around(i)&isRel != 0 {
				return -1
			}
			continue
		}
		if s.subject(int(n), c) {
			return int(n)
		}
		i = s.d.Names[n].To - 1
	}
	return -1
}

// subjectOf returns the name that is the subject of a finite cue, -1 where the
// verb's subject is dropped or a pronoun. A subject follows its verb; before it
// stands one that begins the clause (headlines), the antecedent of a relative
// clause, and that of an auxiliary (كان الوزير قد قال).
func (s *scanner) subjectOf(c *cue, f *found, l *level) int {
	if n := s.described(c); n >= 0 {
		return n
	}
	clause := s.clauseStart(c.From, l)
	if n := s.first(clause, c); n >= 0 && s.d.Names[n].To == c.From {
		return n
	}
	if i := c.From - 1; c.From == l.From && i > 0 && s.marks[i] >= 0 && s.names[i-1] >= 0 { // إن الوزير "شدد على …"
		if n := int(s.names[i-1]); s.d.Names[n].To == i && c.agrees(&s.d.Names[n], true) {
			return n
		}
	}
	if n := s.sourceAfter(c, f.start); n >= 0 {
		return n
	}
	prev := s.around(c.From - 1)
	if prev&(isRel|isWas|isVerb) == 0 {
		if n := s.phraseAfter(c, f); n >= 0 {
			return n
		}
	}
	if c.To < len(s.d.Tokens) && s.around(c.To)&isWithin != 0 && prev&isRel == 0 { // في رسالة قال فيها
		return -1
	}
	if prev&(isClause|isHe) != 0 || c.Before != "" && prev&isWas == 0 && !s.topic(clause, c) {
		return -1
	}
	if prev&isRel != 0 || prev&(isWas|isVerb) != 0 && s.around(c.From-2)&isRel != 0 {
		clause = max(l.From, s.d.Sentences[s.d.Tokens[c.From].Sentence].From)
	}
	if n := s.sourceBefore(c, clause); n >= 0 {
		return n
	}
	return s.phraseBefore(c, clause)
}

// described returns the document that a cue without conjunction follows: it is said
// of it, whatever governs it (بعد تسريبات تحدثت عن هجوم), -1 for none.
func (s *scanner) described(c *cue) int {
	if c.From == 0 || c.Before != "" || c.After != "" || s.names[c.From-1] < 0 || c.To < len(s.d.Tokens) && s.around(c.To)&isWithin != 0 {
		return -1
	}
	n := int(s.names[c.From-1])
	if m := &s.d.Names[n]; m.To == c.From && m.Type == model.DocumentType && !m.Head.Definite && m.Head.After == "" && c.agrees(m, true) {
		return n
	}
	return -1
}

// phraseBefore makes a name of the words directly before a verb that begin its
// clause, or of a noun that it is said of (معلومات تفيد بأن).
func (s *scanner) phraseBefore(c *cue, clause int) int {
	end := c.From
	for end > clause && (s.around(end-1)&(isVerb|isWas|isAdverb) != 0 || s.times[end-1] >= 0 || s.comma(end-1)) {
		end--
	}
	from := end
	for from > clause && end-from < subjectLength && s.inPhrase(from-1) && !s.d.Tokens[from-1].Is(lang.Verb) {
		from--
	}
	if from == end || from > clause && (end < c.From || s.d.Tokens[from-1].Is(lang.Verb) && end-from > 2) && s.around(from-1)&isWas == 0 {
		return -1
	}
	if n := s.names[max(from-1, 0)]; from > clause && n >= 0 {
		return -1
	}
	return s.newName(Range{from, end}, unknownSubject)
}

// clauseStart returns where the clause begins that token i stands in: behind a
// mark, a complementiser or the last statement.
func (s *scanner) clauseStart(i int, l *level) int {
	from := max(l.From, l.clause, s.d.Sentences[s.d.Tokens[i].Sentence].From)
	if end, ok := s.asideAt(from); ok && end < i && s.comma(end) { // من جانبه،
		from = end + 1
	}
	for j := i - 1; j >= from; j-- {
		t := &s.d.Tokens[j]
		if s.breaks(j) || t.Is(lang.That) && s.names[j] < 0 && s.around(j-1)&isPrep == 0 {
			return j + 1
		}
	}
	return from
}

// first returns the name that begins a clause, behind words that may open it.
func (s *scanner) first(clause int, c *cue) int {
	for i := clause; i < c.From && i < clause+4; i++ {
		if n := s.names[i]; n >= 0 {
			if s.d.Names[n].From == i && !s.governed(int(n)) && c.agrees(&s.d.Names[n], true) {
				return int(n)
			}
			return -1
		}
		if s.word(i) && s.around(i)&(isClause|isWas|isVerb) == 0 && !s.d.Tokens[i].Is(lang.Aside) {
			return -1
		}
	}
	return -1
}

// topic reports whether the clause has a subject before a verb with a
// conjunction (أما الوزير فقال).
func (s *scanner) topic(clause int, c *cue) bool {
	return clause < c.From && s.around(clause)&isClause != 0 && s.first(clause, c) >= 0
}

// sourceBeforeGap is the greatest number of words between a subject and a verb
// that follows it.
const sourceBeforeGap = 30

// sourceBefore returns the name before a cue, in its clause, that is its subject.
func (s *scanner) sourceBefore(c *cue, clause int) int {
	near := -1
	relative := (s.around(c.From-1)|s.around(c.From-2))&isRel != 0
	for i := c.From - 1; i >= clause && i > c.From-sourceBeforeGap; i-- {
		if s.around(i)&isWas != 0 && i+1 < c.From {
			if n := s.names[i+1]; n >= 0 && c.agrees(&s.d.Names[n], true) {
				return int(n)
			}
		}
		n := s.names[i]
		if n < 0 {
			continue
		}
		m := &s.d.Names[n]
		if near < 0 && c.agrees(m, true) && s.adjacent(m.To, c.From) && (!s.governed(int(n)) || relative || m.To == c.From && c.Before == "" && m.Head.Entry != nil && !m.Head.Definite) {
			near = int(n)
			if !m.Prep || !s.resumed(c.From) {
				return near
			}
		} else if near >= 0 && m.Type == s.d.Names[near].Type && c.agrees(m, true) && !s.governed(int(n)) {
			return int(n)
		}
		i = m.From
	}
	if near >= 0 && s.issued(near) {
		return -1
	}
	if near >= 0 {
		return near
	}
	return s.first(clause, c)
}

// resumed reports whether a conjunction and a relative word stand before token i
// behind a comma: the antecedent is the phrase's head, not what is bound to it
// by a preposition (بلدنا، الحليف القديم لجارنا، والذي رد بأن …).
func (s *scanner) resumed(i int) bool {
	return i > 1 && s.around(i-1)&isRel != 0 && s.comma(i-2)
}

// issued reports whether name n is a document that is only now mentioned and that
// speaks for whoever issues it: أصدر الجيش بيانا أكد فيه.
func (s *scanner) issued(n int) bool {
	m := &s.d.Names[n]
	return m.Type == model.DocumentType && m.Len() == 1 && m.Head.Entry != nil && !m.Head.Definite && m.Head.Row.Get("kind") == "issued"
}

// adjacent reports whether nothing but auxiliaries, relative words, times,
// brackets and commas stands between two tokens.
func (s *scanner) adjacent(from, to int) bool {
	for i := from; i < to; i++ {
		switch {
		case s.times[i] >= 0, !s.word(i) && !s.breaks(i), s.around(i)&(isVerb|isWas|isRel) != 0:
		case s.round[i] > 0:
			i = int(s.round[i])
		default:
			return false
		}
	}
	return true
}

// subjectLength is the greatest number of words of a subject that is no known name.
const subjectLength = 8

// phraseAfter makes a name of the words directly behind a cue that stand where its
// subject does: before a preposition, a time, a mark or the content. What stands
// in the place of a subject is one, even if no table knows it.
func (s *scanner) phraseAfter(c *cue, f *found) int {
	if _, object := f.match.Find(tagObject | tagAs); object || c.After != "" && c.takes&(takesTo|takesAs) == 0 {
		return -1
	}
	if c.takes&takesObject != 0 && !f.sure() || s.addressed(c.To) || s.possessed(c.To) {
		return -1
	}
	end := c.To
	for end < f.start && end < c.To+subjectLength && s.inPhrase(end) {
		end++
	}
	if end == c.To || end == c.To+subjectLength {
		return -1
	}
	return s.newName(Range{c.To, end}, unknownSubject)
}

// possessed reports whether token i is a word of somebody that a pronoun means:
// اختتم كلمته بالقول has no subject.
func (s *scanner) possessed(i int) bool {
	if i >= len(s.d.Tokens) {
		return false
	}
	r, ok := s.d.Tokens[i].Only(lang.Media | lang.SayNoun | lang.EventNoun)
	return ok && r.After != ""
}

// addressed reports whether token i is a word behind a preposition although no
// table knows it: the article has it without, too (لبي بي سي).
func (s *scanner) addressed(i int) bool {
	if i >= len(s.d.Tokens) || len(s.d.Tokens[i].Readings) > 0 {
		return false
	}
	fold := s.d.Tokens[i].Fold
	_, n := utf8.DecodeRuneInString(fold)
	return s.d.Pack.Preposition(fold[:n]) && s.d.Has(fold[n:])
}

// inPhrase reports whether token i can be part of a noun phrase that has no
// preposition in it.
func (s *scanner) inPhrase(i int) bool {
	t := &s.d.Tokens[i]
	if t.Kind != text.Word || s.d.Pack.Proclitic(t.Fold) || s.times[i] >= 0 || s.names[i] >= 0 || s.marks[i] >= 0 || t.Is(lang.That|lang.Aside|lang.According|lang.Pronoun|lang.Function) {
		return false
	}
	if s.around(i)&(isPrep|isRel|isClause|isNot|isVerb|isWas|isWhole|isAdverb|isHe) != 0 {
		return false
	}
	for _, c := range s.cues[i] {
		if c.tag != tagNoun || c.Prep {
			return false
		}
	}
	return !s.bound(i) || s.wholeWord(i, lang.Reading{})
}

// The rules of the names that this stage adds.
const (
	unknownSubject = "subject"
	unknownSource  = "source"
)

// newName adds a name that stands at r: a person where the pack knows none of its
// words as a common one, else somebody described. Names are put in order when
// the stage ends.
func (s *scanner) newName(r Range, rule string) int {
	n := len(s.d.Names)
	m := Name{Range: r, Type: model.Person, Rule: rule, Entity: model.NoRef}
	for i := r.From; i < r.To; i++ {
		t := &s.d.Tokens[i]
		switch {
		case t.Is(lang.Media):
			m.Type = model.DocumentType
		case t.Is(lang.NotName|lang.SayNoun|lang.EventNoun|lang.Nisba|lang.CountryName|lang.Region|lang.Adjective|lang.Title|lang.Org|lang.Collective|lang.Unnamed) && m.Type == model.Person:
			m.Type = model.Anonymous
		}
		m.Words = append(m.Words, t.Fold)
		s.names[i] = int32(n)
	}
	if m.Type == model.Person {
		m.Proper = r
	} else {
		m.Words = nil
	}
	s.d.Names = append(s.d.Names, m)
	return n
}

// sortNames puts the names in order of their first token; statements follow.
func (d *Doc) sortNames() {
	if slices.IsSortedFunc(d.Names, func(a, b Name) int { return a.From - b.From }) {
		return
	}
	order := make([]int, len(d.Names))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return d.Names[a].From - d.Names[b].From })
	at := make([]int, len(order))
	names := make([]Name, len(order))
	for i, o := range order {
		at[o], names[i] = i, d.Names[o]
	}
	d.Names = names
	move := func(i *int) {
		if *i >= 0 {
			*i = at[*i]
		}
	}
	for _, st := range d.Statements {
		move(&st.Source)
		move(&st.Addressee)
		for k := range st.Via {
			move(&st.Via[k])
		}
	}
}

// possessor returns the name that stands behind a noun of saying (دعوة الوزير).
func (s *scanner) possessor(c *cue, to int) int {
	if c.To < to {
		if n := s.names[c.To]; n >= 0 && s.d.Names[n].From == c.To && !s.governed(int(n)) {
			return int(n)
		}
	}
	return -1
}
