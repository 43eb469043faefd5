package extract

import (
	"qawl/extract/lang"
	"qawl/extract/text"
)

// maxSlotWords bounds the words of a name that only its place makes one.
const maxSlotWords = 5

// slot takes the words between a title behind a verb of saying and what follows a
// subject for the name of who has it, whatever they are: nothing else can stand
// there. قالت السفيرة لدى المنظمة لانا نسيبة إن …; between commas: قال قائد اللواء،
// العميد فلان الفلاني، إن ….
func (n *namer) slot(nm *Name, p *phrase, also bool) {
	if nm.Number == 'p' || also || !n.afterVerb(nm.From) && !n.afterWas(nm.From) || p.bare && !nm.Head.Definite {
		return
	}
	end := n.end(nm.From)
	j := nm.To
	comma := n.isMark(j, "،,")
	if comma {
		j++
	}
	if j >= end {
		return
	}
	if r, e, ok := n.title(j); ok && comma && r.Definite && (r.Before == "" || n.d.Pack.IsArticle(r.Before)) && r.After == "" && r.Number != 'p' && r.Row.Get("kind") != "role" && e < end {
		j = e
	}
	if n.isMark(j, "#") {
		j++
	}
	e, sure := n.slotEnd(j, end)
	if e == j || comma && !n.isMark(e, "،,") || comma && e == j+1 && !n.word(j).is(proper|unknown) {
		return
	}
	if !comma && e < j+2 && !(sure && n.word(j).is(proper|unknown)) {
		return
	}
	nm.Proper, nm.To = Range{j, e}, e
}

// slotEnd returns where a run of words that can be a name ends that begins at
// token j, and whether reported speech begins there; j where it is no name or not
// closed.
func (n *namer) slotEnd(j, end int) (e int, sure bool) {
	if j >= end || !n.opensSlot(j, end) {
		return j, false
	}
	words := 0
	for e = j; e < end; e++ {
		if k, ok := n.joint(j, e, end); ok {
			e = k - 1
			continue
		}
		t := &n.d.Tokens[e]
		if t.Kind != text.Word || n.complementiser(e) {
			break
		}
		w := n.word(e)
		if w.is(stop) || e > j && (w.is(prepOn) && !w.is(proper) || w.is(finite) && !w.is(proper|unknown) || t.Is(lang.SayNoun|lang.EventNoun|lang.Media)) {
			break
		}
		if words++; words > maxSlotWords {
			return j, false
		}
	}
	sure = n.reported(e)
	if !sure && !(e >= end || n.isMark(e, "،,(.؛–-") || n.word(e).is(prep|prepOn|finite) || n.dated[e]) {
		return j, false
	}
	return e, sure
}

// opensSlot reports whether a name that only its place makes one can begin with token j.
func (n *namer) opensSlot(j, end int) bool {
	t, w := &n.d.Tokens[j], n.word(j)
	if t.Kind != text.Word || w.is(stop|definite|prepOn) || n.dated[j] || n.complementiser(j) || t.Is(lang.OrgName|lang.CountryName|lang.Org|lang.Collective|lang.SayNoun|lang.EventNoun|lang.Media|lang.Nisba|lang.Title|lang.Kin|lang.NumberWord) && !w.is(given|surname|knownName) && !(w.is(maybeGiven) && j+1 < end && n.word(j+1).is(given|surname|knownName)) {
		return false
	}
	if _, ok := n.place(j); ok {
		return false
	}
	if r, ok := t.Only(lang.Say); ok && r.Form != lang.Past && !w.is(proper) {
		return false
	}
	return w.is(proper|unknown|particle) || !w.is(adjective|finite) && j+1 < end && n.word(j+1).is(proper|unknown) && !n.word(j+1).is(stop)
}

// complementiser reports whether token j is one as it stands.
func (n *namer) complementiser(j int) bool {
	r, ok := n.d.Tokens[j].Only(lang.That)
	return ok && r.Before == ""
}

// afterWas reports whether an auxiliary stands before token i: كان الوزير … قد قال.
func (n *namer) afterWas(i int) bool {
	return i > 0 && n.d.grammar.around[n.d.Tokens[i-1].Fold]&isWas != 0
}
