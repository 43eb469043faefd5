package cli

import (
	"context"
	"errors"
	"fmt"

	"qawl/claims"
	"qawl/claims/store"
	"qawl/extract"
	"qawl/loader"
	"qawl/server"
)

// LoadOptions say what Load does.
type LoadOptions struct {
	Input
	Connection Connection
	Browser    server.BrowserFiles // for a local server that has to be started
	Format     Format              // of the summary: AsTable or AsJSON; with DryRun AsJSONL too
	DryRun     bool
	BatchSize  int
	Sessions   int
	Given      string // the options as given, kept in the graph
}

// Load reads, extracts and writes to the graph, and ends with a summary. With
// DryRun it writes to memory and shows what would be in an empty graph.
func (t *Terminal) Load(ctx context.Context, x *extract.Extractor, o LoadOptions) error {
	bar := t.startProgress()
	defer bar.stop()
	r, err := t.read(ctx, x, o.Input, bar, "loading")
	if err != nil {
		return err
	}
	s := summary{reading: r, dry: o.DryRun}
	var w loader.Writer
	var kept *store.Store
	memory := loader.NewMemory()
	if o.DryRun {
		w = memory
	} else {
		e, err := t.Endpoint(ctx, o.Connection, o.Browser)
		if err != nil {
			return err
		}
		db, err := t.connect(ctx, e, bar)
		if err != nil {
			return err
		}
		defer db.Close(context.WithoutCancel(ctx))
		c, err := claims.New(x.Pack())
		if err != nil {
			return err
		}
		w, s.endpoint, kept = db, e, store.New(db, c)
	}
	version, err := Versions()
	if err != nil {
		return err
	}
	l := loader.New(w, loader.Options{Fold: x.Pack().Fold.Words, BatchSize: o.BatchSize, Sessions: o.Sessions, FailFast: o.FailFast,
		Version: version.Graph, Given: o.Given})
	report, loadErr := l.Load(ctx, s.watch(r.documents(ctx)))
	if kept != nil && loadErr == nil && ctx.Err() == nil {
		// What is left undone here is done after the next load.
		_, loadErr = kept.Settle(ctx)
	}
	bar.stop()
	for _, p := range report.Problems {
		if p.Err != nil {
			Report(t.Err, fmt.Errorf("load: %s: %w", p.Source, p.Err))
		}
	}
	if o.DryRun && loadErr == nil {
		if o.Format == AsJSONL {
			return errors.Join(t.graphLines(memory.Graph()), r.end(ctx))
		}
		s.graph = memory.Graph()
	}
	s.Report = report
	if o.Format == AsTable {
		s.show(t)
	} else if err := t.JSON(s.record()); err != nil {
		return err
	}
	switch {
	case loadErr != nil:
		return loadErr
	case report.Failed > 0:
		return Partly("%d of %s could not be loaded", report.Failed, Plural(report.Articles, "article"))
	}
	return r.end(ctx)
}

// connect connects to a server and shows when it has to be asked again.
func (t *Terminal) connect(ctx context.Context, e server.Endpoint, bar *progress) (*loader.DB, error) {
	return loader.Connect(ctx, loader.Endpoint{URI: e.URI, Username: e.Username, Password: e.Password, Database: e.Database}, loader.ConnectOptions{
		Retry: func(err error) {
			if bar.out != nil {
				bar.message(func() { fmt.Fprintln(t.Err, "trying again:", Clean(err.Error())) })
			}
		}})
}
