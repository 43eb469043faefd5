package server

import (
	"encoding/json"
	"strings"
)

// grassJSON turns a .grass style, one selector, property or brace a line, into
// the JSON that Neo4j Browser takes for one as well. Given the address of a
// style, the Browser fetches it and then shows it over whatever was opened
// meanwhile; a style in the command itself would need semicolons, which
// end a command in the Browser's configuration. JSON needs none.
func grassJSON(grass string) string {
	rules := map[string]map[string]string{}
	selector := ""
	for line := range strings.Lines(grass) {
		line = strings.TrimSpace(line)
		if s, ok := strings.CutSuffix(line, "{"); ok {
			selector = strings.TrimSpace(s)
			rules[selector] = map[string]string{}
			continue
		}
		key, value, ok := strings.Cut(strings.TrimSuffix(line, ";"), ":")
		if !ok || rules[selector] == nil {
			continue
		}
		rules[selector][strings.TrimSpace(key)] = strings.Trim(strings.TrimSpace(value), `"`)
	}
	b, err := json.Marshal(rules)
	if err != nil {
		return "{}" // maps of strings are always JSON
	}
	return string(b)
}
