package extract

import (
	"slices"

	"qawl/extract/lang"
)

// gapVia adds those through whom a statement came who are named between its cue
// and its content: outlets and agencies (قال لوكالة …, في مقابلة مع قناة …), and
// attributions (قال وفقا لوكالة …).
func (s *scanner) gapVia(st *Statement, c *cue, to int, l *level) {
	for i := c.To; i < to; i++ {
		if a, ok := s.accordingAt(i); ok && i < to {
			if a.passed && a.source >= 0 {
				st.Via, st.Source = append(st.Via, st.Source), a.source
			} else if a.source >= 0 && a.source != st.Source {
				st.Via = append(st.Via, a.source)
			}
			i = max(i, a.end-1)
			continue
		}
		n := int(s.names[i])
		if n < 0 || s.d.Names[n].From != i || n == st.Source {
			continue
		}
		if s.media(n) && (s.governed(n) || s.dispatched(i)) {
			st.Via = append(st.Via, n)
		}
	}
	if from := s.clauseStart(c.From, l); l.last == nil && from < c.From && s.around(from)&isPrep != 0 { // وفي حديث لقناة … قال
		for i := from; i < c.From; i++ {
			if n := int(s.names[i]); n >= 0 && s.d.Names[n].From == i && s.media(n) && s.governed(n) {
				st.Via = append(st.Via, n)
			}
		}
	}
	st.Via = slices.DeleteFunc(st.Via, func(n int) bool { return n < 0 })
}

// media reports whether name n is that of an outlet or agency.
func (s *scanner) media(n int) bool {
	m := &s.d.Names[n]
	return m.Head.Entry != nil && m.Head.Row.Get("kind") == "media"
}

// dispatched reports whether a verb stands before token i by which an outlet
// passes something on (في بيان نشرته الوكالة).
func (s *scanner) dispatched(i int) bool {
	for _, r := range s.d.Tokens[i-1].Readings {
		if r.Class&(lang.Say|lang.Verb) != 0 && r.After != "" {
			return true
		}
	}
	return false
}
