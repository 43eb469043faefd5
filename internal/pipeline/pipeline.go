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

// Input is one document to be read.
type Input struct {
	Name string
	Read func() ([]byte, error)
}

// Output is what was found in one document. Err joins what could not be read
// or extracted; Documents are the articles that could.
type Output struct {
	Name      string
	Bytes     int
	Documents []*model.Document
	Err       error
}

// Options tell how documents are read and on how many goroutines.
type Options struct {
	Source source.Options
	Jobs   int // 0 is one for each processor
}

// Run reads and extracts inputs and yields one Output for each, in their
// order. When ctx is done it starts no new input and yields those that were
// begun as far as they came. Memory is bounded by the inputs of Jobs files.
func Run(ctx context.Context, x *extract.Extractor, inputs iter.Seq[Input], o Options) iter.Seq[Output] {
	jobs := o.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	reader, err := source.NewReader(o.Source, x.Pack())
	return func(yield func(Output) bool) {
		if err != nil {
			yield(Output{Err: err})
			return
		}
		// A reader that stops early ends the feeder by this context.
		feed, stop := context.WithCancel(ctx)
		defer stop()
		// The queue holds a place for each input in order; a place is filled
		// by the goroutine that works on it.
		queue := make(chan chan Output, jobs)
		slots := make(chan struct{}, jobs)
		go func() {
			defer close(queue)
			for in := range inputs {
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
					place <- one(ctx, x, reader, in)
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
func one(ctx context.Context, x *extract.Extractor, r *source.Reader, in Input) Output {
	out := Output{Name: in.Name}
	data, err := in.Read()
	if err != nil {
		out.Err = err
		return out
	}
	out.Bytes = len(data)
	articles, err := r.Read(in.Name, data)
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
