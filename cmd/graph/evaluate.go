package main

import (
	"github.com/spf13/cobra"

	"qawl/internal/cli"
)

func (a *app) evaluate() *cobra.Command {
	var o cli.EvaluateOptions
	c := &cobra.Command{
		Use:     "evaluate FOLDER",
		Short:   "Measure extraction on annotated articles",
		GroupID: "articles",
		Example: "  graph evaluate examples/ar --rules\n  graph evaluate ./my-outlet --errors 20",
		Long: `Evaluate extracts all NAME.txt of a folder that have annotations beside them
(NAME.gold.json) and compares: statements found, their speakers, cues and
sources, countries, people and events. docs/quality.md says what is counted.`,
		Args: args(1, 1, "a folder with NAME.txt and NAME.gold.json"),
	}
	f := c.Flags()
	f.IntVar(&o.Errors, "errors", 0, "list at most `N` errors of each kind")
	f.BoolVar(&o.Rules, "rules", false, "show precision by rule and by confidence")
	f.IntVarP(&o.Jobs, "jobs", "j", 0, "files read at a time (default: one for each processor)")
	format := formatFlag(c, cli.AsTable, cli.AsJSON)
	pack := packFlag(c)
	c.RunE = func(c *cobra.Command, dirs []string) (err error) {
		if o.Format, err = format(); err != nil {
			return err
		}
		x, err := cli.Extractor(*pack)
		if err != nil {
			return err
		}
		return a.Evaluate(c.Context(), x, dirs[0], o)
	}
	return c
}
