package claims

import (
	"strings"
	"unicode/utf8"

	"qawl/model"
)

// gap stands between the stretches of a statement's content.
const gap = " … "

// FromDocument returns the statements of an extracted article.
func FromDocument(d *model.Document) []Statement {
	a := d.Article
	out := make([]Statement, 0, len(d.Statements))
	for i := range d.Statements {
		s := &d.Statements[i]
		if len(s.Spans) == 0 {
			continue
		}
		parts := make([]string, len(s.Spans))
		for k, sp := range s.Spans {
			parts[k] = a.Text[sp.Start:sp.End]
		}
		st := Statement{ID: string(s.ID), Article: string(a.ID), Outlet: a.Outlet, Date: s.SaidOn, Part: s.Part, Kind: s.Kind, Stance: s.Stance,
			Start: utf8.RuneCountInString(a.Text[:s.Spans[0].Start]), Text: strings.Join(parts, gap)}
		if st.Date.Precision() != model.PrecisionDay {
			st.Date = a.Published
		}
		if s.Speaker != model.NoRef {
			e := &d.Entities[s.Speaker]
			st.Speaker, st.SpeakerID, st.SpeakerType, st.SpeakerCountry = e.Name, string(e.ID), e.Type, e.Country
			st.SpeakerImplied = s.SpeakerMention == nil
		}
		if s.Inside >= 0 {
			st.Reports = string(d.Statements[s.Inside].ID)
		}
		out = append(out, st)
	}
	return out
}

// ClaimID is the identifier of the claim whose first statement has the given
// one.
func ClaimID(first string) model.ID { return model.NewID(model.PrefixClaim, first) }

// FromDocuments returns the statements of several articles, each once.
func FromDocuments(docs []*model.Document) []Statement {
	var out []Statement
	seen := map[string]bool{}
	for _, d := range docs {
		for _, s := range FromDocument(d) {
			if !seen[s.ID] {
				seen[s.ID] = true
				out = append(out, s)
			}
		}
	}
	return out
}
