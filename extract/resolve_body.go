package extract

import (
	"slices"

	"qawl/extract/lang"
	"qawl/model"
)

// bodyWords are the folded words of an organization's name without articles.
func (g *register) bodyWords(nm *Name) []string {
	var out []string
	for _, w := range nm.Words {
		out = append(out, g.core(w))
	}
	return out
}

// organization returns the member that an organization's name means: the same row
// of table org-name, the same words, or, for a short name (الوزارة), the one
// mentioned last with that head.
func (g *register) organization(nm *Name) model.Ref {
	words := g.bodyWords(nm)
	head := ""
	var row *lang.Row
	if nm.Head.Entry != nil {
		if nm.Head.Class == lang.OrgName {
			row = nm.Head.Row
		} else {
			head = g.headOf(nm.Head)
		}
	}
	name := g.nameText(nm.Range, nm)
	ref := g.recent(func(m *member) bool {
		if m.Type != model.Organization {
			return false
		}
		switch {
		case row != nil && m.row == row:
			return true
		case m.Country != "" && nm.Country != "" && m.Country != nm.Country:
			return false
		case slices.Equal(words, m.words):
			return true
		case len(words) > 1 && len(m.words) > 1 && (subsequence(words, m.words) || subsequence(m.words, words)):
			return words[0] == m.words[0] || row != nil || m.row != nil
		}
		return false
	})
	if ref == model.NoRef && len(words) == 1 && nm.Head.Entry != nil && nm.Head.Definite {
		ref = g.recent(func(m *member) bool {
			return m.Type == model.Organization && m.last >= 0 && len(m.words) > 0 && (m.head == head && head != "" || m.words[0] == words[0])
		})
	}
	if ref == model.NoRef && head != "" && len(words) > 1 { // شركة "أبل" and أبل
		ref = g.recent(func(m *member) bool {
			return m.Type == model.Organization && (slices.Equal(m.words, words[1:]) || len(m.words) > 1 && m.head == head && slices.Equal(m.words[1:], words))
		})
	}
	if ref == model.NoRef {
		m := &member{words: words, head: head, row: row, first: nm.From, gender: nm.Gender, number: 's', indef: nm.Head.Entry != nil && !nm.Head.Definite}
		m.Type, m.Name, m.Country = model.Organization, name, nm.Country
		m.definite = nm.Definite
		return g.add(m)
	}
	m := g.members[ref]
	m.definite = m.definite || nm.Definite
	if len(words) > len(m.words) {
		m.words, m.Name = words, name
	}
	if m.Country == "" {
		m.Country = nm.Country
	}
	if m.head == "" {
		m.head = head
	}
	return ref
}

// country returns the member for a state.
func (g *register) country(nm *Name) model.Ref {
	for i, m := range g.latest() {
		if m.Type == model.CountryType && m.Country == nm.Country {
			return model.Ref(i)
		}
	}
	m := &member{first: nm.From, gender: nm.Gender, number: 's'}
	m.Type, m.Name, m.Country = model.CountryType, g.d.Pack.CountryName(nm.Country), nm.Country
	return g.add(m)
}

// described returns the member that an unnamed source, group or document means:
// with an article the last one with that head (المصدر), else the one described in
// the same words, else a new one.
func (g *register) described(nm *Name) model.Ref {
	head := ""
	def := nm.Head.Entry != nil && nm.Head.Definite
	if nm.Head.Entry != nil {
		head = g.headOf(nm.Head)
	}
	if nm.Rule == "subject" && nm.Type == model.Anonymous { // a surname that is a common word, too
		var words []string
		for j := nm.From; j < nm.To; j++ {
			words = append(words, g.d.Tokens[j].Fold)
		}
		if ref := g.bySurname(words); ref != model.NoRef {
			return ref
		}
	}
	name := g.nameText(nm.Range, nm)
	folded := g.d.Pack.Fold.Words(name)
	ref := g.recent(func(m *member) bool { return m.Type == nm.Type && m.Folded == folded && m.last >= 0 })
	if ref == model.NoRef && def {
		ref = g.recent(func(m *member) bool {
			return m.last >= 0 && m.head == head && m.Type == nm.Type && agreeNumber(m.number, nm.Number) && (nm.Country == "" || m.Country == "" || m.Country == nm.Country)
		})
	}
	if ref == model.NoRef && def && nm.Type == model.Anonymous && nm.Head.Row.Get("any") != "" {
		ref = g.lastSource()
	}
	if ref == model.NoRef && nm.Type == model.Anonymous && nm.Number == 's' && nm.Head.Entry != nil && nm.Head.Row.Get("any") == "" {
		if ref = g.meant(nm, g.roleOf(nm)); ref != model.NoRef {
			return ref
		}
	}
	if ref != model.NoRef {
		return ref
	}
	if full := g.fuller(nm, head); full != nil && nm.Len() == 1 {
		name, folded = g.nameText(full.Range, full), g.d.Pack.Fold.Words(g.nameText(full.Range, full))
	}
	m := &member{head: head, first: nm.From, gender: nm.Gender, number: nm.Number, indef: !def}
	m.Type, m.Name, m.Folded, m.Country = nm.Type, g.nominative(name), folded, nm.Country
	if nm.Type == model.Anonymous && nm.Role.Len() > 0 {
		m.roles = append(m.roles, g.roleOf(nm))
	}
	return g.add(m)
}

// bySurname returns the person of that surname or of those words, NoRef for none.
func (g *register) bySurname(words []string) model.Ref {
	for _, i := range g.candidates(words) {
		if g.sameName(g.members[i].words, words) > 1 {
			return model.Ref(i)
		}
	}
	return model.NoRef
}

func agreeNumber(a, b byte) bool { return a == 0 || b == 0 || a == b }

// lastSource returns who was last the source of a statement: المصدر نفسه.
func (g *register) lastSource() model.Ref {
	best := model.NoRef
	for i, m := range g.latest() {
		if m.spoke >= 0 && (best == model.NoRef || m.spoke > g.members[best].spoke) {
			best = model.Ref(i)
		}
	}
	return best
}

// fuller returns the next name of the same kind and head that says more.
func (g *register) fuller(nm *Name, head string) *Name {
	first := g.before(nm.From + 1)
	for i := first; i < min(len(g.d.Names), first+maxMembers); i++ {
		o := &g.d.Names[i]
		if o.Type == nm.Type && o.Head.Entry != nil && g.headOf(o.Head) == head && o.Number == nm.Number {
			if o.Len() > 1 && !o.Head.Definite {
				return o
			}
			return nil
		}
	}
	return nil
}
