package source

import (
	"strings"

	"qawl/extract/text"
	"qawl/model"
)

// found is what the layout of a document tells about one article. Spans refer
// to the document.
type found struct {
	span      model.Span // of the article within the document
	headline  model.Span
	published model.Date
	updated   model.Date // where there is no other
	url       string
	outlet    string
	credits   []string
	keywords  []string
	links     []string
	bylines   []model.Span
	blocks    []model.Block
	trailer   bool   // a line that ends articles has been seen
	agency    string // credited by the header: the outlet, if none is named
	own       string // agency that stands alone on a line of the header
	guess     string // line of the header that may name the outlet
	promoted  string // outlet that a line about itself names
	author    string // folded, where it is known
}

// layout reads the lines of a plain document and returns the articles in it,
// the first one from the document's start if lines are the whole of it: header
// lines (headlines, byline, date, address in any order), paragraphs, and what
// stands around them.
func (s *scanner) layout(lines []line, whole bool) []*found {
	var out []*found
	for i := 0; i < len(lines); {
		f := &found{span: model.Span{Start: lines[i].Start, End: len(s.text)}}
		if i == 0 && len(out) == 0 && whole {
			f.span.Start = 0
		}
		at, next := s.body(f, lines, s.header(f, lines, i))
		if at < len(lines) {
			f.span.End = lines[at].Start
		}
		out = append(out, f)
		i = next
	}
	for _, f := range out {
		if f.published.IsZero() {
			f.published = f.updated
		}
	}
	for k := range out[:max(len(out)-1, 0)] {
		if h := out[k+1].headline; !h.Empty() {
			out[k].links = append(out[k].links, s.text[h.Start:h.End])
		}
	}
	return out
}

// maxHeader is how many lines a header may have.
const maxHeader = 8

// header reads the header that begins at line i and returns the line where
// the body begins.
func (s *scanner) header(f *found, lines []line, i int) int {
	for i < len(lines) && lines[i].kind == blank {
		i++
	}
	end, meta := s.headerEnd(lines, i)
	var heads []line
	first := true // a headline may begin with a word that is a label elsewhere
	for ; i < end; i++ {
		l := lines[i]
		if l.kind == dated && !l.pure && !s.repeats(l, heads) || first && (l.kind == also || l.kind == captioned || l.kind == labelled && l.label == authorLabel) {
			l.kind = prose
		}
		first = first && l.kind != prose
		switch {
		case l.kind != prose:
			s.metadata(f, l)
		case len(heads) > 0 && datedByline(l):
			f.bylines = append(f.bylines, l.Span)
			s.credit(f, l.Span)
			if f.published.IsZero() {
				f.published = l.date
			}
		case len(heads) > 0 && s.byline(l, meta):
			f.bylines = append(f.bylines, l.Span)
			s.byName(f, l.Span)
		case len(heads) == 0 && meta && l.words <= 2 && i+1 < end && lines[i+1].kind == prose && lines[i+1].words > 3:
			// the name of a section above the headline
		case len(heads) == 0 || !s.same(heads[len(heads)-1], l):
			heads = append(heads, l)
		}
	}
	s.headlines(f, heads)
	return end
}

// same reports whether two lines have the same words: pages repeat their title.
func (s *scanner) same(a, b line) bool {
	fold := s.v.pack.Fold
	x, y := s.text[a.Start:a.End], s.text[b.Start:b.End]
	return len(x) <= 2*len(y) && fold.Words(x) == fold.Words(y)
}

// headerEnd returns the line behind the header that begins at line i, and
// whether a date or address is in it. A header ends at a blank line if there
// is one soon; else it is the first line and the lines of metadata behind it.
func (s *scanner) headerEnd(lines []line, i int) (end int, meta bool) {
	end = i
	if i+1 < len(lines) && isMeta(lines[i+1]) && lines[i].words < 60 {
		end++ // however long: a date or address stands behind a headline only
	}
	for end < len(lines) && end-i < maxHeader && lines[end].kind != blank && !paragraph(lines[end]) {
		meta = meta || isMeta(lines[end])
		end++
	}
	if end == len(lines) || lines[end].kind != blank {
		end = s.openHeader(lines, i, end)
		meta = false
		for _, l := range lines[i:end] {
			meta = meta || isMeta(l)
		}
	}
	// Lines of metadata may follow behind blank lines.
	for k := end; k < len(lines) && k-i < 2*maxHeader; k++ {
		switch l := lines[k]; {
		case l.kind == blank:
		case l.kind == dated && l.pure, l.kind == address, l.kind == credits, l.kind == labelled, l.kind == advert:
			end = k + 1
			meta = meta || isMeta(l)
		case k == end+1 && datedByline(l):
			end = k + 1
			meta = true
		case l.kind == prose && l.words <= maxByline && !l.stop && metaSoon(lines[k+1:]):
			end = k + 1
		default:
			return end, meta
		}
	}
	return end, meta
}

// metaSoon reports whether a date or address is among the next two lines that
// are not blank.
func metaSoon(lines []line) bool {
	n := 0
	for _, l := range lines[:min(len(lines), maxHeader)] {
		if l.kind == blank {
			continue
		}
		if isMeta(l) || datedByline(l) {
			return true
		}
		if n++; n == 2 {
			return false
		}
	}
	return false
}

// openHeader returns the line behind a header that no blank line closes: a
// headline, and metadata with at most one short line among it.
func (s *scanner) openHeader(lines []line, i, end int) int {
	heads := 0
	for k := i; k < end; k++ {
		if lines[k].kind != prose {
			continue
		}
		byline := heads > 0 && (datedByline(lines[k]) || lines[k].words <= 8 && k+1 < end && (isMeta(lines[k+1]) || datedByline(lines[k+1])))
		if heads > 0 && !byline {
			return k
		}
		heads++
	}
	return end
}

func isMeta(l line) bool { return l.kind == dated || l.kind == address }

// datedByline reports whether a header line behind the headline holds a date
// beside other words: author, place, a time zone.
func datedByline(l line) bool { return l.kind == prose && !l.date.IsZero() && l.words <= maxByline }

// paragraph reports whether a line is too long for a headline or byline, or
// reads like one or more sentences.
func paragraph(l line) bool {
	return l.kind == prose && (l.words > 36 || l.stop && l.words > 16)
}

// repeats reports whether what follows the date on a line is a headline again.
func (s *scanner) repeats(l line, heads []line) bool {
	rest := s.v.pack.Fold.Words(s.text[l.value.Start:l.value.End])
	for _, h := range heads {
		if rest != "" && strings.HasSuffix(s.v.pack.Fold.Words(s.text[h.Start:h.End]), rest) {
			return true
		}
	}
	return false
}

// metadata takes what a line of the header tells.
func (s *scanner) metadata(f *found, l line) {
	switch l.kind {
	case dated:
		if l.label == updateLabel {
			f.updated = l.date
		} else if f.published.IsZero() {
			f.published = l.date
		}
	case address:
		if f.url == "" {
			f.url = s.text[l.Start:l.End]
		}
	case credits:
		f.bylines = append(f.bylines, l.Span)
		s.byName(f, l.Span)
	case labelled:
		s.label(f, l)
	case advert:
		s.promotes(f, l)
	}
}

// headlines chooses the headline among the lines of a header that are neither
// metadata nor byline, and makes blocks of all of them.
func (s *scanner) headlines(f *found, heads []line) {
	main := 0
	if len(heads) > 1 && (s.speaks(heads[1]) && !s.speaks(heads[0]) || s.quoted(heads[0]) && !s.quoted(heads[1])) {
		main = 1 // the first one is a kicker
	}
	for i, h := range heads {
		part := model.PartHeadline
		sp := h.Span
		if i > main {
			part = model.PartAbstract
		} else {
			sp = s.cutOutlet(f, sp)
		}
		if i == main {
			f.headline = sp
		}
		if !sp.Empty() {
			f.blocks = append(f.blocks, model.Block{Span: sp, Part: part})
		}
	}
}

// speaks reports whether a headline begins with a speaker and a colon.
func (s *scanner) speaks(l line) bool {
	s.look(l.Span)
	for i, t := range s.toks {
		if t.Fold == ":" {
			return i > 0
		}
		if i >= 4 {
			break
		}
	}
	return false
}

// quoted reports whether a line is all in quotation marks.
func (s *scanner) quoted(l line) bool {
	t := s.text[l.Start:l.End]
	return strings.HasPrefix(t, `"`) && strings.HasSuffix(t, `"`) && strings.Count(t, `"`) == 2 ||
		strings.HasPrefix(t, "«") && strings.HasSuffix(t, "»") && strings.Count(t, "«") == 1
}

// cutOutlet cuts the outlet's name with a dash or bar off either end of a headline.
func (s *scanner) cutOutlet(f *found, sp model.Span) model.Span {
	s.look(sp)
	if len(s.word) == 0 || sp.End-sp.Start > lineLook {
		return sp
	}
	cut := sp
	if _, n := s.match(0, outlet); n > 0 && s.word[n-1]+1 < len(s.toks) && isBar(s.toks[s.word[n-1]+1]) {
		cut.Start = s.toks[s.word[n-1]+1].End
	} else {
		for i := 1; i < len(s.word); i++ {
			if isBar(s.toks[s.word[i]-1]) && s.names(piece{from: i, to: len(s.word)}) != noKind {
				cut.End = s.toks[s.word[i]-1].Start
				break
			}
		}
	}
	if cut == sp {
		return sp
	}
	away := model.Span{Start: sp.Start, End: cut.Start}
	if away.Empty() {
		away = model.Span{Start: cut.End, End: sp.End}
	}
	s.credit(f, away)
	return text.Trim(s.text, cut, "-–—|")
}

func isBar(t text.Token) bool {
	switch t.Fold {
	case "|", "-", "–", "—", "--":
		return true
	}
	return false
}
