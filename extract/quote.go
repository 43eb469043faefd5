package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qawl/extract/text"
)

// family is a kind of quotation mark: marks of one family close each other.
type family uint8

const (
	noFamily  family = iota
	double           // " “ ” „ ‟ ″ ''
	guillemet        // « »
	angle            // ‹ ›
	single           // ' ‘ ’ ‚
)

// markOf returns a mark's family and the role that its shape suggests: +1 to
// open, -1 to close, 0 for none. Typists of right-to-left text use the curly
// ones both ways, so that spacing goes first.
func markOf(t text.Token) (family, int) {
	if t.Kind != text.Punct {
		return noFamily, 0
	}
	switch t.Fold {
	case `"`, "''", "″", "‟", "``":
		return double, 0
	case "“", "„":
		return double, 1
	case "”":
		return double, -1
	case "«":
		return guillemet, 1
	case "»":
		return guillemet, -1
	case "‹":
		return angle, 1
	case "›":
		return angle, -1
	case "‘", "‚":
		return single, 1
	case "’", "'":
		return single, -1
	}
	return noFamily, 0
}

const (
	quoteDepth     = 6  // marks nested deeper than this are taken as closing
	quoteCarry     = 3  // paragraphs that a quotation may go on over without a mark
	singleDistance = 60 // tokens within which a single mark has to be closed
)

// pairer pairs the marks of one article, in one pass.
type pairer struct {
	d     *Doc
	stack []int // open quotations of the paragraph, indices into d.Quotes
	fam   []family
	carry int // quotation that the last paragraphs left open, -1 for none
	since int // paragraphs since then
	cfam  family
}

// quote pairs quotation marks. A mark opens or closes by the space around it;
// where that does not tell, it closes what stands open, else its shape tells. A
// quotation that a paragraph leaves open goes on in the next one if that begins
// with an opening mark or has a closing mark without an opening one; else it ends
// with its sentence.
func quote(d *Doc) error {
	p := &pairer{d: d, carry: -1}
	for first := 0; first < len(d.Tokens); {
		end := first + 1
		for end < len(d.Tokens) && !d.newParagraph(end) {
			end++
		}
		p.paragraph(Range{first, end})
		first = end
	}
	d.sortQuotes()
	return nil
}

func (p *pairer) paragraph(r Range) {
	p.since++
	if p.since > quoteCarry {
		p.carry = -1
	}
	for i := r.From; i < r.To; i++ {
		fam, shape := markOf(p.d.Tokens[i].Token)
		if fam == noFamily || fam == single && !p.singleMark(i, r) {
			continue
		}
		role := p.role(i, r, fam, shape)
		switch {
		case role > 0 && i == r.From && p.carry >= 0 && fam == p.cfam:
			prev := p.carry
			p.open(i, r, fam)
			p.d.Quotes[prev].Next = len(p.d.Quotes) - 1
			p.carry = -1
		case role > 0 && len(p.stack) < quoteDepth:
			p.open(i, r, fam)
		case !p.close(i, fam) && p.carry >= 0 && fam == p.cfam:
			p.goOn(i, r)
		}
	}
	p.leaveOpen(r)
}

// goOn closes at token i the quotation that an earlier paragraph left open.
func (p *pairer) goOn(i int, r Range) {
	d := p.d
	for b := d.Quotes[p.carry].To; b < r.From; { // paragraphs between without a mark
		end := b + 1
		for end < r.From && !d.newParagraph(end) {
			end++
		}
		d.Quotes = append(d.Quotes, Quote{Range: Range{b, end}, Open: -1, Close: -1, Next: -1})
		d.Quotes[p.carry].Next = len(d.Quotes) - 1
		p.carry = len(d.Quotes) - 1
		b = end
	}
	d.Quotes = append(d.Quotes, Quote{Range: Range{r.From, i}, Open: -1, Close: i, Next: -1})
	d.Quotes[p.carry].Next = len(d.Quotes) - 1
	p.carry = -1
}

func (p *pairer) open(i int, r Range, fam family) {
	p.d.Quotes = append(p.d.Quotes, Quote{Range: Range{i + 1, r.To}, Open: i, Close: -1, Depth: len(p.stack), Next: -1})
	p.stack = append(p.stack, len(p.d.Quotes)-1)
	p.fam = append(p.fam, fam)
}

// close closes the innermost open quotation of the family, and with it those
// inside that were not closed. It reports whether there was one.
func (p *pairer) close(i int, fam family) bool {
	for k := len(p.stack) - 1; k >= 0; k-- {
		if p.fam[k] != fam {
			continue
		}
		for _, q := range p.stack[k:] {
			p.d.Quotes[q].To = i
		}
		p.d.Quotes[p.stack[k]].Close = i
		p.stack, p.fam = p.stack[:k], p.fam[:k]
		return true
	}
	return false
}

// leaveOpen ends the paragraph: what is open ends with its sentence, the
// outermost one with the paragraph where it may go on in the next.
func (p *pairer) leaveOpen(r Range) {
	for k, q := range p.stack {
		qu := &p.d.Quotes[q]
		last := p.d.Sentences[p.d.Tokens[qu.Open].Sentence].To
		if k == 0 && p.goesOn(r, p.fam[0]) {
			p.carry, p.cfam, p.since = q, p.fam[0], 0
		} else {
			qu.To = min(last, r.To)
		}
	}
	p.stack, p.fam = p.stack[:0], p.fam[:0]
}

// goesOn looks whether one of the next paragraphs goes on with a quotation of the
// family: whether its first mark closes, or its first token opens.
func (p *pairer) goesOn(r Range, fam family) bool {
	d := p.d
	lines := 0
	for i := r.To; i < len(d.Tokens) && i < r.To+400; i++ {
		if d.newParagraph(i) {
			if lines++; lines > quoteCarry {
				return false
			}
		}
		f, shape := markOf(d.Tokens[i].Token)
		if f != fam {
			continue
		}
		end := i + 1
		for end < len(d.Tokens) && !d.newParagraph(end) {
			end++
		}
		if d.newParagraph(i) {
			return lines == 1
		}
		return p.role(i, Range{r.To, end}, f, shape) < 0
	}
	return false
}

// role tells whether mark i of paragraph r opens (+1) or closes (-1).
func (p *pairer) role(i int, r Range, fam family, shape int) int {
	left := i == r.From || p.d.Tokens[i].Space || p.opener(i-1) || p.glued(i)
	right := i+1 >= r.To || p.d.Tokens[i+1].Space || p.closer(i+1)
	switch {
	case left && !right:
		return 1
	case right && !left:
		return -1
	}
	for k := len(p.fam) - 1; k >= 0; k-- {
		if p.fam[k] == fam {
			return -1
		}
	}
	if shape != 0 && !(left && right) {
		return shape
	}
	if i+1 >= r.To {
		return -1
	}
	return 1
}

// glued reports whether a proclitic stands directly before mark i (بـ"…").
func (p *pairer) glued(i int) bool {
	t := p.d.Tokens[i-1]
	return t.Kind == text.Word && utf8.RuneCountInString(t.Fold) <= 2 && (t.Fold == "" || p.d.Pack.Proclitic(t.Fold))
}

func (p *pairer) opener(i int) bool {
	switch p.d.Tokens[i].Fold {
	case "(", "[", "{", ":", "/", "-", "–", "—", "«", "“":
		return true
	}
	return false
}

func (p *pairer) closer(i int) bool {
	t := p.d.Tokens[i]
	return t.Kind == text.Punct && strings.Contains(".,،؛;:!?؟)]}…-–—»”/", t.Fold[:min(len(t.Fold), firstLen(t.Fold))])
}

func firstLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// singleMark reports whether a single mark is one of quotation: with a word
// behind it and a closing one near, or closing such a one; not an apostrophe.
func (p *pairer) singleMark(i int, r Range) bool {
	d := p.d
	if i > r.From && !d.Tokens[i].Space && d.Tokens[i-1].Kind == text.Word && i+1 < r.To && !d.Tokens[i+1].Space && d.Tokens[i+1].Kind == text.Word && !p.glued(i) {
		return false
	}
	for k := len(p.fam) - 1; k >= 0; k-- {
		if p.fam[k] == single {
			return true
		}
	}
	if i+1 >= r.To || d.Tokens[i+1].Space {
		return false
	}
	for j := i + 2; j < r.To && j < i+singleDistance; j++ {
		if f, _ := markOf(d.Tokens[j].Token); f == single && !d.Tokens[j].Space {
			return true
		}
	}
	return false
}

// newParagraph reports whether a paragraph begins with token i: a block, or a
// line with a sentence of its own.
func (d *Doc) newParagraph(i int) bool {
	if i == 0 {
		return true
	}
	a, b := d.Tokens[i-1].Sentence, d.Tokens[i].Sentence
	return a != b && (d.Tokens[i].Line || d.Sentences[a].Block != d.Sentences[b].Block)
}

// sortQuotes puts quotations in the order of their first token, which they are made
// in except for those that go on over paragraphs; Next follows.
func (d *Doc) sortQuotes() {
	if slices.IsSortedFunc(d.Quotes, byFirst) {
		return
	}
	order := make([]int, len(d.Quotes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return byFirst(d.Quotes[a], d.Quotes[b]) })
	at := make([]int, len(order))
	out := make([]Quote, len(order))
	for i, o := range order {
		at[o], out[i] = i, d.Quotes[o]
	}
	for i := range out {
		if out[i].Next >= 0 {
			out[i].Next = at[out[i].Next]
		}
	}
	d.Quotes = out
}

func byFirst(a, b Quote) int { return a.From - b.From }
