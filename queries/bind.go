package queries

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"qawl/model"
)

// ParamError says what is wrong with the arguments of a query.
type ParamError struct {
	Query *Query
	Msg   string
}

func (e *ParamError) Error() string { return "query " + e.Query.Name + ": " + e.Msg }

// Hint says what the query takes.
func (e *ParamError) Hint() string {
	if len(e.Query.Params) == 0 {
		return e.Query.Name + " takes no parameters"
	}
	var l []string
	for _, p := range e.Query.Params {
		l = append(l, fmt.Sprintf("-P %s=%s", p.Name, strings.ToUpper(strings.TrimSuffix(string(p.Type), "-end"))))
	}
	return e.Query.Name + " takes " + strings.Join(l, " ")
}

// Bind makes the query's parameters of arguments by name. Those that are not
// given take their default, or null. The errors are of type *ParamError.
func (q *Query) Bind(args map[string]string, w Words) (map[string]any, error) {
	for name := range args {
		if !slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == name }) {
			return nil, &ParamError{q, fmt.Sprintf("no parameter is named %q", name)}
		}
	}
	out := make(map[string]any, len(q.Params))
	for _, p := range q.Params {
		arg, given := args[p.Name]
		if !given {
			if p.Required {
				return nil, &ParamError{q, fmt.Sprintf("parameter %s is missing: %s", p.Name, p.Doc)}
			}
			if arg = p.Default; arg == "" {
				out[p.Name] = nil
				continue
			}
		}
		v, err := p.Type.value(arg, w)
		if err != nil {
			return nil, &ParamError{q, fmt.Sprintf("%s=%s: %v", p.Name, arg, err)}
		}
		out[p.Name] = v
	}
	return out, nil
}

// value makes a driver value of an argument.
func (t Type) value(arg string, w Words) (any, error) {
	switch t {
	case Int:
		n, err := strconv.ParseInt(strings.TrimSpace(arg), 10, 32)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("not a number of 0 to %d", 1<<31-1)
		}
		return n, nil
	case Date, DateEnd:
		d, err := model.ParseDate(strings.TrimSpace(arg))
		if err != nil || d.IsZero() {
			return nil, fmt.Errorf("not a date like 2023-08-16, 2023-08 or 2023")
		}
		if t == DateEnd {
			return lastDay(d), nil
		}
		return d.First(), nil
	case Country:
		code, ok := w.Country(arg)
		if !ok {
			return nil, fmt.Errorf("not a country's name or ISO code")
		}
		return code, nil
	case Folded, Search:
		words := strings.Fields(w.Fold(arg))
		if len(words) == 0 {
			return nil, fmt.Errorf("there is no word in it")
		}
		if t == Search {
			return w.search(words), nil
		}
		return strings.Join(words, " "), nil
	}
	return arg, nil
}

// lastDay returns the last day that d may mean.
func lastDay(d model.Date) model.Date {
	switch d.Precision() {
	case model.PrecisionYear:
		return model.Date{Year: d.Year, Month: 12, Day: 31}
	case model.PrecisionMonth:
		return model.DateOf(d.Time().AddDate(0, 1, -1))
	}
	return d
}

// Inline writes values into the Cypher for the Browser, which takes a link's
// query but no parameters. Text becomes a literal in which every character but
// letters, digits and spaces is escaped.
func (q *Query) Inline(params map[string]any) string {
	var b strings.Builder
	at := 0
	for _, p := range placeholders(q.Browser) {
		b.WriteString(q.Browser[at:p.start])
		b.WriteString(literal(params[q.Browser[p.start+1:p.end]]))
		at = p.end
	}
	b.WriteString(q.Browser[at:])
	return b.String()
}

func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case int64:
		return strconv.FormatInt(v, 10)
	case model.Date:
		return "date('" + v.Time().Format(time.DateOnly) + "')"
	case string:
		return "'" + escape(v) + "'"
	}
	return "null"
}

func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ' ' || r == '+' || r == '-' || r == '.' || unicode.In(r, unicode.L, unicode.Nd):
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	return b.String()
}

type placeholder struct{ start, end int }

// placeholders finds $name in Cypher. Our own queries have no $ in text.
func placeholders(text string) []placeholder {
	var out []placeholder
	for i := 0; i < len(text); i++ {
		if text[i] != '$' {
			continue
		}
		j := i + 1
		for j < len(text) && (text[j] >= 'a' && text[j] <= 'z' || text[j] >= 'A' && text[j] <= 'Z') {
			j++
		}
		out = append(out, placeholder{i, j})
		i = j
	}
	return out
}
