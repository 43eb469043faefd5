package loader

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"qawl/loader/loadertest"
	"qawl/model"
)

func TestExplainTakesTheUsersOwnOff(t *testing.T) {
	tests := map[string]string{
		"MATCH (n) RETURN n":                            "EXPLAIN MATCH (n) RETURN n",
		"  explain MATCH (n) RETURN n":                  "EXPLAIN MATCH (n) RETURN n",
		"/* a */ PROFILE // b\n MATCH (n) RETURN n":     "EXPLAIN MATCH (n) RETURN n",
		"CYPHER 5 runtime=slotted PROFILE RETURN 1":     "CYPHER 5 runtime=slotted EXPLAIN RETURN 1",
		"CYPHER planner = cost\nRETURN 1":               "CYPHER planner = cost EXPLAIN RETURN 1",
		"PROFILE CYPHER 5 EXPLAIN RETURN 1":             "CYPHER 5 EXPLAIN RETURN 1",
		"EXPLAINED":                                     "EXPLAIN EXPLAINED",
		"":                                              "EXPLAIN ",
		"// only a comment":                             "EXPLAIN ",
		"\ufeff\u2003PROFILE\u00a0RETURN 'EXPLAIN'":     "EXPLAIN RETURN 'EXPLAIN'",
		"/* unclosed MATCH (n) DELETE n":                "EXPLAIN ",
		"CYPHER":                                        "CYPHER EXPLAIN ",
		"CYPHER runtime=":                               "CYPHER runtime= EXPLAIN ",
		"EXPLAIN/**/PROFILE/**/CYPHER 5/**/MATCH (n) X": "CYPHER 5 EXPLAIN MATCH (n) X",
	}
	for text, want := range tests {
		if got := explain(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Without Write nothing is written, no file or address is read, and nobody
// else is disturbed, whatever way it is put.
func TestReadOnlyHolds(t *testing.T) {
	db := fresh(t)
	load(t, db, Options{}, loadertest.Sample(fold(t))...)
	before := stored(t, db)
	ways := []string{
		"CREATE (n)", "create (n:Evil)", "MERGE (n:Evil) RETURN n", "MATCH (n) SET n.x = 1", "MATCH (n) SET n:Evil", "MATCH (n) REMOVE n.name",
		"MATCH (n) DETACH DELETE n", "MATCH ()-[r]->() DELETE r", "PROFILE CREATE (n)", "profile match (n) set n.x = 1 return n",
		"CYPHER 5 PROFILE CREATE (n)", "CYPHER runtime=slotted CREATE (n)", "/* EXPLAIN */ CREATE (n)", "// EXPLAIN\nCREATE (n)", "/**/PROFILE/**/CREATE (n)",
		"EXPLAIN PROFILE CREATE (n)", "MATCH (n) WITH n LIMIT 1 CALL (n) { CREATE (m) } RETURN n", "CALL { CREATE (n) } IN TRANSACTIONS", "CALL { MATCH (n) DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS",
		"FOREACH (i IN [1] | CREATE (n))", "UNWIND [1, 2] AS i CREATE (n {i: i})", "MATCH (n) RETURN n UNION MATCH (n) DELETE n RETURN n",
		"LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", "LOAD CSV FROM 'http://127.0.0.1:1/x' AS l RETURN l", "profile load csv from 'file:///x' as l return l",
		"CALL { LOAD CSV FROM 'file:///x' AS l RETURN l } RETURN l", "MATCH (n) WHERE EXISTS { LOAD CSV FROM 'file:///x' AS l RETURN l } RETURN n", "UNWIND [1] AS x LOAD CSV WITH HEADERS FROM 'ftp://x/y' AS l RETURN l",
		"CREATE INDEX evil FOR (n:Evil) ON (n.x)", "DROP CONSTRAINT article_id", "CREATE CONSTRAINT evil FOR (n:Evil) REQUIRE n.x IS UNIQUE", "DROP INDEX statement_words",
		"TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message RETURN message",
		"CALL dbms.killConnection('bolt-1')", "CALL dbms.killConnections(['bolt-1'])", "CALL db.clearQueryCaches()", "CALL db.awaitIndexes(1)", "CALL db.resampleIndex('x')",
		"CALL dbms.setConfigValue('a', 'b')", "CALL db.createLabel('Evil')", "CALL db.createProperty('evil')", "CALL db.createRelationshipType('EVIL')", "CALL tx.setMetaData({a: 1})",
		"CALL db.prepareForReplanning()", "MATCH (n) CALL db.createLabel('Evil') RETURN n", "CALL { CALL db.clearQueryCaches() YIELD value RETURN value } RETURN value",
		"CREATE USER evil SET PASSWORD 'evilevil'", "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'", "DROP USER neo4j", "STOP DATABASE neo4j", "CREATE DATABASE evil", "DROP DATABASE neo4j",
		"USE system CREATE USER evil SET PASSWORD 'evilevil'", "CALL dbms.listConfig() YIELD name RETURN name", "CREATE (n); MATCH (n) RETURN n", "RETURN 1; CREATE (n)", "MATCH (n) CREATE (m) RETURN m //\u2028",
	}
	if len(ways) < 40 {
		t.Errorf("only %d ways", len(ways))
	}
	for _, w := range ways {
		r, err := db.Query(t.Context(), w, nil, QueryOptions{})
		var e *Error
		if err == nil {
			t.Errorf("%s: ran, %d rows", w, len(r.Rows))
		} else if !errors.As(err, &e) || e.Kind != NotReadOnly && e.Kind != BadQuery {
			t.Errorf("%s: %v", w, err)
		}
	}
	same(t, stored(t, db), before)
	sound(t, db)
	for _, ok := range []string{"EXPLAIN CREATE (n)", "MATCH (n) RETURN count(n) AS n;", "PROFILE MATCH (n) RETURN n LIMIT 1", "CALL db.labels() YIELD label RETURN label",
		"CALL db.index.fulltext.queryNodes('name_words', 'x') YIELD node RETURN node", "CALL db.schema.visualization()", "RETURN 'LOAD CSV', \"CREATE (n)\" AS `DELETE`", "SHOW INDEXES"} {
		_, err := db.Query(t.Context(), ok, nil, QueryOptions{})
		if ok == "EXPLAIN CREATE (n)" {
			continue // runs or not: it writes nothing
		}
		if err != nil {
			t.Errorf("%s: %v", ok, err)
		}
	}
	same(t, stored(t, db), before)
}

func TestResultValues(t *testing.T) {
	db := fresh(t)
	r, err := db.Query(t.Context(), `RETURN null AS a, true AS b, 1 AS c, 1.5 AS d, 'قول' AS e, [1, 'x', date('2024-02-01')] AS f, {k: [date('2024-02-01')]} AS g, duration('P1D') AS h, $day AS i`,
		map[string]any{"day": model.Date{Year: 2023, Month: 8, Day: 16}}, QueryOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := []any{nil, true, int64(1), 1.5, "قول", []any{int64(1), "x", Day("2024-02-01")}, map[string]any{"k": []any{Day("2024-02-01")}}, "P0M1DT0S", Day("2023-08-16")}
	if got := r.Rows[0]; len(got) != len(want) || fmt.Sprint(r.Columns) != "[a b c d e f g h i]" {
		t.Fatalf("%v %v", r.Columns, got)
	}
	for i, w := range want {
		if !reflect.DeepEqual(r.Rows[0][i], w) && fmt.Sprint(r.Rows[0][i]) != fmt.Sprint(w) {
			t.Errorf("%s is %#v, want %#v", r.Columns[i], r.Rows[0][i], w)
		}
	}
	r, err = db.Query(t.Context(), "CREATE p = (a:A {x: 1})-[r:R {y: 2}]->(b:B) RETURN a, r, p", nil, QueryOptions{Write: true})
	if err != nil {
		t.Fatal(err)
	}
	a := GraphNode{[]string{"A"}, map[string]any{"x": int64(1)}}
	p, ok := r.Rows[0][2].(GraphPath)
	if !reflect.DeepEqual(r.Rows[0][0], a) || !ok || len(p.Nodes) != 2 || len(p.Edges) != 1 || p.Edges[0].Type != "R" || r.Counters["nodes created"] != 2 {
		t.Errorf("%#v %v", r.Rows[0], r.Counters)
	}
	r, err = db.Query(t.Context(), "UNWIND range(1, 10) AS i RETURN i", nil, QueryOptions{MaxRows: 3})
	if err != nil || len(r.Rows) != 3 || !r.More {
		t.Errorf("%v, %v", r, err)
	}
	if _, err = db.Query(t.Context(), "MATCH (n RETURN n", nil, QueryOptions{}); !errors.Is(err, BadQuery) {
		t.Errorf("syntax error: %v", err)
	}
}

// Whatever stands in front, the text that follows EXPLAIN is the end of the
// query as it was.
func FuzzExplain(f *testing.F) {
	for _, s := range []string{"MATCH (n) RETURN n", "/* a */ PROFILE // b\n x", "CYPHER 5 runtime=slotted EXPLAIN RETURN 1", "CYPHER a = // c\n b PROFILE", "\u2028EXPLAIN", "/*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := explain(s)
		whole := false
		for i, rest := range strings.SplitAfter(got, "EXPLAIN ") {
			whole = whole || i > 0 && strings.HasSuffix(s, got[strings.LastIndex(got, rest):])
		}
		if !whole {
			t.Errorf("%q: %q does not end as it does", s, got)
		}
		if again := explain(got); again != got && !strings.Contains(s, "CYPHER") && !strings.Contains(strings.ToUpper(s), "CYPHER") {
			t.Errorf("%q: %q, then %q", s, got, again)
		}
	})
}
