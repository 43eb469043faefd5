// Package pipeline takes files through reading and extraction, several at a
// time, and gives what was found in the order of the files.
package pipeline

import (
	"context"
	"errors"
	"iter"
	"runtime"

	"qawl/extract"
	"qawl/model"
	"qawl/source"
)

// Output is what was found in one document. Documents are the articles that
// could be read, Err joins what could not.
type Output struct {
	Name      string
	Bytes     int
	Documents []*model.Document
	Err       error // of type *source.Skipped for a file that was passed over
}

// Options tell how documents are read and on how many goroutines.
type Options struct {
	Source source.Options // those of the reader
	Jobs   int            // 0 is one for each processor
}

// Run reads and extracts files, as source.Walk finds them, and yields one
// Output for each, in their order; an error of the walk is an Output as well.
// When ctx is done it begins no new file and yields those that were begun as
// far as they came. Memory is bounded by the files of Jobs goroutines.
func Run(ctx context.Context, reader *source.Reader, x *extract.Extractor, files iter.Seq2[source.File, error], o Options) iter.Seq[Output] {
	jobs := o.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return func(yield func(Output) bool) {
		// A caller that stops early ends the feeder by this context.
		feed, stop := context.WithCancel(ctx)
		defer stop()
		// The queue holds a place for each file in order; a place is filled by
		// the goroutine that works on it.
		queue := make(chan chan Output, jobs)
		slots := make(chan struct{}, jobs)
		go func() {
			defer close(queue)
			for file, err := range files {
				place := make(chan Output, 1)
				select {
				case slots <- struct{}{}:
				case <-feed.Done():
					return
				}
				if feed.Err() != nil {
					return
				}
				go func() {
					place <- one(ctx, x, reader, file, err, o.Source)
					<-slots
				}()
				select {
				case queue <- place:
				case <-feed.Done():
					return
				}
			}
		}()
		for place := range queue {
			out := <-place
			if errors.Is(out.Err, context.Canceled) {
				continue
			}
			if !yield(out) {
				return
			}
		}
	}
}

// one reads and extracts one document.
func one(ctx context.Context, x *extract.Extractor, r *source.Reader, file source.File, err error, so source.Options) Output {
	out := Output{Name: file.Name, Err: err}
	if err != nil {
		return out
	}
	data, err := file.Read(so)
	if err != nil {
		out.Err = err
		return out
	}
	out.Bytes = len(data)
	articles, err := r.Read(file.Name, data)
	errs := []error{err}
	for _, a := range articles {
		d, err := x.Extract(ctx, a)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		out.Documents = append(out.Documents, d)
	}
	out.Err = errors.Join(errs...)
	return out
}
