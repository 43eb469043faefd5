package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"

	"qawl/extract"
	"qawl/loader"
	"qawl/model"
	"qawl/queries"
	"qawl/server"
)

// QueryOptions say what is asked and how the answer is written.
type QueryOptions struct {
	Connection Connection
	Browser    server.BrowserFiles
	Question   string   // a named query, or Cypher
	File       string   // Cypher from a file, "-" for standard input
	Params     []string // name=value
	Write      bool
	MaxRows    int
	Format     Format
}

// question is Cypher with its parameters.
type question struct {
	named  *queries.Query // nil for the user's own Cypher
	text   string
	params map[string]any
}

// Query asks the graph and writes the answer.
func (t *Terminal) Query(ctx context.Context, x *extract.Extractor, o QueryOptions) error {
	q, err := t.question(x, o)
	if err != nil {
		return err
	}
	e, err := t.Endpoint(ctx, o.Connection, o.Browser)
	if err != nil {
		return err
	}
	db, err := t.connect(ctx, e, &progress{})
	if err != nil {
		return err
	}
	defer db.Close(context.WithoutCancel(ctx))
	res, err := db.Query(ctx, q.text, q.params, loader.QueryOptions{Write: o.Write, MaxRows: o.MaxRows})
	if err != nil {
		return q.explain(err)
	}
	if o.Format == AsTable && len(res.Rows) == 0 && len(res.Columns) > 0 {
		fmt.Fprintln(t.Err, "no rows")
	} else if _, err := t.Records(o.Format, res.Columns, values(res.Rows)); err != nil {
		return err
	}
	if res.More {
		fmt.Fprintf(t.Err, "only the first %s; more with --max-rows 0\n", Plural(o.MaxRows, "row"))
	}
	if len(res.Counters) > 0 {
		fmt.Fprintln(t.Err, counts(res.Counters))
	}
	return nil
}

// explain adds what a graph that nothing was loaded into lacks.
func (q question) explain(err error) error {
	if q.named != nil && strings.Contains(err.Error(), "no such fulltext") {
		return &Error{Failed, errors.New("the graph is empty"), "load some articles first: graph load PATH"}
	}
	if errors.Is(err, loader.BadQuery) {
		return &Error{Failed, fmt.Errorf("query: %s", asWritten(err.Error())), model.HintOf(err)}
	}
	return fmt.Errorf("query: %w", err)
}

// asWritten takes the EXPLAIN, with which a query is tried, out of the server's
// message about it: from the query that it shows, and from the line with the
// mark under the wrong place, which tells the place as well as the numbers do.
func asWritten(msg string) string {
	before, shown, ok := strings.Cut(msg, "\"EXPLAIN ")
	if !ok {
		return msg
	}
	text, mark, _ := strings.Cut(shown, "\n")
	place := regexp.MustCompile(` \(line \d+, column \d+ \(offset: \d+\)\)`)
	return place.ReplaceAllString(before, "") + "\"" + text + "\n" + strings.TrimPrefix(mark, "        ")
}

// question makes Cypher of what the user gave. One word is the name of a
// query, more are Cypher.
func (t *Terminal) question(x *extract.Extractor, o QueryOptions) (question, error) {
	if o.File != "" {
		if o.Question != "" {
			return question{}, Misuse("use one of them", "query: a file and %q as well", o.Question)
		}
		text, err := t.readFile(o.File)
		if err != nil {
			return question{}, err
		}
		params, err := cypherParams(o.Params)
		return question{text: text, params: params}, err
	}
	if strings.ContainsFunc(o.Question, isBlank) {
		params, err := cypherParams(o.Params)
		return question{text: o.Question, params: params}, err
	}
	q, params, err := named(x, o.Question, o.Params)
	if err != nil {
		return question{}, err
	}
	return question{q, q.Text, params}, nil
}

func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '(' }

// named finds a named query and binds its parameters.
func named(x *extract.Extractor, name string, args []string) (*queries.Query, map[string]any, error) {
	q, err := queries.Get(name)
	if unknown, ok := errors.AsType[*queries.UnknownError](err); ok {
		return nil, nil, Misuse(unknown.Hint(), "%w", err)
	}
	if err != nil {
		return nil, nil, err
	}
	byName := map[string]string{}
	for _, a := range args {
		k, v, err := param(a)
		if err != nil {
			return nil, nil, err
		}
		byName[k] = v
	}
	params, err := q.Bind(byName, queries.WordsOf(x.Pack()))
	if bad, ok := errors.AsType[*queries.ParamError](err); ok {
		return nil, nil, Misuse(bad.Hint(), "%w", err)
	}
	return q, params, err
}

func param(arg string) (name, value string, err error) {
	name, value, ok := strings.Cut(arg, "=")
	if name = strings.TrimSpace(strings.TrimPrefix(name, "$")); !ok || name == "" {
		return "", "", Misuse("write it as -P name=value", "query: parameter %q has no value", arg)
	}
	return name, strings.TrimPrefix(value, ">"), nil // cypher-shell writes name => value
}

// cypherParams are parameters of the user's own Cypher: JSON where it is some
// (numbers, true, null, lists, objects, quoted text), else text.
func cypherParams(args []string) (map[string]any, error) {
	out := map[string]any{}
	for _, a := range args {
		name, value, err := param(a)
		if err != nil {
			return nil, err
		}
		out[name] = jsonOrText(strings.TrimSpace(value))
	}
	return out, nil
}

func jsonOrText(s string) any {
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil || dec.More() {
		return s
	}
	return numbers(v)
}

// numbers turns JSON's numbers into Cypher's: whole ones into integers.
func numbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = numbers(v[k])
		}
	}
	return v
}

func (t *Terminal) readFile(name string) (string, error) {
	if name == "-" {
		b, err := io.ReadAll(t.In)
		return string(b), err
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("query: %w", err)
	}
	return string(b), nil
}

func values(rows [][]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// ListQueries shows the named queries, a line each.
func (t *Terminal) ListQueries(f Format) error {
	all, err := queries.All()
	if err != nil {
		return err
	}
	rows := make([][]any, len(all))
	for i, q := range all {
		rows[i] = []any{q.Name, q.Summary}
	}
	if f != AsTable {
		_, err := t.Records(f, []string{"name", "summary"}, values(rows))
		return err
	}
	for _, r := range rows {
		t.field(0, r[0].(string), r[1].(string))
	}
	fmt.Fprintln(t.Out, "\nOne of them:    graph query NAME -P parameter=value\nWhat it takes:  graph query NAME --help\nYour own:       graph query 'MATCH (s:Speaker) RETURN s.name'")
	return nil
}

// DescribeQuery shows what a named query does and takes.
func (t *Terminal) DescribeQuery(name string) error {
	q, err := queries.Get(name)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.Out, "%s\n", q.Summary)
	if q.Help != "" {
		fmt.Fprintf(t.Out, "\n%s\n", q.Help)
	}
	if len(q.Params) > 0 {
		fmt.Fprintln(t.Out, "\nParameters (-P name=value):")
	}
	for _, p := range q.Params {
		need := cmp.Or(p.Default, "optional")
		switch {
		case p.Required:
			need = "required"
		case p.Default != "":
			need = "default " + p.Default
		}
		fmt.Fprintf(t.Out, "  %-10s %-9s %-11s %s\n", p.Name, p.Type, need, p.Doc)
	}
	fmt.Fprintf(t.Out, "\nCypher:\n%s\n", q.Text)
	return nil
}

// QueryNames are the names of the queries, for the shell's completion.
func QueryNames() []string {
	all, err := queries.All()
	if err != nil {
		return nil
	}
	names := make([]string, len(all))
	for i, q := range all {
		names[i] = q.Name + "\t" + q.Summary
	}
	return names
}

// QueryParams are the parameters of a named query, for the shell's completion.
func QueryParams(name string) []string {
	q, err := queries.Get(name)
	if err != nil {
		return nil
	}
	var out []string
	for _, p := range q.Params {
		out = append(out, p.Name+"=\t"+p.Doc)
	}
	return out
}

// graphText is a node, edge or path of the graph as a cell shows it.
func graphText(v any) (string, bool) {
	switch v := v.(type) {
	case loader.Day:
		return string(v), true
	case loader.GraphNode:
		return "(:" + strings.Join(v.Labels, ":") + " " + nameOf(v.Properties) + ")", true
	case loader.GraphEdge:
		return "[:" + v.Type + "]", true
	case loader.GraphPath:
		var b strings.Builder
		for i, n := range v.Nodes {
			if i > 0 {
				b.WriteString("-[:" + v.Edges[i-1].Type + "]-")
			}
			s, _ := graphText(n)
			b.WriteString(s)
		}
		return b.String(), true
	}
	return "", false
}

func nameOf(props map[string]any) string {
	for _, k := range append([]string{"name", "id"}, slices.Sorted(maps.Keys(props))...) {
		if s, ok := props[k].(string); ok {
			return s
		}
	}
	return ""
}
