package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"qawl/browser"
	"qawl/internal/cli"
	"qawl/server"
)

const serverHelp = `The local server is a Neo4j Community that runs on this machine's Java. Its
jars come from Maven Central by Maven, once, and are checked against a list of
sums. It listens on the loopback address, asks for a password that it made, and
runs until it is stopped.

Folders: QAWL_HOME moves data and cache, QAWL_CACHE the cache alone.`

func (a *app) server() *cobra.Command {
	c := &cobra.Command{
		Use:     "server",
		Short:   "Start, stop and look at the local Neo4j",
		Long:    serverHelp,
		GroupID: "server",
		Args:    subcommand,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.serverStart(), a.serverStop(), a.serverStatus(), a.serverLogs(), a.serverReset(), a.serverEnv())
	return c
}

// local gives a command the server of this user's home.
func local(run func(c *cobra.Command, l *server.Local) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, _ []string) error {
		home, err := server.DefaultHome()
		if err != nil {
			return err
		}
		return run(c, server.New(home))
	}
}

func (a *app) serverStart() *cobra.Command {
	o := server.StartOptions{Browser: browser.Files()}
	c := &cobra.Command{
		Use:   "start",
		Short: "Start it and leave it running",
		Args:  args(0, 0, ""),
		RunE: local(func(c *cobra.Command, l *server.Local) error {
			if o.NoAuth {
				fmt.Fprintln(a.Err, "warning: without a password, any page open in a browser on this machine can read and change the data")
			}
			s, err := a.StartServer(c.Context(), l, o)
			if err != nil {
				return err
			}
			a.ServerStatus(s)
			return nil
		}),
	}
	f := c.Flags()
	f.BoolVar(&o.Docker, "docker", false, "run it in a container (image neo4j:5.26-community)")
	f.BoolVar(&o.NoAuth, "no-auth", false, "let everybody on this machine in without a password")
	f.IntVar(&o.HeapMB, "heap", 0, "Java heap in MB (default: what fits the machine)")
	f.IntVar(&o.PageCacheMB, "page-cache", 0, "page cache in MB (default: what fits the machine)")
	f.IntVar(&o.BoltPort, "bolt-port", 0, "Bolt port (default 7687, or a free one)")
	f.IntVar(&o.HTTPPort, "http-port", 0, "HTTP port of Neo4j Browser (default 7474, or a free one)")
	f.DurationVar(&o.Timeout, "timeout", 2*time.Minute, "how long to wait for it to answer")
	return c
}

func (a *app) serverStop() *cobra.Command {
	return &cobra.Command{
		Use:   "stop",
		Short: "Stop it; the data stay",
		Args:  args(0, 0, ""),
		RunE: local(func(c *cobra.Command, l *server.Local) error {
			stopped, err := l.Stop(c.Context())
			if err != nil {
				return err
			}
			if stopped {
				fmt.Fprintln(a.Err, "stopped; the data stay in "+l.Home.Data)
			} else {
				fmt.Fprintln(a.Err, "no local server runs")
			}
			return nil
		}),
	}
}

func (a *app) serverStatus() *cobra.Command {
	c := &cobra.Command{
		Use:   "status",
		Short: "Say whether it runs, where, how long and how large; exit code 3 when it does not",
		Args:  args(0, 0, ""),
	}
	format := formatFlag(c, cli.AsTable, cli.AsJSON)
	c.RunE = local(func(c *cobra.Command, l *server.Local) error {
		f, err := format()
		if err != nil {
			return err
		}
		s, err := l.Status(c.Context())
		if err != nil {
			return err
		}
		if f == cli.AsJSON {
			err = a.JSON(cli.StatusRecord(s))
		} else {
			a.ServerStatus(s)
		}
		if err == nil && s.State == server.Stopped {
			return cli.NotRunning()
		}
		return err
	})
	return c
}

func (a *app) serverLogs() *cobra.Command {
	var lines int
	var follow bool
	c := &cobra.Command{
		Use:   "logs",
		Short: "Show the end of its log",
		Args:  args(0, 0, ""),
		RunE: local(func(c *cobra.Command, l *server.Local) error {
			return l.Logs(c.Context(), a.Out, lines, follow)
		}),
	}
	c.Flags().IntVarP(&lines, "lines", "n", 40, "how many lines, 0 for all")
	c.Flags().BoolVar(&follow, "follow", false, "go on with what is added, until interrupted")
	return c
}

func (a *app) serverReset() *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use:   "reset",
		Short: "Stop it and delete its data and password; the fetched jars stay",
		Args:  args(0, 0, ""),
		RunE: local(func(c *cobra.Command, l *server.Local) error {
			if !yes {
				if err := a.Confirm("delete the local server's data in "+l.Home.Data+"?", "--yes"); err != nil {
					return err
				}
			}
			if err := l.Reset(c.Context()); err != nil {
				return err
			}
			fmt.Fprintln(a.Err, "deleted "+l.Home.Data)
			return nil
		}),
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return c
}

func (a *app) serverEnv() *cobra.Command {
	return &cobra.Command{
		Use:   "env",
		Short: `Print export lines with address and password: eval "$(graph server env)"`,
		Args:  args(0, 0, ""),
		RunE: local(func(c *cobra.Command, l *server.Local) error {
			e, err := l.Endpoint(c.Context())
			if err != nil {
				return err
			}
			fmt.Fprint(a.Out, e.Export())
			return nil
		}),
	}
}
