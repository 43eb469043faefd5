package extract

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"qawl/extract/eval"
	"qawl/source"
)

var trainConfidence = flag.String("train-confidence", "", "folder of texts and gold files to count right statements on")

// prior is the weight of what holds for any rule, in statements, beside what was
// counted for one.
const prior = 6

// TestTrainConfidence counts, by rule and by how the speaker was found, how many
// statements are right (lenient match, right speaker) and rewrites confidence.tsv.
func TestTrainConfidence(t *testing.T) {
	if *trainConfidence == "" {
		t.Skip("no -train-confidence DIR given")
	}
	gold, _, err := eval.ReadGold(*trainConfidence)
	if err != nil {
		t.Fatal(err)
	}
	predicted, err := eval.ReadPredictions(bytes.NewReader(keyed(t, *trainConfidence)))
	if err != nil {
		t.Fatal(err)
	}
	scores, err := eval.Score(gold, predicted)
	if err != nil {
		t.Fatal(err)
	}
	type count struct{ right, of int }
	any, one := map[string]count{}, map[[2]string]count{}
	for _, r := range scores.Rules {
		rule, speaker, _ := strings.Cut(r.Name, "\t")
		one[[2]string{rule, speaker}] = count{r.Both, r.Predicted}
		a := any[speaker]
		any[speaker] = count{a.right + r.Both, a.of + r.Predicted}
	}
	var lines []string
	for s, c := range any {
		lines = append(lines, fmt.Sprintf("*\t%s\t%d\t%d\t%.2f", s, c.right, c.of, float64(c.right+1)/float64(c.of+2)))
	}
	for k, c := range one {
		if c.of < 4 {
			continue
		}
		a := any[k[1]]
		p := (float64(c.right) + prior*float64(a.right+1)/float64(a.of+2)) / (float64(c.of) + prior)
		lines = append(lines, fmt.Sprintf("%s\t%s\t%d\t%d\t%.2f", k[0], k[1], c.right, c.of, p))
	}
	sort.Strings(lines)
	head := "# How sure a statement is: by the rule that made it and the way its speaker was found, how\n# many were right of how many on annotated articles, weighed with what holds for any\n# rule (see extract/confidence.go): go test ./extract -run TestTrainConfidence -train-confidence DIR.\nrule\tspeaker\tright\tof\tconfidence\n"
	if err := os.WriteFile("lang/pack/ar/confidence.tsv", []byte(head+strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// keyed extracts all texts of a folder to JSON lines, with rule and evidence for
// the speaker as the rule.
func keyed(t *testing.T, dir string) []byte {
	stages := Stages()
	for i, s := range stages {
		if s.Name == "confidence" {
			stages[i].Run = func(d *Doc) error {
				for _, st := range d.Statements {
					st.Rule += "\t" + d.speakerEvidence(st)
				}
				return nil
			}
		}
	}
	x, err := New(arabic(t), stages...)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(source.Options{}, x.Pack())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	names, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		articles, err := reader.Read(name, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range articles {
			d, err := x.Extract(context.Background(), a)
			if err != nil {
				t.Fatal(err)
			}
			if err := WriteJSON(&out, d, JSONOptions{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out.Bytes()
}
