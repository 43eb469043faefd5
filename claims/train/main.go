// Train fits the weights with which package claims scores pairs of statements,
// on annotated groups of articles, and says how well they do on groups that
// they have not seen.
//
// usage: go run ./claims/train DIR > claims/model.tsv      (DIR holds raw/ and gold/; figures go to standard error)
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"sort"

	"qawl/claims"
	"qawl/extract/lang"
)

func main() {
	code := flag.String("pack", "ar", "language pack")
	penalty := flag.Float64("penalty", 3, "quadratic penalty on the weights")
	verbose := flag.Bool("errors", false, "list wrong pairs of the groups left out")
	flag.Parse()
	if err := run(os.Stdout, os.Stderr, *code, flag.Arg(0), *penalty, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(out, log io.Writer, code, dir string, penalty float64, verbose bool) error {
	pack, err := lang.Load(code)
	if err != nil {
		return err
	}
	c, err := claims.New(pack)
	if err != nil {
		return err
	}
	s, err := readGold(dir)
	if err != nil {
		return err
	}
	t := newTrainer(c, s, penalty)
	weights, threshold := t.report(log, verbose)
	fmt.Fprintf(out, "# Weights of the features of a pair of statements (log odds), and the least mean\n# log odds that join two clusters. Made by claims/train from %d annotated\n# statements in %d groups.\n", len(s.statements), len(s.groups()))
	for i, name := range claims.FeatureNames() {
		fmt.Fprintf(out, "%s\t%.4f\n", name, weights[i])
	}
	fmt.Fprintf(out, "threshold\t%.2f\n", threshold)
	return nil
}

// pair is two statements of the sample with their features.
type pair struct {
	a, b     int
	x        claims.Vector
	same     bool
	bar      bool
	proposed bool
}

// proposed tells how many of the pairs the index proposes, of how many there are:
// of all, of those of one claim, and of those that are likely by all weights.
func (t *trainer) proposed(log io.Writer, w claims.Vector) {
	var all, same, likely [2]int
	for _, p := range t.pairs {
		odds := 0.0
		for i := range w {
			odds += w[i] * p.x[i]
		}
		count := func(n *[2]int) {
			n[1]++
			if p.proposed {
				n[0]++
			}
		}
		count(&all)
		if p.same {
			count(&same)
		}
		if odds > 0 {
			count(&likely)
		}
	}
	fmt.Fprintf(log, "pairs proposed by the index: %d of %d; of one claim %d of %d (%.3f); of positive odds %d of %d (%.3f)\n", all[0], all[1],
		same[0], same[1], quotient(same[0], same[1]), likely[0], likely[1], quotient(likely[0], likely[1]))
}

type trainer struct {
	*sample
	pairs   []pair
	penalty float64
}

func newTrainer(c *claims.Comparer, s *sample, penalty float64) *trainer {
	t := &trainer{sample: s, penalty: penalty}
	order := make([]int, len(s.statements))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return s.statements[order[i]].ID < s.statements[order[j]].ID })
	s.reorder(order)
	ps := make([]*claims.Profile, len(s.statements))
	for i, st := range s.statements {
		ps[i] = c.Profile(st)
	}
	proposed := map[[2]uint32]bool{}
	for _, p := range c.Candidates(ps) {
		proposed[p] = true
	}
	for i := range ps {
		for j := i + 1; j < len(ps); j++ {
			x := c.Features(ps[i], ps[j])
			t.pairs = append(t.pairs, pair{i, j, x, s.claim[i] == s.claim[j], c.Barred(ps[i], ps[j], x), proposed[[2]uint32{uint32(i), uint32(j)}]})
		}
	}
	return t
}

func (s *sample) reorder(order []int) {
	old := *s
	at := make([]int, len(order))
	s.statements, s.group, s.claim = nil, nil, nil
	for to, from := range order {
		at[from] = to
		s.statements, s.group, s.claim = append(s.statements, old.statements[from]), append(s.group, old.group[from]), append(s.claim, old.claim[from])
	}
	for i, h := range s.hard {
		s.hard[i] = [2]int{at[h[0]], at[h[1]]}
	}
}

// fit trains on the groups that use admits. Pairs across groups, which are
// many and easy, count together as much as one group.
func (t *trainer) fit(use func(group string) bool) claims.Vector {
	var x []claims.Vector
	var y []bool
	var w []float64
	for _, p := range t.pairs {
		ga, gb := t.group[p.a], t.group[p.b]
		if !use(ga) || !use(gb) {
			continue
		}
		weight := 1.0
		if ga != gb {
			weight = 0.1
		}
		x, y, w = append(x, p.x), append(y, p.same), append(w, weight)
	}
	return fit(x, y, w, t.penalty)
}

func (t *trainer) links(w claims.Vector, use func(group string) bool) []claims.Link {
	var links []claims.Link
	for _, p := range t.pairs {
		if !use(t.group[p.a]) || !use(t.group[p.b]) {
			continue
		}
		odds := 0.0
		for i := range w {
			odds += w[i] * p.x[i]
		}
		links = append(links, claims.Link{A: p.a, B: p.b, Odds: odds, Bar: p.bar})
	}
	return links
}

// leftOut returns the pairs within each group that use admits, scored by weights
// that were trained on the others.
func (t *trainer) leftOut(use func(group string) bool) []claims.Link {
	var links []claims.Link
	for _, g := range t.groups() {
		if use(g) {
			w := t.fit(func(x string) bool { return x != g && use(x) })
			links = append(links, t.links(w, func(x string) bool { return x == g })...)
		}
	}
	return links
}

// best finds the threshold that does best on the groups that use admits when
// each is left out of training: the greatest sum of B-cubed F1 and precision,
// because a false merge puts words into someone's mouth.
func (t *trainer) best(use func(group string) bool, log io.Writer) float64 {
	links := t.leftOut(use)
	at, most := 0.0, -1.0
	for th := -1.5; th <= 1.5; th += 0.25 {
		f := t.measure(claims.Join(len(t.statements), links, th), func(i int) bool { return use(t.group[i]) })
		fmt.Fprintf(log, "threshold %.2f, each group left out: %v\n", th, f)
		if v := f.bF() + f.bP; v > most {
			at, most = th, v
		}
	}
	return at
}

// report measures each half of the groups with weights and threshold of the
// other, and returns those of all groups.
func (t *trainer) report(log io.Writer, verbose bool) (claims.Vector, float64) {
	all := func(string) bool { return true }
	for k := range 2 {
		half := map[string]bool{}
		for i, g := range t.groups() {
			half[g] = i%2 == k
		}
		in := func(g string) bool { return half[g] }
		not := func(g string) bool { return !half[g] }
		w, th := t.fit(in), t.best(in, io.Discard)
		fmt.Fprintf(log, "trained on half %d (threshold %.2f): %v\n", k+1, th, t.measure(claims.Join(len(t.statements), t.links(w, in), th), func(i int) bool { return in(t.group[i]) }))
		fmt.Fprintf(log, "  the other half: %v\n", t.measure(claims.Join(len(t.statements), t.links(w, not), th), func(i int) bool { return not(t.group[i]) }))
	}
	th := t.best(all, log)
	label := claims.Join(len(t.statements), t.leftOut(all), th)
	fmt.Fprintf(log, "threshold %.2f, each group left out: %v\n", th, t.measure(label, func(int) bool { return true }))
	w := t.fit(all)
	if verbose {
		t.errors(log, label, w, all)
	}
	t.proposed(log, w)
	fmt.Fprintln(log, "trained on all, measured on all:", t.measure(claims.Join(len(t.statements), t.links(w, all), th), func(int) bool { return true }))
	return w, th
}

// errors lists wrongly joined and wrongly parted pairs.
func (t *trainer) errors(log io.Writer, label []int, w claims.Vector, use func(string) bool) {
	for _, p := range t.pairs {
		joined := label[p.a] == label[p.b]
		if !use(t.group[p.a]) || !use(t.group[p.b]) || joined == p.same {
			continue
		}
		odds := 0.0
		for i := range w {
			odds += w[i] * p.x[i]
		}
		kind := "missed"
		if joined {
			kind = "WRONG "
		}
		fmt.Fprintf(log, "  %s %.2f\n     %s %s [%s]\n     %s %s [%s]\n", kind, odds, t.statements[p.a].Article, t.statements[p.a].Text, t.statements[p.a].Speaker, t.statements[p.b].Article, t.statements[p.b].Text, t.statements[p.b].Speaker)
	}
}
