package loader

import (
	"cmp"
	"maps"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/model"
)

// rowSet is what several batches put into the graph, by the statements that
// write it, without doubles.
type rowSet struct {
	nodes    map[string]*nodeRows        // by label
	edges    map[string][]map[string]any // by type
	speakers []model.ID
}

// nodeRows are the nodes of a label, by id.
type nodeRows struct {
	articles, shared, owned []map[string]any
	ids                     map[model.ID]bool
}

// collect makes rows of batches. changed are the articles that were there.
func collect(s *model.Schema, batches []*model.Batch, changed []model.ID) *rowSet {
	r := &rowSet{nodes: map[string]*nodeRows{}, edges: map[string][]map[string]any{}}
	shared := map[model.ID]map[string]any{}
	speakers := map[model.ID]bool{}
	determined := map[[3]string]bool{}
	for _, b := range batches {
		was := slices.Contains(changed, b.Article)
		for i := range b.Nodes {
			r.addNode(s, b, &b.Nodes[i], shared, was)
		}
		for i := range b.Edges {
			r.addEdge(s, &b.Edges[i], speakers, determined)
		}
	}
	for _, es := range r.edges {
		// By end first: in this order transactions lock the shared nodes.
		slices.SortFunc(es, func(x, y map[string]any) int {
			return cmp.Or(cmp.Compare(x["to"].(model.ID), y["to"].(model.ID)), cmp.Compare(x["from"].(model.ID), y["from"].(model.ID)))
		})
	}
	for _, n := range r.nodes {
		for _, list := range [][]map[string]any{n.articles, n.shared, n.owned} {
			slices.SortFunc(list, func(x, y map[string]any) int { return cmp.Compare(x["id"].(string), y["id"].(string)) })
		}
	}
	r.speakers = slices.Sorted(maps.Keys(speakers))
	return r
}

func (r *rowSet) addNode(s *model.Schema, b *model.Batch, n *model.Node, shared map[model.ID]map[string]any, was bool) {
	t := s.Node(n.Label)
	to := r.nodes[n.Label]
	if to == nil {
		to = &nodeRows{ids: map[model.ID]bool{}}
		r.nodes[n.Label] = to
	}
	to.ids[n.ID] = true
	switch {
	case n.ID == b.Article:
		props := values(t.Props, n.Props, true)
		props["lock"] = nil
		to.articles = append(to.articles, map[string]any{"id": string(n.ID), "props": props})
	case n.Props[model.ArticleProperty] != nil:
		to.owned = append(to.owned, map[string]any{"id": string(n.ID), "props": values(t.Props, n.Props, was)})
	default:
		props := values(t.Props, n.Props, false)
		if old, ok := shared[n.ID]; ok {
			if t.Spelled && model.SpelledBefore(props["name"].(string), old["name"].(string)) {
				old["name"] = props["name"]
			}
			return
		}
		shared[n.ID] = props
		to.shared = append(to.shared, map[string]any{"id": string(n.ID), "props": props})
	}
}

func (r *rowSet) addEdge(s *model.Schema, e *model.Edge, speakers map[model.ID]bool, determined map[[3]string]bool) {
	t := s.Edge(e.Type)
	if t.Determined {
		k := [3]string{e.Type, string(e.From), string(e.To)}
		if determined[k] {
			return
		}
		determined[k] = true
	}
	row := values(t.Props, e.Props, false)
	row["from"], row["to"] = e.From, e.To // element ids, once these are known
	r.edges[e.Type] = append(r.edges[e.Type], row)
	if t.Speaks {
		if s.ByID(e.To).Speaker {
			speakers[e.To] = true
		} else {
			speakers[e.From] = true
		}
	}
}

// values makes driver values of properties; with all, those that are absent
// become null, which takes them off a node that has them.
func values(types []model.Property, props map[string]any, all bool) map[string]any {
	out := make(map[string]any, len(types))
	for _, p := range types {
		switch v := props[p.Name].(type) {
		case nil:
			if all {
				out[p.Name] = nil
			}
		case model.Date:
			out[p.Name] = neo4j.DateOf(v.Time())
		default:
			out[p.Name] = v
		}
	}
	return out
}
