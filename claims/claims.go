package claims

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
)

// Assignment says which claim a statement expresses.
type Assignment struct {
	Statement string
	Claim     string // identifier of the claim's first statement
}

// Cluster assigns each statement to a claim, in the order of their
// identifiers, which have to differ. The result does not depend on the order in
// which the statements are given.
func (c *Comparer) Cluster(statements []Statement, decisions ...Decision) []Assignment {
	ps := c.Profiles(statements)
	label := c.Assign(ps, c.Links(ps), decisions)
	out := make([]Assignment, len(ps))
	for i, p := range ps {
		out[i] = Assignment{p.ID, ps[label[i]].ID}
	}
	return out
}

// Profiles prepares statements, sorted by identifier.
func (c *Comparer) Profiles(statements []Statement) []*Profile {
	sorted := slices.SortedFunc(slices.Values(statements), func(a, b Statement) int { return cmp.Compare(a.ID, b.ID) })
	ps := make([]*Profile, len(sorted))
	inParallel(len(sorted), func(i int) { ps[i] = c.Profile(sorted[i]) })
	return ps
}

// Links scores the candidates among sorted statements.
func (c *Comparer) Links(ps []*Profile) []Link {
	pairs := c.Candidates(ps)
	links := make([]Link, len(pairs))
	inParallel(len(pairs), func(i int) {
		a, b := pairs[i][0], pairs[i][1]
		links[i] = c.Link(int(a), int(b), ps[a], ps[b])
	})
	return links
}

// Link scores one pair of statements, which stand at a < b in a sorted list.
func (c *Comparer) Link(a, b int, p, q *Profile) Link {
	v := c.Features(p, q)
	return Link{A: a, B: b, Odds: c.model.odds(v), Bar: c.Barred(p, q, v)}
}

// Joins reports whether a link holds two statements in one component: only
// statements that such links lead to can change one another's claims.
func (c *Comparer) Joins(l Link) bool { return l.Must || l.Odds >= c.model.threshold && !l.Bar }

// Assign joins statements, which are sorted by identifier, within the connected components of the links that
// could join two statements: no cluster reaches across components. It returns for
// each the place of the first statement of its claim, and puts links in order.
func (c *Comparer) Assign(ps []*Profile, links []Link, decisions []Decision) []int {
	links = decide(links, decisions, func(id string) int {
		if i, ok := slices.BinarySearchFunc(ps, id, func(p *Profile, id string) int { return cmp.Compare(p.ID, id) }); ok {
			return i
		}
		return -1
	})
	component := c.components(len(ps), links)
	slices.SortFunc(links, func(x, y Link) int {
		return cmp.Or(cmp.Compare(component[x.A], component[y.A]), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	label := make([]int, len(ps))
	for i := range label {
		label[i] = i
	}
	members := map[int][]int{}
	for i, k := range component {
		members[k] = append(members[k], i)
	}
	for len(links) > 0 {
		k, n := component[links[0].A], 1
		for n < len(links) && component[links[n].A] == k {
			n++
		}
		c.assignComponent(members[k], links[:n], component, label)
		links = links[n:]
	}
	return label
}

func (c *Comparer) assignComponent(members []int, links []Link, component, label []int) {
	if len(members) == 1 {
		return
	}
	at := make(map[int]int, len(members))
	for k, i := range members {
		at[i] = k
	}
	var within []Link
	for _, l := range links {
		if component[l.A] == component[l.B] {
			l.A, l.B = at[l.A], at[l.B]
			within = append(within, l)
		}
	}
	for k, first := range Join(len(members), within, c.model.threshold) {
		label[members[k]] = members[first]
	}
}

// components returns for each of n statements the first one of its connected
// component over the links that join.
func (c *Comparer) components(n int, links []Link) []int {
	parent := make([]int, n)
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, l := range links {
		if c.Joins(l) {
			a, b := find(l.A), find(l.B)
			parent[max(a, b)] = min(a, b)
		}
	}
	for i := range parent {
		parent[i] = find(i)
	}
	return parent
}

// inParallel calls f for 0 to n-1 on all processors.
func inParallel(n int, f func(i int)) {
	const chunk = 256
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for from := range next {
				for i := from; i < min(from+chunk, n); i++ {
					f(i)
				}
			}
		})
	}
	for from := 0; from < n; from += chunk {
		next <- from
	}
	close(next)
	wg.Wait()
}

// Groups returns the statements of each claim, claims of many statements first,
// those of equal size by their first statement.
func Groups(statements []Statement, as []Assignment) [][]Statement {
	claim := make(map[string]string, len(as))
	for _, a := range as {
		claim[a.Statement] = a.Claim
	}
	groups := map[string][]Statement{}
	for _, s := range statements {
		groups[claim[s.ID]] = append(groups[claim[s.ID]], s)
	}
	var out [][]Statement
	for _, g := range groups {
		slices.SortFunc(g, func(a, b Statement) int { return cmp.Compare(a.ID, b.ID) })
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b []Statement) int {
		return cmp.Or(-cmp.Compare(len(a), len(b)), cmp.Compare(a[0].ID, b[0].ID))
	})
	return out
}
