package loader

import (
	"slices"
	"strings"

	"qawl/model"
)

// addRemoval makes the statements that take out what articles say. The edges
// of an article are those at nodes that it owns, itself among them, and those
// that carry its id. Every node that one of them leads to is looked at
// afterwards.
func (c *cypher) addRemoval(s *model.Schema) {
	const each, found = "UNWIND $ids AS article", "RETURN DISTINCT n.id AS id, elementId(n) AS element, n.article = article AS owned"
	var direct []string
	for _, e := range s.Edges {
		switch {
		case e.Article:
			edge := "MATCH ()-[r:" + e.Type + " {article: article}]->(n)"
			c.around = append(c.around, lines(each, edge, found))
			c.forget = append(c.forget, lines(each, edge, "DELETE r"))
		case slices.Contains(e.From, model.LabelArticle):
			direct = append(direct, e.Type)
		case e.Determined:
			c.around = append(c.around, lines(each, "MATCH (:Article {id: article})-->(:"+strings.Join(e.From, "|")+")-[:"+e.Type+"]->(n)", found))
		}
	}
	edge := "MATCH (:Article {id: article})-[r:" + strings.Join(direct, "|") + "]->(n)"
	c.around = append(c.around, lines(each, edge, found))
	c.forget = append(c.forget, lines(each, edge, "DELETE r"))
	c.unsettle = lines(each,
		"MATCH (:Article {id: article})-[:CONTAINS]->(:Statement)-[:EXPRESSES]->(c:Claim)",
		"SET c:"+model.UnsettledLabel)
	c.addStrip(s)
	const node = "MATCH (n) WHERE elementId(n) = id"
	c.drop = lines("UNWIND $ids AS id", node, "DETACH DELETE n")
	c.linked = lines(
		"UNWIND $ids AS id",
		node+" AND EXISTS { (n)<-[:LINKS_TO]-() }",
		"RETURN id, n.id AS article, n.url AS url")
	c.stub = lines("UNWIND $rows AS row", "MATCH (n:Article {id: row.id})", "SET n = row.props")
}

// addStrip makes the statements that delete the edges which owned nodes stand
// for: those of which one end is always owned, and those that ids determine.
func (c *cypher) addStrip(s *model.Schema) {
	owned := func(labels []string) bool {
		return !slices.ContainsFunc(labels, func(l string) bool { return s.Node(l).Owner != model.OwnedByArticle })
	}
	var out, in []string
	for _, e := range s.Edges {
		switch {
		case e.Article || slices.Equal(e.From, []string{model.LabelArticle}):
		case owned(e.From) || e.Determined:
			out = append(out, e.Type)
		case owned(e.To):
			in = append(in, e.Type)
		}
	}
	c.strip = []string{
		lines("UNWIND $ids AS id", "MATCH (n)-[r:"+strings.Join(out, "|")+"]->()", "WHERE elementId(n) = id", "DELETE r"),
		lines("UNWIND $ids AS id", "MATCH (n)<-[r:"+strings.Join(in, "|")+"]-()", "WHERE elementId(n) = id", "DELETE r"),
	}
}

// orphan deletes shared nodes that have no edges but those that their ids
// determine. Edges of others than articles (a user's own) keep them. DELETE, not
// DETACH DELETE: an edge that comes at the same moment makes the transaction
// fail and run again.
func (c *cypher) orphan(s *model.Schema, n *model.NodeType) string {
	var determined []string
	for _, e := range s.Edges {
		if e.Determined && slices.Contains(e.From, n.Label) {
			determined = append(determined, e.Type)
		}
	}
	const each, node, bare = "UNWIND $ids AS id", "MATCH (n) WHERE elementId(n) = id", " AND NOT EXISTS { (n)--() }"
	switch {
	case n.Label == model.LabelArticle:
		return lines(each, node+" AND n.fingerprint IS NULL"+bare, "DELETE n")
	case len(determined) == 0:
		return lines(each, node+bare, "DELETE n")
	}
	types := strings.Join(determined, "|")
	return lines(each,
		node+" AND NOT EXISTS { MATCH (n)-[r]-() WHERE NOT r:"+types+" }",
		"OPTIONAL MATCH (n)-[r:"+types+"]-()",
		"DELETE r, n")
}
