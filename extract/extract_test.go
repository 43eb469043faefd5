package extract

import (
	"context"
	"sync"
	"testing"

	"qawl/extract/lang"
	"qawl/model"
)

// loadArabic reads the pack once for all tests.
var loadArabic = sync.OnceValues(func() (*lang.Pack, error) { return lang.Load("ar") })

func arabic(tb testing.TB) *lang.Pack {
	tb.Helper()
	p, err := loadArabic()
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func TestStagesFitTogether(t *testing.T) {
	if _, err := New(arabic(t)); err != nil {
		t.Fatal(err)
	}
	lacking := []Stage{{Name: "late", Needs: []string{"names"}}}
	if _, err := New(arabic(t), lacking...); err == nil {
		t.Fatal("a stage whose need nobody gives was taken")
	}
}

// Sentences end at marks and line breaks, but not inside numbers or behind
// single letters, and closing marks stay with what they close.
func TestSentences(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"قال إن النمو بلغ 3.5 في المئة. وأضاف أنه مستمر.", []string{"قال إن النمو بلغ 3.5 في المئة.", "وأضاف أنه مستمر."}},
		{"«هل ينجح؟» سأل المدير.\nلم يجب أحد", []string{"«هل ينجح؟»", "سأل المدير.", "لم يجب أحد"}},
		{"قال د. سامي إن العمل جار.", []string{"قال د. سامي إن العمل جار."}},
	}
	x, err := New(arabic(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		d := newDoc(&model.Article{Text: tt.text}, lang.NewWords(x.Pack()), x.Pack())
		if err := segment(d); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range d.Sentences {
			got = append(got, d.Mention(s.Range).Text)
		}
		if len(got) != len(tt.want) {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("sentence %d: got %q, want %q", i, got[i], tt.want[i])
			}
		}
	}
}

// Within a block, lines are wrapped: a line break ends no sentence.
func TestSentenceOverWrappedLines(t *testing.T) {
	text := "وقال المدير إن العمل\nيستمر عامين. وأضاف أنه جار.\n"
	a := &model.Article{Text: text, Blocks: []model.Block{{Span: model.Span{End: len(text) - 1}, Part: model.PartBody}}}
	d := newDoc(a, lang.NewWords(arabic(t)), arabic(t))
	if err := segment(d); err != nil {
		t.Fatal(err)
	}
	if n := len(d.Sentences); n != 2 {
		t.Errorf("%d sentences, want 2", n)
	}
}

func TestExtractGivesADocument(t *testing.T) {
	x, err := New(arabic(t))
	if err != nil {
		t.Fatal(err)
	}
	d, err := x.Extract(context.Background(), &model.Article{Text: "قال الوزير إن العمل جار."})
	if err != nil {
		t.Fatal(err)
	}
	if d.Article.ID == "" || d.Fingerprint == "" || d.Article.Language != "ar" {
		t.Errorf("article without id, fingerprint or language: %+v", d.Article)
	}
}
