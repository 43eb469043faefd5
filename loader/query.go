package loader

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/model"
)

// QueryOptions say how a query is run.
type QueryOptions struct {
	// Write lets the query write. Without it, it runs in a session for
	// reading, after the server's plan has shown that it does nothing else.
	Write bool
	// MaxRows ends the result after so many rows; 0 is all.
	MaxRows int
}

// Result is the table that a query gives.
type Result struct {
	Columns []string
	// Rows hold nil, bool, int64, float64, string, []byte, []any,
	// map[string]any, time.Time, Day, GraphNode, GraphEdge and GraphPath; what
	// else Cypher has (durations, points, local times) comes as its text.
	Rows     [][]any
	More     bool // there were more than MaxRows
	Took     time.Duration
	Counters map[string]int // what the query wrote, by Cypher's names; nil for nothing
}

// Day is a calendar date as text, YYYY-MM-DD.
type Day string

// GraphNode is a node of a result.
type GraphNode struct {
	Labels     []string       `json:"labels"`
	Properties map[string]any `json:"properties"`
}

// GraphEdge is a relationship of a result.
type GraphEdge struct {
	Type       string         `json:"type"`
	Properties map[string]any `json:"properties"`
}

// GraphPath is a path of a result: one more node than edges.
type GraphPath struct {
	Nodes []GraphNode `json:"nodes"`
	Edges []GraphEdge `json:"edges"`
}

// Query runs one query. Errors in the query are of kind BadQuery, one that
// would do more than read without Write is of kind NotReadOnly.
func (db *DB) Query(ctx context.Context, text string, params map[string]any, o QueryOptions) (*Result, error) {
	began := time.Now()
	params = driverValues(params)
	var r *Result
	once := func() (err error) { r, err = db.query(ctx, text, params, o); return }
	var err error
	if o.Write {
		err = classify(once(), db.endpoint) // again is not the same here
	} else {
		if err = db.checkReadOnly(ctx, text, params); err == nil {
			_, err = db.try(ctx, once)
		}
	}
	if err != nil {
		return nil, queryError(err)
	}
	r.Took = time.Since(began)
	return r, nil
}

// driverValues makes driver values of parameters.
func driverValues(params map[string]any) map[string]any {
	out := make(map[string]any, len(params))
	for k, v := range params {
		if d, ok := v.(model.Date); ok {
			v = neo4j.DateOf(d.Time())
		}
		out[k] = v
	}
	return out
}

func (db *DB) query(ctx context.Context, text string, params map[string]any, o QueryOptions) (*Result, error) {
	mode := neo4j.AccessModeRead
	if o.Write {
		mode = neo4j.AccessModeWrite
	}
	s := db.session(ctx, mode)
	defer s.Close(ctx)
	// Not a managed transaction: CALL … IN TRANSACTIONS runs in none.
	res, err := s.Run(ctx, text, params)
	if err != nil {
		return nil, err
	}
	out := &Result{}
	if out.Columns, err = res.Keys(); err != nil {
		return nil, err
	}
	for res.Next(ctx) {
		if o.MaxRows > 0 && len(out.Rows) == o.MaxRows {
			out.More = true
			break
		}
		row := make([]any, len(out.Columns))
		for i, v := range res.Record().Values {
			row[i] = value(v)
		}
		out.Rows = append(out.Rows, row)
	}
	sum, err := res.Consume(ctx)
	if err != nil {
		return nil, err
	}
	out.Counters = counters(sum.Counters())
	return out, nil
}

func queryError(err error) error {
	var n *neo4j.Neo4jError
	if !errors.As(err, &n) {
		return err
	}
	if n.Code == "Neo.ClientError.Statement.AccessMode" {
		return &Error{NotReadOnly, errors.New("it writes"), "add --write to let it"}
	}
	if n.Classification() == "ClientError" {
		return &Error{BadQuery, errors.New(serverMessage(n)), ""}
	}
	return err
}

// checkReadOnly asks the server for the query's plan and refuses what does
// more than read this graph. The access mode alone lets LOAD CSV read files
// and addresses, and lets transactions and connections of others be ended.
func (db *DB) checkReadOnly(ctx context.Context, text string, params map[string]any) error {
	var sum neo4j.ResultSummary
	_, err := db.try(ctx, func() error {
		s := db.session(ctx, neo4j.AccessModeRead)
		defer s.Close(ctx)
		r, err := s.Run(ctx, explain(text), params)
		if err == nil {
			sum, err = r.Consume(ctx)
		}
		return err
	})
	if err != nil {
		return err
	}
	if sum.StatementType() != neo4j.StatementTypeReadOnly || sum.Plan() == nil {
		return &Error{NotReadOnly, errors.New("it writes"), "add --write to let it"}
	}
	return checkPlan(sum.Plan())
}

func checkPlan(p neo4j.Plan) error {
	op, _, _ := strings.Cut(p.Operator(), "@")
	details, _ := p.Arguments()["Details"].(string)
	switch {
	case op == "LoadCSV":
		return &Error{NotReadOnly, errors.New("LOAD CSV reads files and addresses"), "add --write to let it"}
	case op == "TerminateTransactions":
		return &Error{NotReadOnly, errors.New("TERMINATE TRANSACTIONS ends what others do"), "add --write to let it"}
	case op == "ProcedureCall" && !reads(details):
		name, _, _ := strings.Cut(details, "(")
		return &Error{NotReadOnly, fmt.Errorf("procedure %s is not known to read only", name), "add --write to let it"}
	}
	for _, c := range p.Children() {
		if err := checkPlan(c); err != nil {
			return err
		}
	}
	return nil
}

// reads reports whether a procedure, by the details of its call, only reads
// the graph or tells what is in it.
func reads(details string) bool {
	name, _, _ := strings.Cut(details, "(")
	return slices.Contains([]string{
		"db.index.fulltext.queryNodes", "db.index.fulltext.queryRelationships", "db.index.fulltext.listAvailableAnalyzers",
		"db.index.vector.queryNodes", "db.index.vector.queryRelationships",
		"db.labels", "db.relationshipTypes", "db.propertyKeys", "db.schema.visualization", "db.schema.nodeTypeProperties",
		"db.schema.relTypeProperties", "db.info", "db.ping", "dbms.components", "dbms.info", "dbms.showCurrentUser",
	}, strings.TrimSpace(name))
}

// explain puts EXPLAIN in front of a query, in place of the user's own EXPLAIN
// or PROFILE. Options (CYPHER 5 runtime=…) stay in front.
func explain(text string) string {
	rest, options := text, ""
	for {
		rest = skipBlank(rest)
		word := rest[:wordEnd(rest)]
		switch strings.ToUpper(word) {
		case "EXPLAIN", "PROFILE":
			rest = rest[len(word):]
			continue
		case "CYPHER":
			n := optionsEnd(rest)
			options += rest[:n] + " "
			rest = rest[n:]
			continue
		}
		return options + "EXPLAIN " + rest
	}
}

// optionsEnd returns the end of CYPHER with its version and name=value pairs.
func optionsEnd(s string) int {
	n := len("CYPHER")
	for {
		rest := skipBlank(s[n:])
		word := wordEnd(rest)
		after := skipBlank(rest[word:])
		switch {
		case word > 0 && strings.Trim(rest[:word], "0123456789.") == "":
			n = len(s) - len(rest) + word
		case word > 0 && strings.HasPrefix(after, "="):
			value := skipBlank(after[1:])
			n = len(s) - len(value) + wordEnd(value)
		default:
			return n
		}
	}
}

func wordEnd(s string) int {
	i := strings.IndexFunc(s, func(r rune) bool {
		return !(r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
	})
	if i < 0 {
		return len(s)
	}
	return i
}

// skipBlank drops white space and comments from the beginning.
func skipBlank(s string) string {
	for {
		s = strings.TrimLeft(s, " \t\r\n\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u001c\u001d\u001e\u001f\ufeff")
		switch {
		case strings.HasPrefix(s, "//"):
			i := strings.IndexAny(s, "\r\n")
			if i < 0 {
				return ""
			}
			s = s[i:]
		case strings.HasPrefix(s, "/*"):
			i := strings.Index(s, "*/")
			if i < 0 {
				return ""
			}
			s = s[i+2:]
		default:
			return s
		}
	}
}

func counters(c neo4j.Counters) map[string]int {
	out := map[string]int{}
	for name, n := range map[string]int{
		"nodes created": c.NodesCreated(), "nodes deleted": c.NodesDeleted(), "relationships created": c.RelationshipsCreated(),
		"relationships deleted": c.RelationshipsDeleted(), "properties set": c.PropertiesSet(), "labels added": c.LabelsAdded(),
		"labels removed": c.LabelsRemoved(), "indexes added": c.IndexesAdded(), "indexes removed": c.IndexesRemoved(),
		"constraints added": c.ConstraintsAdded(), "constraints removed": c.ConstraintsRemoved(),
	} {
		if n != 0 {
			out[name] = n
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// value makes a plain value of one of the driver's.
func value(v any) any {
	switch v := v.(type) {
	case nil, bool, int64, float64, string, []byte, time.Time:
		return v
	case neo4j.Date:
		return Day(v.Time().Format(time.DateOnly))
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = value(v[i])
		}
		return out
	case map[string]any:
		return plainMap(v)
	case neo4j.Node:
		return GraphNode{v.Labels, plainMap(v.Props)}
	case neo4j.Relationship:
		return GraphEdge{v.Type, plainMap(v.Props)}
	case neo4j.Path:
		var p GraphPath
		for _, n := range v.Nodes {
			p.Nodes = append(p.Nodes, GraphNode{n.Labels, plainMap(n.Props)})
		}
		for _, r := range v.Relationships {
			p.Edges = append(p.Edges, GraphEdge{r.Type, plainMap(r.Props)})
		}
		return p
	}
	return fmt.Sprint(v)
}

func plainMap(m map[string]any) map[string]any {
	out := make(map[string]any, len(m))
	for k, v := range m {
		out[k] = value(v)
	}
	return out
}
