package extract

import (
	"slices"
	"strings"

	"qawl/extract/lang"
)

// release cuts a name behind a cue before the complement that the cue takes and
// that would not be found otherwise: in أشار المحلل إلى التراجع the complement
// is that of the verb, although it may belong to a noun (المبعوث إلى سوريا).
func (s *scanner) release(c *cue, limit int) {
	if c.tag == tagNoun || len(c.preps) == 0 {
		return
	}
	limit = min(limit, c.To+gapLength/2)
	for i := c.To; i < limit && !s.breaks(i); i++ {
		n := s.names[i]
		if n < 0 || s.d.Names[n].From == i || !s.complement(i, c.preps) {
			continue
		}
		m := &s.d.Names[n]
		title := m.Head.Entry == nil || m.Head.Class&lang.Title != 0
		if s.around(i)&isWhole != 0 || title && !slices.Contains(c.preps, s.d.Tokens[i].Fold) || s.opener(m.To, limit, c) {
			continue
		}
		for k := i; k < m.To; k++ {
			s.names[k] = -1
		}
		m.To = i
		m.Role.To, m.Proper.To = min(m.Role.To, i), min(m.Proper.To, i)
		return
	}
}

// opener reports whether content of a cue can begin at token i.
func (s *scanner) opener(i, limit int, c *cue) bool {
	in := &input{s, c, limit}
	i = in.when(i)
	if i >= limit {
		return false
	}
	_, that := in.that(i)
	_, prep := s.preposition(i, c.preps)
	_, quote := s.speech(i)
	return that || prep || quote || s.is(i, ":")
}

// complement reports whether one of preps stands at token i, or is written
// together with it and the rest is a common word.
func (s *scanner) complement(i int, preps []string) bool {
	if slices.Contains(preps, s.d.Tokens[i].Fold) {
		return true
	}
	for _, r := range s.d.Tokens[i].Readings {
		if !r.Prep || r.Class&(lang.NotName|lang.SayNoun|lang.Say|lang.EventNoun) == 0 {
			continue
		}
		for _, p := range preps {
			if strings.HasPrefix(r.Before, p) {
				return true
			}
		}
	}
	return false
}

// shortened matches again with the name behind a cue cut before a definite common
// word at its end, where the cue lacks an object that this word would be: names
// may end in such words (الخطيب), but نفى رستم الخبر is who and what.
func (s *scanner) shortened(c *cue, f *found, ok bool, limit int) (found, bool) {
	if c.tag == tagNoun || c.takes&(takesObject|takesAs) == 0 || c.To >= len(s.names) || s.names[c.To] < 0 {
		return found{}, false
	}
	m := &s.d.Names[s.names[c.To]]
	if m.Head.Entry != nil && m.Head.Class == lang.OrgName { // اتهم الأمم المتحدة
		return found{}, false
	}
	if _, who := f.match.Find(tagWho); m.From != c.To || m.Len() < 2 || ok && (f.sure() || who) || !s.commonObject(m.To-1) {
		return found{}, false
	}
	n := s.names[c.To]
	m.To--
	s.names[m.To] = -1
	g, yes := s.match(c, limit)
	if _, who := g.match.Find(tagWho); yes && who {
		if m.Proper.To > m.To {
			m.Proper.To = m.To
			m.Words = m.Words[:max(len(m.Words)-1, 0)]
		}
		m.Role.To = min(m.Role.To, m.To)
		return g, true
	}
	s.names[m.To] = n
	m.To++
	return found{}, false
}

// supplied matches again with the words behind a cue as its subject where what
// looked like the object ends at a mark, a time, or another opener, and an object
// follows there: أعلن زرقوشي، الجمعة، استقالته.
func (s *scanner) supplied(c *cue, f *found, ok bool, limit int) (found, bool) {
	if c.tag != tagSay || c.takes&(takesObject|takesAs) == 0 || ok && f.sure() || c.After != "" || c.To >= limit {
		return found{}, false
	}
	if _, who := f.match.Find(tagWho); who || s.addressed(c.To) {
		return found{}, false
	}
	end := c.To
	for end < limit && end < c.To+subjectLength && s.inPhrase(end) {
		end++
	}
	if end == c.To || end >= limit || s.word(end) && s.times[end] < 0 && s.round[end] == 0 && len(s.cues[end]) == 0 {
		return found{}, false
	}
	n := s.newName(Range{c.To, end}, unknownSubject)
	g, yes := s.match(c, limit)
	if _, who := g.match.Find(tagWho); yes && who && g.start >= end {
		return g, true
	}
	for i := c.To; i < end; i++ {
		s.names[i] = -1
	}
	s.d.Names = s.d.Names[:n]
	return found{}, false
}

// commonObject reports whether token i is a definite word that the pack knows as
// a common one.
func (s *scanner) commonObject(i int) bool {
	for _, r := range s.d.Tokens[i].Readings {
		if r.Definite && !r.Prep && r.Class&(lang.NotName|lang.SayNoun|lang.Say|lang.EventNoun|lang.Media) != 0 {
			return true
		}
	}
	return false
}
