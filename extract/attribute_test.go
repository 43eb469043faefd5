package extract

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"qawl/source"
)

// Every rule of attribution.rules fires on at least one golden or example, so
// that no rule is there without a proof of what it is for.
func TestEveryRuleFires(t *testing.T) {
	x, err := New(arabic(t))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fired := map[string]bool{}
	goldens, _ := filepath.Glob("testdata/ar/*.txtar")
	examples, _ := filepath.Glob("../examples/ar/*.txt")
	for _, name := range append(goldens, examples...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if ar := txtar.Parse(data); len(ar.Files) > 0 {
			data = ar.Files[0].Data
		}
		articles, err := reader.Read(filepath.Base(name), data)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range articles {
			d, err := x.Extract(context.Background(), a)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range d.Statements {
				fired[s.Rule] = true
			}
		}
	}
	for _, r := range x.grammar.rules {
		if !fired[r.Name] {
			t.Errorf("%s: no example fires rule %s", r.At, r.Name)
		}
	}
}
