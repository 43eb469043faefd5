package loader

import (
	"context"
	"flag"
	"iter"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/loader/loadertest"
	"qawl/model"
)

var benchArticles = flag.Int("articles", 500, "how many articles BenchmarkLoad loads")

// BenchmarkLoad loads generated articles of about 12 statements into an empty
// graph, once to warm the server up and once measured, again unchanged, and
// compares with a bare program that sends the same rows.
func BenchmarkLoad(b *testing.B) {
	g := loadertest.Generator{Fold: fold(b), Seed: 11}
	warm := loadertest.Generator{Fold: g.Fold, Seed: 12}
	for b.Loop() {
		db := fresh(b)
		if _, err := New(db, Options{Fold: g.Fold}).Load(b.Context(), shift(warm.All(300), "warm")); err != nil {
			b.Fatal(err)
		}
		r := timed(b, db, g.Fold, g.All(*benchArticles), "articles/s")
		rows := r.EdgesCreated
		for _, n := range r.NodesCreated {
			rows += n
		}
		b.ReportMetric(float64(rows)/r.Took.Seconds(), "rows/s")
		b.ReportMetric(float64(r.Retries), "retries")
		timed(b, db, g.Fold, g.All(*benchArticles), "unchanged/s")
	}
}

func timed(b *testing.B, db *DB, fold func(string) string, docs iter.Seq2[*model.Document, error], unit string) *Report {
	b.Helper()
	r, err := New(db, Options{Fold: fold}).Load(b.Context(), docs)
	if err != nil || r.Failed > 0 {
		b.Fatal(err, r.Problems)
	}
	b.ReportMetric(float64(r.Articles)/r.Took.Seconds(), unit)
	return r
}

// shift gives documents other identities.
func shift(docs iter.Seq2[*model.Document, error], prefix string) iter.Seq2[*model.Document, error] {
	return func(yield func(*model.Document, error) bool) {
		for d, err := range docs {
			if d != nil {
				d = loadertest.Rename(d, prefix)
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// BenchmarkBare is the ceiling: a bare program that sends the same rows, made
// beforehand, with MERGE for nodes and edges, 50 articles a transaction, in two
// sessions, and checks nothing.
func BenchmarkBare(b *testing.B) {
	g := loadertest.Generator{Fold: fold(b), Seed: 11}
	for b.Loop() {
		db := fresh(b)
		if _, err := New(db, Options{Fold: g.Fold}).Load(b.Context(), shift(loadertest.Generator{Fold: g.Fold, Seed: 12}.All(300), "warm")); err != nil {
			b.Fatal(err)
		}
		batcher := NewBatcher(g.Fold)
		var sets []*bareSet
		var group []*model.Batch
		for d := range g.All(*benchArticles) {
			batch, err := batcher.Batch(d)
			if err != nil {
				b.Fatal(err)
			}
			if group = append(group, batch); len(group) == 50 {
				sets = append(sets, bareRows(db.schema, group))
				group = nil
			}
		}
		if len(group) > 0 {
			sets = append(sets, bareRows(db.schema, group))
		}
		began := time.Now()
		queue := make(chan *bareSet)
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				for s := range queue {
					if err := s.send(db); err != nil {
						b.Error(err)
					}
				}
			})
		}
		for _, s := range sets {
			queue <- s
		}
		close(queue)
		wg.Wait()
		b.ReportMetric(float64(*benchArticles)/time.Since(began).Seconds(), "articles/s")
	}
}

// bareSet is the statements of one transaction with their rows.
type bareSet struct {
	texts []string
	rows  [][]map[string]any
}

func bareRows(s *model.Schema, batches []*model.Batch) *bareSet {
	set := collect(s, batches, nil)
	out := &bareSet{}
	add := func(text string, rows []map[string]any) {
		if len(rows) > 0 {
			out.texts, out.rows = append(out.texts, text), append(out.rows, rows)
		}
	}
	for _, t := range s.Nodes {
		if n := set.nodes[t.Label]; n != nil {
			add("UNWIND $rows AS row MERGE (n:"+t.Label+" {id: row.id}) ON CREATE SET n += row.props", n.shared)
			add("UNWIND $rows AS row MERGE (n:"+t.Label+" {id: row.id}) SET n += row.props", append(n.articles, n.owned...))
		}
	}
	for _, t := range s.Edges {
		classes := map[[2]string][]map[string]any{}
		for _, r := range set.edges[t.Type] {
			from, to := r["from"].(model.ID), r["to"].(model.ID)
			row := map[string]any{"from": string(from), "to": string(to), "props": r}
			delete(r, "from")
			delete(r, "to")
			k := [2]string{s.ByID(from).Label, s.ByID(to).Label}
			classes[k] = append(classes[k], row)
		}
		for k, rows := range classes {
			add("UNWIND $rows AS row MATCH (a:"+k[0]+" {id: row.from}) MATCH (b:"+k[1]+" {id: row.to}) MERGE (a)-[r:"+t.Type+"]->(b) SET r += row.props", rows)
		}
	}
	return out
}

func (s *bareSet) send(db *DB) error {
	ctx := context.Background()
	session := db.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		for i, text := range s.texts {
			r, err := tx.Run(ctx, text, map[string]any{"rows": s.rows[i]})
			if err != nil {
				return nil, err
			}
			if _, err := r.Consume(ctx); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return err
}
