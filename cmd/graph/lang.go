package main

import (
	"github.com/spf13/cobra"

	"qawl/internal/cli"
)

func (a *app) lang() *cobra.Command {
	c := &cobra.Command{
		Use:     "lang",
		Short:   "List and check language packs",
		GroupID: "articles",
		Args:    subcommand,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	check := &cobra.Command{
		Use:     "check [FOLDER…]",
		Short:   "Check language packs: the embedded ones, or those in folders",
		Example: "  graph lang check\n  graph lang check ./my-pack",
		Args:    args(0, -1, ""),
		RunE: func(_ *cobra.Command, folders []string) error {
			return cli.CheckPacks(a.Terminal, folders)
		},
	}
	c.AddCommand(check)
	return c
}
