package link

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"qawl/extract/lang"
	"qawl/identity"
	"qawl/loader"
	"qawl/loader/loadertest"
	"qawl/model"
	"qawl/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

func TestNamesOfOnePersonAreLinked(t *testing.T) {
	pack, err := lang.Load("ar")
	if err != nil {
		t.Fatal(err)
	}
	r, err := identity.NewResolver(pack)
	if err != nil {
		t.Fatal(err)
	}
	e := servertest.Fresh(t)
	db, err := loader.Connect(t.Context(), loader.Endpoint{URI: e.URI, Username: e.Username, Password: e.Password, Database: e.Database}, loader.ConnectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.Background())
	article := func(day int, name, role, country string) *model.Document {
		m := loadertest.New(pack.Fold.Words, model.Article{Source: fmt.Sprint(day), DocNo: fmt.Sprint(day), Published: model.Date{Year: 2024, Month: 5, Day: day}})
		m.Say(m.Person(name, role, country), "قال", "إن الطريق مغلق", func(*model.Statement) {})
		return m.Done()
	}
	docs := []*model.Document{
		article(1, "سيرغي إيفانوف", "وزير النقل", "RU"), article(2, "سيرجي إيفانوف", "وزير النقل", "RU"), article(3, "إيفانوف", "وزير النقل", "RU"),
		article(4, "حسن الكاتب", "وزير", "IQ"), article(5, "حسين الكاتب", "وزير", "IQ"), article(6, "الكوركيس", "", "IQ"), article(7, "نبيل الكوركيس", "", ""),
	}
	link := func() []string {
		t.Helper()
		if _, err := People(t.Context(), db, r); err != nil {
			t.Fatal(err)
		}
		res, err := db.Query(t.Context(), "MATCH (a:Person)-[s:SAME_AS]->(b:Person) RETURN s.score >= 0.8, a.name, b.name", nil, loader.QueryOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, row := range res.Rows {
			names := []string{row[1].(string), row[2].(string)}
			slices.Sort(names)
			out = append(out, fmt.Sprint(row[0], names))
		}
		slices.Sort(out)
		return out
	}
	report, err := loader.New(db, loader.Options{Fold: pack.Fold.Words}).Load(t.Context(), func(yield func(*model.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	})
	if err != nil || report.Failed > 0 {
		t.Fatal(err, report.Problems)
	}
	got := link()
	if len(got) != 3 || !slices.Contains(got, "true [سيرجي إيفانوف سيرغي إيفانوف]") || !slices.Contains(got, "false [الكوركيس نبيل الكوركيس]") {
		t.Errorf("got %v", got)
	}
	if again := link(); !slices.Equal(again, got) {
		t.Errorf("linked again: %v, before %v", again, got)
	}
	for _, d := range docs {
		if _, err := loader.New(db, loader.Options{Fold: pack.Fold.Words}).Remove(t.Context(), loader.Selection{ID: d.Article.ID}); err != nil {
			t.Fatal(err)
		}
	}
	res, err := db.Query(t.Context(), "MATCH (n) WHERE NOT n:Load AND NOT n:Schema RETURN count(n)", nil, loader.QueryOptions{})
	if err != nil || res.Rows[0][0] != int64(0) {
		t.Errorf("links hold persons whom no article names: %v %v", res.Rows, err)
	}
}
