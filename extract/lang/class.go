package lang

import "strings"

// Class is a set of word classes, one bit each. A class is a table of the
// pack: what it means to the stages is fixed here, which words are in it is the
// pack's business. A pack may leave out what its language does not have.
type Class uint64

// The classes of words.
const (
	Say         Class = 1 << iota // verbs of saying: principal parts, frames, stance
	SayNoun                       // nouns of saying: call, denial, statement
	According                     // phrases that name a source: according to
	That                          // complementisers
	Pronoun                       // pronouns and relative words
	Title                         // offices, ranks, professions, honorifics
	Org                           // head nouns of organizations: ministry, party, company
	OrgName                       // names of organizations: agencies, parties, bodies
	Given                         // given names
	Particle                      // particles within names: bin, al-, van, de
	CountryName                   // countries by name, capital or metonym
	Nisba                         // adjectives and demonyms of countries
	City                          // cities and regions with their country
	Month                         // months
	Weekday                       // weekdays
	Time                          // relative expressions of time: yesterday, last, ago
	NumberWord                    // number words
	EventNoun                     // nouns of events, with their types
	Collective                    // people in plural: activists, protesters
	Unnamed                       // unnamed sources: source, official, witness
	Media                         // what carries words: statement, letter, interview, tweet
	Function                      // function words: prepositions, conjunctions, negation, …
	NotName                       // common words that never begin or continue a name
	Aside                         // phrases of the reporter that end reported content
	Outlet                        // outlets and agencies
	Region                        // continents and regions that are not countries
	Kin                           // kinship: wife, son, brother
	Name                          // surnames and foreign names that are not given names
	Verb                          // verbs that are not of saying, to see where a subject ends
	Adjective                     // adjectives that go with offices, organizations and sources
	PlaceWord                     // words that stand before the name of a place: city, in, north
	EventLink                     // words within or before the noun phrase of an event
	EventVerb                     // verbs whose clause denotes an event
	classEnd
)

// files maps each class to its table's file name.
var files = [...]struct {
	Class Class
	File  string
}{
	{Say, "say"}, {SayNoun, "say-noun"}, {According, "according"}, {That, "that"}, {Pronoun, "pronoun"},
	{Title, "title"}, {Org, "org"}, {OrgName, "org-name"}, {Given, "given"}, {Particle, "particle"},
	{CountryName, "country"}, {Nisba, "nisba"}, {City, "city"}, {Month, "month"}, {Weekday, "weekday"},
	{Time, "time"}, {NumberWord, "number"}, {EventNoun, "event"}, {Collective, "collective"},
	{Unnamed, "unnamed"}, {Media, "media"}, {Function, "function"}, {NotName, "not-name"},
	{Aside, "aside"}, {Outlet, "outlet"}, {Region, "region"}, {Kin, "kin"}, {Name, "name"}, {Verb, "verb"},
	{Adjective, "adjective"}, {PlaceWord, "place"}, {EventLink, "event-link"}, {EventVerb, "event-verb"},
}

// String names the classes by their tables.
func (c Class) String() string {
	var names []string
	for _, f := range files {
		if c&f.Class != 0 {
			names = append(names, f.File)
		}
	}
	return strings.Join(names, "+")
}

// ParseClass returns the class whose table has the given name.
func ParseClass(name string) (Class, bool) {
	for _, f := range files {
		if f.File == name {
			return f.Class, true
		}
	}
	return 0, false
}
