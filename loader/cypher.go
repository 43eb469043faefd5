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
type cypher struct {
	schema       []string // constraints and indexes
	fingerprints string
	lock, unlock string
	hold         string               // lock loaded articles that are to go
	article      string               // an article's own properties
	shared       map[string]string    // by label: make a shared node where it is missing
	owned        map[string]string    // by label: make or change an owned node
	edges        map[edgeClass]string // make edges
	speak        map[string]string    // by label: say that it is a Speaker
	hush         map[string]string    // by label: say that it is one no more
	lower        map[string]string    // by label: lock nodes whose name is greater than the row's
	spell        map[string]string    // by label: take the lesser name
	respell      map[string]string    // by label: take the least name that is left
	around       []string             // what the old text of articles leads to
	forget       []string             // delete edges of articles, by article id
	strip        map[string][]string  // by label: delete the edges of an owned node, by its id
	drop         map[string]string    // by label: delete an owned node
	orphans      map[string]string    // by label: delete a shared node that nothing leads to
	linked       string               // articles that others link to
	stub         string               // leave of an article what its id determines
	dropArticle  string
	load, finish string
	loaded       string
}

// edgeClass is a type of edges with the labels of its ends.
type edgeClass struct{ typ, from, to string }

func newCypher(s *model.Schema) *cypher {
	c := &cypher{
		schema: schemaCypher(s),
		fingerprints: lines(
			"UNWIND $ids AS id",
			"MATCH (a:Article {id: id})",
			"RETURN a.id AS id, a.fingerprint AS fingerprint"),
		lock: lines(
			"UNWIND $rows AS row",
			"MERGE (a:Article {id: row.id})",
			"SET a.lock = true",
			"RETURN a.id AS id, a.fingerprint AS fingerprint"),
		unlock: lines(
			"UNWIND $ids AS id",
			"MATCH (a:Article {id: id})",
			"REMOVE a.lock"),
		hold: lines(
			"UNWIND $ids AS id",
			"MATCH (a:Article {id: id})",
			"WHERE a.fingerprint IS NOT NULL",
			"SET a.lock = true",
			"RETURN a.id AS id"),
		article: lines(
			"UNWIND $rows AS row",
			"MATCH (n:Article {id: row.id})",
			"SET n += row.props"),
		shared: map[string]string{}, owned: map[string]string{}, edges: map[edgeClass]string{},
		speak: map[string]string{}, hush: map[string]string{}, lower: map[string]string{}, spell: map[string]string{}, respell: map[string]string{},
		strip: map[string][]string{}, drop: map[string]string{}, orphans: map[string]string{},
	}
	for i := range s.Nodes {
		c.addNode(s, &s.Nodes[i])
	}
	for i := range s.Edges {
		c.addEdge(s, &s.Edges[i])
	}
	c.addRemoval(s)
	c.addLoad()
	return c
}

func lines(l ...string) string { return strings.Join(l, "\n") }

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
		out = append(out, fmt.Sprintf("CREATE FULLTEXT INDEX %s IF NOT EXISTS FOR (n:%s) ON EACH [n.%s] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}",
			f.Name, strings.Join(f.Labels, "|"), model.FoldedProperty))
	}
	return out
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
			"ON CREATE SET n += row.props")
		c.orphans[l] = c.orphan(s, n)
	}
	if n.Prop(model.ArticleProperty) != nil {
		c.owned[l] = lines(
			"UNWIND $rows AS row",
			"MERGE (n:"+l+" {id: row.id})",
			"SET n += row.props")
		c.drop[l] = lines(
			"UNWIND $ids AS id",
			"MATCH (n:"+l+" {id: id})",
			"DETACH DELETE n")
	}
	if n.Speaker {
		out, in := speaking(s)
		c.speak[l] = lines(
			"UNWIND $ids AS id",
			"MATCH (n:"+l+" {id: id})",
			"WHERE NOT n:"+model.SpeakerLabel,
			"SET n:"+model.SpeakerLabel)
		c.hush[l] = lines(
			"UNWIND $ids AS id",
			"MATCH (n:"+l+" {id: id})",
			"WHERE n:"+model.SpeakerLabel,
			"  AND NOT EXISTS { (n)-[:"+out+"]->() }",
			"  AND NOT EXISTS { (n)<-[:"+in+"]-() }",
			"REMOVE n:"+model.SpeakerLabel)
	}
	if n.Spelled {
		c.addSpelling(s, n)
	}
}

// speaking gives the types of edges that lead from and to speakers.
func speaking(s *model.Schema) (out, in string) {
	var o, i []string
	for _, e := range s.Edges {
		switch {
		case e.Speaks && e.To[0] == model.LabelStatement:
			o = append(o, e.Type)
		case e.Speaks:
			i = append(i, e.Type)
		}
	}
	return strings.Join(o, "|"), strings.Join(i, "|")
}

// addSpelling makes the statements that keep a shared node's name the least of
// its spellings. The lesser name is set in a second statement, once the first
// has locked the node: two transactions that lower a name at the same time
// would otherwise overwrite each other's.
func (c *cypher) addSpelling(s *model.Schema, n *model.NodeType) {
	var types []string
	for _, e := range s.Edges {
		if e.Names && slices.Contains(e.To, n.Label) {
			types = append(types, e.Type)
		}
	}
	edges := "(n)<-[r:" + strings.Join(types, "|") + "]-(:Article)"
	c.lower[n.Label] = lines(
		"UNWIND $rows AS row",
		"MATCH (n:"+n.Label+" {id: row.id})",
		"WHERE row.name < n.name",
		"SET n.lock = true",
		"RETURN n.id AS id")
	c.spell[n.Label] = lines(
		"UNWIND $rows AS row",
		"MATCH (n:"+n.Label+" {id: row.id})",
		"SET n.name = CASE WHEN row.name < n.name THEN row.name ELSE n.name END",
		"REMOVE n.lock")
	c.respell[n.Label] = lines(
		"UNWIND $ids AS id",
		"MATCH (n:"+n.Label+" {id: id})",
		"WHERE n.article IS NULL",
		"  AND NOT EXISTS { MATCH "+edges+" WHERE r.name = n.name }",
		"MATCH "+edges,
		"WITH n, min(r.name) AS name",
		"SET n.name = name")
}

func (c *cypher) addEdge(s *model.Schema, e *model.EdgeType) {
	if s.Node(e.To[0]).Owner == model.System {
		return
	}
	for _, from := range e.From {
		for _, to := range e.To {
			l := []string{
				"UNWIND $rows AS row",
				"MATCH (a:" + from + " {id: row.from})",
				"MATCH (b:" + to + " {id: row.to})",
			}
			switch {
			case e.Determined:
				l = append(l, "MERGE (a)-[r:"+e.Type+"]->(b)")
			case len(e.Props) == 0:
				l = append(l, "CREATE (a)-[r:"+e.Type+"]->(b)")
			default:
				l = append(l, "CREATE (a)-[r:"+e.Type+"]->(b)", "SET r = row.props")
			}
			c.edges[edgeClass{e.Type, from, to}] = lines(append(l, "RETURN count(r) AS edges")...)
		}
	}
}

func (c *cypher) addLoad() {
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
