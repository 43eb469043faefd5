package loader

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"qawl/model"
)

// named is a mention of an entity or country.
type named struct {
	model.Span
	id model.ID
}

// entity is what an article says about the entities that have one id.
type entity struct {
	id       model.ID
	first    *model.Entity // the one with the least name
	mentions []model.Mention
	role     string
	reasons  []model.Reason
}

// entities adds what the article names, and whom that stands for, belongs to
// and comes from.
func (x *build) entities() {
	byID := map[model.ID]*entity{}
	var order []*entity
	for i := range x.d.Entities {
		e := &x.d.Entities[i]
		id, err := graphID(e, x.a.ID, len(x.d.Entities))
		if err != nil {
			x.fail("%w", err)
			return
		}
		x.refs = append(x.refs, id)
		s := byID[id]
		if s == nil {
			s = &entity{id: id, first: e}
			byID[id] = s
			order = append(order, s)
		}
		if e.Name != "" && model.SpelledBefore(e.Name, s.first.Name) {
			s.first = e
		}
		s.mentions = append(s.mentions, e.Mentions...)
		s.reasons = append(s.reasons, e.Reasons...)
		s.role = cmp.Or(s.role, e.Role)
	}
	for _, s := range order {
		e := s.first
		if e.Type == model.CountryType {
			x.country(e.Country)
			s.mentions = append(s.mentions, x.countryMentions(e.Country)...)
		} else {
			p := props{"name": properName(cmp.Or(e.Name, e.Folded))}
			if !e.Shared() {
				p[model.ArticleProperty] = string(x.a.ID)
			}
			x.node(s.id, p.text(model.FoldedProperty, e.Folded))
		}
		x.mentions(s)
	}
	for i := range x.d.Entities {
		x.entityEdges(x.refs[i], &x.d.Entities[i])
	}
}

// graphID returns the entity's id, which has to be what SetID gives: otherwise
// two articles would not meet in what they share, or would meet in what they
// don't. most bounds how many of one name and type an article can have.
func graphID(e *model.Entity, article model.ID, most int) (model.ID, error) {
	c := *e
	for nth := range most {
		if c.SetID(article, nth); c.ID == e.ID {
			return e.ID, nil
		}
		if c.Shared() {
			break
		}
	}
	return "", fmt.Errorf("%s %q: id %s is not made of its type, its folded name and, where articles do not share it, its article", e.Type, e.Name, e.ID)
}

// mentions adds the edge that says how and where the article names an entity.
func (x *build) mentions(s *entity) {
	ms := slices.Clone(s.mentions)
	slices.SortFunc(ms, func(a, b model.Mention) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	ms = slices.CompactFunc(ms, func(a, b model.Mention) bool { return a.Span == b.Span })
	spans := make([]model.Span, len(ms))
	for i, m := range ms {
		spans[i] = m.Span
		if spokenAbout(s.first.Type) {
			x.named = append(x.named, named{m.Span, s.id})
		}
	}
	p := props{"count": int64(len(ms)), "spans": x.spans(spans), "name": properName(cmp.Or(s.first.Name, s.first.Folded))}
	x.edge(model.EdgeMentions, x.a.ID, s.id, p.text("role", s.role).reasons(s.reasons))
}

// spokenAbout reports whether statements are linked to what they name of this
// type: who or what can be looked up. "Some residents" or "a source" say
// something, but nobody asks what is said about them.
func spokenAbout(t model.EntityType) bool {
	switch t {
	case model.Group, model.Anonymous, model.DocumentType:
		return false
	}
	return true
}

func (x *build) entityEdges(id model.ID, e *model.Entity) {
	if e.Country != "" && e.Type != model.CountryType {
		p := props{model.ArticleProperty: string(x.a.ID)}
		if e.Type == model.Person {
			x.edge(model.EdgeRepresents, id, x.country(e.Country), p.text("role", e.Role))
		} else {
			x.edge(model.EdgeBelongsTo, id, x.country(e.Country), p)
		}
	}
	if e.Type == model.DocumentType {
		if to := x.ref(e.IssuedBy); to != "" && to != id {
			x.edge(model.EdgeIssuedBy, id, to, props{})
		}
	}
}

func (x *build) countryMentions(code string) []model.Mention {
	for _, c := range x.d.Countries {
		if c.Code == code {
			return c.Mentions
		}
	}
	return nil
}

// countries adds the countries that no entity stands for.
func (x *build) countries() {
	for _, c := range x.d.Countries {
		id := model.CountryID(c.Code)
		if slices.Contains(x.refs, id) {
			continue // mentioned with the entity
		}
		x.country(c.Code)
		x.mentions(&entity{id: id, first: &model.Entity{Name: cmp.Or(c.Name, c.Code)}, mentions: c.Mentions})
	}
	slices.SortStableFunc(x.named, func(a, b named) int { return cmp.Compare(a.Start, b.Start) })
}

func (x *build) events() {
	for i := range x.d.Events {
		e := &x.d.Events[i]
		c := *e
		if c.SetID(x.a.ID); c.ID != e.ID {
			x.fail("event %q: id %s is not made of its type, day, country and head words, or of its article", e.Mention.Text, e.ID)
			return
		}
		name := properName(e.Mention.Text)
		p := props{"name": name, "type": string(e.Type)}
		if p.date("date", e.Date); e.Shared() {
			p[model.FoldedProperty] = e.Head
		} else {
			p[model.ArticleProperty] = string(x.a.ID)
			p.text(model.FoldedProperty, x.fold(e.Mention.Text))
		}
		x.node(e.ID, p)
		x.edge(model.EdgeReports, x.a.ID, e.ID, props{"name": name, "start": x.at(e.Mention.Start), "end": x.at(e.Mention.End)}.reasons(e.Reasons))
		if e.Country != "" {
			x.edge(model.EdgeTookPlaceIn, e.ID, x.country(e.Country), props{})
		}
		for _, r := range e.Involves {
			if to := x.ref(r); to != "" {
				x.edge(model.EdgeInvolves, e.ID, to, props{model.ArticleProperty: string(x.a.ID)})
			}
		}
	}
}

// properName makes a name of a spelling that may have been cut out of a text
// with marks around it, or be drawn out: among spellings of one name, which
// differ in nothing else, such a one would be the least.
func properName(s string) string {
	clean := strings.Map(func(r rune) rune {
		if r == tatweel || r == 0xffff || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	clean = strings.TrimFunc(clean, func(r rune) bool {
		return isBlank(r) || unicode.In(r, unicode.Pi, unicode.Pf, unicode.Pd) || strings.ContainsRune("\"',،:؛", r)
	})
	return shortName(cmp.Or(clean, s))
}

const tatweel = 0x640

// shortName makes a name for the Browser: one line of at most nameLength code
// points, cut between words where that does not cost half of it.
func shortName(s string) string {
	s = strings.Join(strings.FieldsFunc(s, isBlank), " ")
	n := 0
	for i := range s {
		if n++; n <= nameLength {
			continue
		}
		if j := strings.LastIndexByte(s[:i], ' '); j > i/2 {
			i = j
		}
		return s[:i] + "…"
	}
	return s
}

const nameLength = 60

func isBlank(r rune) bool {
	return r <= ' ' || r == '\u007f' || r == '\u00a0' || r == '\u2028' || r == '\u2029'
}
