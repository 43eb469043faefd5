package source

import (
	"slices"
	"strings"

	"qawl/extract/text"
	"qawl/model"
)

// parts are what a page or JSON object tells about an article.
type parts struct {
	headline, abstract, text   string
	url, outlet, published     string
	docno, author, keywordLine string
	keywords, links            []string
}

// assemble puts an article's text together: headline, abstract, paragraphs,
// each in its lines, then reads it like a plain text whose headline is known.
// The text that was put together is the document that offsets refer to.
func (r *Reader) assemble(p parts) []*model.Article {
	var b strings.Builder
	add := func(s string) model.Span {
		s = strings.TrimSpace(strings.ToValidUTF8(s, "\ufffd"))
		if s == "" {
			return model.Span{}
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		sp := model.Span{Start: b.Len()}
		b.WriteString(s)
		sp.End = b.Len()
		return sp
	}
	head := add(strings.Join(strings.Fields(p.headline), " "))
	var abstract model.Span
	if !startsWith(p.text, p.abstract) {
		abstract = add(p.abstract)
	}
	body := add(p.text)
	doc := b.String()
	v := r.language(doc)
	s := &scanner{v: v, text: doc}
	f := &found{span: model.Span{End: len(doc)}, url: strings.TrimSpace(p.url), published: v.dateOf(p.published), links: p.links, author: v.pack.Fold.Words(p.author)}
	s.outlet(f, p)
	if !head.Empty() {
		f.headline = s.cutOutlet(f, head)
		f.blocks = append(f.blocks, model.Block{Span: f.headline, Part: model.PartHeadline})
	}
	n := len(f.blocks)
	s.body(f, s.lines(abstract), 0)
	for i := range f.blocks[n:] {
		f.blocks[n+i].Part = model.PartAbstract
	}
	lines := s.lines(body)
	end, next := s.body(f, lines, s.again(f, lines))
	var others []*found
	if next < len(lines) {
		f.span.End = lines[end].Start
		others = s.layout(lines[next:], false)
	}
	for _, k := range p.keywords {
		if k = strings.TrimSpace(k); k != "" && !slices.Contains(f.keywords, k) {
			f.keywords = append(f.keywords, k)
		}
	}
	if p.keywordLine != "" {
		ks := &scanner{v: v, text: p.keywordLine}
		f.keywords = append(f.keywords, ks.keywords(f, model.Span{End: len(p.keywordLine)})...)
	}
	if f.published.IsZero() {
		f.published = f.updated
	}
	var out []*model.Article
	for _, f := range append([]*found{f}, others...) {
		if len(f.blocks) > 0 {
			a := r.article(v, doc, text.NewPoints("", 0), f, p.docno)
			a.Offset = 0
			out = append(out, a)
			p.docno = ""
		}
	}
	return out
}

// startsWith reports whether an abstract is only the start of the text, cut
// off or whole: crawlers make it up where a page has none.
func startsWith(text, abstract string) bool {
	cut := strings.TrimRight(strings.TrimSpace(abstract), ".… \u00a0")
	return strings.HasPrefix(strings.TrimSpace(text), cut)
}

// outlet takes the outlet and agencies from the fields for outlet and author.
func (s *scanner) outlet(f *found, p parts) {
	for _, line := range [...]string{p.outlet, p.author} {
		if line == "" {
			continue
		}
		ls := &scanner{v: s.v, text: line}
		ls.credit(f, model.Span{End: len(line)})
	}
	if f.outlet == "" {
		f.outlet = strings.TrimSpace(p.outlet)
	}
}

func (s *scanner) lines(sp model.Span) []line {
	spans := text.LinesOf(s.text, sp)
	out := make([]line, len(spans))
	for i, l := range spans {
		out[i] = s.classify(l)
	}
	return out
}

// again returns the line behind a headline that the text repeats at its start.
func (s *scanner) again(f *found, lines []line) int {
	for i, l := range lines {
		if l.kind == blank {
			continue
		}
		if !f.headline.Empty() && s.v.pack.Fold.Words(s.text[l.Start:l.End]) == s.v.pack.Fold.Words(s.text[f.headline.Start:f.headline.End]) {
			return i + 1
		}
		break
	}
	return 0
}
