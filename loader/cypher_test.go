package loader

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/model"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// named lists all statements with names, in an order that stays.
func (c *cypher) named() [][2]string {
	var out [][2]string
	list := func(name string, texts []string) {
		for i, t := range texts {
			out = append(out, [2]string{fmt.Sprintf("%s %d", name, i+1), t})
		}
	}
	byKey := func(name string, texts map[string]string) {
		for _, k := range slices.Sorted(maps.Keys(texts)) {
			out = append(out, [2]string{name + " " + k, texts[k]})
		}
	}
	add := func(name, text string) { out = append(out, [2]string{name, text}) }
	list("schema", c.schema)
	add("fingerprints", c.fingerprints)
	add("lock", c.lock)
	add("unlock", c.unlock)
	add("article", c.article)
	byKey("shared", c.shared)
	byKey("owned", c.owned)
	byKey("edges", c.edges)
	add("speak", c.speak)
	add("lower", c.lower)
	add("spell", c.spell)
	add("load", c.load)
	add("loaded", c.loaded)
	add("finish", c.finish)
	add("hold", c.hold)
	add("unsettle", c.unsettle)
	list("around", c.around)
	list("strip", c.strip)
	list("forget", c.forget)
	add("linked", c.linked)
	add("stub", c.stub)
	add("drop", c.drop)
	byKey("orphans", c.orphans)
	add("hush", c.hush)
	add("respell", c.respell)
	return out
}

// The Cypher is reviewed as Cypher: go test ./loader -run Golden -update.
func TestGoldenCypher(t *testing.T) {
	var b strings.Builder
	for _, s := range newCypher(model.GraphSchema()).named() {
		fmt.Fprintf(&b, "// %s\n%s;\n\n", s[0], s[1])
	}
	golden(t, "testdata/loader.cypher", strings.TrimSuffix(b.String(), "\n"))
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not current: see go test -update", file)
	}
}

// No statement of the loader scans: nodes are found by index or element id.
func TestPlansDoNotScan(t *testing.T) {
	db := fresh(t)
	if err := db.EnsureSchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	params := map[string]any{"ids": []string{"x"}, "rows": []map[string]any{{"id": "x"}}, "id": "x", "props": map[string]any{}, "load": "x"}
	for _, s := range db.cypher.named() {
		if strings.HasPrefix(s[0], "schema") {
			continue
		}
		session := db.session(t.Context(), neo4j.AccessModeWrite)
		r, err := session.Run(t.Context(), "EXPLAIN "+s[1], params)
		if err != nil {
			t.Fatalf("%s: %v", s[0], err)
		}
		sum, err := r.Consume(t.Context())
		if err != nil {
			t.Fatalf("%s: %v", s[0], err)
		}
		checkScan(t, s[0], sum.Plan())
		for _, n := range sum.Notifications() {
			if strings.Contains(n.Code(), "Deprecat") || strings.Contains(n.Code(), "CartesianProduct") {
				t.Errorf("%s: %s", s[0], n.Description())
			}
		}
		session.Close(t.Context())
	}
}

func checkScan(t *testing.T, name string, p neo4j.Plan) {
	t.Helper()
	op, _, _ := strings.Cut(p.Operator(), "@")
	if strings.Contains(op, "Scan") {
		t.Errorf("%s: %s %v", name, op, p.Arguments()["Details"])
	}
	for _, c := range p.Children() {
		checkScan(t, name, c)
	}
}
