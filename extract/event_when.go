package extract

import (
	"strconv"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// locate finds when and where each happening took place: by its own sentence,
// else by another mention of the same one.
func (s *eventStage) locate() {
	var news *Time
	next := 0
	for _, h := range s.found {
		for ; next < len(s.Dates) && s.Dates[next].From <= h.head; next++ {
			if s.isNews(s.Dates[next].Date) {
				news = &s.Dates[next]
			}
		}
		h.when = s.whenOf(h)
		h.where = s.whereOf(h)
		if h.when == nil && s.newsy(h) {
			h.when = s.newsDay(h, news)
		}
	}
	for _, h := range s.found {
		for _, o := range s.near(h) {
			if h.when != nil && h.where != "" {
				break
			}
			if !sameEvent(h, o) {
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

// nearby is how many tokens of a sentence before and behind a happening are
// searched for what belongs to it: most sentences are shorter.
const nearby = 60

// around returns the tokens of a happening's sentence that are near it.
func (d *Doc) around(h *happening) Range {
	s := d.Sentences[d.Tokens[h.head].Sentence]
	return Range{max(s.From, h.From-nearby), min(s.To, h.To+nearby)}
}

// whenOf returns the expression of time that stands nearest to a happening in
// its sentence. One behind it is preferred to one before it, and one from
// another clause comes last.
func (d *Doc) whenOf(h *happening) *Time {
	var best *Time
	least := 1 << 30
	if t := d.yearIn(h); t != nil {
		return t
	}
	near := d.DatesIn(d.around(h))
	for k := range near {
		t := &near[k]
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
	near := d.around(h)
	for i := near.From; i < near.To; i++ {
		if d.Tokens[i].Is(lang.Say|lang.According|lang.SayNoun) && !h.Contains(i) {
			return true
		}
	}
	return false
}

// isNews reports whether a day is the article's own or at most a few days before.
func (d *Doc) isNews(day model.Date) bool {
	const recent = 4
	today := d.Article.Published
	return day.Precision() == model.PrecisionDay && today.Precision() == model.PrecisionDay &&
		day.Compare(today) <= 0 && day.Compare(today.AddDays(-recent)) >= 0
}

// newsDay returns the day of what is new: the last one that was named before, if
// there is one, else the article's own.
func (d *Doc) newsDay(h *happening, last *Time) *Time {
	if last != nil || d.Article.Published.Precision() != model.PrecisionDay {
		return last
	}
	at := Range{h.head, h.after}
	return &Time{Range: at, Mention: d.Mention(at), Date: d.Article.Published}
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
