package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"qawl/internal/cli"
)

func (a *app) version() *cobra.Command {
	c := &cobra.Command{
		Use:   "version",
		Short: "The versions of this command, its extractor, its languages and its Neo4j",
		Args:  args(0, 0, ""),
	}
	format := formatFlag(c, cli.AsTable, cli.AsJSON)
	c.RunE = func(*cobra.Command, []string) error {
		f, err := format()
		if err != nil {
			return err
		}
		v, err := cli.Versions()
		if err != nil {
			return err
		}
		if f == cli.AsJSON {
			return a.JSON(v)
		}
		fmt.Fprint(a.Out, v)
		return nil
	}
	return c
}
