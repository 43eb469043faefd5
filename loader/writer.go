package loader

import (
	"context"
	"maps"
	"time"

	"qawl/model"
)

// Writer is a graph that can be written: a Neo4j, or one in memory that does
// the same. Each method is all or nothing.
type Writer interface {
	// EnsureSchema makes constraints and indexes that are missing, and refuses
	// a graph that a newer program has written.
	EnsureSchema(ctx context.Context) error
	// Fingerprints returns those of the articles that are loaded.
	Fingerprints(ctx context.Context, ids []model.ID) (map[model.ID]string, error)
	// Write makes the graph hold what the batches say about their articles,
	// and nothing else about them. Articles that are as they should be are
	// not touched.
	Write(ctx context.Context, run Run, batches []*model.Batch) (Change, error)
	// Remove takes articles, and what only they say, out of the graph.
	Remove(ctx context.Context, ids []model.ID) (Change, error)
	// Articles returns the ids of loaded articles, in order.
	Articles(ctx context.Context, s Selection) ([]model.ID, error)
	// Finish writes a run's results down.
	Finish(ctx context.Context, run Run, r *Report) error
}

// Run is one call of Load. It becomes a Load node when it changes something.
type Run struct {
	ID      model.ID
	At      time.Time
	Version string
	Options string
}

// Selection names articles: by id, outlet or source. The fields that are set
// have all to hold; the zero Selection names none.
type Selection struct {
	ID     model.ID
	Outlet model.ID // see model.OutletID
	Source string   // the path or address as it was given, or one that begins with it and a slash
}

// Change counts what one operation did to the graph.
type Change struct {
	Created, Replaced, Unchanged int            // articles
	Removed                      int            // articles
	Statements                   int            // of the articles created or replaced
	NodesCreated, NodesDeleted   map[string]int // by label
	EdgesCreated, EdgesDeleted   int
	Retries                      int
}

// Add adds o to c.
func (c *Change) Add(o Change) {
	c.Created += o.Created
	c.Replaced += o.Replaced
	c.Unchanged += o.Unchanged
	c.Removed += o.Removed
	c.Statements += o.Statements
	c.EdgesCreated += o.EdgesCreated
	c.EdgesDeleted += o.EdgesDeleted
	c.Retries += o.Retries
	c.NodesCreated = addCounts(c.NodesCreated, o.NodesCreated)
	c.NodesDeleted = addCounts(c.NodesDeleted, o.NodesDeleted)
}

func addCounts(to, from map[string]int) map[string]int {
	if to == nil {
		return maps.Clone(from)
	}
	for k, v := range from {
		to[k] += v
	}
	return to
}

func (c *Change) createdNodes(label string, n int) {
	if n != 0 {
		c.NodesCreated = addCounts(c.NodesCreated, map[string]int{label: n})
	}
}

func (c *Change) deletedNodes(label string, n int) {
	if n != 0 {
		c.NodesDeleted = addCounts(c.NodesDeleted, map[string]int{label: n})
	}
}
