package model

import (
	"strconv"
	"strings"
)

// Shared reports whether articles share the entity: people called by a name of
// several words, organizations, and countries. One-word names, roles without a
// name, groups, documents and unnamed sources belong to their article, since
// nothing says that two articles mean the same one.
func (e *Entity) Shared() bool {
	switch e.Type {
	case Person:
		return e.Named && strings.Contains(e.Folded, " ")
	case Organization:
		return e.Named || strings.Contains(e.Folded, " ")
	case CountryType:
		return true
	}
	return false
}

// SetID gives the entity its identity from its type and folded name (a country:
// its code), and from its article where it is not shared. nth tells apart
// those of one article that have type and name in common; it is 0 for the first.
func (e *Entity) SetID(article ID, nth int) {
	prefix := e.Type.Prefix()
	switch {
	case e.Type == CountryType:
		e.ID = CountryID(e.Country)
	case e.Shared():
		e.ID = NewID(prefix, e.Folded)
	default:
		e.ID = NewID(prefix, string(article), e.Folded, strconv.Itoa(nth))
	}
}

// Prefix returns the prefix of the ids of entities of type t.
func (t EntityType) Prefix() string {
	switch t {
	case Person:
		return PrefixPerson
	case Organization:
		return PrefixOrganization
	case CountryType:
		return PrefixCountry
	case Group:
		return PrefixGroup
	case DocumentType:
		return PrefixDocument
	}
	return PrefixAnonymous
}

// CountryID returns the ID of the country with an ISO 3166-1 alpha-2 code.
func CountryID(code string) ID { return NewID(PrefixCountry, code) }

// OutletID returns the ID of the outlet with a folded name.
func OutletID(folded string) ID { return NewID(PrefixOutlet, folded) }

// TopicID returns the ID of the topic with a folded keyword.
func TopicID(folded string) ID { return NewID(PrefixTopic, folded) }

// Shared reports whether articles share the event: its day, country and head
// words are known.
func (e *Event) Shared() bool {
	return e.Date.Precision() == PrecisionDay && e.Country != "" && e.Head != ""
}

// SetID gives the event its identity from type, day, country and folded head
// words, and from its article and place in the text where it is not shared.
func (e *Event) SetID(article ID) {
	if e.Shared() {
		e.ID = NewID(PrefixEvent, string(e.Type), e.Date.String(), e.Country, e.Head)
		return
	}
	e.ID = NewID(PrefixEvent, string(article), string(e.Type), e.Date.String(), e.Country, e.Head, e.Mention.Text)
}
