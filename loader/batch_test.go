package loader

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"qawl/loader/loadertest"
	"qawl/model"
)

// Offsets are code points of the document, also behind text that stands before
// the article and behind characters of four bytes.
func TestOffsetsAreCodePointsOfTheDocument(t *testing.T) {
	f := fold(t)
	before := "😀 مقدمة\n"
	m := loadertest.New(f, model.Article{Source: "x", DocNo: "x", Offset: utf8.RuneCountInString(before)})
	m.Write("تمهيد 😀😀.\n")
	m.Say(m.Person("ليلى حداد", "", ""), "قالت", "إن 😀 جاهز")
	d := m.Done()
	b, err := NewBatcher(f).Batch(d)
	if err != nil {
		t.Fatal(err)
	}
	document := []rune(before + d.Article.Text)
	checked := 0
	for _, n := range b.Nodes {
		if n.Label == model.LabelStatement {
			p := n.Props
			if got := string(document[p["start"].(int64):p["end"].(int64)]); got != p["text"] {
				t.Errorf("statement: %q, want %q", got, p["text"])
			}
			from := p["sentenceStart"].(int64)
			if got := string(document[from:]); !strings.HasPrefix(got, p["sentence"].(string)) {
				t.Errorf("sentence: %q", got)
			}
			checked++
		}
	}
	for _, e := range b.Edges {
		if e.Type == model.EdgeMentions && e.From == b.Article {
			s := e.Props["spans"].([]int64)
			if got := string(document[s[0]:s[1]]); got != "ليلى حداد" {
				t.Errorf("mention: %q", got)
			}
			checked++
		}
	}
	if checked != 2 {
		t.Errorf("%d offsets checked", checked)
	}
}

// Equal documents make equal batches, whatever the order of their parts.
func TestBatchesAreStable(t *testing.T) {
	f := fold(t)
	b := NewBatcher(f)
	for i := range 20 {
		var last string
		for range 3 {
			d := (loadertest.Generator{Fold: f, Seed: 4}).Document(i)
			batch, err := b.Batch(d)
			if err != nil {
				t.Fatal(err)
			}
			j, err := json.Marshal(batch)
			if err != nil {
				t.Fatal(err)
			}
			if last != "" && last != string(j) {
				t.Fatalf("document %d: two batches", i)
			}
			last = string(j)
			labels := func(n model.Node) int {
				return slices.IndexFunc(b.schema.Nodes, func(t model.NodeType) bool { return t.Label == n.Label })
			}
			if !slices.IsSortedFunc(batch.Nodes, func(x, y model.Node) int {
				if d := labels(x) - labels(y); d != 0 {
					return d
				}
				return strings.Compare(string(x.ID), string(y.ID))
			}) {
				t.Errorf("document %d: nodes are not in order", i)
			}
		}
	}
}

// The fingerprint sees text and metadata, not the path.
func TestFingerprint(t *testing.T) {
	base := model.Article{Text: "x", Outlet: "o", Keywords: []string{"a", "b"}, Source: "s"}
	changes := map[string]func(*model.Article){
		"headline":  func(a *model.Article) { a.Headline = loadertest.Headline("h") },
		"published": func(a *model.Article) { a.Published = model.Date{Year: 2024} },
		"outlet":    func(a *model.Article) { a.Outlet = "p" },
		"keywords":  func(a *model.Article) { a.Keywords = []string{"ab"} },
		"moved":     func(a *model.Article) { a.Keywords, a.Credits = nil, []string{"a", "b"} },
		"links":     func(a *model.Article) { a.Links = []string{"l"} },
	}
	for name, change := range changes {
		a := base
		change(&a)
		if Fingerprint(&a, "f") == Fingerprint(&base, "f") {
			t.Errorf("%s: not seen", name)
		}
	}
	moved := base
	moved.Source = "elsewhere"
	if Fingerprint(&moved, "f") != Fingerprint(&base, "f") || Fingerprint(&base, "g") == Fingerprint(&base, "f") {
		t.Error("the path counts, or the extractor's part does not")
	}
}

func TestNames(t *testing.T) {
	long := strings.Repeat("كلمة ", 30)
	tests := []struct{ in, short, proper string }{
		{"ليلى حداد", "ليلى حداد", "ليلى حداد"},
		{"  a\n\tb\u00a0c ", "a b c", "a b c"},
		{"«النهضة»", "«النهضة»", "النهضة"},
		{"\u200fعبد‌الله،", "\u200fعبد‌الله،", "عبدالله"},
		{"محـــمد", "محـــمد", "محمد"},
		{"شركة (م)", "شركة (م)", "شركة (م)"},
		{"«»", "«»", "«»"},
		{"", "", ""},
		{strings.Repeat("x", 60), strings.Repeat("x", 60), strings.Repeat("x", 60)},
		{strings.Repeat("x", 61), strings.Repeat("x", 60) + "…", strings.Repeat("x", 60) + "…"},
	}
	for _, tt := range tests {
		if s, p := shortName(tt.in), properName(tt.in); s != tt.short || p != tt.proper {
			t.Errorf("%q: %q and %q, want %q and %q", tt.in, s, p, tt.short, tt.proper)
		}
	}
	if s := shortName(long); utf8.RuneCountInString(s) > 61 || !strings.HasSuffix(s, "كلمة…") {
		t.Errorf("%q", s)
	}
}

// What the extractor must not give is refused, with the words that are wrong.
func TestBatchRefuses(t *testing.T) {
	f := fold(t)
	tests := map[string]func(*model.Document){
		"entity 7 of":       func(d *model.Document) { d.Statements[0].Speaker = 7 },
		"of a text of":      func(d *model.Document) { d.Statements[0].Spans[0].End = 9999 },
		"no content":        func(d *model.Document) { d.Statements[0].Spans = nil },
		"stands in":         func(d *model.Document) { d.Statements[0].Inside = 0 },
		"stands twice":      func(d *model.Document) { d.Statements[1].ID = d.Statements[0].ID },
		"ISO 3166-1":        func(d *model.Document) { d.Entities[0].Country = "XX" },
		"is not made of":    func(d *model.Document) { d.Entities[3].ID = model.NewID(model.PrefixAnonymous, d.Entities[3].Folded) },
		"head words":        func(d *model.Document) { d.Events[0].ID = model.NewID(model.PrefixEvent, "x") },
		"not an id of":      func(d *model.Document) { d.Statements[0].ID = "x" },
		"document without":  func(d *model.Document) { d.Article = nil },
		"text that is not":  func(d *model.Document) { d.Article.Text += "\xff" },
		"byte -1 of a text": func(d *model.Document) { d.Events[0].Mention.Start = -1 },
	}
	for want, change := range tests {
		d := loadertest.Sample(f)[0]
		change(d)
		if _, err := NewBatcher(f).Batch(d); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error with %q, got %v", want, err)
		}
	}
}

// The batch of a small article, for review.
func TestGoldenBatch(t *testing.T) {
	b, err := NewBatcher(fold(t)).Batch(loadertest.Sample(fold(t))[0])
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, n := range b.Nodes {
		fmt.Fprintln(&out, line("node", n.Label, n.Props))
	}
	for _, e := range b.Edges {
		fmt.Fprintln(&out, line("edge", e.Type, e.From, e.To, e.Props))
	}
	golden(t, "testdata/batch.txt", out.String())
}
