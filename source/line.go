package source

import (
	"slices"
	"strings"
	"unicode"

	"qawl/extract/text"
	"qawl/model"
)

// lineKind tells what a line of a document is.
type lineKind uint8

const (
	blank     lineKind = iota
	prose              // a headline or a paragraph
	dated              // a date of publication and nothing else
	address            // a URL
	credits            // outlets and agencies and nothing else
	labelled           // author, source, keywords: a label with a value
	also               // "read also", with or without a title
	advert             // advertisement, promotion, caption or rule: dropped
	captioned          // a picture's caption alone
)

// line is one line of a document.
type line struct {
	model.Span // trimmed
	kind       lineKind
	label      kind       // of a labelled, also or dated line
	value      model.Span // what stands behind the label
	date       model.Date // of a dated line, or in a short line of another kind
	pure       bool       // a dated line with no other word
	starts     kindSet    // what phrases begin with its first word
	words      int
	stop       bool // ends with a full stop
}

// lineLook is how many bytes of a line are cut into tokens to tell what it is.
const lineLook = 400

// reader state for one document: its text and the language's vocabulary.
type scanner struct {
	v    *vocab
	text string
	toks []text.Token // of the line looked at
	word []int        // indexes into toks of word tokens
	buf  []byte
}

// look cuts the start of a span into tokens.
func (s *scanner) look(sp model.Span) {
	s.toks = s.v.pack.Fold.Tokens(s.toks[:0], s.text, text.Head(s.text, sp, lineLook))
	s.word = s.word[:0]
	for i, t := range s.toks {
		if isWordToken(t) {
			s.word = append(s.word, i)
		}
	}
}

// match returns the longest phrase of the wanted kinds that begins at word i,
// and how many words it has.
func (s *scanner) match(i int, want ...kind) (best phrase, n int) {
	if i >= len(s.word) {
		return best, 0
	}
	for _, p := range s.v.phrases[s.toks[s.word[i]].Fold] {
		if len(p.rest)+1 <= n || i+len(p.rest) >= len(s.word) || !slices.Contains(want, p.kind) {
			continue
		}
		ok := true
		for k, w := range p.rest {
			if s.toks[s.word[i+1+k]].Fold != w {
				ok = false
				break
			}
		}
		if ok {
			best, n = p, len(p.rest)+1
		}
	}
	return best, n
}

// whole reports whether the line looked at consists of one phrase of a kind.
func (s *scanner) whole(k kind) bool {
	_, n := s.match(0, k)
	return n > 0 && n == len(s.word)
}

// classify tells what a line is.
func (s *scanner) classify(sp model.Span) line {
	l := line{Span: text.Trim(s.text, sp, "\ufeff\u200e\u200f\u202a\u202b\u202c\u00ad\v\f")}
	if l.Empty() {
		return l
	}
	t := s.text[l.Start:l.End]
	if isAddress(t) {
		l.kind = address
		return l
	}
	s.buf = s.buf[:0]
	first, kind, ok := s.v.pack.Fold.FirstWord(s.buf, s.text, l.Span)
	s.buf = first
	if !ok {
		l.kind = advert
		return l
	}
	l.kind = prose
	l.words = text.CountWords(s.text, l.Span)
	l.stop = endsWith(t, ".", "۔")
	l.starts = s.v.starts[string(first)]
	// Nearly all lines are paragraphs, told by their first word.
	short := len(t) <= lineLook
	dates := l.words <= maxByline && !l.stop && holdsDigit(t)
	if !dates && l.starts&s.v.heads == 0 && (!short || l.starts == 0 && kind != text.Number && !isClose(t[len(t)-1:])) {
		return l
	}
	s.look(l.Span)
	switch {
	case short && s.whole(adLine), l.words < 40 && l.starts&setOf(promo) != 0 && s.begins(promo):
		l.kind = advert
	case s.labelled(&l), !short, s.dateLine(&l, 0):
	case s.creditLine(0, len(s.word)):
		l.kind = credits
	case s.captionLine(l):
		l.kind = captioned
	}
	if dates && l.date.IsZero() {
		l.date, _, _ = s.findDate(0)
	}
	return l
}

// maxByline is how many words a line may have that names author, place,
// outlet and date.
const maxByline = 16

// holdsDigit reports whether s has a digit of any script.
func holdsDigit(s string) bool {
	return strings.IndexFunc(s, unicode.IsDigit) >= 0
}

// begins reports whether the line looked at begins with a phrase of a kind.
func (s *scanner) begins(k kind) bool {
	_, n := s.match(0, k)
	return n > 0
}

// labelled recognises a label at the line's start: it is followed by a colon
// or bar, or by a date, or it is the whole line.
func (s *scanner) labelled(l *line) bool {
	p, n := s.match(0, dateLabel, updateLabel, titleLabel, textLabel, authorLabel, sourceLabel, keywordsLabel, readAlso, captionLabel)
	if n == 0 {
		return false
	}
	last := s.word[n-1]
	// (edited by …): a line in brackets needs no colon.
	if p.kind == authorLabel && isOpen(s.toks[0].Fold) && isClose(s.toks[len(s.toks)-1].Fold) && l.words <= 2*maxByline {
		l.kind, l.label, l.value = labelled, p.kind, model.Span{Start: s.toks[last].End, End: s.toks[len(s.toks)-1].Start}
		return true
	}
	sep := last+1 < len(s.toks) && isLabelMark(s.toks[last+1].Fold)
	switch {
	case (p.kind == dateLabel || p.kind == updateLabel) && l.words <= 24:
		l.label = p.kind
		return s.dateLine(l, n)
	case sep:
		l.value = text.Trim(s.text, model.Span{Start: s.toks[last+1].End, End: l.End}, ":|")
	case n == len(s.word) && (p.kind == readAlso || p.kind == captionLabel || p.kind == keywordsLabel || p.kind == textLabel):
		l.value = model.Span{Start: l.End, End: l.End}
	default:
		return false
	}
	l.label = p.kind
	switch p.kind {
	case readAlso:
		l.kind = also
	case captionLabel:
		l.kind = advert
	case titleLabel, textLabel:
		// The value is what a line without label would be.
		l.Span, l.label = l.value, noKind
		if l.Empty() {
			l.kind = blank
			return true
		}
	default:
		l.kind = labelled
		// "Agency: …" may begin a paragraph; a label's value is short.
		if p.kind != keywordsLabel && (l.words > 14 || l.stop && l.words > 10) {
			l.kind = prose
		}
	}
	return l.kind != prose
}

// creditLine reports whether words i to j are all names of outlets and
// agencies or words that stand beside them, at least one of them a name.
func (s *scanner) creditLine(i, j int) bool {
	named := false
	for i < j {
		p, n := s.match(i, outlet, credit, creditWord)
		if n == 0 || i+n > j {
			return false
		}
		named = named || p.kind != creditWord
		i += n
	}
	return named
}

// captionLine recognises a picture's caption: a short line without a full
// stop that ends with its agency or credit in brackets.
func (s *scanner) captionLine(l line) bool {
	n := len(s.toks)
	if l.stop || n < 4 || !isClose(s.toks[n-1].Fold) || l.words > maxCaption {
		return false
	}
	open := n - 2
	for open > 0 && !isOpen(s.toks[open].Fold) {
		open--
	}
	return open >= 2 && s.creditWords(open+1, n-1) && !s.agencyBefore(open)
}

// agencyBefore reports whether a bracket at token open stands behind a name
// that begins with "agency": it holds that agency's short name, in a sentence.
func (s *scanner) agencyBefore(open int) bool {
	for k, w := range s.word {
		if w >= open-5 && w < open {
			if _, n := s.match(k, agencyHead); n > 0 {
				return true
			}
		}
	}
	return false
}

// creditWords reports whether tokens i to j name who took a picture.
func (s *scanner) creditWords(i, j int) bool {
	found := false
	for k := 0; k < len(s.word); {
		if s.word[k] < i {
			k++
			continue
		}
		if s.word[k] >= j {
			break
		}
		_, n := s.match(k, outlet, credit, photoCredit, creditWord)
		if n == 0 || s.word[k+n-1] >= j {
			return false
		}
		found = true
		k += n
	}
	return found
}

func isLabelMark(s string) bool { return s == ":" || s == "|" || s == "：" || s == "﹕" }
func isOpen(s string) bool      { return s == "(" || s == "[" }
func isClose(s string) bool     { return s == ")" || s == "]" }

// isAddress reports whether a whole line is a URL or a path of one.
func isAddress(t string) bool {
	if len(t) > 4096 || strings.ContainsAny(t, " \t") {
		return false
	}
	return strings.HasPrefix(t, "http://") || strings.HasPrefix(t, "https://") || strings.HasPrefix(t, "www.") ||
		t[0] == '/' && strings.Count(t, "/") >= 2
}

// endsSentence reports whether t ends with a mark that ends a sentence.
func endsSentence(t string) bool { return endsWith(t, ".", "؟", "!", "?", "…", "۔") }

// endsWith reports whether t ends with one of the marks, with or without
// quotation marks or brackets behind it.
func endsWith(t string, marks ...string) bool {
	t = strings.TrimRight(t, "\"”»’')] \u00a0")
	for _, m := range marks {
		if strings.HasSuffix(t, m) {
			return true
		}
	}
	return false
}
