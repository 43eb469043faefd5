package queries

import (
	"context"
	"os"
	"strings"
	"testing"

	"qawl/claims"
	"qawl/claims/store"
	"qawl/extract/lang"
	"qawl/loader"
	"qawl/loader/loadertest"
	"qawl/model"
	"qawl/server/servertest"
)

// aboutClaims reports whether a query asks for claims, which a load is given
// after it.
func aboutClaims(q *Query) bool {
	return strings.HasPrefix(q.Name, "claim") || q.Name == "echoes"
}

// repeated is what five articles of three outlets make of two speeches: whole,
// shortened, with another number, denied, and in another's mouth.
func repeated(fold func(string) string) []*model.Document {
	article := func(name, outlet string, day int) *loadertest.Maker {
		return loadertest.New(fold, model.Article{Source: name + ".txt", DocNo: name, Outlet: outlet, Published: model.Date{Year: 2025, Month: 3, Day: day}})
	}
	direct := func(s *model.Statement) { s.Kind = model.Direct }
	const whole = "سنفتح سد الوادي أمام الزوار بعد ترميم الجدار القديم وتنظيف البحيرة من الطمي"
	var out []*model.Document
	add := func(m *loadertest.Maker) { out = append(out, m.Done()) }

	m := article("harbour", "وكالة الميناء", 4)
	minister := m.Person("سامر أبو الليل", "وزير المياه", "JO")
	m.Say(minister, "قال", whole, direct)
	m.Say(minister, "قال", "أصيب 12 عاملا في انهيار جدار السد", direct)
	add(m)

	m = article("dam", "صحيفة السد", 5)
	agency := m.Organization("وكالة الميناء", "")
	m.Say(m.Person("سامر أبو الليل", "", ""), "قال", "سنفتح سد الوادي أمام الزوار بعد ترميم الجدار القديم", direct, func(s *model.Statement) { s.Via = []model.Ref{agency} })
	m.Say(m.Person("ليث الكرخي", "", ""), "نفى", "أن يكون المقاول قد استعمل إسمنتا فاسدا في جدار السد", func(s *model.Statement) { s.Stance = model.Denies })
	add(m)

	m = article("north", "صحيفة الشمال", 9)
	m.Say(m.Person("سامر أبو الليل", "", ""), "قال", whole, direct)
	m.Say(m.Person("سامر أبو الليل", "", ""), "قال", "أصيب 17 عاملا في انهيار جدار السد", direct)
	add(m)

	m = article("union", "صحيفة السد", 6)
	m.Say(m.Person("هالة النجار", "", ""), "قالت", "إن المقاول استعمل إسمنتا فاسدا في جدار السد", func(s *model.Statement) { s.Stance = model.Claims })
	add(m)

	m = article("mayor", "صحيفة الشمال", 12)
	m.Say(m.Person("نبيل الكوركيس", "رئيس البلدية", "JO"), "قال", whole, direct)
	add(m)
	return out
}

func TestAnswersAboutClaims(t *testing.T) {
	e := servertest.Fresh(t)
	db, err := loader.Connect(t.Context(), loader.Endpoint{URI: e.URI, Username: e.Username, Password: e.Password, Database: e.Database}, loader.ConnectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.Background())
	pack, err := lang.Load("ar")
	if err != nil {
		t.Fatal(err)
	}
	c, err := claims.New(pack)
	if err != nil {
		t.Fatal(err)
	}
	w := words(t)
	r, err := loader.New(db, loader.Options{Fold: w.Fold}).Load(t.Context(), func(yield func(*model.Document, error) bool) {
		for _, d := range repeated(w.Fold) {
			if !yield(d, nil) {
				return
			}
		}
	})
	if err != nil || r.Failed > 0 {
		t.Fatal(err, r.Problems)
	}
	if _, err := store.New(db, c).Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	args := map[string][]map[string]string{
		"claims":               {{"words": "البحيرة"}},
		"claim-history":        {{"words": "سدّ الوادي"}},
		"claims-of-one-outlet": {{"outlet": "صحيفة السدّ"}},
		"claim-cuts":           {{"words": "وادي"}},
		"claims-by-outlets":    {{}, {"until": "2025-03"}},
	}
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, q := range all {
		if !aboutClaims(q) {
			continue
		}
		sets := args[q.Name]
		if sets == nil {
			sets = []map[string]string{{}}
		}
		for _, a := range sets {
			answer(t, db, q, a, w, &b)
		}
	}
	const file = "testdata/claims.txt"
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
