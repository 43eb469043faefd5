package loader

import (
	"context"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/model"
)

// neighbourhood is what the old text of some articles leads to.
type neighbourhood struct {
	seen   map[model.ID]bool
	owned  map[string][]found // by these articles; by label
	kept   []found            // owned, and in the new text as well
	shared map[string][]found
}

// found is a node by its id and element id.
type found struct {
	id      model.ID
	element string
}

func (n *neighbourhood) add(s *model.Schema, f found, owned bool) {
	t := s.ByID(f.id)
	if t == nil || t.Owner == model.System || n.seen[f.id] {
		return
	}
	n.seen[f.id] = true
	to := n.shared
	if owned {
		to = n.owned
	}
	to[t.Label] = append(to[t.Label], f)
}

// keep moves what the new text has as well from owned to kept.
func (n *neighbourhood) keep(set *rowSet) {
	for label, old := range n.owned {
		rows := set.nodes[label]
		if rows == nil {
			continue
		}
		var gone []found
		for _, f := range old {
			if rows.ids[f.id] {
				n.kept = append(n.kept, f)
			} else {
				gone = append(gone, f)
			}
		}
		n.owned[label] = gone
	}
}

// elements are the element ids, in the order of the ids.
func elements(fs []found) []string {
	slices.SortFunc(fs, func(a, b found) int { return strings.Compare(string(a.id), string(b.id)) })
	out := make([]string, len(fs))
	for i, f := range fs {
		out[i] = f.element
	}
	return out
}

// clear deletes the edges of articles, and remembers what they led to. The
// nodes stay for what is written next: what a user has tied to a statement
// that is still there is kept.
func (w *writing) clear(articles []model.ID) error {
	ids := map[string]any{"ids": strs(articles)}
	w.old = neighbourhood{map[model.ID]bool{}, map[string][]found{}, nil, map[string][]found{}}
	for _, text := range w.db.cypher.around {
		err := run(w.ctx, w.tx, text, ids, func(r *neo4j.Record) {
			id, _ := r.Values[0].(string)
			element, _ := r.Values[1].(string)
			owned, _ := r.Values[2].(bool)
			w.old.add(w.db.schema, found{model.ID(id), element}, owned)
		})
		if err != nil {
			return err
		}
	}
	if err := run(w.ctx, w.tx, w.db.cypher.unsettle, ids, nil); err != nil {
		return err
	}
	deleted := func(c neo4j.Counters) { w.change.EdgesDeleted += c.RelationshipsDeleted() }
	var owned []found
	for _, t := range w.db.schema.Nodes {
		owned = append(owned, w.old.owned[t.Label]...)
	}
	for _, text := range w.db.cypher.strip {
		if err := w.byID(text, elements(owned), deleted); err != nil {
			return err
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
	speakers, spelled := elements(w.old.kept), []string(nil)
	for _, t := range w.db.schema.Nodes {
		deleted := func(c neo4j.Counters) {
			w.change.deletedNodes(t.Label, c.NodesDeleted())
			w.change.EdgesDeleted += c.RelationshipsDeleted()
		}
		if err := w.byID(q.drop, elements(w.old.owned[t.Label]), deleted); err != nil {
			return err
		}
		shared := elements(w.old.shared[t.Label])
		if err := w.byID(q.orphans[t.Label], shared, deleted); err != nil {
			return err
		}
		if t.Speaker {
			speakers = append(speakers, shared...)
		}
		if t.Spelled {
			spelled = append(spelled, shared...)
		}
	}
	if err := w.byID(q.hush, speakers, nil); err != nil {
		return err
	}
	return w.byID(q.respell, spelled, nil)
}

// eachByID runs a statement over ids and hands its records to each.
func (w *writing) eachByID(text string, ids []string, each func(*neo4j.Record)) error {
	for chunk := range slices.Chunk(ids, chunkRows) {
		if err := run(w.ctx, w.tx, text, map[string]any{"ids": chunk}, each); err != nil {
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
		w := newWriting(ctx, tx, db)
		err := w.remove(ids)
		c = w.change
		return err
	})
	c.Retries = retries
	return c, err
}

func (w *writing) remove(ids []model.ID) error {
	q := w.db.cypher
	var loaded []found
	err := run(w.ctx, w.tx, q.hold, map[string]any{"ids": strs(ids)}, func(r *neo4j.Record) {
		if id, ok := r.Values[0].(string); ok { // else removed while we waited for its lock
			element, _ := r.Values[1].(string)
			loaded = append(loaded, found{model.ID(id), element})
		}
	})
	if err != nil || len(loaded) == 0 {
		return err
	}
	w.change.Removed = len(loaded)
	gone := make([]model.ID, len(loaded))
	for i, f := range loaded {
		gone[i] = f.id
	}
	if err := w.clear(gone); err != nil {
		return err
	}
	var stubs []map[string]any
	err = w.eachByID(q.linked, elements(loaded), func(r *neo4j.Record) {
		id, _ := r.Values[1].(string)
		url, _ := r.Values[2].(string)
		stubs = append(stubs, map[string]any{"id": id, "props": map[string]any{"id": id, "url": url, "name": shortName(url)}})
		loaded = slices.DeleteFunc(loaded, func(f found) bool { return f.element == r.Values[0] })
	})
	if err != nil {
		return err
	}
	if err := w.chunks(q.stub, stubs, nil, nil); err != nil {
		return err
	}
	err = w.byID(q.drop, elements(loaded), func(c neo4j.Counters) { w.change.deletedNodes(model.LabelArticle, c.NodesDeleted()) })
	if err != nil {
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
