package loader

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"qawl/extract/lang"
	"qawl/model"
	"qawl/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

func fold(tb testing.TB) func(string) string {
	tb.Helper()
	p, err := lang.Load("ar")
	if err != nil {
		tb.Fatal(err)
	}
	return p.Fold.Words
}

// bare connects to an empty Neo4j without constraints and indexes.
func bare(tb testing.TB) *DB {
	tb.Helper()
	return connect(tb, endpointOf(servertest.Fresh(tb)))
}

// fresh connects to a Neo4j that has the schema and nothing else. The plans
// that it has made for the loader's statements stay, which saves most of the
// time of a test.
func fresh(tb testing.TB) *DB {
	tb.Helper()
	db := connect(tb, endpointOf(servertest.Start(tb)))
	write(tb, db, "MATCH (n) WHERE NOT n:Schema CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
	write(tb, db, fmt.Sprintf("MATCH (s:Schema) SET s.version = %d", model.SchemaVersion))
	if err := db.EnsureSchema(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return db
}

func connect(tb testing.TB, e Endpoint) *DB {
	tb.Helper()
	db, err := Connect(tb.Context(), e, ConnectOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { db.Close(context.Background()) })
	return db
}

// docs yields documents.
func docs(ds ...*model.Document) iter.Seq2[*model.Document, error] {
	return func(yield func(*model.Document, error) bool) {
		for _, d := range ds {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func load(tb testing.TB, w Writer, o Options, ds ...*model.Document) *Report {
	tb.Helper()
	if o.Fold == nil {
		o.Fold = fold(tb)
	}
	r, err := New(w, o).Load(tb.Context(), docs(ds...))
	if err != nil {
		tb.Fatal(err)
	}
	for _, p := range r.Problems {
		if p.Err != nil {
			tb.Fatalf("%s: %v", p.Source, p.Err)
		}
	}
	return r
}

// stored reads the graph back, without the books.
func stored(tb testing.TB, db *DB) []string {
	tb.Helper()
	var out []string
	rows := query(tb, db, "MATCH (n) WHERE NOT n:Load AND NOT n:Schema RETURN labels(n), properties(n)")
	for _, r := range rows {
		out = append(out, line("node", r[0], r[1]))
	}
	rows = query(tb, db, "MATCH (a)-[r]->(b) WHERE type(r) <> 'LOADED_BY' RETURN type(r), a.id, b.id, properties(r)")
	for _, r := range rows {
		out = append(out, line("edge", r...))
	}
	slices.Sort(out)
	return out
}

// wanted writes the graph that the documents should give in the same way.
func wanted(tb testing.TB, ds ...*model.Document) []string {
	tb.Helper()
	m := NewMemory()
	load(tb, m, Options{}, ds...)
	return graphLines(m.Graph())
}

func graphLines(g *Graph) []string {
	var out []string
	for _, n := range g.Nodes {
		out = append(out, line("node", n.Labels, n.Properties))
	}
	for _, e := range g.Edges {
		out = append(out, line("edge", e.Type, e.From, e.To, e.Props))
	}
	slices.Sort(out)
	return out
}

func line(kind string, parts ...any) string {
	var b strings.Builder
	b.WriteString(kind)
	for _, p := range parts {
		switch v := p.(type) {
		case []any:
			slices.SortFunc(v, func(a, b any) int { return cmp.Compare(a.(string), b.(string)) })
		case map[string]any:
			p = dates(v)
		}
		j, err := json.Marshal(p)
		if err != nil {
			return err.Error()
		}
		b.WriteString(" " + string(j))
	}
	return b.String()
}

func dates(m map[string]any) map[string]any {
	out := make(map[string]any, len(m))
	for k, v := range m {
		if d, ok := v.(model.Date); ok {
			v = d.String()
		}
		out[k] = v
	}
	return out
}

// same fails with the first lines that differ.
func same(tb testing.TB, got, want []string) {
	tb.Helper()
	has := func(in []string, l string) bool { _, ok := slices.BinarySearch(in, l); return ok }
	shown := 0
	show := func(what, l string) {
		if shown++; shown <= 6 {
			tb.Errorf("%s: %s", what, l)
		}
	}
	for _, l := range got {
		if !has(want, l) {
			show("should not be there", l)
		}
	}
	for _, l := range want {
		if !has(got, l) {
			show("is missing", l)
		}
	}
	if len(got) != len(want) {
		tb.Errorf("%d nodes and edges, want %d", len(got), len(want))
	}
}

// sound fails where the graph has what must not be.
func sound(tb testing.TB, db *DB) {
	tb.Helper()
	findings, err := db.Check(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range findings {
		tb.Errorf("%s: %d, such as %v", f.What, f.Count, f.Examples)
	}
}

func query(tb testing.TB, db *DB, text string) [][]any {
	tb.Helper()
	r, err := db.Query(tb.Context(), text, nil, QueryOptions{})
	if err != nil {
		tb.Fatalf("%s: %v", text, err)
	}
	return r.Rows
}

func write(tb testing.TB, db *DB, text string) {
	tb.Helper()
	if _, err := db.Query(tb.Context(), text, nil, QueryOptions{Write: true}); err != nil {
		tb.Fatalf("%s: %v", text, err)
	}
}

func one(tb testing.TB, db *DB, text string) string {
	tb.Helper()
	rows := query(tb, db, text)
	if len(rows) != 1 {
		tb.Fatalf("%s: %d rows", text, len(rows))
	}
	return strings.TrimSuffix(fmt.Sprintln(rows[0]...), "\n")
}
