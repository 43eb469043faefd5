package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// byline reports whether a header line names the author, place or outlet
// rather than being another headline: an outlet or agency is one of its
// pieces, or it is short and stands in a header with a date or address, or it
// has the form "place - name".
func (s *scanner) byline(l line, meta bool) bool {
	if l.words > 12 || l.stop {
		return false
	}
	s.look(l.Span)
	pieces := s.pieces()
	if len(pieces) == 0 {
		return false
	}
	for _, p := range pieces {
		if s.names(p) != noKind && (len(pieces) > 1 || l.words <= 6) {
			return true
		}
	}
	if strings.ContainsAny(s.text[l.Start:l.End], "\"“”«»؟!") {
		return false
	}
	if meta && l.words <= 6 {
		return true
	}
	return len(pieces) > 1 && l.words <= 8 && pieces[0].to-pieces[0].from <= 3 && (meta || !pieces[0].colon)
}

// piece is a part of a byline between marks: words from to to of the line
// looked at. colon tells that a colon stands behind it.
type piece struct {
	from, to int
	colon    bool
}

// pieces parts the line looked at.
func (s *scanner) pieces() []piece {
	var out []piece
	p := piece{}
	w := 0
	for _, t := range s.toks {
		if isWordToken(t) {
			w++
			p.to = w
			continue
		}
		if !isByMark(t.Fold) {
			continue
		}
		if p.to > p.from {
			p.colon = t.Fold == ":"
			out = append(out, p)
		}
		p = piece{from: w, to: w}
	}
	if p.to > p.from {
		out = append(out, p)
	}
	return out
}

// isByMark reports whether a mark parts the pieces of a byline. The tatweel,
// which folds to nothing, stands for a dash.
func isByMark(m string) bool {
	switch m {
	case "", "-", "--", "–", "—", ":", "|", "/", "(", ")", ",", "،", "+", "•", "*":
		return true
	}
	return false
}

// names tells what a piece names: an outlet, an agency (credit), or noKind.
func (s *scanner) names(p piece) kind {
	if s.creditLine(p.from, p.to) {
		k, _ := s.match(p.from, outlet, credit)
		if k.kind == noKind {
			return credit
		}
		return k.kind
	}
	if p.to-p.from > 6 {
		return noKind
	}
	if s.initials(p) >= 3 {
		return credit // two are an editor's
	}
	if _, n := s.match(p.from, agencyHead); n > 0 && n < p.to-p.from {
		return credit
	}
	if _, n := s.match(p.from, outletHead); n > 0 && n < p.to-p.from {
		return outlet
	}
	return noKind
}

// label takes the value of a labelled line.
func (s *scanner) label(f *found, l line) {
	if l.label == keywordsLabel {
		f.keywords = append(f.keywords, s.keywords(f, l.value)...)
		return
	}
	if f.published.IsZero() {
		f.published = l.date
	}
	unknown := s.credit(f, l.value)
	if l.label == sourceLabel && len(unknown) == 1 && f.outlet == "" && len(s.word) <= 6 {
		f.outlet = s.piece(unknown[0])
	}
}

// promotes takes the outlet that a line about itself names.
func (s *scanner) promotes(f *found, l line) {
	if f.promoted != "" {
		return
	}
	s.look(l.Span)
	if _, n := s.match(0, promo); n == 0 {
		return
	}
	for i := range s.word {
		// One word alone may be any word.
		if p, n := s.match(i, outlet); n > 1 {
			f.promoted = p.name
			return
		}
	}
}

// initials returns how many single letters a piece consists of, 0 if there is
// anything else in it: agencies and editors sign so.
func (s *scanner) initials(p piece) int {
	for _, w := range s.word[p.from:p.to] {
		if t := s.toks[w]; t.Kind != text.Word || utf8.RuneCountInString(t.Fold) != 1 {
			return 0
		}
	}
	return p.to - p.from
}

// maxCredits is how many agencies an article may credit.
const maxCredits = 20

// credit takes the outlets and agencies that the pieces of a span name, the
// first outlet as the article's own. It returns the pieces that name neither.
func (s *scanner) credit(f *found, sp model.Span) (unknown []piece) {
	sp = s.cutAds(sp)
	s.look(sp)
	if len(f.credits) > maxCredits {
		return nil
	}
	for _, p := range s.pieces() {
		k := s.names(p)
		switch {
		case k == noKind:
			unknown = append(unknown, p)
		case s.creditLine(p.from, p.to):
			s.known(f, p)
		case k == outlet && f.outlet == "":
			f.outlet = s.piece(p)
		case k == credit && !slices.Contains(f.credits, s.piece(p)):
			f.credits = append(f.credits, s.piece(p))
		}
	}
	return unknown
}

// known takes the outlets and agencies of a piece that names nothing else.
func (s *scanner) known(f *found, p piece) {
	for i := p.from; i < p.to; {
		m, n := s.match(i, outlet, credit, creditWord)
		if n == 0 {
			return
		}
		if m.kind == outlet && f.outlet == "" {
			f.outlet = m.name
		}
		if m.kind == credit && m.name != "" && !slices.Contains(f.credits, m.name) {
			f.credits = append(f.credits, m.name)
		}
		i += n
	}
}

// piece returns the words of a piece as they stand.
func (s *scanner) piece(p piece) string {
	end := s.toks[s.word[p.to-1]].End
	// A closing quotation mark belongs to a name that has an opening one.
	if t := s.word[p.to-1] + 1; t < len(s.toks) && s.toks[t].Fold == "»" {
		end = s.toks[t].End
	}
	return s.text[s.toks[s.word[p.from]].Start:end]
}

// byName takes a byline: its outlet and agencies, and what may be an outlet: a
// line that is one piece and does not begin with a given name.
func (s *scanner) byName(f *found, sp model.Span) {
	before := len(f.credits)
	unknown := s.credit(f, sp)
	if len(f.credits) > before && f.agency == "" {
		f.agency = f.credits[before]
	}
	if len(s.pieces()) == 1 && len(f.credits) > before && f.own == "" {
		f.own = f.credits[before]
	}
	if len(unknown) != 1 || len(s.pieces()) != 1 || f.guess != "" || s.begins(authorLabel) {
		return
	}
	if m, n := s.match(0, outlet); n > 0 {
		f.guess = m.name // with a place behind it
	} else if !s.v.pack.Word(s.toks[s.word[0]].Fold).Is(lang.Given) {
		f.guess = s.text[sp.Start:sp.End]
	}
}
