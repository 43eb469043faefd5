package extract

import (
	"slices"
	"sort"
	"strings"

	"qawl/extract/lang"
	"qawl/model"
)

// focus is somebody who spoke or acted, with where.
type focus struct {
	ref      model.Ref
	at       int // token
	sentence int
	inside   bool
	gender   byte // of the mention: the statement of a ministry is masculine
}

// statements says who speaks in each statement, in the order of their cues.
func (r *resolver) statements() {
	for _, s := range r.d.Statements {
		s.Speaker, s.To = model.NoRef, model.NoRef
		at := s.position()
		switch {
		case s.Source >= 0:
			s.Speaker = r.speaker(s.Source)
			r.note(s, "source", "")
		default:
			if s.Speaker = r.ofDocument(s); s.Speaker == model.NoRef {
				s.Speaker = r.dropped(s, at)
			}
		}
		if s.Addressee >= 0 {
			s.To = r.d.Names[s.Addressee].Entity
		}
		if s.Speaker != model.NoRef {
			f := focus{s.Speaker, at, r.d.Tokens[at].Sentence, s.Inside != nil, 0}
			if s.Source >= 0 {
				f.gender = r.d.Names[s.Source].Gender
			}
			r.focus = append(r.focus, f)
		}
	}
	r.chains()
}

// chains says through whom each statement came: those named with it, then who
// spoke the statement that it stands in and through whom that came.
func (r *resolver) chains() {
	for _, s := range r.d.Statements {
		s.ViaRefs = nil
		for o, depth := s, 0; o != nil && depth <= nesting; o, depth = o.Inside, depth+1 {
			if o != s {
				s.through(o.Speaker)
			}
			for _, v := range o.Via {
				if !r.ownOutlet(&r.d.Names[v]) {
					s.through(r.d.Names[v].Entity)
				}
			}
		}
	}
}

// ownOutlet reports whether a name is that of the outlet that published the
// article: one of its words is one of the outlet's name or of its address.
func (r *resolver) ownOutlet(nm *Name) bool {
	a := r.d.Article
	host := a.URL
	if _, rest, ok := strings.Cut(host, "://"); ok {
		host, _, _ = strings.Cut(rest, "/")
	}
	for i := nm.From; i < nm.To; i++ {
		w := strings.TrimLeftFunc(r.d.Tokens[i].Fold, func(c rune) bool { return c >= 0x80 }) // لـCNN
		if len(w) > 1 && strings.Contains(host, w) {
			return true
		}
	}
	if nm.Entity == model.NoRef {
		return false
	}
	outlet, name := r.d.Pack.FoldWords(a.Outlet), r.d.Pack.FoldWords(r.reg.members[nm.Entity].Name)
	return len(outlet) > 0 && len(name) > 0 && outlet[0] == name[0]
}

// through adds one through whom a statement came, if it is not there already.
func (s *Statement) through(ref model.Ref) {
	if ref != model.NoRef && ref != s.Speaker && !slices.Contains(s.ViaRefs, ref) {
		s.ViaRefs = append(s.ViaRefs, ref)
	}
}

// position is the token where a statement stands: its cue's or its content's first.
func (s *Statement) position() int {
	if s.Cue.Len() > 0 {
		return s.Cue.From
	}
	return s.Content[0].From
}

// note keeps how a speaker was found.
func (r *resolver) note(s *Statement, rule, text string) {
	s.Reasons = append(s.Reasons, model.Reason{Stage: "resolve", Rule: rule, Note: text})
}

// speaker returns who speaks where a name is the source: the issuer where it is
// a document.
func (r *resolver) speaker(k int) model.Ref {
	nm := &r.d.Names[k]
	if ref := r.together(k); ref != model.NoRef {
		return ref
	}
	if nm.Type != model.DocumentType || nm.Entity == model.NoRef {
		return nm.Entity
	}
	m := r.reg.members[nm.Entity]
	if i := r.issuer(nm); i != model.NoRef {
		m.IssuedBy = i
	}
	if m.IssuedBy != model.NoRef {
		return m.IssuedBy
	}
	return nm.Entity
}

// ofDocument returns who speaks where the cue is the name of what was issued: جاء
// في بيان للوزارة أن.
func (r *resolver) ofDocument(s *Statement) model.Ref {
	k := sort.Search(len(r.d.Names), func(i int) bool { return r.d.Names[i].To > s.Cue.From })
	if k == len(r.d.Names) || !r.d.Names[k].Overlaps(s.Cue) || r.d.Names[k].Type != model.DocumentType || s.Cue.Len() == 0 {
		return model.NoRef
	}
	ref := r.speaker(k)
	if ref == r.d.Names[k].Entity {
		return model.NoRef
	}
	r.note(s, "whose document", "")
	return ref
}

// issuer returns whose document a name is: that of the name within its phrase, of
// the last document of that kind, or, where such documents always speak for
// somebody, of who spoke last.
func (r *resolver) issuer(nm *Name) model.Ref {
	if ref := r.explicitIssuer(nm); ref != model.NoRef {
		return ref
	}
	if nm.Head.Entry == nil {
		return model.NoRef
	}
	if nm.Country != "" { // البيان التركي
		return r.reg.country(nm)
	}
	if m := r.reg.members[nm.Entity]; m.IssuedBy != model.NoRef {
		return m.IssuedBy
	}
	head := r.reg.headOf(nm.Head)
	best := model.NoRef
	for i, m := range r.reg.members {
		if m.Type == model.DocumentType && m.head == head && m.IssuedBy != model.NoRef && (best == model.NoRef || m.last > r.reg.members[best].last) {
			best = model.Ref(i)
		}
	}
	if best != model.NoRef {
		return r.reg.members[best].IssuedBy
	}
	if nm.Head.Row.Get("kind") != "issued" || nm.Len() == 1 && !nm.Head.Definite && nm.Head.After == "" {
		return model.NoRef
	}
	for k := len(r.focus) - 1; k >= 0; k-- {
		m := r.reg.members[r.focus[k].ref]
		if !r.focus[k].inside && m.Type != model.DocumentType && m.Type != model.Anonymous && (m.row == nil || m.row.Get("kind") != "media") {
			return r.focus[k].ref
		}
	}
	return model.NoRef
}

// explicitIssuer returns who is named within the phrase of a document.
func (r *resolver) explicitIssuer(nm *Name) model.Ref {
	first := sort.Search(len(r.d.Inner), func(i int) bool { return r.d.Inner[i].From >= nm.From })
	for i := first; i < len(r.d.Inner) && r.d.Inner[i].From < nm.To; i++ {
		if in := &r.d.Inner[i]; nm.Range.Covers(in.Range) && in.Entity != model.NoRef {
			return in.Entity
		}
	}
	return model.NoRef
}

// dropped finds the speaker of a statement without one of its own: who spoke
// before in the same sentence, the subject of that sentence, or who spoke last,
// if verb and speaker agree.
func (r *resolver) dropped(s *Statement, at int) model.Ref {
	sentence := r.d.Tokens[at].Sentence
	if o := s.Inside; o != nil && at > 0 && o.Speaker != model.NoRef && r.pronominal(at-1) && r.agrees(s, r.reg.members[o.Speaker]) {
		r.note(s, "pronoun", "")
		return o.Speaker
	}
	if ref := r.within(s, at, sentence); ref != model.NoRef {
		r.note(s, "whose document", "")
		return ref
	}
	for k := len(r.focus) - 1; k >= 0; k-- {
		f := r.focus[k]
		if f.sentence != sentence {
			break
		}
		if r.reaches(s, f) && f.inside == (s.Inside != nil) {
			r.note(s, "same sentence", "")
			return f.ref
		}
	}
	if ref := r.subject(s, at); ref != model.NoRef {
		r.note(s, "subject of the sentence", "")
		return ref
	}
	if ref := r.acted(s, sentence); ref != model.NoRef {
		r.note(s, "subject of the sentence before", "")
		return ref
	}
	for k := len(r.focus) - 1; k >= 0; k-- {
		f := r.focus[k]
		if f.inside && s.Inside == nil && f.sentence != sentence {
			continue
		}
		if r.reaches(s, f) {
			r.note(s, "who spoke last", "")
			return f.ref
		}
	}
	return r.mentioned(s, at)
}

// mentioned returns the person named last before a cue, in its sentence or the one
// before, that agrees with it: لكنها رأت أن.
func (r *resolver) mentioned(s *Statement, at int) model.Ref {
	if s.Verb.Entry == nil || s.Verb.Gender == 0 {
		return model.NoRef
	}
	from := r.d.Sentences[max(r.d.Tokens[at].Sentence-1, 0)].From
	first := sort.Search(len(r.d.Names), func(i int) bool { return r.d.Names[i].From >= at })
	for i := first - 1; i >= 0 && r.d.Names[i].From >= from; i-- {
		nm := &r.d.Names[i]
		if nm.Entity != model.NoRef && nm.Type == model.Person && r.agrees(s, r.reg.members[nm.Entity]) {
			r.note(s, "who was named last", "")
			return nm.Entity
		}
	}
	return model.NoRef
}

// within returns who issued the document that a cue points back to: صدر بيان عن
// الجيش قال فيه.
func (r *resolver) within(s *Statement, at, sentence int) model.Ref {
	if s.Cue.To >= len(r.d.Tokens) || r.d.grammar.around[r.d.Tokens[s.Cue.To].Fold]&isWithin == 0 {
		return model.NoRef
	}
	first := sort.Search(len(r.d.Names), func(i int) bool { return r.d.Names[i].From >= at })
	for i := first - 1; i >= 0 && r.d.Tokens[r.d.Names[i].From].Sentence == sentence; i-- {
		nm := &r.d.Names[i]
		if nm.Type != model.DocumentType {
			continue
		}
		if ref := r.explicitIssuer(nm); ref != model.NoRef && r.agrees(s, r.reg.members[ref]) {
			return ref
		}
		return model.NoRef
	}
	return model.NoRef
}

// pronominal reports whether token i is a complementiser with a pronoun: whoever
// says that he said (أعلنت أنها طلبت).
func (r *resolver) pronominal(i int) bool {
	v, ok := r.d.Tokens[i].Only(lang.That)
	return ok && v.After != ""
}

// reaches reports whether a dropped subject can be who spoke at f.
func (r *resolver) reaches(s *Statement, f focus) bool {
	if s.Inside != nil && s.Inside.Speaker == f.ref && s.Inside.position() == f.at {
		return false
	}
	return r.agrees(s, r.reg.members[f.ref]) || f.gender != 0 && f.gender == s.Verb.Gender
}

// subject returns the subject of the clause before a cue in its sentence: the first
// name there that no preposition governs, that stands behind a verb or begins the
// sentence, and agrees; else the one whose document or talk is named
// (في تغريدة للوزير قال).
func (r *resolver) subject(s *Statement, at int) model.Ref {
	from := r.d.Sentences[r.d.Tokens[at].Sentence].From
	if s.Inside != nil {
		from = max(from, s.Inside.Content[0].From)
	}
	return r.subjectBetween(s, from, at)
}

// acted returns the person who is the subject of the sentence before, where nobody
// spoke in it: what he did is told first, then what he said.
func (r *resolver) acted(s *Statement, sentence int) model.Ref {
	if s.Inside != nil || sentence == 0 {
		return model.NoRef
	}
	before := r.d.Sentences[sentence-1]
	if before.Part == model.PartHeadline || len(r.focus) > 0 && r.focus[len(r.focus)-1].sentence >= sentence-1 {
		return model.NoRef
	}
	ref := r.subjectBetween(s, before.From, before.To)
	if ref == model.NoRef || r.reg.members[ref].Type != model.Person && r.reg.members[ref].Type != model.Anonymous {
		return model.NoRef
	}
	return ref
}

func (r *resolver) subjectBetween(s *Statement, from, at int) model.Ref {
	owner := model.NoRef
	first := sort.Search(len(r.d.Names), func(i int) bool { return r.d.Names[i].From >= from })
	for i := first; i < len(r.d.Names); i++ {
		nm := &r.d.Names[i]
		if nm.From >= at {
			break
		}
		if nm.Entity == model.NoRef || nm.Type == model.DocumentType || !r.agrees(s, r.reg.members[nm.Entity]) {
			continue
		}
		before := nm.From - 1
		switch {
		case !nm.Prep && nm.From <= from+2 && before >= from && (!r.d.Tokens[before].Is(lang.Function) || r.d.Tokens[before].Is(lang.That)):
			return nm.Entity
		case nm.Prep && before >= from && r.d.Tokens[before].Is(lang.Media|lang.SayNoun|lang.EventNoun):
			owner = nm.Entity
		case nm.Prep:
		case before < from || r.verbal(before):
			return nm.Entity
		}
	}
	return owner
}

// verbal reports whether token i is a finite verb.
func (r *resolver) verbal(i int) bool {
	for _, v := range r.d.Tokens[i].Readings {
		if v.Class&(lang.Say|lang.Verb) != 0 && (v.Form == lang.Past || v.Form == lang.Present) || v.Class == lang.NotName && v.Row.Get("kind") == "verb" {
			return true
		}
	}
	return false
}

// agrees reports whether the verb of a statement's cue can have m as its subject.
func (r *resolver) agrees(s *Statement, m *member) bool {
	v := s.Verb
	if v.Entry == nil || v.Form == lang.VerbalNoun || v.Form == lang.FormNone {
		return true
	}
	if v.Gender != 0 && m.gender != 0 && v.Gender != m.gender && m.number != 'p' {
		return false
	}
	if v.Number == 'p' && m.number == 's' && m.Type == model.Person {
		return false
	}
	if v.Number == 's' && m.number == 'p' && m.Type == model.Group {
		return false
	}
	return true
}

// together returns the group that names joined by conjunctions make: باريس وبرلين.
func (r *resolver) together(k int) model.Ref {
	nm := &r.d.Names[k]
	last := k
	for last+1 < len(r.d.Names) {
		next := &r.d.Names[last+1]
		if next.From != r.d.Names[last].To || next.Type != nm.Type || next.Lead.Prep || !r.d.Pack.Conjoined(next.Lead.Before) {
			break
		}
		last++
	}
	if last == k || nm.Type == model.DocumentType || nm.Type == model.Anonymous {
		return model.NoRef
	}
	at := Range{nm.From, r.d.Names[last].To}
	name := r.reg.nameText(at, nm)
	folded := r.d.Pack.Fold.Words(name)
	for i, m := range r.reg.members {
		if m.Type == model.Group && m.Folded == folded {
			return model.Ref(i)
		}
	}
	m := &member{first: nm.From, number: 'p'}
	m.Type, m.Name, m.Folded = model.Group, name, folded
	m.Mentions = append(m.Mentions, r.d.Mention(at))
	return r.reg.add(m)
}
