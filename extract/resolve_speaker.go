package extract

import (
	"qawl/extract/lang"
	"qawl/model"
)

// focus is somebody who spoke or acted, with where.
type focus struct {
	ref      model.Ref
	at       int // token
	sentence int
	inside   bool
}

// statements says who speaks in each statement, in the order of their cues.
func (r *resolver) statements() {
	for _, s := range r.d.Statements {
		s.Speaker, s.To = model.NoRef, model.NoRef
		at := s.position()
		switch {
		case s.Source >= 0:
			s.Speaker = r.speaker(&r.d.Names[s.Source])
			r.note(s, "source", "")
		default:
			s.Speaker = r.dropped(s, at)
		}
		for _, v := range s.Via {
			if ref := r.d.Names[v].Entity; ref != model.NoRef && ref != s.Speaker {
				s.ViaRefs = append(s.ViaRefs, ref)
			}
		}
		if s.Addressee >= 0 {
			s.To = r.d.Names[s.Addressee].Entity
		}
		if s.Speaker != model.NoRef {
			r.focus = append(r.focus, focus{s.Speaker, at, r.d.Tokens[at].Sentence, s.Inside != nil})
		}
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
func (r *resolver) speaker(nm *Name) model.Ref {
	if nm.Type != model.DocumentType || nm.Entity == model.NoRef {
		return nm.Entity
	}
	m := r.reg.members[nm.Entity]
	for i := range r.d.Inner {
		in := &r.d.Inner[i]
		if nm.Range.Covers(in.Range) && in.Entity != model.NoRef {
			m.IssuedBy = in.Entity
			break
		}
	}
	if m.IssuedBy != model.NoRef {
		return m.IssuedBy
	}
	return nm.Entity
}

// dropped finds the speaker of a statement without one of its own: for a
// participle or verbal noun who speaks in the same sentence, else who spoke last and
// agrees with the verb.
func (r *resolver) dropped(s *Statement, at int) model.Ref {
	sentence := r.d.Tokens[at].Sentence
	for k := len(r.focus) - 1; k >= 0; k-- {
		f := r.focus[k]
		if f.inside && s.Inside == nil && f.sentence != sentence {
			continue
		}
		if s.Inside != nil && s.Inside.Speaker == f.ref && s.Inside.position() == f.at {
			continue
		}
		if !r.agrees(s, r.reg.members[f.ref]) {
			continue
		}
		r.note(s, "dropped", "")
		return f.ref
	}
	return model.NoRef
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
