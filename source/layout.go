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
	url       string
	outlet    string
	credits   []string
	keywords  []string
	links     []string
	bylines   []model.Span
	blocks    []model.Block
	trailer   bool // a line that ends articles has been seen
}

// layout reads the lines of a plain document from line i on and returns the
// articles in it: header lines (headlines, byline, date, address in any
// order), paragraphs, and what stands around them.
func (s *scanner) layout(lines []line) []*found {
	var out []*found
	for i := 0; i < len(lines); {
		f := &found{span: model.Span{Start: lines[i].Start, End: len(s.text)}}
		if i == 0 {
			f.span.Start = 0
		}
		at, next := s.body(f, lines, s.header(f, lines, i))
		if at < len(lines) {
			f.span.End = lines[at].Start
		}
		out = append(out, f)
		i = next
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
	for ; i < end; i++ {
		l := lines[i]
		if l.kind == dated && !l.pure && !s.repeats(l, heads) {
			l.kind = prose
		}
		switch {
		case l.kind != prose:
			s.metadata(f, l)
		case len(heads) > 0 && s.byline(l, meta):
			f.bylines = append(f.bylines, l.Span)
			s.credit(f, l.Span)
		default:
			heads = append(heads, l)
		}
	}
	s.headlines(f, heads)
	return end
}

// headerEnd returns the line behind the header that begins at line i, and
// whether a date or address is in it. A header ends at a blank line if there
// is one soon; else it is the first line and the lines of metadata behind it.
func (s *scanner) headerEnd(lines []line, i int) (end int, meta bool) {
	end = i
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
		default:
			return end, meta
		}
	}
	return end, meta
}

// openHeader returns the line behind a header that no blank line closes: a
// headline, and metadata with at most one short line among it.
func (s *scanner) openHeader(lines []line, i, end int) int {
	heads := 0
	for k := i; k < end; k++ {
		if lines[k].kind != prose {
			continue
		}
		byline := heads > 0 && lines[k].words <= 8 && k+1 < end && isMeta(lines[k+1])
		if heads > 0 && !byline {
			return k
		}
		heads++
	}
	return end
}

func isMeta(l line) bool { return l.kind == dated || l.kind == address }

// paragraph reports whether a line is too long for a headline or byline, or
// reads like one or more sentences.
func paragraph(l line) bool {
	return l.kind == prose && (l.words > 32 || l.stop && l.words > 16)
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

// byline reports whether a header line names the author, place or outlet
// rather than being another headline: an outlet or agency stands at either end
// of it, or it is short and stands in a header with a date or address, or it
// has the form "place - name".
func (s *scanner) byline(l line, meta bool) bool {
	if l.words > 12 || l.stop {
		return false
	}
	s.look(l.Span)
	if _, n := s.match(0, outletHead); n > 0 && l.words <= 5 {
		return true
	}
	mark := s.mark(0)
	quoted := strings.ContainsAny(s.text[l.Start:l.End], "\"“”«»؟!")
	if meta && l.words <= 6 && !quoted {
		return true
	}
	if mark > 0 && (s.creditAt(0, mark) || s.creditAt(mark, len(s.toks))) {
		return true
	}
	return mark > 0 && !quoted && mark <= 4 && (meta || s.toks[mark].Fold != ":") && mark+1 < len(s.toks) && l.words <= 8
}

// mark returns the first token from i on that parts the pieces of a byline,
// 0 if there is none.
func (s *scanner) mark(i int) int {
	for ; i < len(s.toks); i++ {
		if i > 0 && isByMark(s.toks[i].Fold) {
			return i
		}
	}
	return 0
}

func isByMark(m string) bool {
	switch m {
	case "-", "--", "–", "—", "ـ", ":", "|", "/", "(", ",", "،":
		return true
	}
	return false
}

// creditAt reports whether tokens i to j name an outlet or agency and nothing else.
func (s *scanner) creditAt(i, j int) bool { return s.creditWords(i, j) }

// metadata takes what a line of the header tells.
func (s *scanner) metadata(f *found, l line) {
	switch l.kind {
	case dated:
		if f.published.IsZero() {
			f.published = l.date
		}
	case address:
		if f.url == "" {
			f.url = s.text[l.Start:l.End]
		}
	case credits:
		f.bylines = append(f.bylines, l.Span)
		s.credit(f, l.Span)
	case labelled:
		switch l.label {
		case keywordsLabel:
			f.keywords = append(f.keywords, s.keywords(f, l.value)...)
		default:
			s.credit(f, l.value)
		}
	}
}

// credit takes the outlets and agencies that are named within a span, the
// first outlet as the article's own.
func (s *scanner) credit(f *found, sp model.Span) {
	sp = s.cutAds(sp)
	if sp.Empty() {
		return
	}
	s.look(sp)
	if _, n := s.match(0, outletHead); n > 0 && f.outlet == "" && len(s.word) <= 5 {
		if _, whole := s.match(0, outlet); whole == 0 {
			f.outlet = s.text[sp.Start:sp.End]
			return
		}
	}
	for i := 0; i < len(s.word); {
		p, n := s.match(i, outlet, credit)
		switch {
		case n == 0 || p.name == "":
			i++
			continue
		case p.kind == outlet && f.outlet == "":
			f.outlet = p.name
		case p.kind == credit && !contains(f.credits, p.name):
			f.credits = append(f.credits, p.name)
		}
		i += n
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
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
			if _, n := s.match(i, outlet, credit); n > 0 && i+n == len(s.word) && s.word[i+n-1] == len(s.toks)-1 && isBar(s.toks[s.word[i]-1]) {
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
