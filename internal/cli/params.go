package cli

import (
	"encoding/json"
	"strings"
)

// param reads name=value, the name with or without a $ before it.
func param(arg string) (name, value string, err error) {
	name, value, ok := strings.Cut(arg, "=")
	if name = strings.TrimSpace(strings.TrimPrefix(name, "$")); !ok || name == "" {
		return "", "", Misuse("write it as -P name=value", "query: parameter %q has no value", arg)
	}
	return name, strings.TrimPrefix(value, ">"), nil // cypher-shell writes name => value
}

// cypherParams are parameters of the user's own Cypher: JSON where it is some
// (numbers, true, null, lists, objects, quoted text), else text.
func cypherParams(args []string) (map[string]any, error) {
	out := map[string]any{}
	for _, a := range args {
		name, value, err := param(a)
		if err != nil {
			return nil, err
		}
		out[name] = jsonOrText(strings.TrimSpace(value))
	}
	return out, nil
}

func jsonOrText(s string) any {
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil || dec.More() {
		return s
	}
	return numbers(v)
}

// numbers turns JSON's numbers into Cypher's: whole ones into integers.
func numbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = numbers(v[k])
		}
	}
	return v
}
