package loader

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"qawl/loader/loadertest"
	"qawl/model"
)

// A reader that looks while articles are loaded, changed and removed finds each
// of them whole or not there. Neo4j's readers take no locks: in the moment in
// which a commit is applied they may meet it half applied, so that what looks
// odd is looked at again.
func TestReadersSeeWholeArticles(t *testing.T) {
	db := fresh(t)
	g := loadertest.Generator{Fold: fold(t), Seed: 3, People: 30, Statements: 6}
	const n = 30
	sizes := map[model.ID]map[int]bool{}
	editions := make([][]*model.Document, 3)
	for e := range editions {
		for i := range n {
			d := g.Edition(i, e)
			editions[e] = append(editions[e], d)
			if sizes[d.Article.ID] == nil {
				sizes[d.Article.ID] = map[int]bool{}
			}
			sizes[d.Article.ID][len(d.Statements)] = true
		}
	}
	load(t, db, Options{}, editions[0]...)
	const look, columns = "MATCH (a:Article) WHERE a.fingerprint IS NOT NULL", "a.id, COUNT { (a)-[:CONTAINS]->() }, a.lock"
	var done atomic.Bool
	var looks int
	var wg sync.WaitGroup
	wg.Go(func() {
		for !done.Load() {
			looks++
			r, err := db.Query(context.Background(), look+" RETURN "+columns, nil, QueryOptions{})
			if err != nil {
				t.Error(err)
				return
			}
			for _, row := range r.Rows {
				id, _ := row[0].(string)
				whole := func(row []any) bool { n, _ := row[1].(int64); return sizes[model.ID(id)][int(n)] && row[2] == nil }
				for tries := 0; !whole(row); tries++ {
					r, err := db.Query(context.Background(), look+" AND a.id = $id RETURN "+columns, map[string]any{"id": id}, QueryOptions{})
					if err != nil {
						t.Error(err)
						return
					}
					if len(r.Rows) == 0 {
						break
					}
					if row = r.Rows[0]; tries == 3 {
						t.Errorf("article %s stays at %v statements, lock %v", id, row[1], row[2])
						break
					}
				}
			}
		}
	})
	load(t, db, Options{BatchSize: 4}, editions[1]...)
	load(t, db, Options{BatchSize: 4}, editions[2]...)
	if _, err := New(db, Options{Fold: fold(t), BatchSize: 4}).Remove(t.Context(), Selection{Source: "generated"}); err != nil {
		t.Error(err)
	}
	done.Store(true)
	wg.Wait()
	if looks < 3 {
		t.Errorf("only %d looks", looks)
	}
}

// Loads and removals at the same time end in a sound graph, and a last load in
// the graph of its articles.
func TestLoadsAndRemovalsAtOnce(t *testing.T) {
	e := fresh(t).endpoint
	g := loadertest.Generator{Fold: fold(t), Seed: 5, People: 12, Statements: 3}
	const n = 24
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			db, err := Connect(context.Background(), e, ConnectOptions{Timeout: time.Minute}) // each as if a process of its own
			if err != nil {
				t.Error(err)
				return
			}
			defer db.Close(context.Background())
			l := New(db, Options{Fold: g.Fold, BatchSize: 5, Sessions: 1})
			r := rand.New(rand.NewPCG(9, uint64(worker)))
			for range 4 {
				if r.IntN(3) == 0 {
					_, err = l.Remove(context.Background(), Selection{Source: "generated"})
				} else {
					var ds []*model.Document
					for _, i := range r.Perm(n)[:n/2] {
						ds = append(ds, g.Edition(i, r.IntN(3)))
					}
					var rep *Report
					if rep, err = l.Load(context.Background(), docs(ds...)); rep.Failed > 0 {
						t.Error(rep.Problems[0].Err)
					}
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	db := connect(t, e)
	sound(t, db)
	var ds []*model.Document
	for i := range n {
		ds = append(ds, g.Edition(i, 1))
	}
	load(t, db, Options{}, ds...)
	same(t, stored(t, db), wanted(t, ds...))
}

// Texts of every kind are stored exactly, or refused; one bad article does not
// keep others out.
func TestBadInputSpoilsNothing(t *testing.T) {
	f := fold(t)
	texts := []string{
		"قال «إنّ الأمر» انتهى", `'"\` + "`" + `}) DETACH DELETE (n) //`, "a\x00b", "line one\nline two\r\n\ttab", "\u202eبالعكس\u202c \u200f\ufeff", "😀 \U0010FFFF \uFFFD \uFFFF",
		strings.Repeat("كلمة طويلة ", 100_000), strings.Repeat("ا", 1_000_000), "$param ${x} {{y}} %s", "Neo4j: CALL db.labels()", "e\u0301 é ﷲ ﻻ", " ", "\u0085\u2028x",
	}
	var good []*model.Document
	for i, s := range texts {
		s = strings.ToValidUTF8(s, "")
		m := loadertest.New(f, model.Article{Source: fmt.Sprint("odd/", i), DocNo: fmt.Sprint("odd-", i), Outlet: "دار " + s, Keywords: []string{"k" + s}, Headline: loadertest.Headline(s)})
		m.Say(m.Person("ا "+s, s, "JO"), "قال", s+".")
		good = append(good, m.Done())
	}
	surrogate := loadertest.New(f, model.Article{Source: "odd/surrogate", DocNo: "s"})
	surrogate.Write("x\xed\xa0\x80y")
	country := loadertest.New(f, model.Article{Source: "odd/country", DocNo: "c"})
	country.Person("ليلى حداد", "", "ZZ")
	badSpan := loadertest.Sample(f)[0]
	badSpan.Statements[0].Spans[0].End = 1 << 20
	wrongID := loadertest.Sample(f)[1]
	wrongID.Entities[0].ID = model.NewID(model.PrefixPerson, "x")
	bad := []*model.Document{surrogate.Done(), country.Done(), badSpan, wrongID, {Article: nil}}
	db := fresh(t)
	input := func(yield func(*model.Document, error) bool) {
		yield(nil, errors.New("page.html: no article text found"))
		for i, d := range good {
			yield(d, nil)
			if i < len(bad) {
				yield(bad[i], nil)
			}
		}
	}
	r, err := New(db, Options{Fold: f}).Load(t.Context(), iter.Seq2[*model.Document, error](input))
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed != len(bad)+1 || r.Created != len(good) {
		for _, p := range r.Problems {
			t.Log(p.Source, p.Reason)
		}
		t.Errorf("%d failed, %d created", r.Failed, r.Created)
	}
	same(t, stored(t, db), wanted(t, good...))
	sound(t, db)
}

func TestFailFast(t *testing.T) {
	ds := loadertest.Sample(fold(t))
	input := func(yield func(*model.Document, error) bool) {
		if yield(ds[0], nil) && yield(nil, errors.New("b.txt: empty file")) {
			yield(ds[1], nil)
		}
	}
	m := NewMemory()
	r, err := New(m, Options{Fold: fold(t), FailFast: true}).Load(t.Context(), input)
	if err == nil || !strings.Contains(err.Error(), "b.txt: empty file") || r.Created > 1 || r.Failed != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestOneArticleTwiceInALoad(t *testing.T) {
	g := loadertest.Generator{Fold: fold(t), Seed: 1}
	for _, w := range []Writer{NewMemory(), fresh(t)} {
		for range 2 {
			r := load(t, w, Options{}, g.Document(1), g.Edition(1, 1), g.Document(1), g.Document(2))
			if r.Skipped != 2 || r.Created+r.Unchanged != 2 || r.Replaced != 0 {
				t.Errorf("%T: %+v", w, r)
			}
		}
	}
}

// When the context ends, what has begun is finished; the next load adds the rest.
func TestInterruptedLoad(t *testing.T) {
	db := fresh(t)
	ds := generated(t, 120)
	ctx, cancel := context.WithCancel(t.Context())
	o := Options{Fold: fold(t), BatchSize: 10, Progress: func(p Progress) {
		if p.Created > 0 {
			cancel()
		}
	}}
	r, err := New(db, o).Load(ctx, docs(ds...))
	if err != nil || !r.Interrupted || r.Created == 0 || r.Created == len(ds) {
		t.Fatalf("%+v, %v", r.Change, err)
	}
	sound(t, db)
	if got := one(t, db, "MATCH (a:Article) RETURN count(a.fingerprint)"); got != fmt.Sprint(r.Created) {
		t.Errorf("%s articles, %d reported", got, r.Created)
	}
	again := load(t, db, Options{}, ds...)
	if again.Created+again.Unchanged != len(ds) {
		t.Errorf("again: %+v", again.Change)
	}
	same(t, stored(t, db), wanted(t, ds...))
}

// What users tie to the graph stays as long as what it is tied to is said.
func TestOwnEdgesStay(t *testing.T) {
	db := fresh(t)
	g := loadertest.Generator{Fold: fold(t), Seed: 2, Statements: 8}
	d := g.Document(0)
	load(t, db, Options{}, d)
	write(t, db, "MATCH (s:Statement) CREATE (:Note {text: 'checked'})-[:ON]->(s)")
	write(t, db, "MATCH (p:Person) WHERE p.article IS NULL CREATE (:Note {text: 'who'})-[:ON]->(p)")
	changed := g.Edition(0, 1)
	load(t, db, Options{}, changed)
	kept := 0
	for _, s := range changed.Statements {
		for _, o := range d.Statements {
			if s.ID == o.ID {
				kept++
			}
		}
	}
	if got := one(t, db, "MATCH (:Note {text: 'checked'})-[:ON]->(s) RETURN count(s)"); got != fmt.Sprint(kept) || kept == 0 {
		t.Errorf("%s notes on statements, want %d", got, kept)
	}
	if _, err := New(db, Options{Fold: g.Fold}).Remove(t.Context(), Selection{ID: d.Article.ID}); err != nil {
		t.Fatal(err)
	}
	if got := one(t, db, "MATCH (:Note {text: 'who'})-[:ON]->(p) RETURN count(p) > 0, count(p:Speaker)"); !strings.HasPrefix(got, "true") {
		t.Errorf("people with notes: %s", got)
	}
}

func TestNewerGraphIsRefused(t *testing.T) {
	db := fresh(t)
	load(t, db, Options{}, loadertest.Sample(fold(t))...)
	write(t, db, "MATCH (s:Schema) SET s.version = 99")
	_, err := New(db, Options{Fold: fold(t)}).Load(t.Context(), docs())
	var e *Error
	if !errors.As(err, &e) || e.Kind != NewerGraph || e.Hint() == "" {
		t.Errorf("newer: %v", err)
	}
	write(t, db, "MATCH (s:Schema) SET s.version = 0")
	load(t, db, Options{}, loadertest.Sample(fold(t))...)
	if got := one(t, db, "MATCH (s:Schema) RETURN s.version"); got != fmt.Sprint(model.SchemaVersion) {
		t.Errorf("older: upgraded to %s", got)
	}
}

// An article of very many statements is one transaction as any other.
func TestHugeArticle(t *testing.T) {
	n := 5_000
	if os.Getenv("QAWL_LONG") != "" {
		n = 100_000
	}
	f := fold(t)
	m := loadertest.New(f, model.Article{Source: "huge", DocNo: "huge"})
	who := m.Person("ليلى حداد", "الوزيرة", "JO")
	for i := range n {
		m.Say(who, "قالت", fmt.Sprintf("إن البند %d نافذ", i))
	}
	d := m.Done()
	db := fresh(t)
	sample := loadertest.Sample(f)
	r, err := New(db, Options{Fold: f}).Load(t.Context(), docs(sample[0], d, sample[1]))
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed == 1 && errors.Is(r.Problems[0].Err, BadArticle) && r.Created == 2 {
		t.Log(r.Problems[0].Reason)
		same(t, stored(t, db), wanted(t, sample[:2]...))
		return
	}
	if got := one(t, db, "MATCH (:Article {docNo: 'huge'})-[:CONTAINS]->(s)<-[:SAID]-(p:Person) RETURN count(s), p.name"); got != fmt.Sprint(n, " ليلى حداد") {
		t.Errorf("%s", got)
	}
	t.Logf("%d statements in %v", r.Statements, r.Took)
	if _, err := New(db, Options{Fold: f}).Remove(t.Context(), Selection{ID: d.Article.ID}); err != nil {
		t.Error(err)
	}
	sound(t, db)
}
