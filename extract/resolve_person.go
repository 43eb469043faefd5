package extract

import (
	"cmp"
	"slices"

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
