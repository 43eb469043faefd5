package cli

import (
	"cmp"
	"fmt"

	"qawl/queries"
)

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
	widest := 0
	for _, q := range all {
		widest = max(widest, width(q.Name))
	}
	for _, q := range all {
		t.entry(0, widest, q.Name, q.Summary)
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
