package loader

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"qawl/model"
)

// Memory is a graph in memory that does what a Neo4j does with the same
// writes: for trying a load out, and for tests. It keeps the batches of the
// articles, and makes the graph of them when it is asked for: that is how a
// graph that depends on its articles alone is defined.
type Memory struct {
	mu      sync.Mutex
	schema  *model.Schema
	batches map[model.ID]*model.Batch
	nodes   map[model.ID]int  // how many articles have the node
	edges   map[[3]string]int // how many have the edge, for those that ids determine
}

// NewMemory makes an empty graph in memory.
func NewMemory() *Memory {
	return &Memory{schema: model.GraphSchema(), batches: map[model.ID]*model.Batch{}, nodes: map[model.ID]int{}, edges: map[[3]string]int{}}
}

// Graph is what a graph holds, without the books of loads.
type Graph struct {
	Nodes map[model.ID]GraphNode
	Edges []StoredEdge // in order
}

// StoredEdge is an edge with the ids of its ends.
type StoredEdge struct {
	Type     string
	From, To model.ID
	Props    map[string]any
}

// EnsureSchema does nothing: there is nothing that could be of another version.
func (m *Memory) EnsureSchema(context.Context) error { return nil }

// Fingerprints returns the fingerprints of those of the articles that are in
// the graph.
func (m *Memory) Fingerprints(_ context.Context, ids []model.ID) (map[model.ID]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[model.ID]string{}
	for _, id := range ids {
		if b := m.batches[id]; b != nil {
			out[id] = b.Fingerprint
		}
	}
	return out, nil
}

// Write makes the graph hold what the batches say about their articles.
func (m *Memory) Write(_ context.Context, _ Run, batches []*model.Batch) (Change, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var c Change
	for _, b := range batches {
		old := m.batches[b.Article]
		switch {
		case old == nil:
			c.Created++
		case old.Fingerprint == b.Fingerprint:
			c.Unchanged++
			continue
		default:
			c.Replaced++
		}
		m.put(b, &c)
		if old != nil {
			m.take(old, &c)
		}
		m.batches[b.Article] = b
		c.Statements += b.Statements
	}
	return c, nil
}

// put counts a batch in.
func (m *Memory) put(b *model.Batch, c *Change) {
	for i := range b.Nodes {
		n := &b.Nodes[i]
		if m.nodes[n.ID]++; m.nodes[n.ID] == 1 {
			c.createdNodes(n.Label, 1)
		}
	}
	for i := range b.Edges {
		k, ok := m.determined(&b.Edges[i])
		if m.edges[k]++; !ok || m.edges[k] == 1 {
			c.EdgesCreated++
		}
	}
}

// take counts a batch out.
func (m *Memory) take(b *model.Batch, c *Change) {
	for i := range b.Nodes {
		n := &b.Nodes[i]
		if m.nodes[n.ID]--; m.nodes[n.ID] == 0 {
			delete(m.nodes, n.ID)
			c.deletedNodes(n.Label, 1)
		}
	}
	for i := range b.Edges {
		k, ok := m.determined(&b.Edges[i])
		if m.edges[k]--; !ok || m.edges[k] == 0 {
			delete(m.edges, k)
			c.EdgesDeleted++
		}
	}
}

func (m *Memory) determined(e *model.Edge) (key [3]string, ok bool) {
	if !m.schema.Edge(e.Type).Determined {
		return key, false
	}
	return [3]string{e.Type, string(e.From), string(e.To)}, true
}

// Remove takes articles, and what only they say, out of the graph.
func (m *Memory) Remove(_ context.Context, ids []model.ID) (Change, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var c Change
	for _, id := range ids {
		if b := m.batches[id]; b != nil {
			m.take(b, &c)
			delete(m.batches, id)
			c.Removed++
		}
	}
	return c, nil
}

// Articles returns the ids of articles that a selection names.
func (m *Memory) Articles(_ context.Context, s Selection) ([]model.ID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []model.ID
	for id, b := range m.batches {
		if s != (Selection{}) && s.selects(b) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out, nil
}

func (s Selection) selects(b *model.Batch) bool {
	outlet := func(e model.Edge) bool { return e.Type == model.EdgePublishedBy && e.To == s.Outlet }
	return (s.ID == "" || s.ID == b.Article) &&
		(s.Source == "" || b.Source == s.Source || strings.HasPrefix(b.Source, strings.TrimSuffix(s.Source, "/")+"/")) &&
		(s.Outlet == "" || slices.ContainsFunc(b.Edges, outlet))
}

// Finish does nothing: the graph keeps no books.
func (m *Memory) Finish(context.Context, Run, *Report) error { return nil }

// Graph makes the graph of the articles.
func (m *Memory) Graph() *Graph {
	m.mu.Lock()
	defer m.mu.Unlock()
	g := &Graph{Nodes: map[model.ID]GraphNode{}}
	edges := map[[3]string]bool{}
	for _, b := range m.batches {
		for i := range b.Nodes {
			g.add(m.schema, b, &b.Nodes[i])
		}
	}
	for _, b := range m.batches {
		for i := range b.Edges {
			e := &b.Edges[i]
			if k, ok := m.determined(e); ok {
				if edges[k] {
					continue
				}
				edges[k] = true
			}
			g.Edges = append(g.Edges, StoredEdge{e.Type, e.From, e.To, e.Props})
			g.speak(m.schema, e)
		}
	}
	g.sort()
	return g
}

// add adds a node. A loaded article goes before one that is only linked to; of
// several names of a shared node the least holds.
func (g *Graph) add(s *model.Schema, b *model.Batch, n *model.Node) {
	t := s.Node(n.Label)
	old, ok := g.Nodes[n.ID]
	switch {
	case !ok || n.ID == b.Article:
		g.Nodes[n.ID] = GraphNode{[]string{n.Label}, maps.Clone(n.Props)}
	case t.Spelled && model.SpelledBefore(n.Props["name"].(string), old.Properties["name"].(string)):
		old.Properties["name"] = n.Props["name"]
	}
}

func (g *Graph) speak(s *model.Schema, e *model.Edge) {
	if !s.Edge(e.Type).Speaks {
		return
	}
	id := e.From
	if s.ByID(e.To).Speaker {
		id = e.To
	}
	if n := g.Nodes[id]; !slices.Contains(n.Labels, model.SpeakerLabel) {
		n.Labels = append(n.Labels, model.SpeakerLabel)
		g.Nodes[id] = n
	}
}

func (g *Graph) sort() {
	slices.SortFunc(g.Edges, func(x, y StoredEdge) int {
		return cmp.Or(cmp.Compare(x.Type, y.Type), cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To), cmp.Compare(x.sortKey(), y.sortKey()))
	})
}

func (e StoredEdge) sortKey() string {
	article, _ := e.Props[model.ArticleProperty].(string)
	role, _ := e.Props["role"].(string)
	return article + " " + role
}
