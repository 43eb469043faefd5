package loader

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/model"
)

// Finding is something that must not be in a graph.
type Finding struct {
	What     string
	Count    int
	Examples []string // ids, at most five
}

// Check looks for what must not be: constraints that are missing, nodes that
// no article leads to, statements without article, labels and names that do
// not fit the edges, spans that do not fit the text. A sound graph gives none.
func (db *DB) Check(ctx context.Context) ([]Finding, error) {
	out, err := db.missing(ctx)
	if err != nil {
		return nil, fmt.Errorf("check: constraints and indexes: %w", err)
	}
	for _, c := range db.checks() {
		f := Finding{What: c.what}
		if err := db.each(ctx, c.text, nil, func(r *neo4j.Record) { f.add(r.Values[0]) }); err != nil {
			return out, fmt.Errorf("check: %s: %w", c.what, err)
		}
		if f.Count > 0 {
			out = append(out, f)
		}
	}
	f := Finding{What: "a statement's span does not give its text"}
	err = db.each(ctx, "MATCH (s:Statement) RETURN s.id, s.text, s.sentence, s.sentenceStart, s.start, s.end, s.spans", nil, func(r *neo4j.Record) {
		if !spansFit(r.Values) {
			f.add(r.Values[0])
		}
	})
	if err != nil {
		return out, fmt.Errorf("check: spans of statements: %w", err)
	}
	if f.Count > 0 {
		out = append(out, f)
	}
	return out, nil
}

// check is one statement that returns the ids of what must not be.
type check struct{ what, text string }

func (f *Finding) add(id any) {
	if f.Count++; len(f.Examples) < 5 {
		f.Examples = append(f.Examples, fmt.Sprint(id))
	}
}

// missing looks for the constraints and indexes of the schema.
func (db *DB) missing(ctx context.Context) ([]Finding, error) {
	online := map[any]bool{}
	err := db.each(ctx, "SHOW INDEXES YIELD name, state", nil, func(r *neo4j.Record) {
		online[r.Values[0]] = r.Values[1] == "ONLINE"
	})
	f := Finding{What: "a constraint or index is missing"}
	for _, text := range db.cypher.schema {
		words := strings.Fields(text)
		if name := words[slices.Index(words, "IF")-1]; !online[name] {
			f.add(name)
		}
	}
	if f.Count == 0 || err != nil {
		return nil, err
	}
	return []Finding{f}, nil
}

func (db *DB) checks() []check {
	out, in, names := []string{}, []string{}, []string{}
	var checks []check
	for _, e := range db.schema.Edges {
		switch {
		case e.Speaks && slices.Contains(e.To, model.LabelStatement):
			out = append(out, e.Type)
		case e.Speaks:
			in = append(in, e.Type)
		case e.Names:
			names = append(names, e.Type)
		}
		if e.Article {
			checks = append(checks, check{"an edge " + e.Type + " of an article that is not there",
				"MATCH ()-[r:" + e.Type + "]->() WHERE NOT EXISTS { MATCH (a:Article {id: r.article}) WHERE a.fingerprint IS NOT NULL } RETURN DISTINCT r.article"})
		}
	}
	speaks := "EXISTS { (n)-[:" + strings.Join(out, "|") + "]->() } OR EXISTS { (n)<-[:" + strings.Join(in, "|") + "]-() }"
	spelled := "MATCH (n)<-[r:" + strings.Join(names, "|") + "]-(:Article) WHERE r.name IS NOT NULL"
	for _, t := range db.schema.Nodes {
		match := "MATCH (n:" + t.Label + ") "
		if t.Owner == model.System {
			continue
		}
		if t.Label != model.LabelArticle {
			checks = append(checks, check{t.Label + " that no article leads to", match + "WHERE NOT EXISTS { (n)<--(:Article) } AND NOT EXISTS { (n)<--(:Event) } AND NOT EXISTS { (n)<--(:Person|Organization|Document|Group|Anonymous) } RETURN n.id"})
		}
		if t.Prop(model.ArticleProperty) != nil {
			checks = append(checks, check{t.Label + " that its own article does not lead to",
				match + "WHERE n.article IS NOT NULL AND NOT EXISTS { MATCH (n)<--(a:Article) WHERE a.id = n.article AND a.fingerprint IS NOT NULL } RETURN n.id"})
		}
		if t.Spelled {
			checks = append(checks, check{t.Label + " whose name is not the least of its spellings",
				match + "WHERE n.article IS NULL AND EXISTS { " + spelled + " } AND NOT n.name = COLLECT { " + spelled + " RETURN r.name ORDER BY " + spelling("r.name") + " LIMIT 1 }[0] RETURN n.id"})
		}
		if t.Speaker {
			checks = append(checks,
				check{t.Label + " that is called a speaker and is none", match + "WHERE n:Speaker AND NOT (" + speaks + ") RETURN n.id"},
				check{t.Label + " that is a speaker and not called one", match + "WHERE NOT n:Speaker AND (" + speaks + ") RETURN n.id"})
		}
	}
	return append(checks,
		check{"article left half done", "MATCH (n) WHERE n.lock IS NOT NULL RETURN n.id"},
		check{"article that is neither loaded nor linked to", "MATCH (n:Article) WHERE n.fingerprint IS NULL AND NOT EXISTS { (n)<-[:LINKS_TO]-() } RETURN n.id"},
		check{"article without a load", "MATCH (n:Article) WHERE n.fingerprint IS NOT NULL AND NOT EXISTS { (n)-[:LOADED_BY]->() } RETURN n.id"},
		check{"statement with several speakers", "MATCH (n:Statement) WHERE COUNT { (n)<-[:SAID]-() } > 1 RETURN n.id"},
	)
}

// spansFit reports whether a statement's spans are in order and give its text
// where they lie in its sentence.
func spansFit(v []any) bool {
	text, _ := v[1].(string)
	sentence, _ := v[2].(string)
	from, start, end := integer(v[3]), integer(v[4]), integer(v[5])
	list, _ := v[6].([]any)
	if len(list) == 0 || len(list)%2 != 0 || integer(list[0]) != start || integer(list[len(list)-1]) != end {
		return false
	}
	for i := 1; i < len(list); i++ {
		if integer(list[i]) < integer(list[i-1]) {
			return false
		}
	}
	if len(list) > 2 || start < from || end > from+utf8.RuneCountInString(sentence) {
		return true // several stretches, or a content that is longer than its sentence
	}
	return string([]rune(sentence)[start-from:end-from]) == text
}
