package source

import (
	"strings"

	"qawl/extract/text"
	"qawl/model"
)

// element is one tag of a tagged document and what stands up to the next one.
type element struct {
	name    string // lower case
	closing bool
	tag     model.Span
	content model.Span
}

// elements cuts a document at its tags. Only the names in the shared table
// are tags; other angle brackets are text.
func (sh *shared) elements(doc string) []element {
	var out []element
	for i := 0; i < len(doc); {
		k := strings.IndexByte(doc[i:], '<')
		if k < 0 {
			break
		}
		i += k
		e, ok := sh.element(doc, i)
		if !ok {
			i++
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].content.End = i
		}
		e.content = model.Span{Start: e.tag.End, End: len(doc)}
		out = append(out, e)
		i = e.tag.End
	}
	return out
}

// maxTag is how many bytes a tag with its attributes may have.
const maxTag = 256

func (sh *shared) element(doc string, i int) (element, bool) {
	end := strings.IndexByte(doc[i:min(len(doc), i+maxTag)], '>')
	if end < 0 {
		return element{}, false
	}
	e := element{tag: model.Span{Start: i, End: i + end + 1}}
	name := doc[i+1 : i+end]
	name, e.closing = strings.CutPrefix(name, "/")
	name, _, _ = strings.Cut(name, " ")
	e.name = sh.tags[strings.ToLower(name)]
	return e, e.name != ""
}

// attribute returns the value of a tag's attribute, "" if it has none.
func attribute(tag, name string) string {
	_, v, ok := strings.Cut(tag, " "+name+"=")
	if !ok || v == "" {
		return ""
	}
	if q := v[0]; q == '"' || q == '\'' {
		v, _, _ = strings.Cut(v[1:], v[:1])
		return v
	}
	v, _, _ = strings.Cut(strings.TrimSuffix(v, ">"), " ")
	return v
}

// tagged reads the documents of a tagged file. Each article's text is the
// whole DOC element.
func (r *Reader) tagged(doc string) []*model.Article {
	v := r.language(doc)
	s := &scanner{v: v, text: doc}
	points := text.NewPoints(doc, 0)
	var out []*model.Article
	var t *taggedDoc
	flush := func(end int) {
		if t == nil {
			return
		}
		t.span.End = end
		if a := t.finish(r, v, points); len(a.Blocks) > 0 {
			out = append(out, a)
		}
		t = nil
	}
	for _, e := range r.shared.elements(doc) {
		switch {
		case e.name == "doc" && e.closing:
			flush(e.tag.End)
			continue
		case e.name == "doc":
			flush(e.tag.Start)
			t = &taggedDoc{s: s, found: found{span: e.tag}, docno: attribute(doc[e.tag.Start:e.tag.End], "id")}
			continue
		case t == nil && len(out) == 0 && !e.closing:
			t = &taggedDoc{s: s} // a file that is one document without DOC
		}
		if t != nil {
			t.take(e)
		}
	}
	flush(len(doc))
	return out
}

// taggedDoc is a document under way.
type taggedDoc struct {
	found
	s     *scanner
	docno string
	part  model.Part // of the paragraphs that are being read, "" outside of ABSTRACT and TEXT
}

// take reads one element.
func (t *taggedDoc) take(e element) {
	value := strings.TrimSpace(t.s.text[e.content.Start:e.content.End])
	switch e.name {
	case "abstract", "text":
		t.part = model.PartBody
		if e.name == "abstract" {
			t.part = model.PartAbstract
		}
		if e.closing {
			t.part = ""
			return
		}
		t.lines(e.content, false)
		return
	case "paragraph":
		if t.part != "" {
			t.lines(e.content, !e.closing)
		}
		return
	}
	if e.closing || value == "" {
		return
	}
	switch e.name {
	case "docno":
		t.docno = value
	case "url":
		t.url = value
	case "outlet":
		t.s.credit(&t.found, e.content)
		if t.outlet == "" {
			t.outlet = value
		}
	case "title":
		if sp := text.Trim(t.s.text, e.content, ""); t.headline.Empty() {
			t.headline = t.s.cutOutlet(&t.found, sp)
			t.blocks = append(t.blocks, model.Block{Span: t.headline, Part: model.PartHeadline})
		}
	case "published":
		if d := t.s.v.dateOf(value); !d.IsZero() {
			t.published = d
		}
	case "author":
		t.bylines = append(t.bylines, e.content)
		t.s.credit(&t.found, e.content)
	case "dateline":
		t.blocks = append(t.blocks, model.Block{Span: text.Trim(t.s.text, e.content, ""), Part: model.PartBody})
		t.s.credit(&t.found, e.content)
		if d := t.s.v.dateOf(value); t.published.IsZero() {
			t.published = d
		}
	case "keywords":
		t.keywords = append(t.keywords, t.s.keywords(&t.found, e.content)...)
	}
}

// lines makes blocks of the lines of an abstract or text; one block of those
// of a paragraph.
func (t *taggedDoc) lines(sp model.Span, one bool) {
	lines := t.s.lines(sp)
	if one {
		lines = join(lines)
	} else {
		lines = t.s.unwrap(lines)
	}
	n := len(t.blocks)
	t.s.body(&t.found, lines, 0)
	for i := range t.blocks[n:] {
		t.blocks[n+i].Part = t.part
	}
}

func (t *taggedDoc) finish(r *Reader, v *vocab, points *text.Points) *model.Article {
	if t.published.IsZero() {
		t.published = dateInAddress(t.docno)
	}
	return r.article(v, t.s.text, points, &t.found, t.docno)
}
