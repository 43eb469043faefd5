package extract

import (
	"qawl/extract/text"
	"qawl/model"
)

// quoteFirst handles a quotation with its cue behind it: "…" قال الوزير.
func (s *scanner) quoteFirst(i int, q *Quote, l *level) (next int, ok bool) {
	if q.Close < 0 || q.Len() < 3 || q.Close+1 >= l.To {
		return i, false
	}
	j := q.Close + 1
	for j < l.To && j < q.Close+5 && (s.comma(j) || s.is(j, "-") || s.is(j, "–") || s.around(j)&isAlso != 0) {
		j++
	}
	if j >= l.To {
		return i, false
	}
	for k := range s.cues[j] {
		c := &s.cues[j][k]
		if c.tag != tagSay || c.takes&takesQuote == 0 {
			continue
		}
		if f, ok := s.match(c, l.To); ok && f.sure() {
			continue
		}
		source, end := -1, c.To
		if c.To < l.To {
			if n := s.names[c.To]; n >= 0 && s.d.Names[n].From == c.To {
				source, end = int(n), s.d.Names[n].To
			}
		}
		f := found{rule: pseudo("quote-say"), cue: c, start: i}
		st := s.newStatement(&f, source, l)
		st.Content, st.Kind = []Range{s.trim(q.Range)}, model.Direct
		return s.finish(st, l, end)
	}
	return i, false
}

// turnLength is the greatest number of tokens of a speaker before a colon.
const turnLength = 8

// turn handles a speaker with a colon at a sentence's beginning, as in headlines
// and interviews.
func (s *scanner) turn(i int, l *level) (next int, ok bool) {
	sent := s.d.Sentences[s.d.Tokens[i].Sentence]
	if i != sent.From || l.outer != nil {
		return i, false
	}
	n := s.names[i]
	colon := -1
	for j := i; j < min(i+turnLength+4, sent.To); j++ {
		if s.is(j, ":") {
			colon = j
			break
		}
		if len(s.cues[j]) > 0 && s.cues[j][0].tag != tagNoun {
			return i, false
		}
	}
	if colon <= i || colon+1 >= sent.To || s.lead(i) {
		return i, false
	}
	source := -1
	switch {
	case n >= 0 && colon-s.d.Names[n].To <= 3:
		source = int(n)
	case sent.Part != model.PartHeadline || colon-i > turnLength:
		return i, false
	default:
		if source = s.phraseOf(Range{i, colon}); source < 0 || s.d.Names[source].To != colon {
			return i, false
		}
	}
	st := &Statement{Rule: "turn", Part: sent.Part, Source: source, Addressee: -1, Inside: nil, Speaker: model.NoRef, To: model.NoRef}
	st.Reasons = []model.Reason{{Stage: "attribute", Rule: "turn", Part: "cue", Text: ":"}}
	s.nameReason(st)
	return s.finish(st, l, s.contentAt(st, colon+1, l.To, false, false))
}

// lead reports whether a word that opens an announcement without a speaker stands
// at token i (عاجل:).
func (s *scanner) lead(i int) bool {
	for _, words := range s.g.leads {
		k := 0
		for k < len(words) && i+k < len(s.d.Tokens) && s.d.Tokens[i+k].Fold == words[k] {
			k++
		}
		if k == len(words) {
			return true
		}
	}
	return s.d.Tokens[i].Kind == text.Number
}
