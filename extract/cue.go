package extract

import (
	"strings"

	"qawl/extract/lang"
	"qawl/extract/pattern"
	"qawl/extract/text"
)

// cue is one way to read a token as the cue of a statement.
type cue struct {
	Range
	lang.Reading
	*frame
	tag  pattern.Tag
	weak bool // its spelling is more usual as another word: it counts only where a rule matches
}

// scanner holds what the attribution stage looks up about one article.
type scanner struct {
	d       *Doc
	g       *grammar
	names   []int32 // index of the name that holds a token, -1 for none
	times   []int32 // the same for expressions of time
	marks   []int32 // index of the quotation that a token opens, -1 for none
	round   []int32 // token of the bracket or dash that closes the one at a token, 0 for none
	cues    map[int][]cue
	phrases map[string]bool // rules whose content is a phrase, no clause or speech
	// matched keeps for tokens whether a rule matches their cues.
	matched map[int]bool
}

func newScanner(d *Doc, g *grammar) *scanner {
	n := len(d.Tokens)
	all := make([]int32, 4*n)
	s := &scanner{d: d, g: g, names: all[:n], times: all[n : 2*n], marks: all[2*n : 3*n], round: all[3*n:], cues: map[int][]cue{}, matched: map[int]bool{}, phrases: g.phrases}
	for i := range 3 * n {
		all[i] = -1
	}
	for k, q := range d.Quotes {
		if q.Open >= 0 {
			s.marks[q.Open] = int32(k)
		}
	}
	for k, m := range d.Names {
		for i := m.From; i < m.To; i++ {
			s.names[i] = int32(k)
		}
	}
	for k, t := range d.Dates {
		for i := t.From; i < t.To; i++ {
			s.times[i] = int32(k)
		}
	}
	s.brackets()
	for i := range d.Tokens {
		if d.Tokens[i].Is(lang.Say | lang.SayNoun) {
			s.findCues(i)
		}
	}
	return s
}

// asideLength is the greatest number of tokens of an aside in brackets or dashes.
const asideLength = 40

// brackets pairs round and square brackets and dashes within sentences.
func (s *scanner) brackets() {
	open, dash := -1, -1
	for i := range s.d.Tokens {
		if i > 0 && s.d.Tokens[i].Sentence != s.d.Tokens[i-1].Sentence {
			open, dash = -1, -1
		}
		switch t := &s.d.Tokens[i]; t.Fold {
		case "(", "[":
			open = i
		case ")", "]":
			if open >= 0 && i-open <= asideLength {
				s.round[open] = int32(i)
			}
			open = -1
		case "-", "–", "—", "--":
			next := i+1 < len(s.d.Tokens) && s.d.Tokens[i+1].Space
			switch {
			case t.Space && !next || t.Space && next && dash < 0:
				dash = i
			case (t.Space && next || !t.Space && next) && dash >= 0:
				if i-dash <= asideLength {
					s.round[dash] = int32(i)
				}
				dash = -1
			}
		}
	}
}

// findCues reads token i as a cue.
func (s *scanner) findCues(i int) {
	t := &s.d.Tokens[i]
	if n := s.names[i]; n >= 0 && s.d.Names[n].From != i {
		return
	}
	if r, _, ok := s.d.Find(i, lang.Aside); ok && r.Before == "" && len(r.Rest) > 0 {
		return // ردا على
	}
	prev := s.around(i - 1)
	noun, finite := false, false
	for _, r := range t.Readings {
		if r.Class&(lang.Say|lang.SayNoun) == 0 {

			continue
		}
		noun = noun || r.Form == lang.VerbalNoun || r.Class == lang.SayNoun
		finite = finite || r.Form == lang.Past || r.Form == lang.Present
	}
	for _, r := range t.Readings {
		f := s.g.frames[r.Row]
		if f == nil || r.Class&(lang.Say|lang.SayNoun) == 0 {
			continue
		}
		end, ok := s.d.Phrase(i, r)
		if !ok {
			continue
		}
		c := cue{Range: Range{i, end}, Reading: r, frame: f}
		switch {
		case r.Form == lang.Past || r.Form == lang.Present:
			if r.After != "" && f.near && t.Is(lang.Function) { // بينهم
				continue
			}
			if r.Future || r.Definite || r.Person != '3' || prev&(isNot|isPrep) != 0 {
				continue
			}
			if r.After != "" && s.firstPerson(i, r) {
				continue
			}
			if r.After != "" && prev&isWhat != 0 && !(i > 1 && s.d.Tokens[i-2].Is(lang.According)) || r.Form == lang.Present && s.subjunctive(i) || (noun && finite || f.homograph || r.Before == "" && t.Is(lang.Function)) && !s.opens(i, r) {
				continue
			}
			c.tag = tagSay
			c.weak = f.near || f.homograph || r.Before == "" && t.Is(lang.Function)
			if f.relay {
				c.tag = tagRelay
			}
		case r.Form == lang.Participle:
			if i > 0 && s.marks[i-1] >= 0 {
				continue // "مرحبا بكم": a quotation does not begin beside a clause
			}
			if !r.Adverb || r.Definite || r.After != "" || prev&isPrep != 0 || s.clitic(r.Before) {
				continue
			}
			c.tag = tagPart
		case r.Form == lang.VerbalNoun || r.Class == lang.SayNoun:
			if prev&(isNot|isLack) != 0 || prev&isWhat != 0 && r.After != "" || r.Before != "" && r.After == "" && !r.Definite && len(r.Rest) == 0 && s.wholeWord(i, r) {
				continue
			}
			c.tag = tagNoun
		default:
			continue
		}
		s.addCue(i, c)
	}
}

// firstPerson reports whether token i is a first person of the verb, too (قررنا).
func (s *scanner) firstPerson(i int, r lang.Reading) bool {
	for _, o := range s.d.Tokens[i].Readings {
		if o.Row == r.Row && o.Person == '1' && o.After == "" {
			return true
		}
	}
	return false
}

// subjunctive reports whether a bare complementiser stands before token i: what
// may be said was not said (من المتوقع أن يؤكد).
func (s *scanner) subjunctive(i int) bool {
	r, ok := lang.Reading{}, false
	if i > 0 {
		r, ok = s.d.Tokens[i-1].Only(lang.That)
	}
	return ok && r.After == "" && r.Row.Get("kind") == "that"
}

// opens reports whether a word that is verb or noun (طلب) is likely a verb:
// where a clause can begin, or behind a name.
func (s *scanner) opens(i int, r lang.Reading) bool {
	if i == 0 || r.Before != "" || r.Form == lang.Present || s.d.newParagraph(i) {
		return true
	}
	return s.names[i-1] >= 0 || s.times[i-1] >= 0 || !s.word(i-1) || s.around(i-1)&(isRel|isWas|isVerb|isAlso|isClause) != 0 || s.d.Tokens[i-1].Is(lang.That|lang.According|lang.Aside|lang.CountryName|lang.OrgName)
}

// wholeWord reports whether token i has a reading without clitics besides r.
func (s *scanner) wholeWord(i int, r lang.Reading) bool {
	for _, o := range s.d.Tokens[i].Readings {
		if o.Before == "" && o.After == "" && (r.Entry == nil || o.Row != r.Row) {
			return true
		}
	}
	return false
}

// clitic reports whether a cluster of proclitics is more than a conjunction.
func (s *scanner) clitic(before string) bool { return len([]rune(before)) > 1 }

// addCue keeps one cue for each row and kind, the one with the least affixes.
func (s *scanner) addCue(i int, c cue) {
	for k, o := range s.cues[i] {
		if o.tag == c.tag && (o.Row == c.Row || o.tag != tagSay) {
			// Forms that differ in features only (تقول: she, you) stay one cue whose
			// features are what both say.
			if o.Row == c.Row && o.Before == c.Before && o.After == c.After {
				s.cues[i][k].Entry = merged(o.Entry, c.Entry)
			}
			return
		}
	}
	s.cues[i] = append(s.cues[i], c)
}

// merged keeps the features that two readings of one form share.
func merged(a, b *lang.Entry) *lang.Entry {
	if a.Features == b.Features {
		return a
	}
	e := *a
	if a.Gender != b.Gender {
		e.Gender = 0
	}
	if a.Number != b.Number {
		e.Number = 0
	}
	return &e
}

// around returns what token i says about the one behind it.
func (s *scanner) around(i int) around {
	if i < 0 {
		return 0
	}
	a := s.g.around[s.d.Tokens[i].Fold]
	if i > 0 && s.g.seconds[s.d.Tokens[i].Fold] {
		a |= s.g.around[s.d.Tokens[i-1].Fold+" "+s.d.Tokens[i].Fold]
	}
	return a
}

// is reports whether token i is a mark.
func (s *scanner) is(i int, mark string) bool {
	return i >= 0 && i < len(s.d.Tokens) && s.d.Tokens[i].Fold == mark
}

// comma reports whether token i is a comma.
func (s *scanner) comma(i int) bool { return s.is(i, "،") || s.is(i, ",") }

// breaks reports whether token i ends a clause: a mark stronger than a comma.
func (s *scanner) breaks(i int) bool {
	switch s.d.Tokens[i].Fold {
	case ".":
		return i+1 >= len(s.d.Tokens) || s.d.Tokens[i+1].Space || s.d.Tokens[i+1].Sentence != s.d.Tokens[i].Sentence
	case "؛", ";", "?", "؟", "!", "...", "…", "..":
		return true
	}
	return false
}

// word reports whether token i is a word or number.
func (s *scanner) word(i int) bool {
	return i < len(s.d.Tokens) && (s.d.Tokens[i].Kind == text.Word || s.d.Tokens[i].Kind == text.Number)
}

// preposition reports whether one of preps stands at token i, as a word of its
// own or written together with what follows; end is where its complement begins.
func (s *scanner) preposition(i int, preps []string) (end int, ok bool) {
	if i+1 < len(s.d.Tokens) && s.marks[i] >= 0 {
		if e, ok := s.preposition(i+1, preps); ok && e == i+1 { // ندد "بحملة ضده"
			return i, true
		}
	}
	if i >= len(s.d.Tokens) || s.d.Tokens[i].Kind != text.Word {
		return i, false
	}
	fold := s.d.Tokens[i].Fold
	for _, p := range preps {
		if fold == p {
			return i + 1, true
		}
		if s.g.joined[fold] == p {
			return i, true // عما
		}
		if len([]rune(p)) > 1 || !strings.HasPrefix(fold, p) || len([]rune(fold)) < 3 {
			continue
		}
		if s.d.Tokens[i].Is(lang.That) { // بأنه
			return i, true
		}
		if !s.bound(i) && len([]rune(fold)) < 4 && len(s.d.Tokens[i].Readings) > 0 {
			continue
		}
		if s.g.around[fold]&isWhole != 0 {
			continue
		}
		if n := s.names[i]; n >= 0 && (s.d.Names[n].From != i || !s.d.Names[n].Prep) {
			continue
		}
		if s.times[i] >= 0 || s.knownWhole(i) {
			continue
		}
		return i, true
	}
	return i, false
}

// bound reports whether the pack knows token i as a word with a preposition.
func (s *scanner) bound(i int) bool {
	for _, r := range s.d.Tokens[i].Readings {
		if r.Prep {
			return true
		}
	}
	return false
}

// knownWhole reports whether the pack knows token i as a word without clitics,
// and not as one with a preposition.
func (s *scanner) knownWhole(i int) bool {
	whole := false
	for _, r := range s.d.Tokens[i].Readings {
		if r.Prep {
			return false
		}
		whole = whole || r.Before == "" && len(r.Rest) == 0
	}
	return whole
}

// speech returns the quotation at token i if it can be speech: not a name or a
// term in marks. A mark behind a colon, a complementiser or a comma opens
// speech; elsewhere it needs some length.
func (s *scanner) speech(i int) (q *Quote, ok bool) {
	if i >= len(s.marks) || s.marks[i] < 0 {
		return nil, false
	}
	q = &s.d.Quotes[s.marks[i]]
	if q.Len() == 0 {
		return nil, false
	}
	if i > 0 {
		p := &s.d.Tokens[i-1]
		if p.Fold == ":" || p.Is(lang.That) {
			return q, true
		}
		if !s.d.Tokens[i].Space && p.Kind == text.Word { // بـ"…"
			return q, false
		}
	}
	return q, q.Len() >= 4
}
