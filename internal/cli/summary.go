package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"qawl/loader"
	"qawl/model"
	"qawl/server"
)

// maxSpeakers bounds how many names are counted for the summary's proposals.
const maxSpeakers = 10_000

// summary is what a load has to tell at its end.
type summary struct {
	*reading
	*loader.Report
	dry      bool
	endpoint server.Endpoint
	graph    *loader.Graph  // of a dry run
	speakers map[string]int // statements by a person's or an organization's full name
}

// watch notes who speaks in documents on their way.
func (s *summary) watch(docs iter.Seq2[*model.Document, error]) iter.Seq2[*model.Document, error] {
	s.speakers = map[string]int{}
	return func(yield func(*model.Document, error) bool) {
		for d, err := range docs {
			if d != nil && len(s.speakers) < maxSpeakers {
				s.count(d)
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

func (s *summary) count(d *model.Document) {
	for i := range d.Statements {
		if ref := d.Statements[i].Speaker; ref != model.NoRef {
			if e := &d.Entities[ref]; e.Named && e.Type == model.Person {
				s.speakers[e.Name]++
			}
		}
	}
}

// mostQuoted is the person with most statements; of several the first by name.
func (s *summary) mostQuoted() string {
	best := ""
	for _, name := range slices.Sorted(maps.Keys(s.speakers)) {
		if best == "" || s.speakers[name] > s.speakers[best] {
			best = name
		}
	}
	return best
}

// show writes the summary for people.
func (s *summary) show(t *Terminal) {
	line := func(name, format string, args ...any) {
		fmt.Fprintf(t.Out, "%s %s\n", t.Dim(fmt.Sprintf("%-*s", label, name)), fmt.Sprintf(format, args...))
	}
	files, articles := s.reading.files, s.Report.Articles
	line("read", "%s in %s, %s, %s", Plural(articles, "article"), Plural(files, "file"), Bytes(s.bytes), Duration(s.Took))
	line("found", "%s", Plural(s.reading.statements, "statement"))
	if s.dry {
		s.showDry(t, line)
	} else {
		line("articles", "%s created, %s replaced, %s unchanged", Thousands(s.Created), Thousands(s.Replaced), Thousands(s.Unchanged))
		if made := counts(s.NodesCreated); made != "" {
			line("new", "%s", made)
		}
		if gone := counts(s.NodesDeleted); gone != "" {
			line("removed", "%s", gone)
		}
		if s.EdgesCreated+s.EdgesDeleted > 0 {
			line("edges", "%s created, %s deleted", Thousands(s.EdgesCreated), Thousands(s.EdgesDeleted))
		}
	}
	s.showSkipped(t, line)
	if s.Interrupted {
		line("stopped", "before the end; the same command goes on from here")
	}
	if s.dry {
		return
	}
	line("graph", "%s", s.endpoint)
	fmt.Fprintln(t.Out, "\n"+t.Bold("try next"))
	for _, next := range s.next() {
		fmt.Fprintln(t.Out, "  "+t.Isolate(next))
	}
}

// showSkipped says what was not loaded on purpose, and why.
func (s *summary) showSkipped(t *Terminal, line func(string, string, ...any)) {
	if s.passed > 0 {
		more := ""
		if n := s.passed - len(s.told); n > 0 {
			more = fmt.Sprintf(" and %d more", n)
		}
		line("skipped", "%s: %s%s", Plural(s.passed, "file"), Clean(strings.Join(s.told, ", ")), more)
	}
	reasons := map[string][]string{}
	for _, p := range s.Problems {
		if p.Err == nil {
			reasons[p.Reason] = append(reasons[p.Reason], p.Source)
		}
	}
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		in := reasons[reason]
		line("skipped", "%s: %s (%s)", Plural(len(in), "article"), reason, Clean(strings.Join(in[:min(len(in), maxTold)], ", ")))
	}
	if n := s.reading.failed + s.Report.Failed; n > 0 {
		line("failed", "%d, see above", n)
	}
}

// next proposes what to ask the graph.
func (s *summary) next() []string {
	var out []string
	if name := s.mostQuoted(); name != "" {
		out = append(out, "graph query statements-by-speaker -P speaker='"+strings.ReplaceAll(Clean(name), "'", "’")+"'")
	}
	return append(out, "graph query who-speaks-about-whom", "graph browse overview")
}

func (s *summary) showDry(t *Terminal, line func(string, string, ...any)) {
	nodes, edges := map[string]int{}, map[string]int{}
	for _, n := range s.graph.Nodes {
		nodes[n.Labels[0]]++
	}
	for _, e := range s.graph.Edges {
		edges[e.Type]++
	}
	line("dry run", "nothing was written; an empty graph would get")
	var rows [][]string
	for _, n := range byCount(nodes) {
		rows = append(rows, []string{":" + n, Thousands(nodes[n])})
	}
	for _, e := range byCount(edges) {
		rows = append(rows, []string{"-[:" + e + "]->", Thousands(edges[e])})
	}
	t.Table([]string{"nodes and edges", "number"}, rows)
}

// graphLines writes the nodes and edges of a graph as JSON, one a line.
func (t *Terminal) graphLines(g *loader.Graph) error {
	enc := json.NewEncoder(t.Out)
	enc.SetEscapeHTML(false)
	for _, id := range slices.Sorted(maps.Keys(g.Nodes)) {
		n := g.Nodes[id]
		if err := enc.Encode(map[string]any{"node": id, "labels": n.Labels, "properties": n.Properties}); err != nil {
			return err
		}
	}
	for _, e := range g.Edges {
		if err := enc.Encode(map[string]any{"edge": e.Type, "from": e.From, "to": e.To, "properties": e.Props}); err != nil {
			return err
		}
	}
	return nil
}

// counts writes numbers by label, the greatest first: "143 Statement, 20 Article".
func counts(m map[string]int) string {
	var parts []string
	for _, k := range byCount(m) {
		parts = append(parts, Thousands(m[k])+" "+k)
	}
	return strings.Join(parts, ", ")
}

func byCount(m map[string]int) []string {
	keys := slices.Collect(maps.Keys(m))
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(m[b]-m[a], cmp.Compare(a, b)) })
	return keys
}

// loadRecord is a summary for programs.
type loadRecord struct {
	Files         int            `json:"files"`
	FilesFailed   int            `json:"files_failed"`
	FilesSkipped  int            `json:"files_skipped"`
	Bytes         int64          `json:"bytes"`
	Articles      int            `json:"articles"`
	Created       int            `json:"created"`
	Replaced      int            `json:"replaced"`
	Unchanged     int            `json:"unchanged"`
	Skipped       int            `json:"skipped"`
	Failed        int            `json:"failed"`
	Statements    int            `json:"statements"` // read
	NodesCreated  map[string]int `json:"nodes_created"`
	NodesDeleted  map[string]int `json:"nodes_deleted"`
	EdgesCreated  int            `json:"edges_created"`
	EdgesDeleted  int            `json:"edges_deleted"`
	Retries       int            `json:"retries"`
	Seconds       float64        `json:"seconds"`
	Interrupted   bool           `json:"interrupted"`
	DryRun        bool           `json:"dry_run"`
	Run           model.ID       `json:"run"`
	ServerAddress string         `json:"server,omitempty"`
}

func (s *summary) record() loadRecord {
	return loadRecord{s.reading.files, s.reading.failed, s.passed, s.bytes, s.Report.Articles, s.Created, s.Replaced, s.Unchanged,
		s.Skipped, s.Report.Failed, s.reading.statements, s.NodesCreated, s.NodesDeleted, s.EdgesCreated, s.EdgesDeleted, s.Retries,
		s.Took.Seconds(), s.Interrupted, s.dry, s.Report.Run.ID, s.endpoint.URI}
}
