package main

import (
	"github.com/spf13/cobra"

	"qawl/browser"
	"qawl/internal/cli"
)

func (a *app) browse() *cobra.Command {
	o := cli.BrowseOptions{Files: browser.Files()}
	c := &cobra.Command{
		Use:     "browse [NAME | CYPHER]",
		Short:   "Open the graph in Neo4j Browser, with a query in its editor",
		GroupID: "graph",
		Example: `  graph browse
  graph browse source-chains
  graph browse 'MATCH p = (:Country)<-[:MENTIONS]-(:Statement) RETURN p LIMIT 50'`,
		Long: `Browse prints a link to Neo4j Browser, with server, user and query filled in, and
opens it. The password is typed once, the Browser then remembers it; the query
stands in the editor and is run by its button.`,
		Args: args(0, 1, ""),
	}
	f := c.Flags()
	f.StringArrayVarP(&o.Params, "param", "P", nil, "parameter of a named query, as name=value; may be given again")
	f.StringVar(&o.At, "at", "", "address of Neo4j Browser for a server of your own (default http://HOST:7474/browser/)")
	f.BoolVar(&o.Print, "print", false, "only print the link")
	a.connectionFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			o.Question = args[0]
		}
		x, err := cli.Extractor("")
		if err != nil {
			return err
		}
		o.Connection = a.connection
		return a.Browse(c.Context(), x, o)
	}
	completeQueries(c)
	return c
}
