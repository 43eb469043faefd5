package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"regexp"
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
