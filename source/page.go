package source

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"qawl/model"
)

// page reads a saved HTML page: metadata from its head (Open Graph, JSON-LD,
// meta elements), main text by Readability, a port of what browsers show as
// reader view.
func (r *Reader) page(doc string) ([]*model.Article, error) {
	root, err := html.Parse(strings.NewReader(doc))
	if err != nil {
		return nil, fmt.Errorf("parse HTML: %w", err)
	}
	m := metaOf(root)
	p := m.parts()
	p.text, p.links = mainText(root, p.url)
	// A publisher that gives the whole text in its metadata is believed where
	// the page itself shows much less (text that scripts put in).
	if len(m.ld.body) > 2*len(p.text) {
		p.text = plainText(m.ld.body)
	}
	if strings.TrimSpace(p.text) == "" {
		return nil, model.WithHint(errors.New("no article text found"), "the page may get its text by scripts: save it from a browser after it has loaded")
	}
	return r.assemble(p), nil
}

// mainText returns the paragraphs of the page's main content, one per line, and
// the titles of the links that stand on lines of their own among them. Where
// Readability finds none, it is those of the whole body.
func mainText(root *html.Node, address string) (lines string, links []string) {
	var base *url.URL
	if u, err := url.Parse(address); err == nil && u.IsAbs() {
		base = u
	}
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.CharThresholds = 200
	if a, err := parser.ParseDocument(root, base); err == nil && a.Node != nil {
		if lines, links = paragraphs(a.Node); lines != "" {
			return lines, links
		}
	}
	return paragraphs(root)
}

// paragraphs is linesOf without the lines that are nothing but a link.
func paragraphs(n *html.Node) (lines string, links []string) {
	w := &lineWriter{apart: true}
	w.node(n)
	w.end()
	return w.b.String(), w.links
}

// linesOf returns the text below a node, each block element on lines of its
// own, white space collapsed. Captions, scripts and forms are left out.
func linesOf(n *html.Node) string {
	w := &lineWriter{}
	w.node(n)
	w.end()
	return w.b.String()
}

// lineWriter collects lines of text.
type lineWriter struct {
	b     strings.Builder
	line  strings.Builder
	space bool
	depth int
	apart bool     // lines that are nothing but a link go to links
	plain bool     // the line has text outside of links
	in    int      // links around
	links []string // titles
}

// maxDepth is how deep elements may be nested before what is below is left out.
const maxDepth = 1000

func (w *lineWriter) end() {
	if line := w.line.String(); line != "" {
		if w.apart && !w.plain {
			w.links = append(w.links, line)
		} else {
			if w.b.Len() > 0 {
				w.b.WriteByte('\n')
			}
			w.b.WriteString(line)
		}
		w.line.Reset()
	}
	w.space, w.plain = false, false
}

func (w *lineWriter) text(s string) {
	for _, c := range s {
		switch c {
		case ' ', '\t', '\n', '\r', '\f':
			w.space = w.line.Len() > 0
			continue
		}
		if w.space {
			w.line.WriteByte(' ')
			w.space = false
		}
		w.line.WriteRune(c)
		w.plain = w.plain || w.in == 0
	}
}

func (w *lineWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode:
		if skipped(n) {
			return
		}
	}
	if w.depth > maxDepth {
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	if n.DataAtom == atom.A && strings.Contains(attr(n, "href"), "/") {
		w.in++
		defer func() { w.in-- }()
	}
	block := n.Type == html.ElementNode && !inline(n.DataAtom)
	if block {
		w.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
	if block {
		w.end()
	}
}

// skipped reports whether an element holds no text of an article.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Figcaption, atom.Form, atom.Button, atom.Select, atom.Textarea,
		atom.Iframe, atom.Svg, atom.Nav, atom.Footer, atom.Video, atom.Audio, atom.Object, atom.Option:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" || a.Key == "style" && strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
			return true
		}
	}
	return false
}

// inline reports whether an element stands within a line.
func inline(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font,
		atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup,
		atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr, atom.Center:
		return true
	}
	return false
}

// plainText returns the lines of text that may hold markup.
func plainText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return s
	}
	w := &lineWriter{}
	for _, n := range nodes {
		// A line break of text without markup stays one.
		if n.Type == html.TextNode {
			for line := range strings.Lines(n.Data) {
				w.text(line)
				if strings.HasSuffix(line, "\n") {
					w.end()
				}
			}
			continue
		}
		w.node(n)
	}
	w.end()
	return w.b.String()
}
