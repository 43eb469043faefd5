package loader

import (
	"cmp"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/model"
)

// rowSet is what several batches put into the graph, by the statements that
// write them, without doubles.
type rowSet struct {
	nodes   map[string]*nodeRows // by label
	classes []edgeClass          // in the order of writing
	edges   map[edgeClass][]map[string]any
}

type nodeRows struct {
	articles, shared, owned []map[string]any // by id
	speakers                []string
	ids                     map[model.ID]bool
}

// collect makes rows of batches. changed are the articles that were there.
func collect(s *model.Schema, batches []*model.Batch, changed []model.ID) *rowSet {
	r := &rowSet{nodes: map[string]*nodeRows{}, edges: map[edgeClass][]map[string]any{}}
	shared := map[model.ID]map[string]any{}
	for _, b := range batches {
		was := slices.Contains(changed, b.Article)
		for i := range b.Nodes {
			r.addNode(s, b, &b.Nodes[i], shared, was)
		}
	}
	order := map[edgeClass]int{}
	for i, e := range s.Edges {
		for j, from := range e.From {
			for k, to := range e.To {
				order[edgeClass{e.Type, from, to}] = i<<16 + j<<8 + k
			}
		}
	}
	speakers := map[model.ID]bool{}
	determined := map[[3]string]bool{}
	for _, b := range batches {
		for i := range b.Edges {
			r.addEdge(s, &b.Edges[i], speakers, determined)
		}
	}
	for k, es := range r.edges {
		r.classes = append(r.classes, k)
		// By end first: in this order transactions lock the shared nodes.
		slices.SortFunc(es, func(x, y map[string]any) int {
			return cmp.Or(cmp.Compare(x["to"].(string), y["to"].(string)), cmp.Compare(x["from"].(string), y["from"].(string)))
		})
	}
	slices.SortFunc(r.classes, func(x, y edgeClass) int { return cmp.Compare(order[x], order[y]) })
	for _, n := range r.nodes {
		for _, list := range [][]map[string]any{n.articles, n.shared, n.owned} {
			slices.SortFunc(list, func(x, y map[string]any) int { return cmp.Compare(x["id"].(string), y["id"].(string)) })
		}
		slices.Sort(n.speakers)
	}
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
			if t.Spelled && props["name"].(string) < old["name"].(string) {
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
	from, to := s.ByID(e.From), s.ByID(e.To)
	if t.Determined {
		k := [3]string{e.Type, string(e.From), string(e.To)}
		if determined[k] {
			return
		}
		determined[k] = true
	}
	row := map[string]any{"from": string(e.From), "to": string(e.To)}
	if len(t.Props) > 0 {
		row["props"] = values(t.Props, e.Props, false)
	}
	k := edgeClass{e.Type, from.Label, to.Label}
	r.edges[k] = append(r.edges[k], row)
	if t.Speaks {
		id, node := e.From, from
		if to.Speaker {
			id, node = e.To, to
		}
		if !speakers[id] {
			speakers[id] = true
			n := r.nodes[node.Label]
			n.speakers = append(n.speakers, string(id))
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
