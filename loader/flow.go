package loader

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"qawl/model"
)

// The bounds of a transaction, which keep the server's memory small and the
// wait for locks short. One article is never divided.
const (
	maxRows  = 4000
	maxBytes = 2 << 20
	// How many articles are asked for in one read of fingerprints: few at first,
	// so that writing begins early.
	leastAhead, mostAhead = 20, 200
	// maxProblems bounds what a report keeps.
	maxProblems = 1000
)

// flow is one load: documents are read and made into batches in one goroutine,
// and written in a few others.
type flow struct {
	*Loader
	run    Run
	seen   map[model.ID]string // fingerprints of what this run has read
	user   context.Context     // its end stops the load after what is being written
	ahead  []*model.Batch      // not yet compared with the graph
	look   int                 // how many of them are compared at a time
	group  []*model.Batch      // not yet given to a session
	rows   int
	bytes  int
	groups chan []*model.Batch
	alone  sync.RWMutex // held for writing by a transaction that needs all of the server's memory

	mu     sync.Mutex // for what follows
	report *Report
	err    error // why the writing ended
}

func (f *flow) load(ctx context.Context, docs iter.Seq2[*model.Document, error]) error {
	writing, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	f.user, f.look = ctx, leastAhead
	f.groups = make(chan []*model.Batch)
	var wg sync.WaitGroup
	for range f.o.Sessions {
		wg.Go(func() {
			for g := range f.groups {
				f.write(writing, g, stop)
			}
		})
	}
	err := f.read(writing, docs)
	close(f.groups)
	wg.Wait()
	f.mu.Lock()
	defer f.mu.Unlock()
	return errors.Join(f.err, err)
}

// read takes documents until they end, reading is cut short by the user, or
// writing by an error.
func (f *flow) read(writing context.Context, docs iter.Seq2[*model.Document, error]) error {
	for d, err := range docs {
		if writing.Err() != nil || f.interrupted() {
			return nil
		}
		if err := f.take(writing, d, err); err != nil {
			return err
		}
	}
	if err := f.compare(writing); err != nil {
		return err
	}
	f.send(writing)
	return nil
}

// interrupted reports whether the user has ended the load. What is read but
// not being written is dropped then.
func (f *flow) interrupted() bool {
	if f.user.Err() == nil {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.report.Interrupted = true
	return true
}

// take takes one document. The error ends the load.
func (f *flow) take(ctx context.Context, d *model.Document, err error) error {
	p := Problem{}
	if d != nil && d.Article != nil {
		p.Source, p.ID = d.Article.Source, d.Article.ID
	}
	var b *model.Batch
	if err == nil {
		b, err = f.batcher.Batch(d)
	}
	f.mu.Lock()
	f.report.Articles++
	f.mu.Unlock()
	if err != nil {
		p.Reason, p.Err = err.Error(), err
		f.problem(p)
		if f.o.FailFast {
			return fmt.Errorf("load: %w", err)
		}
		return nil
	}
	if old, ok := f.seen[b.Article]; ok {
		p.Reason = "the same article stood already in this load"
		if old != b.Fingerprint {
			p.Reason = "another text of this article stood already in this load"
		}
		f.problem(p)
		return nil
	}
	f.seen[b.Article] = b.Fingerprint
	if f.ahead = append(f.ahead, b); len(f.ahead) >= f.look {
		f.look = min(2*f.look, mostAhead)
		return f.compare(ctx)
	}
	return nil
}

func (f *flow) problem(p Problem) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if p.Err == nil {
		f.report.Skipped++
	} else {
		f.report.Failed++
	}
	if len(f.report.Problems) < maxProblems {
		f.report.Problems = append(f.report.Problems, p)
	}
	f.tell()
}

// compare asks the graph which of the articles ahead it has as they are, and
// groups the others.
func (f *flow) compare(ctx context.Context) error {
	if len(f.ahead) == 0 || f.interrupted() {
		return nil
	}
	ids := make([]model.ID, len(f.ahead))
	for i, b := range f.ahead {
		ids[i] = b.Article
	}
	known, err := f.w.Fingerprints(ctx, ids)
	if err != nil {
		return fmt.Errorf("load: ask which articles have changed: %w", err)
	}
	unchanged := 0
	for _, b := range f.ahead {
		if known[b.Article] == b.Fingerprint {
			unchanged++
			continue
		}
		rows, bytes := len(b.Nodes)+len(b.Edges), b.Size()
		if len(f.group) > 0 && (f.rows+rows > maxRows || f.bytes+bytes > maxBytes || len(f.group) >= f.o.BatchSize) {
			f.send(ctx)
		}
		f.group = append(f.group, b)
		f.rows += rows
		f.bytes += bytes
	}
	clear(f.ahead)
	f.ahead = f.ahead[:0]
	f.done(Change{Unchanged: unchanged})
	return nil
}

// send gives the group to a session that is free.
func (f *flow) send(ctx context.Context) {
	if len(f.group) == 0 || f.interrupted() {
		return
	}
	select {
	case f.groups <- f.group:
	case <-f.user.Done():
		f.interrupted()
	case <-ctx.Done():
	}
	f.group, f.rows, f.bytes = nil, 0, 0
}

// write writes a group. Where it fails for a reason that lies in an article,
// its articles are written one by one, so that the others get in.
func (f *flow) write(ctx context.Context, g []*model.Batch, stop context.CancelFunc) {
	if ctx.Err() != nil {
		return
	}
	f.alone.RLock()
	c, err := f.w.Write(ctx, f.run, g)
	f.alone.RUnlock()
	if isMemory(err) && len(g) == 1 {
		f.alone.Lock()
		c, err = f.w.Write(ctx, f.run, g)
		f.alone.Unlock()
		if isMemory(err) {
			err = &Error{BadArticle, fmt.Errorf("it is too large for the server's memory: %s", serverMessage(lastServerError(err))),
				"give the server more memory: graph server start --heap, or dbms.memory.transaction.total.max"}
		}
	}
	if err == nil {
		f.done(c)
		return
	}
	if !badInput(err) && !isMemory(err) {
		f.fail(fmt.Errorf("load: write %d articles from %s: %w", len(g), g[0].Source, err), stop)
		return
	}
	if len(g) > 1 {
		for i := range g {
			f.write(ctx, g[i:i+1], stop)
		}
		return
	}
	f.problem(Problem{Source: g[0].Source, ID: g[0].Article, Reason: err.Error(), Err: err})
	if f.o.FailFast {
		f.fail(fmt.Errorf("load: %s: %w", g[0].Source, err), stop)
	}
}

func (f *flow) fail(err error, stop context.CancelFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil && !errors.Is(err, context.Canceled) {
		f.err = err
	}
	stop()
}

func (f *flow) done(c Change) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.report.Change.Add(c)
	f.tell()
}

// tell reports progress; f.mu is held.
func (f *flow) tell() {
	if r := f.report; f.o.Progress != nil {
		f.o.Progress(Progress{r.Articles, r.Created, r.Replaced, r.Unchanged, r.Skipped, r.Failed, r.Statements, r.Retries})
	}
}
