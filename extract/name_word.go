package extract

import (
	"strings"
	"unicode/utf8"

	"qawl/extract/lang"
	"qawl/extract/text"
)

// evidence is what a word by itself says about its part in a name, one bit each.
type evidence uint32

const (
	given      evidence = 1 << iota // a given name and no common word
	maybeGiven                      // a given name that is a common word too
	rarely                          // one of those that is mostly a word
	surname                         // a surname of table name
	knownName                       // part of a name found elsewhere in the article
	particle                        // stands within names
	unknown                         // the pack does not know it
	common                          // a common word
	adjective
	definite // with an article
	stop     // no noun phrase goes on with it
	prep     // a preposition
	prepOn   // with a proclitic preposition
	conjOn   // with a proclitic that is no article and no preposition
	finite   // a finite verb
	head     // begins a noun phrase of its own: title, organization, …
	proper   = given | maybeGiven | surname | knownName
)

// minBehind is the least number of letters of a name behind a proclitic.
func minBehind(c lang.Class) int {
	if c == lang.Name {
		return 5 // و and دودا are rather ودودا
	}
	return 4
}

// wordEvidence is the evidence for one word with what it looks like without
// its proclitics.
type wordEvidence struct {
	evidence
	stem   string // behind the proclitics of the reading as a name
	before string
	gender byte
}

func (w *wordEvidence) is(e evidence) bool { return w.evidence&e != 0 }

// word returns the evidence for token i.
func (n *namer) word(i int) *wordEvidence {
	if n.judged == nil {
		return n.wordAt(i)
	}
	if n.judged[i] == nil {
		n.judged[i] = n.wordAt(i)
	}
	return n.judged[i]
}

// wordAt weighs the word of token i where it stands.
func (n *namer) wordAt(i int) *wordEvidence {
	t := &n.d.Tokens[i]
	w, ok := n.words[t.Word]
	if !ok {
		w = n.judge(t)
		n.words[t.Word] = w
	}
	if len(n.known) > 0 && !w.is(knownName) {
		n.recognize(t, w)
	}
	if n.dated[i] && !n.datedName(i) {
		return &wordEvidence{evidence: stop}
	}
	if g, ok := n.weak[t.Fold]; ok && !w.is(proper) && n.stands(i) {
		u := *w
		u.evidence = knownName
		u.stem, u.before, u.gender = t.Fold, "", g
		return &u
	}
	if w.is(finite) && w.is(given|maybeGiven) && !w.is(knownName) && !n.d.spelledAs(i, lang.Given) {
		u := *w
		u.evidence &^= proper
		return &u
	}
	if w.is(stop) && w.is(proper|particle) { // علي and على fold to the same
		u := *w
		if n.d.spelledAs(i, lang.Function|lang.That|lang.Pronoun) || !n.d.spelledAs(i, lang.Given|lang.Name|lang.Particle) && !w.is(knownName) {
			u.evidence &^= proper | particle
		} else {
			u.evidence &^= prep | stop | common
		}
		return &u
	}
	return w
}

// recognize marks words that were part of a name elsewhere.
func (n *namer) recognize(t *Token, w *wordEvidence) {
	if g, ok := n.known[t.Fold]; ok {
		w.evidence |= knownName
		if w.stem == "" || w.before != "" {
			w.stem, w.before = t.Fold, ""
		}
		if g != 1 && w.gender == 0 {
			w.gender = g
		}
		return
	}
	n.affixed = n.d.Pack.Behind(n.affixed[:0], t.Fold)
	for _, a := range n.affixed {
		if g, ok := n.known[a.Stem]; ok && !a.Definite {
			w.evidence |= knownName
			w.stem, w.before = a.Stem, a.Before
			if a.Prep {
				w.evidence |= prepOn
			}
			if g != 1 {
				w.gender = g
			}
			return
		}
	}
}

// judge weighs all readings of a word.
func (n *namer) judge(t *Token) *wordEvidence {
	w := n.evidence()
	if t.Kind != text.Word {
		w.evidence = stop
		return w
	}
	m := n.d.memory
	if m != nil {
		if known, ok := m.judged[t.Word]; ok {
			*w = known
			return w
		}
	}
	best := 1 << 10
	for k := range t.Readings {
		r := &t.Readings[k]
		if len(r.Rest) > 0 {
			continue
		}
		cost := len(r.Before) + len(r.After)
		if cost > best && !r.Definite {
			continue // what is known as it stands carries no clitic: مراجعة
		}
		n.weigh(w, t, r)
		best = min(best, cost)
	}
	if w.evidence == 0 || w.evidence == definite {
		w.evidence |= unknown
		raw := n.d.Article.Text[t.Start:t.End]
		if n.d.Pack.Inflected(t.Fold, raw) {
			w.evidence = common
		} else if n.forName(t.Fold) {
			w.evidence = common | prepOn
		} else if _, ok := n.d.Pack.Base(t.Fold, lang.NotName|lang.EventNoun|lang.Media|lang.SayNoun|lang.Adjective|lang.Org|lang.Given); ok {
			w.evidence = common
		}
		if n.d.Pack.HasArticle(raw) {
			w.evidence |= definite
			if n.d.Pack.FusedArticle(raw) {
				w.evidence = common | definite | prepOn
			}
		}
		if n.d.Pack.PrepArticle(t.Fold) {
			w.evidence = common | definite | prepOn
		}
	} else if m != nil {
		if len(m.judged) >= maxJudged {
			clear(m.judged)
		}
		m.judged[t.Word] = *w
	}
	return w
}

// maxJudged bounds the words whose evidence is remembered between articles.
const maxJudged = 1 << 15

// evidence returns room for the evidence of one word.
func (n *namer) evidence() *wordEvidence {
	const some = 64
	if len(n.room) == 0 {
		n.room = make([]wordEvidence, some)
	}
	w := &n.room[0]
	n.room = n.room[1:]
	return w
}

// weigh adds what one reading says.
func (n *namer) weigh(w *wordEvidence, t *Token, r *lang.Reading) {
	affix := evidence(0)
	if r.Definite {
		affix |= definite
	}
	if r.Prep {
		affix |= prepOn
	} else if r.Before != "" && !r.Definite {
		affix |= conjOn
	}
	switch r.Class {
	case lang.Given, lang.Name:
		if r.After != "" || r.Definite {
			return
		}
		e := given
		switch also := r.Row.Get("also"); {
		case r.Class == lang.Name && also == "":
			e = surname
		case also == "common":
			e = maybeGiven | rarely
		case also != "":
			e = maybeGiven
		}
		if r.Before != "" && (w.is(given|surname) || utf8.RuneCountInString(t.Fold)-utf8.RuneCountInString(r.Before) < minBehind(r.Class)) {
			return
		}
		w.evidence |= e | affix
		w.stem, w.before = t.Fold[len(r.Before):], r.Before
		if r.Gender != 0 && w.gender == 0 {
			w.gender = r.Gender
		}
	case lang.Particle:
		if (r.Before == "" || n.d.Pack.Conjoined(r.Before) && !r.Prep && !r.Definite) && r.After == "" {
			w.evidence |= particle
			if r.Before != "" {
				w.stem, w.before = t.Fold[len(r.Before):], r.Before
			}
		}
	case lang.NotName:
		w.evidence |= common | affix
		if r.Row.Get("kind") == "verb" && !r.Definite && !r.Prep && r.After == "" {
			w.evidence |= finite
		}
	case lang.Adjective, lang.Nisba:
		w.evidence |= adjective | affix
	case lang.Function:
		if r.Definite {
			return
		}
		if r.Row.Get("kind") == "prep" {
			w.evidence |= prep | stop
			return
		}
		w.evidence |= stop
	case lang.That, lang.Pronoun, lang.Time, lang.Weekday, lang.Month, lang.Aside, lang.NumberWord, lang.According:
		if r.Definite && r.Before != "" && n.d.words.Of(t.Fold[len(r.Before):]).Is(lang.Function) {
			return // العلي is not على with an article
		}
		if r.After == "" || r.Class == lang.That {
			w.evidence |= stop
		}
	case lang.Say, lang.Verb:
		if r.Form == lang.Past || r.Form == lang.Present {
			if !r.Definite && !r.Prep && r.After == "" {
				w.evidence |= finite
			}
		} else {
			w.evidence |= common | affix
		}
	case lang.Title, lang.Org, lang.Collective, lang.Unnamed, lang.Kin:
		w.evidence |= head | common | affix
	case lang.OrgName, lang.CountryName, lang.City, lang.Region, lang.Outlet:
		if r.After == "" {
			w.evidence |= common | affix
		}
	default:
		w.evidence |= common | affix
	}
}

// spelledAs reports whether token i is written like the form of a reading in
// class c, letter for letter at its end: على and not علي.
func (d *Doc) spelledAs(i int, c lang.Class) bool {
	raw := d.Article.Text[d.Tokens[i].Start:d.Tokens[i].End]
	for _, r := range d.Tokens[i].Readings {
		if r.Class&c == 0 || len(r.Rest) > 0 {
			continue
		}
		for _, f := range r.Row.All("form") {
			if strings.HasSuffix(raw, f) {
				return true
			}
		}
	}
	return false
}

// find returns the longest phrase in class c at token i, like Doc.Find, but not one
// behind clitics where the pack knows the word as it stands.
func (n *namer) find(i int, c lang.Class) (r lang.Reading, end int, ok bool) {
	t := &n.d.Tokens[i]
	if !t.Is(c) {
		return r, i, false
	}
	plain := false
	for k := range t.Readings {
		u := &t.Readings[k]
		plain = plain || len(u.Rest) == 0 && u.Before == "" && u.After == "" && u.Class&(lang.Given|lang.Name|lang.City|lang.PlaceWord|lang.EventLink) == 0
	}
	for k := range t.Readings {
		u := &t.Readings[k]
		if u.Class&c == 0 || plain && (u.After != "" || u.Before != "" && !u.Definite) {
			continue
		}
		if end, ok := n.phraseEnd(i, *u); ok {
			return *u, end, true
		}
	}
	return r, i, false
}

// phraseEnd returns the token behind a phrase whose first word is token i, like
// Doc.Phrase; where the first word has an article its adjectives may have one too
// (أمين عام, الأمين العام).
func (n *namer) phraseEnd(i int, r lang.Reading) (int, bool) {
	if end, ok := n.d.Phrase(i, r); ok || len(r.Rest) == 0 || !r.Definite || r.Entry.Definite {
		return end, ok
	}
	end := i + 1
	for _, w := range r.Rest {
		if end >= n.end(i) || !n.same(n.d.Tokens[end].Fold, w) {
			return i, false
		}
		end++
	}
	return end, true
}

// same reports whether a folded word is w, with an article or without.
func (n *namer) same(fold, w string) bool {
	if fold == w {
		return true
	}
	if len(fold) <= len(w) || fold[len(fold)-len(w):] != w {
		return false
	}
	return n.d.Pack.IsArticle(fold[:len(fold)-len(w)])
}

// forName reports whether a word that no table knows is a preposition and a name: لكيم.
func (n *namer) forName(fold string) bool {
	n.affixed = n.d.Pack.Behind(n.affixed[:0], fold)
	for _, a := range n.affixed {
		if !a.Prep || a.Definite {
			continue
		}
		for _, r := range n.d.words.Of(a.Stem).Readings {
			if r.Class&(lang.Given|lang.Name) != 0 && r.Before == "" && r.After == "" && r.Row.Get("also") == "" {
				return true
			}
		}
	}
	return false
}

// stands reports whether token i stands where who speaks stands: behind a verb of
// saying, before what is said, or before a colon at the head of a line.
func (n *namer) stands(i int) bool {
	if i+1 >= n.end(i) {
		return false
	}
	first := n.d.Sentences[n.d.Tokens[i].Sentence].From == i
	return first && n.isMark(i+1, ":") || n.afterVerb(i) && (n.reported(i+1) || n.isMark(i+1, "،,"))
}

// datedName reports whether token i, though it is read as a time, is a given name
// beside another one: رجب طيب, طارق رمضان.
func (n *namer) datedName(i int) bool {
	t := &n.d.Tokens[i]
	if !t.Is(lang.Given) || t.Kind != text.Word {
		return false
	}
	beside := func(j int) bool {
		return j >= 0 && j < len(n.d.Tokens) && n.d.Tokens[j].Sentence == t.Sentence && !n.dated[j] && n.word(j).is(given|surname|knownName)
	}
	return beside(i-1) || beside(i+1)
}
