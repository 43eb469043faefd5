// Package loader writes documents into a graph: whole articles or nothing of
// them, again without a trace, changed ones in place of what they were.
//
// It promises that the graph depends on the articles that are in it alone, not
// on the order, number or size of the loads that brought them; that loading
// what is there already writes nothing; and that text arrives exactly as it
// was, or is refused with a reason. It refuses graphs that a newer version has
// written.
package loader

import (
	"context"
	"crypto/rand"
	"fmt"
	"iter"
	"time"

	"qawl/model"
)

// Options say how a load goes. The zero value is right for most.
type Options struct {
	// Fold folds text into words, see NewBatcher. It has to be set.
	Fold func(string) string
	// BatchSize is the greatest number of articles in a transaction; 0 is 50.
	// Batches are cut earlier where articles are long.
	BatchSize int
	// Sessions is the number of transactions at a time; 0 is 2.
	Sessions int
	// FailFast ends the load at the first article that can't be loaded.
	FailFast bool
	// Version and Given are kept with the run: the program's version and the
	// options as the user gave them.
	Version, Given string
	// Progress, when set, is told how far the load is, from one goroutine at a
	// time.
	Progress func(Progress)
}

// Progress is how far a load is.
type Progress struct {
	Articles                                      int // read
	Created, Replaced, Unchanged, Skipped, Failed int // articles
	Statements                                    int // of articles created or replaced
	Retries                                       int
}

// Report is what a load did.
type Report struct {
	Run                       Run
	Articles, Skipped, Failed int // read; of these not loaded: on purpose, and because they can't be
	Change
	Problems    []Problem // articles skipped or failed, the first thousand
	Took        time.Duration
	Interrupted bool // the context ended before the input did
}

// Problem is an article that was not loaded, and why.
type Problem struct {
	Source string
	ID     model.ID // "" where there is none yet
	Reason string
	Err    error // nil where it was skipped on purpose
}

// Loader loads documents into a graph.
type Loader struct {
	w       Writer
	o       Options
	batcher *Batcher
}

// New makes a loader that writes to w.
func New(w Writer, o Options) *Loader {
	if o.BatchSize <= 0 {
		o.BatchSize = 50
	}
	if o.Sessions <= 0 {
		o.Sessions = 2
	}
	return &Loader{w, o, NewBatcher(o.Fold)}
}

// Load reads documents and writes them until the input or ctx ends. An error
// in the input is a document that failed: it is reported and the rest goes on
// (see Options.FailFast). When ctx ends, the transactions that run are still
// finished. The report is never nil; the error says why the load as a whole
// did not go on.
func (l *Loader) Load(ctx context.Context, docs iter.Seq2[*model.Document, error]) (*Report, error) {
	began := time.Now()
	run := Run{ID: model.NewID(model.PrefixLoad, began.UTC().Format(time.RFC3339Nano), rand.Text()), At: began.UTC().Truncate(time.Millisecond),
		Version: l.o.Version, Options: l.o.Given}
	f := &flow{Loader: l, run: run, report: &Report{Run: run}, seen: map[model.ID]string{}}
	err := l.w.EnsureSchema(ctx)
	if err == nil {
		err = f.load(ctx, docs)
	}
	f.report.Took = time.Since(began)
	if err == nil && f.report.Created+f.report.Replaced > 0 {
		err = l.w.Finish(context.WithoutCancel(ctx), run, f.report)
	}
	return f.report, err
}

// Remove takes the selected articles, and what only they say, out of the graph.
func (l *Loader) Remove(ctx context.Context, s Selection) (Change, error) {
	var total Change
	ids, err := l.w.Articles(ctx, s)
	for len(ids) > 0 && err == nil {
		n := min(len(ids), l.o.BatchSize)
		var c Change
		if c, err = l.w.Remove(ctx, ids[:n]); err == nil {
			total.Add(c)
			ids = ids[n:]
		}
	}
	if err != nil {
		return total, fmt.Errorf("remove articles: %w", err)
	}
	return total, nil
}
