// Package eval measures extracted articles against gold annotations: statements
// by overlap of their content (lenient from 0.5, strict from 0.8 intersection
// over union of the characters that are not white space), their speakers, cues,
// kinds and source chains where the statement was found, countries, people and
// events. It gives the figures of the reference scorer that the annotations
// came with, and beside them precision by rule and by confidence.
package eval

import (
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"unicode"
)

// PRF is precision, recall and their harmonic mean, with the counts.
type PRF struct {
	Precision, Recall, F1    float64
	Predicted, Gold, Matched int
}

func prf(matched, predicted, gold int) PRF {
	return newPRF(ratio(matched, predicted), ratio(matched, gold), matched, predicted, gold)
}

func newPRF(p, r float64, matched, predicted, gold int) PRF {
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return PRF{p, r, f, predicted, gold, matched}
}

// Accuracy is the share of right answers among those that count.
type Accuracy struct {
	Right, Of int
}

// Value returns the share, 0 where nothing counts.
func (a Accuracy) Value() float64 { return ratio(a.Right, a.Of) }

func (a *Accuracy) add(right bool) {
	a.Of++
	if right {
		a.Right++
	}
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Rule counts what one rule predicted, how much of it lies on a gold statement
// (lenient), and how much of that has the right speaker.
type Rule struct {
	Name                     string
	Predicted, Matched, Both int
}

// Scores are all figures of one evaluation.
type Scores struct {
	Documents, Extracted int
	Figures              []Figure            // in the reference scorer's order
	Rules                []Rule              // most predictions first
	Confidence           [11]Rule            // by confidence rounded down to tenths
	Errors               map[string][]string // by kind of error, in order of the documents
}

// Figure is one named figure: either PRF or Accuracy is set.
type Figure struct {
	Name string
	PRF  *PRF
	Acc  *Accuracy
}

// Value returns the F1 or the accuracy.
func (f Figure) Value() float64 {
	if f.PRF != nil {
		return f.PRF.F1
	}
	return f.Acc.Value()
}

var kinds = [...]string{"direct", "mixed", "indirect"}

// tally counts one threshold's matches.
type tally struct {
	matched, predicted, gold, joint int
	kind                            map[string]*kindTally
}

type kindTally struct {
	gold, predicted, goldMatched, predictedMatched, joint int
}

type scorer struct {
	cmp                       *comparer
	tag                       map[string]*tally
	kindRight, cue, dropped   Accuracy
	via, countries            struct{ matched, predicted, gold int }
	people, events            struct{ matched, predicted, gold int }
	eventType, eventDate, pub Accuracy
	rules                     map[string]*Rule
	out                       *Scores
}

// Score compares predictions with gold documents. Predictions are assigned by
// the file name that their source ends in; those without gold are left out.
func Score(gold []*Gold, predictions []Prediction) (*Scores, error) {
	s := &scorer{cmp: newComparer(), tag: map[string]*tally{}, rules: map[string]*Rule{}, out: &Scores{Errors: map[string][]string{}}}
	for _, t := range []string{"lenient", "strict"} {
		s.tag[t] = &tally{kind: map[string]*kindTally{}}
		for _, k := range kinds {
			s.tag[t].kind[k] = &kindTally{}
		}
	}
	byName := map[string][]Prediction{}
	for _, p := range predictions {
		n := filepath.Base(p.Source)
		byName[n] = append(byName[n], p)
	}
	for _, g := range gold {
		if err := s.document(g, byName[g.Name]); err != nil {
			return nil, err
		}
	}
	return s.finish(), nil
}

// predicted is a predicted statement with the code points of its content.
type predicted struct {
	kind, cue, name, rule string
	via                   []string
	confidence            float64
	at                    []interval
	chars                 map[int]bool
}

func (s *scorer) document(g *Gold, articles []Prediction) error {
	s.out.Documents++
	if len(articles) > 0 {
		s.out.Extracted++
	}
	var ps []predicted
	for _, a := range articles {
		for _, st := range a.Statements {
			p := predicted{kind: st.Kind, name: st.Name, rule: st.Rule, confidence: st.Confidence, at: st.Spans}
			for _, sp := range st.Spans {
				if sp.Start < 0 || sp.End < sp.Start || sp.End > len(g.text) {
					return fmt.Errorf("evaluate: %s: statement %s: span %d..%d is not within 0..%d code points", g.Name, st.ID, sp.Start, sp.End, len(g.text))
				}
			}
			if st.Cue != nil {
				p.cue = st.Cue.Text
			}
			for _, v := range st.Via {
				p.via = append(p.via, v.Name)
			}
			p.chars = g.chars(st.Spans)
			ps = append(ps, p)
		}
	}
	s.statements(g, ps, "lenient", 0.5)
	s.statements(g, ps, "strict", 0.8)
	s.countriesOf(g, articles)
	s.peopleOf(g, articles)
	s.eventsOf(g, articles)
	if g.Published != "" {
		right := false
		for _, a := range articles {
			right = right || a.Published[:min(10, len(a.Published))] == g.Published
		}
		s.pub.add(right)
		if !right {
			s.err("published", "%s: gold %s", g.Name, g.Published)
		}
	}
	return nil
}

func (s *scorer) err(kind, format string, args ...any) {
	s.out.Errors[kind] = append(s.out.Errors[kind], fmt.Sprintf(format, args...))
}

func (s *scorer) statements(g *Gold, ps []predicted, tag string, threshold float64) {
	t := s.tag[tag]
	pairs := match(g.Statements, ps, threshold)
	t.matched += len(pairs)
	t.predicted += len(ps)
	t.gold += len(g.Statements)
	for _, st := range g.Statements {
		if k := t.kind[st.Kind]; k != nil {
			k.gold++
		}
	}
	for _, p := range ps {
		if k := t.kind[p.kind]; k != nil {
			k.predicted++
		}
	}
	goldHit, predHit := map[int]bool{}, map[int]bool{}
	for _, pr := range pairs {
		st, p := &g.Statements[pr.gold], &ps[pr.pred]
		goldHit[pr.gold], predHit[pr.pred] = true, true
		right := p.name == ""
		if st.Name != "" {
			right = s.cmp.sameName(st.Name, p.name)
		}
		if k := t.kind[st.Kind]; k != nil {
			k.goldMatched++
			if right {
				k.joint++
			}
		}
		if k := t.kind[p.kind]; k != nil {
			k.predictedMatched++
		}
		if right {
			t.joint++
		}
		if tag == "lenient" {
			s.details(g, st, p, right)
		}
	}
	if tag != "lenient" {
		return
	}
	for i := range g.Statements {
		if st := &g.Statements[i]; !goldHit[i] && len(st.at) > 0 {
			s.err("missed", "%s: %s %s: %s", g.Name, st.Kind, deref(st.Cue), g.around(st.at[0], 140))
		}
	}
	for i := range ps {
		p := &ps[i]
		r := s.rule(p)
		for _, r := range r {
			r.Predicted++
			if predHit[i] {
				r.Matched++
			}
		}
		if !predHit[i] && len(p.at) > 0 {
			s.err("spurious", "%s: %s %s [%s]: %s", g.Name, p.kind, p.cue, p.rule, g.around(p.at[0], 140))
		}
	}
}

// rule returns the counters that a prediction counts in: its rule's and its confidence's.
func (s *scorer) rule(p *predicted) [2]*Rule {
	r := s.rules[p.rule]
	if r == nil {
		r = &Rule{Name: p.rule}
		s.rules[p.rule] = r
	}
	return [2]*Rule{r, &s.out.Confidence[min(10, max(0, int(p.confidence*10+1e-9)))]}
}

// details counts what is asked of a statement that was found.
func (s *scorer) details(g *Gold, st *goldStatement, p *predicted, right bool) {
	s.kindRight.add(st.Kind == p.kind)
	if st.Cue != nil {
		pc, gc := s.cmp.normal(p.cue), s.cmp.normal(*st.Cue)
		ok := len(strings.Fields(pc)) <= len(strings.Fields(gc))+3 && (strings.Contains(pc, gc) || pc != "" && strings.Contains(gc, pc))
		s.cue.add(ok)
		if !ok {
			s.err("cue", "%s: gold %q got %q: %s", g.Name, *st.Cue, p.cue, g.around(st.at[0], 60))
		}
	}
	if st.Kind != p.kind {
		s.err("kind", "%s: gold %s got %s: %s", g.Name, st.Kind, p.kind, g.around(st.at[0], 80))
	}
	if st.Speaker == nil && st.Name != "" {
		s.dropped.add(right)
	}
	left := append([]string(nil), p.via...)
	for _, want := range st.Via {
		for i, have := range left {
			if s.cmp.sameName(want, have) {
				left = append(left[:i], left[i+1:]...)
				s.via.matched++
				break
			}
		}
	}
	s.via.gold += len(st.Via)
	s.via.predicted += len(p.via)
	if right {
		for _, r := range s.rule(p) {
			r.Both++
		}
	} else {
		s.err("speaker", "%s: gold %q got %q [%s]: %s", g.Name, st.Name, p.name, p.rule, g.around(st.at[0], 50))
	}
}

func deref(s *string) string {
	if s == nil {
		return "(no cue)"
	}
	return *s
}

type pair struct{ gold, pred int }

// match pairs gold and predicted statements whose contents overlap enough,
// best pairs first, each at most once.
func match(gold []goldStatement, ps []predicted, threshold float64) []pair {
	type candidate struct {
		iou float64
		pair
	}
	var cs []candidate
	for i := range gold {
		for k := range ps {
			n := common(gold[i].chars, ps[k].chars)
			if n == 0 {
				continue
			}
			iou := float64(n) / float64(len(gold[i].chars)+len(ps[k].chars)-n)
			if iou >= threshold {
				cs = append(cs, candidate{iou, pair{i, k}})
			}
		}
	}
	sort.SliceStable(cs, func(a, b int) bool { return cs[a].iou > cs[b].iou })
	usedGold, usedPred := map[int]bool{}, map[int]bool{}
	var out []pair
	for _, c := range cs {
		if !usedGold[c.gold] && !usedPred[c.pred] {
			usedGold[c.gold], usedPred[c.pred] = true, true
			out = append(out, c.pair)
		}
	}
	return out
}

func common(a, b map[int]bool) int {
	if len(b) < len(a) {
		a, b = b, a
	}
	n := 0
	for i := range a {
		if b[i] {
			n++
		}
	}
	return n
}

// edge are the runes that do not count at a span's edges.
const edge = " \t\r\n\"“”«»„‟'‘’.,،؛;:…-–—"

// chars returns the positions of the code points within the intervals, without
// white space and marks at the edges.
func (g *Gold) chars(at []interval) map[int]bool {
	set := map[int]bool{}
	for _, v := range at {
		a, b := v.Start, v.End
		for a < b && strings.ContainsRune(edge, g.text[a]) {
			a++
		}
		for b > a && strings.ContainsRune(edge, g.text[b-1]) {
			b--
		}
		for i := a; i < b; i++ {
			if r := g.text[i]; !unicode.IsSpace(r) && (r < 0x1C || r > 0x1F) {
				set[i] = true
			}
		}
	}
	return set
}

// around shows an interval of the document with what stands before it.
func (g *Gold) around(v interval, most int) string {
	start := max(0, v.Start-40)
	end := min(v.End, start+most, len(g.text))
	return fmt.Sprintf("%q", string(g.text[start:max(start, end)]))
}
