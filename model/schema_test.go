package model

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The schema's own rules: what the loader relies on.
func TestSchemaHoldsTogether(t *testing.T) {
	s := GraphSchema()
	label, typ, prop := regexp.MustCompile(`^[A-Z][a-z]+$`), regexp.MustCompile(`^[A-Z]+(_[A-Z]+)*$`), regexp.MustCompile(`^[a-z]+([A-Z0-9][a-z]*)*$`)
	prefixes := map[string]string{}
	for _, n := range s.Nodes {
		if !label.MatchString(n.Label) || n.Doc == "" || n.Key == "" {
			t.Errorf("node type %q: bad label, or no words about it or its key", n.Label)
		}
		if other := prefixes[n.Prefix]; other != "" {
			t.Errorf("%s and %s have one prefix", n.Label, other)
		}
		prefixes[n.Prefix] = n.Label
		for _, name := range []string{"id", "name"} {
			if p := n.Prop(name); p == nil || !p.Required || p.Type != PropString {
				t.Errorf("%s has no required text property %s", n.Label, name)
			}
		}
		if owned := n.Prop(ArticleProperty) != nil; owned != (n.Owner == SharedOrOwned || n.Owner == OwnedByArticle && n.Label != LabelArticle) {
			t.Errorf("%s: property article does not fit its owner", n.Label)
		}
		checkNames(t, n.Label, n.Props, prop)
	}
	for _, e := range s.Edges {
		if !typ.MatchString(e.Type) || e.Doc == "" {
			t.Errorf("edge type %q: bad name, or no words about it", e.Type)
		}
		for _, l := range slices.Concat(e.From, e.To) {
			if s.Node(l) == nil {
				t.Errorf("%s: no label %q", e.Type, l)
			}
		}
		checkNames(t, e.Type, e.Props, prop)
		checkOwner(t, s, e)
	}
	for _, f := range s.FullText {
		for _, l := range f.Labels {
			if n := s.Node(l); n == nil || n.Prop(FoldedProperty) == nil {
				t.Errorf("index %s: label %q has no folded words", f.Name, l)
			}
		}
	}
}

func checkNames(t *testing.T, of string, ps []Property, name *regexp.Regexp) {
	t.Helper()
	seen := map[string]bool{}
	for _, p := range ps {
		if !name.MatchString(p.Name) || seen[p.Name] {
			t.Errorf("%s: property %q is badly named or stands twice", of, p.Name)
		}
		seen[p.Name] = true
	}
}

// Each edge can be taken out with its article: one end always belongs to an
// article, or the edge carries the article's id, or it follows from its ends.
func checkOwner(t *testing.T, s *Schema, e EdgeType) {
	t.Helper()
	owned := func(labels []string) bool {
		return !slices.ContainsFunc(labels, func(l string) bool { return s.Node(l).Owner != OwnedByArticle })
	}
	if p := e.Prop(ArticleProperty); e.Article != (p != nil) || p != nil && !p.Required {
		t.Errorf("%s: carries its article's id or not?", e.Type)
	}
	ways := 0
	for _, w := range []bool{owned(e.From) || owned(e.To), e.Article, e.Determined} {
		if w {
			ways++
		}
	}
	if ways != 1 {
		t.Errorf("%s: %d ways of telling whose it is, want 1", e.Type, ways)
	}
	if e.Names && e.Prop("name") == nil {
		t.Errorf("%s: names, but has no name", e.Type)
	}
}

func TestCheckRefuses(t *testing.T) {
	s := GraphSchema()
	art := NewID(PrefixArticle, "a")
	top := TopicID("x")
	good := func() *Batch {
		return &Batch{Article: art,
			Nodes: []Node{
				{LabelArticle, art, map[string]any{"id": string(art), "name": "a"}},
				{LabelTopic, top, map[string]any{"id": string(top), "name": "x"}},
			},
			Edges: []Edge{{EdgeTagged, art, top, map[string]any{"name": "x"}}}}
	}
	if err := s.Check(good()); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		change func(*Batch)
		want   string
	}{
		{"label not in the schema", func(b *Batch) { b.Nodes[1].Label = "Evil`) DETACH DELETE (n" }, "no such label"},
		{"type not in the schema", func(b *Batch) { b.Edges[0].Type = "X]->() DELETE r //" }, "no such type"},
		{"id of another label", func(b *Batch) { b.Nodes[1].ID = NewID(PrefixOutlet, "x") }, "not an id of label"},
		{"property not in the schema", func(b *Batch) { b.Nodes[1].Props["n.x"] = "y" }, "no property"},
		{"another property", func(b *Batch) { b.Edges[0].Props = map[string]any{"nam": "y"} }, "name is missing"},
		{"property missing", func(b *Batch) { delete(b.Nodes[1].Props, "name") }, "name is missing"},
		{"wrong type", func(b *Batch) { b.Nodes[1].Props["name"] = int64(3) }, "not STRING"},
		{"not UTF-8", func(b *Batch) { b.Nodes[1].Props["name"] = "\xed\xa0\x80" }, "not UTF-8"},
		{"wrong end", func(b *Batch) { b.Edges[0].To = art }, "does not lead"},
		{"end missing", func(b *Batch) { b.Edges[0].To = TopicID("y") }, "not among"},
		{"node doubled", func(b *Batch) { b.Nodes = append(b.Nodes, b.Nodes[1]) }, "stands twice"},
		{"edge doubled", func(b *Batch) { b.Edges = append(b.Edges, b.Edges[0]) }, "stands twice"},
		{"not reached", func(b *Batch) { b.Edges = nil }, "no edge leads"},
		{"article missing", func(b *Batch) { b.Nodes = b.Nodes[1:]; b.Edges = nil }, "not among its own"},
		{"of another article", func(b *Batch) { b.Edges[0].Props["article"] = "art-x" }, "another article"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := good()
			tt.change(b)
			if err := s.Check(b); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestLookupCountry(t *testing.T) {
	n := 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if c, ok := LookupCountry(string(a) + string(b)); ok {
				n++
				if c.Alpha3 == "" && c.Code != "XK" {
					t.Errorf("%v has no alpha-3 code", c)
				}
			}
		}
	}
	if n != 250 {
		t.Errorf("%d countries, want the 249 of ISO 3166-1 and XK", n)
	}
	if c, _ := LookupCountry("KP"); c.Alpha3 != "PRK" || c.En != "North Korea" {
		t.Errorf("KP is %v", c)
	}
	for _, bad := range []string{"", "kp", "PRK", "ZZ", "SU", "UK", "EU", "UN", "AC", "QQ", "12"} {
		if c, ok := LookupCountry(bad); ok {
			t.Errorf("%q is no country: %v", bad, c)
		}
	}
}

var update = flag.Bool("update", false, "rewrite the documentation of the graph")

func TestDocumentationIsCurrent(t *testing.T) {
	const file = "../docs/graph-model.md"
	got := GraphSchema().Markdown()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not current: go test ./model -update", file)
	}
}
