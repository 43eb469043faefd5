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

// locate finds when and where each happening took place: by its own sentence,
// else by another mention of the same one.
func (d *Doc) locate(found []*happening) {
	seen := map[string]int{}
	for _, h := range found {
		h.when = d.whenOf(h)
		h.where = d.whereOf(h)
		h.nth = seen[h.key]
		seen[h.key]++
	}
	for _, h := range found {
		if h.when == nil && d.newsy(h) {
			h.when = d.newsDay(h)
		}
		for _, o := range found {
			if h.when != nil && h.where != "" || o == h || !sameEvent(h, o) {
				continue
			}
			if h.when == nil {
				h.when = o.when
			}
			if h.where == "" {
				h.where = o.where
			}
		}
	}
}

// whenOf returns the expression of time that stands nearest to a happening in
// its sentence. One behind it is preferred to one before it, and one from
// another clause comes last.
func (d *Doc) whenOf(h *happening) *Time {
	s := d.Sentences[d.Tokens[h.head].Sentence]
	var best *Time
	least := 1 << 30
	if t := d.yearIn(h); t != nil {
		return t
	}
	from, _ := slices.BinarySearchFunc(d.Dates, s.From, func(t Time, i int) int { return t.From - i })
	for k := from; k < len(d.Dates) && d.Dates[k].From < s.To; k++ {
		t := &d.Dates[k]
		if !t.Origin.IsZero() && t.To+1 == h.From {
			return &Time{Range: t.Range, Mention: t.Mention, Date: t.Origin, Row: t.Row}
		}
		if t.Date.IsZero() {
			continue
		}
		var far int
		switch {
		case h.Contains(t.From):
			far = 0
		case t.From >= h.To:
			far = t.From - h.To + d.clausesBetween(h.To, t.From)
		default:
			far = h.From - t.To + 4 + d.clausesBetween(t.To, h.From)
			if h.noun.Definite && !d.eventLink(h.From-1, linkBefore) {
				far += 6 // the day is that of the verb, the event is known already
			}
		}
		if far < least {
			best, least = t, far
		}
	}
	return best
}

// yearIn returns the year in a happening's phrase or right behind it: the bare
// number in "كأس العالم 2018".
func (d *Doc) yearIn(h *happening) *Time {
	end := min(h.To+1, d.Sentences[d.Tokens[h.head].Sentence].To)
	for i := h.after; i < end; i++ {
		if d.Tokens[i].Kind != text.Number || len(d.Tokens[i].Fold) != 4 || d.dateAt(i) {
			continue
		}
		if n, err := strconv.Atoi(d.Tokens[i].Fold); err == nil && n >= 1900 && isYear(n) {
			return &Time{Range: Range{i, i + 1}, Mention: d.Mention(Range{i, i + 1}), Date: model.Date{Year: n}}
		}
	}
	return nil
}

// newsy reports whether a happening is the occasion of what the sentence
// reports: "قال في ختام محادثات". It took place on the day that the article is about.
func (d *Doc) newsy(h *happening) bool {
	switch h.kind {
	case "meeting", "call", "conference", "visit", "trial":
	default:
		return false
	}
	if h.From == 0 || !h.noun.Prep && !d.eventLink(h.From-1, linkBefore) && !d.eventLink(h.From-1, linkLocative) {
		return false
	}
	s := d.Sentences[d.Tokens[h.head].Sentence]
	for i := s.From; i < s.To; i++ {
		if d.Tokens[i].Is(lang.Say|lang.According|lang.SayNoun) && !h.Contains(i) {
			return true
		}
	}
	return false
}

// newsDay returns the last day named before a happening that is at most a few
// days before the article, else the article's own day.
func (d *Doc) newsDay(h *happening) *Time {
	const recent = 4
	today := d.Article.Published
	if today.Precision() != model.PrecisionDay {
		return nil
	}
	var best *Time
	for k := range d.Dates {
		t := &d.Dates[k]
		if t.From > h.head {
			break
		}
		if t.Date.Precision() == model.PrecisionDay && t.Date.Compare(today) <= 0 && t.Date.Compare(today.AddDays(-recent)) >= 0 {
			best = t
		}
	}
	if best == nil {
		at := Range{h.head, h.after}
		best = &Time{Range: at, Mention: d.Mention(at), Date: today}
	}
	return best
}

// clausesBetween weighs what parts the tokens from i to j: a complementiser or
// a mark.
func (d *Doc) clausesBetween(i, j int) int {
	n := 0
	for ; i < j; i++ {
		if d.Tokens[i].Is(lang.That) {
			n += 8
		} else if isStop(d.Tokens[i].Fold) {
			n += 2
		}
	}
	return n
}

// whereOf returns the country of a happening: of a place behind a preposition
// of place in its phrase or close behind it, else of a city or country in the phrase.
func (d *Doc) whereOf(h *happening) string {
	end := min(h.To+4, d.Sentences[d.Tokens[h.head].Sentence].To)
	inside := ""
	for _, p := range d.PlacesIn(Range{h.From, end}) {
		if p.Kind == ByNisba {
			continue
		}
		if d.locative(p.From) {
			return p.Code
		}
		if inside == "" && p.From < h.To {
			inside = p.Code
		}
	}
	return inside
}

// locative reports whether a preposition of place, or a noun such as city behind
// one, stands before token i.
func (d *Doc) locative(i int) bool {
	for k := 0; k < 2 && i > 0; k++ {
		for _, r := range d.Tokens[i].Readings {
			if r.Prep && r.Class&(lang.City|lang.CountryName|lang.PlaceWord) != 0 {
				return true
			}
		}
		if d.eventLink(i-1, linkLocative) {
			return true
		}
		if !d.placeWordBefore(i, placeHead, placeSide) {
			return false
		}
		i--
	}
	return false
}

func (d *Doc) eventLink(i int, kind string) bool {
	if i < 0 || !d.Tokens[i].Is(lang.EventLink) {
		return false
	}
	for _, r := range d.Tokens[i].Readings {
		if r.Class == lang.EventLink && r.Row.Get("kind") == kind && len(r.Rest) == 0 && r.After == "" {
			return true
		}
	}
	return false
}

// describe sets a happening's features and score.
func (d *Doc) describe(h *happening, found []*happening) {
	f := []string{"bias", "type=" + string(h.kind), "noun=" + h.key, "salience=" + h.noun.Row.Get("salience")}
	has := func(name string, yes bool) {
		if yes {
			f = append(f, name)
		}
	}
	s := d.Sentences[d.Tokens[h.head].Sentence]
	has("clause", h.clause)
	has("definite", h.noun.Definite)
	has("possessed", h.noun.After != "")
	has("plural", h.noun.Number == 'p')
	has("chained", h.head > h.From)
	has("length="+strconv.Itoa(min(h.To-h.after, 6)), true)
	d.inside(h, has)
	d.before(h, has)
	if h.when != nil {
		has("date="+string(h.when.Date.Precision()), true)
		switch {
		case d.Tokens[h.when.From].Sentence != d.Tokens[h.head].Sentence:
			has("date elsewhere", true)
		case h.when.From >= h.To && h.when.From <= h.To+3:
			has("date behind", true)
		default:
			has("date in sentence", true)
		}
	} else {
		has("no date", true)
	}
	has("located", h.where != "")
	has("part="+string(s.Part), true)
	has("sentence="+strconv.Itoa(min(d.Tokens[h.head].Sentence, 4)), true)
	has("mention="+strconv.Itoa(min(h.nth, 2)), true)
	repeat, alike := false, 0
	for _, o := range found {
		if o != h && !o.Overlaps(h.Range) && sameEvent(o, h) {
			alike++
			repeat = repeat || o.head < h.head
		}
	}
	has("repeat", repeat)
	has("alike="+strconv.Itoa(min(alike, 3)), true)
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
	n := 0
	for _, o := range found {
		if o.key == h.key {
			n++
		}
	}
	has("mentions="+strconv.Itoa(min(n, 4)), true)
	has("coming", d.coming(h.head))
	has("topic", slices.ContainsFunc(found, func(o *happening) bool {
		return o.key == h.key && d.Sentences[d.Tokens[o.head].Sentence].Part == model.PartHeadline
	}))
	for _, st := range d.Statements {
		if inContent(st, h.head) {
			has("stated="+string(st.Kind), true)
			break
		}
	}
	has("quoted", slices.ContainsFunc(d.Quotes, func(q Quote) bool { return q.Contains(h.head) && q.Len() > 6 }))
	h.features = f
	h.score = 0
	for _, x := range f {
		h.score += d.grammar.events[x]
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
	for _, n := range d.Names {
		name = name || n.From > h.head && n.From < h.To && n.Type == model.Person
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
