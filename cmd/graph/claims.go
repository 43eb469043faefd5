package main

import (
	"github.com/spf13/cobra"

	"qawl/claims/store"
	"qawl/internal/cli"
)

func (a *app) claims() *cobra.Command {
	c := &cobra.Command{
		Use:     "claims",
		Short:   "Which statements are the same claim",
		GroupID: "articles",
		Long: `A claim is what statements of different articles have in common: one utterance
about one point, told whole, shortened, reworded, in a headline or translated anew.
graph load finds the claims of what it loads; graph explain says why a statement
is in its claim.`,
		Args: subcommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.claimsCluster(), a.claimsRebuild(), a.claimsJoin(), a.claimsSplit())
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

// onClaims makes a command that changes the claims in the graph.
func (a *app) onClaims(c *cobra.Command, change func(c *cobra.Command, s *store.Store, args []string) (store.Report, error)) *cobra.Command {
	a.connectionFlags(c)
	format := formatFlag(c, cli.AsTable, cli.AsJSON)
	c.RunE = func(c *cobra.Command, args []string) error {
		f, err := format()
		if err != nil {
			return err
		}
		return a.ChangeClaims(c.Context(), a.connection, f, func(s *store.Store) (store.Report, error) { return change(c, s, args) })
	}
	return c
}

func (a *app) claimsRebuild() *cobra.Command {
	c := &cobra.Command{
		Use:   "rebuild",
		Short: "Make all claims in the graph anew, as after a change of the rules",
		Long: `Rebuild compares all statements of the graph again and writes their claims anew.
What users decided with join and split holds.`,
		Args: args(0, 0, ""),
	}
	return a.onClaims(c, func(c *cobra.Command, s *store.Store, _ []string) (store.Report, error) {
		return s.Rebuild(c.Context())
	})
}

func (a *app) claimsJoin() *cobra.Command {
	c := &cobra.Command{
		Use:   "join ID ID",
		Short: "Decide that two statements or claims are one claim",
		Long: `Join says that two statements, or two claims, are one. The decision is kept in
the graph and holds when articles are loaded again and claims are rebuilt.`,
		Args: args(2, 2, "the ids of two statements or claims"),
	}
	return a.onClaims(c, func(c *cobra.Command, s *store.Store, ids []string) (store.Report, error) {
		return s.Join(c.Context(), ids[0], ids[1])
	})
}

func (a *app) claimsSplit() *cobra.Command {
	c := &cobra.Command{
		Use:   "split ID",
		Short: "Decide that a statement is no wording of the claim that it stands in",
		Long: `Split takes a statement out of its claim. The decision is kept in the graph and
holds when articles are loaded again and claims are rebuilt.`,
		Args: args(1, 1, "the id of a statement"),
	}
	return a.onClaims(c, func(c *cobra.Command, s *store.Store, ids []string) (store.Report, error) {
		return s.Split(c.Context(), ids[0])
	})
}
