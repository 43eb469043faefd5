package model

import (
	"fmt"
	"strings"
)

// Markdown writes the schema as documentation.
func (s *Schema) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, `# The graph

Made from the schema in model/graph.go, version %d; `+"`go test ./model -update`"+` rewrites it.

`, s.Version)
	b.WriteString(about)
	s.diagram(&b)
	b.WriteString("\n## Nodes\n\n")
	b.WriteString("All have `id` (unique among the nodes of a label) and `name` (short, what Neo4j Browser shows).\n")
	for i := range s.Nodes {
		s.Nodes[i].markdown(&b)
	}
	b.WriteString("\n## Edges\n")
	for i := range s.Edges {
		s.Edges[i].markdown(&b)
	}
	b.WriteString("\n## Full-text indexes\n\n")
	b.WriteString("`folded` holds words without spelling variants: search it with folded words, as `graph query search` does.\n\n| index | labels | property | of |\n| --- | --- | --- | --- |\n")
	for _, f := range s.FullText {
		fmt.Fprintf(&b, "| `%s` | %s | `%s` | %s |\n", f.Name, strings.Join(f.Labels, ", "), f.Property, f.Doc)
	}
	return b.String()
}

const about = `Two kinds of nodes:

* **Shared** nodes hold only what their id determines. What an article says about them stands on the edges that lead to them.
* **Owned** nodes belong to one article, whose id they carry as ` + "`article`" + `, and go with it.

Each edge can be told to an article as well: one of its ends is owned, or it carries the article's id as ` + "`article`" + `, or it
follows from the ids of its ends alone. So the graph depends on the articles that are in it, not on the order in which they
were loaded, and an article can be changed or taken out without a trace. A shared node goes when no article leads to it any
more, unless an edge of your own holds it.

Two things are kept in step with all articles: the second label ` + "`Speaker`" + `, which whoever speaks (SAID), passes words on (VIA) or is
spoken to (ADDRESSED_TO) has as long as an edge says so; and the ` + "`name`" + ` of shared nodes that are known by a folded name, which is the
first, in the order of Unicode with U+0649 last, of the spellings that articles use.

Counts (how often, first and last) are asked by queries. Headline, abstract and body of an article may repeat a statement:
queries that count take those with ` + "`part: 'body'`" + `.

Offsets are code points of the source document, end exclusive. Dates are the first day that they may mean, with a precision
beside them.

`

// diagram draws which labels the edges lead from and to.
func (s *Schema) diagram(b *strings.Builder) {
	b.WriteString("```mermaid\nflowchart LR\n")
	for _, e := range s.Edges {
		fmt.Fprintf(b, "  %s -- %s --> %s\n", ends(e.From), e.Type, ends(e.To))
	}
	b.WriteString("```\n")
}

// ends names the labels at one end of an edge; the six that can speak have one
// name together.
func ends(labels []string) string {
	if len(labels) == len(entities()) {
		return `Entity(["Person, Organization, Country, Group, Document, Anonymous"])`
	}
	return strings.Join(labels, " & ")
}

func (n *NodeType) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "\n### %s\n\n%s\n\n", n.Label, n.Doc)
	fmt.Fprintf(b, "* id: `%s-` and a hash of %s\n* %s\n", n.Prefix, n.Key, n.Owner)
	if n.Speaker {
		b.WriteString("* `:Speaker` while it speaks, passes words on or is spoken to\n")
	}
	if n.Spelled {
		b.WriteString("* where shared, `name` is the least of its spellings\n")
	}
	properties(b, n.Props)
}

// String says it in words.
func (o Owner) String() string {
	switch o {
	case OwnedByArticle:
		return "owned by its article"
	case Shared:
		return "shared"
	case SharedOrOwned:
		return "shared; owned by its article where `article` is there"
	}
	return "kept by the loader, not part of what articles say"
}

func (e *EdgeType) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "\n### %s\n\n`(:%s)-[:%s]->(:%s)`\n\n%s.\n", e.Type, strings.Join(e.From, "|"), e.Type, strings.Join(e.To, "|"),
		strings.ToUpper(e.Doc[:1])+e.Doc[1:])
	if e.Determined {
		b.WriteString("There is one between two nodes, however many articles say so.\n")
	}
	properties(b, e.Props)
}

func properties(b *strings.Builder, ps []Property) {
	if len(ps) == 0 {
		return
	}
	b.WriteString("\n| property | type | |\n| --- | --- | --- |\n")
	for _, p := range ps {
		doc := p.Doc
		if !p.Required {
			doc = strings.TrimSuffix("optional; "+doc, "; ")
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", p.Name, p.Type, doc)
	}
}
