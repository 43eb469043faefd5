package store

import (
	"context"
	"fmt"
	"slices"

	"qawl/claims"
	"qawl/loader"
)

// many is how many nodes or edges go in one transaction of a rebuild.
const many = 2000

// Rebuild makes all claims anew, as after a change of the rules. The decisions
// of users hold.
func (s *Store) Rebuild(ctx context.Context) (Report, error) {
	var r Report
	loads, sts, decisions, err := s.all(ctx)
	if err != nil {
		return r, fmt.Errorf("claims: read the graph: %w", err)
	}
	for _, text := range []string{clearClaimsCypher, clearEchoesCypher} {
		if err := s.clear(ctx, text); err != nil {
			return r, fmt.Errorf("claims: remove what was there: %w", err)
		}
	}
	ps := profiles(sts)
	links := s.c.Links(ps)
	var echoes [][2]*statement
	for _, l := range links {
		if l.Bar && s.c.Echo(ps[l.A], ps[l.B]) {
			echoes = append(echoes, [2]*statement{sts[l.A], sts[l.B]})
		}
	}
	label := s.c.Assign(ps, links, decisions)
	if err := s.writeAll(ctx, sts, label, &r); err != nil {
		return r, fmt.Errorf("claims: %w", err)
	}
	for p := range slices.Chunk(echoes, many) {
		if err := s.locked(ctx, func(run loader.RunCypher) error { return s.writeEchoes(run, p, &Report{}) }); err != nil {
			return r, fmt.Errorf("claims: %w", err)
		}
	}
	r.Statements, r.Echoes = len(sts), len(echoes)
	err = s.locked(ctx, func(run loader.RunCypher) error {
		_, err := run(loadsDoneCypher, map[string]any{"ids": loads})
		return err
	})
	return r, err
}

// all reads all statements, in the order of their ids, and writes their keys.
func (s *Store) all(ctx context.Context) (loads []string, sts []*statement, decisions []claims.Decision, err error) {
	err = s.db.Transaction(ctx, func(run loader.RunCypher) (err error) {
		if loads, err = ids(run, loadsCypher, nil); err == nil {
			decisions, err = s.decisions(run)
		}
		return err
	})
	for after, more := "", true; err == nil && more; {
		var got []*statement
		err = s.db.Transaction(ctx, func(run loader.RunCypher) error {
			next, err := ids(run, allCypher, map[string]any{"after": after, "limit": int64(many)})
			if err != nil || len(next) == 0 {
				more = false
				return err
			}
			after = next[len(next)-1]
			if got, err = s.fetch(run, next); err != nil {
				return err
			}
			return s.index(run, got)
		})
		if more {
			sts = append(sts, got...)
		}
	}
	sortByID(sts)
	return loads, sts, decisions, err
}

// clear runs a statement that deletes a bounded number until it finds none.
func (s *Store) clear(ctx context.Context, text string) error {
	for more := true; more; {
		err := s.locked(ctx, func(run loader.RunCypher) error {
			rows, err := run(text, map[string]any{"limit": int64(many)})
			more = err == nil && len(rows) > 0 && number(rows[0][0]) > 0
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// writeAll writes claims into a graph that has none, whole claims at a time.
func (s *Store) writeAll(ctx context.Context, sts []*statement, label []int, r *Report) error {
	order := make([]int, len(sts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return label[a] - label[b] })
	for from := 0; from < len(order); {
		to := min(from+many, len(order))
		for to < len(order) && label[order[to]] == label[order[to-1]] {
			to++
		}
		part := make([]*statement, 0, to-from)
		firsts, at := make([]int, 0, to-from), map[int]int{}
		for k, i := range order[from:to] {
			if _, ok := at[label[i]]; !ok {
				at[label[i]] = k
			}
			part, firsts = append(part, sts[i]), append(firsts, at[label[i]])
		}
		if err := s.locked(ctx, func(run loader.RunCypher) error { return s.writeClaims(run, part, firsts, r) }); err != nil {
			return err
		}
		from = to
	}
	return nil
}
