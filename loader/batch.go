package loader

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"qawl/extract/text"
	"qawl/model"
)

// Batcher makes batches of documents. It is safe for concurrent use.
type Batcher struct {
	schema *model.Schema
	fold   func(string) string
}

// NewBatcher makes a Batcher. fold folds text into words for search and for
// the identity of outlets, agencies and topics: it has to be the same for all
// articles of a graph, whatever their language.
func NewBatcher(fold func(string) string) *Batcher {
	return &Batcher{model.GraphSchema(), fold}
}

// Batch makes the batch of a document and checks it against the schema. The
// error says what in the document can't be stored.
func (f *Batcher) Batch(d *model.Document) (*model.Batch, error) {
	a := d.Article
	if a == nil {
		return nil, errors.New("document without article")
	}
	if !utf8.ValidString(a.Text) {
		return nil, fmt.Errorf("article %s: text that is not UTF-8", a.ID)
	}
	x := &build{Batcher: f, d: d, a: a, points: text.NewPoints(a.Text, a.Offset),
		nodes: map[model.ID]bool{}, edges: map[edgeKey]bool{},
		b: &model.Batch{Article: a.ID, Source: a.Source, Fingerprint: Fingerprint(a, d.Fingerprint), Statements: len(d.Statements)}}
	for _, step := range []func(){x.article, x.entities, x.countries, x.events, x.statements} {
		if step(); x.err != nil {
			return nil, fmt.Errorf("article %s: %w", a.ID, x.err)
		}
	}
	x.spell()
	x.b.Sort(f.schema)
	if err := f.schema.Check(x.b); err != nil {
		return nil, fmt.Errorf("article %s: %w", a.ID, err)
	}
	return x.b, nil
}

// Fingerprint joins what the extractor says about text, version, pack and
// options with the article's metadata and the schema's version. The source
// path is no part of it: the same article elsewhere has not changed.
func Fingerprint(a *model.Article, extracted string) string {
	headline := ""
	if a.Headline != nil {
		headline = a.Headline.Text
	}
	fields := []string{extracted, strconv.Itoa(model.SchemaVersion), a.Language, headline, a.Published.String(), a.URL, a.DocNo, a.Outlet}
	for _, list := range [][]string{a.Credits, a.Keywords, a.Links} {
		fields = append(fields, strconv.Itoa(len(list)))
		fields = append(fields, list...)
	}
	h := sha256.New()
	for _, s := range fields {
		h.Write([]byte(strconv.Itoa(len(s)) + ":" + s))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// build is one document on its way to a batch.
type build struct {
	*Batcher
	d      *model.Document
	a      *model.Article
	points *text.Points
	b      *model.Batch
	nodes  map[model.ID]bool
	edges  map[edgeKey]bool
	refs   []model.ID // ids of the entities
	named  []named    // mentions of entities and countries, by start
	err    error      // the first one
}

type edgeKey struct {
	typ      string
	from, to model.ID
	role     string
}

func (x *build) fail(format string, args ...any) {
	if x.err == nil {
		x.err = fmt.Errorf(format, args...)
	}
}

// node adds a node unless it is there.
func (x *build) node(id model.ID, p props) {
	if x.nodes[id] {
		return
	}
	x.nodes[id] = true
	t := x.schema.ByID(id)
	if t == nil {
		x.fail("node %q: not an id of the graph", id)
		return
	}
	p["id"] = string(id)
	x.b.Nodes = append(x.b.Nodes, model.Node{Label: t.Label, ID: id, Props: p})
}

// edge adds an edge unless it is there: two entities may have come to one id.
func (x *build) edge(typ string, from, to model.ID, p props) {
	role, _ := p["role"].(string)
	if typ != model.EdgeRepresents {
		role = ""
	}
	k := edgeKey{typ, from, to, role}
	if x.edges[k] {
		return
	}
	x.edges[k] = true
	x.b.Edges = append(x.b.Edges, model.Edge{Type: typ, From: from, To: to, Props: p})
}

// spell gives shared nodes the least of the names that edges give them.
func (x *build) spell() {
	least := map[model.ID]string{}
	for i := range x.b.Edges {
		e := &x.b.Edges[i]
		if name, ok := e.Props["name"].(string); ok && (least[e.To] == "" || model.SpelledBefore(name, least[e.To])) {
			least[e.To] = name
		}
	}
	for i := range x.b.Nodes {
		n := &x.b.Nodes[i]
		if name := least[n.ID]; name != "" && x.schema.Node(n.Label).Spelled && !n.Owned() {
			n.Props["name"] = name
		}
	}
}

// ref returns the id of an entity that another part of the document points to,
// "" for nobody.
func (x *build) ref(r model.Ref) model.ID {
	if r == model.NoRef {
		return ""
	}
	if r < 0 || int(r) >= len(x.refs) {
		x.fail("reference to entity %d of %d", r, len(x.refs))
		return ""
	}
	return x.refs[r]
}

// at converts a byte of the article's text into a code point of its document.
func (x *build) at(i int) int64 {
	if i < 0 || i > len(x.a.Text) {
		x.fail("byte %d of a text of %d bytes", i, len(x.a.Text))
		return 0
	}
	return int64(x.points.At(i))
}

// spans flattens spans into start, end, start, end, … in code points.
func (x *build) spans(ss []model.Span) []int64 {
	out := make([]int64, 0, 2*len(ss))
	for _, s := range ss {
		out = append(out, x.at(s.Start), x.at(s.End))
	}
	return out
}

func (x *build) slice(s model.Span) string {
	if s.Start < 0 || s.End > len(x.a.Text) || s.Start > s.End {
		x.fail("span %d to %d of a text of %d bytes", s.Start, s.End, len(x.a.Text))
		return ""
	}
	return x.a.Text[s.Start:s.End]
}

// props is a node's or edge's properties while they are put together.
type props map[string]any

func (p props) text(name, s string) props {
	if s != "" {
		p[name] = s
	}
	return p
}

func (p props) date(name string, d model.Date) props {
	if !d.IsZero() {
		p[name], p[name+"Precision"] = d.First(), string(d.Precision())
	}
	return p
}

func (p props) reasons(rs []model.Reason) props {
	if len(rs) > 0 {
		if j, err := json.Marshal(rs); err == nil { // structs of strings: can't fail
			p["reasons"] = string(j)
		}
	}
	return p
}

func (x *build) article() {
	a := x.a
	headline := ""
	if a.Headline != nil {
		headline = a.Headline.Text
	}
	p := props{"name": shortName(cmp.Or(headline, a.Source, string(a.ID))), "start": x.at(0), "end": x.at(len(a.Text)), "fingerprint": x.b.Fingerprint}
	p.text("headline", headline).date("published", a.Published).text("language", a.Language)
	p.text("url", a.URL).text("docNo", a.DocNo).text("source", a.Source)
	p.text(model.FoldedProperty, x.fold(headline+" "+strings.Join(a.Keywords, " ")))
	if len(a.Keywords) > 0 {
		p["keywords"] = slices.Clone(a.Keywords)
	}
	x.node(a.ID, p)
	x.shared(model.EdgePublishedBy, []string{a.Outlet}, model.OutletID)
	x.shared(model.EdgeCredits, a.Credits, func(folded string) model.ID { return model.NewID(model.PrefixOrganization, folded) })
	x.shared(model.EdgeTagged, a.Keywords, model.TopicID)
	for _, l := range a.Links {
		if !strings.Contains(l, "://") {
			continue // a headline alone does not say which article it is
		}
		if id := model.NewID(model.PrefixArticle, "url", l); id != a.ID {
			x.node(id, props{"name": shortName(l), "url": l})
			x.edge(model.EdgeLinksTo, a.ID, id, props{})
		}
	}
}

// shared adds edges to nodes that are known by their folded name alone. Of
// several spellings of one name the least is kept.
func (x *build) shared(typ string, names []string, id func(string) model.ID) {
	least := map[string]string{} // by folded name
	for _, n := range names {
		f := x.fold(n)
		if old, ok := least[f]; f != "" && (!ok || model.SpelledBefore(properName(n), properName(old))) {
			least[f] = n
		}
	}
	for f, n := range least {
		name := properName(n)
		x.node(id(f), props{"name": name, model.FoldedProperty: f})
		x.edge(typ, x.a.ID, id(f), props{"name": name})
	}
}

// country adds the node of a country.
func (x *build) country(code string) model.ID {
	id := model.CountryID(code)
	if x.nodes[id] {
		return id
	}
	n, ok := model.LookupCountry(code)
	if !ok {
		x.fail("country %q: not an ISO 3166-1 alpha-2 code", code)
		return id
	}
	words := x.fold(strings.Join([]string{n.Ar, n.En, n.Fr, n.Code, n.Alpha3}, " "))
	p := props{"name": n.Ar, "code": n.Code, "nameAr": n.Ar, "nameEn": n.En, "nameFr": n.Fr, model.FoldedProperty: words}
	x.node(id, p.text("alpha3", n.Alpha3))
	return id
}
