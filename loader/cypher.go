package loader

import (
	"fmt"
	"slices"
	"strings"

	"qawl/model"
)

// cypher holds every statement with which the graph is written, made from the
// schema. Labels, types and property names come from there alone; all else is
// parameters.
//
// Nodes are found by their ids once in a transaction, when they are made or
// found to be there; from then on by their element ids, which takes no index
// and one statement for all labels.
type cypher struct {
	schema       []string // constraints and indexes
	fingerprints string
	lock         string // make and lock articles that are to be written
	unlock       string
	hold         string            // lock loaded articles that are to be removed
	article      string            // an article's own properties
	shared       map[string]string // by label: make a shared node where it is missing
	owned        map[string]string // by label: make or change an owned node
	edges        map[string]string // by type
	speak        string            // say who is a Speaker
	lower        string            // lock nodes whose name is greater than the row's
	spell        string            // take the lesser name
	load, loaded string            // a run, and what it wrote
	finish       string

	unsettle string            // mark the claims that are to lose statements
	around   []string          // what the text of articles leads to
	forget   []string          // delete the edges of articles
	strip    []string          // delete the edges of owned nodes
	drop     string            // delete owned nodes
	orphans  map[string]string // by label: delete shared nodes that nothing leads to
	hush     string            // say who is a Speaker no more
	respell  string            // take the least name that is left
	linked   string            // articles that others link to
	stub     string            // leave of an article what its id determines
}

func newCypher(s *model.Schema) *cypher {
	c := &cypher{schema: schemaCypher(s), shared: map[string]string{}, owned: map[string]string{}, edges: map[string]string{}, orphans: map[string]string{}}
	c.addArticles()
	for i := range s.Nodes {
		c.addNode(s, &s.Nodes[i])
	}
	for i := range s.Edges {
		c.addEdge(s, &s.Edges[i])
	}
	c.addStates(s)
	c.addRemoval(s)
	return c
}

func lines(l ...string) string { return strings.Join(l, "\n") }

// SchemaCypher gives the statements that make the graph's constraints and
// indexes. They may be run again: what is there stays.
func SchemaCypher() []string { return schemaCypher(model.GraphSchema()) }

func schemaCypher(s *model.Schema) []string {
	var out []string
	for _, n := range s.Nodes {
		out = append(out, fmt.Sprintf("CREATE CONSTRAINT %s_id IF NOT EXISTS FOR (n:%s) REQUIRE n.id IS UNIQUE", strings.ToLower(n.Label), n.Label))
	}
	for _, e := range s.Edges {
		if e.Article {
			out = append(out, fmt.Sprintf("CREATE INDEX %s_article IF NOT EXISTS FOR ()-[r:%s]-() ON (r.%s)", strings.ToLower(e.Type), e.Type, model.ArticleProperty))
		}
	}
	for _, f := range s.FullText {
		out = append(out, fmt.Sprintf("CREATE FULLTEXT INDEX %s IF NOT EXISTS FOR (n:%s) ON EACH [n.%s] OPTIONS {indexConfig: {`fulltext.analyzer`: '%s'}}",
			f.Name, strings.Join(f.Labels, "|"), f.Property, f.Analyzer))
	}
	return out
}

func (c *cypher) addArticles() {
	c.fingerprints = lines(
		"UNWIND $ids AS id",
		"MATCH (a:Article {id: id})",
		"RETURN a.id AS id, a.fingerprint AS fingerprint")
	c.lock = lines(
		"UNWIND $rows AS row",
		"MERGE (a:Article {id: row.id})",
		"SET a.lock = true",
		"RETURN a.id AS id, elementId(a) AS element, a.fingerprint AS fingerprint")
	c.unlock = lines(
		"UNWIND $ids AS id",
		"MATCH (a:Article {id: id})",
		"REMOVE a.lock")
	c.hold = lines(
		"UNWIND $ids AS id",
		"MATCH (a:Article {id: id})",
		"WHERE a.fingerprint IS NOT NULL",
		"SET a.lock = true",
		"RETURN a.id AS id, elementId(a) AS element")
	c.article = lines(
		"UNWIND $rows AS row",
		"MATCH (n:Article {id: row.id})",
		"SET n += row.props")
	c.load = lines(
		"MERGE (l:Load {id: $id})",
		"ON CREATE SET l += $props")
	c.loaded = lines(
		"MATCH (l:Load {id: $load})",
		"UNWIND $ids AS id",
		"MATCH (a:Article {id: id})",
		"CREATE (a)-[:LOADED_BY]->(l)")
	c.finish = lines(
		"MATCH (l:Load {id: $id})",
		"SET l += $props")
}

func (c *cypher) addNode(s *model.Schema, n *model.NodeType) {
	l := n.Label
	if n.Owner == model.System {
		return
	}
	// An article that is only linked to is shared.
	if n.Owner != model.OwnedByArticle || l == model.LabelArticle {
		c.shared[l] = lines(
			"UNWIND $rows AS row",
			"MERGE (n:"+l+" {id: row.id})",
			"ON CREATE SET n += row.props",
			"RETURN n.id AS id, elementId(n) AS element")
		c.orphans[l] = c.orphan(s, n)
	}
	if n.Prop(model.ArticleProperty) != nil {
		c.owned[l] = lines(
			"UNWIND $rows AS row",
			"MERGE (n:"+l+" {id: row.id})",
			"SET n += row.props",
			"RETURN n.id AS id, elementId(n) AS element")
	}
}

func (c *cypher) addEdge(s *model.Schema, e *model.EdgeType) {
	if s.Node(e.To[0]).Owner == model.System {
		return
	}
	l := []string{
		"UNWIND $rows AS row",
		"MATCH (a) WHERE elementId(a) = row.from",
		"MATCH (b) WHERE elementId(b) = row.to",
	}
	var props []string
	for _, p := range e.Props {
		props = append(props, p.Name+": row."+p.Name)
	}
	edge := e.Type
	if len(props) > 0 {
		edge += " {" + strings.Join(props, ", ") + "}"
	}
	if e.Determined {
		l = append(l, "MERGE (a)-[r:"+edge+"]->(b)")
	} else {
		l = append(l, "CREATE (a)-[r:"+edge+"]->(b)")
	}
	c.edges[e.Type] = lines(append(l, "RETURN count(r) AS edges")...)
}

// spelling is what a name is compared by, see model.SpelledBefore; spelled is
// the name of such a one.
func spelling(name string) string {
	return fmt.Sprintf("replace(%s, '%s', '%s')", name, escaped(model.SpelledLast), escaped(model.LastLetter))
}

func spelled(key string) string {
	return fmt.Sprintf("replace(%s, '%s', '%s')", key, escaped(model.LastLetter), escaped(model.SpelledLast))
}

func escaped(letter string) string { return fmt.Sprintf("\\u%04X", []rune(letter)[0]) }

// addStates makes the statements that keep the two things which a shared node
// has from all articles together: the second label of speakers, and the least
// of its spellings as name.
//
// The lesser name is set in a second statement, once the first has locked the
// node: two transactions that lower a name at the same time would otherwise
// overwrite each other's.
func (c *cypher) addStates(s *model.Schema) {
	var out, in, names []string
	for _, e := range s.Edges {
		switch {
		case e.Speaks && slices.Contains(e.To, model.LabelStatement):
			out = append(out, e.Type)
		case e.Speaks:
			in = append(in, e.Type)
		case e.Names:
			names = append(names, e.Type)
		}
	}
	node := "MATCH (n) WHERE elementId(n) = "
	c.speak = lines(
		"UNWIND $ids AS id",
		node+"id AND NOT n:"+model.SpeakerLabel,
		"SET n:"+model.SpeakerLabel)
	c.hush = lines(
		"UNWIND $ids AS id",
		node+"id AND n:"+model.SpeakerLabel,
		"  AND NOT EXISTS { (n)-[:"+strings.Join(out, "|")+"]->() }",
		"  AND NOT EXISTS { (n)<-[:"+strings.Join(in, "|")+"]-() }",
		"REMOVE n:"+model.SpeakerLabel)
	c.lower = lines(
		"UNWIND $rows AS row",
		node+"row.id AND "+spelling("row.name")+" < "+spelling("n.name"),
		"SET n.lock = true",
		"RETURN row.id AS id")
	c.spell = lines(
		"UNWIND $rows AS row",
		node+"row.id",
		"SET n.name = CASE WHEN "+spelling("row.name")+" < "+spelling("n.name")+" THEN row.name ELSE n.name END",
		"REMOVE n.lock")
	edges := "(n)<-[r:" + strings.Join(names, "|") + "]-(:Article)"
	c.respell = lines(
		"UNWIND $ids AS id",
		node+"id",
		"  AND NOT EXISTS { MATCH "+edges+" WHERE r.name = n.name }",
		"MATCH "+edges,
		"WITH n, min("+spelling("r.name")+") AS name",
		"SET n.name = "+spelled("name"))
}
