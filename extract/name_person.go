package extract

import (
	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// person finds a name that stands without a title before it, with the
// appositions behind it: X, the adviser of Y.
func (n *namer) person(i int) (Name, bool) {
	if n.placeNamed(i) {
		return Name{}, false
	}
	topic := n.topic(i)
	sure := topic || n.afterVerb(i)
	end := n.properAt(i, sure)
	if end == i {
		return Name{}, false
	}
	if n.word(i).is(unknown) && !n.word(i).is(proper|particle) && !(topic && end < n.end(i) && n.word(end).is(finite)) && (!n.closed(end) || end == i+1 && !n.reported(end)) {
		return Name{}, false
	}
	nm := Name{Range: Range{i, end}, Proper: Range{i, end}, Type: model.Person, Rule: "name"}
	n.finishPerson(&nm)
	return nm, true
}

// finishPerson adds what the name itself tells and what stands behind it: a
// nickname in brackets, an apposition.
func (n *namer) finishPerson(nm *Name) {
	w := n.word(nm.Proper.From)
	if nm.Gender == 0 || nm.Gender == 'm' && w.gender == 'f' && w.is(given) { // عضو البرلمان فلانة
		nm.Gender = w.gender
	}
	nm.Number, nm.Person = 's', '3'
	if nm.From == nm.Proper.From {
		nm.Prep = w.is(prepOn)
	}
	end := n.end(nm.From)
	j := nm.To
	if k, ok := n.bracket(j, end, 4); ok && n.isMark(j, "(\"«“") {
		if a := n.properAt(j+1, true); a == k-1 {
			nm.Alias = n.foldedWords(Range{j + 1, a}, nil)
		}
		j = k
		nm.To = k
	}
	if nm.Role.Len() == 0 {
		n.apposition(nm, j, end)
	}
}

// apposition takes a title phrase behind the name into it: with a comma where
// the phrase ends at one again, or directly where it is definite.
func (n *namer) apposition(nm *Name, j, end int) {
	comma := n.isMark(j, "،,")
	k := j // the title
	if comma {
		k++
	}
	if k >= end || n.d.Tokens[k].Kind != text.Word {
		return
	}
	if comma && n.kinApposition(nm, k, end) {
		return
	}
	r, e, ok := n.title(k)
	if !ok || r.Number == 'p' || r.Before != "" && !r.Definite || n.d.Pack.Conjoined(r.Before) || r.After != "" || r.Row.Get("kind") == "honor" || r.Row.Get("kind") == "counterpart" {
		return
	}
	p := n.phrase(k, e, r)
	if !comma && !p.def || comma && p.bare && !r.Definite {
		return
	}
	if comma && !(p.end >= end || n.isMark(p.end, "،,.:\"«“؛") || n.word(p.end).is(finite|stop)) {
		return
	}
	nm.Role, nm.To, nm.Head = Range{k, p.end}, p.end, r
	nm.Inner(n, p)
	if nm.Country == "" {
		nm.Country = p.country
	}
	if nm.Gender == 0 {
		nm.Gender = r.Gender
	}
}

// Inner keeps the person named within a phrase.
func (nm *Name) Inner(n *namer, p phrase) {
	if p.inner.To > p.inner.From {
		n.inner = append(n.inner, p.inner)
	}
}

// afterVerb reports whether a finite verb of saying stands before token i.
func (n *namer) afterVerb(i int) bool {
	if i == 0 || n.d.Tokens[i-1].Sentence != n.d.Tokens[i].Sentence {
		return false
	}
	for _, r := range n.d.Tokens[i-1].Readings {
		if r.Class == lang.Say && (r.Form == lang.Past || r.Form == lang.Present) && len(r.Rest) == 0 && r.After == "" {
			return true
		}
	}
	return false
}

// title returns the longest title that begins at token i.
func (n *namer) title(i int) (r lang.Reading, end int, ok bool) {
	if n.d.Tokens[i].Is(lang.Function) && n.d.spelledAs(i, lang.Function) && !n.d.spelledAs(i, lang.Title) { // أمام, not إمام
		return r, i, false
	}
	return n.find(i, lang.Title)
}

// titled finds a title with what completes it and the name behind it, or a
// title alone.
func (n *namer) titled(i int) (Name, bool) {
	r, end, ok := n.title(i)
	if !ok || r.After != "" && r.Row.Get("kind") != "counterpart" {
		return Name{}, false
	}
	if n.commands(i, end, r) {
		return Name{}, false
	}
	if r.Number != 's' && r.Number != 0 || r.Row.Get("kind") == "honor" && !r.Definite && !n.afterHonor(end) {
		return Name{}, false
	}
	also := r.Row.Get("also") == "word"
	if also && r.Prep {
		return Name{}, false
	}
	p := n.phrase(i, end, r)
	if p.bare && !r.Definite && r.Row.Get("of") == "person" {
		n.serves(&p)
	}
	nm := Name{Range: Range{i, p.end}, Role: Range{i, p.end}, Type: model.Person, Features: r.Features, Head: r, Country: p.country, Prep: r.Prep, Rule: "title"}
	nm.Person = '3'
	n.nameBehind(&nm, &p)
	if nm.Proper.Len() <= 1 {
		c := nm
		c.Proper, c.To = Range{}, p.end
		if n.slot(&c, &p, also); c.Proper.Len() > nm.Proper.Len() {
			nm = c
		}
	}
	nm.Inner(n, p)
	switch {
	case nm.Proper.Len() > 0:
		nm.Rule = "title name"
		n.finishPerson(&nm)
	case p.bare && (r.Row.Get("kind") == "honor" || also):
		return Name{}, false
	case n.modifies(i):
		return Name{}, false
	case !p.def && r.After == "" && (p.bare || r.Row.Get("kind") == "work" || !p.genitive):
		nm.Type, nm.Rule = model.Anonymous, "unnamed title"
		if p.bare && !n.afterVerb(i) && !n.isUnnamed(i) {
			return Name{}, false
		}
	}
	return nm, true
}

// afterHonor reports whether what stands behind a bare honorific is a name or a title.
func (n *namer) afterHonor(j int) bool {
	if n.isMark(j, ".") {
		j++
	}
	if j >= len(n.d.Tokens) {
		return false
	}
	_, _, ok := n.title(j)
	return ok || n.word(j).is(given|knownName|surname)
}

// nameBehind looks for the personal name behind a title phrase: directly, behind
// another title (الرئيس، الفريق …), behind a comma, or in quotation marks.
func (n *namer) nameBehind(nm *Name, p *phrase) {
	end := n.end(nm.From)
	j := p.end
	for range 3 {
		if n.isMark(j, "#") && j+1 < end {
			j++
		}
		if n.isMark(j, ".") && !n.d.Tokens[j].Space && j == nm.From+1 {
			j++
		}
		if j >= end {
			return
		}
		kind := nm.Head.Row.Get("kind")
		if k := n.properBehind(j, p.def || kind == "honor" || kind == "rank", nm.Head.Row.Get("alone") == ""); k > j && n.word(j).before == "" && (k > j+1 || n.word(j).is(proper) && !n.word(j).is(rarely) || n.closed(k)) {
			nm.Proper = Range{j, k}
			nm.To = k
			return
		}
		if n.isMark(j, "،,") && j == p.end {
			if n.isMark(j+1, "#") {
				j++
			}
			if n.titledBehindComma(nm, j+1, end) {
				return
			}
			if k, ok := n.behindAside(j+1, end); ok && k < end && p.def && n.begins(k, end, false, n.word(k)) {
				if e := n.properAt(k, false); e > k+1 && n.word(k).before == "" && n.closes(e, end) && n.properAt(j+1, true) == j+1 {
					nm.Proper, nm.To = Range{k, e}, e
					return
				}
			}
			if k := n.properAt(j+1, true); k > j+1 && n.word(j+1).before == "" && (k-j > 2 || n.word(j+1).is(knownName|surname)) && n.closes(k, end) && (n.word(j+1).is(proper|particle) || n.closed(k)) {
				nm.Proper = Range{j + 1, k}
				nm.To = k
				return
			}
		}
		if k, ok := n.secondTitle(nm, j); ok {
			j = k
			p.end = k
			continue
		}
		r, e, ok := n.title(j)
		if !ok || r.Before != "" && !r.Definite || r.After != "" || (!r.Definite && r.Row.Get("kind") != "honor" && r.Row.Get("kind") != "rank") || r.Number == 'p' {
			return
		}
		q := n.phrase(j, e, r)
		if k := n.properAt(q.end, true); k == q.end {
			return
		}
		j = q.end
		if nm.Country == "" {
			nm.Country = q.country
		}
	}
}

// closes reports whether an apposition that ends at token k is closed there.
func (n *namer) closes(k, end int) bool {
	if k >= end || n.d.Tokens[k].Kind == text.Punct || n.word(k).is(finite|stop) || n.d.Tokens[k].Is(lang.That) || n.dated[k] {
		return true
	}
	r, ok := n.d.Tokens[k].Only(lang.Say)
	return ok && r.Adverb
}

// titledBehindComma takes a second title with a name behind a comma: قائد الحرس،
// اللواء فلان.
func (n *namer) titledBehindComma(nm *Name, j, end int) bool {
	if j >= end || n.d.Tokens[j].Kind != text.Word {
		return false
	}
	r, e, ok := n.title(j)
	if !ok || r.Before != "" && !r.Definite || r.After != "" || r.Number == 'p' || !r.Definite && r.Row.Get("kind") != "honor" {
		return false
	}
	q := n.phrase(j, e, r)
	k := n.properAt(q.end, true)
	if k == q.end || n.word(q.end).before != "" || !n.closes(k, end) {
		return false
	}
	nm.Proper, nm.To = Range{q.end, k}, k
	return true
}

// secondTitle takes a title behind a conjunction where a name follows it: رئيس
// الحزب ووزير الدفاع فلان is one person.
func (n *namer) secondTitle(nm *Name, j int) (int, bool) {
	r, e, ok := n.title(j)
	if !ok || !n.d.Pack.Conjoined(r.Before) || r.Prep || r.After != "" || r.Number == 'p' {
		return j, false
	}
	q := n.phrase(j, e, r)
	if q.bare || q.end >= n.end(j) || !q.def {
		return j, false
	}
	k := n.properAt(q.end, true)
	if k < q.end+2 || n.word(q.end).before != "" {
		return j, false
	}
	nm.Role.To = q.end
	if nm.Country == "" {
		nm.Country = q.country
	}
	return q.end, true
}

// commands reports whether what looks like a title is a verb with its subject
// behind it: طالب الرئيس.
func (n *namer) commands(i, end int, r lang.Reading) bool {
	if r.Definite || !n.word(i).is(finite) || end >= n.end(i) {
		return false
	}
	t, _, ok := n.title(end)
	return ok && t.Before == "" || ok && t.Definite || n.word(end).is(given|knownName|surname)
}

// maxAside bounds the words of an apposition between a title and the name: المتحدث
// باسم الفصيل، أكبر فصائل المنطقة، فلان.
const maxAside = 7

// behindAside returns where the name behind a second comma begins.
func (n *namer) behindAside(j, end int) (int, bool) {
	for k := j; k < min(end, j+maxAside); k++ {
		switch {
		case n.isMark(k, "،,"):
			return k + 1, k > j
		case n.d.Tokens[k].Kind != text.Word, n.d.Tokens[k].Is(lang.That), n.word(k).is(finite) && !n.word(k).is(common|proper):
			return 0, false
		}
	}
	return 0, false
}

// kinApposition takes a phrase of kinship behind a name into it: فلانة، شقيقة فلان،.
func (n *namer) kinApposition(nm *Name, k, end int) bool {
	if _, ok := n.d.Tokens[k].Only(lang.Kin); !ok {
		return false
	}
	r, ok := n.kin(k)
	if !ok || r.Proper.Len() > 0 || !(r.To >= end || n.isMark(r.To, "،,.")) {
		return false
	}
	nm.To, nm.Role = r.To, r.Range
	return true
}

// modifies reports whether token i is rather the adjective of a definite noun before
// it: القضايا السياسية.
func (n *namer) modifies(i int) bool {
	if i == 0 || !n.word(i).is(adjective) || n.d.Tokens[i-1].Sentence != n.d.Tokens[i].Sentence {
		return false
	}
	w := n.word(i - 1)
	return w.is(definite) && !w.is(stop) || w.is(adjective)
}

// serves takes the name behind a bare title as that of whom its bearer serves: محامي
// فلان.
func (n *namer) serves(p *phrase) {
	if p.end >= len(n.d.Tokens) || !n.word(p.end).is(knownName|surname) || n.word(p.end).before != "" {
		return
	}
	k := n.properAt(p.end, false)
	if k == p.end {
		return
	}
	p.inner = Name{Range: Range{p.end, k}, Proper: Range{p.end, k}, Type: model.Person, Features: lang.Features{Number: 's', Person: '3', Gender: n.word(p.end).gender}, Rule: "name", Entity: model.NoRef}
	p.end, p.bare, p.def, p.genitive = k, false, true, true
}

// topic reports whether a word before token i announces a subject: أما فلان فقال.
func (n *namer) topic(i int) bool {
	if i == 0 || n.d.Tokens[i-1].Sentence != n.d.Tokens[i].Sentence {
		return false
	}
	r, ok := n.d.Tokens[i-1].Only(lang.Function)
	return ok && r.Row.Get("kind") == "topic"
}
