package loader

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// RunCypher runs one statement of a transaction and returns its rows, values as in
// Result. Parameters may hold model.Date.
type RunCypher = func(text string, params map[string]any) ([][]any, error)

// Transaction runs work as one transaction, again from its start where that
// may help: work has to be the same again.
func (db *DB) Transaction(ctx context.Context, work func(run RunCypher) error) error {
	_, err := db.write(ctx, func(tx neo4j.ManagedTransaction) error {
		return work(func(text string, params map[string]any) ([][]any, error) {
			var rows [][]any
			err := run(ctx, tx, text, driverValues(params), func(r *neo4j.Record) {
				row := make([]any, len(r.Values))
				for i, v := range r.Values {
					row[i] = value(v)
				}
				rows = append(rows, row)
			})
			return rows, err
		})
	})
	return err
}
