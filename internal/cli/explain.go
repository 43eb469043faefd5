package cli

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"qawl/loader"
	"qawl/model"
)

//go:embed explain.cypher
var explainCypher string

// The marks around a statement's words within its sentence.
const markOpen, markClose = "⟦", "⟧"

// ExplainOptions say which statement is to be explained, from which graph.
type ExplainOptions struct {
	Connection Connection
	ID         string
	Format     Format // AsTable or AsJSON
}

// Explain shows why a statement is in the graph: the rule, what each of its
// parts consumed, how the speaker was resolved, and the sentence with the
// statement marked.
func (t *Terminal) Explain(ctx context.Context, o ExplainOptions) error {
	if err := checkStatementID(o.ID); err != nil {
		return err
	}
	e, err := t.RunningEndpoint(ctx, o.Connection)
	if err != nil {
		return Unconnected(err)
	}
	db, err := t.connect(ctx, e, &progress{})
	if err != nil {
		return err
	}
	defer db.Close(context.WithoutCancel(ctx))
	res, err := db.Query(ctx, explainCypher, map[string]any{"id": o.ID}, loader.QueryOptions{})
	if err != nil {
		return fmt.Errorf("explain: %w", err)
	}
	if len(res.Rows) == 0 {
		return &Error{Failed, fmt.Errorf("explain: no statement %s is in the graph at %s", o.ID, e.URI),
			"graph query shows ids in its last column, as in: graph query search -P words=…"}
	}
	row := map[string]any{}
	for i, c := range res.Columns {
		row[c] = res.Rows[0][i]
	}
	if o.Format == AsJSON {
		return t.JSON(row)
	}
	t.explanation(row)
	return nil
}

// checkStatementID tells ids of other nodes from those of statements.
func checkStatementID(id string) error {
	n := model.GraphSchema().ByID(model.ID(id))
	switch {
	case n == nil:
		return Misuse("the id of a statement begins with "+model.PrefixStatement+"-; graph query shows ids in its last column", "explain: %q is not an id", id)
	case n.Label != model.LabelStatement:
		return Misuse("statements have ids that begin with "+model.PrefixStatement+"-", "explain: %s is the id of a node %s, not of a statement", id, n.Label)
	}
	return nil
}

func (t *Terminal) explanation(row map[string]any) {
	s := row["statement"].(loader.GraphNode).Properties
	a := row["article"].(loader.GraphNode).Properties
	fmt.Fprintln(t.Out, t.Bold("statement "+Text(s["id"])))
	t.field(0, "article", Text(cmp.Or[any](a["headline"], a["name"])))
	t.field(0, "from", strings.Join(nonEmpty(Text(row["outlet"]), Text(a["published"]), Text(a["source"])), " · "))
	t.field(0, "sentence", marked(s))
	t.field(0, "kind", strings.Join(nonEmpty(Text(s["kind"]), Text(s["part"]), notNeutral(Text(s["stance"]))), ", "))
	t.field(0, "cue", Text(s["cue"]))
	t.field(0, "rule", fmt.Sprintf("%s, confidence %s", Text(s["rule"]), Text(s["confidence"])))
	t.storedReasons(s["reasons"])

	t.speakerOf(row)
	via, _ := row["via"].([]any)
	slices.SortFunc(via, func(x, y any) int { return cmp.Compare(position(x), position(y)) })
	for _, v := range via {
		m := v.(map[string]any)
		t.field(0, "via", Text(m["name"])+" ("+Text(m["id"])+")")
	}
	t.field(0, "to", Text(row["addressees"]))
	t.field(0, "within", Text(row["within"]))
	t.field(0, "said on", Text(s["saidOn"]))
	t.claimOf(row)
}

// claimOf shows which claim a statement expresses, and why.
func (t *Terminal) claimOf(row map[string]any) {
	claim, ok := row["claim"].(loader.GraphNode)
	if !ok {
		return
	}
	c := claim.Properties
	fmt.Fprintln(t.Out)
	t.field(0, "claim", Text(c["id"])+", "+Plural(int(integer(c["statements"])), "statement")+" in "+Plural(int(integer(c["articles"])), "article"))
	t.field(0, "wording", Text(c["text"]))
	if e, ok := row["expresses"].(loader.GraphEdge); ok {
		t.field(0, "relation", fmt.Sprintf("%s, score %.2f", Text(e.Properties["relation"]), e.Properties["score"]))
		t.field(0, "evidence", Text(e.Properties["evidence"]))
	}
	echoes, _ := row["echoes"].([]any)
	for _, v := range echoes {
		m, _ := v.(map[string]any)
		t.field(0, "echo", Text(m["name"])+" ("+Text(m["id"])+")")
	}
}

func integer(v any) int64 {
	n, _ := v.(int64)
	return n
}

// speakerOf shows who spoke and how that was found out.
func (t *Terminal) speakerOf(row map[string]any) {
	fmt.Fprintln(t.Out)
	speaker, ok := row["speaker"].(loader.GraphNode)
	if !ok {
		t.field(0, "speaker", "not known")
		return
	}
	t.field(0, "speaker", Text(speaker.Properties["name"]))
	t.field(0, "is", strings.Join(slices.DeleteFunc(slices.Clone(speaker.Labels), func(l string) bool { return l == model.SpeakerLabel }), ":")+" "+Text(speaker.Properties["id"]))
	if said, ok := row["said"].(loader.GraphEdge); ok {
		t.field(0, "words", cmp.Or(Text(said.Properties["mention"]), "none: the subject is dropped or a pronoun"))
	}
	if named, ok := row["named"].(loader.GraphEdge); ok {
		t.field(0, "named", strings.Join(nonEmpty(Text(named.Properties["name"]), Text(named.Properties["role"]), Plural(count(named), "time")+" in the article"), " · "))
		t.storedReasons(named.Properties["reasons"])
	}
}

func count(e loader.GraphEdge) int {
	n, _ := e.Properties["count"].(int64)
	return int(n)
}

func position(v any) int64 {
	m, _ := v.(map[string]any)
	n, _ := m["position"].(int64)
	return n
}

func notNeutral(stance string) string {
	if stance == string(model.Neutral) {
		return ""
	}
	return stance
}

// storedReasons shows reasons as the graph has them.
func (t *Terminal) storedReasons(v any) {
	text, _ := v.(string)
	var reasons []model.Reason
	if json.Unmarshal([]byte(text), &reasons) == nil {
		t.Reasons(2, reasons)
	}
}

// marked is a statement's sentence with the statement's words marked. The
// graph keeps both as code points of the source document.
func marked(s map[string]any) string {
	sentence := []rune(Text(s["sentence"]))
	from, _ := s["sentenceStart"].(int64)
	spans, _ := s["spans"].([]any)
	var b strings.Builder
	at := 0
	for i := 0; i+1 < len(spans); i += 2 {
		start, _ := spans[i].(int64)
		end, _ := spans[i+1].(int64)
		lo := min(max(int(start-from), at), len(sentence))
		hi := min(max(int(end-from), lo), len(sentence))
		b.WriteString(string(sentence[at:lo]) + markOpen + string(sentence[lo:hi]) + markClose)
		at = hi
	}
	return b.String() + string(sentence[at:])
}
