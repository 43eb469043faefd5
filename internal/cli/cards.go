package cli

import (
	"fmt"
	"strings"

	"qawl/model"
)

// label is the width of the column of labels on a card.
const label = 10

// Card writes what was found in one article for people: a line for each field
// with its label first, since lines that mix directions can't be read.
func (t *Terminal) Card(d *model.Document, explain bool) {
	a := d.Article
	fmt.Fprintln(t.Out, t.Bold(Clean(a.Source)))
	if a.Headline != nil {
		t.field(0, "headline", a.Headline.Text)
	}
	t.field(0, "date", a.Published.String())
	t.field(0, "outlet", a.Outlet)
	t.field(0, "agency", strings.Join(a.Credits, ", "))
	t.field(0, "countries", countries(d))
	for i := range d.Events {
		t.field(0, "event", event(&d.Events[i]))
	}
	t.field(0, "found", fmt.Sprintf("%s, %s, %s", Plural(len(d.Statements), "statement"), Plural(len(d.Countries), "country"), Plural(len(d.Events), "event")))
	for i := range d.Statements {
		fmt.Fprintln(t.Out)
		t.statement(d, i, explain)
	}
	fmt.Fprintln(t.Out)
}

func (t *Terminal) statement(d *model.Document, i int, explain bool) {
	s := &d.Statements[i]
	head := fmt.Sprintf("%d %s", i+1, s.Kind)
	if s.Stance != model.Neutral && s.Stance != "" {
		head += ", " + string(s.Stance)
	}
	if s.Part == model.PartHeadline {
		head += ", " + string(s.Part)
	}
	fmt.Fprintf(t.Out, "  %s %s\n", t.Bold(head), t.Dim(fmt.Sprintf("(%s, %.2f)", s.Rule, s.Confidence)))
	t.field(4, "speaker", speaker(d, s))
	if s.Cue != nil {
		t.field(4, "cue", s.Cue.Text)
	}
	for _, sp := range s.Spans {
		t.field(4, "content", d.Article.Text[sp.Start:sp.End])
	}
	for _, r := range s.Via {
		t.field(4, "via", d.Entities[r].Name)
	}
	if s.Addressee != model.NoRef {
		t.field(4, "to", d.Entities[s.Addressee].Name)
	}
	if s.Inside >= 0 {
		t.field(4, "within", fmt.Sprint("statement ", s.Inside+1))
	}
	t.field(4, "on", s.SaidOn.String())
	if explain {
		t.field(4, "id", string(s.ID))
		t.Reasons(4, s.Reasons)
		if s.Speaker != model.NoRef {
			t.Reasons(4, d.Entities[s.Speaker].Reasons)
		}
	}
}

// speaker names who spoke, and the words that stand for him where they differ.
func speaker(d *model.Document, s *model.Statement) string {
	name, mention := "", ""
	if s.Speaker != model.NoRef {
		name = d.Entities[s.Speaker].Name
	}
	if s.SpeakerMention != nil {
		mention = s.SpeakerMention.Text
	}
	switch {
	case name == "" && mention == "":
		return "?"
	case name == "" || name == mention:
		return mention
	case mention == "":
		return name
	}
	return name + " [" + mention + "]"
}

func countries(d *model.Document) string {
	names := make([]string, len(d.Countries))
	for i, c := range d.Countries {
		names[i] = c.Code
	}
	return strings.Join(names, " ")
}

func event(e *model.Event) string {
	return strings.Join(nonEmpty(string(e.Type), e.Date.String(), e.Country, e.Mention.Text), " · ")
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Reasons writes the steps of a decision: the rule, and under it what each of
// its parts consumed.
func (t *Terminal) Reasons(indent int, reasons []model.Reason) {
	for i, r := range reasons {
		if r.Part == "" || i == 0 || r.Rule != reasons[i-1].Rule || r.Stage != reasons[i-1].Stage {
			t.field(indent, "why", strings.Join(nonEmpty(r.Stage, r.Rule, at(r)), " "))
		}
		if r.Part != "" || r.Text != "" {
			t.field(indent+2, r.Part, r.Text)
		}
		t.field(indent+2, "note", r.Note)
	}
}

func at(r model.Reason) string {
	if r.At == "" {
		return ""
	}
	return "(" + r.At + ")"
}

// field writes a labelled value of a card.
func (t *Terminal) field(indent int, name, value string) { t.entry(indent, label, name, value) }

// entry writes a value behind a label of so many columns, wrapped to the
// terminal's width; nothing for an empty value. Lines of right-to-left text end
// at the same column, where their reader begins.
func (t *Terminal) entry(indent, label int, name, value string) {
	value = strings.Join(strings.Fields(Clean(value)), " ")
	if value == "" {
		return
	}
	lines := []string{value}
	if t.Width > 0 {
		lines = wrap(value, max(t.Width-indent-label-1, 20))
	}
	widest := 0
	for _, line := range lines {
		widest = max(widest, width(line))
	}
	rtl := startsRTL(value)
	for i, line := range lines {
		blanks := ""
		if rtl && t.OutTTY {
			blanks = strings.Repeat(" ", widest-width(line))
		}
		if rtl {
			line = t.isolateRTL(line)
		} else {
			line = t.Isolate(line)
		}
		if i > 0 {
			name = ""
		}
		fmt.Fprintf(t.Out, "%*s%s %s%s\n", indent, "", t.Dim(pad(name, label, false)), blanks, line)
	}
}
