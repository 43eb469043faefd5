package extract

import (
	"iter"
	"strings"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// resolve says who the names of an article mean and who speaks in its
// statements. First all full names are gathered into a register, so that a role
// can be resolved to somebody who is named only later; then the text is read in
// order: names, then statements with what was last in focus.
func resolve(d *Doc) error {
	r := &resolver{d: d, reg: &register{d: d, sources: make(map[*Name]bool)}}
	for _, s := range d.Statements {
		if s.Source >= 0 {
			r.reg.sources[&d.Names[s.Source]] = true
		}
	}
	r.appose()
	r.reg.gather()
	r.names()
	r.statements()
	r.keep()
	d.Entities = r.reg.entities()
	return nil
}

// keep leaves out who is neither named nor has a part in a statement, and points
// names and statements to what is left.
func (r *resolver) keep() {
	used := make([]bool, len(r.reg.members))
	use := func(ref model.Ref) {
		for ref != model.NoRef && !used[ref] {
			used[ref] = true
			ref = r.reg.members[ref].IssuedBy
		}
	}
	for _, s := range r.d.Statements {
		use(s.Speaker)
		use(s.To)
		for _, v := range s.ViaRefs {
			use(v)
		}
	}
	for i, m := range r.reg.members {
		if m.Type == model.CountryType || m.Type == model.Person && m.named || m.Type == model.Organization && m.proper() {
			use(model.Ref(i))
		}
	}
	at := make([]model.Ref, len(used))
	members := r.reg.members[:0]
	for i, m := range r.reg.members {
		at[i] = model.NoRef
		if used[i] {
			at[i] = model.Ref(len(members))
			members = append(members, m)
		}
	}
	move := func(ref *model.Ref) {
		if *ref != model.NoRef {
			*ref = at[*ref]
		}
	}
	r.reg.members = members
	for _, m := range members {
		move(&m.IssuedBy)
	}
	for _, names := range [...][]Name{r.d.Names, r.d.Inner} {
		for i := range names {
			move(&names[i].Entity)
		}
	}
	for _, s := range r.d.Statements {
		move(&s.Speaker)
		move(&s.To)
		for i := range s.ViaRefs {
			move(&s.ViaRefs[i])
		}
	}
}

// proper reports whether an organization is called by a name of its own, not only
// by a head noun (الشركة) or without article (قوات أجنبية).
func (m *member) proper() bool {
	return m.row != nil || len(m.words) > 1 && m.definite
}

// resolver is the state of stage resolve.
type resolver struct {
	d   *Doc
	reg *register

	focus []focus // who spoke, in text order
}

// member is somebody in the register while the article is read.
type member struct {
	model.Entity
	words      []string // folded words of the fullest name
	head       string   // lemma of the head noun of an organization, group, source
	roles      []role
	gender     byte
	number     byte
	row        *lang.Row // of table org-name
	alias      []string  // folded words of another name
	last       int       // token of the last mention read, -1 before the first
	spoke      int       // token of the last mention as a source, -1 before the first
	first      int       // token of the first mention
	named      bool
	definite   bool // an organization whose name is definite
	quoted     bool // the source of a statement by name
	introduced bool // first named as the source of a statement
	indef      bool // first mentioned without article
}

// role is a title phrase that somebody bears.
type role struct {
	head    string   // lemma of the title
	words   []string // folded content words of the whole phrase, articles off
	country string
	gender  byte

	adjectives []string // those of words that are adjectives
}

// register holds the members of an article.
type register struct {
	d       *Doc
	members []*member
	affixed []lang.Affixed   // room for what is looked at
	byLast  map[string][]int // words of people's names → members
	sources map[*Name]bool   // names that are the source of a statement
	same    map[*Name]*Name  // titles → the names that they are in apposition to
}

// maxMembers bounds the members that a mention is compared with, and the names that
// are looked at ahead: more than any article has, so that the work on a very long text stays linear.
const maxMembers = 600

// latest gives the members that were entered last.
func (g *register) latest() iter.Seq2[int, *member] {
	return func(yield func(int, *member) bool) {
		for i := max(0, len(g.members)-maxMembers); i < len(g.members); i++ {
			if !yield(i, g.members[i]) {
				return
			}
		}
	}
}

// names resolves every name in text order.
func (r *resolver) names() {
	inner := 0
	for i := range r.d.Names {
		nm := &r.d.Names[i]
		for inner < len(r.d.Inner) && r.d.Inner[inner].From < nm.To {
			r.resolveName(&r.d.Inner[inner])
			inner++
		}
		r.resolveName(nm)
	}
	for ; inner < len(r.d.Inner); inner++ {
		r.resolveName(&r.d.Inner[inner])
	}
}

// resolveName finds or makes the member that a name means and adds the mention.
func (r *resolver) resolveName(nm *Name) {
	ref := model.NoRef
	named := r.reg.same[nm]
	switch {
	case named != nil:
		ref = r.reg.person(named)
	case nm.Type == model.Person:
		if len(nm.Words) > 0 {
			ref = r.reg.person(nm)
		} else {
			ref = r.reg.byRole(nm)
		}
	case nm.Type == model.Organization:
		ref = r.reg.organization(nm)
	case nm.Type == model.CountryType:
		ref = r.reg.country(nm)
	default:
		ref = r.reg.described(nm)
	}
	nm.Entity = ref
	if ref == model.NoRef {
		return
	}
	m := r.reg.members[ref]
	m.Mentions = append(m.Mentions, r.mention(nm))
	m.last = nm.From
	if r.reg.sources[nm] {
		m.spoke = nm.From
	}
	if m.gender == 0 {
		m.gender = nm.Gender
	}
}

// mention returns the text of a name without its proclitics.
func (r *resolver) mention(nm *Name) model.Mention { return r.reg.mention(nm.Range, nm.Lead) }

func (g *register) mention(at Range, lead lang.Reading) model.Mention {
	if lead.Before == "" {
		return g.d.Mention(at)
	}
	lead.After = ""
	return text.Slice(g.d.Article.Text, g.d.Pack.Stem(g.d.Article.Text, g.d.Span(at), lead))
}

// nameText writes a name as it is shown: the exact text, the connectors of a
// hashtag as spaces.
func (g *register) nameText(at Range, nm *Name) string {
	var lead lang.Reading
	if at.From == nm.From {
		lead = nm.Lead
	}
	name := g.mention(at, lead).Text
	if g.d.Pack.Fused(lead.Before) { // للجيش is الجيش
		name = g.d.Pack.WithArticle(g.d.Article.Text, g.d.Span(at), lead)
	}
	if !strings.ContainsAny(name, "_#") {
		return name
	}
	return strings.NewReplacer("_", " ", "#", "").Replace(name)
}

// entities makes the entities of the members.
func (g *register) entities() []model.Entity {
	out := make([]model.Entity, 0, len(g.members))
	same := map[string]int{} // how many of one type and folded name so far
	for _, m := range g.members {
		e := m.Entity
		e.Folded = g.d.Pack.Fold.Words(e.Name)
		e.IssuedBy = max(e.IssuedBy, model.NoRef)
		key := string(e.Type) + " " + e.Folded
		e.SetID(g.d.Article.ID, same[key])
		same[key]++
		out = append(out, e)
	}
	return out
}

// add enters a new member and returns its Ref.
func (g *register) add(m *member) model.Ref {
	m.IssuedBy = model.NoRef
	m.last, m.spoke = -1, -1
	g.members = append(g.members, m)
	return model.Ref(len(g.members) - 1)
}

// recent returns the member of those that ok accepts which was mentioned last, or
// else the one that is mentioned first later on.
func (g *register) recent(ok func(*member) bool) model.Ref {
	best := model.NoRef
	for i, m := range g.latest() {
		if !ok(m) {
			continue
		}
		if best == model.NoRef {
			best = model.Ref(i)
			continue
		}
		b := g.members[best]
		if m.last > b.last || m.last < 0 && b.last < 0 && m.first < b.first {
			best = model.Ref(i)
		}
	}
	return best
}
