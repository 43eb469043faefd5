package server

import (
	"context"
	"errors"
	"net"
	"strconv"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// probe asks the server a question as a client would. nil: it answers and
// lets us in.
func probe(ctx context.Context, e Endpoint, patience time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	auth := neo4j.NoAuth()
	if e.Username != "" {
		auth = neo4j.BasicAuth(e.Username, e.Password, "")
	}
	d, err := neo4j.NewDriverWithContext(e.URI, auth, func(c *config.Config) {
		c.MaxConnectionPoolSize = 1
		c.SocketConnectTimeout = 2 * time.Second
		c.TelemetryDisabled = true
	})
	if err != nil {
		return err
	}
	defer d.Close(context.WithoutCancel(ctx))
	_, err = neo4j.ExecuteQuery(ctx, d, "RETURN 1", nil, neo4j.EagerResultTransformer,
		neo4j.ExecuteQueryWithDatabase(e.Database), neo4j.ExecuteQueryWithReadersRouting())
	return err
}

// refused says whether the server answered and does not let us in.
func refused(err error) bool {
	var e *neo4j.Neo4jError
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code {
	case "Neo.ClientError.Security.Unauthorized",
		"Neo.ClientError.Security.CredentialsExpired",
		"Neo.ClientError.Security.AuthenticationRateLimit":
		return true
	}
	return false
}

// listens says whether something listens on a port of the loopback address.
func listens(port int) bool {
	c, err := net.DialTimeout("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), time.Second)
	if err != nil {
		return false
	}
	c.Close()
	return true
}
