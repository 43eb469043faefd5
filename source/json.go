package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"

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
				out = append(out, r.object(o, 0)...)
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

// maxNested is how deep objects with articles may be nested in others.
const maxNested = 4

// object reads the article of one object. An object without text may hold
// objects that have one, as answers of search engines do. A text that is an
// aggregator's page may hold more than one article.
func (r *Reader) object(o map[string]any, depth int) []*model.Article {
	f := r.fields(o)
	p := parts{
		headline: plainText(textOf(f["title"])), abstract: plainText(textOf(f["abstract"])), text: marked(textOf(f["text"])),
		url: textOf(f["url"]), outlet: textOf(f["outlet"]), published: textOf(f["published"]), docno: textOf(f["docno"]),
		author: textOf(f["author"]),
	}
	if list, ok := f["keywords"].([]any); ok {
		for _, k := range list {
			p.keywords = append(p.keywords, textOf(k))
		}
	} else {
		p.keywordLine = textOf(f["keywords"])
	}
	if strings.TrimSpace(p.text) != "" {
		return r.assemble(p)
	}
	var out []*model.Article
	if depth < maxNested {
		for _, key := range slices.Sorted(maps.Keys(o)) {
			for _, x := range objectsIn(o[key]) {
				out = append(out, r.object(x, depth+1)...)
			}
		}
	}
	return out
}

// fields finds the fields of an article in an object: by the names that the
// options give, else by the first known name that has a value. Names differ in
// case and in what parts their words.
func (r *Reader) fields(o map[string]any) map[string]any {
	named := make(map[string]any, len(o))
	for _, k := range slices.Sorted(maps.Keys(o)) { // capitals first: of two names that differ so, the other counts
		if v := o[k]; v != nil && v != "" {
			named[plainName(k)] = v
		}
	}
	f := map[string]any{}
	for field, names := range r.shared.fields {
		if own, ok := r.o.Fields[field]; ok {
			f[field] = o[own]
			continue
		}
		for _, n := range names {
			if v, ok := named[plainName(n)]; ok {
				f[field] = v
				break
			}
		}
	}
	return f
}

// plainName is a field's name in lower case without what parts its words.
func plainName(s string) string {
	return strings.Map(func(c rune) rune {
		if c == '_' || c == '-' || c == ' ' {
			return -1
		}
		return unicode.ToLower(c)
	}, s)
}

// marked takes the markup out of a text that has block elements.
func marked(s string) string {
	for _, m := range [...]string{"</p>", "</div>", "<br", "<p>", "</P>", "<BR"} {
		if strings.Contains(s, m) {
			return plainText(s)
		}
	}
	return s
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
