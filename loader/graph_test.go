package loader

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"qawl/loader/loadertest"
	"qawl/model"
	"qawl/server"
)

func endpointOf(e server.Endpoint) Endpoint {
	return Endpoint{e.URI, e.Username, e.Password, e.Database}
}

func generated(tb testing.TB, n int) []*model.Document {
	g := loadertest.Generator{Fold: fold(tb), Seed: 7, People: 60, Statements: 6}
	out := make([]*model.Document, n)
	for i := range out {
		out[i] = g.Document(i)
	}
	return out
}

func TestSampleIsStoredAsMemoryHasIt(t *testing.T) {
	db := fresh(t)
	ds := loadertest.Sample(fold(t))
	r := load(t, db, Options{Version: "test", Given: "--jobs 2"}, ds...)
	same(t, stored(t, db), wanted(t, ds...))
	m := NewMemory()
	if want := load(t, m, Options{}, ds...); fmt.Sprint(r.Change) != fmt.Sprint(want.Change) {
		t.Errorf("reported %v, in memory %v", r.Change, want.Change)
	}
	if got := one(t, db, "MATCH (l:Load)<-[:LOADED_BY]-(a) WITH l, count(a) AS n RETURN n, l.created, l.statements, l.version, l.options, l.finished >= l.at"); got != "4 4 9 test --jobs 2 true" {
		t.Errorf("the load's books: %s", got)
	}
}

// What the names, spellings and edges of the sample come to.
func TestSharedNodesAcrossArticles(t *testing.T) {
	db := fresh(t)
	load(t, db, Options{}, loadertest.Sample(fold(t))...)
	for text, want := range map[string]string{
		"MATCH (p:Person {folded: 'سامر ابو الليل'}) RETURN count(p), min(p.name), p:Speaker":                "1 سامر أبو الليل true",
		"MATCH (p:Person {name: 'هالة'}) RETURN count(p), count(DISTINCT p.article)":                         "2 2",
		"MATCH (o:Outlet) RETURN count(o), collect(o.name)":                                                  "2 [صحيفة السد وكالة الميناء]",
		"MATCH (t:Topic {folded: 'مياه'})<-[:TAGGED]-(a) RETURN t.name, count(a)":                            "مياة 2",
		"MATCH (e:Event {type: 'meeting'})<-[:REPORTS]-(a) RETURN count(DISTINCT e), count(a)":               "1 2",
		"MATCH (:Event {type: 'meeting'})-[r:TOOK_PLACE_IN]->(c) RETURN count(r), c.nameEn, c:Speaker":       "1 Jordan true",
		"MATCH (c:Country {code: 'IQ'}) RETURN c:Speaker, c.name, c.alpha3":                                  "false العراق IRQ",
		"MATCH (o:Organization {folded: 'وكاله الميناء'})<-[r]-() RETURN o.name, count(r), o:Speaker":        "وكالة الميناء 3 true",
		"MATCH (a:Article) RETURN count(a), count(a.fingerprint)":                                            "4 4",
		"MATCH (:Article {docNo: 'denial-1'})-[:CONTAINS]->(s)-[:ADDRESSED_TO]->(p) RETURN p.name, s.stance": "سامر أبو الليل denies",
		"MATCH (s:Statement)-[:WITHIN]->(o) RETURN s.text, o.cue":                                            "من تأخر التمويل أعلنت",
		"MATCH (s {cue: 'أعلنت'})-[v:VIA]->(x) RETURN collect(v.position + x.name)":                          "",
	} {
		if want == "" {
			continue
		}
		if got := one(t, db, text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// The graph depends on the articles alone: not on order, batches, sessions.
func TestAnyOrderGivesTheSameGraph(t *testing.T) {
	ds := generated(t, 40)
	want := wanted(t, ds...)
	db := fresh(t)
	for i, o := range []Options{{BatchSize: 1, Sessions: 1}, {BatchSize: 7, Sessions: 2}, {BatchSize: 50, Sessions: 8}} {
		o.Fold = fold(t)
		shuffled := slices.Clone(ds)
		rand.New(rand.NewPCG(1, uint64(i))).Shuffle(len(ds), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		load(t, db, o, shuffled...)
		same(t, stored(t, db), want)
		sound(t, db)
		l := New(db, o)
		c, err := l.Remove(t.Context(), Selection{Source: "generated"})
		if err != nil || c.Removed != len(ds) {
			t.Fatal(c, err)
		}
		same(t, stored(t, db), nil)
	}
}

// The second load of unchanged articles commits nothing.
func TestAgainWritesNothing(t *testing.T) {
	db := fresh(t)
	ds := generated(t, 60)
	load(t, db, Options{}, ds...)
	const last = "SHOW DATABASES YIELD name, lastCommittedTxn WHERE name <> 'system' RETURN lastCommittedTxn"
	committed := func() string {
		r, err := db.Query(t.Context(), last, nil, QueryOptions{Write: true}) // SHOW is no query of the graph
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(r.Rows)
	}
	before := committed()
	r := load(t, db, Options{}, ds...)
	if r.Unchanged != 60 || r.Created+r.Replaced+r.EdgesCreated+len(r.NodesCreated) != 0 {
		t.Errorf("second load: %+v", r.Change)
	}
	if after := committed(); after != before {
		t.Errorf("last transaction was %s, is %s", before, after)
	}
}

// Changed articles are replaced: the graph is that of their last editions.
func TestChangedArticles(t *testing.T) {
	db := fresh(t)
	g := loadertest.Generator{Fold: fold(t), Seed: 7, People: 40, Statements: 6}
	var ds []*model.Document
	for i := range 40 {
		ds = append(ds, g.Document(i))
	}
	load(t, db, Options{}, ds...)
	for edition := 1; edition <= 4; edition++ {
		for i := range ds {
			if i%3 == edition%3 {
				ds[i] = g.Edition(i, edition)
			}
		}
		r := load(t, db, Options{BatchSize: 5}, ds...)
		if r.Replaced < 13 || r.Created != 0 {
			t.Errorf("edition %d: %+v", edition, r.Change)
		}
		same(t, stored(t, db), wanted(t, ds...))
		sound(t, db)
	}
}

// Removing articles one by one leaves the graph of those that remain.
func TestRemovedArticles(t *testing.T) {
	db := fresh(t)
	ds := append(generated(t, 16), loadertest.Sample(fold(t))...)
	load(t, db, Options{}, ds...)
	l := New(db, Options{Fold: fold(t)})
	for len(ds) > 0 {
		c, err := l.Remove(t.Context(), Selection{ID: ds[0].Article.ID})
		if err != nil || c.Removed != 1 {
			t.Fatal(c, err)
		}
		ds = ds[1:]
		same(t, stored(t, db), wanted(t, ds...))
	}
}

func TestRemoveSelects(t *testing.T) {
	f := fold(t)
	ds := loadertest.Sample(f)
	tests := []struct {
		name string
		s    Selection
		want int
	}{
		{"nothing", Selection{}, 0},
		{"outlet in any spelling", Selection{Outlet: model.OutletID(f("صحيفه السدّ"))}, 2},
		{"file", Selection{Source: "sample/agency.txt"}, 1},
		{"folder", Selection{Source: "sample/other"}, 2},
		{"folder with slash", Selection{Source: "sample/other/"}, 2},
		{"beginning of a name", Selection{Source: "sample/oth"}, 0},
		{"both", Selection{Source: "sample/other", Outlet: model.OutletID(f("صحيفة السد"))}, 1},
		{"id", Selection{ID: ds[0].Article.ID}, 1},
		{"unknown id", Selection{ID: "art-x"}, 0},
	}
	for _, w := range []Writer{NewMemory(), fresh(t)} {
		load(t, w, Options{Fold: f}, ds...)
		for _, tt := range tests {
			ids, err := w.Articles(t.Context(), tt.s)
			if err != nil || len(ids) != tt.want {
				t.Errorf("%T: %s: %v, %v, want %d", w, tt.name, ids, err, tt.want)
			}
		}
	}
}
