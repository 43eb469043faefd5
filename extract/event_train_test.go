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
			for _, h := range newEventStage(d).found {
				m := d.Span(h.Range)
				at := model.Span{Start: own.At(m.Start), End: own.At(m.End)}
				out = append(out, example{h.features, slices.ContainsFunc(spans, func(s model.Span) bool { return matches(s, at) })})
			}
			return nil
		}}
		stages := Stages()
		k := slices.IndexFunc(stages, func(s Stage) bool { return s.Name == "event" })
		stages[k] = look
		y := &Extractor{x.pack, x.grammar, stages, x.memory}
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
// squares, by gradient descent from zero. They are shifted so that an event is
// listed above the probability that gives the best F1 on unseen articles: half
// of that F1 (Lipton, Elkan and Naryanaswamy, 2014), which five-fold
// cross-validation puts at about 0.5; a little above it as the weights are fitted to few articles.
func fit(examples []example) map[string]float64 {
	const (
		rounds = 600
		rate   = 0.3
		rare   = 3 // a feature that is seen less often has no weight
		cut    = 0.28
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
				if count[f] >= rare {
					grad[f] += y - p
				}
			}
		}
		for f, g := range grad {
			g -= penalty(f) * w[f]
			step[f] += g * g
			if step[f] > 0 {
				w[f] += rate * g / math.Sqrt(step[f])
			}
		}
	}
	w["bias"] -= math.Log(cut / (1 - cut))
	return w
}

// penalty is higher for single nouns, of which there are many.
func penalty(feature string) float64 {
	switch {
	case feature == "bias":
		return 0
	case strings.HasPrefix(feature, "noun="):
		return 3
	}
	return 1
}

func sum(w map[string]float64, features []string) float64 {
	s := 0.0
	for _, f := range features {
		s += w[f]
	}
	return s
}
