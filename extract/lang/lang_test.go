package lang

import (
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"qawl/model"
)

var loadArabic = sync.OnceValues(func() (*Pack, error) { return Load("ar") })

func arabic(tb testing.TB) *Pack {
	tb.Helper()
	p, err := loadArabic()
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// small makes a pack of a few tables; each file's rows are one string with the
// columns in its first line.
func small(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{"pack.tsv": {Data: []byte("key\tvalue\ncode\tar\nname\tx\ndirection\trtl\n")}}
	for n, s := range files {
		fsys[n] = &fstest.MapFile{Data: []byte(s)}
	}
	return fsys
}

func TestEmbeddedPacksLoad(t *testing.T) {
	for _, code := range Codes() {
		p, err := Load(code)
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		if p.Code != code || p.Name == "" || p.Direction == "" || p.Digest() == "" {
			t.Errorf("%s: pack.tsv is not complete: %+v", code, p)
		}
	}
}

// What is wrong in a pack is told with its file and line.
func TestErrorsNameTheLine(t *testing.T) {
	const letters = "from\tto\nأ\tا\n"
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"same form twice", map[string]string{"say.tsv": "form\nقال\nقال\n"}, `x/say.tsv:3: "قال" stands already at x/say.tsv:2`},
		{"spelling variants of one form", map[string]string{"fold.tsv": letters, "say.tsv": "form\nأعلن\nاعلن\n"}, "x/say.tsv:3"},
		{"form without a letter", map[string]string{"say.tsv": "form\n-\n"}, "x/say.tsv:2"},
		{"unknown feature", map[string]string{"say.tsv": "form\tfeatures\nقال\tpast 4\n"}, `x/say.tsv:2: unknown feature "4"`},
		{"unknown paradigm", map[string]string{"say.tsv": "form\tparadigm\nقال\thollow\n"}, `x/say.tsv:2: no paradigm named "hollow"`},
		{"more cells than columns", map[string]string{"say.tsv": "form\nقال\tx\n"}, "x/say.tsv:2: 2 cells"},
		{"no form column", map[string]string{"say.tsv": "word\nقال\n"}, "x/say.tsv: no column named form"},
		{"letter folded twice", map[string]string{"fold.tsv": letters + "أ\tا\n"}, "x/fold.tsv:3"},
		{"template without a placeholder", map[string]string{"inflect.tsv": "paradigm\tfeatures\tform\nn\tm s\tو\n"}, "x/inflect.tsv:2"},
		{"affix of no kind", map[string]string{"clitic.tsv": "form\tkind\tslot\tmin\nو\tinfix\t1\t2\n"}, "x/clitic.tsv:2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read("x", small(tt.files))
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %q, want %q in it", err, tt.want)
			}
		})
	}
}

// A word is found behind proclitics, before enclitics, and with an article.
func TestWords(t *testing.T) {
	p := arabic(t)
	tests := []struct {
		phenomenon, word string
		class            Class
		before, after    string
		definite         bool
	}{
		{"bare name", "مصر", CountryName, "", "", false},
		{"conjunction and preposition", "ولموسكو", CountryName, "ول", "", false},
		{"article of the name kept", "بالعراق", CountryName, "ب", "", false},
		{"article that assimilates behind ل", "للعراق", CountryName, "لل", "", false},
		{"nisba with article", "السوري", Nisba, "ال", "", true},
		{"nisba behind ل and article", "للسوريين", Nisba, "لل", "", true},
		{"feminine plural", "تونسيات", Nisba, "", "", false},
		{"dual", "فرنسيتان", Nisba, "", "", false},
		{"broken plural", "الأتراك", Nisba, "ال", "", true},
		{"possessive behind ة", "زيارته", EventNoun, "", "ته", false},
		{"accusative", "هجوما", EventNoun, "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.phenomenon, func(t *testing.T) {
			w := p.Word(p.Fold.String(tt.word))
			for _, r := range w.Readings {
				if r.Class == tt.class && r.Before == p.Fold.String(tt.before) && r.After == p.Fold.String(tt.after) && r.Definite == tt.definite {
					return
				}
			}
			t.Errorf("%s has no reading as %v with %q and %q: %+v", tt.word, tt.class, tt.before, tt.after, w.Readings)
		})
	}
}

// Words that only look as if they had clitics.
func TestNoWords(t *testing.T) {
	p := arabic(t)
	for _, word := range []string{"مجالي", "والديه", "بنما"} {
		for _, r := range p.Word(p.Fold.String(word)).Readings {
			if r.Class == Nisba || r.Class == CountryName && r.Before != "" {
				t.Errorf("%s is read as %s behind %q", word, r.Lemma, r.Before)
			}
		}
	}
}

// Both words of a nisba take gender, number and the article.
func TestNisbaOfTwoWords(t *testing.T) {
	p := arabic(t)
	for word, rest := range map[string]string{"الكوري": "شمالي", "الكورية": "شماليه", "الكوريين": "شماليين", "كوريون": "شماليون", "كوريات": "شماليات"} {
		found := false
		for _, r := range p.Word(p.Fold.String(word)).Readings {
			found = found || r.Class == Nisba && len(r.Rest) == 1 && r.Rest[0] == rest && r.Row.Get("code") == "KP"
		}
		if !found {
			t.Errorf("%s %s is not found", word, rest)
		}
	}
}

// Without its clitics a mention is the name alone, in the text's own spelling.
func TestStem(t *testing.T) {
	p := arabic(t)
	for src, want := range map[string]string{"وَلِموسكو": "موسكو", "بـموسكو": "موسكو", "والسوريين": "السوريين"} {
		for _, r := range p.Word(p.Fold.String(src)).Readings {
			if r.Class&(CountryName|Nisba) == 0 {
				continue
			}
			s := p.Stem(src, model.Span{End: len(src)}, r)
			if got := src[s.Start:s.End]; got != want {
				t.Errorf("%s: got %q, want %q", src, got, want)
			}
		}
	}
}

// Every code of ISO 3166-1 that the press writes about has a name, and every row a code.
func TestCountries(t *testing.T) {
	p := arabic(t)
	if got := len(p.countries); got < 240 {
		t.Errorf("%d countries have names", got)
	}
	for _, c := range []string{"PS", "XK", "TW", "EH", "HK", "KP", "OM", "ZA", "CD"} {
		if p.CountryName(c) == c {
			t.Errorf("%s has no name", c)
		}
	}
	for _, name := range []string{"country", "nisba", "city"} {
		for _, r := range p.Table(name).Rows {
			for _, c := range r.All("code") {
				if len(c) != 2 || strings.ToUpper(c) != c {
					t.Errorf("%s: %q is not a code", r.At, c)
				}
			}
			if r.Get("code") == "" && r.Get("kind") != "mask" {
				t.Errorf("%s: no code", r.At)
			}
		}
	}
}

func TestCheckFindsOddities(t *testing.T) {
	files := map[string]string{
		"saay.tsv":    "form\nقال\n",
		"say.tsv":     "form\tparadigm\nﻗﺎﻝ\t\nذكر|\t\nنقل\tnone\n\u200fأكد\t\n",
		"inflect.tsv": "paradigm\tfeatures\tform\nn\tm s\t{form}\n",
	}
	var all []string
	for _, e := range Check("x", small(files)) {
		all = append(all, e.Error())
	}
	got := strings.Join(all, "\n")
	for _, want := range []string{
		`x/saay.tsv: no word class or other table has the name "saay"`,
		"x/say.tsv:2: column form: ", "x/say.tsv:3: column form: an alternative is empty", `x/say.tsv:4: no paradigm is named "none"`, "x/say.tsv:5: column form: ",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in:\n%s", want, got)
		}
	}
}

func TestCheckPassesEmbeddedPacks(t *testing.T) {
	for _, code := range Codes() {
		for _, e := range Check(code, os.DirFS("pack/"+code)) {
			t.Error(e)
		}
	}
}

// Whatever stands in a table, reading it gives rows or an error with a line.
func FuzzTable(f *testing.F) {
	f.Add("form\tparadigm\nقال|ذكر\tsound\n# note\n\n")
	f.Add("a\ta\n|\t|\n")
	f.Add("\xff\xfe\tx\n\x00\n")
	f.Fuzz(func(t *testing.T, data string) {
		table, err := readTable("x/t.tsv", strings.NewReader(data))
		if err != nil {
			if !strings.Contains(err.Error(), "x/t.tsv") {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		for _, r := range table.Rows {
			if r.At == "" || len(r.cells) > len(table.Columns) {
				t.Fatalf("row %+v of %q", r, data)
			}
			for _, c := range table.Columns {
				r.Get(c)
				for _, v := range r.All(c) {
					if utf8.ValidString(data) && !utf8.ValidString(v) {
						t.Fatalf("%q cuts a code point of %q", v, data)
					}
				}
			}
		}
	})
}

// Looking any word up gives readings whose stems lie within it.
func FuzzWord(f *testing.F) {
	for _, w := range []string{"", "ولل", "بالعراق", "رسالته", "وَلِموسكو", "\xff", "ﷲ", "اللال"} {
		f.Add(w)
	}
	p := arabic(f)
	f.Fuzz(func(t *testing.T, word string) {
		for _, r := range p.Word(p.Fold.String(word)).Readings {
			s := p.Stem(word, model.Span{End: len(word)}, r)
			if s.Start < 0 || s.End > len(word) {
				t.Fatalf("%q: stem %v of %+v", word, s, r)
			}
		}
	})
}
