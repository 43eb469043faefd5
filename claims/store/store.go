// Package store keeps the claims of a graph: which statements are one, and
// what users decided about it. The index that finds candidates, the claims and
// the decisions are all in the graph, so that several machines can load into it.
//
// After any number of loads, removals and decisions the claims are the same as
// Rebuild would make them from what is in the graph then.
package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"qawl/claims"
	"qawl/loader"
	"qawl/model"
)

// Store keeps the claims of one graph.
type Store struct {
	db   *loader.DB
	c    *claims.Comparer
	anew int // so many statements have to be new, and the greater part of the graph, for Settle to make all anew
}

// New makes a store. The comparer has to be the same for all who write to the
// graph; after a change of its rules Rebuild makes all claims anew.
func New(db *loader.DB, c *claims.Comparer) *Store { return &Store{db, c, 5000} }

// Report says what a change did.
type Report struct {
	Statements int // whose claims were looked for
	Claims     int // written
	Echoes     int
}

func (r *Report) add(o Report) {
	r.Statements += o.Statements
	r.Claims += o.Claims
	r.Echoes += o.Echoes
}

// statement is a statement of the graph made ready for comparison.
type statement struct {
	*claims.Profile
	published model.Date
	keys      []string
	stored    string // its keys as the graph has them
}

// fetch reads statements.
func (s *Store) fetch(run loader.RunCypher, ids []string) ([]*statement, error) {
	rows, err := run(statementsCypher, map[string]any{"ids": ids})
	if err != nil {
		return nil, fmt.Errorf("read statements: %w", err)
	}
	out := make([]*statement, len(rows))
	for i, r := range rows {
		st := claims.Statement{ID: text(r[0]), Article: text(r[1]), Outlet: text(r[2]), Part: model.Part(text(r[7])), Kind: model.Kind(text(r[8])),
			Stance: model.Stance(text(r[9])), Text: text(r[10]), Start: number(r[11]), Speaker: text(r[12]), SpeakerID: text(r[13]),
			SpeakerType: model.EntityType(strings.ToLower(text(r[14]))), SpeakerCountry: text(r[16]), Reports: text(r[17])}
		st.SpeakerImplied, _ = r[19].(bool)
		if c := text(r[15]); c != "" {
			st.SpeakerCountry = c
		}
		published := date(r[3], r[4])
		if st.Date = date(r[5], r[6]); st.Date.Precision() != model.PrecisionDay {
			st.Date = published
		}
		x := &statement{Profile: s.c.Profile(st), published: published, stored: text(r[18])}
		for _, k := range s.c.Keys(x.Profile) {
			x.keys = append(x.keys, strconv.FormatUint(k, 36))
		}
		out[i] = x
	}
	return out, nil
}

// index writes the keys of statements where they are not as they should be.
func (s *Store) index(run loader.RunCypher, sts []*statement) error {
	var rows []map[string]any
	for _, st := range sts {
		if keys := strings.Join(st.keys, " "); keys != st.stored {
			rows = append(rows, map[string]any{"id": st.ID, "keys": keys})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if _, err := run(keysCypher, map[string]any{"rows": rows}); err != nil {
		return fmt.Errorf("write the keys of statements: %w", err)
	}
	return nil
}

// decisions reads what users decided.
func (s *Store) decisions(run loader.RunCypher) ([]claims.Decision, error) {
	rows, err := run(decisionsCypher, nil)
	if err != nil {
		return nil, fmt.Errorf("read decisions: %w", err)
	}
	out := make([]claims.Decision, len(rows))
	for i, r := range rows {
		join, _ := r[0].(bool)
		out[i] = claims.Decision{Join: join, A: text(r[1]), B: text(r[2])}
	}
	return out, nil
}

// ids runs a statement that gives one text a row.
func ids(run loader.RunCypher, cypher string, params map[string]any) ([]string, error) {
	rows, err := run(cypher, params)
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = text(r[0])
	}
	return out, err
}

// locked runs work in a transaction that alone changes claims.
func (s *Store) locked(ctx context.Context, work func(run loader.RunCypher) error) error {
	return s.db.Transaction(ctx, func(run loader.RunCypher) error {
		if _, err := run(lockCypher, nil); err != nil {
			return err
		}
		return work(run)
	})
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func number(v any) int {
	n, _ := v.(int64)
	return int(n)
}

// date reads a date that is stored as its first day with its precision.
func date(day, precision any) model.Date {
	d, _ := day.(loader.Day)
	out, err := model.ParseDate(string(d))
	if err != nil {
		return model.Date{}
	}
	switch model.Precision(text(precision)) {
	case model.PrecisionYear:
		out.Month, out.Day = 0, 0
	case model.PrecisionMonth:
		out.Day = 0
	}
	return out
}

func sortByID(sts []*statement) {
	slices.SortFunc(sts, func(a, b *statement) int { return strings.Compare(a.ID, b.ID) })
}

func profiles(sts []*statement) []*claims.Profile {
	out := make([]*claims.Profile, len(sts))
	for i, st := range sts {
		out[i] = st.Profile
	}
	return out
}
