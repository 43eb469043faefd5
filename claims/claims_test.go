package claims

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qawl/extract/lang"
	"qawl/model"
)

func comparer(t testing.TB) *Comparer {
	t.Helper()
	pack, err := lang.Load("ar")
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(pack)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var day = model.Date{Year: 2024, Month: 3, Day: 5}

func said(id, article, speaker string, kind model.Kind, text string) Statement {
	return Statement{ID: id, Article: article, Outlet: article, Date: day, Start: 1000, Kind: kind, Text: text, Speaker: speaker, Part: model.PartBody}
}

const minister = "ليلى الحداد"

func TestSameClaim(t *testing.T) {
	const whole = "لن نوقع على اتفاق الصيد قبل أن تسحب السفن الأجنبية شباكها من خليجنا وتدفع التعويضات للصيادين"
	c := comparer(t)
	for _, x := range []struct {
		phenomenon string
		a, b       Statement
		same       bool
	}{
		{"the same words in two outlets", said("1", "a", minister, model.Direct, whole), said("2", "b", minister, model.Direct, whole), true},
		{"spelling variants and marks", said("1", "a", minister, model.Direct, whole), said("2", "b", minister, model.Direct, strings.ReplaceAll(whole, "الأجنبية", "الاجنبيّة")+"."), true},
		{"a shortened quotation", said("1", "a", minister, model.Direct, whole),
			said("2", "b", minister, model.Direct, "لن نوقع على اتفاق الصيد قبل أن تسحب السفن الأجنبية شباكها"), true},
		{"indirect speech with another person and synonyms", said("1", "a", minister, model.Direct, whole),
			said("2", "b", minister, model.Indirect, "بلادها لن توقع اتفاقية الصيد إلا بعد سحب السفن الأجنبية شباكها من الخليج ودفع تعويضات للصيادين"), true},
		{"a surname and the full name", said("1", "a", "الحداد", model.Direct, whole), said("2", "b", minister, model.Direct, whole), true},
		{"a metonym and its spokesman", said("1", "a", "سوريا", model.Direct, whole), said("2", "b", "مصدر في الرئاسة السورية", model.Direct, whole), true},
		{"another point of the same speech", said("1", "a", minister, model.Direct, whole),
			said("2", "b", minister, model.Direct, "سنبني ثلاثة موانئ جديدة على الساحل الغربي خلال الأعوام المقبلة"), false},
		{"two persons who say the same", said("1", "a", minister, model.Direct, whole), said("2", "b", "سمير العطار", model.Direct, whole), false},
		{"two quotations of one article's body", said("1", "a", minister, model.Direct, "لن نوقع على اتفاق الصيد مع السفن الأجنبية"),
			said("2", "a", minister, model.Direct, "السفن الأجنبية دمرت الصيد في خليجنا ولن نغفر لها"), false},
	} {
		as := c.Cluster([]Statement{x.a, x.b})
		if same := as[0].Claim == as[1].Claim; same != x.same {
			v := c.Features(c.Profile(x.a), c.Profile(x.b))
			t.Errorf("%s: same claim %v, want %v (log odds %.2f)", x.phenomenon, same, x.same, c.model.odds(v))
		}
	}
}

func TestNegationAndNumbersLowerTheScore(t *testing.T) {
	c := comparer(t)
	odds := func(a, b string) float64 {
		return c.model.odds(c.Features(c.Profile(said("1", "a", minister, model.Direct, a)), c.Profile(said("2", "b", minister, model.Direct, b))))
	}
	const plain = "سنبيع حصتنا في مصنع السكر القديم"
	if with, without := odds(plain, "لن نبيع حصتنا في مصنع السكر القديم"), odds(plain, "سوف نبيع حصتنا في مصنع السكر القديم"); with >= without {
		t.Errorf("a negated statement scores %.2f, one with another particle %.2f", with, without)
	}
	if words, other := odds("أصيب خمسة عمال في المنجم", "أصيب 5 عمال في المنجم"), odds("أصيب خمسة عمال في المنجم", "أصيب 9 عمال في المنجم"); words <= other {
		t.Errorf("a number word and its digit score %.2f, another number %.2f", words, other)
	}
}

func TestScoreIsSymmetric(t *testing.T) {
	c := comparer(t)
	ss := generated(60, 1)
	for i, a := range ss {
		for _, b := range ss[i+1:] {
			p, q := c.Profile(a), c.Profile(b)
			if c.Features(p, q) != c.Features(q, p) {
				t.Fatalf("features differ by direction: %s, %s", a.Text, b.Text)
			}
		}
	}
}

func TestRelations(t *testing.T) {
	c := comparer(t)
	whole := c.Profile(said("1", "a", minister, model.Direct, "سنفتح الميناء القديم أمام سفن الصيد الصغيرة مطلع الشهر المقبل"))
	for want, s := range map[Relation]Statement{
		Verbatim:   said("2", "b", minister, model.Direct, "سنفتح الميناء القديم أمام سفن الصيد الصغيرة مطلع الشهر المقبل!"),
		Shortened:  said("2", "b", minister, model.Direct, "سنفتح الميناء القديم"),
		Extended:   said("2", "b", minister, model.Direct, "سنفتح الميناء القديم أمام سفن الصيد الصغيرة مطلع الشهر المقبل وسنعفيها من الضرائب والجمارك ورسوم التفريغ"),
		Translated: said("2", "b", minister, model.Direct, "الميناء القديم سيكون متاحا لقوارب الصيادين ابتداء من نيسان"),
		Reworded:   said("2", "b", minister, model.Indirect, "الميناء القديم سيستقبل قوارب الصيادين قريبا"),
	} {
		if got := c.Relate(c.Profile(s), whole); got != want {
			t.Errorf("%s: got %s, want %s", s.Text, got, want)
		}
	}
}

// generated makes statements of several claims in several wordings, from words
// of the pack's frequencies.
func generated(n int, seed uint64) []Statement {
	r := rand.New(rand.NewPCG(seed, 7))
	g := newGenerator(r)
	out := make([]Statement, n)
	for i := range out {
		out[i] = g.next(i)
	}
	return out
}

func TestOrderDoesNotMatter(t *testing.T) {
	c := comparer(t)
	ss := generated(400, 3)
	want := c.Cluster(ss)
	if k := len(Groups(ss, want)); k > 350 || k < 20 {
		t.Fatalf("%d claims of 400 statements: nothing to test", k)
	}
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 1))
		shuffled := slices.Clone(ss)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := c.Cluster(shuffled); !slices.Equal(got, want) {
			t.Fatal("another order gives other claims")
		}
	}
}

func TestClaimIsNamedByItsFirstStatement(t *testing.T) {
	c := comparer(t)
	first := map[string]string{}
	for _, a := range c.Cluster(generated(300, 5)) {
		if first[a.Claim] == "" {
			first[a.Claim] = a.Statement
		}
		if first[a.Claim] != a.Claim {
			t.Fatalf("claim %s has %s as its first statement", a.Claim, first[a.Claim])
		}
	}
}

// generator makes statements as outlets repeat them.
type generator struct {
	r     *rand.Rand
	words []string
	base  []Statement
}

func newGenerator(r *rand.Rand) *generator {
	pack, err := lang.Load("ar")
	if err != nil {
		panic(err)
	}
	s, err := newStemmer(pack)
	if err != nil {
		panic(err)
	}
	return &generator{r: r, words: slices.SortedFunc(maps.Keys(s.texts), func(a, b string) int {
		if d := s.texts[b] - s.texts[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})}
}

// word draws a word, usual ones more often (Zipf).
func (g *generator) word() string {
	n := float64(len(g.words))
	u := g.r.Float64()
	return g.words[min(int(n*u*u*u), len(g.words)-1)]
}

func (g *generator) next(i int) Statement {
	day := day.AddDays(g.r.IntN(365))
	if len(g.base) > 0 && g.r.IntN(100) < 60 {
		s := g.base[len(g.base)-1-g.r.IntN(min(len(g.base), 50))]
		s.ID, s.Article = fmt.Sprintf("s%08d", i), fmt.Sprintf("a%d", i/3)
		s.Outlet = fmt.Sprintf("o%d", g.r.IntN(40))
		s.Date = s.Date.AddDays(g.r.IntN(3))
		words := strings.Fields(s.Text)
		switch g.r.IntN(3) {
		case 0:
			words = words[:max(3, len(words)*2/3)]
		case 1:
			for range 2 {
				words[g.r.IntN(len(words))] = g.word()
			}
		}
		s.Text = strings.Join(words, " ")
		return s
	}
	words := make([]string, 6+g.r.IntN(16))
	for k := range words {
		words[k] = g.word()
	}
	kinds := []model.Kind{model.Direct, model.Mixed, model.Indirect}
	s := Statement{ID: fmt.Sprintf("s%08d", i), Article: fmt.Sprintf("a%d", i/3), Outlet: fmt.Sprintf("o%d", g.r.IntN(40)), Date: day, Start: 500,
		Kind: kinds[g.r.IntN(3)], Text: strings.Join(words, " "), Speaker: g.words[g.r.IntN(3000)] + " " + g.words[g.r.IntN(3000)]}
	g.base = append(g.base, s)
	return s
}

// BenchmarkMillion clusters a million statements; run it with
// go test ./claims -run - -bench Million -benchtime 1x. QAWL_BENCH_STATEMENTS
// is another number of statements.
func BenchmarkMillion(b *testing.B) {
	c := comparer(b)
	n := 1_000_000
	if v, err := strconv.Atoi(os.Getenv("QAWL_BENCH_STATEMENTS")); err == nil {
		n = v
	}
	ss := generated(n, 11)
	b.ResetTimer()
	for range b.N {
		as := c.Cluster(ss)
		b.ReportMetric(float64(len(Groups(ss, as))), "claims")
	}
}
