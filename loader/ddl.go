package loader

import "qawl/model"

// SchemaCypher gives the statements that make the graph's constraints and
// indexes, as EnsureSchema runs them.
func SchemaCypher() []string { return schemaCypher(model.GraphSchema()) }
