package extract

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"qawl/extract/lang"
	"qawl/model"
)

// gather enters everybody who is named in full, the longest names first, with the
// roles that stand with their names anywhere in the article.
func (g *register) gather() {
	g.byLast = map[string][]int{}
	var all []*Name
	for i := range g.d.Names {
		all = append(all, &g.d.Names[i])
	}
	for i := range g.d.Inner {
		all = append(all, &g.d.Inner[i])
	}
	all = slices.DeleteFunc(all, func(n *Name) bool { return n.Type != model.Person || len(n.Words) == 0 })
	slices.SortStableFunc(all, func(a, b *Name) int {
		return cmp.Or(cmp.Compare(min(2, len(b.Words)), min(2, len(a.Words))), cmp.Compare(a.From, b.From))
	})
	for _, nm := range all {
		ref := g.person(nm)
		m := g.members[ref]
		m.first = min(m.first, nm.From)
		if len(nm.Words) > len(m.words) {
			m.words, m.Name = nm.Words, g.nameText(nm.Proper, nm)
		}
		if nm.Role.Len() > 0 {
			g.addRole(m, nm)
			g.inheritRole(m, nm)
		}
		if m.gender == 0 {
			m.gender = nm.Gender
		}
		if len(nm.Alias) > 0 && m.alias == nil {
			m.alias = nm.Alias
			for _, w := range nm.Alias {
				g.byLast[g.core(w)] = append(g.byLast[g.core(w)], int(ref))
			}
		}
		m.quoted = m.quoted || g.sources[nm]
		m.introduced = m.introduced || m.first == nm.From && g.sources[nm]
	}
	for i := range g.d.Names {
		if nm := &g.d.Names[i]; g.same[nm] != nil {
			m := g.members[g.person(g.same[nm])]
			m.first = min(m.first, nm.From)
			m.introduced = m.introduced || g.sources[nm]
			g.addRole(m, nm)
		}
	}
}

// person returns the member that a name with a proper name in it means.
func (g *register) person(nm *Name) model.Ref {
	best, score := model.NoRef, 0
	for _, i := range g.candidates(nm.Words) {
		m := g.members[i]
		if m.gender != 0 && nm.Gender != 0 && m.gender != nm.Gender && (len(nm.Words) > 1 || len(m.words) < 2 || nm.Role.Len() > 0 && nm.Head.Gender != m.gender) {
			continue
		}
		s := max(g.sameName(m.words, nm.Words), g.sameName(m.alias, nm.Words))
		if s == 1 && len(nm.Words) == 1 && !m.quoted && g.d.givenOrigin(nm.Proper.From) == "foreign" {
			continue // a foreign given name alone is rarely that of somebody named in full
		}
		if s > score || s == score && s > 0 && m.last > g.members[best].last {
			best, score = model.Ref(i), s
		}
	}
	if score > 0 {
		return best
	}
	m := &member{words: nm.Words, first: nm.From, gender: nm.Gender, number: 's', named: true}
	m.Type, m.Named, m.Name = model.Person, true, g.nameText(nm.Proper, nm)
	ref := g.add(m)
	for _, w := range nm.Words {
		w = g.core(w)
		g.byLast[w] = append(g.byLast[w], int(ref))
	}
	return ref
}

// candidates lists the members that share a word with a name, or one spelled almost alike.
func (g *register) candidates(words []string) []int {
	var out []int
	for _, w := range words {
		out = append(out, g.byLast[g.core(w)]...)
	}
	if len(out) == 0 && len(words) > 0 {
		w := words[len(words)-1]
		for i, m := range g.latest() {
			if m.named && len(m.words) > 0 && nearly(m.words[len(m.words)-1], w) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// core is a folded word without its article.
func (g *register) core(w string) string {
	g.affixed = g.d.Pack.Behind(g.affixed[:0], w)
	for _, a := range g.affixed {
		if a.Definite && g.d.Pack.IsArticle(a.Before) && len(a.Stem) >= 4 {
			return a.Stem
		}
	}
	return w
}

// sameName tells how well the shorter name b can mean the person named a: 0 not
// at all, 1 by a given or middle name, 2 by the surname, 3 by several words.
func (g *register) sameName(a, b []string) int {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	at, hits := 0, 0
	last := false
	for _, w := range b {
		for k := at; k < len(a); k++ {
			if x, y := g.core(a[k]), g.core(w); x == y || len(b) > 1 && nearly(x, y) {
				hits++
				last = k == len(a)-1
				at = k + 1
				break
			}
		}
	}
	switch {
	case hits == len(b) && len(b) > 1:
		return 3
	case hits == 1 && len(b) == 1 && last:
		return 2
	case hits == 1 && len(b) == 1:
		return 1
	case len(b) > 2 && hits == len(b)-1 && g.core(a[0]) == g.core(b[0]):
		return 2
	}
	return 0
}

// nearly reports whether two folded words differ by one letter, as
// transliterations do.
func nearly(a, b string) bool {
	if a == b {
		return true
	}
	x, y := []rune(a), []rune(b)
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(y) < 5 || len(x)-len(y) > 1 {
		return false
	}
	i := 0
	for i < len(y) && x[i] == y[i] {
		i++
	}
	if len(x) == len(y) {
		return string(x[i+1:]) == string(y[i+1:])
	}
	return string(x[i+1:]) == string(y[i:])
}

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
