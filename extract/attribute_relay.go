package extract

import (
	"qawl/extract/lang"
)

// relay handles verbs of passing on: نقلت الوكالة عن الوزير قوله إن. Its
// subject is the one through whom, its complement the source.
func (s *scanner) relay(c *cue, l *level) (next int, ok bool) {
	in := &input{s, c, l.To}
	via := -1
	for i := c.To; i < l.To; {
		if e, ok := s.preposition(i, c.preps); ok && e < l.To {
			source := -1
			end := e
			if n := s.names[e]; n >= 0 && s.d.Names[n].From == e {
				source, end = int(n), s.d.Names[n].To
			} else if source = s.phraseOf(Range{e, min(s.nounPhrase(e), l.To)}); source >= 0 {
				end = s.d.Names[source].To
			}
			return s.relayFrom(c, source, via, end, l)
		}
		if n := s.names[i]; n >= 0 && via < 0 && s.subject(int(n), c) {
			via = int(n)
		}
		next, ok := in.Step(i)
		if !ok {
			return 0, false
		}
		i = next
	}
	return 0, false
}

// relayFrom finds the content behind the one who is quoted: with a noun of saying,
// or directly with a clause or quotation.
func (s *scanner) relayFrom(c *cue, source, via, from int, l *level) (int, bool) {
	in := &input{s, c, l.To}
	for i := from; i < l.To; {
		for k := range s.cues[i] {
			o := &s.cues[i][k]
			if o.tag != tagNoun && o.tag != tagPart && !(o.tag == tagSay && o.Form == lang.Present) {
				continue
			}
			if f, ok := s.match(o, l.To); ok {
				return s.passOn(&f, source, via, l)
			}
			if o.tag == tagNoun && o.After != "" && o.To < l.To { // نقل عنها نفيها للخبر
				return s.passOn(&found{rule: pseudo("relay-noun"), cue: o, start: o.To}, source, via, l)
			}
		}
		_, isThat := in.that(i)
		_, isQuote := s.speech(i)
		if isThat || isQuote || s.is(i, ":") {
			f := found{rule: pseudo("relay-clause"), cue: c, start: i}
			if isThat {
				f.match.N = 1
				f.match.Slots[0].Tag, f.match.Slots[0].From, f.match.Slots[0].To = tagThat, i, i+1
			} else if s.is(i, ":") {
				f.start++
			}
			return s.passOn(&f, source, via, l)
		}
		next, ok := in.Step(i)
		if !ok {
			break
		}
		i = next
	}
	return 0, false
}

func (s *scanner) passOn(f *found, source, via int, l *level) (int, bool) {
	st := s.newStatement(f, source, l)
	st.Rule = "relay"
	if via >= 0 {
		st.Via = append(st.Via, via)
	}
	return s.finish(st, l, s.content(st, f, l.To))
}
