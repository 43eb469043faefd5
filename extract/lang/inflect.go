package lang

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Inflection by rule. inflect.tsv and further tables whose names begin with
// inflect- have the columns paradigm, features, form and
// scope. A row of a word class table names its paradigms in the column
// paradigm; each line of that paradigm makes one form from the row's cells:
// {form} is the cell in column form, {form-1} the same without its last
// letter. A line is left out where the cell that it needs is empty. scope tells
// which words of a phrase are inflected: "first" (the default), "each".
// A row without a paradigm has just the forms in its column form, with the
// features in its column features.
type paradigms map[string][]template

type template struct {
	Features
	at    string
	form  string
	each  bool
	holes [][]int // of placeholder in form
}

type inflected struct {
	Features
	text string
}

var placeholder = regexp.MustCompile(`\{([a-z-]*[a-z])(?:-([0-9]))?\}`)

func readParadigms(ts ...*Table) (paradigms, error) {
	ps := paradigms{}
	for _, t := range ts {
		if err := ps.read(t); err != nil {
			return nil, err
		}
	}
	return ps, nil
}

func (ps paradigms) read(t *Table) error {
	for _, r := range t.Rows {
		f, err := parseFeatures(strings.Fields(r.Get("features")))
		if err != nil {
			return fmt.Errorf("pack: %s: %w", r.At, err)
		}
		holes := placeholder.FindAllStringSubmatchIndex(r.Get("form"), -1)
		if len(holes) != 1 {
			return fmt.Errorf("pack: %s: form %q needs one placeholder such as {form} or {form-1}", r.At, r.Get("form"))
		}
		scope := r.Get("scope")
		if scope != "" && scope != "first" && scope != "each" {
			return fmt.Errorf("pack: %s: scope %q is not first or each", r.At, scope)
		}
		name := r.Get("paradigm")
		ps[name] = append(ps[name], template{f, r.At, r.Get("form"), scope == "each", holes})
	}
	return nil
}

// inflect returns all forms of a row.
func (ps paradigms) inflect(r *Row) ([]inflected, error) {
	names := r.All("paradigm")
	if len(names) == 0 {
		f, err := parseFeatures(strings.Fields(r.Get("features")))
		if err != nil {
			return nil, fmt.Errorf("pack: %s: %w", r.At, err)
		}
		var out []inflected
		for _, form := range r.All("form") {
			out = append(out, inflected{f, form})
		}
		return out, nil
	}
	var out []inflected
	for _, n := range names {
		ts, ok := ps[n]
		if !ok {
			return nil, fmt.Errorf("pack: %s: no paradigm named %q in inflect.tsv", r.At, n)
		}
		for _, t := range ts {
			out = append(out, t.apply(r)...)
		}
	}
	return out, nil
}

func (t template) apply(r *Row) []inflected {
	h := t.holes[0]
	cut := 0
	if h[4] >= 0 {
		cut, _ = strconv.Atoi(t.form[h[4]:h[5]])
	}
	pre, post := t.form[:h[0]], t.form[h[1]:]
	var out []inflected
	for _, base := range r.All(t.form[h[2]:h[3]]) {
		words := strings.Fields(base)
		for i := range words {
			if i > 0 && !t.each {
				break
			}
			w := words[i]
			for range cut {
				_, n := utf8.DecodeLastRuneInString(w)
				w = w[:len(w)-n]
			}
			words[i] = pre + w + post
		}
		if len(words) > 0 {
			out = append(out, inflected{t.Features, strings.Join(words, " ")})
		}
	}
	return out
}
