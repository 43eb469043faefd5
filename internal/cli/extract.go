package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"qawl/extract"
	"qawl/extract/lang"
	"qawl/internal/pipeline"
)

// ExtractOptions say what Extract shows.
type ExtractOptions struct {
	pipeline.Options
	Format   Format // AsTable or AsJSONL
	Explain  bool
	WithText bool
	FailFast bool
}

// Extract reads paths, extracts, and writes what was found. Files that could
// not be read are told about on stderr and make the end Partly.
func (t *Terminal) Extract(ctx context.Context, x *extract.Extractor, paths []string, o ExtractOptions) error {
	inputs, missing, err := t.inputs(paths, o.FailFast)
	if err != nil {
		return err
	}
	// On a terminal the results themselves show how far it is.
	bar := &progress{}
	if !t.OutTTY {
		bar = t.startProgress()
	}
	defer bar.stop()
	files, failed := 0, 0
	for out := range pipeline.Run(ctx, x, slices.Values(inputs), o.Options) {
		files++
		bar.show("reading", "", files, len(inputs))
		if out.Err != nil {
			if o.FailFast {
				return out.Err
			}
			failed++
			bar.message(func() { Report(t.Err, out.Err) })
		}
		for _, d := range out.Documents {
			if o.Format == AsTable {
				t.Card(d, o.Explain)
			} else if err := extract.WriteJSON(t.Out, d, extract.JSONOptions{Text: o.WithText, Reasons: o.Explain}); err != nil {
				return err
			}
		}
	}
	return ended(ctx, files+missing, len(inputs)+missing, failed+missing)
}

// inputs lists the documents of paths, and tells about and counts the paths
// that are not there.
func (t *Terminal) inputs(paths []string, failFast bool) (inputs []pipeline.Input, missing int, err error) {
	inputs, errs := pipeline.Inputs(paths, t.In)
	for _, err := range errs {
		if failFast {
			return nil, 0, err
		}
		Report(t.Err, err)
	}
	if len(inputs) == 0 {
		if len(errs) > 0 {
			return nil, 0, &Error{Code: Failed, Err: fmt.Errorf("none of the %s could be used", Plural(len(paths), "path"))}
		}
		return nil, 0, &Error{Failed, fmt.Errorf("no articles in %s", paths), "name files, or folders that hold some"}
	}
	return inputs, len(errs), nil
}

// ended is how a run over files ended.
func ended(ctx context.Context, done, all, failed int) error {
	switch {
	case ctx.Err() != nil && done < all:
		return Partly("stopped after %d of %s", done, Plural(all, "file"))
	case failed > 0 && failed >= all:
		return &Error{Code: Failed, Err: fmt.Errorf("none of the %s could be used", Plural(all, "file"))}
	case failed > 0:
		return Partly("%d of %s could not be used", failed, Plural(all, "file"))
	}
	return nil
}

// Extractor makes the extractor of the embedded language pack.
func Extractor() (*extract.Extractor, error) {
	codes := lang.Codes()
	if len(codes) == 0 {
		return nil, errors.New("no language pack is embedded")
	}
	pack, err := lang.Load(codes[0])
	if err != nil {
		return nil, err
	}
	return extract.New(pack)
}
