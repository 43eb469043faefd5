package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"qawl/claims"
	"qawl/loader"
)

// page is how many statements are settled in a transaction.
const page = 100

// Settle gives the statements that have come or changed since the last time
// their claims, and settles the claims that have lost statements. Its cost
// depends on these and on the statements that share keys with them.
func (s *Store) Settle(ctx context.Context) (Report, error) {
	var total Report
	var loads, pending []string
	all := 0
	err := s.db.Transaction(ctx, func(run loader.RunCypher) (err error) {
		if loads, err = ids(run, loadsCypher, nil); err != nil {
			return err
		}
		if pending, err = ids(run, pendingCypher, nil); err != nil {
			return err
		}
		left, err := ids(run, unsettledCypher, nil)
		if err != nil {
			return err
		}
		pending = append(pending, left...)
		rows, err := run(countCypher, nil)
		if err == nil {
			all = number(rows[0][0])
		}
		return err
	})
	if err != nil {
		return total, fmt.Errorf("claims: ask what is new: %w", err)
	}
	slices.Sort(pending)
	pending = slices.Compact(pending)
	if len(pending) > s.anew && 2*len(pending) > all {
		return s.Rebuild(ctx) // the same result, and the neighbours are not asked for one by one
	}
	// All new ones are in the index before any is looked for.
	for p := range slices.Chunk(pending, page) {
		err := s.db.Transaction(ctx, func(run loader.RunCypher) error {
			sts, err := s.fetch(run, p)
			if err != nil {
				return err
			}
			return s.index(run, sts)
		})
		if err != nil {
			return total, fmt.Errorf("claims: index statements: %w", err)
		}
	}
	done := map[string]bool{}
	for p := range slices.Chunk(pending, page) {
		if p = slices.DeleteFunc(slices.Clone(p), func(id string) bool { return done[id] }); len(p) == 0 {
			continue
		}
		r, err := s.settlePage(ctx, p, done)
		if err != nil {
			return total, fmt.Errorf("claims: settle statements: %w", err)
		}
		total.add(r)
	}
	err = s.locked(ctx, func(run loader.RunCypher) error {
		if _, err := run(emptyCypher, nil); err != nil {
			return err
		}
		_, err := run(loadsDoneCypher, map[string]any{"ids": loads})
		return err
	})
	if err != nil {
		return total, fmt.Errorf("claims: %w", err)
	}
	return total, nil
}

func (s *Store) settlePage(ctx context.Context, from []string, done map[string]bool) (r Report, err error) {
	var reached []string
	err = s.locked(ctx, func(run loader.RunCypher) error {
		var err error
		r, reached, err = s.settle(run, from)
		return err
	})
	for _, id := range reached {
		done[id] = true
	}
	return r, err
}

// neighbourhood is what is known of statements while the components that some
// of them belong to are gone through.
type neighbourhood struct {
	*Store
	run       loader.RunCypher
	decisions []claims.Decision
	known     map[string]*statement
	member    map[string]bool // of the components, all candidates of which are known
	links     map[[2]string]claims.Link
}

// settle makes the claims of the components that statements belong to, and
// returns the statements of these components.
func (s *Store) settle(run loader.RunCypher, from []string) (Report, []string, error) {
	n := &neighbourhood{Store: s, run: run, known: map[string]*statement{}, member: map[string]bool{}, links: map[[2]string]claims.Link{}}
	var err error
	if n.decisions, err = s.decisions(run); err != nil {
		return Report{}, nil, err
	}
	if err := n.learn(from); err != nil {
		return Report{}, nil, err
	}
	for frontier := from; len(frontier) > 0; {
		if frontier, err = n.expand(frontier); err != nil {
			return Report{}, nil, err
		}
	}
	members := slices.Sorted(maps.Keys(n.member))
	sts := make([]*statement, len(members))
	at := make(map[string]int, len(members))
	for i, id := range members {
		sts[i], at[id] = n.known[id], i
	}
	var links []claims.Link
	var echoes [][2]*statement
	for pair, l := range n.links {
		a, inA := at[pair[0]]
		b, inB := at[pair[1]]
		if inA && inB {
			l.A, l.B = a, b
			links = append(links, l)
		}
		if p, q := n.known[pair[0]], n.known[pair[1]]; l.Bar && s.c.Echo(p.Profile, q.Profile) {
			echoes = append(echoes, [2]*statement{p, q})
		}
	}
	label := s.c.Assign(profiles(sts), links, n.decisions)
	r, err := s.write(run, sts, label, echoes)
	return r, members, err
}

// learn reads the statements that are not known yet. Of those that are not in
// the graph any more nothing is known afterwards.
func (n *neighbourhood) learn(ids []string) error {
	var unknown []string
	for _, id := range ids {
		if n.known[id] == nil {
			unknown = append(unknown, id)
		}
	}
	for p := range slices.Chunk(unknown, 5*page) {
		sts, err := n.fetch(n.run, p)
		if err != nil {
			return err
		}
		for _, st := range sts {
			n.known[st.ID] = st
		}
	}
	return nil
}

// expand finds the candidates of statements, and returns those that belong to
// the same components and have not been expanded.
func (n *neighbourhood) expand(frontier []string) ([]string, error) {
	var rows []map[string]any
	for _, id := range frontier {
		if st := n.known[id]; st != nil && !n.member[id] {
			n.member[id] = true
			rows = append(rows, map[string]any{"id": id, "keys": strings.Join(st.keys, " ")})
		}
	}
	next := map[string]bool{}
	for p := range slices.Chunk(rows, page) {
		found, err := n.candidates(p)
		if err != nil {
			return nil, err
		}
		var others []string
		for _, pair := range found {
			others = append(others, pair[0], pair[1])
		}
		if err := n.learn(others); err != nil {
			return nil, err
		}
		for _, pair := range found {
			if l, ok := n.link(pair); ok && n.c.Joins(l) {
				next[pair[0]], next[pair[1]] = true, true
			}
		}
	}
	for _, d := range n.decisions {
		if d.Join && (n.member[d.A] || n.member[d.B]) {
			if err := n.learn([]string{d.A, d.B}); err != nil {
				return nil, err
			}
			next[d.A], next[d.B] = true, true
		}
	}
	for id := range n.member {
		delete(next, id)
	}
	maps.DeleteFunc(next, func(id string, _ bool) bool { return n.known[id] == nil })
	return slices.Sorted(maps.Keys(next)), nil
}

func (n *neighbourhood) link(pair [2]string) (claims.Link, bool) {
	if l, ok := n.links[pair]; ok {
		return l, true
	}
	p, q := n.known[pair[0]], n.known[pair[1]]
	if p == nil || q == nil {
		return claims.Link{}, false
	}
	l := n.c.Link(0, 1, p.Profile, q.Profile)
	n.links[pair] = l
	return l, true
}

// candidates asks the index which statements share keys with those of rows, and
// returns the pairs to be compared: the same that claims.Candidates gives.
func (n *neighbourhood) candidates(rows []map[string]any) ([][2]string, error) {
	hits, err := n.run(neighboursCypher, map[string]any{"rows": rows})
	if err != nil {
		return nil, fmt.Errorf("ask the index of keys: %w", err)
	}
	buckets := map[string]map[string][]string{} // by statement, by key: statements that have it
	for _, h := range hits {
		of := buckets[text(h[0])]
		if of == nil {
			of = map[string][]string{}
			for _, k := range n.known[text(h[0])].keys {
				of[k] = nil
			}
			buckets[text(h[0])] = of
		}
		for k := range strings.SplitSeq(text(h[2]), " ") {
			if b, mine := of[k]; mine {
				of[k] = append(b, text(h[1]))
			}
		}
	}
	pairs := map[[2]string]bool{}
	for id, of := range buckets {
		for _, b := range of {
			slices.Sort(b)
			b = slices.Compact(b)
			me, ok := slices.BinarySearch(b, id)
			if !ok {
				continue
			}
			for i, other := range b {
				if i < me && claims.Paired(i, me) {
					pairs[[2]string{other, id}] = true
				} else if i > me && claims.Paired(me, i) {
					pairs[[2]string{id, other}] = true
				}
			}
		}
	}
	return slices.SortedFunc(maps.Keys(pairs), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }), nil
}
