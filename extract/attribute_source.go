package extract

import (
	"qawl/extract/lang"
)

// agrees reports whether a verb and a name can belong together. A verb before its
// subject stands in the singular whatever the subject's number.
func (c *cue) agrees(n *Name, before bool) bool {
	if c.tag == tagNoun || c.Form == lang.VerbalNoun {
		return true
	}
	if c.Gender != 0 && n.Gender != 0 && c.Gender != n.Gender {
		return false
	}
	if c.Number == 'p' && n.Number == 's' {
		return false
	}
	return !before || c.Number == 0 || n.Number == 0 || c.Number == n.Number || n.Number != 'p'
}

// subject reports whether name n can be the subject of cue c, which it follows.
func (s *scanner) subject(n int, c *cue) bool {
	m := &s.d.Names[n]
	return c.agrees(m, false) && !s.governed(n)
}

// governed reports whether a preposition stands before name n or is written
// together with it.
func (s *scanner) governed(n int) bool {
	m := &s.d.Names[n]
	if s.around(m.From-1)&isPrep != 0 {
		return true
	}
	return m.Prep || m.From > 0 && !s.d.Tokens[m.From].Space && s.d.Pack.Proclitic(s.d.Tokens[m.From-1].Fold)
}

// sourceAfter returns the name between a cue and its content that is the subject.
func (s *scanner) sourceAfter(c *cue, to int) int {
	for i := c.To; i < to; i++ {
		n := s.names[i]
		if n < 0 || s.d.Names[n].From != i {
			if s.around(i)&isRel != 0 {
				return -1
			}
			continue
		}
		if s.subject(int(n), c) {
			return int(n)
		}
		i = s.d.Names[n].To - 1
	}
	return -1
}

// sourceBeforeGap is the greatest number of words between a subject and a verb
// that follows it.
const sourceBeforeGap = 8

// sourceBefore returns the name before a cue that is its subject: directly
// before it, or with only auxiliaries, relative words, times, brackets and
// adverbial phrases between.
func (s *scanner) sourceBefore(c *cue, from int) int {
	words := 0
	best := -1
	for i := c.From - 1; i >= from; i-- {
		if n := s.names[i]; n >= 0 {
			m := &s.d.Names[n]
			if c.agrees(m, true) {
				if !s.governed(int(n)) || i == c.From-1 || s.around(c.From-1)&isRel != 0 && m.To >= c.From-2 {
					return int(n)
				}
			}
			i = m.From
			if words++; words > sourceBeforeGap {
				break
			}
			continue
		}
		switch a := s.around(i); {
		case a&(isVerb|isWas|isRel|isPrep) != 0, s.times[i] >= 0, s.comma(i), !s.word(i) && !s.breaks(i):
			continue
		}
		if s.breaks(i) || len(s.cues[i]) > 0 && s.cues[i][0].tag != tagNoun {
			break
		}
		if words++; words > sourceBeforeGap {
			break
		}
	}
	return best
}

// possessor returns the name that stands behind a noun of saying (دعوة الوزير).
func (s *scanner) possessor(c *cue, to int) int {
	if c.To < to {
		if n := s.names[c.To]; n >= 0 && s.d.Names[n].From == c.To && !s.governed(int(n)) {
			return int(n)
		}
	}
	return -1
}
