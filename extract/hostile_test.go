package extract

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"qawl/model"
)

// hostile are texts that tempt an extractor into quadratic work or a panic.
func hostile(n int) map[string]string {
	sentence := `قال المدير سامي حداد إن العمل جار في المدينة، مضيفا أن الأمر "مهم جدا" للجميع، `
	return map[string]string{
		"opening marks":     strings.Repeat("«", n) + "قال المدير إن العمل جار.",
		"plain marks":       strings.Repeat(`" `, n) + sentence,
		"nested brackets":   strings.Repeat("(", n) + "قال" + strings.Repeat(")", n),
		"no full stop":      strings.Repeat(sentence, n/20),
		"cues alone":        strings.Repeat("قال ", n),
		"complementisers":   "قال المدير " + strings.Repeat("إن ", n),
		"titles":            strings.Repeat("الرئيس الوزير المدير ", n/3),
		"names":             strings.Repeat("سامي حداد ", n/2),
		"one word":          strings.Repeat("قال", n),
		"bidi controls":     "قال\u202e" + strings.Repeat("\u202b\u2067", n) + " المدير",
		"marks on a letter": "قال" + strings.Repeat("\u064b\u0651", n),
		"line breaks":       strings.Repeat("\n", n) + sentence,
		"replacement":       strings.Repeat("\ufffd", n),
		"digits and dates":  strings.Repeat("3/4/2024 ", n/2),
	}
}

// Nothing hostile makes the extractor panic or give a span outside the text.
func TestHostileText(t *testing.T) {
	x, err := New(arabic(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range hostile(10000) {
		t.Run(name, func(t *testing.T) {
			d, err := x.Extract(context.Background(), &model.Article{Source: name, Text: text})
			if err != nil {
				t.Fatal(err)
			}
			if err := WriteJSON(io.Discard, d, JSONOptions{}); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// The time for each byte stays the same as hostile text grows.
func BenchmarkHostile(b *testing.B) {
	x, err := New(arabic(b))
	if err != nil {
		b.Fatal(err)
	}
	for name := range hostile(1) {
		for _, n := range []int{1000, 10000, 100000} {
			text := hostile(n)[name]
			b.Run(fmt.Sprintf("%s/%d", strings.ReplaceAll(name, " ", "-"), n), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if _, err := x.Extract(context.Background(), &model.Article{Text: text}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
