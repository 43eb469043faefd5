// Package link writes into a graph which of its persons are one.
package link

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"qawl/identity"
	"qawl/loader"
	"qawl/model"
)

const (
	peopleCypher = `
MATCH (a:Article)-[m:MENTIONS]->(p:Person)
WHERE a.id > $after
WITH a, m, p ORDER BY a.id, p.id
WITH a, collect({id: p.id, name: coalesce(m.name, p.name), role: m.role,
  country: head([(p)-[r:REPRESENTS|BELONGS_TO]->(c:Country) WHERE r.article = a.id | c.code])}) AS people
ORDER BY a.id LIMIT $limit
RETURN a.id, a.published, a.publishedPrecision, people`

	clearCypher = `
MATCH (:Person)-[r:SAME_AS]->(:Person)
WITH r LIMIT $limit
DELETE r
RETURN count(*)`

	writeCypher = `
UNWIND $rows AS row
MATCH (a:Person {id: row.a})
MATCH (b:Person {id: row.b})
CREATE (a)-[:SAME_AS {score: row.score, reason: row.reason}]->(b)`
)

// page is how many articles or edges go in one transaction.
const page = 2000

// Report says what was found.
type Report struct {
	People, Sure, Unsure int // names of persons by article; SAME_AS edges
}

// People compares all persons of a graph and writes SAME_AS edges in place of
// those that are there. It depends on the articles in the graph alone.
func People(ctx context.Context, db *loader.DB, r *identity.Resolver) (Report, error) {
	var rep Report
	people, err := read(ctx, db)
	if err != nil {
		return rep, fmt.Errorf("people: read the graph: %w", err)
	}
	res := r.ResolvePeople(people)
	rep.People = len(res.People)
	rows := edges(res, &rep)
	if err := clear(ctx, db); err != nil {
		return rep, fmt.Errorf("people: remove what was there: %w", err)
	}
	for part := range slices.Chunk(rows, page) {
		err := db.Transaction(ctx, func(run loader.RunCypher) error {
			_, err := run(writeCypher, map[string]any{"rows": part})
			return err
		})
		if err != nil {
			return rep, fmt.Errorf("people: write who is the same: %w", err)
		}
	}
	return rep, nil
}

// edges makes the rows of SAME_AS edges, in order and one between two persons.
func edges(res *identity.Resolution, rep *Report) []map[string]any {
	var rows []map[string]any
	seen := map[[2]model.ID]bool{}
	add := func(a, b model.ID, score float64, why []identity.Reason) bool {
		pair := [2]model.ID{min(a, b), max(a, b)}
		if a == b || seen[pair] {
			return false
		}
		seen[pair] = true
		rows = append(rows, map[string]any{"a": string(a), "b": string(b), "score": identity.Probability(score), "reason": words(why)})
		return true
	}
	for i, p := range res.People {
		score := 0.0
		for _, w := range res.Why[i] {
			score += w.Score
		}
		if add(p.ID, res.IDs[i], max(score, identity.Sure), res.Why[i]) {
			rep.Sure++
		}
	}
	for _, s := range res.Unsure {
		if add(s.A, s.B, s.Score, s.Reasons) {
			rep.Unsure++
		}
	}
	slices.SortFunc(rows, func(x, y map[string]any) int {
		return strings.Compare(x["a"].(string)+x["b"].(string), y["a"].(string)+y["b"].(string))
	})
	return rows
}

func words(why []identity.Reason) string {
	if len(why) == 0 {
		return "the same name in another spelling"
	}
	parts := make([]string, len(why))
	for i, w := range why {
		parts[i] = fmt.Sprintf("%s %+.1f", w.What, w.Score)
	}
	return strings.Join(parts, ", ")
}

// read lists the persons of all articles, those of one article under one number.
func read(ctx context.Context, db *loader.DB) ([]identity.Person, error) {
	var out []identity.Person
	after, document := "", 0
	for {
		var rows [][]any
		err := db.Transaction(ctx, func(run loader.RunCypher) (err error) {
			rows, err = run(peopleCypher, map[string]any{"after": after, "limit": int64(page)})
			return err
		})
		if err != nil || len(rows) == 0 {
			return out, err
		}
		for _, r := range rows {
			after, _ = r[0].(string)
			document++
			list, _ := r[3].([]any)
			for _, v := range list {
				m, _ := v.(map[string]any)
				out = append(out, identity.Person{Document: document, ID: model.ID(text(m["id"])), Name: text(m["name"]), Role: text(m["role"]),
					Country: text(m["country"]), Day: day(r[1], r[2])})
			}
		}
	}
}

func clear(ctx context.Context, db *loader.DB) error {
	for more := true; more; {
		err := db.Transaction(ctx, func(run loader.RunCypher) error {
			rows, err := run(clearCypher, map[string]any{"limit": int64(page)})
			more = false
			if err == nil && len(rows) > 0 {
				n, _ := rows[0][0].(int64)
				more = n > 0
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// day is the number of days since 1970, 0 where the day is not known.
func day(date, precision any) int {
	d, _ := date.(loader.Day)
	if text(precision) != string(model.PrecisionDay) {
		return 0
	}
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0
	}
	return int(t.Unix() / 86400)
}
