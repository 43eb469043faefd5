package cli

import (
	"context"
	"fmt"

	"qawl/extract/lang"
	"qawl/identity"
	"qawl/identity/link"
)

// LinkPeople finds out which persons in the graph are one, and says how many.
func (t *Terminal) LinkPeople(ctx context.Context, c Connection, f Format) error {
	pack, err := lang.Load(lang.Codes()[0])
	if err != nil {
		return err
	}
	r, err := identity.NewResolver(pack)
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
	rep, err := link.People(ctx, db, r)
	if err != nil {
		return err
	}
	if f == AsJSON {
		return t.JSON(map[string]int{"names": rep.People, "same": rep.Sure, "perhaps": rep.Unsure})
	}
	_, err = fmt.Fprintf(t.Out, "%s, %s the same as another, %s perhaps\n", Plural(rep.People, "name"), Thousands(rep.Sure), Thousands(rep.Unsure))
	return err
}
