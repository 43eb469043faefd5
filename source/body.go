package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qawl/extract/text"
	"qawl/model"
)

// body reads an article's paragraphs from line i on. It returns the line where
// the article ends and the one where the next one begins; both are len(lines)
// where there is no other article.
func (s *scanner) body(f *found, lines []line, i int) (end, next int) {
	first := len(f.blocks)
	for ; i < len(lines); i++ {
		l := lines[i]
		if l.kind == dated && !l.pure {
			l.kind = prose
		}
		if l.kind == prose {
			l = s.beside(f, l, len(f.blocks) == first, s.signs(l) && s.tail(lines, i))
		}
		switch l.kind {
		case prose:
			s.paragraph(f, l)
		case dated:
			if l.label == updateLabel {
				f.updated = l.date
			} else if f.published.IsZero() && (i < 2*maxHeader || s.tail(lines, i)) {
				f.published = l.date
			}
		case advert:
			s.promotes(f, l)
		case captioned:
			if len(f.blocks) == first { // an article doesn't begin with a caption
				s.paragraph(f, l)
			}
		case credits:
			s.credit(f, l.Span)
			f.trailer = f.trailer || s.tail(lines, i)
		case labelled:
			s.metadata(f, l)
			f.trailer = f.trailer || l.label == sourceLabel || l.label == keywordsLabel
		case also:
			if !l.value.Empty() {
				// The title within the article is read as a part of it.
				f.links = append(f.links, s.text[l.value.Start:l.value.End])
				f.blocks = append(f.blocks, model.Block{Span: l.value, Part: model.PartBody})
				continue
			}
			if s.another(f, lines, i+1) {
				s.dateline(f, first)
				return i, i + 1
			}
			i = s.links(f, lines, i)
		}
	}
	s.dateline(f, first)
	return len(lines), len(lines)
}

// beside tells what a line of prose is where it stands: one that agencies sign
// at the end, or before the first paragraph one that holds the author or a date.
func (s *scanner) beside(f *found, l line, before, signs bool) line {
	if signs {
		l.kind = credits
	}
	if l.kind != prose || !before || l.stop || l.words > 10 {
		return l
	}
	if f.author != "" && s.v.pack.Fold.Words(s.text[l.Start:l.End]) == f.author {
		l.kind = advert
		return l
	}
	if !l.date.IsZero() {
		l.kind, l.pure = dated, true
		return l
	}
	s.look(l.Span)
	pieces := s.pieces()
	for _, p := range pieces {
		if len(pieces) > 1 && s.names(p) != noKind {
			f.bylines = append(f.bylines, l.Span)
			s.byName(f, l.Span)
			l.kind = advert
			return l
		}
	}
	return l
}

// signs reports whether a line at the end of an article is one of outlets and
// agencies of which not all are known: short, with a slash, and one piece
// names an agency.
func (s *scanner) signs(l line) bool {
	if l.words > 10 || l.stop || !strings.Contains(s.text[l.Start:l.End], "/") {
		return false
	}
	s.look(l.Span)
	for _, p := range s.pieces() {
		if s.names(p) != noKind || s.initials(p) >= 2 {
			return true
		}
	}
	return false
}

// maxTail is how many lines without a paragraph may end an article.
const maxTail = 100

// tail reports whether no paragraph follows line i before the document ends
// or another article is announced.
func (s *scanner) tail(lines []line, i int) bool {
	for n, l := range lines[i+1:] {
		switch {
		case l.kind == prose, l.kind == captioned, n > maxTail:
			return false
		case l.kind == also:
			return true
		}
	}
	return true
}

// another reports whether a whole article begins at line i, behind a "read
// also": it has a headline and paragraphs, and what stands before it was ended
// by its source or keywords, or has a date of its own as this one has.
func (s *scanner) another(f *found, lines []line, i int) bool {
	paragraphs, head, last := 0, false, model.Date{}
	for _, l := range lines[i:] {
		if l.kind == also && l.value.Empty() {
			break // what follows belongs to the next one
		}
		switch {
		case l.kind == blank:
			continue
		case paragraph(l):
			if !head {
				return false
			}
			paragraphs++
		case l.kind == prose:
			head = true
		}
		last = model.Date{}
		if l.kind == dated {
			last = l.date
		}
	}
	return head && paragraphs >= 2 && (f.trailer || !f.published.IsZero() && !last.IsZero())
}

// maxLinks is how many lines behind a "read also" are taken for titles.
const maxLinks = 12

// links takes the titles and addresses behind a "read also" at line i and
// returns the last of them.
func (s *scanner) links(f *found, lines []line, i int) int {
	for n := 0; i+1 < len(lines) && n < maxLinks; i++ {
		l := lines[i+1]
		if l.kind == blank && n > 0 || l.kind == prose && (paragraph(l) || l.stop) || l.kind != prose && l.kind != address && l.kind != blank {
			break
		}
		if l.kind != blank {
			f.links = append(f.links, s.text[l.Start:l.End])
			n++
		}
	}
	return i
}

// paragraph makes a block of a line: without advertisements at its ends, and
// without a picture's caption that is glued to it.
func (s *scanner) paragraph(f *found, l line) {
	for _, sp := range s.unglue(s.cutAds(l.Span)) {
		if !sp.Empty() {
			f.blocks = append(f.blocks, model.Block{Span: sp, Part: model.PartBody})
		}
	}
}

// cutAds cuts advertisements off the ends of a line.
func (s *scanner) cutAds(sp model.Span) model.Span {
	fold := s.v.pack.Fold
	first, _, _ := fold.FirstWord(s.buf[:0], s.text, sp)
	atStart := s.v.starts[string(first)]&setOf(adInline) != 0
	last := fold.LastWord(first[:0], s.text, sp)
	atEnd := s.v.adEnds[string(last)] && sp.End-sp.Start <= lineLook
	s.buf = last
	if !atStart && !atEnd {
		return sp
	}
	s.look(sp)
	if _, n := s.match(0, adInline); n > 0 {
		sp.Start = s.toks[s.word[n-1]].End
	}
	for i := 1; atEnd && i < len(s.word); i++ {
		if _, n := s.match(i, adInline); n > 0 && i+n == len(s.word) {
			sp.End = s.toks[s.word[i]].Start
			break
		}
	}
	return text.Trim(s.text, sp, "")
}

// maxCaption is how many words a caption may have, maxSubhead a subheading
// that is glued to a paragraph.
const (
	maxCaption = 30
	maxSubhead = 10
)

// unglue parts a line "caption (agency) subheadingParagraph": pages lose the
// line breaks around pictures. It is recognised by the agency in brackets and
// by a letter within a word that only stands at the end of one. The caption is
// dropped.
func (s *scanner) unglue(sp model.Span) []model.Span {
	whole := []model.Span{sp}
	head := text.Head(s.text, sp, lineLook)
	if !strings.ContainsAny(s.text[head.Start:head.End], ")]") {
		return whole
	}
	s.look(sp)
	open := -1
	for i, t := range s.toks {
		if endsSentence(t.Fold) || t.Fold == ":" {
			return whole
		}
		if isOpen(t.Fold) {
			open = i
		}
		if !isClose(t.Fold) || open < 2 || !s.creditWords(open+1, i) || s.agencyBefore(open) {
			continue
		}
		words := 0
		for k := i + 1; k < len(s.toks) && words < maxSubhead; k++ {
			if s.toks[k].Kind == text.Punct {
				break
			}
			words++
			if at := s.glue(s.toks[k].Span); at > 0 {
				return []model.Span{
					{Start: s.toks[i+1].Start, End: at},
					text.Trim(s.text, model.Span{Start: at, End: sp.End}, ""),
				}
			}
		}
	}
	return whole
}

// glue returns the place within a word where a letter that only ends words is
// followed by another letter, 0 if there is none.
func (s *scanner) glue(sp model.Span) int {
	w := s.text[sp.Start:sp.End]
	for i, r := range w {
		if n := i + utf8.RuneLen(r); s.v.final[r] && n < len(w) && i > 0 {
			return sp.Start + n
		}
	}
	return 0
}

// maxDateline is how many tokens a dateline within a paragraph may have.
const maxDateline = 16

// dateline looks for the outlet or agency at the start of the first paragraph:
// "city (agency) - …", "outlet - city: …", and for the date where no line gave
// it: "city 12-9-2024 agency - …".
func (s *scanner) dateline(f *found, first int) {
	if first >= len(f.blocks) {
		return
	}
	b := f.blocks[first]
	s.look(text.Head(s.text, b.Span, lineLook/2))
	if _, n := s.match(0, outlet); n > 0 && s.word[n-1]+1 < len(s.toks) && isBar(s.toks[s.word[n-1]+1]) {
		s.credit(f, model.Span{Start: b.Start, End: s.toks[s.word[n-1]].End})
		return
	}
	if d, _, to := s.findDate(0); f.published.IsZero() && !d.IsZero() && to <= maxDateline {
		for _, t := range s.toks[to:min(to+6, len(s.toks))] {
			if isBar(t) || t.Fold == ":" || t.Fold == "/" {
				f.published = d
				break
			}
		}
	}
	open := -1
	for i, t := range s.toks {
		switch {
		case isOpen(t.Fold):
			open = i
		case isClose(t.Fold) && open >= 0 && i+1 < len(s.toks) && (isBar(s.toks[i+1]) || s.toks[i+1].Fold == ":") && s.creditWords(open+1, i):
			s.credit(f, model.Span{Start: s.toks[open].End, End: t.Start})
			return
		}
		if i > maxDateline {
			return
		}
	}
}

// keywords parts a line of keywords. Where nothing parts them, the longest
// runs of words that stand together in the article are taken, else single words.
func (s *scanner) keywords(f *found, sp model.Span) []string {
	sp = text.Head(s.text, sp, maxKeywordLine)
	line := s.text[sp.Start:sp.End]
	if strings.ContainsAny(line, ",،|;؛#/") {
		var out []string
		for _, k := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",،|;؛#/", r) }) {
			if k = strings.TrimSpace(strings.ReplaceAll(k, "_", " ")); k != "" && !slices.Contains(out, k) && len(out) < maxKeywords {
				out = append(out, k)
			}
		}
		return out
	}
	return s.runs(f, strings.Fields(line))
}

// maxRun is how many words one keyword may have, maxKeywords how many
// keywords a line, maxKeywordLine how many bytes of it are read.
const (
	maxRun         = 5
	maxKeywords    = 60
	maxKeywordLine = 4096
)

func (s *scanner) runs(f *found, words []string) []string {
	var b strings.Builder
	for _, bl := range f.blocks {
		b.WriteByte(' ')
		b.WriteString(s.v.pack.Fold.Words(s.text[bl.Start:bl.End]))
	}
	b.WriteByte(' ')
	known := b.String()
	var out []string
	for i := 0; i < len(words) && len(out) < maxKeywords; {
		n := min(maxRun, len(words)-i)
		for n > 1 && !strings.Contains(known, " "+s.v.pack.Fold.Words(strings.Join(words[i:i+n], " "))+" ") {
			n--
		}
		if k := strings.Join(words[i:i+n], " "); !slices.Contains(out, k) {
			out = append(out, k)
		}
		i += n
	}
	return out
}
