package loader

import (
	"fmt"
	"slices"
	"strings"

	"qawl/model"
)

// addRemoval makes the statements that take out what articles say. The edges
// of an article are those at nodes that it owns, itself among them, and those
// that carry its id. Every node that one of them leads to is looked at
// afterwards.
func (c *cypher) addRemoval(s *model.Schema) {
	var direct []string
	for _, e := range s.Edges {
		switch {
		case e.Article:
			c.around = append(c.around, lines(
				"UNWIND $ids AS article",
				fmt.Sprintf("MATCH ()-[r:%s {article: article}]->(n)", e.Type),
				"RETURN DISTINCT n.id AS id, n.article AS article"))
			c.forget = append(c.forget, lines(
				"UNWIND $ids AS article",
				fmt.Sprintf("MATCH ()-[r:%s {article: article}]->()", e.Type),
				"DELETE r"))
		case slices.Contains(e.From, model.LabelArticle):
			direct = append(direct, e.Type)
		case e.Determined:
			for _, from := range e.From {
				c.around = append(c.around, lines(
					"UNWIND $ids AS article",
					fmt.Sprintf("MATCH (:Article {id: article})-->(:%s)-[:%s]->(n)", from, e.Type),
					"RETURN DISTINCT n.id AS id, n.article AS article"))
			}
		}
	}
	types := strings.Join(direct, "|")
	c.around = append(c.around, lines(
		"UNWIND $ids AS article",
		"MATCH (:Article {id: article})-[:"+types+"]->(n)",
		"RETURN DISTINCT n.id AS id, n.article AS article"))
	c.forget = append(c.forget, lines(
		"UNWIND $ids AS article",
		"MATCH (:Article {id: article})-[r:"+types+"]->()",
		"DELETE r"))
	for _, n := range s.Nodes {
		if n.Prop(model.ArticleProperty) != nil {
			c.addStrip(s, n.Label)
		}
	}
	c.linked = lines(
		"UNWIND $ids AS id",
		"MATCH (a:Article {id: id})",
		"WHERE EXISTS { (a)<-[:LINKS_TO]-() }",
		"RETURN a.id AS id, a.url AS url")
	c.stub = lines(
		"UNWIND $rows AS row",
		"MATCH (a:Article {id: row.id})",
		"SET a = row.props")
	c.dropArticle = lines(
		"UNWIND $ids AS id",
		"MATCH (a:Article {id: id})",
		"DETACH DELETE a")
}

// addStrip makes the statements that delete the edges which an owned node
// stands for: those whose one end is always owned.
func (c *cypher) addStrip(s *model.Schema, label string) {
	owned := func(labels []string) bool {
		return !slices.ContainsFunc(labels, func(l string) bool { return s.Node(l).Owner != model.OwnedByArticle })
	}
	var out, in []string
	for _, e := range s.Edges {
		switch {
		case e.Article:
		case slices.Contains(e.From, label) && (owned(e.From) || e.Determined):
			out = append(out, e.Type)
		case slices.Contains(e.To, label) && owned(e.To) && !slices.Contains(e.From, model.LabelArticle):
			in = append(in, e.Type)
		}
	}
	if len(out) > 0 {
		c.strip[label] = append(c.strip[label], lines(
			"UNWIND $ids AS id",
			"MATCH (:"+label+" {id: id})-[r:"+strings.Join(out, "|")+"]->()",
			"DELETE r"))
	}
	if len(in) > 0 {
		c.strip[label] = append(c.strip[label], lines(
			"UNWIND $ids AS id",
			"MATCH (:"+label+" {id: id})<-[r:"+strings.Join(in, "|")+"]-()",
			"DELETE r"))
	}
}

// orphan deletes a shared node that has no edges but those that its id
// determines. Edges of others than articles (a user's own) keep it. DELETE, not
// DETACH DELETE: an edge that comes at the same moment makes the transaction
// fail and run again.
func (c *cypher) orphan(s *model.Schema, n *model.NodeType) string {
	var determined []string
	for _, e := range s.Edges {
		if e.Determined && slices.Contains(e.From, n.Label) {
			determined = append(determined, e.Type)
		}
	}
	l := []string{"UNWIND $ids AS id", "MATCH (n:" + n.Label + " {id: id})"}
	if n.Label == model.LabelArticle {
		l = append(l, "WHERE n.fingerprint IS NULL AND NOT EXISTS { (n)--() }", "DELETE n")
		return lines(l...)
	}
	if len(determined) == 0 {
		return lines(append(l, "WHERE NOT EXISTS { (n)--() }", "DELETE n")...)
	}
	types := strings.Join(determined, "|")
	return lines(append(l,
		"WHERE NOT EXISTS { MATCH (n)-[r]-() WHERE NOT r:"+types+" }",
		"OPTIONAL MATCH (n)-[r:"+types+"]->()",
		"DELETE r, n")...)
}
