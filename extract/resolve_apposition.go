package extract

import (
	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// appose finds titles and names that stand in apposition and so mean one person:
// قائد اللواء الثالث، محمد العجابي، and محمد العجابي، قائد اللواء الثالث. Those
// that touch are one name already; these are the ones with words between that
// belong to neither.
func (r *resolver) appose() {
	r.reg.same = map[*Name]*Name{}
	for _, s := range r.d.Statements {
		if s.Source < 0 || len(s.Content) == 0 {
			continue
		}
		nm := &r.d.Names[s.Source]
		if !unnamedPerson(nm) {
			continue
		}
		to := r.d.Sentences[r.d.Tokens[nm.From].Sentence].To
		if c := s.Content[0].From; c > nm.To {
			to = min(to, c)
		}
		if s.Cue.From > nm.To {
			to = min(to, s.Cue.From)
		}
		if o := r.namedBehind(nm, s.Source, to); o != nil {
			r.reg.same[nm] = o
		}
	}
	for i := range r.d.Names {
		nm := &r.d.Names[i]
		if i > 0 && r.reg.same[nm] == nil && nm.Type == model.Person && len(nm.Words) == 0 {
			if o := &r.d.Names[i-1]; o.Type == model.Person && len(o.Words) > 0 && r.commaOnly(o.To, nm.From) && r.closed(nm.To) && sameGender(nm, o) && nm.Number != 'p' && nm.Lead.Before == "" {
				r.reg.same[nm] = o
			}
		}
	}
}

// unnamedPerson reports whether a name is a title or description of one person.
func unnamedPerson(nm *Name) bool {
	return (nm.Type == model.Person || nm.Type == model.Anonymous) && len(nm.Words) == 0 && nm.Number != 'p' && nm.Number != 'd'
}

func sameGender(a, b *Name) bool { return a.Gender == 0 || b.Gender == 0 || a.Gender == b.Gender }

// commaOnly reports whether a comma is all that stands between two tokens.
func (r *resolver) commaOnly(from, to int) bool {
	return to == from+1 && isComma(&r.d.Tokens[from])
}

func isComma(t *Token) bool { return t.Kind == text.Punct && (t.Fold == "،" || t.Fold == ",") }

// closed reports whether a phrase that ends before token i is closed there.
func (r *resolver) closed(i int) bool {
	return i >= len(r.d.Tokens) || r.d.Tokens[i].Kind == text.Punct || r.d.Tokens[i].Is(lang.That) || r.d.Tokens[i].Sentence != r.d.Tokens[i-1].Sentence
}

// namedBehind returns the person named behind a title, before token to: directly,
// behind a comma, or before the complementiser.
func (r *resolver) namedBehind(nm *Name, k, to int) *Name {
	next := k + 1
	for i := nm.To; i < to; i++ {
		for next < len(r.d.Names) && r.d.Names[next].From < i {
			next++
		}
		t := &r.d.Tokens[i]
		if next < len(r.d.Names) && r.d.Names[next].From == i {
			o := &r.d.Names[next]
			if o.Type == model.Person && len(o.Words) > 0 {
				if r.apposed(nm, o, to) {
					return o
				}
				return nil
			}
			i = o.To - 1
			continue
		}
		if t.Is(lang.That) || r.relative(i) || r.verbal(i) && !t.Is(lang.Title|lang.Org|lang.SayNoun|lang.EventNoun|lang.Adjective|lang.Nisba) {
			return nil
		}
	}
	return nil
}

// apposed reports whether the name o behind the title nm is in apposition to it.
func (r *resolver) apposed(nm, o *Name, to int) bool {
	if o.Prep || o.Lead.Before != "" || !sameGender(nm, o) {
		return false
	}
	before := &r.d.Tokens[o.From-1]
	switch {
	case o.From == nm.To:
		return len(o.Words) > 1 || r.closed(o.To)
	case isComma(before):
		return true
	}
	return len(o.Words) > 1 && o.Proper.From == o.From && !before.Is(lang.Function|lang.Title) && before.Kind == text.Word && (o.To >= to || r.closed(o.To))
}

// relative reports whether token i is a relative pronoun.
func (r *resolver) relative(i int) bool {
	return r.d.grammar.around[r.d.Tokens[i].Fold]&isRel != 0
}
