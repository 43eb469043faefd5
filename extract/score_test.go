package extract

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qawl/extract/eval"
	"qawl/source"
)

// developed reports whether rules were tuned on a development article; the
// others are only measured.
func developed(name string) bool {
	n := strings.TrimSuffix(name, ".txt")
	return n <= "020" || n >= "101" && n <= "280"
}

// TestScoreRecord keeps extract/testdata/score.txt, so that a commit shows what
// it does to quality: go test ./extract -run ScoreRecord -update. The
// development articles belong to their publishers and are no part of this project.
func TestScoreRecord(t *testing.T) {
	dir := "../../shared/dev/ar"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the development articles are not here: ", err)
	}
	all, _, err := eval.ReadGold(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString("# Made by: go test ./extract -run ScoreRecord -update\n# See docs/quality.md for what is counted.\n")
	for _, part := range []struct {
		name string
		in   func(string) bool
	}{
		{"developed on", developed},
		{"only measured on", func(n string) bool { return !developed(n) }},
	} {
		var gold []*eval.Gold
		for _, g := range all {
			if part.in(g.Name) {
				gold = append(gold, g)
			}
		}
		s := score(t, dir, gold)
		fmt.Fprintf(&b, "\n== %s\n", part.name)
		s.WriteFigures(&b)
		b.WriteString("\nby rule\n")
		s.WriteRules(&b)
		b.WriteString("\nby confidence\n")
		s.WriteReliability(&b)
	}
	const record = "testdata/score.txt"
	old, err := os.ReadFile(record)
	if err != nil && !*update {
		t.Fatal(err)
	}
	if bytes.Equal(old, b.Bytes()) {
		return
	}
	if !*update {
		t.Errorf("%s differs from what comes out now; look at it and rewrite it with -update:\n%s", record, b.String())
		return
	}
	if err := os.WriteFile(record, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// score extracts gold documents and measures the result.
func score(t *testing.T, dir string, gold []*eval.Gold) *eval.Scores {
	t.Helper()
	x, err := New(arabic(t))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	for _, g := range gold {
		data, err := os.ReadFile(filepath.Join(dir, g.Name))
		if err != nil {
			t.Fatal(err)
		}
		articles, err := reader.Read(g.Name, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range articles {
			if err := one(x, a, &lines); err != nil {
				t.Fatal(err)
			}
		}
	}
	predictions, err := eval.ReadPredictions(&lines)
	if err != nil {
		t.Fatal(err)
	}
	s, err := eval.Score(gold, predictions)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
