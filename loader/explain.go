package loader

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"qawl/model"
)

// Explained is why a statement is in the graph.
type Explained struct {
	ID                       model.ID
	Article                  model.ID
	Headline, Source, Outlet string // of the article; Headline is its name in the Browser
	Published                Day
	Part, Kind, Stance, Cue  string
	Text, Sentence           string
	SentenceStart            int      // code points of the source document, as are Spans
	Spans                    [][2]int // stretches of the content
	Rule                     string
	Confidence               float64
	Reasons                  []model.Reason // how it was found
	Speaker                  *Who           // nil where it is not known
	Via                      []Who          // nearest to the speaker first
	Addressee                *Who
	Within                   model.ID // the statement that it stands in, "" for none
}

// Who is somebody who has to do with a statement.
type Who struct {
	ID                model.ID
	Label, Name, Role string
	Mention           string // the words that name the speaker here
	Shared            bool   // with other articles
	Reasons           []model.Reason
}

// Explain tells why a statement is in the graph. The error of one that is not
// there is of kind NotFound.
func (db *DB) Explain(ctx context.Context, id model.ID) (*Explained, error) {
	var x *Explained
	err := db.each(ctx, lines(
		"MATCH (s:Statement {id: $id})<-[:CONTAINS]-(a:Article)",
		"OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)",
		"OPTIONAL MATCH (s)-[:WITHIN]->(w:Statement)",
		"RETURN s, a, o.name, w.id"), map[string]any{"id": string(id)}, func(r *neo4j.Record) { x = explained(r) })
	if err != nil {
		return nil, fmt.Errorf("explain %s: %w", id, err)
	}
	if x == nil {
		return nil, &Error{NotFound, errors.New("statement " + string(id)), "ids of statements are the last column of most queries: graph query"}
	}
	err = db.each(ctx, lines(
		"MATCH (s:Statement {id: $id})<-[:CONTAINS]-(a:Article)",
		"MATCH (s)-[r:SAID|VIA|ADDRESSED_TO]-(n)",
		"OPTIONAL MATCH (a)-[m:MENTIONS]->(n)",
		"RETURN type(r), n, r.mention, m.role, m.reasons",
		"ORDER BY r.position"), map[string]any{"id": string(id)}, func(r *neo4j.Record) { x.addWho(r) })
	if err != nil {
		return nil, fmt.Errorf("explain %s: %w", id, err)
	}
	return x, nil
}

func explained(r *neo4j.Record) *Explained {
	s, _ := r.Values[0].(neo4j.Node)
	a, _ := r.Values[1].(neo4j.Node)
	str := func(m map[string]any, k string) string { v, _ := m[k].(string); return v }
	x := &Explained{
		ID: model.ID(str(s.Props, "id")), Article: model.ID(str(a.Props, "id")), Headline: str(a.Props, "name"), Source: str(a.Props, "source"),
		Part: str(s.Props, "part"), Kind: str(s.Props, "kind"), Stance: str(s.Props, "stance"), Cue: str(s.Props, "cue"),
		Text: str(s.Props, "text"), Sentence: str(s.Props, "sentence"), SentenceStart: integer(s.Props["sentenceStart"]),
		Rule: str(s.Props, "rule"), Reasons: reasons(s.Props["reasons"]),
	}
	x.Outlet, _ = r.Values[2].(string)
	x.Published, _ = value(a.Props["published"]).(Day)
	x.Confidence, _ = s.Props["confidence"].(float64)
	within, _ := r.Values[3].(string)
	x.Within = model.ID(within)
	spans, _ := s.Props["spans"].([]any)
	for i := 0; i+1 < len(spans); i += 2 {
		x.Spans = append(x.Spans, [2]int{integer(spans[i]), integer(spans[i+1])})
	}
	return x
}

func (x *Explained) addWho(r *neo4j.Record) {
	n, _ := r.Values[1].(neo4j.Node)
	w := Who{Reasons: reasons(r.Values[4]), Shared: n.Props[model.ArticleProperty] == nil}
	id, _ := n.Props["id"].(string)
	w.ID = model.ID(id)
	w.Name, _ = n.Props["name"].(string)
	w.Mention, _ = r.Values[2].(string)
	w.Role, _ = r.Values[3].(string)
	for _, l := range n.Labels {
		if l != model.SpeakerLabel {
			w.Label = l
		}
	}
	switch r.Values[0] {
	case model.EdgeSaid:
		x.Speaker = &w
	case model.EdgeVia:
		x.Via = append(x.Via, w)
	default:
		x.Addressee = &w
	}
}

func reasons(v any) []model.Reason {
	s, _ := v.(string)
	var out []model.Reason
	if json.Unmarshal([]byte(s), &out) != nil {
		return nil // none are stored
	}
	return out
}

// Marked is the sentence with each stretch of the content between before and
// after.
func (x *Explained) Marked(before, after string) string {
	var b strings.Builder
	at := x.SentenceStart
	for _, r := range x.Sentence {
		for _, s := range x.Spans {
			if s[0] == at {
				b.WriteString(before)
			}
			if s[1] == at {
				b.WriteString(after)
			}
		}
		b.WriteRune(r)
		at++
	}
	for _, s := range x.Spans {
		if s[1] == at {
			b.WriteString(after)
		}
	}
	return b.String()
}
