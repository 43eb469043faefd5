package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	"qawl/extract"
	"qawl/extract/eval"
)

// EvaluateOptions say what Evaluate shows.
type EvaluateOptions struct {
	Input
	Format Format // AsTable or AsJSON
	Errors int    // how many errors of each kind
	Rules  bool   // precision by rule and by confidence
}

// Evaluate extracts the annotated documents of a folder and shows how well the
// result agrees with the annotations.
func (t *Terminal) Evaluate(ctx context.Context, x *extract.Extractor, dir string, o EvaluateOptions) error {
	gold, problems, err := eval.ReadGold(dir)
	if err != nil {
		return &Error{Failed, err, "each text needs an annotation beside it: NAME.txt and NAME.gold.json"}
	}
	for _, p := range problems {
		fmt.Fprintln(t.Err, "warning:", p)
	}
	inputs := make([]string, len(gold))
	for i, g := range gold {
		inputs[i] = filepath.Join(dir, g.Name)
	}
	bar := t.startProgress()
	defer bar.stop()
	o.Paths = inputs
	r, err := t.read(ctx, x, o.Input, bar, "extracting")
	if err != nil {
		return err
	}
	var lines bytes.Buffer
	for d, err := range r.documents(ctx) {
		if err != nil {
			return err
		}
		if err := extract.WriteJSON(&lines, d, extract.JSONOptions{}); err != nil {
			return err
		}
	}
	bar.stop()
	if err := ctx.Err(); err != nil {
		return err
	}
	predictions, err := eval.ReadPredictions(&lines)
	if err != nil {
		return err
	}
	scores, err := eval.Score(gold, predictions)
	if err != nil {
		return err
	}
	if err := t.scores(scores, o); err != nil {
		return err
	}
	return r.end(ctx)
}

func (t *Terminal) scores(s *eval.Scores, o EvaluateOptions) error {
	if o.Format == AsJSON {
		return s.WriteJSON(t.Out)
	}
	if err := s.WriteFigures(t.Out); err != nil {
		return err
	}
	if o.Rules {
		fmt.Fprintln(t.Out, "\n"+t.Bold("by rule"))
		if err := s.WriteRules(t.Out); err != nil {
			return err
		}
		fmt.Fprintln(t.Out, "\n"+t.Bold("by confidence"))
		if err := s.WriteReliability(t.Out); err != nil {
			return err
		}
	}
	if o.Errors > 0 {
		fmt.Fprintln(t.Out, "\n"+t.Bold("errors"))
		return s.WriteErrors(t.Out, o.Errors)
	}
	return nil
}
