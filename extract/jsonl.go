package extract

import (
	"encoding/json"
	"io"

	"qawl/extract/text"
	"qawl/model"
)

// jsonSpan is a place in the source document: code points, end exclusive.
type jsonSpan struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type jsonArticle struct {
	ID            model.ID           `json:"id"`
	Source        string             `json:"source"`
	Start         int                `json:"start"`
	End           int                `json:"end"`
	Text          string             `json:"text,omitempty"`
	Language      string             `json:"language"`
	Headline      *jsonSpan          `json:"headline"`
	Published     *string            `json:"published"`
	Outlet        *string            `json:"outlet"`
	URL           *string            `json:"url"`
	Credits       []string           `json:"credits"`
	Keywords      []string           `json:"keywords"`
	Statements    []jsonStatement    `json:"statements"`
	Countries     []jsonCountry      `json:"countries"`
	People        []jsonPerson       `json:"people"`
	Organizations []jsonOrganization `json:"organizations"`
	Events        []jsonEvent        `json:"events"`
}

type jsonStatement struct {
	ID          model.ID       `json:"id"`
	Part        model.Part     `json:"part"`
	Kind        model.Kind     `json:"kind"`
	Spans       []jsonSpan     `json:"spans"`
	Sentence    jsonSpan       `json:"sentence"`
	Cue         *jsonSpan      `json:"cue"`
	Lemma       string         `json:"lemma,omitempty"`
	Stance      model.Stance   `json:"stance"`
	Speaker     *jsonSpan      `json:"speaker"`
	SpeakerName *string        `json:"speaker_name"`
	SpeakerID   *model.ID      `json:"speaker_id"`
	SpeakerType *string        `json:"speaker_type"`
	Via         []jsonVia      `json:"via"`
	Addressee   *string        `json:"addressee"`
	Inside      *model.ID      `json:"inside"`
	SaidOn      *string        `json:"said_on"`
	Claim       *model.ID      `json:"claim"`
	Confidence  float64        `json:"confidence"`
	Rule        string         `json:"rule"`
	Reasons     []model.Reason `json:"reasons,omitempty"`
}

type jsonVia struct {
	Name string   `json:"name"`
	Type string   `json:"type"`
	ID   model.ID `json:"id"`
}

type jsonCountry struct {
	Code     string     `json:"code"`
	Name     string     `json:"name"`
	Mentions []jsonSpan `json:"mentions"`
}

type jsonPerson struct {
	ID       model.ID   `json:"id"`
	Name     string     `json:"name"`
	Role     *string    `json:"role"`
	Country  *string    `json:"country"`
	Mentions []jsonSpan `json:"mentions"`
}

type jsonOrganization struct {
	ID       model.ID   `json:"id"`
	Name     string     `json:"name"`
	Mentions []jsonSpan `json:"mentions"`
}

type jsonEvent struct {
	ID      model.ID `json:"id"`
	Mention jsonSpan `json:"mention"`
	Type    string   `json:"type"`
	Date    *string  `json:"date"`
	Country *string  `json:"country"`
}

// JSONOptions tells what WriteJSON adds to the usual output.
type JSONOptions struct {
	Text    bool                  // the article's text
	Reasons bool                  // why each statement was found
	Claims  map[model.ID]model.ID // the claim of each statement, where claims are looked for
}

// WriteJSON writes one document as one line of JSON. All offsets are code
// points of the source document, end exclusive.
func WriteJSON(w io.Writer, d *model.Document, o JSONOptions) error {
	a := d.Article
	points := text.NewPoints(a.Text, a.Offset)
	span := func(s model.Span) jsonSpan {
		return jsonSpan{points.At(s.Start), points.At(s.End), a.Text[s.Start:s.End]}
	}
	mention := func(m *model.Mention) *jsonSpan {
		if m == nil {
			return nil
		}
		s := span(m.Span)
		return &s
	}
	mentions := func(ms []model.Mention) []jsonSpan {
		out := make([]jsonSpan, len(ms))
		for i, m := range ms {
			out[i] = span(m.Span)
		}
		return out
	}
	whole := span(model.Span{End: len(a.Text)})
	j := jsonArticle{
		ID: a.ID, Source: a.Source, Start: whole.Start, End: whole.End, Language: a.Language,
		Headline: mention(a.Headline), Published: optional(a.Published.String()), Outlet: optional(a.Outlet), URL: optional(a.URL),
		Credits: list(a.Credits), Keywords: list(a.Keywords),
		Statements: []jsonStatement{}, Countries: []jsonCountry{}, People: []jsonPerson{}, Organizations: []jsonOrganization{}, Events: []jsonEvent{},
	}
	if o.Text {
		j.Text = a.Text
	}
	j.Statements = make([]jsonStatement, 0, len(d.Statements))
	for i := range d.Statements {
		s := &d.Statements[i]
		js := jsonStatement{
			ID: s.ID, Part: s.Part, Kind: s.Kind, Sentence: span(s.Sentence), Cue: mention(s.Cue), Lemma: s.Lemma, Stance: s.Stance,
			Speaker: mention(s.SpeakerMention), Via: []jsonVia{}, SaidOn: optional(s.SaidOn.String()), Confidence: s.Confidence, Rule: s.Rule,
		}
		for _, sp := range s.Spans {
			js.Spans = append(js.Spans, span(sp))
		}
		if s.Speaker != model.NoRef {
			e := &d.Entities[s.Speaker]
			js.SpeakerName, js.SpeakerID, js.SpeakerType = optional(e.Name), &e.ID, optional(string(e.Type))
		}
		for _, r := range s.Via {
			e := &d.Entities[r]
			js.Via = append(js.Via, jsonVia{e.Name, string(e.Type), e.ID})
		}
		if s.Addressee != model.NoRef {
			js.Addressee = &d.Entities[s.Addressee].Name
		}
		if s.Inside >= 0 {
			js.Inside = &d.Statements[s.Inside].ID
		}
		if o.Reasons {
			js.Reasons = s.Reasons
		}
		if c, ok := o.Claims[s.ID]; ok {
			js.Claim = &c
		}
		j.Statements = append(j.Statements, js)
	}
	for _, c := range d.Countries {
		j.Countries = append(j.Countries, jsonCountry{c.Code, c.Name, mentions(c.Mentions)})
	}
	for i := range d.Entities {
		switch e := &d.Entities[i]; {
		case e.Type == model.Person && e.Named:
			j.People = append(j.People, jsonPerson{e.ID, e.Name, optional(e.Role), optional(e.Country), mentions(e.Mentions)})
		case e.Type == model.Organization:
			j.Organizations = append(j.Organizations, jsonOrganization{e.ID, e.Name, mentions(e.Mentions)})
		}
	}
	for i := range d.Events {
		e := &d.Events[i]
		j.Events = append(j.Events, jsonEvent{e.ID, span(e.Mention.Span), string(e.Type), optional(e.Date.String()), optional(e.Country)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(j)
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
