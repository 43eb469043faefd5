package source

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"qawl/extract/lang"
	"qawl/model"
)

var update = flag.Bool("update", false, "rewrite the wanted parts of the goldens")

// TestLayouts reads each document in testdata/layout and compares what is
// found in it: metadata and blocks, in the words of the document.
func TestLayouts(t *testing.T) {
	files, err := filepath.Glob("testdata/layout/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	r := reader(t, Options{})
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(ar.Files) != 2 || ar.Files[0].Name != "doc" || ar.Files[1].Name != "want" {
				t.Fatal("wanted: doc, want")
			}
			articles, err := r.Read("doc", ar.Files[0].Data)
			if err != nil {
				t.Fatal(err)
			}
			check(t, string(ar.Files[0].Data), articles)
			got := describe(articles)
			if *update {
				ar.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := string(ar.Files[1].Data); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// packs are loaded once for all tests.
var packs = sync.OnceValues(func() (*lang.Pack, error) { return lang.Load("ar") })

func reader(tb testing.TB, o Options) *Reader {
	tb.Helper()
	p, err := packs()
	if err != nil {
		tb.Fatal(err)
	}
	r, err := NewReader(o, p)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// describe writes what was found, one line for each thing that is there.
func describe(articles []*model.Article) string {
	var b strings.Builder
	for i, a := range articles {
		if i > 0 {
			b.WriteByte('\n')
		}
		line := func(name string, values ...string) {
			if s := strings.Join(values, " | "); s != "" {
				fmt.Fprintf(&b, "%s: %s\n", name, s)
			}
		}
		if a.Headline != nil {
			line("headline", a.Headline.Text)
		}
		line("published", a.Published.String())
		line("outlet", a.Outlet)
		line("credits", a.Credits...)
		line("keywords", a.Keywords...)
		line("links", a.Links...)
		line("url", a.URL)
		line("docno", a.DocNo)
		for _, s := range a.Bylines {
			line("byline", a.Text[s.Start:s.End])
		}
		for _, bl := range a.Blocks {
			fmt.Fprintf(&b, "  %-8s %s\n", bl.Part, a.Text[bl.Start:bl.End])
		}
	}
	return b.String()
}
