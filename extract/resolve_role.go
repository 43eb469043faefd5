package extract

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"qawl/extract/lang"
	"qawl/model"
)

// roleOf reads the role of a name: the head's lemma and the content words.
func (g *register) roleOf(nm *Name) role {
	r := role{country: nm.Country, gender: nm.Gender}
	if nm.Head.Entry != nil {
		r.head = g.headOf(nm.Head)
	}
	for j := nm.Role.From; j < nm.Role.To; j++ {
		t := &g.d.Tokens[j]
		if o, e, ok := g.d.Find(j, lang.OrgName); ok && o.After == "" && e <= nm.Role.To {
			r.words = append(r.words, o.Row.At)
			j = e - 1
			continue
		}
		if t.Is(lang.Function) && utf8.RuneCountInString(t.Fold) <= 3 || len(t.Fold) < 3 {
			continue
		}
		w := g.content(t)
		if t.Is(lang.Adjective) && !t.Is(lang.Title|lang.Nisba) {
			r.adjectives = append(r.adjectives, w)
		}
		r.words = append(r.words, w)
	}
	return r
}

// headOf is the folded lemma of a head noun; the article that a row's form has is taken off.
func (g *register) headOf(h lang.Reading) string { return g.core(h.Key) }

// content is a word of a role for comparison: the lemma of a title, nisba or
// organization, else the word without clitics.
func (g *register) content(t *Token) string {
	for _, r := range t.Readings {
		if len(r.Rest) == 0 && r.Class&(lang.Title|lang.Nisba|lang.Org|lang.CountryName) != 0 {
			if c := r.Row.Get("code"); c != "" {
				return c
			}
			return g.core(r.Key)
		}
	}
	best := t.Fold
	g.affixed = g.d.Pack.Behind(g.affixed[:0], t.Fold)
	for _, a := range g.affixed {
		if a.Definite && len(a.Stem) < len(best) && len(a.Stem) >= 4 {
			best = a.Stem
		}
	}
	return best
}

// addRole keeps a role for a member, with the country and text for the entity.
func (g *register) addRole(m *member, nm *Name) {
	r := g.roleOf(nm)
	m.roles = append(m.roles, r)
	if m.Country == "" {
		m.Country = nm.Country
	}
	if s := g.mention(nm.Role, leadOf(nm, nm.Role)).Text; len(s) > len(m.Role) {
		m.Role = s
	}
}

func leadOf(nm *Name, at Range) lang.Reading {
	if at.From == nm.From {
		return nm.Lead
	}
	return lang.Reading{}
}

// fits tells how well a role mentioned alone can mean the known role: 0 not at
// all; more the more words they share.
func (r role) fits(known role) int {
	if r.gender != 0 && known.gender != 0 && r.gender != known.gender {
		return 0
	}
	if r.country != "" && known.country != "" && r.country != known.country {
		return 0
	}
	if r.head != known.head && !slices.Contains(known.words, r.head) {
		return 0
	}
	score := 1
	if r.head == known.head {
		score += 2
	}
	if r.country != "" && r.country == known.country {
		score += 2
	}
	missing := 0
	for _, w := range r.words {
		switch {
		case w == r.head:
		case hasContent(known.words, w):
			score += 2
		case len(w) == 2: // a country's code that the other role does not give
		case r.head == known.head && slices.Contains(r.adjectives, w): // الرئيس الجمهوري
		default:
			missing++
		}
	}
	if len(r.adjectives) > 0 && len(r.words) <= 1+len(r.adjectives) { // الرئيس الجمهوري: rather the president than who presides over a campaign
		for _, w := range known.words {
			if w != known.head && len(w) > 2 && !slices.Contains(known.adjectives, w) {
				score--
				break
			}
		}
	}
	if missing > 1 || missing == 1 && (r.head != known.head || len(r.words) < 4) {
		return 0
	}
	return score - missing
}

// hasContent reports whether a word is among those of a role, with a proclitic
// preposition on either or without.
func hasContent(words []string, w string) bool {
	for _, v := range words {
		if v == w || len(v) >= 6 && strings.HasSuffix(w, v) && len(w) == len(v)+2 || len(w) >= 6 && strings.HasSuffix(v, w) && len(v) == len(w)+2 {
			return true
		}
	}
	return false
}

// byRole returns the member that a title without a name means: somebody with that
// role, before or later, or a new one.
func (g *register) byRole(nm *Name) model.Ref {
	want := g.roleOf(nm)
	if nm.Head.Entry != nil && nm.Head.Row.Get("kind") == "counterpart" {
		return g.counterpart(nm, want)
	}
	best, score := model.NoRef, 0
	for i, m := range g.latest() {
		if m.Type != model.Person && m.Type != model.Anonymous {
			continue
		}
		s := 0
		for _, known := range m.roles {
			s = max(s, want.fits(known))
		}
		if s == 0 || m.gender != 0 && nm.Gender != 0 && m.gender != nm.Gender {
			continue
		}
		if m.named && nm.Head.Entry != nil && nm.Head.Row.Get("any") == "" {
			s++
		}
		if best == model.NoRef || s > score || s == score && g.nearer(m, g.members[best]) {
			best, score = model.Ref(i), s
		}
	}
	if best == model.NoRef && nm.Head.Entry != nil {
		best = g.onlyOne(nm, want)
	}
	if best == model.NoRef {
		best = g.meant(nm, want)
	}
	if best == model.NoRef && nm.Head.Entry != nil && nm.Head.Row.Get("kind") == "role" && want.country != "" && g.general(nm) {
		best = g.protagonist(nm, want)
	}
	if best != model.NoRef {
		return best
	}
	m := &member{first: nm.From, gender: nm.Gender, number: nm.Number, indef: !nm.Head.Definite}
	m.Type, m.Name = model.Person, g.nameText(nm.Range, nm)
	g.addRole(m, nm)
	return g.add(m)
}

// nearer reports whether a was mentioned later than b, or comes first where
// neither was mentioned yet.
func (g *register) nearer(a, b *member) bool {
	if a.last < 0 && b.last < 0 {
		return a.first < b.first
	}
	return a.last > b.last
}

// counterpart resolves نظيره: somebody of the country that is named, with the role
// of somebody mentioned before.
func (g *register) counterpart(nm *Name, want role) model.Ref {
	return g.recent(func(m *member) bool {
		return m.Type == model.Person && want.country != "" && m.Country == want.country && (m.gender == 0 || nm.Gender == 0 || m.gender == nm.Gender)
	})
}

// prefixWords reports whether a's words stand in b in the same order.
func subsequence(a, b []string) bool {
	i := 0
	for _, w := range b {
		if i < len(a) && a[i] == w {
			i++
		}
	}
	return i == len(a)
}

// introductionGap is how many sentences may lie between a role at the beginning of
// an article and the name of who has it.
const introductionGap = 4

// meant returns who a role means that nobody is known to have: where it is general
// (the official) who spoke last; else, at its first mention, the person who is named
// next as a source and has no other role.
func (g *register) meant(nm *Name, want role) model.Ref {
	fits := func(m *member) bool {
		return m.Type == model.Person && m.named && (m.gender == 0 || nm.Gender == 0 || m.gender == nm.Gender) &&
			(m.Country == "" || want.country == "" || m.Country == want.country)
	}
	if nm.Head.Entry == nil {
		return model.NoRef
	}
	generic := nm.Head.Row.Get("kind") == "work" || nm.Head.Row.Get("any") != "" || nm.Head.Class == lang.Unnamed
	recent := g.d.Tokens[nm.From].Sentence - introductionGap
	if nm.Head.Definite && generic && g.general(nm) || nm.Head.Row.Get("kind") == "work" && !nm.Head.Definite && nm.Type == model.Person {
		best := model.NoRef
		for i, m := range g.latest() {
			if fits(m) && m.spoke >= 0 && g.d.Tokens[m.spoke].Sentence >= recent && (best == model.NoRef || m.spoke > g.members[best].spoke) {
				best = model.Ref(i)
			}
		}
		if best != model.NoRef {
			return best
		}
	}
	best := model.NoRef
	if nm.Head.Definite || g.definiteRole(nm) { // كبير الدبلوماسيين الروس after Lavrov has spoken
		for i, m := range g.latest() {
			if fits(m) && want.country != "" && m.Country == want.country && m.spoke >= 0 && g.d.Tokens[m.spoke].Sentence >= recent &&
				(best == model.NoRef || m.spoke > g.members[best].spoke) && (nm.Head.Row.Get("kind") == "work" || nm.Head.Row.Get("also") != "" || nm.Head.Row.Get("any") != "") {
				best = model.Ref(i)
			}
		}
		if best != model.NoRef {
			return best
		}
	}
	sentence := g.d.Tokens[nm.From].Sentence
	for i, m := range g.latest() {
		if !fits(m) || m.last >= 0 || m.first < nm.To || !m.introduced {
			continue
		}
		if s := g.d.Tokens[m.first].Sentence; s == sentence || s > sentence+introductionGap || s > 2*introductionGap {
			continue
		}
		if len(m.roles) > 0 && (nm.Head.Definite && !(generic && g.general(nm)) || !generic && !sharesRole(m, want)) {
			continue
		}
		if best == model.NoRef || m.first < g.members[best].first {
			best = model.Ref(i)
		}
	}
	return best
}

// sharesRole reports whether a member has a role with a word of the one that is wanted.
func sharesRole(m *member, want role) bool {
	for _, known := range m.roles {
		for _, w := range want.words {
			if len(w) > 2 && hasContent(known.words, w) {
				return true
			}
		}
	}
	return false
}

// general reports whether a title phrase is no more than a title and adjectives.
func (g *register) general(nm *Name) bool {
	for j := nm.Role.From + 1; j < nm.Role.To; j++ {
		if !g.d.Tokens[j].Is(lang.Adjective | lang.Nisba) {
			return false
		}
	}
	return true
}

// onlyOne returns the only person with a title of several words (الأمين العام), however
// what completes it is worded, or with the same title and nothing more (الوزير فلان).
func (g *register) onlyOne(nm *Name, want role) model.Ref {
	best := model.NoRef
	for i, m := range g.latest() {
		if !m.named || m.gender != 0 && nm.Gender != 0 && m.gender != nm.Gender {
			continue
		}
		for _, known := range m.roles {
			if known.head == want.head && (strings.Contains(want.head, " ") || len(known.words) <= 1) && (known.country == "" || want.country == "" || known.country == want.country) {
				if best != model.NoRef && best != model.Ref(i) {
					return model.NoRef
				}
				best = model.Ref(i)
			}
		}
	}
	return best
}

// definiteRole reports whether a title phrase is definite by its complement.
func (g *register) definiteRole(nm *Name) bool { return nm.Rule == "title" }

// sameClause is the number of tokens within which two different phrases hardly mean
// the same person.
const sameClause = 10

// protagonist returns, for a role with a country that nobody is known to have, the
// person without any known role who spoke last, but not in the same sentence, and
// gives the role to that person.
func (g *register) protagonist(nm *Name, want role) model.Ref {
	best := model.NoRef
	sentence := g.d.Tokens[nm.From].Sentence
	for i, m := range g.latest() {
		if m.Type != model.Person || !m.named || len(m.roles) > 0 || m.Country != "" || m.spoke < 0 || m.gender != 0 && nm.Gender != 0 && m.gender != nm.Gender {
			continue
		}
		if nm.From-m.last < sameClause || g.d.Tokens[m.spoke].Sentence < sentence-introductionGap {
			continue
		}
		if best == model.NoRef || m.spoke > g.members[best].spoke {
			best = model.Ref(i)
		}
	}
	if best != model.NoRef {
		g.addRole(g.members[best], nm)
	}
	return best
}

// inheritRole gives a counterpart that is named the role of the person before it in
// the sentence, for its own country: نظيره الكوري الشمالي فلان is a minister too.
func (g *register) inheritRole(m *member, nm *Name) {
	if nm.Head.Entry == nil || nm.Head.Row.Get("kind") != "counterpart" || nm.Country == "" {
		return
	}
	for i := g.before(nm.From) - 1; i >= 0; i-- {
		o := &g.d.Names[i]
		if g.d.Tokens[o.From].Sentence != g.d.Tokens[nm.From].Sentence {
			return
		}
		if o.Type != model.Person || o.Role.Len() == 0 || o.Country == "" {
			continue
		}
		r := g.roleOf(o)
		words := slices.Clone(r.words)
		for k, w := range words {
			if w == r.country {
				words[k] = nm.Country
			}
		}
		m.roles = append(m.roles, role{head: r.head, words: words, country: nm.Country, gender: nm.Gender})
		return
	}
}

// before returns the index of the first name that does not begin before token i.
func (g *register) before(i int) int {
	return sort.Search(len(g.d.Names), func(k int) bool { return g.d.Names[k].From >= i })
}
