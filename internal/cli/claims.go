package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"qawl/claims"
	"qawl/claims/store"
	"qawl/extract/lang"
)

// Comparer makes the comparer of statements of the embedded language pack.
func Comparer() (*claims.Comparer, error) {
	pack, err := lang.Load(lang.Codes()[0])
	if err != nil {
		return nil, err
	}
	return claims.New(pack)
}

// ClaimsOptions say what ClusterClaims shows.
type ClaimsOptions struct {
	Format Format // AsTable or AsJSONL
}

// ClusterClaims reads statements as JSON lines from the named file, "-" for
// standard input, and writes which of them are the same claim.
func (t *Terminal) ClusterClaims(name string, o ClaimsOptions) error {
	in := t.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	statements, err := claims.ReadJSON(name, in)
	if err != nil {
		return &Error{Failed, err, "each line is a JSON object with id, article, text, kind, speaker_name, date, outlet"}
	}
	c, err := Comparer()
	if err != nil {
		return err
	}
	as := c.Cluster(statements)
	if o.Format == AsJSONL {
		return claims.WriteJSON(t.Out, as)
	}
	return claimsTable(t.Out, statements, as)
}

// claimsTable shows the claims of several statements, the greatest first.
func claimsTable(w io.Writer, statements []claims.Statement, as []claims.Assignment) error {
	for _, g := range claims.Groups(statements, as) {
		if len(g) < 2 {
			break
		}
		fmt.Fprintf(w, "%s (%d)\n", g[0].ID, len(g))
		for _, s := range g {
			if _, err := fmt.Fprintf(w, "  %s  %s: %s\n", s.Date, s.Speaker, s.Text); err != nil {
				return err
			}
		}
	}
	return nil
}

// ChangeClaims runs a change of the claims in the graph and says what it did.
func (t *Terminal) ChangeClaims(ctx context.Context, c Connection, f Format, change func(*store.Store) (store.Report, error)) error {
	comparer, err := Comparer()
	if err != nil {
		return err
	}
	e, err := t.RunningEndpoint(ctx, c)
	if err != nil {
		return Unconnected(err)
	}
	db, err := t.connect(ctx, e, &progress{})
	if err != nil {
		return err
	}
	defer db.Close(context.WithoutCancel(ctx))
	r, err := change(store.New(db, comparer))
	if errors.Is(err, store.ErrNotThere) {
		return &Error{Failed, err, "graph query shows ids in its last column, as in: graph query claims"}
	}
	if err != nil {
		return err
	}
	if f == AsJSON {
		return t.JSON(map[string]int{"statements": r.Statements, "claims": r.Claims, "echoes": r.Echoes})
	}
	_, err = fmt.Fprintf(t.Out, "%s, %s, %s\n", Plural(r.Statements, "statement"), Plural(r.Claims, "claim"), Plural(r.Echoes, "echo pair"))
	return err
}
