package model

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Node is a node to be written. Props holds values of the Go types that belong
// to the schema's property types; what is absent is absent.
type Node struct {
	Label string
	ID    ID
	Props map[string]any
}

// Edge is an edge to be written. The ids tell the labels of its ends.
type Edge struct {
	Type     string
	From, To ID
	Props    map[string]any
}

// Batch is all that one article puts into the graph: nodes before edges, both
// in the schema's order and then by id. Equal documents make equal batches.
type Batch struct {
	Article     ID
	Source      string // for messages
	Fingerprint string
	Statements  int
	Nodes       []Node
	Edges       []Edge
}

// Owned reports whether the node belongs to one article.
func (n *Node) Owned() bool { return n.Props[ArticleProperty] != nil || n.Label == LabelArticle }

// Size estimates the bytes that the batch takes on the wire.
func (b *Batch) Size() int {
	n := 0
	for i := range b.Nodes {
		n += 64 + propsSize(b.Nodes[i].Props)
	}
	for i := range b.Edges {
		n += 96 + propsSize(b.Edges[i].Props)
	}
	return n
}

func propsSize(props map[string]any) int {
	n := 0
	for k, v := range props {
		n += len(k) + 9
		switch v := v.(type) {
		case string:
			n += len(v)
		case []string:
			for _, s := range v {
				n += len(s) + 5
			}
		case []int64:
			n += 9 * len(v)
		}
	}
	return n
}

// Sort puts nodes and edges into the schema's order, and by id within a type.
func (b *Batch) Sort(s *Schema) {
	order := map[string]int{}
	for i, n := range s.Nodes {
		order[n.Label] = i
	}
	for i, e := range s.Edges {
		order[e.Type] = i
	}
	slices.SortFunc(b.Nodes, func(x, y Node) int {
		return cmp.Or(cmp.Compare(order[x.Label], order[y.Label]), cmp.Compare(x.ID, y.ID))
	})
	slices.SortFunc(b.Edges, func(x, y Edge) int {
		return cmp.Or(cmp.Compare(order[x.Type], order[y.Type]), cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To),
			cmp.Compare(x.key(), y.key()))
	})
}

// edgeKey tells apart edges of one type between the same two nodes.
func (e *Edge) key() string {
	role, _ := e.Props["role"].(string)
	position, _ := e.Props["position"].(int64)
	return fmt.Sprint(role, position)
}

// Check reports what in the batch does not fit the schema: types, properties,
// ends of edges that the batch lacks, doubled nodes and edges, text that is
// not UTF-8, and shared nodes that no edge from the article leads to.
func (s *Schema) Check(b *Batch) error {
	nodes := make(map[ID]*Node, len(b.Nodes))
	for i := range b.Nodes {
		n := &b.Nodes[i]
		if err := s.checkNode(b, n); err != nil {
			return err
		}
		if nodes[n.ID] != nil {
			return fmt.Errorf("node %s %s stands twice in one article", n.Label, n.ID)
		}
		nodes[n.ID] = n
	}
	if a := nodes[b.Article]; a == nil || a.Label != LabelArticle {
		return fmt.Errorf("article %s is not among its own nodes", b.Article)
	}
	reached := make(map[ID]bool, len(b.Nodes))
	for i := range b.Edges {
		e := &b.Edges[i]
		if err := s.checkEdge(b, e, nodes); err != nil {
			return err
		}
		if i > 0 && e.Type == b.Edges[i-1].Type && e.From == b.Edges[i-1].From && e.To == b.Edges[i-1].To && e.key() == b.Edges[i-1].key() {
			return fmt.Errorf("edge %s from %s to %s stands twice in one article", e.Type, e.From, e.To)
		}
		reached[e.To] = true
		if e.Article() {
			reached[e.From] = true
		}
	}
	for i := range b.Nodes {
		if n := &b.Nodes[i]; n.ID != b.Article && !reached[n.ID] {
			return fmt.Errorf("node %s %s: no edge leads to it", n.Label, n.ID)
		}
	}
	return nil
}

// Article reports whether the edge carries the id of its article.
func (e *Edge) Article() bool { return e.Props[ArticleProperty] != nil }

func (s *Schema) checkNode(b *Batch, n *Node) error {
	t := s.Node(n.Label)
	switch {
	case t == nil || t.Owner == System:
		return fmt.Errorf("node %s: the schema has no such label for articles: %q", n.ID, n.Label)
	case s.ByID(n.ID) != t || len(n.ID) != len(t.Prefix)+25:
		return fmt.Errorf("node %s: not an id of label %s", n.ID, n.Label)
	case n.Props["id"] != string(n.ID):
		return fmt.Errorf("node %s: property id is %v", n.ID, n.Props["id"])
	}
	if a, ok := n.Props[ArticleProperty]; ok && a != string(b.Article) {
		return fmt.Errorf("node %s of article %s belongs to another article: %v", n.ID, b.Article, a)
	}
	if err := checkProps(t.Props, n.Props); err != nil {
		return fmt.Errorf("node %s %s: %w", n.Label, n.ID, err)
	}
	return nil
}

func (s *Schema) checkEdge(b *Batch, e *Edge, nodes map[ID]*Node) error {
	t := s.Edge(e.Type)
	if t == nil {
		return fmt.Errorf("edge: the schema has no such type: %q", e.Type)
	}
	from, to := nodes[e.From], nodes[e.To]
	if from == nil || to == nil {
		return fmt.Errorf("edge %s from %s to %s: an end is not among the article's nodes", e.Type, e.From, e.To)
	}
	if !slices.Contains(t.From, from.Label) || !slices.Contains(t.To, to.Label) {
		return fmt.Errorf("edge %s does not lead from %s to %s", e.Type, from.Label, to.Label)
	}
	if a, ok := e.Props[ArticleProperty]; ok && a != string(b.Article) {
		return fmt.Errorf("edge %s of article %s belongs to another article: %v", e.Type, b.Article, a)
	}
	if err := checkProps(t.Props, e.Props); err != nil {
		return fmt.Errorf("edge %s from %s to %s: %w", e.Type, e.From, e.To, err)
	}
	return nil
}

func checkProps(types []Property, props map[string]any) error {
	for _, p := range types {
		v, ok := props[p.Name]
		if !ok {
			if p.Required {
				return fmt.Errorf("property %s is missing", p.Name)
			}
			continue
		}
		if !p.Type.holds(v) {
			return fmt.Errorf("property %s: %T is not %s", p.Name, v, p.Type)
		}
		if !validText(v) {
			return fmt.Errorf("property %s: text that is not UTF-8", p.Name)
		}
	}
	if len(props) > len(types) {
		return fmt.Errorf("more properties than the schema has")
	}
	for k := range props {
		if find(types, k) == nil {
			return fmt.Errorf("the schema has no property %q", k)
		}
	}
	return nil
}

func (t PropType) holds(v any) bool {
	switch v.(type) {
	case string:
		return t == PropString
	case int64:
		return t == PropInt
	case float64:
		return t == PropFloat
	case Date:
		return t == PropDate
	case []string:
		return t == PropStrings
	case []int64:
		return t == PropInts
	}
	return false
}

// validText reports whether a text can be stored exactly: Neo4j would put
// U+FFFD in place of what is not UTF-8, without a word.
func validText(v any) bool {
	switch v := v.(type) {
	case string:
		return utf8.ValidString(v)
	case []string:
		return !slices.ContainsFunc(v, func(s string) bool { return !utf8.ValidString(s) })
	}
	return true
}
