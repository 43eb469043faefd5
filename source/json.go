package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"qawl/extract/text"
	"qawl/model"
)

// json reads one or several JSON values: objects, or arrays of them. What
// follows a value that can't be read is lost, with an error only if nothing
// before it was read.
func (r *Reader) json(doc string) ([]*model.Article, error) {
	dec := json.NewDecoder(strings.NewReader(strings.TrimPrefix(doc, "\ufeff")))
	dec.UseNumber()
	var out []*model.Article
	objects := 0
	for {
		var value any
		err := dec.Decode(&value)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, model.WithHint(fmt.Errorf("read JSON value %d: %w", objects+1, err), "one object per line, or an array of objects, is wanted")
		}
		for _, o := range objectsIn(value) {
			objects++
			if a := r.object(o); a != nil {
				out = append(out, a)
			}
		}
	}
	if len(out) == 0 {
		return nil, model.WithHint(fmt.Errorf("no article text found in %d JSON objects", objects),
			"say which field holds the text: --fields text=NAME; fields: "+r.shared.fieldNames())
	}
	return out, nil
}

// objectsIn returns the objects of a value that is one, an array of them, or
// an object with such an array in its only list of objects.
func objectsIn(value any) []map[string]any {
	switch v := value.(type) {
	case map[string]any:
		return []map[string]any{v}
	case []any:
		var out []map[string]any
		for _, x := range v {
			if o, ok := x.(map[string]any); ok {
				out = append(out, o)
			}
		}
		return out
	}
	return nil
}

// object reads one article, nil if it has no text.
func (r *Reader) object(o map[string]any) *model.Article {
	get := func(field string) string {
		if name, ok := r.o.Fields[field]; ok {
			return textOf(o[name])
		}
		for _, name := range r.shared.fields[field] {
			if s := textOf(o[name]); s != "" {
				return s
			}
		}
		return ""
	}
	p := parts{
		headline: get("title"), abstract: get("abstract"), text: get("text"), url: get("url"), outlet: get("outlet"),
		published: get("published"), docno: get("docno"), author: get("author"), language: get("language"),
	}
	name, given := r.o.Fields["keywords"]
	for _, n := range r.shared.fields["keywords"] {
		if given && n != name {
			continue
		}
		if list, ok := o[n].([]any); ok {
			for _, k := range list {
				p.keywords = append(p.keywords, textOf(k))
			}
		} else if k := textOf(o[n]); k != "" {
			p.keywordLine = k
		}
	}
	if given && len(p.keywords) == 0 && p.keywordLine == "" {
		p.keywordLine = textOf(o[name])
	}
	if strings.TrimSpace(p.text) == "" {
		return nil
	}
	return r.assemble(p)
}

// textOf returns a JSON value as text: a string, a number, the name of an
// object that has one, the strings of a list as lines.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		var lines []string
		for _, x := range v {
			if s := textOf(x); s != "" {
				lines = append(lines, s)
			}
		}
		return strings.Join(lines, "\n")
	case map[string]any:
		for _, k := range [...]string{"name", "title", "text", "@value"} {
			if s, ok := v[k].(string); ok {
				return s
			}
		}
	}
	return ""
}

// parts are what a page or JSON object tells about an article.
type parts struct {
	headline, abstract, text   string
	url, outlet, published     string
	docno, author, keywordLine string
	language                   string
	keywords                   []string
}

// assemble puts an article's text together: headline, abstract, paragraphs,
// each in its lines, then reads it as the plain text of one article.
func (r *Reader) assemble(p parts) *model.Article {
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
	abstract := add(p.abstract)
	body := add(p.text)
	doc := b.String()
	v := r.language(doc)
	s := &scanner{v: v, text: doc}
	f := &found{span: model.Span{End: len(doc)}, url: strings.TrimSpace(p.url), published: v.dateOf(p.published)}
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
	s.body(f, lines, s.again(f, lines))
	for _, k := range p.keywords {
		if k = strings.TrimSpace(k); k != "" && !contains(f.keywords, k) {
			f.keywords = append(f.keywords, k)
		}
	}
	if p.keywordLine != "" {
		ks := &scanner{v: v, text: p.keywordLine}
		f.keywords = append(f.keywords, ks.keywords(f, model.Span{End: len(p.keywordLine)})...)
	}
	return r.article(v, doc, text.NewPoints(doc, 0), f, p.docno)
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
	if f.outlet == "" && p.outlet != "" && len(f.credits) == 0 {
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
