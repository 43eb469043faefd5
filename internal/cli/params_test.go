package cli

import (
	"reflect"
	"testing"
)

func TestParametersOfCypher(t *testing.T) {
	got, err := cypherParams([]string{"n=41", "f=0.5", "t=text with = in it", `q="41"`, "d=2023-08-16", "l=[1, 2.5, \"a\"]", "m={\"k\": [1]}",
		"b=true", "z=null", "e=", "$s=x", "arrow => 7", "ar=ليلى", "big=12345678901234567890", "junk={1"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"n": int64(41), "f": 0.5, "t": "text with = in it", "q": "41", "d": "2023-08-16", "l": []any{int64(1), 2.5, "a"},
		"m": map[string]any{"k": []any{int64(1)}}, "b": true, "z": nil, "e": "", "s": "x", "arrow": int64(7), "ar": "ليلى",
		"big": 12345678901234567890.0, "junk": "{1"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %#v\nwant %#v", got, want)
	}
	for _, bad := range []string{"", "n", "=1"} {
		if _, err := cypherParams([]string{bad}); Code(err) != Usage {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestPlaceOfAnErrorInAQueryIsThatOfTheUser(t *testing.T) {
	const msg = "Invalid input 'X' (line 1, column 18 (offset: 17))\n\"EXPLAIN MATCH (n X\"\n                  ^ (code)"
	const want = "Invalid input 'X'\n\"MATCH (n X\"\n          ^ (code)"
	if got := asWritten(msg); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := asWritten("other"); got != "other" {
		t.Errorf("got %q", got)
	}
}

func FuzzJSONOrText(f *testing.F) {
	for _, s := range []string{"1", "[", "{\"a\":", "\"x\"", "nullx", "-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if v, ok := jsonOrText(s).(string); ok && len(v) > len(s)*6+2 {
			t.Errorf("%q grew to %q", s, v)
		}
	})
}
