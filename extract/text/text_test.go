package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"qawl/model"
)

var arabic = NewFold(map[rune]string{'أ': "ا", 'إ': "ا", 'آ': "ا", 'ى': "ي", 'ة': "ه", 'ک': "ك", 'ی': "ي", 'ـ': "", '٣': "3"})

// One word in all its spellings folds to one form.
func TestFoldSpellings(t *testing.T) {
	tests := map[string][]string{
		"محمد":  {"محمد", "مُحَمَّدٌ", "محـــمد", "مح\u200cمد", "ﻣﺤﻤﺪ"},
		"احمد":  {"أحمد", "احمد", "ا\u0654حمد", "إحمد"},
		"كوريا": {"كوريا", "کوریا"},
		"الله":  {"الله", "ﷲ"},
	}
	for want, spellings := range tests {
		for _, s := range spellings {
			if got := arabic.String(s); got != want {
				t.Errorf("%q (%+q) folds to %q, want %q", s, s, got, want)
			}
		}
	}
}

func TestFoldWords(t *testing.T) {
	if got, want := arabic.Words("قالَ: «أنا  هنا»، (٣ مرات)"), "قال انا هنا 3 مرات"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTokens(t *testing.T) {
	src := "قال «بـ3.5%»...\nEnd"
	var got []string
	for _, tok := range arabic.Tokens(nil, src, model.Span{End: len(src)}) {
		got = append(got, src[tok.Start:tok.End])
	}
	if w := "قال « بـ 3 . 5 % » ... End"; strings.Join(got, " ") != w {
		t.Errorf("got %q, want %q", got, w)
	}
}

// Tokens keep their places: in order, not overlapping, on code point
// boundaries, and nothing but white space and format characters between them.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "قال: «نعم»", "a\u0301\u200db ١٢٣ \xff\xfe", "ﷲ \u202bx\u202c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		src = strings.ToValidUTF8(src, "\ufffd")
		last := 0
		for _, tok := range arabic.Tokens(nil, src, model.Span{End: len(src)}) {
			if tok.Start < last || tok.End <= tok.Start || tok.End > len(src) {
				t.Fatalf("token %v after %d in %q", tok, last, src)
			}
			if !utf8.ValidString(src[tok.Start:tok.End]) {
				t.Fatalf("token %v cuts a code point of %q", tok, src)
			}
			if gap := arabic.Words(src[last:tok.Start]); gap != "" {
				t.Fatalf("%q of %q is in no token", gap, src)
			}
			last = tok.End
		}
	})
}

func TestStems(t *testing.T) {
	src := "وَلِموسكو"
	if got := src[arabic.SkipFolded(src, model.Span{End: len(src)}, 2):]; got != "موسكو" {
		t.Errorf("behind two letters: %q", got)
	}
	src = "رسالتِهِ"
	s := arabic.CutFolded(src, model.Span{End: len(src)}, 1)
	if got := src[s.Start:s.End]; got != "رسالتِ" {
		t.Errorf("before one letter: %q", got)
	}
}

// Code points are counted from the document's start.
func FuzzPoints(f *testing.F) {
	f.Add("قال a نعم", 3)
	f.Fuzz(func(t *testing.T, s string, base int) {
		s = strings.Repeat(strings.ToValidUTF8(s, "?"), 9)
		p := NewPoints(s, base)
		n := base
		for i := range s {
			if p.At(i) != n {
				t.Fatalf("byte %d of %q: %d code points, want %d", i, s, p.At(i), n)
			}
			n++
		}
		if p.At(len(s)) != n {
			t.Fatalf("end of %q: %d, want %d", s, p.At(len(s)), n)
		}
	})
}
