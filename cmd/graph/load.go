package main

import (
	"strings"

	"github.com/spf13/cobra"

	"qawl/browser"
	"qawl/internal/cli"
)

func (a *app) load() *cobra.Command {
	o := cli.LoadOptions{Browser: browser.Files()}
	c := &cobra.Command{
		Use:     "load PATH…",
		Short:   "Read articles and write who said what to Neo4j",
		GroupID: "graph",
		Example: "  graph load examples\n  graph load --dry-run page.html\n  curl -s https://example.org/feed.xml | graph load -",
		Long: `Load reads files, folders (with all below them) and standard input (-), finds
who said what, and writes it to Neo4j. Loading the same articles again changes
nothing; an article that changed is replaced. An interrupt ends it after the
batch at hand; the same command goes on from there.`,
		Args: args(1, -1, "a file, a folder or - for standard input"),
	}
	f := c.Flags()
	f.BoolVar(&o.DryRun, "dry-run", false, "write nothing, show what would be written (as nodes and edges: --format jsonl)")
	f.IntVar(&o.BatchSize, "batch-size", 0, "articles in a transaction, at most (default 50)")
	f.IntVar(&o.Sessions, "sessions", 0, "transactions at a time (default 2)")
	inputFlags(c, &o.Input)
	a.connectionFlags(c)
	format := formatFlag(c, cli.AsTable, cli.AsJSON, cli.AsJSONL)
	pack := packFlag(c)
	c.RunE = func(c *cobra.Command, paths []string) (err error) {
		if o.Format, err = format(); err != nil {
			return err
		}
		if o.Format == cli.AsJSONL && !o.DryRun {
			return cli.Misuse("use --format json, or --dry-run", "load: jsonl is the format of what a dry run would write")
		}
		x, err := cli.Extractor(*pack)
		if err != nil {
			return err
		}
		o.Paths, o.Connection, o.Given = paths, a.connection, strings.Join(paths, " ")
		return a.Load(c.Context(), x, o)
	}
	return c
}
