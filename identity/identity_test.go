package identity

import (
	"math/rand/v2"
	"testing"

	"qawl/extract/lang"
	"qawl/model"
)

func resolver(t *testing.T) *Resolver {
	t.Helper()
	pack, err := lang.Load("ar")
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewResolver(pack)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestNames(t *testing.T) {
	k := resolver(t).keys
	for _, x := range []struct {
		a, b string
		want Relation
	}{
		{"دونالد ترامب", "دونالد ترمب", Variant},
		{"بنيامين نتنياهو", "بنيامين نتانياهو", Variant},
		{"أنطونيو غوتيريش", "انطونيو غوتيريس", Variant},
		{"سيرغي لافروف", "سيرجي لافروف", Variant},
		{"كيم جونغ أون", "كيم جونغ-اون", Equal},
		{"فلاديمير بوتين", "بوتين", Part},
		{"علي عبد الله صالح", "علي صالح", Part},
		{"ليلى الحداد", "سمير الحداد", Different},
		{"بوتين", "بوتينا", Different},
		{"دونالد ترامب", "دونالد تاسك", Different},
	} {
		if got := k.Compare(x.a, x.b); got != x.want {
			t.Errorf("%s, %s: got %d, want %d", x.a, x.b, got, x.want)
		}
		if k.Compare(x.a, x.b) != k.Compare(x.b, x.a) {
			t.Errorf("%s, %s: depends on the direction", x.a, x.b)
		}
	}
}

type named struct{ name, role, country string }

func article(r *Resolver, id string, day int, people ...named) *model.Document {
	d := &model.Document{Article: &model.Article{ID: model.ID(id), Published: model.Date{Year: 2024, Month: 5, Day: day}}}
	for i, p := range people {
		e := model.Entity{Type: model.Person, Name: p.name, Folded: r.pack.Fold.Words(p.name), Named: true, Role: p.role, Country: p.country}
		e.SetID(d.Article.ID, i)
		d.Entities = append(d.Entities, e)
	}
	return d
}

func TestWhoIsTheSame(t *testing.T) {
	r := resolver(t)
	for _, x := range []struct {
		phenomenon string
		a, b       *model.Document // their first persons are compared
		more       []*model.Document
		same       bool
	}{
		{"a spelling variant with role and country", article(r, "1", 1, named{"سيرغي إيفانوف", "وزير النقل", "RU"}), article(r, "2", 2, named{"سيرجي إيفانوف", "الوزير", "RU"}), nil, true},
		{"a spelling variant in another country", article(r, "1", 1, named{"سيرغي إيفانوف", "", "RU"}), article(r, "2", 2, named{"سيرجي إيفانوف", "", "BG"}), nil, false},
		{"given names that differ in a long vowel", article(r, "1", 1, named{"حسن الكاتب", "وزير", "IQ"}), article(r, "2", 1, named{"حسين الكاتب", "وزير", "IQ"}), nil, false},
		{"a shared surname", article(r, "1", 1, named{"ليلى الحداد", "وزيرة", "SY"}), article(r, "2", 1, named{"سمير الحداد", "وزير", "SY"}), nil, false},
		{"a surname with role and country", article(r, "1", 1, named{"الكوركيس", "الرئيس", "IQ"}), article(r, "2", 2, named{"نبيل الكوركيس", "الرئيس", "IQ"}), nil, true},
		{"a surname that two persons have", article(r, "1", 1, named{"الكوركيس", "الرئيس", "IQ"}), article(r, "2", 2, named{"نبيل الكوركيس", "الرئيس", "IQ"}),
			[]*model.Document{article(r, "3", 3, named{"سلوى الكوركيس", "الرئيس", "IQ"})}, false},
		{"a surname without any evidence", article(r, "1", 1, named{"الكوركيس", "", ""}), article(r, "2", 28, named{"نبيل الكوركيس", "", ""}), nil, false},
	} {
		docs := append([]*model.Document{x.a, x.b}, x.more...)
		res := r.Resolve(docs)
		if same := res.IDs[0] == res.IDs[1]; same != x.same {
			t.Errorf("%s: same %v, want %v", x.phenomenon, same, x.same)
		}
	}
}

func TestUnsurePersonsStayApart(t *testing.T) {
	r := resolver(t)
	res := r.Resolve([]*model.Document{article(r, "1", 1, named{"الكوركيس", "", "IQ"}), article(r, "2", 2, named{"نبيل الكوركيس", "", ""})})
	if res.IDs[0] == res.IDs[1] || len(res.Unsure) != 1 || res.Unsure[0].Score >= Sure || len(res.Unsure[0].Reasons) == 0 {
		t.Errorf("got %v, unsure %v", res.IDs, res.Unsure)
	}
}

func TestOrderOfDocumentsDoesNotMatter(t *testing.T) {
	r := resolver(t)
	docs := []*model.Document{
		article(r, "1", 1, named{"سيرغي إيفانوف", "وزير النقل", "RU"}), article(r, "2", 2, named{"سيرجي إيفانوف", "الوزير", "RU"}, named{"نبيل الكوركيس", "الرئيس", "IQ"}),
		article(r, "3", 3, named{"الكوركيس", "الرئيس", "IQ"}), article(r, "4", 4, named{"ليلى الحداد", "", ""}, named{"إيفانوف", "وزير", "RU"}),
	}
	ids := func(docs []*model.Document) map[[2]string]model.ID {
		out := map[[2]string]model.ID{}
		res := r.Resolve(docs)
		for i, p := range res.People {
			out[[2]string{string(docs[p.Document].Article.ID), p.Name}] = res.IDs[i]
		}
		return out
	}
	want := ids(docs)
	for seed := range uint64(6) {
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		for k, id := range ids(docs) {
			if want[k] != id {
				t.Fatalf("%v is %s in one order and %s in another", k, want[k], id)
			}
		}
	}
}
