// Package queries holds the named queries: one file each, whose comment at the
// top is its help.
//
// A file begins with one line that says what the query gives, after an empty
// comment line maybe more, then its parameters, one a line:
//
//	// param NAME TYPE required|optional|DEFAULT what it is
//
// followed by the Cypher that gives a table, a line "// browser", and the
// Cypher that gives the nodes and edges of the same answer, for Neo4j Browser.
package queries

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

//go:embed *.cypher
var files embed.FS

// Query is a named query.
type Query struct {
	Name    string
	Summary string // one line
	Help    string // more lines, may be empty
	Params  []Param
	Text    string // Cypher that gives a table
	Browser string // Cypher that gives nodes and edges
}

// Type is the type of a parameter.
type Type string

// The types of parameters.
const (
	String  Type = "string"   // text as it is
	Int     Type = "int"      // a whole number, not negative
	Date    Type = "date"     // YYYY-MM-DD, or the first day of YYYY-MM or YYYY
	DateEnd Type = "date-end" // YYYY-MM-DD, or the last day of YYYY-MM or YYYY
	Folded  Type = "folded"   // words in any spelling, as the property folded has them
	Search  Type = "search"   // words in any spelling, all to be found by a full-text index
	Country Type = "country"  // a country's name or ISO code
)

// Param is a parameter of a query.
type Param struct {
	Name     string
	Type     Type
	Required bool
	Default  string // "" for none
	Doc      string
}

// All returns the named queries, by name.
func All() ([]*Query, error) {
	names, err := fs.Glob(files, "*.cypher")
	if err != nil {
		return nil, err
	}
	out := make([]*Query, len(names))
	for i, n := range names {
		data, err := files.ReadFile(n)
		if err != nil {
			return nil, err
		}
		if out[i], err = parse(n, string(data)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Get returns a query by its name; the error of one that is not there is an
// *UnknownError.
func Get(name string) (*Query, error) {
	all, err := All()
	if err != nil {
		return nil, err
	}
	for _, q := range all {
		if q.Name == name {
			return q, nil
		}
	}
	return nil, &UnknownError{name, nearest(name, all)}
}

// UnknownError says that there is no query of a name.
type UnknownError struct {
	Name    string
	Nearest []string // names that are like it, best first; may be empty
}

func (e *UnknownError) Error() string { return fmt.Sprintf("no query is named %q", e.Name) }

// Hint says what to do.
func (e *UnknownError) Hint() string {
	if len(e.Nearest) == 0 {
		return "list them with: graph query"
	}
	return "did you mean " + strings.Join(e.Nearest, ", ") + "? list them all with: graph query"
}

// nearest returns at most three names that differ in few letters, or that have
// name as a part.
func nearest(name string, all []*Query) []string {
	type near struct {
		name string
		far  int
	}
	var out []near
	for _, q := range all {
		d := levenshtein.ComputeDistance(name, q.Name)
		switch {
		case d <= 2 || d <= len(name)/3:
			out = append(out, near{q.Name, d})
		case len(name) > 2 && (strings.Contains(q.Name, name) || strings.Contains(name, q.Name)):
			out = append(out, near{q.Name, 100 + d})
		}
	}
	slices.SortStableFunc(out, func(a, b near) int { return a.far - b.far })
	names := make([]string, 0, 3)
	for _, n := range out[:min(3, len(out))] {
		names = append(names, n.name)
	}
	return names
}

// parse reads a query's file; name is used in errors, with the line.
func parse(name, data string) (*Query, error) {
	q := &Query{Name: strings.TrimSuffix(name, ".cypher")}
	head, body, found := cutHead(data)
	if !found {
		return nil, fmt.Errorf("query %s: no Cypher after the comment", name)
	}
	text, browser, found := strings.Cut(body, "\n// browser\n")
	if !found {
		return nil, fmt.Errorf("query %s: no line \"// browser\"", name)
	}
	q.Text, q.Browser = strings.TrimSpace(text), strings.TrimSpace(browser)
	var help []string
	for i, line := range head {
		if i == 0 {
			q.Summary = line
			continue
		}
		rest, ok := strings.CutPrefix(line, "param ")
		if !ok {
			help = append(help, line)
			continue
		}
		p, err := parseParam(rest)
		if err != nil {
			return nil, fmt.Errorf("query %s:%d: %w", name, i+1, err)
		}
		q.Params = append(q.Params, p)
	}
	q.Help = strings.TrimSpace(strings.Join(help, "\n"))
	if q.Summary == "" || q.Text == "" || q.Browser == "" {
		return nil, fmt.Errorf("query %s: summary, Cypher or Cypher for the Browser is empty", name)
	}
	return q, q.checkParams()
}

func cutHead(data string) (head []string, body string, found bool) {
	for {
		line, rest, _ := strings.Cut(data, "\n")
		comment, ok := strings.CutPrefix(line, "//")
		if !ok {
			return head, "\n" + data, len(head) > 0 && strings.TrimSpace(data) != ""
		}
		head = append(head, strings.TrimSpace(comment))
		data = rest
	}
}

func parseParam(s string) (Param, error) {
	f := strings.Fields(s)
	if len(f) < 4 {
		return Param{}, fmt.Errorf("param %q: want a name, a type, required, optional or a default, and what it is", s)
	}
	p := Param{Name: f[0], Type: Type(f[1]), Doc: strings.Join(f[3:], " ")}
	switch f[2] {
	case "required":
		p.Required = true
	case "optional":
	default:
		p.Default = f[2]
	}
	if !slices.Contains([]Type{String, Int, Date, DateEnd, Folded, Search, Country}, p.Type) {
		return p, fmt.Errorf("param %s: unknown type %q", p.Name, f[1])
	}
	return p, nil
}

// checkParams compares the parameters that the head describes with those that
// the Cypher uses.
func (q *Query) checkParams() error {
	used := map[string]bool{}
	for _, t := range []string{q.Text, q.Browser} {
		for _, p := range placeholders(t) {
			used[t[p.start+1:p.end]] = true
		}
	}
	for _, p := range q.Params {
		if !used[p.Name] {
			return fmt.Errorf("query %s: param %s is not used", q.Name, p.Name)
		}
		delete(used, p.Name)
	}
	for name := range used {
		return fmt.Errorf("query %s: $%s is not described", q.Name, name)
	}
	return nil
}
