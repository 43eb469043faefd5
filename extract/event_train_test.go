package extract

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"qawl/extract/text"
	"qawl/model"
	"qawl/source"
)

var trainEvents = flag.String("train-events", "", "folder of texts and gold files to fit the weights of events to")

// TestTrainEvents fits the weights in event-weight.tsv by logistic regression on
// annotated articles and rewrites the table. It is deterministic. A happening
// counts as right where the reference scorer would match it.
func TestTrainEvents(t *testing.T) {
	if *trainEvents == "" {
		t.Skip("no -train-events DIR given")
	}
	x, err := New(arabic(t))
	if err != nil {
		t.Fatal(err)
	}
	r, err := source.NewReader(source.Options{}, x.Pack())
	if err != nil {
		t.Fatal(err)
	}
	var examples []example
	golds, _ := filepath.Glob(filepath.Join(*trainEvents, "*.gold.json"))
	for _, g := range golds {
		examples = append(examples, examplesOf(t, x, r, g)...)
	}
	w := fit(examples)
	var b strings.Builder
	b.WriteString("# Weights of the features of events (see extract/event_weigh.go), fitted by logistic\n# regression on annotated articles: go test ./extract -run TestTrainEvents -train-events DIR.\nfeature\tweight\n")
	names := make([]string, 0, len(w))
	for n := range w {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		if math.Abs(w[n]) >= 0.05 {
			fmt.Fprintf(&b, "%s\t%.2f\n", n, w[n])
		}
	}
	if err := os.WriteFile("lang/pack/ar/event-weight.tsv", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

type example struct {
	features []string
	right    bool
}

func examplesOf(t *testing.T, x *Extractor, r *source.Reader, gold string) []example {
	t.Helper()
	file := strings.TrimSuffix(gold, ".gold.json") + ".txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var g struct {
		Events []struct {
			Mention string
			Nth     int
		}
	}
	j, err := os.ReadFile(gold)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(j, &g); err != nil {
		t.Fatal(gold, err)
	}
	articles, err := r.Read(file, data)
	if err != nil {
		t.Fatal(err)
	}
	points := text.NewPoints(string(data), 0)
	var spans []model.Span
	for _, e := range g.Events {
		if i := strings.Index(string(data), e.Mention); i >= 0 {
			spans = append(spans, model.Span{Start: points.At(i), End: points.At(i + len(e.Mention))})
		}
	}
	var out []example
	for _, a := range articles {
		own := text.NewPoints(a.Text, a.Offset)
		look := Stage{"look", nil, nil, func(d *Doc) error {
			var found []*happening
			for i := 0; i < len(d.Tokens); i++ {
				if h := d.happeningAt(i); h != nil {
					found = append(found, h)
					i = h.head
				}
			}
			d.locate(found)
			for _, h := range found {
				d.describe(h, found)
				m := d.Span(h.Range)
				at := model.Span{Start: own.At(m.Start), End: own.At(m.End)}
				out = append(out, example{h.features, slices.ContainsFunc(spans, func(s model.Span) bool { return matches(s, at) })})
			}
			return nil
		}}
		stages := Stages()
		k := slices.IndexFunc(stages, func(s Stage) bool { return s.Name == "event" })
		stages[k] = look
		y := &Extractor{x.pack, x.grammar, stages, x.words}
		if _, err := y.Extract(context.Background(), a); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func matches(gold, got model.Span) bool {
	over := min(gold.End, got.End) - max(gold.Start, got.Start)
	return 2*over >= min(gold.End-gold.Start, got.End-got.Start) && got.End-got.Start <= 3*(gold.End-gold.Start)+40
}

// fit returns the weights of a logistic regression with a penalty on their
// squares, by gradient descent from zero, shifted so that 0 is the threshold
// with the best F1.
func fit(examples []example) map[string]float64 {
	const (
		penalty = 1.0
		rounds  = 400
		rate    = 0.5
	)
	count := map[string]int{}
	for _, e := range examples {
		for _, f := range e.features {
			count[f]++
		}
	}
	w := map[string]float64{}
	step := map[string]float64{} // sums of squared gradients
	for range rounds {
		grad := map[string]float64{}
		for _, e := range examples {
			p := 1 / (1 + math.Exp(-sum(w, e.features)))
			y := 0.0
			if e.right {
				y = 1
			}
			for _, f := range e.features {
				if count[f] >= 3 {
					grad[f] += y - p
				}
			}
		}
		for f, g := range grad {
			if f != "bias" {
				g -= penalty * w[f]
			}
			step[f] += g * g
			if step[f] > 0 {
				w[f] += rate * g / math.Sqrt(step[f])
			}
		}
	}
	w["bias"] -= threshold(w, examples)
	return w
}

func sum(w map[string]float64, features []string) float64 {
	s := 0.0
	for _, f := range features {
		s += w[f]
	}
	return s
}

// threshold returns the score with the best F1 over the examples.
func threshold(w map[string]float64, examples []example) float64 {
	type scored struct {
		score float64
		right bool
	}
	var all []scored
	total := 0
	for _, e := range examples {
		all = append(all, scored{sum(w, e.features), e.right})
		if e.right {
			total++
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		if a.score > b.score {
			return -1
		} else if a.score < b.score {
			return 1
		}
		return 0
	})
	best, at, hit := 0.0, 0.0, 0
	for i, s := range all {
		if s.right {
			hit++
		}
		if f := 2 * float64(hit) / float64(i+1+total); f > best {
			best, at = f, s.score
		}
	}
	return at
}
