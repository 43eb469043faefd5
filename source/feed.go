package source

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"qawl/model"
)

// feed reads the entries of an RSS, RDF or Atom feed that have a text. Most
// feeds give summaries only; those are read as they are.
func (r *Reader) feed(doc string) ([]*model.Article, error) {
	dec := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(doc, "\ufeff")))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded already
	var out []*model.Article
	var site string
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if len(out) > 0 {
				break // a feed that was cut off
			}
			return nil, fmt.Errorf("read feed: %w", err)
		}
		el, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch el.Name.Local {
		case "title":
			if site == "" {
				if err := dec.DecodeElement(&site, &el); err != nil {
					continue
				}
				site = strings.TrimSpace(site)
			}
		case "item", "entry":
			var e entry
			if err := dec.DecodeElement(&e, &el); err != nil {
				continue
			}
			p := e.parts(site)
			if p.text != "" {
				out = append(out, r.assemble(p)...)
			}
		}
	}
	if len(out) == 0 {
		return nil, model.WithHint(errors.New("no article text found in the feed"), "feeds often hold links only: save the pages themselves")
	}
	return out, nil
}

// entry is one item of a feed: RSS 2.0, RSS 1.0 and Atom 1.0 together.
type entry struct {
	Title       string   `xml:"title"`
	Links       []link   `xml:"link"`
	GUID        string   `xml:"guid"`
	PubDate     string   `xml:"pubDate"`
	Published   string   `xml:"published"`
	Updated     string   `xml:"updated"`
	Date        string   `xml:"date"`
	Description string   `xml:"description"`
	Summary     inner    `xml:"summary"`
	Content     inner    `xml:"content"`
	Encoded     string   `xml:"encoded"`
	Source      string   `xml:"source"`
	Creator     string   `xml:"creator"`
	Categories  []string `xml:"category"`
}

type link struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Text string `xml:",chardata"`
}

// inner is Atom's text: escaped or as XHTML.
type inner struct {
	Text string `xml:",chardata"`
	XML  string `xml:",innerxml"`
	Type string `xml:"type,attr"`
}

func (t inner) lines() string {
	if t.Type == "xhtml" {
		return plainText(t.XML)
	}
	return plainText(t.Text)
}

func (e *entry) parts(site string) parts {
	p := parts{
		headline: plainText(e.Title), outlet: site, author: e.Creator,
		published: cmp.Or(e.PubDate, e.Published, e.Date, e.Updated),
		url:       cmp.Or(e.link(), e.GUID),
	}
	if s := strings.TrimSpace(e.Source); s != "" {
		p.outlet = s
	}
	abstract := cmp.Or(plainText(e.Description), e.Summary.lines())
	p.text = cmp.Or(plainText(e.Encoded), e.Content.lines())
	if p.text == "" {
		p.text = abstract
	}
	for _, c := range e.Categories {
		if c = strings.TrimSpace(c); c != "" {
			p.keywords = append(p.keywords, c)
		}
	}
	return p
}

func (e *entry) link() string {
	for _, l := range e.Links {
		if l.Rel == "" || l.Rel == "alternate" {
			return cmp.Or(l.Href, strings.TrimSpace(l.Text))
		}
	}
	return ""
}
