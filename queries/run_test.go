package queries

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"qawl/loader"
	"qawl/loader/loadertest"
	"qawl/model"
	"qawl/server/servertest"
)

var update = flag.Bool("update", false, "rewrite the golden file")

func TestMain(m *testing.M) { servertest.Main(m) }

// Each named query on the sample's graph, with arguments in other spellings
// than the articles have: testdata/answers.txt.
func TestAnswers(t *testing.T) {
	e := servertest.Fresh(t)
	db, err := loader.Connect(t.Context(), loader.Endpoint{URI: e.URI, Username: e.Username, Password: e.Password, Database: e.Database}, loader.ConnectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.Background())
	w := words(t)
	docs := loadertest.Sample(w.Fold)
	r, err := loader.New(db, loader.Options{Fold: w.Fold}).Load(t.Context(), func(yield func(*model.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	})
	if err != nil || r.Failed > 0 {
		t.Fatal(err, r.Problems)
	}
	args := map[string][]map[string]string{
		"statements-by-speaker":    {{"speaker": "أبو اللّيل", "since": "2025-03"}, {"speaker": "هاله", "until": "2025-02", "part": "body"}},
		"statements-about-country": {{"country": "Iraq"}},
		"who-speaks-about-whom":    {{}, {"speaker": "الكرخي"}},
		"statements-at-event":      {{"event": "إجتماع", "date": "2025-03-04"}},
		"speakers-of-country":      {{"country": "الاردن"}},
		"path-between-speakers":    {{"from": "سامر", "to": "هالة"}},
		"timeline-of-speaker":      {{"speaker": "سامر"}},
		"articles-by-outlet":       {{"outlet": "السدّ"}},
		"search":                   {{"words": "مياة الأُردن"}, {"words": "عراق تقاسم"}},
		"stances":                  {{}, {"speaker": "الكرخي"}},
		"statements-by-stance":     {{"stance": "denies"}},
		"statements-of-article":    {{"article": "https://agency.example/water"}},
		"events":                   {{}, {"country": "JOR", "type": "meeting"}},
	}
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, q := range all {
		if aboutClaims(q) {
			continue // claims_test.go
		}
		sets := args[q.Name]
		if sets == nil {
			sets = []map[string]string{{}}
		}
		for _, a := range sets {
			answer(t, db, q, a, w, &b)
		}
	}
	const file = "testdata/answers.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != string(want) {
		t.Errorf("%s is not current (go test ./queries -update); got\n%s", file, got)
	}
}

// answer writes what a query gives, and runs it for the Browser, with
// parameters and with literals.
func answer(t *testing.T, db *loader.DB, q *Query, args map[string]string, w Words, b *strings.Builder) {
	t.Helper()
	params, err := q.Bind(args, w)
	if err != nil {
		t.Fatal(err)
	}
	r, err := db.Query(t.Context(), q.Text, params, loader.QueryOptions{})
	if err != nil {
		t.Fatalf("%s: %v", q.Name, err)
	}
	fmt.Fprintf(b, "# %s", q.Name)
	for _, p := range q.Params {
		if v, ok := args[p.Name]; ok {
			fmt.Fprintf(b, " %s=%s", p.Name, v)
		}
	}
	fmt.Fprintln(b)
	for _, row := range r.Rows {
		for i, c := range r.Columns {
			// Ids and scores say little; of several shortest ways any may come.
			if v := row[i]; v != nil && c != "id" && c != "score" && c != "way" && c != "edges" {
				fmt.Fprintf(b, "%s: %v\n", c, v)
			}
		}
		fmt.Fprintln(b)
	}
	if len(r.Rows) == 0 {
		t.Errorf("%s %v: no rows", q.Name, args)
	}
	plain, err := db.Query(t.Context(), q.Browser, params, loader.QueryOptions{})
	if err != nil {
		t.Fatalf("%s for the Browser: %v", q.Name, err)
	}
	inline, err := db.Query(t.Context(), q.Inline(params), nil, loader.QueryOptions{})
	if err != nil {
		t.Fatalf("%s for the Browser, inline: %v", q.Name, err)
	}
	if len(plain.Rows) == 0 || fmt.Sprint(plain.Rows) != fmt.Sprint(inline.Rows) {
		t.Errorf("%s for the Browser: %d rows, %d inline", q.Name, len(plain.Rows), len(inline.Rows))
	}
	for _, row := range plain.Rows {
		for _, v := range row {
			if _, ok := v.(loader.GraphPath); !ok && v != nil {
				t.Errorf("%s for the Browser gives a %T, not a path", q.Name, v)
			}
		}
	}
}
