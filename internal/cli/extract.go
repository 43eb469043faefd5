package cli

import (
	"context"
	"errors"

	"qawl/extract"
	"qawl/extract/lang"
)

// ExtractOptions say what Extract shows.
type ExtractOptions struct {
	Input
	Format   Format // AsTable or AsJSONL
	Explain  bool
	WithText bool
}

// Extract reads, extracts, and writes what was found. Files that cannot be
// used are told about on stderr and make the end Partly.
func (t *Terminal) Extract(ctx context.Context, x *extract.Extractor, o ExtractOptions) error {
	bar := &progress{}
	if !t.OutTTY { // there the results themselves show how far it is
		bar = t.startProgress()
	}
	defer bar.stop()
	r, err := t.read(ctx, x, o.Input, bar, "extracting")
	if err != nil {
		return err
	}
	for d, err := range r.documents(ctx) {
		if err != nil {
			return err
		}
		if o.Format == AsTable {
			t.Card(d, o.Explain)
		} else if err := extract.WriteJSON(t.Out, d, extract.JSONOptions{Text: o.WithText, Reasons: o.Explain}); err != nil {
			return err
		}
	}
	return r.end(ctx)
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
