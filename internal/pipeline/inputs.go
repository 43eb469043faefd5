package pipeline

import (
	"context"
	"errors"
	"io"

	"qawl/source"
)

// Inputs lists the documents that paths name, see source.Walk. Paths that
// can't be used are in errs; the others go on.
func Inputs(paths []string, stdin io.Reader) (inputs []Input, errs []error) {
	var o source.Options
	for f, err := range source.Walk(context.Background(), stdin, o, paths...) {
		var skipped *source.Skipped
		switch {
		case errors.As(err, &skipped):
		case err != nil:
			errs = append(errs, err)
		default:
			inputs = append(inputs, Input{f.Name, func() ([]byte, error) { return f.Read(o) }})
		}
	}
	return inputs, errs
}
