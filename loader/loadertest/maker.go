// Package loadertest makes documents for tests of the graph: by hand, and many
// of them by chance. All people and institutions in them are invented.
package loadertest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"qawl/model"
)

// Maker puts a document together. Text is appended; entities are mentioned
// wherever their name stands in the finished text.
type Maker struct {
	d      *model.Document
	text   strings.Builder
	fold   func(string) string
	events []event
}

type event struct {
	model.Event
	words string
}

// New begins a document of an article that holds what a sets; its text is to
// be written.
func New(fold func(string) string, a model.Article) *Maker {
	m := &Maker{d: &model.Document{Article: &a}, fold: fold}
	if a.Headline != nil {
		m.text.WriteString(a.Headline.Text + "\n")
	}
	return m
}

// Headline makes the mention of a headline, which stands first in the text.
func Headline(s string) *model.Mention {
	return &model.Mention{Span: model.Span{End: len(s)}, Text: s}
}

func (m *Maker) entity(e model.Entity) model.Ref {
	e.Folded = m.fold(e.Name)
	m.d.Entities = append(m.d.Entities, e)
	return model.Ref(len(m.d.Entities) - 1)
}

// Person adds a person called by name, with role and country, each of which
// may be empty.
func (m *Maker) Person(name, role, country string) model.Ref {
	return m.entity(model.Entity{Type: model.Person, Name: name, Named: true, Role: role, Country: country, IssuedBy: model.NoRef})
}

// Organization adds an organization; its country may be empty.
func (m *Maker) Organization(name, country string) model.Ref {
	return m.entity(model.Entity{Type: model.Organization, Name: name, Named: true, Country: country, IssuedBy: model.NoRef})
}

// State adds a country as somebody who speaks.
func (m *Maker) State(name, code string) model.Ref {
	return m.entity(model.Entity{Type: model.CountryType, Name: name, Country: code, IssuedBy: model.NoRef})
}

// Anonymous adds an unnamed source.
func (m *Maker) Anonymous(words string) model.Ref {
	return m.entity(model.Entity{Type: model.Anonymous, Name: words, IssuedBy: model.NoRef})
}

// Group adds people in plural.
func (m *Maker) Group(words string) model.Ref {
	return m.entity(model.Entity{Type: model.Group, Name: words, IssuedBy: model.NoRef})
}

// Document adds a document and who issued it.
func (m *Maker) Document(words string, issuer model.Ref) model.Ref {
	return m.entity(model.Entity{Type: model.DocumentType, Name: words, IssuedBy: issuer})
}

// Write appends text.
func (m *Maker) Write(s string) { m.text.WriteString(s) }

// Say appends a sentence, a cue and a content, and adds the statement. edit may
// change it.
func (m *Maker) Say(speaker model.Ref, cue, content string, edit ...func(*model.Statement)) int {
	start := m.text.Len()
	s := model.Statement{Part: model.PartBody, Kind: model.Indirect, Stance: model.Neutral, Speaker: speaker, Addressee: model.NoRef, Inside: -1,
		Rule: "say-that", Confidence: 0.9, Lemma: m.fold(cue),
		Reasons: []model.Reason{{Stage: "attribute", Rule: "say-that", At: "ar/attribution.rules:2", Part: "cue", Text: cue}}}
	m.text.WriteString(cue)
	s.Cue = &model.Mention{Span: model.Span{Start: start, End: m.text.Len()}, Text: cue}
	m.text.WriteString(" ")
	if speaker != model.NoRef {
		name := m.d.Entities[speaker].Name
		s.SpeakerMention = &model.Mention{Span: model.Span{Start: m.text.Len(), End: m.text.Len() + len(name)}, Text: name}
		m.text.WriteString(name + " ")
	}
	from := m.text.Len()
	m.text.WriteString(content)
	s.Spans = []model.Span{{Start: from, End: m.text.Len()}}
	m.text.WriteString(".\n")
	s.Sentence = model.Span{Start: start, End: m.text.Len() - 1}
	for _, f := range edit {
		f(&s)
	}
	m.d.Statements = append(m.d.Statements, s)
	return len(m.d.Statements) - 1
}

// Event adds an event, whose words are to stand in the text.
func (m *Maker) Event(typ model.EventType, words string, date model.Date, country string, involves ...model.Ref) {
	m.events = append(m.events, event{model.Event{Type: typ, Date: date, Country: country, Head: m.fold(words), Involves: involves}, words})
}

// Country adds a country by the name that stands in the text.
func (m *Maker) Country(name, code string) {
	m.d.Countries = append(m.d.Countries, model.Country{Code: code, Name: name})
}

// Done finishes the document.
func (m *Maker) Done() *model.Document {
	a := m.d.Article
	a.Text = m.text.String()
	if a.Language == "" {
		a.Language = "ar"
	}
	if a.ID == "" {
		a.SetID(m.fold)
	}
	type key struct {
		t      model.EntityType
		folded string
	}
	nth := map[key]int{}
	for i := range m.d.Entities {
		e := &m.d.Entities[i]
		e.Mentions = occurrences(a.Text, e.Name)
		k := key{e.Type, e.Folded}
		e.SetID(a.ID, nth[k])
		nth[k]++
	}
	for i := range m.d.Countries {
		m.d.Countries[i].Mentions = occurrences(a.Text, m.d.Countries[i].Name)
	}
	for _, e := range m.events {
		if at := occurrences(a.Text, e.words); len(at) > 0 {
			e.Mention = at[0]
		}
		e.SetID(a.ID)
		m.d.Events = append(m.d.Events, e.Event)
	}
	same := map[string]int{}
	for i := range m.d.Statements {
		s := &m.d.Statements[i]
		words := ""
		for _, sp := range s.Spans {
			words += " " + m.fold(a.Text[sp.Start:sp.End])
		}
		same[words]++
		s.ID = model.NewID(model.PrefixStatement, string(a.ID), words, strconv.Itoa(same[words]))
	}
	found, err := json.Marshal([]any{a.Text, m.d.Entities, m.d.Statements, m.d.Countries, m.d.Events})
	if err != nil {
		panic(err) // strings and numbers only
	}
	sum := sha256.Sum256(found)
	m.d.Fingerprint = hex.EncodeToString(sum[:8])
	return m.d
}

func occurrences(text, words string) []model.Mention {
	var out []model.Mention
	for at := 0; words != ""; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			break
		}
		at += i
		out = append(out, model.Mention{Span: model.Span{Start: at, End: at + len(words)}, Text: words})
		at += len(words)
	}
	return out
}

// Rename makes the document one of another article: prefix becomes part of the
// article's identity, and so of all that it owns.
func Rename(d *model.Document, prefix string) *model.Document {
	a := *d.Article
	a.URL, a.DocNo = "", prefix+"/"+string(a.ID)
	a.SetID(nil)
	out := *d
	out.Article = &a
	out.Entities = append([]model.Entity(nil), d.Entities...)
	for i := range out.Entities {
		if e := &out.Entities[i]; !e.Shared() {
			e.SetID(a.ID, 0)
		}
	}
	out.Events = append([]model.Event(nil), d.Events...)
	for i := range out.Events {
		out.Events[i].SetID(a.ID)
	}
	out.Statements = append([]model.Statement(nil), d.Statements...)
	for i := range out.Statements {
		out.Statements[i].ID = model.NewID(model.PrefixStatement, prefix, string(out.Statements[i].ID))
	}
	return &out
}
