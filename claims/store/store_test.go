package store

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"qawl/claims"
	"qawl/extract/lang"
	"qawl/loader"
	"qawl/loader/loadertest"
	"qawl/model"
	"qawl/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

func open(t *testing.T) (*loader.DB, *Store, *lang.Pack) {
	t.Helper()
	pack, err := lang.Load("ar")
	if err != nil {
		t.Fatal(err)
	}
	c, err := claims.New(pack)
	if err != nil {
		t.Fatal(err)
	}
	e := servertest.Fresh(t)
	db, err := loader.Connect(t.Context(), loader.Endpoint{URI: e.URI, Username: e.Username, Password: e.Password, Database: e.Database}, loader.ConnectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close(context.Background()) })
	return db, New(db, c), pack
}

// told is one statement of a made-up article.
type told struct {
	speaker string
	kind    model.Kind
	text    string
}

const (
	whole   = "لن نوقع على اتفاق الصيد قبل أن تسحب السفن الأجنبية شباكها من خليجنا وتدفع التعويضات للصيادين"
	short1  = "لن نوقع على اتفاق الصيد قبل أن تسحب السفن الأجنبية شباكها"
	retold  = "بلادها لن توقع اتفاقية الصيد إلا بعد سحب السفن الأجنبية شباكها من الخليج ودفع تعويضات للصيادين"
	ports   = "سنبني ثلاثة موانئ جديدة على الساحل الغربي خلال الأعوام المقبلة"
	ports2  = "سنبني أربعة موانئ جديدة على الساحل الغربي خلال الأعوام المقبلة"
	olives  = "موسم الزيتون بدأ مبكرا هذا العام بسبب الجفاف في المحافظات الجنوبية"
	laila   = "ليلى الحداد"
	samir   = "سمير العطار"
	edition = "نسخة منقحة"
)

func article(pack *lang.Pack, i int, all ...told) *model.Document {
	m := loadertest.New(pack.Fold.Words, model.Article{Source: fmt.Sprintf("%d.txt", i), DocNo: fmt.Sprintf("D%03d", i), Outlet: fmt.Sprintf("صحيفة %d", i%3),
		Published: model.Date{Year: 2024, Month: 3, Day: 1 + i%5}, Language: "ar"})
	people := map[string]model.Ref{}
	for _, s := range all {
		if _, ok := people[s.speaker]; !ok {
			people[s.speaker] = m.Person(s.speaker, "", "")
		}
		m.Say(people[s.speaker], "قال", s.text, func(st *model.Statement) { st.Kind = s.kind })
	}
	return m.Done()
}

func corpus(pack *lang.Pack) []*model.Document {
	return []*model.Document{
		article(pack, 1, told{laila, model.Direct, whole}, told{laila, model.Direct, ports}),
		article(pack, 2, told{laila, model.Direct, short1}),
		article(pack, 3, told{laila, model.Indirect, retold}, told{laila, model.Direct, ports}),
		article(pack, 4, told{samir, model.Direct, whole}),
		article(pack, 5, told{samir, model.Indirect, olives}),
		article(pack, 6, told{samir, model.Indirect, olives}, told{laila, model.Direct, whole}),
		article(pack, 7, told{laila, model.Mixed, ports2}),
	}
}

func seq(ds []*model.Document) iter.Seq2[*model.Document, error] {
	return func(yield func(*model.Document, error) bool) {
		for _, d := range ds {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func load(t *testing.T, db *loader.DB, s *Store, pack *lang.Pack, ds ...*model.Document) Report {
	t.Helper()
	r, err := loader.New(db, loader.Options{Fold: pack.Fold.Words}).Load(t.Context(), seq(ds))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Fatalf("%s: %s", p.Source, p.Reason)
	}
	settled, err := s.Settle(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return settled
}

func remove(t *testing.T, db *loader.DB, s *Store, pack *lang.Pack, d *model.Document) {
	t.Helper()
	if _, err := loader.New(db, loader.Options{Fold: pack.Fold.Words}).Remove(t.Context(), loader.Selection{ID: d.Article.ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func rows(t *testing.T, db *loader.DB, text string) []string {
	t.Helper()
	r, err := db.Query(t.Context(), text, nil, loader.QueryOptions{})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	out := make([]string, len(r.Rows))
	for i, row := range r.Rows {
		out[i] = fmt.Sprint(row...)
	}
	return out
}

// kept is all that a graph knows about claims, without when it was found.
func kept(t *testing.T, db *loader.DB) []string {
	t.Helper()
	out := rows(t, db, "MATCH (s:Statement)-[r:EXPRESSES]->(c:Claim) RETURN s.id, r.relation, r.score, r.evidence, c.id ORDER BY s.id")
	out = append(out, rows(t, db, "MATCH (c:Claim) RETURN c.id, labels(c), c.text, c.representative, c.statements, c.articles, c.outlets, c.firstSeen, c.lastSeen ORDER BY c.id")...)
	out = append(out, rows(t, db, "MATCH (a)-[r:ECHOES]->(b) RETURN a.id, b.id, r.score ORDER BY a.id, b.id")...)
	return append(out, rows(t, db, "MATCH (s:Statement) RETURN s.id, s.keys ORDER BY s.id")...)
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	for _, l := range got {
		if !slices.Contains(want, l) {
			t.Errorf("%s: should not be there: %s", what, l)
		}
	}
	for _, l := range want {
		if !slices.Contains(got, l) {
			t.Errorf("%s: is missing: %s", what, l)
		}
	}
	t.Fatalf("%s: %d facts, want %d", what, len(got), len(want))
}

func rebuilt(t *testing.T, db *loader.DB, s *Store) []string {
	t.Helper()
	if _, err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	return kept(t, db)
}

func clear(t *testing.T, db *loader.DB) {
	t.Helper()
	if _, err := db.Query(t.Context(), "MATCH (n) WHERE NOT n:Schema DETACH DELETE n", nil, loader.QueryOptions{Write: true}); err != nil {
		t.Fatal(err)
	}
}

func TestClaimsDoNotDependOnTheOrderOfLoads(t *testing.T) {
	db, s, pack := open(t)
	ds := corpus(pack)
	load(t, db, s, pack, ds...)
	want := kept(t, db)
	if n := len(rows(t, db, "MATCH (c:Claim) WHERE c.articles > 1 RETURN c.id")); n < 3 {
		t.Fatalf("%d claims in several articles: nothing to test", n)
	}
	if n := len(rows(t, db, "MATCH (:Statement)-[r:ECHOES]->(:Statement) RETURN r.score")); n == 0 {
		t.Error("two persons who say the same words are no echo")
	}
	same(t, "rebuilt", rebuilt(t, db, s), want)
	for seed := range uint64(3) {
		clear(t, db)
		s.anew = 5000
		if seed == 0 {
			s.anew = 1 // some loads make all anew
		}
		r := rand.New(rand.NewPCG(seed, 5))
		order := r.Perm(len(ds))
		extra := article(pack, 20, told{laila, model.Direct, whole + " " + ports})
		for k, i := range order {
			load(t, db, s, pack, ds[i])
			switch k {
			case 1: // one that goes again
				load(t, db, s, pack, extra)
			case 3:
				remove(t, db, s, pack, ds[order[0]])
			case 4:
				load(t, db, s, pack, article(pack, order[1]+1, told{samir, model.Direct, edition + " " + olives}))
			}
		}
		remove(t, db, s, pack, extra)
		load(t, db, s, pack, ds[order[0]], ds[order[1]])
		same(t, fmt.Sprint("order ", order), kept(t, db), want)
	}
}

func TestLoadingAgainChangesNothing(t *testing.T) {
	db, s, pack := open(t)
	ds := corpus(pack)
	load(t, db, s, pack, ds...)
	want := kept(t, db)
	if r := load(t, db, s, pack, ds...); r != (Report{}) {
		t.Errorf("settled again: %+v", r)
	}
	same(t, "loaded again", kept(t, db), want)
}

func TestDecisionsHoldOverReloads(t *testing.T) {
	db, s, pack := open(t)
	ds := corpus(pack)
	load(t, db, s, pack, ds...)
	id := func(i, k int) string { return string(ds[i].Statements[k].ID) }
	claim := func(st string) string {
		return strings.Join(rows(t, db, "MATCH (:Statement {id: '"+st+"'})-[:EXPRESSES]->(c) RETURN c.id"), "")
	}
	whole, ports, olives := id(0, 0), id(0, 1), id(4, 0)
	if claim(whole) != claim(id(1, 0)) || claim(whole) == claim(olives) {
		t.Fatal("nothing to decide")
	}
	if _, err := s.Split(t.Context(), id(1, 0)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Join(t.Context(), claim(ports), olives); err != nil {
		t.Fatal(err)
	}
	check := func(what string) {
		t.Helper()
		if claim(whole) == claim(id(1, 0)) || claim(ports) != claim(olives) {
			t.Errorf("%s: a decision is forgotten", what)
		}
	}
	check("decided")
	want := kept(t, db)
	remove(t, db, s, pack, ds[4])
	remove(t, db, s, pack, ds[1])
	load(t, db, s, pack, ds[4], ds[1])
	check("loaded again")
	same(t, "loaded again", kept(t, db), want)
	same(t, "rebuilt", rebuilt(t, db, s), want)
	if _, err := s.Join(t.Context(), whole, id(1, 0)); err != nil || claim(whole) != claim(id(1, 0)) {
		t.Errorf("a later decision does not take the place of the first: %v", err)
	}
	if _, err := s.Split(t.Context(), "st-000000000000000000000000"); err == nil || !strings.Contains(err.Error(), "not in the graph") {
		t.Errorf("got %v", err)
	}
}
