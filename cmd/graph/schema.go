package main

import (
	"github.com/spf13/cobra"

	"qawl/internal/cli"
)

func (a *app) schema() *cobra.Command {
	c := &cobra.Command{
		Use:     "schema",
		Short:   "Show the graph's nodes and edges, all properties (--format markdown), or constraints as Cypher",
		GroupID: "graph",
		Args:    args(0, 0, ""),
	}
	format := formatFlag(c, cli.AsTable, cli.AsCypher, cli.AsMarkdown)
	c.RunE = func(*cobra.Command, []string) error {
		f, err := format()
		if err != nil {
			return err
		}
		return a.Schema(f)
	}
	return c
}
