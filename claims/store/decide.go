package store

import (
	"context"
	"errors"
	"fmt"

	"qawl/claims"
	"qawl/loader"
	"qawl/model"
)

// ErrNotThere says that a statement or claim is not in the graph.
var ErrNotThere = errors.New("not in the graph")

// Join decides that two statements, or claims, are one claim, and settles
// them. It holds until the opposite is decided, also while an article is away.
func (s *Store) Join(ctx context.Context, a, b string) (Report, error) {
	return s.decide(ctx, a, b, true)
}

// Split decides that a statement is no wording of the claim that it stands in:
// it stays apart from the claim's representative, or from the next best one
// where it is that itself.
func (s *Store) Split(ctx context.Context, id string) (Report, error) {
	return s.decide(ctx, id, "", false)
}

func (s *Store) decide(ctx context.Context, a, b string, join bool) (r Report, err error) {
	err = s.locked(ctx, func(run loader.RunCypher) error {
		if a, err = s.named(run, a); err != nil {
			return err
		}
		if join {
			b, err = s.named(run, b)
		} else {
			b, err = s.rest(run, a)
		}
		if err != nil {
			return err
		}
		if a == b {
			return fmt.Errorf("%s: a statement is one claim with itself", a)
		}
		a, b = min(a, b), max(a, b)
		kind := "split"
		if join {
			kind = "join"
		}
		_, err := run(decideCypher, map[string]any{"id": string(model.NewID(model.PrefixDecision, a, b)), "kind": kind, "a": a, "b": b, "name": kind})
		if err != nil {
			return err
		}
		// Those that stood together have to be settled all.
		from := []string{a, b}
		for _, id := range []string{a, b} {
			same, err := ids(run, claimOfCypher, map[string]any{"id": id})
			if err != nil {
				return err
			}
			from = append(from, same...)
		}
		r, _, err = s.settle(run, from)
		return err
	})
	if err != nil {
		return r, fmt.Errorf("claims: %w", err)
	}
	return r, nil
}

// named returns the statement that an id names: itself, or a claim's
// representative.
func (s *Store) named(run loader.RunCypher, id string) (string, error) {
	if t := model.GraphSchema().ByID(model.ID(id)); t != nil && t.Label == model.LabelClaim {
		found, err := ids(run, representativeCypher, map[string]any{"id": id})
		if err != nil || len(found) == 0 {
			return "", errors.Join(err, fmt.Errorf("claim %s: %w", id, ErrNotThere))
		}
		return found[0], nil
	}
	sts, err := s.fetch(run, []string{id})
	if err != nil || len(sts) == 0 {
		return "", errors.Join(err, fmt.Errorf("statement %s: %w", id, ErrNotThere))
	}
	return id, nil
}

// rest returns the representative of a statement's claim without it.
func (s *Store) rest(run loader.RunCypher, id string) (string, error) {
	members, err := ids(run, claimOfCypher, map[string]any{"id": id})
	if err != nil {
		return "", err
	}
	sts, err := s.fetch(run, members)
	if err != nil {
		return "", err
	}
	var others []*claims.Profile
	sortByID(sts)
	for _, st := range sts {
		if st.ID != id {
			others = append(others, st.Profile)
		}
	}
	if len(others) == 0 {
		return "", fmt.Errorf("statement %s: stands alone in its claim", id)
	}
	return others[claims.Representative(others)].ID, nil
}
