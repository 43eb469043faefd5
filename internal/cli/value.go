package cli

import (
	"maps"
	"slices"
	"strings"

	"qawl/loader"
)

// graphText is a node, edge or path of the graph as a cell shows it.
func graphText(v any) (string, bool) {
	switch v := v.(type) {
	case loader.Day:
		return string(v), true
	case loader.GraphNode:
		return "(:" + strings.Join(v.Labels, ":") + " " + nameOf(v.Properties) + ")", true
	case loader.GraphEdge:
		return "[:" + v.Type + "]", true
	case loader.GraphPath:
		var b strings.Builder
		for i, n := range v.Nodes {
			if i > 0 {
				b.WriteString("-[:" + v.Edges[i-1].Type + "]-")
			}
			s, _ := graphText(n)
			b.WriteString(s)
		}
		return b.String(), true
	}
	return "", false
}

func nameOf(props map[string]any) string {
	for _, k := range append([]string{"name", "id"}, slices.Sorted(maps.Keys(props))...) {
		if s, ok := props[k].(string); ok {
			return s
		}
	}
	return ""
}
