package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"qawl/model"
)

// maxErrors is how many broken lines of one file are told about.
const maxErrors = 5

// json reads one or several JSON values: objects, or arrays of them. A broken
// line of JSON lines is told about and left out; the articles of the others
// come with the error.
func (r *Reader) json(doc string) ([]*model.Article, error) {
	doc = strings.TrimPrefix(doc, "\ufeff")
	var out []*model.Article
	var errs []error
	objects := 0
	for rest := doc; rest != "" && len(errs) < maxErrors; {
		dec := json.NewDecoder(strings.NewReader(rest))
		dec.UseNumber()
		var err error
		for {
			var value any
			if err = dec.Decode(&value); err != nil {
				break
			}
			for _, o := range objectsIn(value) {
				objects++
				out = append(out, r.object(o)...)
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		rest = strings.TrimLeft(rest[dec.InputOffset():], " \t\r\n")
		errs = append(errs, model.WithHint(fmt.Errorf("line %d: %w", 1+strings.Count(doc[:len(doc)-len(rest)], "\n"), err),
			"one JSON object per line, or an array of objects, is wanted"))
		_, rest, _ = strings.Cut(rest, "\n")
		if strings.HasPrefix(doc, "[") {
			break
		}
	}
	if len(out) == 0 && len(errs) == 0 {
		errs = append(errs, model.WithHint(fmt.Errorf("no article text found in %d JSON objects", objects),
			"say which field holds the text: --fields text=NAME; fields: "+r.shared.fieldNames()))
	}
	return out, errors.Join(errs...)
}

// objectsIn returns the objects of a value that is one or an array of them.
func objectsIn(value any) []map[string]any {
	switch v := value.(type) {
	case map[string]any:
		return []map[string]any{v}
	case []any:
		var out []map[string]any
		for _, x := range v {
			if o, ok := x.(map[string]any); ok {
				out = append(out, o)
			}
		}
		return out
	}
	return nil
}

// object reads the article of one object, none if it has no text. A text that
// is an aggregator's page may hold more.
func (r *Reader) object(o map[string]any) []*model.Article {
	get := func(field string) string {
		if name, ok := r.o.Fields[field]; ok {
			return textOf(o[name])
		}
		for _, name := range r.shared.fields[field] {
			if s := textOf(o[name]); s != "" {
				return s
			}
		}
		return ""
	}
	p := parts{
		headline: get("title"), abstract: get("abstract"), text: get("text"), url: get("url"), outlet: get("outlet"),
		published: get("published"), docno: get("docno"), author: get("author"), language: get("language"),
	}
	name, given := r.o.Fields["keywords"]
	for _, n := range r.shared.fields["keywords"] {
		if given && n != name {
			continue
		}
		if list, ok := o[n].([]any); ok {
			for _, k := range list {
				p.keywords = append(p.keywords, textOf(k))
			}
		} else if k := textOf(o[n]); k != "" {
			p.keywordLine = k
		}
	}
	if given && len(p.keywords) == 0 && p.keywordLine == "" {
		p.keywordLine = textOf(o[name])
	}
	if strings.TrimSpace(p.text) == "" {
		return nil
	}
	return r.assemble(p)
}

// textOf returns a JSON value as text: a string, a number, the name of an
// object that has one, the strings of a list as lines.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		var lines []string
		for _, x := range v {
			if s := textOf(x); s != "" {
				lines = append(lines, s)
			}
		}
		return strings.Join(lines, "\n")
	case map[string]any:
		for _, k := range [...]string{"name", "title", "text", "@value"} {
			if s, ok := v[k].(string); ok {
				return s
			}
		}
	}
	return ""
}
