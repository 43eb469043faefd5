package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"qawl/extract"
	"qawl/internal/pipeline"
	"qawl/model"
	"qawl/source"
)

// maxTold bounds how many files that were passed over are named.
const maxTold = 5

// Input says what is read and how.
type Input struct {
	pipeline.Options
	Paths    []string
	FailFast bool // end at the first file that cannot be used
}

// reading is a run over files: it tells about those that cannot be used and
// counts.
type reading struct {
	Input
	t      *Terminal
	x      *extract.Extractor
	reader *source.Reader
	bar    *progress
	what   string // what the bar says
	total  int    // files to be read, 0 where not known

	files, failed, passed int // files read; of these unusable; passed over by name
	told                  []string
	articles, statements  int
	bytes                 int64
}

// read prepares a run. It is an error when there is no file at all, so that
// nothing is started for nothing.
func (t *Terminal) read(ctx context.Context, x *extract.Extractor, in Input, bar *progress, what string) (*reading, error) {
	reader, err := source.NewReader(in.Source, x.Pack())
	if err != nil { // of the names of fields
		return nil, Misuse(model.HintOf(err), "%w", err)
	}
	r := &reading{Input: in, t: t, x: x, reader: reader, bar: bar, what: what}
	var first error
	found := false
	for _, err := range r.walk(ctx) {
		if _, skipped := errors.AsType[*source.Skipped](err); skipped {
			continue
		}
		if err != nil {
			if first = errors.Join(first, err); in.FailFast {
				return nil, first
			}
			continue
		}
		found = true
		if bar.out == nil {
			break // nobody looks at the total
		}
		r.total++
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case !found && first != nil:
		return nil, first
	case !found:
		return nil, &Error{Failed, fmt.Errorf("no articles in %s", list(in.Paths)), "name files, or folders that hold some"}
	}
	return r, nil
}

func (r *reading) walk(ctx context.Context) iter.Seq2[source.File, error] {
	return source.Walk(ctx, r.t.In, r.Source, r.Paths...)
}

// documents reads and extracts. It yields an error, and ends, only under
// FailFast.
func (r *reading) documents(ctx context.Context) iter.Seq2[*model.Document, error] {
	return func(yield func(*model.Document, error) bool) {
		for out := range pipeline.Run(ctx, r.reader, r.x, r.walk(ctx), r.Options) {
			if err := r.take(out); err != nil {
				yield(nil, err)
				return
			}
			for _, d := range out.Documents {
				r.articles++
				r.statements += len(d.Statements)
				if !yield(d, nil) {
					return
				}
			}
			r.bar.show(r.what, fmt.Sprintf("%s, %s", Plural(r.articles, "article"), Plural(r.statements, "statement")), r.files, r.total)
		}
	}
}

// take counts a file and tells what is wrong with it.
func (r *reading) take(out pipeline.Output) error {
	if s, ok := errors.AsType[*source.Skipped](out.Err); ok {
		r.passed++
		if len(r.told) < maxTold {
			r.told = append(r.told, s.Name+" ("+s.Reason+")")
		}
		return nil
	}
	r.files++
	r.bytes += int64(out.Bytes)
	if out.Err == nil {
		return nil
	}
	if r.FailFast {
		return out.Err
	}
	r.failed++
	r.bar.message(func() { Report(r.t.Err, out.Err) })
	return nil
}

// end is how the run ended.
func (r *reading) end(ctx context.Context) error {
	switch {
	case ctx.Err() != nil:
		return Partly("interrupted after %s", Plural(r.files, "file"))
	case r.failed > 0 && r.articles == 0:
		return &Error{Code: Failed, Err: errors.New("none of the files could be used")}
	case r.failed > 0:
		return Partly("%d of %s could not be used in whole or in part", r.failed, Plural(r.files, "file"))
	}
	return nil
}

func list(paths []string) string {
	if len(paths) == 1 {
		return paths[0]
	}
	return fmt.Sprintf("%s and %s", paths[0], Plural(len(paths)-1, "other path"))
}
