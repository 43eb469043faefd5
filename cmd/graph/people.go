package main

import (
	"github.com/spf13/cobra"

	"qawl/internal/cli"
)

func (a *app) people() *cobra.Command {
	c := &cobra.Command{
		Use:     "people",
		Short:   "Which names are the same person",
		GroupID: "graph",
		Args:    subcommand,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.peopleLink())
	return c
}

func (a *app) peopleLink() *cobra.Command {
	c := &cobra.Command{
		Use:   "link",
		Short: "Link the names in the graph that are the same person",
		Long: `Link compares the persons of all articles: names in other spellings, shorter
names and surnames, with the roles, countries, days and other people that their
articles give. It writes SAME_AS {score, reason}: from 0.8 on two names can be taken
for one person, below that they are worth a look. No node is merged.`,
		Args: args(0, 0, ""),
	}
	a.connectionFlags(c)
	format := formatFlag(c, cli.AsTable, cli.AsJSON)
	c.RunE = func(c *cobra.Command, _ []string) error {
		f, err := format()
		if err != nil {
			return err
		}
		return a.LinkPeople(c.Context(), a.connection, f)
	}
	return c
}
