// Graph finds who said what in news articles and keeps it in Neo4j.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"qawl/internal/cli"
)

// garbage is how far the heap may grow over what is in use before it is cleaned, in
// percent: a pack is some 30 MB that would be gone through again and again.
const garbage = 120

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
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
