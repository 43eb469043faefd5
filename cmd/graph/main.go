// Graph finds who said what in news articles and keeps it in Neo4j.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"qawl/internal/cli"
)

func main() {
	os.Exit(run(os.Args[1:], cli.System()))
}

// run is the whole command: it reports what went wrong and gives the exit code.
// The first interrupt ends the work at the next good place, the second at once.
func run(args []string, t *cli.Terminal) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	root := newRoot(t)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	cli.Report(t.Err, err)
	return cli.Code(err)
}
