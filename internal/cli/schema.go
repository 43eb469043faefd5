package cli

import (
	"fmt"
	"strings"

	"qawl/loader"
	"qawl/model"
)

// The formats of a schema beside a table.
const (
	AsCypher   Format = "cypher"   // the statements that make constraints and indexes
	AsMarkdown Format = "markdown" // docs/graph-model.md
)

// Schema shows the shape of the graph.
func (t *Terminal) Schema(f Format) error {
	switch f {
	case AsCypher:
		for _, text := range loader.SchemaCypher() {
			fmt.Fprintln(t.Out, text+";")
		}
	case AsMarkdown:
		fmt.Fprint(t.Out, model.GraphSchema().Markdown())
	default:
		t.schemaTables(model.GraphSchema())
	}
	return nil
}

func (t *Terminal) schemaTables(s *model.Schema) {
	var nodes, edges [][]string
	for _, n := range s.Nodes {
		nodes = append(nodes, []string{":" + n.Label, n.Key, n.Doc})
	}
	for _, e := range s.Edges {
		edges = append(edges, []string{alternatives(e.From), "-[:" + e.Type + "]->", alternatives(e.To), e.Doc})
	}
	fmt.Fprintf(t.Out, "schema version %d\n\n", s.Version)
	t.Table([]string{"node", "is the same by", "what it is"}, nodes)
	fmt.Fprintln(t.Out)
	t.Table([]string{"from", "edge", "to", "says"}, edges)
}

func alternatives(labels []string) string { return ":" + strings.Join(labels, "|") }
