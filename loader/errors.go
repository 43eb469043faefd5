package loader

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Kind says what went wrong; errors.Is finds it in what this package returns.
type Kind string

// Error makes a Kind the target of errors.Is.
func (k Kind) Error() string { return string(k) }

// The kinds of errors that a caller may want to tell apart.
const (
	NoConnection Kind = "no connection to the server"
	NotLetIn     Kind = "the server does not let us in"
	NewerGraph   Kind = "the graph was written by a newer version"
	BadQuery     Kind = "the query is not one that can be run"
	NotReadOnly  Kind = "the query does more than read"
	BadArticle   Kind = "the article can't be stored"
)

// Error is a failure with its kind and what the user can do about it.
type Error struct {
	Kind Kind
	Err  error // may be nil
	hint string
}

// Error is one line without any password.
func (e *Error) Error() string {
	if e.Err == nil {
		return string(e.Kind)
	}
	return string(e.Kind) + ": " + e.Err.Error()
}

// Hint says what to do; it may be empty.
func (e *Error) Hint() string { return e.hint }

// Unwrap gives errors.Is the kind and the cause.
func (e *Error) Unwrap() []error { return []error{e.Kind, e.Err} }

// classify gives an error of the driver its kind. endpoint stands in the hint.
func classify(err error, e Endpoint) error {
	var ours *Error
	switch {
	case err == nil || errors.As(err, &ours) || errors.Is(err, context.Canceled):
		return err
	case isAuth(err):
		return &Error{NotLetIn, errors.New(serverMessage(err)), "check user and password: NEO4J_USERNAME and NEO4J_PASSWORD, or -u and the prompt"}
	case isConnection(err):
		return &Error{NoConnection, fmt.Errorf("%s: %s", e.safe(), plain(err)), connectionHint(e, err)}
	}
	return err
}

func isAuth(err error) bool {
	var n *neo4j.Neo4jError
	return errors.As(err, &n) && strings.HasPrefix(n.Code, "Neo.ClientError.Security.") && !strings.HasSuffix(n.Code, ".Forbidden")
}

func isConnection(err error) bool {
	var c *neo4j.ConnectivityError
	if errors.As(err, &c) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	var limit *neo4j.TransactionExecutionLimit
	var n *neo4j.Neo4jError
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		// The driver has given up; what it holds are bare errors of the network.
		return !errors.As(limit.Errors[len(limit.Errors)-1], &n)
	}
	return errors.As(err, &n) && (n.Code == "Neo.TransientError.General.DatabaseUnavailable" || n.Code == "Neo.ClientError.Database.DatabaseNotFound")
}

func connectionHint(e Endpoint, err error) string {
	msg := err.Error()
	switch {
	case strings.Contains(msg, "x509"), strings.Contains(msg, "certificate"):
		return "the server's certificate is not trusted: use a +ssc address for one that is self-signed, or renew it"
	case strings.Contains(msg, "tls:"), strings.Contains(msg, "HTTP"), strings.Contains(msg, "EOF"):
		return "check that the address has the scheme (bolt, bolt+s, neo4j, neo4j+s) and the port (7687) that the server expects"
	case strings.Contains(msg, "DatabaseNotFound"):
		return "check the name of the database: NEO4J_DATABASE, or -d"
	}
	return "check that the server runs and the address is right: " + e.safe()
}

// plain is the innermost message of a connection's failure, without the
// driver's own names.
func plain(err error) string {
	var limit *neo4j.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		err = limit.Errors[len(limit.Errors)-1]
	}
	var c *neo4j.ConnectivityError
	if errors.As(err, &c) && c.Inner != nil {
		err = c.Inner
	}
	return strings.TrimPrefix(serverMessage(err), "ConnectivityError: ")
}

// serverMessage is what the server said, with its code.
func serverMessage(err error) string {
	var n *neo4j.Neo4jError
	if errors.As(err, &n) {
		return n.Msg + " (" + n.Code + ")"
	}
	return err.Error()
}

// errVanished says that a shared node went, because another transaction
// removed the last article that had named it, between our finding and our use
// of it.
var errVanished = errors.New("a node that was there has been removed by another transaction")

// retryable reports whether the whole transaction may succeed when it is run
// again although the driver does not think so.
func retryable(err error) bool {
	if errors.Is(err, errVanished) {
		return true
	}
	if isMemory(err) {
		return false // smaller transactions may help, see flow.write
	}
	var n *neo4j.Neo4jError
	if errors.As(err, &n) {
		switch n.Code {
		case "Neo.ClientError.Statement.EntityNotFound", // it was removed while we waited for its lock
			"Neo.ClientError.Schema.ConstraintValidationFailed": // or somebody else's edge came to the one that we remove
			return true
		}
	}
	var limit *neo4j.TransactionExecutionLimit
	return neo4j.IsRetryable(err) || errors.As(err, &limit) || isConnection(err)
}

// isMemory reports whether the server has too little memory for a transaction.
func isMemory(err error) bool {
	n := lastServerError(err)
	return n != nil && strings.HasSuffix(n.Code, "OutOfMemoryError")
}

// lastServerError is what the server said last, nil where it said nothing.
func lastServerError(err error) *neo4j.Neo4jError {
	var limit *neo4j.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		err = limit.Errors[len(limit.Errors)-1]
	}
	var n *neo4j.Neo4jError
	errors.As(err, &n)
	return n
}

// badInput reports whether an article is to blame, so that others may be
// loaded.
func badInput(err error) bool {
	if errors.Is(err, BadArticle) {
		return true
	}
	var n *neo4j.Neo4jError
	return errors.As(err, &n) && !isAuth(err) && (n.Classification() == "ClientError" || strings.HasPrefix(n.Code, "Neo.DatabaseError.Statement")) &&
		!strings.HasPrefix(n.Code, "Neo.ClientError.Security") && !strings.HasPrefix(n.Code, "Neo.ClientError.Statement.SyntaxError")
}

// Endpoint is what a client needs to talk to a server.
type Endpoint struct {
	URI                string // bolt://…, neo4j://…, or either with +s or +ssc
	Username, Password string // empty user: no authentication
	Database           string // empty: the user's home database
}

// String is the endpoint without its password.
func (e Endpoint) String() string {
	if e.Username == "" {
		return e.safe()
	}
	return e.Username + " at " + e.safe()
}

// GoString keeps the password out of %#v.
func (e Endpoint) GoString() string { return "loader.Endpoint{" + e.String() + "}" }

// safe is the address without what may be a password in it.
func (e Endpoint) safe() string {
	if u, err := url.Parse(e.URI); err == nil && u.User == nil {
		return e.URI
	}
	if _, host, ok := strings.Cut(e.URI, "@"); ok {
		return host
	}
	return "the server"
}
