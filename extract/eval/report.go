package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"
)

// WriteFigures prints the figures, one a line.
func (s *Scores) WriteFigures(w io.Writer) error {
	for _, f := range s.Figures {
		var err error
		if p := f.PRF; p != nil {
			_, err = fmt.Fprintf(w, "%-26s P %.3f  R %.3f  F1 %.3f  (%d predicted, %d gold)\n", f.Name, p.Precision, p.Recall, p.F1, p.Predicted, p.Gold)
		} else {
			_, err = fmt.Fprintf(w, "%-26s %.3f  (%d of %d)\n", f.Name, f.Acc.Value(), f.Acc.Right, f.Acc.Of)
		}
		if err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%-26s %d of %d\n", "documents", s.Extracted, s.Documents)
	return err
}

// WriteRules prints for each rule how many statements it made, how many of
// them lie on a gold statement, and how many of all have the right speaker too.
func (s *Scores) WriteRules(w io.Writer) error {
	for _, r := range s.Rules {
		if err := r.write(w, r.Name); err != nil {
			return err
		}
	}
	return nil
}

// WriteReliability prints the same by confidence: what a confidence is worth.
func (s *Scores) WriteReliability(w io.Writer) error {
	for i := len(s.Confidence) - 1; i >= 0; i-- {
		if r := s.Confidence[i]; r.Predicted > 0 {
			if err := r.write(w, fmt.Sprintf("%.1f", float64(i)/10)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r Rule) write(w io.Writer, name string) error {
	_, err := fmt.Fprintf(w, "%-26s %5d made  %.3f found  %.3f found with the right speaker\n", name, r.Predicted, ratio(r.Matched, r.Predicted), ratio(r.Both, r.Predicted))
	return err
}

// WriteErrors prints at most n errors of each kind.
func (s *Scores) WriteErrors(w io.Writer, n int) error {
	kinds := make([]string, 0, len(s.Errors))
	for k := range s.Errors {
		kinds = append(kinds, k)
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		for i, e := range s.Errors[k] {
			if i == n {
				break
			}
			if _, err := fmt.Fprintf(w, "%s: %s\n", k, e); err != nil {
				return err
			}
		}
	}
	return nil
}

// WriteJSON writes all figures as one object: F1, precision and recall or
// accuracy by name, rules and reliability.
func (s *Scores) WriteJSON(w io.Writer) error {
	out := map[string]any{"documents": s.Documents, "extracted": s.Extracted, "rules": s.Rules}
	for _, f := range s.Figures {
		if f.PRF != nil {
			out[f.Name] = f.PRF
		} else {
			out[f.Name] = f.Acc.Value()
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}
