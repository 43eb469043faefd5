package extract

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"qawl/model"
	"qawl/source"
)

var update = flag.Bool("update", false, "rewrite the goldens with what comes out now")

// Goldens are txtar files, one phenomenon each: a comment that says why the
// case exists, article.txt as a source reads it, and any of want.txt
// (statements), people.txt, places.txt and events.txt. What is wanted is
// labels and exact words, never offsets.
func TestGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens", err)
	}
	x, err := New(arabic(t))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { golden(t, x, reader, name) })
	}
}

func golden(t *testing.T, x *Extractor, reader *source.Reader, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(bytes.TrimSpace(archive.Comment)) == 0 {
		t.Error("the comment that says why this case exists is missing")
	}
	if archive.Files[0].Name != "article.txt" || len(archive.Files) < 2 {
		t.Fatal("want article.txt, then at least one of want.txt, people.txt, places.txt, events.txt")
	}
	articles, err := reader.Read("article.txt", archive.Files[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*model.Document
	for _, a := range articles {
		d, err := x.Extract(context.Background(), a)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	changed := false
	for i := range archive.Files[1:] {
		f := &archive.Files[i+1]
		render, ok := map[string]func(*bytes.Buffer, *model.Document){
			"want.txt": renderStatements, "people.txt": renderPeople, "places.txt": renderPlaces, "events.txt": renderEvents}[f.Name]
		if !ok {
			t.Fatalf("unknown file %s", f.Name)
		}
		var b bytes.Buffer
		for i, d := range docs {
			if i > 0 {
				b.WriteString("=== next article\n")
			}
			render(&b, d)
		}
		if got, want := strings.TrimSpace(b.String()), strings.TrimSpace(string(f.Data)); got != want {
			if !*update {
				t.Errorf("%s: got\n%s\n\nwant\n%s", f.Name, got, want)
			}
			f.Data, changed = []byte(got+"\n"), true
		}
	}
	if *update && changed {
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func renderStatements(b *bytes.Buffer, d *model.Document) {
	entity := func(r model.Ref) string {
		if r == model.NoRef {
			return "-"
		}
		return fmt.Sprintf("%s (%s)", d.Entities[r].Name, d.Entities[r].Type)
	}
	words := func(m *model.Mention) string {
		if m == nil {
			return "-"
		}
		return m.Text
	}
	for i := range d.Statements {
		s := &d.Statements[i]
		fmt.Fprintf(b, "%d %s", i+1, s.Kind)
		if s.Part != model.PartBody {
			fmt.Fprintf(b, ", %s", s.Part)
		}
		if s.Stance != model.Neutral {
			fmt.Fprintf(b, ", %s", s.Stance)
		}
		fmt.Fprintf(b, "\ncue:     %s\nspeaker: %s\nis:      %s\n", words(s.Cue), words(s.SpeakerMention), entity(s.Speaker))
		for _, v := range s.Via {
			fmt.Fprintf(b, "via:     %s\n", entity(v))
		}
		if s.Addressee != model.NoRef {
			fmt.Fprintf(b, "to:      %s\n", entity(s.Addressee))
		}
		if s.Inside >= 0 {
			fmt.Fprintf(b, "inside:  %d\n", s.Inside+1)
		}
		if !s.SaidOn.IsZero() {
			fmt.Fprintf(b, "on:      %s\n", s.SaidOn)
		}
		for _, sp := range s.Spans {
			fmt.Fprintf(b, "content: %s\n", d.Article.Text[sp.Start:sp.End])
		}
		fmt.Fprintf(b, "rule:    %s\n", s.Rule)
		b.WriteString("\n")
	}
}

func renderPeople(b *bytes.Buffer, d *model.Document) {
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Type != model.Person || !e.Named {
			continue
		}
		fmt.Fprintf(b, "%s", e.Name)
		if e.Role != "" {
			fmt.Fprintf(b, " | %s", e.Role)
		}
		if e.Country != "" {
			fmt.Fprintf(b, " | %s", e.Country)
		}
		b.WriteString("\n")
	}
}

func renderPlaces(b *bytes.Buffer, d *model.Document) {
	for _, c := range d.Countries {
		fmt.Fprintf(b, "%s:", c.Code)
		for i, m := range c.Mentions {
			if i > 0 {
				b.WriteString(" |")
			}
			fmt.Fprintf(b, " %s", m.Text)
		}
		b.WriteString("\n")
	}
}

func renderEvents(b *bytes.Buffer, d *model.Document) {
	for i := range d.Events {
		e := &d.Events[i]
		fmt.Fprintf(b, "%s | %s | %s | %s\n", e.Type, e.Mention.Text, e.Date, e.Country)
	}
}
