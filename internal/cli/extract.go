package cli

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"

	"qawl/claims"
	"qawl/extract"
	"qawl/extract/lang"
	"qawl/identity"
	"qawl/model"
)

// ExtractOptions say what Extract shows.
type ExtractOptions struct {
	Input
	Format   Format // AsTable or AsJSONL
	Explain  bool
	WithText bool
	Claims   bool // find the claims of all statements, and the people who are the same
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
	documents, of := r.documents(ctx), map[model.ID]model.ID(nil)
	if o.Claims {
		if documents, of, err = together(x, documents); err != nil {
			return err
		}
	}
	for d, err := range documents {
		if err != nil {
			return err
		}
		if o.Format == AsTable {
			t.Card(d, o.Explain)
		} else if err := extract.WriteJSON(t.Out, d, extract.JSONOptions{Text: o.WithText, Reasons: o.Explain, Claims: of}); err != nil {
			return err
		}
	}
	return r.end(ctx)
}

// together reads all documents and finds out which persons are the same, and
// which statements are the same claim.
func together(x *extract.Extractor, in iter.Seq2[*model.Document, error]) (iter.Seq2[*model.Document, error], map[model.ID]model.ID, error) {
	c, err := claims.New(x.Pack())
	if err != nil {
		return nil, nil, err
	}
	var docs []*model.Document
	for d, err := range in {
		if err != nil {
			return nil, nil, err
		}
		docs = append(docs, d)
	}
	people, err := identity.NewResolver(x.Pack())
	if err != nil {
		return nil, nil, err
	}
	people.Resolve(docs).Apply(docs)
	of := map[model.ID]model.ID{}
	for _, a := range c.Cluster(claims.FromDocuments(docs)) {
		of[model.ID(a.Statement)] = claims.ClaimID(a.Claim)
	}
	return func(yield func(*model.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}, of, nil
}

// Extractor makes the extractor of the embedded language pack, or of the pack in
// a folder where one is named.
func Extractor(folder string) (*extract.Extractor, error) {
	if folder != "" {
		pack, err := lang.Read(filepath.Base(filepath.Clean(folder)), os.DirFS(folder))
		if err != nil {
			return nil, &Error{Failed, err, "graph lang check " + folder + " finds all that is wrong with it"}
		}
		return extract.New(pack)
	}
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
