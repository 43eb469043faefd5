package loader

import (
	"context"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/model"
)

// Status is what is in a graph.
type Status struct {
	Schema      int            // version, 0 for a graph without one
	Articles    int            // loaded
	Statements  int            // of all parts
	Speakers    int            // with the label Speaker
	Nodes       map[string]int // by label
	First, Last Day            // published, "" where no date is known
	Versions    map[string]int // articles by the version of the program that wrote them
	Loads       []LoadStatus   // the last ones, newest first
}

// LoadStatus is a run of the loader as the graph remembers it.
type LoadStatus struct {
	ID                          model.ID
	At                          time.Time
	Finished                    bool // false where it was cut short
	Version, Options            string
	Created, Replaced, Articles int // Articles: that are as it wrote them
}

// Status asks what is in the graph.
func (db *DB) Status(ctx context.Context) (*Status, error) {
	s := &Status{Nodes: map[string]int{}, Versions: map[string]int{}}
	for _, q := range []struct {
		text string
		each func(r *neo4j.Record)
	}{
		{"MATCH (s:Schema {id: 'qawl'}) RETURN s.version", func(r *neo4j.Record) { s.Schema = integer(r.Values[0]) }},
		{"MATCH (a:Article) WHERE a.fingerprint IS NOT NULL RETURN count(a), min(a.published), max(a.published)", func(r *neo4j.Record) {
			s.Articles = integer(r.Values[0])
			s.First, _ = value(r.Values[1]).(Day)
			s.Last, _ = value(r.Values[2]).(Day)
		}},
		{"MATCH (n:Speaker) RETURN count(n)", func(r *neo4j.Record) { s.Speakers = integer(r.Values[0]) }},
		{"MATCH (l:Load)<-[:LOADED_BY]-(a) RETURN l.version, count(a)", func(r *neo4j.Record) {
			v, _ := r.Values[0].(string)
			s.Versions[v] += integer(r.Values[1])
		}},
		{"MATCH (l:Load) WITH l ORDER BY l.at DESC LIMIT 5 RETURN l, COUNT { (l)<-[:LOADED_BY]-() }", func(r *neo4j.Record) {
			s.Loads = append(s.Loads, loadStatus(r))
		}},
	} {
		if err := db.each(ctx, q.text, nil, q.each); err != nil {
			return nil, fmt.Errorf("ask what is in the graph: %w", err)
		}
	}
	for _, t := range db.schema.Nodes {
		if t.Owner == model.System {
			continue
		}
		// Without a condition, the server's own count is read.
		err := db.each(ctx, "MATCH (n:"+t.Label+") RETURN count(n)", nil, func(r *neo4j.Record) { s.Nodes[t.Label] = integer(r.Values[0]) })
		if err != nil {
			return nil, fmt.Errorf("ask what is in the graph: %w", err)
		}
	}
	s.Statements = s.Nodes[model.LabelStatement]
	return s, nil
}

func loadStatus(r *neo4j.Record) LoadStatus {
	var l LoadStatus
	if n, ok := r.Values[0].(neo4j.Node); ok {
		id, _ := n.Props["id"].(string)
		l.ID = model.ID(id)
		l.At, _ = n.Props["at"].(time.Time)
		_, l.Finished = n.Props["finished"]
		l.Version, _ = n.Props["version"].(string)
		l.Options, _ = n.Props["options"].(string)
		l.Created, l.Replaced = integer(n.Props["created"]), integer(n.Props["replaced"])
	}
	l.Articles = integer(r.Values[1])
	return l
}

func integer(v any) int {
	n, _ := v.(int64)
	return int(n)
}

// each runs one reading statement and hands its records on as they come. The
// statement is run again where the connection fails before its first record.
func (db *DB) each(ctx context.Context, text string, params map[string]any, f func(*neo4j.Record)) error {
	var left error
	_, err := db.try(ctx, func() error {
		s := db.session(ctx, neo4j.AccessModeRead)
		defer s.Close(ctx)
		r, err := s.Run(ctx, text, params)
		if err != nil {
			return err
		}
		begun := false
		for r.Next(ctx) {
			begun = true
			f(r.Record())
		}
		if begun {
			left = r.Err()
			return nil
		}
		return r.Err()
	})
	if err == nil {
		err = classify(left, db.endpoint)
	}
	return err
}
