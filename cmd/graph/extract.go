package main

import (
	"github.com/spf13/cobra"

	"qawl/internal/cli"
)

func (a *app) extract() *cobra.Command {
	var o cli.ExtractOptions
	c := &cobra.Command{
		Use:     "extract PATH…",
		Short:   "Show who said what in articles, without a database",
		GroupID: "articles",
		Example: "  graph extract examples/ar/summit-agency.txt --explain\n  graph extract --format jsonl page.html | jq .statements",
		Long: `Extract reads files, folders and standard input (-), and shows who said what,
through whom, which countries and events are named.`,
		Args: args(1, -1, "a file, a folder or - for standard input"),
	}
	f := c.Flags()
	f.BoolVar(&o.Explain, "explain", false, "say for each statement which rules found it and what they consumed")
	f.BoolVar(&o.WithText, "with-text", false, "add the article's text (jsonl)")
	f.BoolVar(&o.Claims, "claims", false, "find which statements of all these articles are one claim; all are read before the first is shown (jsonl)")
	inputFlags(c, &o.Input)
	format := formatFlag(c, cli.AsTable, cli.AsJSONL)
	pack := packFlag(c)
	c.RunE = func(c *cobra.Command, paths []string) (err error) {
		if o.Format, err = format(); err != nil {
			return err
		}
		x, err := cli.Extractor(*pack)
		if err != nil {
			return err
		}
		o.Paths = paths
		return a.Extract(c.Context(), x, o)
	}
	return c
}
