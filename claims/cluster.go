package claims

import (
	"cmp"
	"container/heap"
	"slices"
)

// Link is a scored pair of statements, by their places in a list that is sorted
// by identifier: A < B.
type Link struct {
	A, B int
	Odds float64
	Bar  bool // the two are never one claim, whatever the rest of their clusters says
	Must bool // the two are one claim: a user said so
}

// The bounds of a pair's log odds in a mean, so that no single pair outvotes
// all others, and what a pair counts that was no candidate.
const (
	mostOdds = 5.0
	unlinked = -2.0
)

// Join clusters n statements: from single ones it joins the two clusters with
// the greatest mean log odds over all pairs between them, as long as that
// is at least threshold (average linkage, Sokal and Michener 1958). Pairs without
// a link count as unlinked. Clusters that hold a barred pair stay apart. Of equal
// means the clusters with the smaller first statements go first. The result
// names for each statement the first one of its cluster.
func Join(n int, links []Link, threshold float64) []int {
	g := newGraph(n, links)
	for _, l := range links {
		if a, b := g.find(l.A), g.find(l.B); l.Must && a != b {
			g.merge(min(a, b), max(a, b))
		}
	}
	for g.queue.Len() > 0 {
		e := heap.Pop(&g.queue).(merge)
		if e.mean < threshold {
			break
		}
		if g.current(e) {
			g.merge(e.a, e.b)
		}
	}
	out := make([]int, n)
	for i := range out {
		out[i] = g.find(i)
	}
	return out
}

// Decision is what a user decided about two statements.
type Decision struct {
	Join bool // else they stay apart
	A, B string
}

// decide gives the links what users decided. of tells where a statement stands,
// -1 for one that is not among those that are clustered.
func decide(links []Link, decisions []Decision, of func(id string) int) []Link {
	at := map[[2]int]int{}
	if len(decisions) > 0 {
		for i, l := range links {
			at[[2]int{l.A, l.B}] = i
		}
	}
	for _, d := range decisions {
		a, b := of(d.A), of(d.B)
		if a < 0 || b < 0 || a == b {
			continue
		}
		pair := [2]int{min(a, b), max(a, b)}
		i, ok := at[pair]
		if !ok {
			i = len(links)
			links = append(links, Link{A: pair[0], B: pair[1], Odds: unlinked})
			at[pair] = i
		}
		links[i].Must, links[i].Bar = d.Join, !d.Join
		if d.Join {
			links[i].Odds = mostOdds
		}
	}
	return links
}

// edge sums up the pairs between two clusters.
type edge struct {
	sum   float64
	pairs int
	bar   bool
}

type graph struct {
	parent []int
	size   []int
	edges  []map[int]edge
	queue  queue
}

func newGraph(n int, links []Link) *graph {
	g := &graph{parent: make([]int, n), size: make([]int, n), edges: make([]map[int]edge, n)}
	for i := range n {
		g.parent[i], g.size[i] = i, 1
	}
	for _, l := range links {
		e := edge{min(max(l.Odds, -mostOdds), mostOdds), 1, l.Bar}
		for _, p := range [2][2]int{{l.A, l.B}, {l.B, l.A}} {
			if g.edges[p[0]] == nil {
				g.edges[p[0]] = map[int]edge{}
			}
			g.edges[p[0]][p[1]] = e
		}
		if !l.Bar {
			g.queue = append(g.queue, merge{g.mean(l.A, l.B, e), l.A, l.B, 2})
		}
	}
	heap.Init(&g.queue)
	return g
}

func (g *graph) mean(a, b int, e edge) float64 {
	all := g.size[a] * g.size[b]
	return (e.sum + unlinked*float64(all-e.pairs)) / float64(all)
}

func (g *graph) find(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

// current reports whether both clusters of a queued merge are still what they
// were when it was queued.
func (g *graph) current(m merge) bool {
	return g.parent[m.a] == m.a && g.parent[m.b] == m.b && g.size[m.a]+g.size[m.b] == m.size
}

// merge puts b into a, which is the smaller one, so that a cluster is named by
// its first statement.
func (g *graph) merge(a, b int) {
	g.parent[b] = a
	g.size[a] += g.size[b]
	for x, e := range g.edges[b] {
		delete(g.edges[x], b)
		if x == a {
			continue
		}
		f := g.edges[a][x]
		f = edge{f.sum + e.sum, f.pairs + e.pairs, f.bar || e.bar}
		g.edges[a][x], g.edges[x][a] = f, f
	}
	delete(g.edges[a], b)
	g.edges[b] = nil
	for x, e := range g.edges[a] {
		if !e.bar {
			heap.Push(&g.queue, merge{g.mean(a, x, e), min(a, x), max(a, x), g.size[a] + g.size[x]})
		}
	}
}

// merge is a queued join of two clusters, which it finds by their first
// statements and their joint size.
type merge struct {
	mean float64
	a, b int
	size int
}

type queue []merge

func (q queue) Len() int      { return len(q) }
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q queue) Less(i, j int) bool {
	return cmp.Or(-cmp.Compare(q[i].mean, q[j].mean), cmp.Compare(q[i].a, q[j].a), cmp.Compare(q[i].b, q[j].b)) < 0
}
func (q *queue) Push(x any) { *q = append(*q, x.(merge)) }
func (q *queue) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	*q = slices.Delete(*q, last, last+1)
	return x
}
