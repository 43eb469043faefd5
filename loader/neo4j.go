package loader

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"net/url"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"qawl/model"
)

// ConnectOptions say how to talk to a server. The zero value is right for most.
type ConnectOptions struct {
	// Timeout bounds how long one operation is tried again while the server
	// can't be reached or is busy; 0 is 30 seconds.
	Timeout time.Duration
	// Retry, when set, is told why an operation is tried again. It may be
	// called from several goroutines at once.
	Retry func(err error)
}

// DB is a graph in a Neo4j. It is safe for concurrent use.
type DB struct {
	driver   neo4j.DriverWithContext
	endpoint Endpoint
	o        ConnectOptions
	schema   *model.Schema
	cypher   *cypher
}

// Connect connects to a server and checks that it answers and lets us in. The
// errors are of kind NoConnection or NotLetIn, and never hold the password.
func Connect(ctx context.Context, e Endpoint, o ConnectOptions) (*DB, error) {
	if u, err := url.Parse(e.URI); err != nil || u.Host == "" || u.User != nil {
		return nil, &Error{NoConnection, errors.New("not an address of a Neo4j server: " + e.safe()),
			"write it as bolt://HOST:7687 or neo4j://HOST:7687, without user and password"}
	}
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	auth := neo4j.NoAuth()
	if e.Username != "" {
		auth = neo4j.BasicAuth(e.Username, e.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(e.URI, auth, func(c *config.Config) {
		c.UserAgent = "qawl"
		c.MaxTransactionRetryTime = min(o.Timeout, time.Second) // longer waits are ours, so that they can be told
		c.SocketConnectTimeout = 5 * time.Second
		c.ConnectionAcquisitionTimeout = 10 * time.Second
		c.TelemetryDisabled = true
	})
	if err != nil {
		return nil, &Error{NoConnection, errors.New(e.safe() + ": " + err.Error()), "write it as bolt://HOST:7687 or neo4j://HOST:7687, with +s for an encrypted connection"}
	}
	schema := model.GraphSchema()
	db := &DB{driver, e, o, schema, newCypher(schema)}
	// What listens there may be no Neo4j at all, and wait for us to say more.
	bounded, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	if err := driver.VerifyConnectivity(bounded); err != nil {
		driver.Close(ctx)
		return nil, classify(err, e)
	}
	return db, nil
}

// Close ends all connections.
func (db *DB) Close(ctx context.Context) error { return db.driver.Close(ctx) }

func (db *DB) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return db.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: db.endpoint.Database, AccessMode: mode})
}

// read runs one reading statement and collects its records.
func (db *DB) read(ctx context.Context, text string, params map[string]any) ([]*neo4j.Record, error) {
	var out []*neo4j.Record
	_, err := db.try(ctx, func() error {
		s := db.session(ctx, neo4j.AccessModeRead)
		defer s.Close(ctx)
		_, err := s.ExecuteRead(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
			r, err := tx.Run(ctx, text, params)
			if err != nil {
				return nil, err
			}
			out, err = r.Collect(ctx)
			return nil, err
		})
		return err
	})
	return out, err
}

// write runs work as one transaction, again from its start where that may
// help, and returns how often it was run again.
func (db *DB) write(ctx context.Context, work func(tx neo4j.ManagedTransaction) error) (retries int, err error) {
	runs := 0
	_, err = db.try(ctx, func() error {
		s := db.session(ctx, neo4j.AccessModeWrite)
		defer s.Close(ctx)
		var last error
		began := runs
		_, err := s.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
			if runs++; runs > began+1 && db.o.Retry != nil { // the driver's own doing
				db.o.Retry(classify(cmp.Or(last, errLost), db.endpoint))
			}
			last = work(tx)
			return nil, last
		})
		return err
	})
	return max(runs-1, 0), err
}

// errLost is told where the driver does not say why it runs a transaction again.
var errLost = errors.New("the connection was lost before the transaction was over")

// try runs f until it succeeds, fails for good, or the time is up. f has to
// be whole or nothing, and again the same: a connection may be lost while a
// transaction is committed, and nobody knows whether it was.
func (db *DB) try(ctx context.Context, f func() error) (retries int, err error) {
	deadline := time.Now().Add(db.o.Timeout)
	for wait := 20 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		if err = f(); err == nil || ctx.Err() != nil || !retryable(err) || time.Now().Add(wait).After(deadline) {
			return retries, classify(err, db.endpoint)
		}
		retries++
		if db.o.Retry != nil {
			db.o.Retry(classify(err, db.endpoint))
		}
		select {
		case <-time.After(wait/2 + rand.N(wait)):
		case <-ctx.Done():
		}
	}
}
