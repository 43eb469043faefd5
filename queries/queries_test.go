package queries

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"qawl/extract/lang"
	"qawl/model"
)

func words(tb testing.TB) Words {
	tb.Helper()
	p, err := lang.Load("ar")
	if err != nil {
		tb.Fatal(err)
	}
	return WordsOf(p)
}

func TestAllQueriesRead(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 12 {
		t.Errorf("%d queries", len(all))
	}
	writes := regexp.MustCompile(`(?i)\b(create|merge|set|delete|remove|load csv|foreach)\b`)
	counts := regexp.MustCompile(`count\((DISTINCT )?s\)`)
	for _, q := range all {
		if !strings.HasSuffix(q.Summary, ".") || len(q.Summary) > 120 {
			t.Errorf("%s: summary %q", q.Name, q.Summary)
		}
		if m := writes.FindString(q.Text + q.Browser); m != "" {
			t.Errorf("%s: writes: %s", q.Name, m)
		}
		if counts.MatchString(q.Text) && !strings.Contains(q.Text, "part: 'body'") && !strings.Contains(q.Text, "via.position") {
			t.Errorf("%s: counts statements of headline and abstract as well", q.Name)
		}
	}
}

func TestGetNamesTheNearest(t *testing.T) {
	tests := map[string]string{"serach": "search", "statements-by-speakr": "statements-by-speaker", "timeline": "timeline-of-speaker", "qqqq": ""}
	for name, want := range tests {
		_, err := Get(name)
		var u *UnknownError
		if !errors.As(err, &u) {
			t.Fatalf("%s: %v", name, err)
		}
		got := ""
		if len(u.Nearest) > 0 {
			got = u.Nearest[0]
		}
		if got != want {
			t.Errorf("%s: nearest is %q, want %q", name, got, want)
		}
	}
	if _, err := Get("search"); err != nil {
		t.Error(err)
	}
}

func TestBind(t *testing.T) {
	q := &Query{Name: "q", Params: []Param{
		{"who", Search, true, "", "name"}, {"country", Country, false, "", ""}, {"since", Date, false, "", ""}, {"until", DateEnd, false, "", ""},
		{"limit", Int, false, "50", ""}, {"text", String, false, "", ""}, {"same", Folded, false, "", ""},
	}}
	w := words(t)
	got, err := q.Bind(map[string]string{"who": "الأُردن إلى*", "country": "كوريا الشماليّة", "since": "2024-02", "until": "2024-02", "text": "a'b", "same": "إلى؟"}, w)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"country": "KP", "since": model.Date{Year: 2024, Month: 2, Day: 1},
		"until": model.Date{Year: 2024, Month: 2, Day: 29}, "limit": int64(50), "text": "a'b", "same": "الي"}
	for k, v := range want {
		if got[k] != v {
			t.Errorf("%s is %#v, want %#v", k, got[k], v)
		}
	}
	if who := got["who"].(string); !strings.HasPrefix(who, "+(") || strings.Count(who, "+") != 2 || !strings.Contains(who, " والاردن ") || !strings.Contains(who, " للاردن") {
		t.Errorf("who is %s", who)
	}
	if got, err = q.Bind(map[string]string{"who": "x"}, w); err != nil || got["country"] != nil || len(got) != len(q.Params) {
		t.Errorf("without options: %v, %v", got, err)
	}
	for _, bad := range []map[string]string{
		{}, {"who": "؟!"}, {"who": "x", "wo": "y"}, {"who": "x", "limit": "-1"}, {"who": "x", "limit": "1; MATCH"}, {"who": "x", "since": "gestern"},
		{"who": "x", "country": "أطلنطس"}, {"who": "x", "since": "2024-02-30"},
	} {
		var p *ParamError
		if _, err := q.Bind(bad, w); !errors.As(err, &p) || p.Hint() == "" {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

func TestCountriesByName(t *testing.T) {
	w := words(t)
	for name, want := range map[string]string{"fr": "FR", "PRK": "KP", "north korea": "KP", "كوریا الشمالیة": "KP", "Corée du Nord": "KP", "الأردن": "JO", "الولايات المتحدة": "US", "": "", "xx": ""} {
		if got, _ := w.Country(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// The Browser's query holds values as literals, in which nothing of a text can
// end the literal.
func TestInline(t *testing.T) {
	q := &Query{Browser: "MATCH (n {name: $name, day: $day}) RETURN n LIMIT $limit // $nothing"}
	got := q.Inline(map[string]any{"name": "قول' RETURN 1 //\\\n`\u2028😀", "day": model.Date{Year: 2024, Month: 2, Day: 1}, "limit": int64(3)})
	want := `MATCH (n {name: 'قول\u0027 RETURN 1 \u002F\u002F\u005C\u000A\u0060\u2028\U0001F600', day: date('2024-02-01')}) RETURN n LIMIT 3 // null`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestParseRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"no comment":     "RETURN 1\n// browser\nRETURN 1\n",
		"no browser":     "// A.\nRETURN 1\n",
		"bad type":       "// A.\n// param x txt required y\nRETURN $x\n// browser\nRETURN 1\n",
		"not described":  "// A.\nRETURN $x\n// browser\nRETURN 1\n",
		"not used":       "// A.\n// param x int 1 y\nRETURN 1\n// browser\nRETURN 1\n",
		"without a word": "// A.\n// param x int 1\nRETURN $x\n// browser\nRETURN 1\n",
	} {
		if _, err := parse("q.cypher", data); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

// A word is found with what is written together with it, and no other word is.
func TestFormsOfWords(t *testing.T) {
	w := words(t)
	tests := []struct{ word, found, not string }{
		{"الأردن", "الأردن أردن والأردن بالأردن للأردن وللأردن فالأردن كالأردن", "أردنية الاردني سالاردن الالاردن"},
		{"روسيا", "روسيا وروسيا لروسيا وبروسيا الروسيا", "روسي بروسيه سروسيا"},
		{"ال", "ال", "لا"},
		{"putin", "putin", "putins"},
		{"في", "في وفي", "وفيه"},
	}
	for _, tt := range tests {
		fs := w.Forms(w.Fold(tt.word))
		for _, f := range strings.Fields(tt.found) {
			if !slices.Contains(fs, w.Fold(f)) {
				t.Errorf("%s: %s is missing in %v", tt.word, f, fs)
			}
		}
		for _, f := range strings.Fields(tt.not) {
			if slices.Contains(fs, w.Fold(f)) {
				t.Errorf("%s: gives %s", tt.word, f)
			}
		}
	}
	many := strings.Fields(strings.Repeat("كلمة ", 60))
	if q := w.search(many); strings.Count(q, "+") != 60 || len(strings.Fields(q)) > 1024 {
		t.Errorf("%d clauses", len(strings.Fields(q)))
	}
}
