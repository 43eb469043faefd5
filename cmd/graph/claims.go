package main

import (
	"github.com/spf13/cobra"

	"qawl/internal/cli"
)

func (a *app) claims() *cobra.Command {
	c := &cobra.Command{
		Use:     "claims",
		Short:   "Which statements are the same claim",
		GroupID: "articles",
		Long: `A claim is what statements of different articles have in common: one utterance
about one point, told whole, shortened, reworded, in a headline or translated anew.`,
		Args: subcommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.claimsCluster())
	return c
}

func (a *app) claimsCluster() *cobra.Command {
	var o cli.ClaimsOptions
	c := &cobra.Command{
		Use:     "cluster [FILE]",
		Short:   "Cluster statements given as JSON lines, without a database",
		Example: "  graph claims cluster --format jsonl statements.jsonl",
		Long: `Cluster reads statements from a file or standard input, one JSON object a line
(id, article, text, form, speaker_name, date, outlet; also start, part, speaker_id,
speaker_type, speaker_country), and says which of them are the same claim:
{"id", "claim"} a line, where claim is the identifier of its first statement.`,
		Args: args(0, 1, "a file or - for standard input"),
	}
	format := formatFlag(c, cli.AsTable, cli.AsJSONL)
	c.RunE = func(c *cobra.Command, files []string) (err error) {
		if o.Format, err = format(); err != nil {
			return err
		}
		name := "-"
		if len(files) > 0 {
			name = files[0]
		}
		return a.ClusterClaims(name, o)
	}
	return c
}
