package cli

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"qawl/extract"
	"qawl/extract/lang"
	"qawl/server"
)

// Version is what one wants to know in a report of a fault.
type Version struct {
	Graph     string            `json:"graph"` // module version or commit
	Extractor string            `json:"extractor"`
	Packs     map[string]string `json:"packs"` // digest by language
	Neo4j     string            `json:"neo4j"` // of the managed server
	Go        string            `json:"go"`
	System    string            `json:"system"`
}

// Versions collects the versions of this binary and what it holds.
func Versions() (Version, error) {
	v := Version{Graph: "devel", Extractor: extract.Version, Packs: map[string]string{}, Neo4j: server.Version,
		Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" && info.Main.Version != "(devel)" {
			v.Graph = info.Main.Version
		}
	}
	for _, code := range lang.Codes() {
		p, err := lang.Load(code)
		if err != nil {
			return v, err
		}
		v.Packs[code] = p.Digest()
	}
	return v, nil
}

// String is the version for people, one part a line.
func (v Version) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "graph      %s\nextractor  %s\n", v.Graph, v.Extractor)
	for _, code := range lang.Codes() {
		fmt.Fprintf(&b, "pack %-5s %s\n", code, v.Packs[code])
	}
	fmt.Fprintf(&b, "neo4j      %s (managed server)\ngo         %s %s\n", v.Neo4j, v.Go, v.System)
	return b.String()
}

// JSON writes a value as indented JSON.
func (t *Terminal) JSON(v any) error {
	enc := json.NewEncoder(t.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
