package text

import (
	"sort"
	"strings"
	"unicode/utf8"

	"qawl/model"
)

// Points converts byte offsets of a text into code points of the document that
// it stands in.
type Points struct {
	base  int   // code points before the text
	every []int // code points before byte k*stride, counted from the text's start
	text  string
}

const stride = 256

// NewPoints indexes text, which starts base code points into its document.
func NewPoints(text string, base int) *Points {
	p := &Points{base: base, text: text, every: make([]int, 0, len(text)/stride+1)}
	n := 0
	for i := 0; i < len(text); i++ {
		if i%stride == 0 {
			p.every = append(p.every, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	return p
}

// At returns the code points of the document that stand before byte i of the
// text. i has to be a code point boundary.
func (p *Points) At(i int) int {
	if len(p.every) == 0 {
		return p.base
	}
	k := min(i/stride, len(p.every)-1)
	n := p.every[k]
	for j := k * stride; j < i; j++ {
		if utf8.RuneStart(p.text[j]) {
			n++
		}
	}
	return p.base + n
}

// Slice returns the mention of text that covers span.
func Slice(text string, span model.Span) model.Mention {
	return model.Mention{Span: span, Text: text[span.Start:span.End]}
}

// Cover returns the smallest span that holds both.
func Cover(a, b model.Span) model.Span {
	return model.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// Trim returns span without the leading and trailing runes that are in cut or
// white space.
func Trim(text string, span model.Span, cut string) model.Span {
	s := text[span.Start:span.End]
	drop := func(r rune) bool { return strings.ContainsRune(cut, r) || strings.ContainsRune(" \t\r\n\u00a0", r) }
	left := len(s) - len(strings.TrimLeftFunc(s, drop))
	right := len(strings.TrimRightFunc(s[left:], drop))
	return model.Span{Start: span.Start + left, End: span.Start + left + right}
}

// Lines returns the spans of text's lines without their line ends.
func Lines(text string) []model.Span { return LinesOf(text, model.Span{End: len(text)}) }

// LinesOf returns the lines of a part of text. Lines end with LF, CR LF or CR.
func LinesOf(text string, part model.Span) []model.Span {
	out := make([]model.Span, 0, 1+strings.Count(text[part.Start:part.End], "\n"))
	start := part.Start
	for start < part.End {
		i := strings.IndexAny(text[start:part.End], "\r\n")
		if i < 0 {
			return append(out, model.Span{Start: start, End: part.End})
		}
		end := start + i
		out = append(out, model.Span{Start: start, End: end})
		if text[end] == '\r' && end+1 < part.End && text[end+1] == '\n' {
			end++
		}
		start = end + 1
	}
	return out
}

// Within returns the spans, which are sorted, that lie within outer.
func Within(spans []model.Span, outer model.Span) []model.Span {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].Start >= outer.Start })
	j := i
	for j < len(spans) && spans[j].End <= outer.End {
		j++
	}
	return spans[i:j]
}

// Head returns the start of span, at most max bytes of it, cut at a code point.
func Head(text string, span model.Span, max int) model.Span {
	if span.End-span.Start <= max {
		return span
	}
	end := span.Start + max
	for end > span.Start && !utf8.RuneStart(text[end]) {
		end--
	}
	return model.Span{Start: span.Start, End: end}
}

// Shift moves a span by n bytes.
func Shift(s model.Span, n int) model.Span { return model.Span{Start: s.Start + n, End: s.End + n} }
