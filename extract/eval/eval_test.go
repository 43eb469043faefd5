package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestSameName(t *testing.T) {
	c := newComparer()
	tests := []struct {
		gold, predicted string
		want            bool
	}{
		{"سامي حداد", "سامي حداد", true},
		{"سامي حداد", "الوزير سامي حداد", true},
		{"سامي حداد", "حداد", true},
		{"سامي حداد", "سامي", true},
		{"سامي بن راشد حداد", "سامي", false},
		{"سامي حداد", "ليلى حداد", false},
		{"روسيا", "موسكو", true},
		{"وزارة الصحة", "وزارة الصِّحّة", true},
		{"أحمد", "احمد", true},
		{"حداد", "", false},
		{"حداد", "نائب رئيس مجلس إدارة الشركة حداد", false},
	}
	for _, tt := range tests {
		if got := c.sameName(tt.gold, tt.predicted); got != tt.want {
			t.Errorf("%q, predicted %q: %v", tt.gold, tt.predicted, got)
		}
	}
}

const article = "قال سامي حداد إن الجسر جاهز. وأضاف أن الطريق مغلق."

func writeGold(t *testing.T, dir string) {
	t.Helper()
	gold := map[string]any{
		"published": "2024-05-02",
		"statements": []map[string]any{
			{"kind": "indirect", "spans": []string{"الجسر جاهز"}, "nth": 1, "cue": "قال", "speaker": "سامي حداد", "speaker_name": "سامي حداد", "via": []string{"وكالة النهر"}},
			{"kind": "indirect", "spans": []string{"الطريق مغلق"}, "nth": 1, "cue": "وأضاف", "speaker": nil, "speaker_name": "سامي حداد", "via": []string{}},
		},
		"countries": []string{"JO"}, "people": []map[string]any{{"name": "سامي حداد"}},
		"events": []map[string]any{},
	}
	data, err := json.Marshal(gold)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"a.gold.json": data, "a.txt": []byte(article)} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// One statement found with the right speaker, one missed, one made up.
func TestScore(t *testing.T) {
	dir := t.TempDir()
	writeGold(t, dir)
	gold, problems, err := ReadGold(dir)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	pred, err := ReadPredictions(strings.NewReader(oneLine(`{"source":"x/a.txt","published":"2024-05-02","statements":[
		{"kind":"indirect","spans":[{"start":17,"end":27}],"cue":{"text":"قال"},"speaker_name":"حداد","via":[{"name":"وكالة النهر"}],"rule":"r1","confidence":0.95},
		{"kind":"direct","spans":[{"start":0,"end":8}],"speaker_name":"س","rule":"r2","confidence":0.3}],
		"countries":[{"code":"JO"},{"code":"EG"}],"people":[],"events":[]}`)))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Score(gold, pred)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]float64{"statements.lenient": 0.5, "statements.strict": 0.5, "joint.lenient": 0.5, "kind.accuracy": 1, "cue.accuracy": 1,
		"via": 1, "countries": 2.0 / 3, "people": 0, "published.accuracy": 1, "speaker.accuracy": 1}
	for _, f := range s.Figures {
		if w, ok := want[f.Name]; ok && math.Abs(w-f.Value()) > 1e-9 {
			t.Errorf("%s = %v, want %v", f.Name, f.Value(), w)
		}
	}
	if len(s.Errors["missed"]) != 1 || len(s.Errors["spurious"]) != 1 || len(s.Errors["person-missed"]) != 1 {
		t.Errorf("errors: %v", s.Errors)
	}
	if r := s.Confidence[9]; r.Predicted != 1 || r.Both != 1 {
		t.Errorf("confidence 0.9: %+v", r)
	}
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

func TestBadSpanIsAnError(t *testing.T) {
	dir := t.TempDir()
	writeGold(t, dir)
	gold, _, err := ReadGold(dir)
	if err != nil {
		t.Fatal(err)
	}
	pred, err := ReadPredictions(strings.NewReader(`{"source":"a.txt","statements":[{"id":"st-1","spans":[{"start":5,"end":5000}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Score(gold, pred); err == nil || !strings.Contains(err.Error(), "a.txt: statement st-1") {
		t.Errorf("error %v does not name document and statement", err)
	}
}

// The figures agree with the reference scorer on the development articles, for
// predictions made from the annotations with every kind of error strewn in.
func TestAgreesWithReference(t *testing.T) {
	root := "../../../shared"
	dir := filepath.Join(root, "dev", "ar")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the development articles are not here: ", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the reference scorer with")
	}
	gold, _, err := ReadGold(dir)
	if err != nil {
		t.Fatal(err)
	}
	lines := noisy(gold)
	name := filepath.Join(t.TempDir(), "pred.jsonl")
	if err := os.WriteFile(name, lines, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, filepath.Join(root, "evaluate", "score.py"), dir, name, "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	pred, err := ReadPredictions(bytes.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Score(gold, pred)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Figures {
		w, ok := want[f.Name].(float64)
		if m, isMap := want[f.Name].(map[string]any); isMap {
			w, ok = m["f1"].(float64)
		}
		if !ok || math.Abs(w-f.Value()) > 1e-4 {
			t.Errorf("%s = %.4f, the reference says %v", f.Name, f.Value(), want[f.Name])
		}
	}
}

// noisy makes predictions that are wrong in every way now and then.
func noisy(gold []*Gold) []byte {
	rnd := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for _, g := range gold {
		var sts []map[string]any
		for k, st := range g.Statements {
			if rnd.IntN(8) == 0 || len(st.at) == 0 {
				continue
			}
			var spans []map[string]int
			for _, v := range st.at {
				end := min(len(g.text), v.End+rnd.IntN(2)*rnd.IntN(60))
				spans = append(spans, map[string]int{"start": min(end, v.Start+rnd.IntN(3)*rnd.IntN(6)), "end": end})
			}
			kind, name := st.Kind, st.Name
			if rnd.IntN(10) == 0 {
				kind = "mixed"
			}
			switch w := strings.Fields(name); rnd.IntN(5) {
			case 0:
				name = ""
			case 1:
				if len(w) > 1 {
					name = w[len(w)-1]
				}
			case 2:
				name = "السيد " + name
			}
			var via []map[string]string
			for _, v := range append([]string{"وكالة"}, st.Via...) {
				if rnd.IntN(3) > 0 {
					via = append(via, map[string]string{"name": v})
				}
			}
			s := map[string]any{"id": fmt.Sprint(k), "kind": kind, "spans": spans, "speaker_name": name, "via": via}
			if st.Cue != nil {
				s["cue"] = map[string]string{"text": *st.Cue + strings.Repeat(" إلى", rnd.IntN(3))}
			}
			sts = append(sts, s)
		}
		var evs []map[string]any
		for _, e := range g.Events {
			kind := e.Type
			if rnd.IntN(4) == 0 {
				kind = "other"
			}
			end := min(len(g.text), e.at.End+rnd.IntN(30))
			evs = append(evs, map[string]any{"mention": map[string]int{"start": e.at.Start, "end": end}, "type": kind, "date": e.Date})
		}
		var people, countries []map[string]string
		for _, p := range g.People {
			if rnd.IntN(4) > 0 {
				people = append(people, map[string]string{"name": p})
			}
		}
		for _, c := range append([]string{"XX"}, g.Countries...) {
			countries = append(countries, map[string]string{"code": c})
		}
		line, _ := json.Marshal(map[string]any{"source": g.Name, "published": g.Published, "statements": sts, "people": people, "countries": countries, "events": evs})
		b.Write(append(line, '\n'))
	}
	return b.Bytes()
}
