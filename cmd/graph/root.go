package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"qawl/internal/cli"
	"qawl/source"
)

// What goes where: results on stdout; progress (on a terminal only), messages,
// errors and hints on stderr. Exit codes: see cli.Done and those after it.

const rootHelp = `Graph reads news articles, finds who said what about whom and through whom,
and keeps it in Neo4j as a graph to be asked.

Without -a and NEO4J_URI it uses a Neo4j of its own on this machine, which it
starts when needed and leaves running (graph server stop ends it).

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no server or not let in,
4 done in part.`

// app is what the commands share.
type app struct {
	*cli.Terminal
	connection cli.Connection
}

func newRoot(t *cli.Terminal) *cobra.Command {
	a := &app{Terminal: t}
	root := &cobra.Command{
		Use:           "graph",
		Short:         "Who said what, about whom, through whom: from news articles to Neo4j",
		Long:          rootHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          subcommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetIn(t.In)
	root.SetOut(t.Out)
	root.SetErr(t.Err)
	root.SetFlagErrorFunc(flagError)
	root.AddGroup(&cobra.Group{ID: "graph", Title: "The graph:"}, &cobra.Group{ID: "articles", Title: "Articles:"},
		&cobra.Group{ID: "server", Title: "The server:"})
	root.AddCommand(a.load(), a.query(), a.browse(), a.explain(), a.schema(), a.extract(), a.claims(), a.people(), a.evaluate(), a.server(), a.lang(), a.version())
	root.InitDefaultHelpFlag()
	return root
}

// connectionFlags adds the flags that name a server, as Neo4j's own tools
// spell them.
func (a *app) connectionFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVarP(&a.connection.Address, "address", "a", "", "server: bolt://HOST:7687, neo4j+s://HOST … (default $NEO4J_URI, else the local server)")
	f.StringVarP(&a.connection.Username, "username", "u", "", "user (default $NEO4J_USERNAME)")
	f.StringVarP(&a.connection.Password, "password", "p", "", "password; others can see it, $NEO4J_PASSWORD is safer")
	f.StringVarP(&a.connection.Database, "database", "d", "", "database (default $NEO4J_DATABASE, else the user's own)")
}

// inputFlags adds the flags that say how articles are read.
func inputFlags(c *cobra.Command, in *cli.Input) {
	f := c.Flags()
	f.BoolVar(&in.FailFast, "fail-fast", false, "end at the first file that cannot be used")
	f.IntVarP(&in.Jobs, "jobs", "j", 0, "files read at a time (default: one for each processor)")
	f.StringToStringVar(&in.Source.Fields, "fields", nil, "names of JSON fields where they differ, as in text=body,title=head")
	f.BoolVar(&in.Source.Hidden, "hidden", false, "read hidden files and folders too")
	maxMB := f.Int64("max-size", source.DefaultMaxBytes>>20, "largest file in MiB")
	c.PreRun = func(*cobra.Command, []string) { in.Source.MaxBytes = *maxMB << 20 }
}

// packFlag adds the flag that names a language pack outside of the command.
func packFlag(c *cobra.Command) *string {
	folder := c.Flags().String("pack", "", "read with the language pack in this `FOLDER` instead of the embedded one (docs/adding-a-language.md)")
	c.MarkFlagDirname("pack")
	return folder
}

// formatFlag adds --format and returns how to read it.
func formatFlag(c *cobra.Command, among ...cli.Format) func() (cli.Format, error) {
	names := make([]string, len(among))
	for i, f := range among {
		names[i] = string(f)
	}
	v := c.Flags().String("format", names[0], "one of "+strings.Join(names, ", "))
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	return func() (cli.Format, error) { return cli.ParseFormat(*v, among...) }
}

// subcommand refuses what is no subcommand of c.
func subcommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, s := range c.Commands() {
		if s.IsAvailableCommand() {
			names = append(names, s.Name())
		}
	}
	return cli.Misuse(cli.DidYouMean(args[0], names), "unknown command %q", strings.TrimSpace(strings.TrimPrefix(c.CommandPath(), c.Root().Name())+" "+args[0]))
}

// args bounds the number of arguments of a command.
func args(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		see := "see " + c.CommandPath() + " --help"
		switch {
		case len(args) < least:
			return cli.Misuse(see, "%s: missing %s", name(c), what)
		case most >= 0 && len(args) > most:
			return cli.Misuse(see, "%s: unexpected argument %q", name(c), args[most])
		}
		return nil
	}
}

// flagError makes cobra's complaint about flags one of usage, with the nearest
// flag as a hint.
func flagError(c *cobra.Command, err error) error {
	see := "see " + c.CommandPath() + " --help"
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := cli.Nearest(unknown.GetSpecifiedName(), slices.Compact(names)); len(near) > 0 && len(unknown.GetSpecifiedName()) > 1 {
			see = "did you mean --" + strings.Join(near, " or --") + "?"
		}
	}
	return cli.Misuse(see, "%s: %w", name(c), err)
}

// name is a command's path without the program's name, which stands before
// every error.
func name(c *cobra.Command) string {
	return strings.TrimPrefix(c.CommandPath(), c.Root().Name()+" ")
}
