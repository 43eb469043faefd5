package extract

import (
	"fmt"
	"strconv"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// unproven is the confidence of a statement of which the pack's table tells nothing.
const unproven = 0.5

// confidence says how sure each statement is: how often, on annotated articles,
// a statement of its rule whose speaker was found the same way lay where a
// careful reader marks one and had the right speaker. The pack's table
// confidence.tsv holds that, with "*" for any rule; TestTrainConfidence makes it.
func confidence(d *Doc) error {
	for _, st := range d.Statements {
		st.Confidence = d.grammar.trust(st.Rule, d.speakerEvidence(st))
	}
	return nil
}

// trust returns the confidence for a rule and a way of finding the speaker.
func (g *grammar) trust(rule, speaker string) float64 {
	for _, key := range [][2]string{{rule, speaker}, {"*", speaker}} {
		if c, ok := g.confidence[key]; ok {
			return c
		}
	}
	return unproven
}

// speakerEvidence names the way in which a statement's speaker was found: what kind
// of name stands with the cue, or what a dropped subject was taken from, and
// whether its content goes on to the end of its sentence.
func (d *Doc) speakerEvidence(st *Statement) string {
	e := "none"
	switch {
	case st.Speaker == model.NoRef:
	case st.Source >= 0:
		e = "own " + string(d.Entities[st.Speaker].Type)
		if m := &d.Names[st.Source]; m.Type == model.Person && len(m.Words) == 0 {
			e = "own role"
		} else if m.Rule == unknownSubject || m.Rule == unknownSource {
			e = "own unknown"
		} else if len(m.Words) > 1 && m.Role.Len() > 0 {
			e += ", name and role"
		} else if len(m.Words) > 1 {
			e += ", full name"
		}
	default:
		for _, r := range st.Reasons {
			if r.Stage == "resolve" && r.Note == "" {
				e = r.Rule
			}
		}
	}
	if st.Inside != nil {
		e += ", inside"
	} else if st.Part == model.PartBody && st.Content[0].From < st.Cue.From && st.Cue.Len() > 0 {
		e += ", before"
	} else if last := st.Content[len(st.Content)-1]; d.endsSentence(last.To) {
		e += ", whole"
	}
	return e
}

// endsSentence reports whether nothing but marks stands between token i and the
// end of its sentence.
func (d *Doc) endsSentence(i int) bool {
	for ; i < len(d.Tokens) && d.Tokens[i].Sentence == d.Tokens[max(i-1, 0)].Sentence; i++ {
		if d.Tokens[i].Kind == text.Word || d.Tokens[i].Kind == text.Number {
			return false
		}
	}
	return true
}

func (g *grammar) readConfidence(t *lang.Table) error {
	if t == nil {
		return nil
	}
	for _, r := range t.Rows {
		c, err := strconv.ParseFloat(r.Get("confidence"), 64)
		if err != nil || c < 0 || c > 1 {
			return fmt.Errorf("pack: %s: confidence %q is not between 0 and 1", r.At, r.Get("confidence"))
		}
		g.confidence[[2]string{r.Get("rule"), r.Get("speaker")}] = c
	}
	return nil
}
