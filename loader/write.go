package loader

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/model"
)

// The bounds of one statement's parameters: a nested list of many thousand
// maps costs the server more than its rows do.
const (
	chunkRows  = 2000
	chunkBytes = 1 << 20
)

// EnsureSchema makes constraints and indexes that are missing and writes the
// schema's version down. A graph with a newer version is refused.
func (db *DB) EnsureSchema(ctx context.Context) error {
	records, err := db.read(ctx, "MATCH (s:Schema {id: 'qawl'}) RETURN s.version AS version", nil)
	if err != nil {
		return fmt.Errorf("read the graph's schema version: %w", err)
	}
	if len(records) > 0 {
		version, _ := records[0].Values[0].(int64)
		switch {
		case version > int64(db.schema.Version):
			return &Error{NewerGraph, fmt.Errorf("its schema has version %d, this program knows %d", version, db.schema.Version),
				"use the newer program, or another database"}
		case version == int64(db.schema.Version):
			return nil
		}
	}
	return db.upgrade(ctx)
}

// upgrade brings a graph of an older schema, or an empty one, to the current
// one. A step from a version to the next goes here when there is one.
func (db *DB) upgrade(ctx context.Context) error {
	for _, text := range append([]string{"CREATE CONSTRAINT schema_id IF NOT EXISTS FOR (n:Schema) REQUIRE n.id IS UNIQUE"}, db.cypher.schema...) {
		// One transaction each: schema and data can't be changed in one.
		if _, err := db.write(ctx, func(tx neo4j.ManagedTransaction) error { return run(ctx, tx, text, nil, nil) }); err != nil {
			return fmt.Errorf("make the graph's constraints and indexes: %w", err)
		}
	}
	if _, err := db.read(ctx, "CALL db.awaitIndexes(300)", nil); err != nil {
		return fmt.Errorf("wait for the graph's indexes: %w", err)
	}
	_, err := db.write(ctx, func(tx neo4j.ManagedTransaction) error {
		return run(ctx, tx, "MERGE (s:Schema {id: 'qawl'}) SET s.version = $version, s.name = $name", map[string]any{
			"version": int64(db.schema.Version), "name": fmt.Sprint("qawl ", db.schema.Version)}, nil)
	})
	if err != nil {
		return fmt.Errorf("write the graph's schema version: %w", err)
	}
	return nil
}

// run runs one statement to its end and hands its records to each, if set.
func run(ctx context.Context, tx neo4j.ManagedTransaction, text string, params map[string]any, each func(*neo4j.Record)) error {
	_, err := runCounted(ctx, tx, text, params, each)
	return err
}

func runCounted(ctx context.Context, tx neo4j.ManagedTransaction, text string, params map[string]any, each func(*neo4j.Record)) (neo4j.Counters, error) {
	r, err := tx.Run(ctx, text, params)
	if err != nil {
		return nil, err
	}
	for r.Next(ctx) {
		if each != nil {
			each(r.Record())
		}
	}
	s, err := r.Consume(ctx)
	if err != nil {
		return nil, err
	}
	return s.Counters(), nil
}

// Fingerprints returns the fingerprints of those of the articles that are in
// the graph.
func (db *DB) Fingerprints(ctx context.Context, ids []model.ID) (map[model.ID]string, error) {
	records, err := db.read(ctx, db.cypher.fingerprints, map[string]any{"ids": strs(ids)})
	if err != nil {
		return nil, err
	}
	out := make(map[model.ID]string, len(records))
	for _, r := range records {
		if f, ok := r.Values[1].(string); ok {
			out[model.ID(r.Values[0].(string))] = f
		}
	}
	return out, nil
}

func strs(ids []model.ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// Write makes the graph hold what the batches say about their articles, in one
// transaction.
func (db *DB) Write(ctx context.Context, r Run, batches []*model.Batch) (Change, error) {
	var c Change
	retries, err := db.write(ctx, func(tx neo4j.ManagedTransaction) error {
		w := newWriting(ctx, tx, db)
		err := w.write(r, batches)
		c = w.change
		return err
	})
	c.Retries = retries
	return c, err
}

// writing is one transaction.
type writing struct {
	ctx      context.Context
	tx       neo4j.ManagedTransaction
	db       *DB
	change   Change
	elements map[model.ID]string // element ids of the nodes that have been made or found
	old      neighbourhood
	lost     bool // a node that was found has no properties any more
}

func newWriting(ctx context.Context, tx neo4j.ManagedTransaction, db *DB) *writing {
	return &writing{ctx: ctx, tx: tx, db: db, elements: map[model.ID]string{}}
}

func (w *writing) write(r Run, batches []*model.Batch) error {
	batches, changed, err := w.lock(batches)
	if err != nil || len(batches) == 0 {
		return err
	}
	if len(changed) > 0 {
		if err := w.clear(changed); err != nil {
			return err
		}
	}
	set := collect(w.db.schema, batches, changed)
	if err := w.nodes(set); err != nil {
		return err
	}
	if err := w.edges(set); err != nil {
		return err
	}
	if len(changed) > 0 {
		w.old.keep(set)
		if err := w.settle(); err != nil {
			return err
		}
	}
	// Last, when the nodes are locked by their edges: what other transactions
	// did to them is seen, and what they do is done after this one.
	if err := w.byID(w.db.cypher.speak, w.elementsOf(set.speakers), nil); err != nil {
		return err
	}
	if err := w.names(set); err != nil {
		return err
	}
	for _, b := range batches {
		w.change.Statements += b.Statements
	}
	return w.loaded(r, batches)
}

// lock makes the articles where they are missing, and waits for other
// transactions that have them in hand. It returns the batches that are to be
// written and the ids of those whose article was there with another content.
func (w *writing) lock(batches []*model.Batch) (todo []*model.Batch, changed []model.ID, err error) {
	rows := make([]map[string]any, len(batches))
	batches = slices.Clone(batches)
	slices.SortFunc(batches, func(a, b *model.Batch) int { return strings.Compare(string(a.Article), string(b.Article)) })
	for i, b := range batches {
		rows[i] = map[string]any{"id": string(b.Article)}
	}
	found := make(map[model.ID]string, len(batches))
	counters, err := runCounted(w.ctx, w.tx, w.db.cypher.lock, map[string]any{"rows": rows}, func(r *neo4j.Record) {
		w.element(r)
		id, _ := r.Values[0].(string)
		found[model.ID(id)], _ = r.Values[2].(string)
	})
	if err != nil {
		return nil, nil, err
	}
	if w.lost {
		return nil, nil, errVanished
	}
	w.change.createdNodes(model.LabelArticle, counters.NodesCreated())
	var same []string
	for _, b := range batches {
		switch found[b.Article] {
		case b.Fingerprint: // another process was faster
			same = append(same, string(b.Article))
			w.change.Unchanged++
			continue
		case "":
			w.change.Created++
		default:
			changed = append(changed, b.Article)
			w.change.Replaced++
		}
		todo = append(todo, b)
	}
	if len(same) > 0 {
		err = run(w.ctx, w.tx, w.db.cypher.unlock, map[string]any{"ids": same}, nil)
	}
	return todo, changed, err
}

// element keeps what a record says about a node: its id and element id. A
// node that another transaction removed while this one waited for its lock
// comes without an id.
func (w *writing) element(r *neo4j.Record) {
	id, ok := r.Values[0].(string)
	if !ok {
		w.lost = true
		return
	}
	w.elements[model.ID(id)], _ = r.Values[1].(string)
}

func (w *writing) elementsOf(ids []model.ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = w.elements[id]
	}
	return out
}

func (w *writing) nodes(set *rowSet) error {
	q := w.db.cypher
	for _, t := range w.db.schema.Nodes {
		n := set.nodes[t.Label]
		if n == nil {
			continue
		}
		created := func(c neo4j.Counters, _ int) error {
			w.change.createdNodes(t.Label, c.NodesCreated())
			return nil
		}
		for _, part := range []struct {
			text string
			rows []map[string]any
		}{{q.article, n.articles}, {q.shared[t.Label], n.shared}, {q.owned[t.Label], n.owned}} {
			err := w.chunks(part.text, part.rows, w.element, created)
			if err == nil && w.lost {
				err = errVanished
			}
			if err != nil {
				return fmt.Errorf("write %s: %w", t.Label, err)
			}
		}
	}
	return nil
}

func (w *writing) edges(set *rowSet) error {
	for _, t := range w.db.schema.Edges {
		rows := set.edges[t.Type]
		for _, r := range rows {
			r["from"], r["to"] = w.elements[r["from"].(model.ID)], w.elements[r["to"].(model.ID)]
		}
		made := 0
		err := w.chunks(w.db.cypher.edges[t.Type], rows, func(r *neo4j.Record) {
			n, _ := r.Values[0].(int64)
			made = int(n)
		}, func(c neo4j.Counters, sent int) error {
			w.change.EdgesCreated += c.RelationshipsCreated()
			if made != sent {
				return errVanished
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("write %s: %w", t.Type, err)
		}
	}
	return nil
}

// chunks runs a statement over rows, a bounded number at a time, hands its
// records to each, and then what it did to after; both may be nil.
func (w *writing) chunks(text string, rows []map[string]any, each func(*neo4j.Record), after func(c neo4j.Counters, sent int) error) error {
	for len(rows) > 0 {
		n, bytes := 0, 0
		for n < len(rows) && n < chunkRows && bytes < chunkBytes {
			bytes += rowSize(rows[n])
			n++
		}
		c, err := runCounted(w.ctx, w.tx, text, map[string]any{"rows": rows[:n]}, each)
		if err != nil {
			return err
		}
		if after != nil {
			if err := after(c, n); err != nil {
				return err
			}
		}
		rows = rows[n:]
	}
	return nil
}

func rowSize(row map[string]any) int {
	n := 100
	props, _ := row["props"].(map[string]any)
	for _, v := range props {
		if s, ok := v.(string); ok {
			n += len(s)
		}
	}
	return n
}

// names lowers the names of shared nodes that were there with a greater one.
func (w *writing) names(set *rowSet) error {
	rows := map[string]map[string]any{}
	var all []map[string]any
	for _, t := range w.db.schema.Nodes {
		if n := set.nodes[t.Label]; n != nil && t.Spelled {
			for _, r := range n.shared {
				row := map[string]any{"id": w.elements[model.ID(r["id"].(string))], "name": r["props"].(map[string]any)["name"]}
				rows[row["id"].(string)] = row
				all = append(all, row)
			}
		}
	}
	var greater []map[string]any
	err := w.chunks(w.db.cypher.lower, all, func(r *neo4j.Record) {
		id, _ := r.Values[0].(string)
		greater = append(greater, rows[id])
	}, nil)
	if err != nil {
		return err
	}
	return w.chunks(w.db.cypher.spell, greater, nil, nil)
}

// loaded ties the articles to the run that wrote them.
func (w *writing) loaded(r Run, batches []*model.Batch) error {
	props := map[string]any{"name": r.At.Format("2006-01-02 15:04"), "at": r.At, "version": r.Version}
	if r.Options != "" {
		props["options"] = r.Options
	}
	if err := run(w.ctx, w.tx, w.db.cypher.load, map[string]any{"id": string(r.ID), "props": props}, nil); err != nil {
		return err
	}
	ids := make([]string, len(batches))
	for i, b := range batches {
		ids[i] = string(b.Article)
	}
	return run(w.ctx, w.tx, w.db.cypher.loaded, map[string]any{"load": string(r.ID), "ids": ids}, nil)
}

// Finish writes a run's results down.
func (db *DB) Finish(ctx context.Context, r Run, rep *Report) error {
	_, err := db.write(ctx, func(tx neo4j.ManagedTransaction) error {
		return run(ctx, tx, db.cypher.finish, map[string]any{"id": string(r.ID), "props": map[string]any{
			"finished": time.Now().UTC().Truncate(time.Millisecond), "created": int64(rep.Created), "replaced": int64(rep.Replaced),
			"unchanged": int64(rep.Unchanged), "failed": int64(rep.Failed), "statements": int64(rep.Statements),
		}}, nil)
	})
	if err != nil {
		return fmt.Errorf("write the load's results down: %w", err)
	}
	return nil
}
