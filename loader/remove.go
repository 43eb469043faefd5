package loader

import (
	"context"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/model"
)

// neighbourhood is what the old text of some articles leads to: ids by label.
type neighbourhood struct {
	seen   map[model.ID]bool
	owned  map[string][]string // by these articles
	kept   map[string][]string // owned, and in the new text as well
	shared map[string][]string
}

func newNeighbourhood() neighbourhood {
	return neighbourhood{map[model.ID]bool{}, map[string][]string{}, map[string][]string{}, map[string][]string{}}
}

func (n *neighbourhood) add(s *model.Schema, id model.ID, owned bool) {
	t := s.ByID(id)
	if t == nil || t.Owner == model.System || n.seen[id] {
		return
	}
	n.seen[id] = true
	to := n.shared
	if owned {
		to = n.owned
	}
	to[t.Label] = append(to[t.Label], string(id))
}

// keep moves what the new text has as well from owned to kept.
func (n *neighbourhood) keep(set *rowSet) {
	for label, ids := range n.owned {
		rows := set.nodes[label]
		if rows == nil {
			continue
		}
		var gone []string
		for _, id := range ids {
			if rows.ids[model.ID(id)] {
				n.kept[label] = append(n.kept[label], id)
			} else {
				gone = append(gone, id)
			}
		}
		n.owned[label] = gone
	}
}

// clear deletes the edges of articles, and remembers what they led to. The
// nodes stay for what is written next: what a user has tied to a statement
// that is still there is kept.
func (w *writing) clear(articles []model.ID) error {
	ids := map[string]any{"ids": strs(articles)}
	w.old = newNeighbourhood()
	for _, text := range w.db.cypher.around {
		err := run(w.ctx, w.tx, text, ids, func(r *neo4j.Record) {
			id, _ := r.Values[0].(string)
			w.old.add(w.db.schema, model.ID(id), r.Values[1] != nil)
		})
		if err != nil {
			return err
		}
	}
	deleted := func(c neo4j.Counters) { w.change.EdgesDeleted += c.RelationshipsDeleted() }
	for _, t := range w.db.schema.Nodes {
		for _, text := range w.db.cypher.strip[t.Label] {
			if err := w.byID(text, w.old.owned[t.Label], deleted); err != nil {
				return err
			}
		}
	}
	for _, text := range w.db.cypher.forget {
		c, err := runCounted(w.ctx, w.tx, text, ids, nil)
		if err != nil {
			return err
		}
		deleted(c)
	}
	return nil
}

// settle deletes what is left of the old text, and brings the nodes that it
// led to into the state that the remaining articles give them.
func (w *writing) settle() error {
	q := w.db.cypher
	for _, t := range w.db.schema.Nodes {
		deleted := func(c neo4j.Counters) {
			w.change.deletedNodes(t.Label, c.NodesDeleted())
			w.change.EdgesDeleted += c.RelationshipsDeleted()
		}
		if err := w.byID(q.drop[t.Label], w.old.owned[t.Label], deleted); err != nil {
			return err
		}
		shared := w.old.shared[t.Label]
		slices.Sort(shared)
		if err := w.byID(q.orphans[t.Label], shared, deleted); err != nil {
			return err
		}
		for _, ids := range [][]string{shared, w.old.kept[t.Label]} {
			if err := w.byID(q.hush[t.Label], ids, nil); err != nil {
				return err
			}
		}
		if err := w.byID(q.respell[t.Label], shared, nil); err != nil {
			return err
		}
	}
	return nil
}

// byID runs a statement over ids, a bounded number at a time.
func (w *writing) byID(text string, ids []string, each func(neo4j.Counters)) error {
	if text == "" {
		return nil
	}
	for chunk := range slices.Chunk(ids, chunkRows) {
		c, err := runCounted(w.ctx, w.tx, text, map[string]any{"ids": chunk}, nil)
		if err != nil {
			return err
		}
		if each != nil {
			each(c)
		}
	}
	return nil
}

// Remove takes articles, and what only they say, out of the graph, in one
// transaction.
func (db *DB) Remove(ctx context.Context, ids []model.ID) (Change, error) {
	var c Change
	ids = slices.Sorted(slices.Values(ids))
	retries, err := db.write(ctx, func(tx neo4j.ManagedTransaction) error {
		w := &writing{ctx: ctx, tx: tx, db: db}
		err := w.remove(ids)
		c = w.change
		return err
	})
	c.Retries = retries
	return c, err
}

func (w *writing) remove(ids []model.ID) error {
	q := w.db.cypher
	var loaded []model.ID
	err := run(w.ctx, w.tx, q.hold, map[string]any{"ids": strs(ids)}, func(r *neo4j.Record) {
		loaded = append(loaded, model.ID(r.Values[0].(string)))
	})
	if err != nil || len(loaded) == 0 {
		return err
	}
	w.change.Removed = len(loaded)
	if err := w.clear(loaded); err != nil {
		return err
	}
	var stubs []map[string]any
	gone := strs(loaded)
	err = run(w.ctx, w.tx, q.linked, map[string]any{"ids": gone}, func(r *neo4j.Record) {
		id, _ := r.Values[0].(string)
		url, _ := r.Values[1].(string)
		stubs = append(stubs, map[string]any{"id": id, "props": map[string]any{"id": id, "url": url, "name": shortName(url)}})
		gone = slices.DeleteFunc(gone, func(g string) bool { return g == id })
	})
	if err != nil {
		return err
	}
	if err := w.chunks(q.stub, stubs, nil); err != nil {
		return err
	}
	if err := w.byID(q.dropArticle, gone, func(c neo4j.Counters) { w.change.deletedNodes(model.LabelArticle, c.NodesDeleted()) }); err != nil {
		return err
	}
	return w.settle()
}

// Articles returns the ids of loaded articles that a selection names.
func (db *DB) Articles(ctx context.Context, s Selection) ([]model.ID, error) {
	if s == (Selection{}) {
		return nil, nil
	}
	l := []string{"MATCH (a:Article)", "WHERE a.fingerprint IS NOT NULL"}
	if s.ID != "" {
		l = append(l, "  AND a.id = $id")
	}
	if s.Source != "" {
		l = append(l, "  AND (a.source = $source OR a.source STARTS WITH $folder)")
	}
	if s.Outlet != "" {
		l = append(l, "  AND EXISTS { (a)-[:PUBLISHED_BY]->(:Outlet {id: $outlet}) }")
	}
	records, err := db.read(ctx, lines(append(l, "RETURN a.id AS id ORDER BY id")...), map[string]any{
		"id": string(s.ID), "source": s.Source, "folder": strings.TrimSuffix(s.Source, "/") + "/", "outlet": string(s.Outlet)})
	var out []model.ID
	for _, r := range records {
		out = append(out, model.ID(r.Values[0].(string)))
	}
	return out, err
}
