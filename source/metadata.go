package source

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata is what a page says about itself.
type metadata struct {
	meta      map[string]string // first content by lower-case name, property or itemprop
	title, h1 string
	canonical string
	time      string // first time element with a date
	ld        linked
}

// linked is what JSON-LD says about the article.
type linked struct {
	headline, published, url, publisher, body, author string
	keywords                                          []string
}

func metaOf(root *html.Node) *metadata {
	m := &metadata{meta: map[string]string{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			m.element(n)
		}
	}
	return m
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func (m *metadata) element(n *html.Node) {
	if p := attr(n, "itemprop"); p != "" && n.DataAtom != atom.Meta {
		for _, key := range [...]string{"content", "datetime"} {
			if v := attr(n, key); v != "" {
				m.set("itemprop:"+p, v)
			}
		}
	}
	switch n.DataAtom {
	case atom.Meta:
		content := attr(n, "content")
		m.set(attr(n, "property"), content)
		m.set(attr(n, "name"), content)
		if p := attr(n, "itemprop"); p != "" {
			m.set("itemprop:"+p, content)
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && m.canonical == "" {
			m.canonical = attr(n, "href")
		}
	case atom.Title:
		if m.title == "" && (n.Parent == nil || n.Parent.DataAtom != atom.Svg) {
			m.title = linesOf(n)
		}
	case atom.H1:
		if m.h1 == "" {
			m.h1, _, _ = strings.Cut(linesOf(n), "\n") // one that is not closed goes on into the text
		}
	case atom.Time:
		if m.time == "" {
			m.time = attr(n, "datetime")
		}
	case atom.Script:
		if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
			var v any
			if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
				m.ld.take(v, 0)
			}
		}
	}
}

func (m *metadata) set(name, value string) {
	if name = strings.ToLower(name); name != "" && value != "" && m.meta[name] == "" {
		m.meta[name] = value
	}
}

// take finds the description of an article in JSON-LD: in an array, a graph,
// or by itself.
func (l *linked) take(v any, depth int) {
	if depth > 8 || l.headline != "" {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			l.take(x, depth+1)
		}
	case map[string]any:
		if !isArticle(v["@type"]) {
			l.take(v["@graph"], depth+1)
			l.take(v["mainEntity"], depth+1)
			return
		}
		l.headline, l.published, l.body = textOf(v["headline"]), textOf(v["datePublished"]), textOf(v["articleBody"])
		l.publisher, l.author = textOf(v["publisher"]), textOf(v["author"])
		if l.url = textOf(v["url"]); l.url == "" {
			l.url = textOf(v["mainEntityOfPage"])
		}
		switch k := v["keywords"].(type) {
		case string:
			l.keywords = strings.Split(k, ",")
		case []any:
			for _, x := range k {
				l.keywords = append(l.keywords, textOf(x))
			}
		}
	}
}

// isArticle reports whether a JSON-LD type is one of schema.org's articles.
func isArticle(t any) bool {
	switch t := t.(type) {
	case string:
		return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || strings.HasSuffix(t, "ReportageNewsArticle")
	case []any:
		for _, x := range t {
			if isArticle(x) {
				return true
			}
		}
	}
	return false
}

// first returns the first meta content that is there.
func (m *metadata) first(names ...string) string {
	for _, n := range names {
		if v := m.meta[n]; v != "" {
			return v
		}
	}
	return ""
}

// parts puts together what the page says, the more reliable first.
func (m *metadata) parts() parts {
	or := func(vs ...string) string {
		for _, v := range vs {
			if v = strings.TrimSpace(v); v != "" {
				return v
			}
		}
		return ""
	}
	p := parts{
		url:    or(m.canonical, m.first("og:url"), m.ld.url),
		outlet: or(m.first("og:site_name"), m.ld.publisher, m.first("application-name")),
		author: or(m.ld.author, m.first("author", "article:author", "dc.creator", "parsely-author")),
		published: or(m.ld.published, m.first("article:published_time", "og:published_time", "itemprop:datepublished", "datepublished", "date", "pubdate",
			"publishdate", "publish-date", "publish_date", "dc.date.issued", "dc.date", "dcterms.created", "sailthru.date", "parsely-pub-date", "published_time"), m.time),
		headline: or(m.ld.headline, m.h1, m.first("og:title", "twitter:title"), m.title),
	}
	// A headline is repeated within the title; where h1 is only the outlet's
	// name, it is not.
	if og := m.first("og:title"); og != "" && p.headline == m.h1 && !strings.Contains(og, p.headline) && !strings.Contains(p.headline, og) {
		p.headline = og
	}
	p.headline = cutSite(html.UnescapeString(p.headline), p.outlet)
	if rest, ok := strings.CutPrefix(m.title, p.headline); ok && p.outlet == "" && strings.TrimLeft(rest, " |-–—»") != strings.TrimLeft(rest, " ") {
		p.outlet = strings.Trim(rest, " |-–—»")
	}
	p.keywords = m.ld.keywords
	if len(p.keywords) == 0 {
		p.keywordLine = m.first("news_keywords", "keywords", "parsely-tags")
	}
	if !strings.Contains(p.url, "://") {
		p.url = or(m.first("og:url"), m.ld.url, p.url)
	}
	return p
}

// cutSite cuts the outlet's name with a mark off the end of a title.
func cutSite(title, site string) string {
	if t, ok := strings.CutSuffix(title, site); ok && site != "" {
		if u := strings.TrimRight(t, " "); strings.HasSuffix(u, "|") || strings.HasSuffix(u, "-") || strings.HasSuffix(u, "–") || strings.HasSuffix(u, "—") || strings.HasSuffix(u, "»") || strings.HasSuffix(u, ":") {
			return strings.TrimRight(u, " |-–—:»")
		}
	}
	return title
}
