package extract

import (
	"unicode/utf8"

	"qawl/extract/lang"
	"qawl/extract/text"
)

// maxNameWords bounds the words of a personal name.
const maxNameWords = 7

// properAt returns where the personal name that begins at token i ends, i if
// there is none. sure tells that the place calls for a name: behind a title or
// a verb of saying.
func (n *namer) properAt(i int, sure bool) int { return n.properBehind(i, sure, false) }

// properBehind is properAt; full tells that a title stands before the name behind
// which a given name alone is not usual, so that the word behind the given name
// belongs to the name though it is a common word too: المدير سامي حداد.
func (n *namer) properBehind(i int, sure, full bool) int {
	if i >= len(n.d.Tokens) {
		return i
	}
	end := n.end(i)
	j, words := i, 0
	var first *wordEvidence
	for j < end && words < maxNameWords {
		if k, ok := n.joint(i, j, end); ok {
			j = k
			continue
		}
		t := &n.d.Tokens[j]
		if t.Kind != text.Word {
			break
		}
		w := n.word(j)
		if words > 0 && w.before != "" && w.is(particle) {
			break
		}
		if words > 0 && w.before != "" && w.is(proper) && (w.is(conjOn|prepOn) || !w.is(unknown)) && !n.isKnownWhole(j) {
			break // behind a conjunction or preposition another name begins
		}
		if words > 0 && !n.continues(i, j, words, first, w) && !(full && words == 1 && n.surnameAnyhow(i, j, first, w)) || words == 0 && !n.begins(j, end, sure, w) {
			break
		}
		if words == 0 {
			first = w
		}
		words++
		j++
	}
	for j > i && (n.d.Tokens[j-1].Kind != text.Word || n.word(j-1).is(particle) && !n.word(j-1).is(proper)) {
		j--
	}
	if words == 1 && j == i+1 && !sure && !n.alone(i, first) {
		return i
	}
	return j
}

// joint steps over marks within names: a hyphen, the connector of a hashtag,
// the full stop of an initial.
func (n *namer) joint(first, j, end int) (next int, ok bool) {
	if j <= first || j+1 >= end || n.d.Tokens[j+1].Kind != text.Word {
		return j, false
	}
	t, u := &n.d.Tokens[j], &n.d.Tokens[j+1]
	switch t.Fold {
	case "-", "_", "–", "\u0640":
		return j + 1, !(t.Space && u.Space)
	case "#": // ريكس #تيلرسون
		return j + 1, n.word(j+1).is(given|surname|knownName|unknown) && !n.word(j+1).is(common|definite)
	case ".":
		return j + 1, !t.Space && len(n.d.Tokens[j-1].Fold) <= 6 && n.word(j+1).is(proper|unknown)
	}
	return j, false
}

// isKnownWhole reports whether token j as it stands, without taking anything off, is known as a name.
func (n *namer) isKnownWhole(j int) bool {
	g, ok := n.known[n.d.Tokens[j].Fold]
	return ok && g != 0
}

// begins reports whether a name can begin with token j.
func (n *namer) begins(j, end int, sure bool, w *wordEvidence) bool {
	if w.is(stop) && !w.is(given|knownName) {
		return false
	}
	if p, ok := n.place(j); ok && p.Kind != ByNisba && (p.Len() > 1 || !w.is(given|knownName)) {
		return false
	}
	switch {
	case w.is(given | surname | knownName):
		return true
	case w.is(definite):
		return false
	case w.is(maybeGiven):
		if w.is(rarely) && !sure && j+2 < end && n.word(j+1).is(given) && n.word(j+2).is(given|surname|knownName|unknown) && !n.word(j+2).is(finite|common) {
			return false // the full name begins behind it: عهد محمد مرسي
		}
		if w.is(rarely) && !sure || w.is(common) && n.isNoun(j) {
			return j+1 < end && n.word(j+1).before == "" && n.word(j+1).is(given|surname|knownName)
		}
		return sure && !w.is(finite) || j+1 < end && n.follows(j+1)
	case w.is(particle):
		if j+1 >= end || n.d.Tokens[j+1].Kind != text.Word || n.word(j+1).is(stop) {
			return false
		}
		if n.d.particle(j) == "next" && n.word(j+1).is(definite) && !n.word(j+1).is(prepOn|conjOn) { // عبد الله
			return n.d.joinsArticle(j)
		}
		return n.word(j+1).is(proper|unknown|definite) && !n.word(j+1).is(common) && len(n.d.Tokens[j].Fold) > 2
	case w.is(unknown) && !w.is(finite):
		return sure && len(n.d.Tokens[j].Fold) >= 4
	}
	return false
}

// follows reports whether token j is sure to go on with a name.
func (n *namer) follows(j int) bool {
	w := n.word(j)
	if w.is(stop) || n.d.Tokens[j].Kind != text.Word || w.before != "" {
		return false
	}
	return w.is(given|surname|knownName) || w.is(unknown|maybeGiven) && !w.is(finite|common)
}

// continues reports whether the name that began at token i goes on with token j.
func (n *namer) continues(i, j, words int, first, w *wordEvidence) bool {
	prev := n.word(j - 1)
	if n.d.Tokens[j-1].Kind != text.Word {
		prev = first
	}
	afterParticle := prev.is(particle) && n.d.Tokens[j-1].Kind == text.Word
	switch {
	case w.is(knownName) && w.before == "":
		return true
	case afterParticle && n.d.particle(j) == "after":
		return true
	case w.is(stop) && !w.is(given):
		return false
	case w.is(surname) && first.is(surname|knownName) && !first.is(given|maybeGiven|particle):
		return false // صالحي ترامب are two
	case w.is(given | surname):
		return true
	case w.is(particle):
		return n.d.particle(j) != "after" || afterParticle
	case afterParticle && !w.is(finite):
		return true
	case w.is(maybeGiven):
		if w.is(finite) {
			return first.is(given) && n.origin(i, "east")
		}
		if words >= 2 && w.is(common|head) && !n.settled(j+1) {
			return false
		}
		return !(w.is(common) && first.is(maybeGiven))
	case w.is(head) && w.is(definite):
		return words == 1 && n.arabicGiven(i) && first.is(given) && n.familyNamed(j, w)
	case prev.is(knownName|surname) && !prev.is(given|maybeGiven) && !afterParticle:
		return false // nothing unknown follows a surname
	case w.is(definite) && w.is(unknown):
		return true
	case w.is(definite) && w.is(common|adjective) && !w.is(prepOn):
		// a surname that is a word too: behind given names only
		return words <= 2 && prev.is(given|maybeGiven) && !w.is(head|adjective|prepOn) && n.arabicGiven(i) && n.settled(j+1)
	case w.is(unknown):
		return !w.is(finite) && len(n.d.Tokens[j].Fold) >= 4 && !(words >= 2 && n.maybeJoined(j))
	case w.is(adjective) && !w.is(definite|common) && w.before == "":
		return prev.is(given|maybeGiven|unknown) && n.settled(j+1) // ماجدا مغربي
	}
	if p, ok := n.place(j); ok && p.Kind == ByNisba && words == 1 && w.is(definite) {
		return n.arabicGiven(i)
	}
	return false
}

// arabicGiven reports whether token i is a given name of the article's own language.
func (n *namer) arabicGiven(i int) bool { return n.origin(i, "native") }

// origin reports whether token i is a given name of the given origin.
func (n *namer) origin(i int, origin string) bool { return n.d.givenOrigin(i) == origin }

// givenOrigin returns the origin of token i as a given name, "" if it is none.
func (d *Doc) givenOrigin(i int) string {
	for _, r := range d.Tokens[i].Readings {
		if r.Class == lang.Given {
			return r.Row.Get("origin")
		}
	}
	return ""
}

// alone reports whether the single word at token i is enough for a name
// without a title.
func (n *namer) alone(i int, w *wordEvidence) bool {
	if w.is(surname | knownName) {
		return true
	}
	if !w.is(given) || w.is(common) || len(n.d.Tokens[i].Fold) < 6 {
		return false
	}
	// a given name alone: the subject of a verb, or at the head of a line
	j := i + 1
	return n.afterVerb(i) || n.d.Sentences[n.d.Tokens[i].Sentence].From == i && n.isMark(j, ":") || j < n.end(i) && n.word(j).is(finite) && !n.word(j).is(common|proper)
}

// settled reports whether the token j ends what could be a noun phrase, so that a
// common word before it is rather the end of a name.
func (n *namer) settled(j int) bool {
	return j >= len(n.d.Tokens) || n.d.Tokens[j].Is(lang.That) || n.d.Tokens[j].Kind == text.Punct || n.dated[j] || n.word(j).is(finite|stop) && !n.word(j).is(prep)
}

// reported reports whether reported speech begins at token j.
func (n *namer) reported(j int) bool {
	return j < len(n.d.Tokens) && (n.d.Tokens[j].Is(lang.That) || n.isMark(j, ":\"«“"))
}

// closed reports whether the words before token j are followed by what follows
// the subject of a verb of saying: a complementiser, a mark, an adverbial.
func (n *namer) closed(j int) bool {
	if j < len(n.d.Tokens) && n.d.Tokens[j].Kind == text.Word {
		if r, _, ok := n.title(j); ok && r.Before == "" && r.After == "" && r.Number == 's' {
			return true
		}
	}
	return j < len(n.d.Tokens) && (n.d.Tokens[j].Is(lang.That) || n.isMark(j, "،,:\"«“(") || n.word(j).is(prep) || n.dated[j])
}

// isNoun reports whether token j is a noun that begins a phrase of its own: a document,
// a title, an organization.
func (n *namer) isNoun(j int) bool {
	return n.single(j, lang.Media|lang.Title|lang.Org|lang.Collective|lang.Unnamed|lang.EventNoun|lang.Kin)
}

// particle tells how token i joins names as a particle, "" if it is none.
func (d *Doc) particle(i int) string {
	if r, ok := d.Tokens[i].Only(lang.Particle); ok && !r.Prep && !r.Definite && r.After == "" {
		return r.Row.Get("joins")
	}
	return ""
}

// surnameAnyhow reports whether token j, behind the given name at token i, can be
// nothing but the surname.
func (n *namer) surnameAnyhow(i, j int, first, w *wordEvidence) bool {
	if !first.is(given|maybeGiven) || !n.arabicGiven(i) || w.is(stop) || w.before != "" || w.is(head) && !n.familyNamed(j, w) {
		return false
	}
	if w.is(given | maybeGiven) {
		return true
	}
	if w.is(conjOn) && !w.is(unknown) || w.is(prepOn) && !n.onlyVerbBehind(j) {
		return false
	}
	if p, ok := n.place(j); ok && p.Kind != ByNisba {
		return false
	}
	if r, ok := n.d.Tokens[j].Only(lang.Say); ok && (r.Adverb || r.Form == lang.Past || r.Form == lang.Present) {
		return n.settled(j + 1)
	}
	return !w.is(finite) || n.settled(j+1)
}

// onlyVerbBehind reports whether what a preposition is written together with at token
// j would be a verb's participle, so that the word is rather one whole: برادة.
func (n *namer) onlyVerbBehind(j int) bool {
	for _, r := range n.d.Tokens[j].Readings {
		if r.Prep && len(r.Rest) == 0 && r.After == "" && r.Class&(lang.Say|lang.Verb) == 0 {
			return false
		}
	}
	return n.settled(j + 1)
}

// familyNamed reports whether a title at token j is rather a family's name, because
// nothing completes it: زياد الخطيب.
func (n *namer) familyNamed(j int, w *wordEvidence) bool {
	return w.is(definite) && n.settled(j+1) && !n.isMark(j+1, "،,")
}

// joinsArticle reports whether the particle at token j goes before a word with an
// article that is no name by itself: عبد, not أبو.
func (d *Doc) joinsArticle(j int) bool {
	r, ok := d.Tokens[j].Only(lang.Particle)
	return ok && r.Row.Get("article") != ""
}

// placeNamed reports whether a noun before token i makes the name of a person that of
// a place: مطار شارل ديغول.
func (n *namer) placeNamed(i int) bool {
	if i == 0 || n.d.Tokens[i-1].Sentence != n.d.Tokens[i].Sentence || n.word(i-1).is(definite) {
		return false
	}
	for _, r := range n.d.Tokens[i-1].Readings {
		if r.Class == lang.PlaceWord && r.After == "" && len(r.Rest) == 0 && r.Row.Get("kind") == placeHead && !n.word(i-1).is(head) {
			return true
		}
	}
	return false
}

// maybeJoined reports whether token j, which no table knows, may be a conjunction and
// the next name: رومان رينز وبروك ليسنر.
func (n *namer) maybeJoined(j int) bool {
	n.affixed = n.d.Pack.Behind(n.affixed[:0], n.d.Tokens[j].Fold)
	for _, a := range n.affixed {
		if n.d.Pack.Conjoined(a.Before) && !a.Definite && !a.Prep && utf8.RuneCountInString(a.Stem) >= 4 {
			return true
		}
	}
	return false
}
