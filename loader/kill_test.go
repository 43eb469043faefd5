package loader

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"
)

// The variables by which TestKilledLoads starts itself as another process.
const (
	childURI      = "QAWL_CHILD_URI"
	childUser     = "QAWL_CHILD_USER"
	childPassword = "QAWL_CHILD_PASSWORD"
)

// A loader that is killed leaves whole articles alone behind; the same load
// again ends in the same graph as one that was not disturbed.
func TestKilledLoads(t *testing.T) {
	ds := generated(t, 120)
	if uri := os.Getenv(childURI); uri != "" {
		db := connect(t, Endpoint{URI: uri, Username: os.Getenv(childUser), Password: os.Getenv(childPassword)})
		load(t, db, Options{BatchSize: 3}, ds...)
		return
	}
	kills := 2
	if os.Getenv("QAWL_LONG") != "" {
		kills = 50
	}
	db := fresh(t)
	want := wanted(t, ds...)
	r := rand.New(rand.NewPCG(3, 1))
	cut := 0
	for range kills {
		ctx, cancel := context.WithCancel(t.Context())
		child := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestKilledLoads$")
		child.Env = append(os.Environ(), childURI+"="+db.endpoint.URI, childUser+"="+db.endpoint.Username, childPassword+"="+db.endpoint.Password)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		goal := r.IntN(60)
		for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
			if n, _ := query(t, db, "MATCH (a:Article) RETURN count(a.fingerprint)")[0][0].(int64); int(n) > goal {
				break
			}
		}
		cancel() // kills it
		if child.Wait() != nil {
			cut++
		}
		settle(t, db)
		sound(t, db)
		if r.IntN(2) == 0 {
			if _, err := New(db, Options{Fold: fold(t)}).Remove(t.Context(), Selection{Source: "generated"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if cut == 0 {
		t.Error("no load was cut")
	}
	load(t, db, Options{}, ds...)
	same(t, stored(t, db), want)
	sound(t, db)
}

// settle waits until the server has rolled back what the killed one had begun.
func settle(t *testing.T, db *DB) {
	t.Helper()
	for range 200 {
		r, err := db.Query(t.Context(), "SHOW TRANSACTIONS YIELD currentQuery, database WHERE database <> 'system' AND NOT currentQuery STARTS WITH 'SHOW' RETURN currentQuery", nil, QueryOptions{Write: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Rows) == 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}
