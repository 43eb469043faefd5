package extract

import (
	"strings"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// namedOrganization finds an organization of table org-name, with a head noun
// before it or not.
func (n *namer) namedOrganization(i int) (Name, bool) {
	r, end, ok := n.find(i, lang.OrgName)
	if !ok || r.After != "" || r.Definite && r.Before != "" && !r.Entry.Definite || end == i+1 && n.word(i).is(knownName) {
		return Name{}, false
	}
	nm := Name{Range: Range{i, end}, Proper: Range{i, end}, Type: model.Organization, Features: r.Features, Head: r, Country: r.Row.Get("code"), Prep: r.Prep, Rule: "named organization"}
	switch kind := r.Row.Get("kind"); {
	case end > i+1 && n.single(i, lang.Org): // جماعة الإخوان المسلمين: the head noun decides
		if h, ok := n.d.Tokens[i].Only(lang.Org); ok && h.Gender != 0 && h.After == "" {
			nm.Gender, nm.Number = h.Gender, h.Number
		}
	case !r.Entry.Definite && (kind == "company" || kind == "club"): // أعلن فيسبوك, أعلنت فيسبوك
		nm.Gender = 0
	}
	if k, ok := n.bracket(end, n.end(i), 4); ok && n.isMark(end, "(") {
		nm.To = k
	}
	for j := nm.To; j < n.end(i); {
		p, ok := n.place(j)
		w := n.word(j)
		switch {
		case ok && p.Kind == ByNisba && w.is(definite) && !w.is(prepOn|conjOn):
			if nm.Country == "" {
				nm.Country = p.Code
			}
			j = p.To
		case w.is(adjective) && w.is(definite) && !w.is(prepOn) && n.d.Tokens[j].Kind == text.Word && !n.coordinatedAdjective(j):
			j++
		default:
			return nm, true
		}
		nm.To, nm.Proper.To = j, j
	}
	return nm, true
}

func (n *namer) coordinatedAdjective(j int) bool {
	for _, r := range n.d.Tokens[j].Readings {
		if r.Definite && n.d.Pack.Conjoined(r.Before) {
			return true
		}
	}
	return false
}

// organization finds a head noun of an organization with its complement:
// ministry of …, company "…".
func (n *namer) organization(i int) (Name, bool) {
	r, end, ok := n.find(i, lang.Org)
	if !ok || r.Row.Get("kind") == "part" {
		return Name{}, false
	}
	p := n.phrase(i, end, r)
	if p.bare && !p.def || !p.def && !p.genitive && !n.afterVerb(i) {
		return Name{}, false
	}
	nm := Name{Range: Range{i, p.end}, Proper: Range{i, p.end}, Type: model.Organization, Features: r.Features, Head: r, Country: p.country, Prep: r.Prep, Rule: "organization"}
	nm.Person, nm.Definite = '3', p.def
	nm.Inner(n, p)
	return nm, true
}

// state finds a country named by its name or capital.
func (n *namer) state(i int) (Name, bool) {
	p, ok := n.place(i)
	if !ok || p.Kind != ByName && p.Kind != ByCapital {
		return Name{}, false
	}
	w := n.word(i)
	before := n.d.Pack.Fold.String(n.d.Article.Text[n.d.Tokens[i].Start:max(p.Mention.Start, n.d.Tokens[i].Start)])
	gender := byte('f')
	if p.Kind == ByName && strings.HasPrefix(p.Row.Get("features"), "m") { // لبنان
		gender = 'm'
	}
	return Name{Range: p.Range, Proper: p.Range, Type: model.CountryType, Country: p.Code, Prep: w.is(prepOn), Lead: lang.Reading{Before: before, Prep: w.is(prepOn)}, Features: lang.Features{Gender: gender, Number: 's', Person: '3'}, Rule: "state"}, true
}

// group finds people in plural.
func (n *namer) group(i int) (Name, bool) {
	at := n.quantity(i)
	r, end, ok := n.find(at, lang.Collective)
	if !ok {
		if r, end, ok = n.title(at); !ok || r.Number != 'p' && r.Number != 'd' {
			return n.quantified(i, at)
		}
	}
	p := n.phrase(at, end, r)
	if at != i {
		r.Before = "" // the head is not the first word
	}
	nm := Name{Range: Range{i, p.end}, Role: Range{i, p.end}, Type: model.Group, Features: r.Features, Head: r, Country: p.country, Prep: r.Prep, Rule: "group"}
	nm.Person = '3'
	nm.Inner(n, p)
	return nm, true
}

// quantity steps over a word of quantity and its preposition: عدد من، العديد من.
func (n *namer) quantity(i int) int {
	for _, r := range n.d.Tokens[i].Readings {
		if r.Class != lang.Function || len(r.Rest) > 0 || r.Row.Get("kind") != "quant" || r.After != "" {
			continue
		}
		if j := i + 1; j+1 < n.end(i) && n.d.Tokens[j].Kind == text.Word {
			if n.word(j).is(prep) && n.word(j).is(stop) {
				j++
			}
			return j
		}
	}
	return i
}

// quantified finds an unnamed source behind a word of quantity: عدة مصادر.
func (n *namer) quantified(i, at int) (Name, bool) {
	if at == i {
		return Name{}, false
	}
	nm, ok := n.unnamed(at)
	if ok && nm.Number == 'p' {
		nm.Head.Before = ""
		nm.From, nm.Role.From = i, i
		return nm, true
	}
	return Name{}, false
}

// isUnnamed reports whether token i is a source that may be quoted without a name.
func (n *namer) isUnnamed(i int) bool {
	_, ok := n.d.Tokens[i].Only(lang.Unnamed)
	return ok
}

// unnamed finds a source without a name: a source, a witness, one of the guards.
func (n *namer) unnamed(i int) (Name, bool) {
	r, end, ok := n.find(i, lang.Unnamed)
	if !ok {
		return Name{}, false
	}
	p := n.phrase(i, end, r)
	nm := Name{Range: Range{i, p.end}, Role: Range{i, p.end}, Type: model.Anonymous, Features: r.Features, Head: r, Country: p.country, Prep: r.Prep, Rule: "unnamed"}
	nm.Person = '3'
	nm.Inner(n, p)
	return nm, true
}

// document finds what carries words: a statement, a report, a letter.
func (n *namer) document(i int) (Name, bool) {
	r, end, ok := n.find(i, lang.Media)
	if !ok {
		return Name{}, false
	}
	p := n.phrase(i, end, r)
	nm := Name{Range: Range{i, p.end}, Type: model.DocumentType, Features: r.Features, Head: r, Country: p.country, Prep: r.Prep, Rule: "document"}
	nm.Person = '3'
	nm.Inner(n, p)
	if p.inner.Len() == 0 && (p.end > end || end < n.end(i) && n.word(end).is(prepOn)) {
		if n.issuer(end, end+1, n.end(i)) {
			nm.To = max(nm.To, n.inner[len(n.inner)-1].To)
		} else {
			n.issuer(end+1, p.end, p.end)
		}
	}
	if p.inner.Len() == 0 && (len(n.inner) == 0 || n.inner[len(n.inner)-1].From < i) {
		n.published(&nm)
	}
	return nm, true
}

// kin finds somebody by kinship: the wife of X, her father. The name behind is
// that of whom the phrase means.
func (n *namer) kin(i int) (Name, bool) {
	r, end, ok := n.find(i, lang.Kin)
	if !ok || r.Number == 'p' || r.Definite {
		return Name{}, false
	}
	j := end
	nm := Name{Range: Range{i, end}, Role: Range{i, end}, Type: model.Person, Features: r.Features, Head: r, Prep: r.Prep, Rule: "kin"}
	nm.Person = '3'
	if r.After == "" { // the wife of somebody
		k := n.properAt(j, false)
		if k == j {
			t, e, ok := n.title(j)
			if !ok || !t.Definite {
				return Name{}, false
			}
			p := n.phrase(j, e, t)
			k = p.end
			nm.Inner(n, p)
		} else {
			n.inner = append(n.inner, Name{Range: Range{j, k}, Proper: Range{j, k}, Type: model.Person, Rule: "name", Entity: model.NoRef, Features: lang.Features{Number: 's', Person: '3', Gender: n.word(j).gender}})
		}
		nm.Role.To, nm.To = k, k
		j = k
	}
	at := j
	if n.isMark(j, "،,") {
		at++
	}
	if at < n.end(i) {
		sure := at == j && r.After != "" && n.word(at).is(given)
		if k := n.properAt(at, sure); k > at && n.word(at).before == "" {
			nm.Proper, nm.To, nm.Rule = Range{at, k}, k, "kin name"
		}
	}
	return nm, true
}

// issuer keeps the name that begins in the tokens [from, to) and ends before limit
// as a document's issuer.
func (n *namer) issuer(from, to, limit int) bool {
	for j := from; j < to; j++ {
		for _, try := range [...]func(int) (Name, bool){n.namedOrganization, n.titled, n.organization, n.state} {
			if nm, ok := try(j); ok && nm.To <= limit {
				n.inner = append(n.inner, nm)
				return true
			}
		}
	}
	return false
}

// published takes the words that say who issued a document (صادر عن الوزارة،
// أصدرته) into its name.
func (n *namer) published(nm *Name) {
	j := nm.To
	if j >= n.end(nm.From) || !n.d.grammar.issued[n.d.Tokens[j].Fold] {
		return
	}
	k := j + 1
	if k < n.end(j) && n.d.Tokens[k].Kind == text.Word && n.word(k).is(prep) {
		k++
	}
	if k < n.end(j) && n.issuer(k, k+1, n.end(j)) {
		nm.To = n.inner[len(n.inner)-1].To
	}
}
