package extract

import (
	"strings"
	"testing"

	"qawl/extract/lang"
	"qawl/model"
)

func quoted(tb testing.TB, text string) *Doc {
	tb.Helper()
	x, err := New(arabic(tb))
	if err != nil {
		tb.Fatal(err)
	}
	d := newDoc(&model.Article{Text: text}, lang.NewWords(x.Pack()), x.Pack())
	for _, run := range []func(*Doc) error{segment, quote} {
		if err := run(d); err != nil {
			tb.Fatal(err)
		}
	}
	return d
}

// Marks pair by the space around them; shape tells only where that does not.
func TestQuotePairing(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // the text inside, in order of the opening marks
	}{
		{"plain", `قال "نعم" وذهب`, []string{"نعم"}},
		{"guillemets", "قال «نعم» وذهب", []string{"نعم"}},
		{"curly in the wrong direction", "قال ”نعم“ وذهب", []string{"نعم"}},
		{"two apostrophes", "قال ''نعم'' وذهب", []string{"نعم"}},
		{"low mark", "قال „نعم“ وذهب", []string{"نعم"}},
		{"glued to a preposition", `وصفه بـ"شريك مهم" اليوم`, []string{"شريك مهم"}},
		{"nested", `قال "إن فريق "النجوم" فاز" أمس`, []string{`إن فريق "النجوم" فاز`, "النجوم"}},
		{"nested of two kinds", `قال «إن فريق "النجوم" فاز» أمس`, []string{`إن فريق "النجوم" فاز`, "النجوم"}},
		{"space inside the marks", `قال " نعم " وذهب`, []string{"نعم"}},
		{"in brackets", `الفريق ("النجوم") فاز`, []string{"النجوم"}},
		{"odd number", `قال "نعم. ثم ذهب`, []string{"نعم."}},
		{"closing mark alone", `قال نعم" ثم ذهب`, nil},
		{"apostrophe", "l'Europe قال نعم", nil},
		{"next paragraph goes on", "قال: \"نعم.\n\"ثم ذهب\".", []string{"نعم.", "ثم ذهب"}},
		{"closed in the next paragraph", "قال: \"نعم.\nثم ذهب\".", []string{"نعم.", "ثم ذهب"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := quoted(t, tt.text)
			var got []string
			for _, q := range d.Quotes {
				got = append(got, d.Mention(q.Range).Text)
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

// Whatever the marks are, quotations stay within the text, closing marks stand
// behind opening ones, and each goes on with a later one at most.
func FuzzQuotePairing(f *testing.F) {
	f.Add(`قال "إن «هذا» ''كذلك'" وذهب”`)
	f.Add("\"\n\"\n»«'\n''\"")
	f.Add(strings.Repeat("«", 200))
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		if text == "" {
			return
		}
		d := quoted(t, text)
		last := -1
		for i, q := range d.Quotes {
			if q.From < last || q.From < 0 || q.To < q.From || q.To > len(d.Tokens) || q.Close >= 0 && q.Close < q.To || q.Open >= q.From {
				t.Fatalf("quotation %d is %+v in %q", i, q, text)
			}
			if q.Next >= 0 && (q.Next <= i || q.Next >= len(d.Quotes)) {
				t.Fatalf("quotation %d goes on with %d in %q", i, q.Next, text)
			}
			last = q.From
		}
	})
}
