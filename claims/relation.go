package claims

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"qawl/model"
)

// Relation tells how a statement renders its claim's representative.
type Relation string

// The relations of a statement to its claim.
const (
	Verbatim   Relation = "verbatim"   // the same words
	Shortened  Relation = "shortened"  // some of the same words
	Extended   Relation = "extended"   // the same words and more
	Reworded   Relation = "reworded"   // the reporter's words
	Translated Relation = "translated" // other words for what was quoted
	Summary    Relation = "summary"    // what a headline or lead makes of it
)

// Representative returns the place of the statement that stands for a claim:
// its longest direct wording in a body, else mixed, else indirect; of equally
// long ones the first by identifier.
func Representative(ps []*Profile) int {
	rank := func(p *Profile) int {
		r := map[model.Kind]int{model.Direct: 2, model.Mixed: 1}[p.Kind] * 2
		if p.Part == model.PartHeadline || p.Part == model.PartAbstract {
			r--
		}
		return r
	}
	best := 0
	for i, p := range ps {
		b := ps[best]
		if cmp.Or(cmp.Compare(rank(p), rank(b)), cmp.Compare(p.weight, b.weight), -cmp.Compare(p.ID, b.ID)) > 0 {
			best = i
		}
	}
	return best
}

// Relate tells how p renders the representative q.
func (c *Comparer) Relate(p, q *Profile) Relation {
	if p.same == q.same {
		return Verbatim
	}
	al := align(p, q)
	mine, its := ratio(al.sharedA, p.weight), ratio(al.sharedB, q.weight)
	const most, little = 0.85, 0.5
	switch {
	case mine >= most && its >= most:
		return Verbatim
	case mine >= most:
		return Shortened
	case its >= most:
		return Extended
	case p.Kind == model.Direct && q.Kind == model.Direct:
		return Translated
	case mine < little && p.opening && p.Kind != model.Direct:
		return Summary
	}
	return Reworded
}

// Evidence is a part of a pair's score.
type Evidence struct {
	Feature string
	Value   float64
	Odds    float64 // what it adds to the log odds
}

// Explain returns the probability that two statements are one claim and what
// it is made of, the weightiest first.
func (c *Comparer) Explain(p, q *Profile) (float64, []Evidence) {
	v := c.Features(p, q)
	var out []Evidence
	for i, name := range featureNames {
		if odds := v[i] * c.model.Vector[i]; odds != 0 {
			out = append(out, Evidence{name, v[i], odds})
		}
	}
	slices.SortStableFunc(out, func(a, b Evidence) int { return -cmp.Compare(max(a.Odds, -a.Odds), max(b.Odds, -b.Odds)) })
	return Sigmoid(c.model.odds(v)), out
}

// Summarize writes the weightiest parts of a score: "shared +5.1, open -2.0".
func Summarize(es []Evidence, most int) string {
	var parts []string
	for _, e := range es[:min(most, len(es))] {
		parts = append(parts, fmt.Sprintf("%s %+.1f", e.Feature, e.Odds))
	}
	return strings.Join(parts, ", ")
}
