package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"qawl/claims"
	"qawl/loader"
	"qawl/model"
)

// evidenceParts is how many parts of a score are kept with it.
const evidenceParts = 4

// write puts the claims of statements, which are sorted by id, in place of
// what they were. label says where the first statement of each one's claim stands.
func (s *Store) write(run loader.RunCypher, sts []*statement, label []int, echoes [][2]*statement) (Report, error) {
	r := Report{Statements: len(sts)}
	members := make([]string, len(sts))
	for i, st := range sts {
		members[i] = st.ID
	}
	old, err := ids(run, releaseCypher, map[string]any{"ids": members})
	if err != nil {
		return r, fmt.Errorf("release statements: %w", err)
	}
	if err := s.writeClaims(run, sts, label, &r); err != nil {
		return r, err
	}
	if _, err := run(orphansCypher, map[string]any{"ids": old}); err != nil {
		return r, fmt.Errorf("remove claims without statements: %w", err)
	}
	if _, err := run(unechoCypher, map[string]any{"ids": members}); err != nil {
		return r, fmt.Errorf("write echoes: %w", err)
	}
	return r, s.writeEchoes(run, echoes, &r)
}

// writeClaims writes claims and the edges of their statements, which have none.
func (s *Store) writeClaims(run loader.RunCypher, sts []*statement, label []int, r *Report) error {
	groups := map[int][]*statement{}
	for i, st := range sts {
		groups[label[i]] = append(groups[label[i]], st)
	}
	var rows, edges []map[string]any
	for i := range sts {
		if g := groups[i]; g != nil {
			row, its := s.claim(g)
			rows, edges = append(rows, row), append(edges, its...)
		}
	}
	r.Claims += len(rows)
	if _, err := run(claimsCypher, map[string]any{"rows": rows}); err != nil {
		return fmt.Errorf("write claims: %w", err)
	}
	if _, err := run(expressesCypher, map[string]any{"rows": edges}); err != nil {
		return fmt.Errorf("write who expresses claims: %w", err)
	}
	return nil
}

// claim makes the rows of a claim and of the edges of its statements.
func (s *Store) claim(g []*statement) (row map[string]any, edges []map[string]any) {
	id := string(claims.ClaimID(g[0].ID))
	rep := g[claims.Representative(profiles(g))]
	articles, outlets := map[string]bool{}, map[string]bool{}
	var first, last any
	var earliest, latest model.Date
	for _, st := range g {
		articles[st.Article] = true
		if st.Outlet != "" {
			outlets[st.Outlet] = true
		}
		if d := st.published; !d.IsZero() {
			if earliest.IsZero() || d.First().Compare(earliest) < 0 {
				earliest = d.First()
			}
			if d.First().Compare(latest) > 0 {
				latest = d.First()
			}
			first, last = earliest.String(), latest.String()
		}
		edges = append(edges, s.expression(id, st, rep))
	}
	props := map[string]any{"id": id, "name": short(rep.Text), "text": rep.Text, "representative": rep.ID, "statements": int64(len(g)),
		"articles": int64(len(articles)), "outlets": int64(len(outlets))}
	if f := s.c.Folded(rep.Text); f != "" {
		props[model.FoldedProperty] = f
	}
	return map[string]any{"id": id, "props": props, "first": first, "last": last}, edges
}

func (s *Store) expression(claim string, st, rep *statement) map[string]any {
	row := map[string]any{"statement": st.ID, "claim": claim, "relation": string(claims.Verbatim), "score": 1.0, "evidence": nil}
	if st != rep {
		score, evidence := s.c.Explain(st.Profile, rep.Profile)
		row["relation"], row["score"], row["evidence"] = string(s.c.Relate(st.Profile, rep.Profile)), score, claims.Summarize(evidence, evidenceParts)
	}
	return row
}

func (s *Store) writeEchoes(run loader.RunCypher, echoes [][2]*statement, r *Report) error {
	if len(echoes) == 0 {
		return nil
	}
	rows := make([]map[string]any, len(echoes))
	for i, e := range echoes {
		a, b := e[0], e[1]
		if cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.ID, b.ID)) > 0 {
			a, b = b, a
		}
		rows[i] = map[string]any{"a": a.ID, "b": b.ID, "score": s.c.Overlap(a.Profile, b.Profile)}
	}
	slices.SortFunc(rows, func(x, y map[string]any) int {
		return cmp.Or(strings.Compare(text(x["a"]), text(y["a"])), strings.Compare(text(x["b"]), text(y["b"])))
	})
	r.Echoes += len(rows)
	if _, err := run(echoCypher, map[string]any{"rows": rows}); err != nil {
		return fmt.Errorf("write echoes: %w", err)
	}
	return nil
}

// short is the beginning of a text, as names of nodes are.
func short(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:most])) + "…"
}
