package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"qawl/extract/lang"
	"qawl/model"
)

// event finds the events that a reader would look up: happenings denoted by a
// noun phrase whose head is in table event. How likely one is meant is the sum of
// the weights of its features (table event-weight, fitted on annotated articles by
// TestTrainEvents); mentions of the same event are joined, and the likeliest one stands for it.
func event(d *Doc) error {
	s := newEventStage(d)
	for _, h := range s.choose() {
		d.addEvent(h)
	}
	return nil
}

// eventStage holds what the stage knows of an article's happenings.
type eventStage struct {
	*Doc
	found  []*happening            // by first token
	byNoun map[string][]*happening // the same, by noun
	topics map[string]bool         // nouns that stand in the headline
	stated []int32                 // for each token, one more than the index of the first statement that it is content of
}

// newEventStage finds an article's happenings, where and when they were, and how
// likely each is an event to list.
func newEventStage(d *Doc) *eventStage {
	s := &eventStage{Doc: d, byNoun: map[string][]*happening{}, topics: map[string]bool{}, stated: make([]int32, len(d.Tokens))}
	for i := 0; i < len(d.Tokens); {
		h := d.happeningAt(i)
		if h == nil {
			i++
			continue
		}
		h.nth = len(s.byNoun[h.key])
		s.byNoun[h.key] = append(s.byNoun[h.key], h)
		s.found = append(s.found, h)
		if d.Sentences[d.Tokens[h.head].Sentence].Part == model.PartHeadline {
			s.topics[h.key] = true
		}
		i = h.after
	}
	s.surroundings()
	s.locate()
	for _, h := range s.found {
		s.describe(h)
	}
	return s
}

// surroundings marks what is content of a statement, which happenings stand in a
// long quotation, and which in the phrase of another one.
func (s *eventStage) surroundings() {
	for k, st := range s.Statements {
		for _, c := range st.Content {
			for i := c.From; i < c.To && i < len(s.stated); i++ {
				if s.stated[i] == 0 {
					s.stated[i] = int32(k + 1)
				}
			}
		}
	}
	const long = 6 // tokens: shorter ones are terms and names
	next, end := 0, 0
	reach := 0
	for i, h := range s.found {
		h.within = h.From < reach
		h.holds = i+1 < len(s.found) && s.found[i+1].From < h.To
		reach = max(reach, h.To)
		for ; next < len(s.Quotes) && s.Quotes[next].From <= h.head; next++ {
			if q := &s.Quotes[next]; q.Len() > long {
				end = max(end, q.To)
			}
		}
		h.quoted = end > h.head
	}
}

// near returns the other happenings of the same noun that are not far from h:
// all of them in an article of usual length.
func (s *eventStage) near(h *happening) []*happening {
	const reach = 15
	all := s.byNoun[h.key]
	out := make([]*happening, 0, 2*reach)
	for i := max(0, h.nth-reach); i < min(len(all), h.nth+reach+1); i++ {
		if i != h.nth {
			out = append(out, all[i])
		}
	}
	return out
}

// happening is a noun phrase that may be an event.
type happening struct {
	Range
	head     int          // first token of its head
	after    int          // token behind its head
	noun     lang.Reading // of the head
	clause   bool         // the head is a verb
	kind     model.EventType
	when     *Time // nil where nothing tells
	where    string
	key      string   // folded lemma of the noun that gives the type
	named    []string // what tells it apart: folded words behind its head
	nth      int      // how many of the same noun stand before it
	quoted   bool     // in a long quotation
	within   bool     // in the phrase of another one
	holds    bool     // another one is in its phrase
	score    float64
	features []string
}

// maxEvents is how many events one article can have.
const maxEvents = 100

// choose joins the mentions of one event and returns the likeliest mention of
// each, if it is likely enough, in text order.
func (s *eventStage) choose() []*happening {
	byScore := slices.Clone(s.found)
	slices.SortStableFunc(byScore, func(a, b *happening) int { return cmp.Compare(b.score, a.score) })
	var out []*happening
	for _, h := range byScore {
		if h.score < 0 || len(out) == maxEvents {
			break
		}
		if !slices.ContainsFunc(out, func(o *happening) bool { return sameEvent(o, h) }) {
			out = append(out, s.firstOf(h))
		}
	}
	slices.SortFunc(out, func(a, b *happening) int { return cmp.Compare(a.From, b.From) })
	return out
}

// firstOf returns the first mention that has the noun and the first words behind
// it in common with h.
func (s *eventStage) firstOf(h *happening) *happening {
	const words = 2
	if len(h.named) == 0 {
		return h
	}
	for _, o := range s.near(h) {
		if o.head < h.head && len(o.named) > 0 && slices.Equal(o.named[:min(words, len(o.named))], h.named[:min(words, len(h.named))]) {
			return o
		}
	}
	return h
}

// sameEvent reports whether two phrases mean the same event, as far as one can
// tell: they overlap, or have the same noun and nothing that tells them apart.
func sameEvent(a, b *happening) bool {
	if a.Overlaps(b.Range) {
		return true
	}
	if a.key != b.key {
		return false
	}
	if a.when != nil && b.when != nil && a.when.Date != b.when.Date && a.when.Date.Precision() == b.when.Date.Precision() {
		return false
	}
	return len(a.named) == 0 || len(b.named) == 0 || slices.ContainsFunc(a.named, func(w string) bool { return slices.Contains(b.named, w) })
}

// addEvent makes the event of a happening.
func (d *Doc) addEvent(h *happening) {
	m := d.Mention(h.Range)
	if h.noun.Before != "" {
		m = d.Stem(h.Range, h.noun)
	}
	e := model.Event{Mention: m, Type: h.kind, Country: h.where, Head: d.Pack.Fold.Words(h.key)}
	if h.when != nil {
		e.Date = h.when.Date
	}
	e.SetID(d.Article.ID)
	e.Involves = d.involved(h.Range)
	e.Reasons = append(e.Reasons, model.Reason{Stage: "event", Rule: "noun", At: h.noun.Row.At, Part: "head", Text: d.Mention(Range{h.head, h.after}).Text,
		Note: strconv.FormatFloat(h.score, 'f', 2, 64) + ": " + strings.Join(h.features, " ")})
	if h.when != nil {
		e.Reasons = append(e.Reasons, model.Reason{Stage: "event", Rule: "date", Part: "date", Text: h.when.Mention.Text})
	}
	d.Events = append(d.Events, e)
}

// involved returns those who are named in the phrase of an event, each once; not
// the place where it was.
func (d *Doc) involved(r Range) []model.Ref {
	var out []model.Ref
	first, _ := slices.BinarySearchFunc(d.Names, r.From, func(n Name, i int) int { return n.From - i })
	for k := first; k < len(d.Names) && d.Names[k].From < r.To; k++ {
		if e := d.Names[k].Entity; e != model.NoRef && int(e) < len(d.Entities) && !slices.Contains(out, e) && !d.locative(d.Names[k].From) {
			out = append(out, e)
		}
	}
	return out
}
