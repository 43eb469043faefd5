package main

import (
	"github.com/spf13/cobra"

	"qawl/internal/cli"
)

func (a *app) explain() *cobra.Command {
	var o cli.ExplainOptions
	c := &cobra.Command{
		Use:     "explain ID",
		Short:   "Say why a statement is in the graph",
		GroupID: "graph",
		Long: `Explain shows the rule that found a statement and what each of its parts consumed,
how the speaker was resolved, and the sentence with the statement marked. The id
(st-…) stands in the last column of most queries.`,
		Args: args(1, 1, "the id of a statement"),
	}
	a.connectionFlags(c)
	format := formatFlag(c, cli.AsTable, cli.AsJSON)
	c.RunE = func(c *cobra.Command, args []string) (err error) {
		if o.Format, err = format(); err != nil {
			return err
		}
		o.ID, o.Connection = args[0], a.connection
		return a.Explain(c.Context(), o)
	}
	return c
}
