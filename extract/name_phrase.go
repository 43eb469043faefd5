package extract

import (
	"slices"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// phrase is a head noun with what completes it.
type phrase struct {
	end      int
	def      bool   // definite: by an article, a possessive, or a complement that is
	genitive bool   // has a complement in the genitive
	indef    bool   // has an adjective without article
	bare     bool   // nothing completes the head
	country  string // code of the country that it names
	inner    Name   // the person within it whose name closes it
}

// maxPhraseWords bounds a head noun's complement, so that a text without
// punctuation stays linear.
const maxPhraseWords = 14

// phrase reads what completes the head noun r that stands at tokens [i, end):
// nouns in the genitive (وزير خارجية روسيا), adjectives, a phrase with a
// preposition that such a head takes (المتحدث باسم، المبعوث إلى).
func (n *namer) phrase(i, end int, r lang.Reading) phrase {
	p := phrase{end: end, def: r.Definite || r.After != "", bare: true}
	closed := p.def
	limit := min(n.end(i), end+maxPhraseWords)
	for j := end; j < limit; {
		next, ok := n.step(&p, &closed, i, j, limit, r)
		if !ok {
			break
		}
		j = next
		p.end, p.bare = j, false
	}
	return p
}

// step takes the next part of a phrase.
func (n *namer) step(p *phrase, closed *bool, i, j, limit int, r lang.Reading) (next int, ok bool) {
	t := &n.d.Tokens[j]
	if n.isMark(j, "#_") && j+1 < limit && n.d.Tokens[j+1].Kind == text.Word && !n.d.Tokens[j+1].Space {
		if next, ok := n.step(p, closed, i, j+1, limit, r); ok {
			return next, true
		}
		return j, false
	}
	if t.Kind != text.Word {
		return n.marked(p, closed, j, limit, r)
	}
	w := n.word(j)
	if pl, ok := n.place(j); ok && pl.Kind != ByMetonym {
		return n.placed(p, closed, j, pl, w)
	}
	if r, e, ok := n.find(j, lang.Region); ok && !*closed && r.Before == "" {
		*closed, p.def, p.genitive = true, true, true
		return e, true
	}
	if w.is(stop) || w.is(prepOn) {
		return n.prepositional(p, closed, j, limit, r)
	}
	if o, e, ok := n.find(j, lang.OrgName); ok && !*closed && o.Before == "" && e > j {
		if p.country == "" {
			p.country = o.Row.Get("code")
		}
		*closed, p.def, p.genitive = true, true, true
		return e, true
	}
	if w.is(adjective) {
		if *closed && !w.is(definite) {
			return j, false
		}
		if !*closed && !w.is(definite) {
			p.indef = true
		}
		if w.is(definite) && !*closed { // وزير الخارجية: an adjective as a noun
			*closed, p.def, p.genitive = true, true, true
		}
		return j + 1, true
	}
	if p.indef && !w.is(definite) {
		return j, false // behind an adjective only adjectives follow
	}
	if *closed {
		return j, n.coordinated(j, w) && p.genitive && n.take(j, &j)
	}
	switch {
	case w.is(definite) && !w.is(given|knownName|surname):
		*closed, p.def, p.genitive = true, true, true
		if rr, e, ok := n.title(j); ok && rr.Definite && rr.Number == 's' && !deputy(r) && r.Class != lang.Org {
			return n.nested(p, j, e, rr), true
		}
		return j + 1, true
	case w.is(finite) && !w.is(head):
		return j, false
	case w.is(head) && !w.is(given|knownName|surname|maybeGiven) || w.is(head) && j+1 < limit && n.word(j+1).is(head|definite):
		p.genitive = true
		return j + 1, true
	case w.is(given | surname | knownName | maybeGiven | unknown | particle):
		if r.Class != lang.Org && !n.insideOrg(i, j) {
			return j, false
		}
		k := n.properAt(j, true)
		if k == j {
			return j, false
		}
		if r.Row.Get("of") == "person" && (k > j+1 || w.is(knownName|surname)) && w.is(proper) && w.before == "" {
			p.inner = Name{Range: Range{j, k}, Proper: Range{j, k}, Type: model.Person, Features: lang.Features{Number: 's', Person: '3', Gender: w.gender}, Rule: "name", Entity: model.NoRef}
		}
		*closed, p.def, p.genitive = true, true, true
		return k, true
	case w.is(common) && !w.is(conjOn) && r.Class != lang.Media:
		p.genitive = true
		return j + 1, true
	}
	return j, false
}

func (n *namer) take(j int, out *int) bool { *out = j + 1; return true }

// deputy reports whether a title's complement is an office and not its holder:
// the name behind نائب الرئيس is the deputy's.
func deputy(r lang.Reading) bool { return r.Row.Get("of") == "office" }

// insideOrg reports whether an organization's head stands between i and j.
func (n *namer) insideOrg(i, j int) bool {
	for k := i; k < j; k++ {
		if _, ok := n.d.Tokens[k].Only(lang.Org); ok {
			return true
		}
	}
	return false
}

// nested reads a title within a phrase and the name behind it: مستشار الرئيس فلان.
func (n *namer) nested(p *phrase, j, e int, r lang.Reading) int {
	q := n.phrase(j, e, r)
	if p.country == "" {
		p.country = q.country
	}
	if k := n.properAt(q.end, false); k > q.end && n.word(q.end).before == "" {
		p.inner = Name{Range: Range{j, k}, Role: Range{j, q.end}, Proper: Range{q.end, k}, Type: model.Person, Features: r.Features, Head: r, Country: q.country, Rule: "title name", Entity: model.NoRef}
		return k
	}
	return q.end
}

// marked reads quotation marks and brackets within a phrase.
func (n *namer) marked(p *phrase, closed *bool, j, limit int, r lang.Reading) (int, bool) {
	if n.isMark(j, "\"«“'") && (r.Class == lang.Org || !*closed || n.insideOrg(max(0, j-3), j)) {
		if k, ok := n.bracket(j, limit, 6); ok {
			*closed, p.def, p.genitive = true, true, true
			return k, true
		}
	}
	if n.isMark(j, "(") && r.Class == lang.Org {
		if k, ok := n.bracket(j, limit, 4); ok {
			return k, true
		}
	}
	return j, false
}

// bracket returns the token behind the mark that closes the one at token j, if
// at most most tokens stand between them.
func (n *namer) bracket(j, limit, most int) (int, bool) {
	closer := ""
	switch {
	case n.isMark(j, "\""):
		if j+1 < len(n.d.Tokens) && n.d.Tokens[j+1].Space {
			return j, false // closes
		}
		closer = "\""
	case n.isMark(j, "«"):
		closer = "»"
	case n.isMark(j, "“"):
		closer = "”"
	case n.isMark(j, "("):
		closer = ")"
	default:
		return j, false
	}
	for k := j + 1; k < min(limit, j+2+most); k++ {
		if n.isMark(k, closer) {
			return k + 1, k > j+1
		}
		if n.isMark(k, ".:؛،") {
			return j, false
		}
	}
	return j, false
}

// placed reads a country or place within a phrase.
func (n *namer) placed(p *phrase, closed *bool, j int, pl *Place, w *wordEvidence) (int, bool) {
	if pl.Kind == ByNisba || *closed && p.def && w.is(adjective) && w.is(definite) { // القنصلية السعودية
		if *closed && !w.is(definite) || w.is(conjOn) && !w.is(definite) {
			return j, false
		}
		if w.is(prepOn) {
			return j, false
		}
		if w.is(definite) && !*closed {
			p.genitive, p.def, *closed = true, true, true
		}
		if p.country == "" {
			p.country = pl.Code
		}
		return pl.To, true
	}
	if *closed && !w.is(prepOn) || w.is(conjOn) {
		return j, false
	}
	if p.country == "" {
		p.country = pl.Code
	}
	*closed, p.def, p.genitive = true, true, true
	return pl.To, true
}

// prepositional reads a phrase with a preposition that belongs to the head.
func (n *namer) prepositional(p *phrase, closed *bool, j, limit int, r lang.Reading) (int, bool) {
	w := n.word(j)
	if w.is(prepOn) && !w.is(stop) {
		if o, _, ok := n.find(j, lang.OrgName); ok && o.Row.Get("kind") == "media" {
			return j, false // قال مسؤول لرويترز
		}
		if e, ok := n.boundOrganization(p, closed, j, r); ok {
			return e, true
		}
		if r.Class == lang.Org && w.is(definite) && !w.is(head) && (p.bare || !n.d.Pack.Fused(n.prefix(j))) {
			return j, false // الجيش للمساعدة, المنتخب المغربي باللقب
		}
		if w.is(proper) && !w.is(head) || n.single(j, lang.Say) && !w.is(head) || !n.takes(r, n.prefix(j)) || !*closed && !p.bare && !p.genitive {
			return j, false
		}
		if !w.is(definite|head) && !n.completes(r, j) && !n.binds(j-1) || n.single(j, lang.EventNoun|lang.Media|lang.SayNoun) && !w.is(head) {
			return j, false
		}
		p.genitive = true
		*closed = w.is(definite)
		p.def = p.def || *closed
		return j + 1, true
	}
	if j+1 >= limit || !n.takes(r, n.d.Tokens[j].Fold) {
		return j, false
	}
	if _, e, ok := n.d.Find(j, lang.Function); ok && e > j+1 {
		return j, false // an adverbial phrase
	}
	if k, ok := n.bracket(j+1, limit, 6); ok && n.isMark(j+1, "\"«“") && r.Class == lang.Title {
		p.def, p.genitive, *closed = true, true, true
		return k, true
	}
	if n.isMark(j+1, "#") && j+2 < limit {
		j++
	}
	if n.d.Tokens[j+1].Kind != text.Word {
		return j, false
	}
	u := n.word(j + 1)
	if u.is(stop) || n.single(j+1, lang.EventNoun|lang.Media|lang.SayNoun|lang.Time|lang.Weekday|lang.Month) && !u.is(head) {
		return j, false
	}
	pl, placed := n.place(j + 1)
	switch {
	case placed, n.single(j+1, lang.PlaceWord):
	case r.Class == lang.Org, p.bare && r.Definite && !u.is(head) && r.Class == lang.Title:
		return j, false
	case u.is(head | definite), n.d.Tokens[j+1].Is(lang.OrgName):
	case u.is(common) && j+2 < limit && n.word(j+2).is(definite) && !n.word(j+2).is(adjective|prepOn):
	default:
		return j, false
	}
	if placed && pl.Kind != ByNisba && r.Class != lang.Org && p.bare && !r.Definite && r.Row.Get("kind") == "work" {
		return j, false
	}
	*closed = false
	return j + 1, true
}

// prefix returns the proclitic of token j.
func (n *namer) prefix(j int) string {
	best := ""
	for _, r := range n.d.Tokens[j].Readings {
		if r.Prep && (len(r.Rest) == 0 || best == "") {
			best = r.Before
			if len(r.Rest) == 0 {
				break
			}
		}
	}
	return best
}

// boundOrganization takes a named organization behind a proclitic preposition: مسؤول
// بالأمم المتحدة.
func (n *namer) boundOrganization(p *phrase, closed *bool, j int, r lang.Reading) (int, bool) {
	for _, o := range n.d.Tokens[j].Readings {
		if o.Class != lang.OrgName || !o.Prep || o.Row.Get("kind") == "media" || !n.takes(r, o.Before) {
			continue
		}
		if e, ok := n.d.Phrase(j, o); ok {
			*closed, p.def, p.genitive = true, true, true
			if p.country == "" {
				p.country = o.Row.Get("code")
			}
			return e, true
		}
	}
	return j, false
}

// takes reports whether heads of r's class take the preposition, as table
// complement says.
func (n *namer) takes(r lang.Reading, preposition string) bool {
	g := n.d.grammar
	return preposition != "" && (slices.Contains(g.complements[r.Class], preposition) || r.Entry != nil && slices.Contains(g.headed[r.Key], preposition))
}

// coordinated reports whether token j is a second complement behind a
// conjunction: التربية والتعليم.
func (n *namer) coordinated(j int, w *wordEvidence) bool {
	if !w.is(definite) || w.is(head|proper) {
		return false
	}
	for _, r := range n.d.Tokens[j].Readings {
		if r.Definite && len(r.Rest) == 0 && r.Before != "" && n.d.Pack.Conjoined(r.Before) {
			return !n.single(j, lang.SayNoun|lang.EventNoun)
		}
	}
	return false
}

// completes reports whether the noun without article behind the preposition of
// token j is one that completes heads of r's class: حقوق in لحقوق الإنسان.
func (n *namer) completes(r lang.Reading, j int) bool {
	fold := n.d.Tokens[j].Fold
	for _, w := range n.d.grammar.completing[r.Class] {
		if len(fold) > len(w) && fold[len(fold)-len(w):] == w && fold[:len(fold)-len(w)] == n.prefix(j) {
			return true
		}
	}
	return false
}

// single reports whether token j by itself is in class c.
func (n *namer) single(j int, c lang.Class) bool {
	_, ok := n.d.Tokens[j].Only(c)
	return ok
}

// binds reports whether token j is an adjective that takes a phrase with a
// preposition: المكلفة بإدارة الأزمات.
func (n *namer) binds(j int) bool {
	r, ok := n.d.Tokens[j].Only(lang.Adjective)
	return ok && r.Row.Get("takes") != ""
}
