package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzRead reads anything: nothing panics, and what check tests holds.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/layout/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(ar.Files[0].Data)
	}
	f.Add([]byte("\xff\xfe\x00"))
	f.Add([]byte("<DOC><TITLE></TEXT><P><TEXT>\r\r\n</DOC>"))
	f.Add([]byte("{\"text\": \"\xff\", \"title\": [1, {\"name\": 2}]}"))
	r := reader(f, Options{MaxBytes: 1 << 20})
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, err := r.Read("doc", data)
		if err != nil && !strings.HasPrefix(err.Error(), "source: doc") {
			t.Errorf("error without the document's name: %v", err)
		}
		if isArchive(data) || isMHTML(data) {
			return
		}
		doc, err := r.decode(data)
		if err != nil {
			return
		}
		check(t, doc, articles)
	})
}

// FuzzDate reads anything as a date: nothing panics, and it is a date or none.
func FuzzDate(f *testing.F) {
	f.Add("Mon, 04 Jun 2018 10:12:55 GMT")
	f.Add("5 يناير/ كانون الثاني, 2010")
	f.Add("/2018/10/19/")
	v := reader(f, Options{}).vocabs[0]
	f.Fuzz(func(t *testing.T, s string) {
		if d := v.dateOf(s); !d.Valid() {
			t.Errorf("dateOf(%q) = %+v", s, d)
		}
		if d := dateInAddress(s); !d.Valid() {
			t.Errorf("dateInAddress(%q) = %+v", s, d)
		}
	})
}

// Hostile documents take time in proportion to their length.
func TestHostile(t *testing.T) {
	n := 50000
	if testing.Short() {
		n = 5000
	}
	r := reader(t, Options{})
	for name, unit := range map[string]string{
		"brackets":       "(رويترز ",
		"open tags":      "<DOC><TEXT>",
		"tag starts":     "<p <p <p ",
		"divs":           "<div><p>كلمة",
		"paragraphs":     "<p>قال الرجل كلمة طويلة، وقال أخرى، هنا.</p>",
		"links":          "<p><a href=/x>عنوان آخر</a></p>",
		"line breaks":    "<br>كلمة",
		"cells":          "<table><tr><td>كلمة</td></tr></table>",
		"spans":          "<p><span><b>كلمة",
		"JSON arrays":    "[",
		"JSON objects":   `{"a":`,
		"labels":         "المصدر: المصدر: ",
		"read also":      "إقرأ أيضاً:\nعنوان\nقال الرجل إن السماء ستمطر غدا على كل القرى البعيدة في الجبال والوديان والسهول والسواحل.\n22/1/2025\n",
		"articles":       "إقرأ أيضاً:\nعنوان\n" + strings.Repeat("قال الرجل إن السماء ستمطر غدا على كل القرى البعيدة في الجبال والوديان والسهول والسواحل.\n", 2) + "22/1/2025\n",
		"dated lines":    "22/1/2025\n",
		"credit lines":   "وكالة س/ ر ت ب\n",
		"bylines":        "مدينة - كاتب\n\n",
		"keywords":       "كلمات دلالية: كلمة كلمة ",
		"dates":          "1/1/2020 ",
		"one long line":  "كلمة ",
		"short lines":    "كلمة\n",
		"bidi controls":  "\u202b\u202c\u200f",
		"entities":       "&amp;&lt;",
		"carriage":       "\r",
		"quotes":         "\"«",
		"digits":         "9",
		"dashes":         "- ",
		"feed items":     "<rss><item><title>",
		"comment starts": "<html><!--",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			articles, _ := r.Read("doc", []byte(strings.Repeat(unit, n)))
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("%d bytes took %v (%d articles)", n*len(unit), took, len(articles))
			} else {
				t.Logf("%s: %.1f MB/s", name, float64(n*len(unit))/1e6/took.Seconds())
			}
		})
	}
}

// BenchmarkRead reads the examples, and the texts of ../shared if they are there.
func BenchmarkRead(b *testing.B) {
	for _, set := range []struct{ name, glob string }{
		{"text", "../examples/ar/s*.txt"}, {"page", "../examples/ar/*.html"}, {"dev", "../../shared/dev/ar/*.txt"},
	} {
		b.Run(set.name, func(b *testing.B) {
			files, _ := filepath.Glob(set.glob)
			if len(files) == 0 {
				b.Skip("no files at " + set.glob)
			}
			var docs [][]byte
			size := 0
			for _, f := range files {
				data, err := os.ReadFile(f)
				if err != nil {
					b.Fatal(err)
				}
				docs = append(docs, data)
				size += len(data)
			}
			r := reader(b, Options{})
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range docs {
					if _, err := r.Read("doc", d); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkNewReader(b *testing.B) {
	p, err := packs()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewReader(Options{}, p); err != nil {
			b.Fatal(err)
		}
	}
}
