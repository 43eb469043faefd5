package loader

import (
	"slices"
	"strings"
	"testing"

	"qawl/loader/loadertest"
)

func TestStatus(t *testing.T) {
	db := bare(t)
	s, err := db.Status(t.Context())
	if err != nil || s.Schema != 0 || s.Articles != 0 || s.First != "" || len(s.Loads) != 0 {
		t.Errorf("of an empty database: %+v, %v", s, err)
	}
	load(t, db, Options{Version: "1"}, loadertest.Sample(fold(t))[:2]...)
	load(t, db, Options{Version: "2", Given: "x"}, loadertest.Sample(fold(t))...)
	if s, err = db.Status(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s.Articles != 4 || s.Statements != 9 || s.First != "2025-02-01" || s.Last != "2025-03-06" || s.Versions["1"] != 2 || s.Versions["2"] != 2 || s.Speakers != 10 {
		t.Errorf("status: %+v", s)
	}
	if len(s.Loads) != 2 || s.Loads[0].Version != "2" || s.Loads[0].Options != "x" || !s.Loads[0].Finished || s.Loads[0].Articles != 2 || s.Loads[0].Created != 2 {
		t.Errorf("loads: %+v", s.Loads)
	}
}

// Each thing that must not be is found.
func TestCheckFinds(t *testing.T) {
	db := fresh(t)
	ds := loadertest.Sample(fold(t))
	load(t, db, Options{}, ds...)
	sound(t, db)
	tests := []struct{ do, undo, want string }{
		{"CREATE (:Person {id: 'per-x', name: 'x'})", "MATCH (n {id: 'per-x'}) DELETE n", "Person that no article leads to"},
		{"CREATE (:Statement {id: 'st-x', article: 'art-x', text: 'x', sentence: 'x', sentenceStart: 0, start: 0, end: 1, spans: [0, 1]})", "MATCH (n {id: 'st-x'}) DELETE n", "Statement that its own article"},
		{"MATCH (n:Topic) WITH n LIMIT 1 SET n.was = n.name, n.name = 'يي'", "MATCH (n:Topic) WHERE n.was IS NOT NULL SET n.name = n.was REMOVE n.was", "not the least"},
		{"MATCH (n:Country {code: 'IQ'}) SET n:Speaker", "MATCH (n:Country {code: 'IQ'}) REMOVE n:Speaker", "called a speaker and is none"},
		{"MATCH (n:Country {code: 'JO'}) REMOVE n:Speaker", "MATCH (n:Country {code: 'JO'}) SET n:Speaker", "not called one"},
		{"MATCH (n:Statement {cue: 'حذر'}) SET n.end = n.end + 1", "MATCH (n:Statement {cue: 'حذر'}) SET n.end = n.end - 1", "span"},
		{"MATCH (n:Statement {cue: 'حذر'}) SET n.text = n.text + '.'", "MATCH (n:Statement {cue: 'حذر'}) SET n.text = left(n.text, size(n.text) - 1)", "span"},
		{"MATCH (a:Article {docNo: 'denial-1'}) SET a.lock = true", "MATCH (a:Article) REMOVE a.lock", "half done"},
		{"CREATE (:Article {id: 'art-x', name: 'x'})", "MATCH (a {id: 'art-x'}) DELETE a", "neither loaded nor linked"},
		{"MATCH (p:Person {name: 'ليث الكرخي'}), (c:Country {code: 'IQ'}) CREATE (p)-[:REPRESENTS {article: 'art-x'}]->(c)", "MATCH ()-[r:REPRESENTS {article: 'art-x'}]->() DELETE r", "edge REPRESENTS"},
		{"DROP CONSTRAINT topic_id", "CREATE CONSTRAINT topic_id IF NOT EXISTS FOR (n:Topic) REQUIRE n.id IS UNIQUE", "constraint or index"},
	}
	for _, tt := range tests {
		write(t, db, tt.do)
		fs, err := db.Check(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(fs, func(f Finding) bool { return strings.Contains(f.What, tt.want) && f.Count == 1 && len(f.Examples) == 1 }) {
			t.Errorf("%s: found %+v", tt.do, fs)
		}
		write(t, db, tt.undo)
	}
	sound(t, db)
}
