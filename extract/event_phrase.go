package extract

import (
	"cmp"
	"slices"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// The kinds of words in table event-link.
const (
	linkWord     = "link"
	linkPair     = "pair"
	linkLocative = "locative"
	linkEnd      = "end"
	linkBefore   = "before"
	linkVoid     = "void"
)

// notEvent is the type of words in table event that hide an event noun: ضربة جزاء.
const notEvent = "none"

// maxEvent is how many tokens the phrase of an event may have.
const maxEvent = 10

// happeningAt returns the event noun at token i with its phrase. In front of
// another event noun a light one gives way to it: توقيع اتفاق is an agreement.
func (d *Doc) happeningAt(i int) *happening {
	noun, after, ok := d.eventNoun(i)
	if !ok {
		return d.clauseAt(i)
	}
	h := &happening{head: i, after: after, noun: noun, kind: model.EventType(noun.Row.Get("type")), key: noun.Lemma}
	end := d.Sentences[d.Tokens[i].Sentence].To
	if next, e, ok := d.eventNoun(after); ok && after < end && noun.After == "" && !noun.Definite && !next.Prep && !d.Pack.Conjoined(next.Before) {
		if noun.Row.Get("light") != "" {
			h.kind, h.key = model.EventType(next.Row.Get("type")), next.Lemma
		}
		h.head, h.after = after, e
	}
	if h.kind == notEvent {
		return nil
	}
	h.Range = Range{i, d.eventEnd(h.after, end)}
	h.named = d.behind(h)
	return h
}

// behind returns the folded words of a phrase behind its head that tell it from
// others: no function words, no articles.
func (d *Doc) behind(h *happening) []string {
	var out []string
	for i := h.after; i < h.To; i++ {
		t := &d.Tokens[i]
		if t.Kind != text.Punct && !t.Is(lang.Function|lang.EventLink) {
			out = append(out, d.Pack.CutArticle(t.Fold))
		}
	}
	return out
}

// clauseAt returns the clause of an event verb in the past at token i.
func (d *Doc) clauseAt(i int) *happening {
	if !d.Tokens[i].Is(lang.EventVerb) || d.inProper(i) || d.dateAt(i) {
		return nil
	}
	for _, r := range d.Tokens[i].Readings {
		if r.Class == lang.EventVerb && r.Form == lang.Past && len(r.Rest) == 0 && !r.Definite {
			h := &happening{head: i, after: i + 1, noun: r, clause: true, kind: model.EventType(r.Row.Get("type")), key: r.Lemma}
			h.Range = Range{i, d.eventEnd(i+1, d.Sentences[d.Tokens[i].Sentence].To)}
			h.named = d.behind(h)
			return h
		}
	}
	return nil
}

// eventNoun returns the reading of token i as an event noun, and where it ends.
func (d *Doc) eventNoun(i int) (r lang.Reading, end int, ok bool) {
	if i >= len(d.Tokens) || !d.Tokens[i].Is(lang.EventNoun) || d.inProper(i) || d.dateAt(i) {
		return r, i, false
	}
	return d.Find(i, lang.EventNoun)
}

// inProper reports whether token i is part of a proper name.
func (d *Doc) inProper(i int) bool {
	k, _ := slices.BinarySearchFunc(d.Names, i, func(n Name, i int) int {
		if n.To <= i {
			return -1
		} else if n.From > i {
			return 1
		}
		return 0
	})
	return k < len(d.Names) && d.Names[k].Contains(i) && d.Names[k].Type != model.DocumentType &&
		(d.Names[k].Proper.Contains(i) || d.Names[k].Type != model.Person)
}

// eventEnd returns where the phrase of an event ends whose head stands before
// token i: at a verb, a clause, a date, a mark, or a preposition that begins
// something else.
func (d *Doc) eventEnd(i, end int) int {
	start, pair := i, false
	for i < min(end, start+maxEvent) {
		t := &d.Tokens[i]
		if t.Kind == text.Punct || t.Kind == text.Symbol {
			if q := d.quoteAt(i); q != nil && q.Close > 0 && q.Close-i <= 5 && i == start {
				i = q.Close + 1
				continue
			}
			break
		}
		if d.dateAt(i) || d.begins(i, lang.That|lang.Aside|lang.According) || d.eventLink(i, linkEnd) || d.eventLink(i, linkBefore) || d.finite(i, i == start) {
			break
		}
		if r, ok := t.Only(lang.EventLink); ok && r.After == "" && r.Before == "" {
			switch r.Row.Get("kind") {
			case linkPair:
				pair = true
				i++
				continue
			case linkWord, linkLocative:
				if i > start+6 {
					return d.trimEvent(start, i)
				}
				i++
				continue
			}
		}
		if t.Is(lang.Function|lang.Pronoun) && !t.Is(lang.Title|lang.Given|lang.Nisba|lang.CountryName|lang.City) {
			break
		}
		if d.conjoined(i) {
			if !pair {
				break
			}
			pair = false
		}
		i++
	}
	return d.trimEvent(start, i)
}

// begins reports whether a word or phrase of class c begins at token i.
func (d *Doc) begins(i int, c lang.Class) bool {
	_, _, ok := d.Find(i, c)
	return ok
}

// finite reports whether token i is a finite verb and nothing else that may stand
// in a noun phrase. Directly behind a noun a bare past is rather a noun of the
// same spelling: اتفاقية تعاون.
func (d *Doc) finite(i int, bound bool) bool {
	t := &d.Tokens[i]
	if t.Is(lang.EventNoun | lang.Nisba | lang.CountryName | lang.City | lang.Given | lang.Adjective | lang.Title | lang.Org | lang.Collective) {
		return false
	}
	for _, r := range t.Readings {
		if r.Class&(lang.Say|lang.Verb) != 0 && (r.Form == lang.Past || r.Form == lang.Present) && r.After == "" && !r.Definite {
			if bound && r.Form == lang.Past && r.Number == 's' && r.Gender == 'm' && r.Before == "" {
				continue
			}
			return true
		}
	}
	return false
}

// trimEvent leaves out a preposition at the end of a phrase.
func (d *Doc) trimEvent(start, i int) int {
	for i > start && d.Tokens[i-1].Is(lang.EventLink|lang.Function) && !d.Tokens[i-1].Is(lang.CountryName|lang.City|lang.Nisba) {
		i--
	}
	return i
}

// conjoined reports whether "and" is written together with token i.
func (d *Doc) conjoined(i int) bool {
	for _, r := range d.Tokens[i].Readings {
		if r.Before == "" || r.Class == lang.EventLink {
			return false
		}
		if d.Pack.Conjoined(r.Before) {
			return true
		}
	}
	return false
}

func (d *Doc) quoteAt(i int) *Quote {
	k, ok := slices.BinarySearchFunc(d.Quotes, i, func(q Quote, i int) int { return cmp.Compare(q.Open, i) })
	if !ok {
		return nil
	}
	return &d.Quotes[k]
}

// dateAt reports whether an expression of time begins at token i.
func (d *Doc) dateAt(i int) bool {
	_, ok := slices.BinarySearchFunc(d.Dates, i, func(t Time, i int) int { return cmp.Compare(t.From, i) })
	return ok
}
