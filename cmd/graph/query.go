package main

import (
	"slices"

	"github.com/spf13/cobra"

	"qawl/browser"
	"qawl/internal/cli"
)

func (a *app) query() *cobra.Command {
	o := cli.QueryOptions{Browser: browser.Files()}
	c := &cobra.Command{
		Use:     "query [NAME | CYPHER]",
		Short:   "Ask the graph: a named query, or Cypher",
		GroupID: "graph",
		Example: `  graph query
  graph query statements-by-speaker --help
  graph query search -P words='…' --format csv
  graph query 'MATCH (s:Speaker)-[:SAID]->(x) RETURN s.name, count(x) AS n ORDER BY n DESC'`,
		Long: `Query asks the graph and shows a table. Alone it lists the named queries. A query
can only read, unless --write is given. Parameters of Cypher (-P) are JSON where
they are some, else text.`,
		Args: args(0, 1, ""),
	}
	f := c.Flags()
	f.StringArrayVarP(&o.Params, "param", "P", nil, "parameter, as name=value; may be given again")
	f.StringVarP(&o.File, "file", "f", "", "read the Cypher from a file, - for standard input")
	f.BoolVar(&o.Write, "write", false, "let the query write")
	f.IntVar(&o.MaxRows, "max-rows", 0, "end after so many rows (default: all)")
	a.connectionFlags(c)
	format := formatFlag(c, cli.AsTable, cli.AsJSON, cli.AsJSONL, cli.AsCSV)
	c.RunE = func(c *cobra.Command, args []string) (err error) {
		if o.Format, err = format(); err != nil {
			return err
		}
		if len(args) == 0 && o.File == "" {
			return a.ListQueries(o.Format)
		}
		if len(args) > 0 {
			o.Question = args[0]
		}
		x, err := cli.Extractor("")
		if err != nil {
			return err
		}
		o.Connection = a.connection
		return a.Query(c.Context(), x, o)
	}
	completeQueries(c)
	describe(a, c)
	return c
}

// completeQueries completes names of queries and their parameters.
func completeQueries(c *cobra.Command) {
	c.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return cli.QueryNames(), cobra.ShellCompDirectiveNoFileComp
	}
	c.RegisterFlagCompletionFunc("param", func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return cli.QueryParams(args[0]), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	})
}

// describe makes NAME --help the help of the query.
func describe(a *app, c *cobra.Command) {
	usual := c.HelpFunc()
	c.SetHelpFunc(func(c *cobra.Command, _ []string) {
		for _, arg := range c.Flags().Args() {
			if slices.ContainsFunc(cli.QueryNames(), func(n string) bool { return len(n) > len(arg) && n[:len(arg)+1] == arg+"\t" }) {
				a.DescribeQuery(arg)
				return
			}
		}
		usual(c, nil)
	})
}
