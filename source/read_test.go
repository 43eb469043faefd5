package source

import (
	"mime/quotedprintable"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"qawl/model"
)

// check tests what holds for every document: articles and their blocks stand
// in order, on code point boundaries, and for text files an article's text is
// the document's at its offset.
func check(t *testing.T, doc string, articles []*model.Article) {
	t.Helper()
	f := formatOf(doc)
	points := []rune(doc)
	last := 0
	for _, a := range articles {
		if a.ID == "" || a.Language == "" || len(a.Blocks) == 0 {
			t.Errorf("article without id, language or blocks: %+v", a)
		}
		if f == formatPlain || f == formatTagged {
			n := utf8.RuneCountInString(a.Text)
			if a.Offset < last || a.Offset+n > len(points) || string(points[a.Offset:a.Offset+n]) != a.Text {
				t.Fatalf("text is not the document's at %d", a.Offset)
			}
			last = a.Offset + n
		}
		end := 0
		for _, b := range a.Blocks {
			if b.Start < end || b.End > len(a.Text) || b.Empty() {
				t.Fatalf("block %v out of order or out of text (%d bytes)", b, len(a.Text))
			}
			if !utf8.ValidString(a.Text[b.Start:b.End]) || !utf8.RuneStart(a.Text[b.Start]) {
				t.Fatalf("block %v cuts a code point", b)
			}
			if s := a.Text[b.Start:b.End]; strings.TrimSpace(s) != s {
				t.Errorf("block %q has white space around it", s)
			}
			end = b.End
		}
		if h := a.Headline; h != nil && a.Text[h.Start:h.End] != h.Text {
			t.Errorf("headline %q is not the text at its span", h.Text)
		}
		if !a.Published.Valid() {
			t.Errorf("published %+v is no date", a.Published)
		}
	}
}

const sample = "بلدية المدينة تعلن خطة جديدة\nMon, 04 Jun 2018 10:12:55 GMT\n\nقال رئيس البلدية إن الخطة تبدأ في الخريف، وأضاف أن العمل سيستمر عامين على الأقل.\n" +
	"وفي المقابل طالب السكان بطريق جديد بين الحي والميناء.\n"

func TestEncodings(t *testing.T) {
	crlf := strings.ReplaceAll(sample, "\n", "\r\n")
	utf16 := func(e unicode.Endianness, b unicode.BOMPolicy) encoding.Encoding { return unicode.UTF16(e, b) }
	for _, tc := range []struct {
		name string
		enc  encoding.Encoding // nil: UTF-8
		text string
		want string // the document as decoded
	}{
		{"UTF-8", nil, sample, sample},
		{"UTF-8 with mark", nil, "\ufeff" + sample, "\ufeff" + sample},
		{"UTF-8 with CR LF", nil, crlf, crlf},
		{"UTF-8 with CR", nil, strings.ReplaceAll(sample, "\n", "\r"), strings.ReplaceAll(sample, "\n", "\r")},
		{"UTF-16 LE with mark", utf16(unicode.LittleEndian, unicode.UseBOM), sample, "\ufeff" + sample},
		{"UTF-16 BE with mark", utf16(unicode.BigEndian, unicode.UseBOM), sample, "\ufeff" + sample},
		{"UTF-16 LE without mark", utf16(unicode.LittleEndian, unicode.IgnoreBOM), sample, sample},
		{"UTF-16 BE without mark", utf16(unicode.BigEndian, unicode.IgnoreBOM), crlf, crlf},
		{"windows-1256", charmap.Windows1256, sample, sample},
		{"windows-1256 with CR LF", charmap.Windows1256, crlf, crlf},
		{"ISO 8859-6", charmap.ISO8859_6, strings.ReplaceAll(sample, "،", ","), strings.ReplaceAll(sample, "،", ",")},
	} {
		t.Run(tc.name, func(t *testing.T) {
			data := []byte(tc.text)
			if tc.enc != nil {
				var err error
				if data, err = tc.enc.NewEncoder().Bytes(data); err != nil {
					t.Fatal(err)
				}
			}
			articles, err := reader(t, Options{}).Read("doc", data)
			if err != nil {
				t.Fatal(err)
			}
			check(t, tc.want, articles)
			a := articles[0]
			if len(articles) != 1 || a.Text != tc.want || a.Offset != 0 {
				t.Errorf("text differs from the decoded document: %q", a.Text)
			}
			if a.Headline == nil || a.Headline.Text != "بلدية المدينة تعلن خطة جديدة" || a.Published.String() != "2018-06-04" || len(a.Blocks) != 3 {
				t.Errorf("got %s", describe(articles))
			}
		})
	}
}

func TestPageSaysItsEncoding(t *testing.T) {
	page := `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>سوق جديدة</title></head><body><h1>سوق جديدة</h1>` +
		strings.Repeat("<p>تفتح سوق جديدة أبوابها كل صباح قرب الميناء القديم، بحسب البلدية، التي تدعو الباعة إليها.</p>", 5) + "</body></html>"
	data, err := charmap.Windows1256.NewEncoder().Bytes([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	articles, err := reader(t, Options{}).Read("page.html", data)
	if err != nil || articles[0].Headline == nil || articles[0].Headline.Text != "سوق جديدة" {
		t.Errorf("got %v, %v", describe(articles), err)
	}
}

func TestPageSavedAsOneFile(t *testing.T) {
	page := "<html><head><title>x</title></head><body><h1>سوق جديدة</h1>" +
		strings.Repeat("<p>تفتح سوق جديدة أبوابها كل صباح قرب الميناء القديم، بحسب البلدية، التي تدعو الباعة إليها.</p>", 5) + "</body></html>"
	var qp strings.Builder
	w := quotedprintable.NewWriter(&qp)
	if _, err := w.Write([]byte(page)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	doc := "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b\"\r\n\r\n" +
		"----b\r\nContent-Type: text/css\r\n\r\np{}\r\n" +
		"----b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + qp.String() + "\r\n----b--\r\n"
	articles, err := reader(t, Options{}).Read("page.mhtml", []byte(doc))
	if err != nil || len(articles) != 1 || articles[0].Headline == nil || articles[0].Headline.Text != "سوق جديدة" || len(articles[0].Blocks) != 6 {
		t.Errorf("got %s, %v", describe(articles), err)
	}
	if _, err := reader(t, Options{}).Read("page.mhtml", []byte(doc[:300])); err == nil {
		t.Error("a file that was cut off is read")
	}
}

func TestUnreadable(t *testing.T) {
	big := strings.Repeat("سطر طويل من الكلمات.\n", 100)
	for _, tc := range []struct {
		name, data, want string
		o                Options
	}{
		{"empty", "", "source: doc: file is empty", Options{}},
		{"white space", " \n\t\r\n", "source: doc: file is empty", Options{}},
		{"mark alone", "\ufeff", "source: doc: no article text found", Options{}},
		{"PDF", "%PDF-1.7 …", "source: doc: not a text (PDF)", Options{}},
		{"binary", "abc\x00\x01\x02\x03\x04\x05\x06def\x00\x00", "source: doc: not a text (binary data)", Options{}},
		{"not decodable", "\xa0\xff\xb1\xfe\x8d\xdd\xff\xfd\xff\xf0\xa9", "source: doc: neither UTF-8 nor another encoding that is known", Options{}},
		{"too large", big, "source: doc: larger than the limit of 0 MiB", Options{MaxBytes: 1000}},
		{"JSON without text", `{"a": 1}`, "source: doc: no article text found in 1 JSON objects", Options{}},
		{"page without text", "<html><body><script>x</script></body></html>", "source: doc: no article text found", Options{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			articles, err := reader(t, tc.o).Read("doc", []byte(tc.data))
			if err == nil || err.Error() != tc.want || len(articles) > 0 {
				t.Fatalf("got %v, %v, want %s", describe(articles), err, tc.want)
			}
			if model.HintOf(err) == "" {
				t.Errorf("no hint with %v", err)
			}
		})
	}
}

func TestBrokenLineOfJSONLines(t *testing.T) {
	doc := `{"title": "أول", "text": "قال الأول شيئا."}
{"title": "مقطوع", "text": "قال
{"title": "ثان", "text": "قال الثاني شيئا."}
`
	articles, err := reader(t, Options{}).Read("doc.jsonl", []byte(doc))
	if len(articles) != 2 || err == nil || !strings.HasPrefix(err.Error(), "source: doc.jsonl: line 2: ") {
		t.Errorf("got %s, %v", describe(articles), err)
	}
}

func TestFieldsOfAnotherName(t *testing.T) {
	r := reader(t, Options{Fields: map[string]string{"text": "Inhalt", "title": "Titel", "published": "Datum"}})
	articles, err := r.Read("doc.json", []byte(`{"Titel": "عنوان", "Inhalt": "قال الرجل شيئا.", "Datum": "3.7.2021", "text": "لا يقرأ."}`))
	want := "headline: عنوان\npublished: 2021-07-03\n  headline عنوان\n  body     قال الرجل شيئا.\n"
	if got := describe(articles); err != nil || got != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
	p, err := packs()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewReader(Options{Fields: map[string]string{"txt": "x"}}, p); err == nil || model.HintOf(err) == "" {
		t.Errorf("a field of no known name is taken: %v", err)
	}
}

func TestLanguage(t *testing.T) {
	for doc, want := range map[string]string{
		sample: "ar",
		"A headline in another language\n\nThe mayor said nothing (عمدة).\n": "und",
		"رويترز و CNN و BBC و AFP\n\nقالت CNN إن الطائرة Boeing 737 هبطت.\n": "ar",
	} {
		articles, err := reader(t, Options{}).Read("doc", []byte(doc))
		if err != nil || articles[0].Language != want {
			t.Errorf("%q: got %v, %v, want %s", doc, articles, err, want)
		}
	}
}

func TestObjectsAroundArticles(t *testing.T) {
	doc := `{"took": 3, "hits": {"total": 2, "hits": [{"_id": "1", "_source": {"Title": "أول", "Content": "<p>قال الأول شيئا.</p><p>وسكت.</p>", "Published-At": "2024-01-02"}},
 {"_source": {"title": "ثان", "text": "قال الثاني شيئا."}}]}}`
	articles, err := reader(t, Options{}).Read("doc.json", []byte(doc))
	want := "headline: أول\npublished: 2024-01-02\n  headline أول\n  body     قال الأول شيئا.\n  body     وسكت.\n\nheadline: ثان\n  headline ثان\n  body     قال الثاني شيئا.\n"
	if got := describe(articles); err != nil || got != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
}

// An article is the same whatever its path, and whichever way its address was
// shared.
func TestIdentity(t *testing.T) {
	r := reader(t, Options{})
	id := func(name, doc string) model.ID {
		articles, err := r.Read(name, []byte(doc))
		if err != nil || len(articles) != 1 {
			t.Fatal(articles, err)
		}
		return articles[0].ID
	}
	with := func(url string) string { return "عنوان الخبر\n" + url + "\n\nقال الرجل شيئا.\n" }
	a := id("a.txt", with("https://Example.org/x?id=1&utm_source=a#b"))
	if b := id("b.txt", with("https://example.org:443/x?id=1")); a != b {
		t.Error("the same address in two forms makes two articles")
	}
	if b := id("a.txt", with("https://example.org/x?id=2")); a == b {
		t.Error("two addresses make one article")
	}
	if id("a.txt", sample) != id("b.txt", sample) {
		t.Error("the path makes a difference")
	}
}

func TestCanonicalAddress(t *testing.T) {
	sh, _, err := newShared()
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"HTTP://WWW.Example.ORG:80":                  "http://www.example.org/",
		"https://example.org/a%d8%a7?b=1&fbclid=2#x": "https://example.org/a%D8%A7?b=1",
		"https://example.org/ا":                      "https://example.org/%D8%A7",
		"https://u:p@example.org/?utm_a=1&amp=":      "https://example.org/",
		"/relative/2024/1/2":                         "/relative/2024/1/2",
		"http://[broken":                             "http://[broken",
		"":                                           "",
	} {
		if got := sh.canonical(in); got != want {
			t.Errorf("canonical(%q) = %q, want %q", in, got, want)
		}
		if got := sh.canonical(sh.canonical(in)); got != want {
			t.Errorf("canonical twice (%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	v := reader(t, Options{}).vocabs[0]
	for in, want := range map[string]string{
		"Mon, 04 Jun 2018 10:12:55 GMT":   "2018-06-04",
		"Wed, 07 Mar 2018 00:30:00 +0400": "2018-03-07",
		"2015-07-25 10:02:42":             "2015-07-25",
		"2017-02-16T12:35:00+01:00":       "2017-02-16",
		"2024-06-12T23:30:00.123Z":        "2024-06-12",
		"16/02/2016":                      "2016-02-16",
		"02/16/2016":                      "2016-02-16",
		"16th, August 2023 GMT":           "2023-08-16",
		"August 3, 2021":                  "2021-08-03",
		"1st of Jan 2020":                 "2020-01-01", "12 من سبتمبر 2024": "2024-09-12", "12 ـ 9 ـ 2024": "2024-09-12", "سبتمبر 12, 2024": "2024-09-12", "Thursday, 12 Sept. 2024": "2024-09-12", "2018م": "",
		"30/01/09":  "2009-01-30",
		"3.7.2021":  "2021-07-03",
		"٢٢/١/٢٠٢٥": "2025-01-22",
		"5 يناير/ كانون الثاني, 2010": "2010-01-05",
		"12 حزيران (يونيو) 2024":      "2024-06-12",
		"29 غشت 2019":                 "2019-08-29",
		"20210703":                    "2021-07-03",
		"1718200000":                  "2024-06-12",
		"1718200000000":               "2024-06-12",
		"31/02/2016":                  "",
		"2016":                        "",
		"1.2.3":                       "",
		"الثلاثاء":                    "",
		"28 رمضان 1436 هـ الموافق 15/7/2015":   "2015-07-15",
		"99999999999999999999/1/2 2020-01-02x": "2020-01-02",
	} {
		if got := v.dateOf(in).String(); got != want {
			t.Errorf("dateOf(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"https://a.example/2018/10/19/x":     "2018-10-19",
		"http://a.example/ar/20180604-x":     "2018-06-04",
		"https://a.example/n/2018-1-9-x":     "2018-01-09",
		"https://a.example/1163098/20181":    "",
		"https://a.example/2018/13/19/x2018": "",
	} {
		if got := dateInAddress(in).String(); got != want {
			t.Errorf("dateInAddress(%q) = %q, want %q", in, got, want)
		}
	}
}
