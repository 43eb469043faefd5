package model

// SchemaVersion is the version of the graph's schema. It stands in the graph:
// raise it with every change of GraphSchema that an older program or an
// existing graph does not fit.
const SchemaVersion = 2

// PropType is the type of a property's values.
type PropType string

// The types of properties, with their Go types in a Batch.
const (
	PropString  PropType = "STRING"        // string
	PropInt     PropType = "INTEGER"       // int64
	PropFloat   PropType = "FLOAT"         // float64
	PropDate    PropType = "DATE"          // Date, stored as its first day
	PropTime    PropType = "DATETIME"      // time.Time
	PropStrings PropType = "LIST<STRING>"  // []string
	PropInts    PropType = "LIST<INTEGER>" // []int64
)

// Property is a property of a node or edge type.
type Property struct {
	Name     string
	Type     PropType
	Required bool
	Doc      string
}

// Owner tells what the nodes of a type belong to.
type Owner uint8

// The owners of nodes.
const (
	OwnedByArticle Owner = iota // goes with its article; has the property article, except the article itself
	Shared                      // holds only what its id determines, and goes when no article refers to it any more
	SharedOrOwned               // shared, except where the property article is set
	System                      // keeps the books; no part of what articles say
)

// NodeType is a type of nodes. Each has the key property id, unique among the
// nodes of the label, and a short readable name, which Neo4j Browser shows.
type NodeType struct {
	Label   string
	Prefix  string // of its ids
	Owner   Owner
	Key     string // what the id is made of, in words
	Speaker bool   // may speak: carries the second label Speaker while an edge says so
	Spelled bool   // shared nodes take as name the least of the spellings on the edges that name them
	Props   []Property
	Doc     string
}

// EdgeType is a type of edges.
type EdgeType struct {
	Type     string
	From, To []string // labels
	// Article says that both ends may be shared, so that the edge carries the
	// id of the article that says so.
	Article bool
	// Determined says that the edge follows from the ids of its ends: there is
	// one between two nodes, however many articles give it.
	Determined bool
	Names      bool // its property name is a spelling of a Spelled node that it leads to
	Speaks     bool // its entity end is a Speaker
	Props      []Property
	Doc        string
}

// FullTextIndex is a full-text index over words that are folded already.
type FullTextIndex struct {
	Name     string
	Labels   []string
	Property string // FoldedProperty or KeysProperty
	Analyzer string // as Neo4j names it
	Doc      string
}

// Schema is the shape of the graph, from which constraints, indexes, the
// loader's Cypher, the check of batches and the documentation are made.
type Schema struct {
	Version  int
	Nodes    []NodeType // nodes are written in this order, orphans removed in it
	Edges    []EdgeType
	FullText []FullTextIndex
}

// SpeakerLabel is the second label of whoever speaks, is spoken to or passes
// words on.
const SpeakerLabel = "Speaker"

// FoldedProperty holds the words of a node as full-text indexes have them.
const FoldedProperty = "folded"

// UnsettledLabel is the second label of claims that have lost a statement and
// have to be looked at again.
const UnsettledLabel = "Unsettled"

// KeysProperty holds the keys by which statements are found that may be the same
// claim, separated by spaces (see package claims).
const KeysProperty = "keys"

// ArticleProperty holds the id of the article that a node or edge belongs to.
const ArticleProperty = "article"

// Node returns the node type with a label, nil where there is none.
func (s *Schema) Node(label string) *NodeType {
	for i := range s.Nodes {
		if s.Nodes[i].Label == label {
			return &s.Nodes[i]
		}
	}
	return nil
}

// Edge returns the edge type with a name, nil where there is none.
func (s *Schema) Edge(typ string) *EdgeType {
	for i := range s.Edges {
		if s.Edges[i].Type == typ {
			return &s.Edges[i]
		}
	}
	return nil
}

// ByID returns the node type whose prefix an id has, nil where there is none.
func (s *Schema) ByID(id ID) *NodeType {
	for i := range s.Nodes {
		if p := s.Nodes[i].Prefix; len(id) > len(p) && string(id[:len(p)]) == p && id[len(p)] == '-' {
			return &s.Nodes[i]
		}
	}
	return nil
}

// Prop returns the property with a name, nil where there is none.
func (n *NodeType) Prop(name string) *Property { return find(n.Props, name) }

// Prop returns the property with a name, nil where there is none.
func (e *EdgeType) Prop(name string) *Property { return find(e.Props, name) }

func find(ps []Property, name string) *Property {
	for i := range ps {
		if ps[i].Name == name {
			return &ps[i]
		}
	}
	return nil
}
