package extract

import (
	"fmt"
	"slices"
	"strconv"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// eventWeights reads table event-weight: how much each feature of a happening
// speaks for (above 0) or against its being an event to list.
func eventWeights(p *lang.Pack) (map[string]float64, error) {
	t := p.Table("event-weight")
	if t == nil {
		return nil, nil
	}
	w := make(map[string]float64, len(t.Rows))
	for _, r := range t.Rows {
		v, err := strconv.ParseFloat(r.Get("weight"), 64)
		if err != nil {
			return nil, fmt.Errorf("pack: %s: weight %q is not a number", r.At, r.Get("weight"))
		}
		w[r.Get("feature")] = v
	}
	return w, nil
}

// maxFeatures is how many features a happening usually has at most.
const maxFeatures = 32

// describe sets a happening's features and score.
func (s *eventStage) describe(h *happening) {
	f := append(make([]string, 0, maxFeatures), "bias", "type="+string(h.kind), "noun="+h.key, "salience="+h.noun.Row.Get("salience"))
	has := func(name string, yes bool) {
		if yes {
			f = append(f, name)
		}
	}
	has("clause", h.clause)
	has("definite", h.noun.Definite)
	has("possessed", h.noun.After != "")
	has("plural", h.noun.Number == 'p')
	has("chained", h.head > h.From)
	s.inside(h, has)
	s.before(h, has)
	s.beyond(h, has)
	s.dated(h, has)
	has("located", h.where != "")
	has("part="+string(s.Sentences[s.Tokens[h.head].Sentence].Part), true)
	s.among(h, has)
	has("coming", s.coming(h.head))
	has("topic", s.topics[h.key])
	if k := s.stated[h.head]; k > 0 {
		has("stated="+string(s.Statements[k-1].Kind), true)
	}
	has("quoted", h.quoted)
	has("within", h.within)
	has("holds", h.holds)
	h.features = f
	h.score = 0
	for _, x := range f {
		h.score += s.grammar.events[x]
	}
}

// dated tells how exactly a happening's day is known, and from where.
func (d *Doc) dated(h *happening, has func(string, bool)) {
	if h.when == nil {
		has("no date", true)
		return
	}
	has("date="+string(h.when.Date.Precision()), true)
	switch {
	case d.Tokens[h.when.From].Sentence != d.Tokens[h.head].Sentence:
		has("date elsewhere", true)
	case h.when.From >= h.To && h.when.From <= h.To+3:
		has("date behind", true)
	default:
		has("date in sentence", true)
	}
}

// among tells what a happening is among the others of its noun.
func (s *eventStage) among(h *happening, has func(string, bool)) {
	has("repeat", slices.ContainsFunc(s.near(h), func(o *happening) bool {
		return o.head < h.head && !o.Overlaps(h.Range) && sameEvent(o, h)
	}))
	has("mention="+strconv.Itoa(min(h.nth, 2)), true)
	has("mentions="+strconv.Itoa(min(len(s.byNoun[h.key]), 4)), true)
	switch bare := h.after == h.To && h.noun.After == ""; {
	case bare && h.noun.Definite:
		has("bare definite", true)
	case bare:
		has("bare indefinite", true)
	case h.noun.Definite:
		has("full definite", true)
	default:
		has("full indefinite", true)
	}
}

// inside tells what stands in the phrase behind the head.
func (d *Doc) inside(h *happening, has func(string, bool)) {
	var nisba, place, link, pair, number, quote, name bool
	for i := h.after; i < h.To; i++ {
		t := &d.Tokens[i]
		number = number || t.Kind == text.Number
		quote = quote || t.Kind == text.Punct
		link = link || d.eventLink(i, linkWord) || d.eventLink(i, linkLocative)
		pair = pair || d.eventLink(i, linkPair)
	}
	for _, p := range d.PlacesIn(Range{h.after, h.To}) {
		nisba = nisba || p.Kind == ByNisba
		place = place || p.Kind != ByNisba
	}
	first, _ := slices.BinarySearchFunc(d.Names, h.after, func(n Name, i int) int { return n.From - i })
	for k := first; k < len(d.Names) && d.Names[k].From < h.To; k++ {
		name = name || d.Names[k].Type == model.Person
	}
	has("nisba in", nisba)
	has("place in", place)
	has("link in", link)
	has("pair in", pair)
	has("number in", number)
	has("quote in", quote)
	has("person in", name)
	if h.after < h.To {
		t := &d.Tokens[h.after]
		has("then nisba", t.Is(lang.Nisba))
		has("then preposition", t.Is(lang.EventLink) && !t.Is(lang.Nisba))
		has("then adjective", t.Is(lang.Adjective))
		has("then title", t.Is(lang.Title|lang.Org))
	}
}

// beyond tells what follows the phrase.
func (d *Doc) beyond(h *happening, has func(string, bool)) {
	if h.To >= len(d.Tokens) || d.Tokens[h.To].Sentence != d.Tokens[h.head].Sentence {
		has("last", true)
		return
	}
	t := &d.Tokens[h.To]
	has("then date", d.dateAt(h.To))
	has("then verb", d.finite(h.To, false))
	has("then end", d.eventLink(h.To, linkEnd))
	has("then before", d.eventLink(h.To, linkBefore))
	has("then conjunction", d.conjoined(h.To))
	has("then mark", t.Kind == text.Punct)
	has("then that", d.begins(h.To, lang.That))
}

// before tells what stands before the phrase.
func (d *Doc) before(h *happening, has func(string, bool)) {
	has("preposed", h.noun.Prep)
	if h.From == 0 || d.Tokens[h.From-1].Sentence != d.Tokens[h.From].Sentence {
		has("first", true)
		return
	}
	i := h.From - 1
	t := &d.Tokens[i]
	has("behind before", d.eventLink(i, linkBefore))
	has("behind void", d.eventLink(i, linkVoid))
	has("behind locative", d.eventLink(i, linkLocative))
	has("behind link", d.eventLink(i, linkWord))
	has("behind say", t.Is(lang.Say))
	has("behind verb", t.Is(lang.Verb))
	has("behind mark", t.Kind == text.Punct)
	has("behind head", t.Is(lang.Org|lang.Title|lang.Collective))
	has("behind event", t.Is(lang.EventNoun))
	has("behind media", t.Is(lang.Media|lang.SayNoun))
	has("behind number", t.Is(lang.NumberWord) || t.Kind == text.Number)
}
