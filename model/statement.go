package model

// Kind tells how a statement's content is rendered.
type Kind string

// The kinds of statements: all of the content in quotation marks; the
// reporter's paraphrase with quoted fragments; paraphrase alone.
const (
	Direct   Kind = "direct"
	Mixed    Kind = "mixed"
	Indirect Kind = "indirect"
)

// Stance is what a cue says about the content beside that it was said.
type Stance string

// The stances of cues.
const (
	Neutral  Stance = "neutral"
	Claims   Stance = "claims"
	Denies   Stance = "denies"
	Admits   Stance = "admits"
	Warns    Stance = "warns"
	Demands  Stance = "demands"
	Promises Stance = "promises"
	Praises  Stance = "praises"
	Condemns Stance = "condemns"
	Accuses  Stance = "accuses"
	Asks     Stance = "asks"
)

// Stances lists all stances.
func Stances() []Stance {
	return []Stance{Neutral, Claims, Denies, Admits, Warns, Demands, Promises, Praises, Condemns, Accuses, Asks}
}

// Ref points to an entity of the same Document: an index into its Entities.
type Ref int

// NoRef is the Ref that points to nobody.
const NoRef Ref = -1

// Statement is what a source is reported to have said, written, announced or
// asked, under one cue.
type Statement struct {
	ID       ID // article, folded content, how manieth of that content
	Part     Part
	Kind     Kind
	Spans    []Span // the content
	Sentence Span   // the sentences that hold it, as context

	Cue    *Mention // nil where only a colon or nothing marks it
	Lemma  string   // the cue's lemma as in the language pack, "" without a cue
	Stance Stance

	SpeakerMention *Mention // the words that stand with this cue; nil where dropped or a pronoun
	Speaker        Ref      // who that is; NoRef if it can't be known
	Via            []Ref    // through whom the words reached the article, nearest to the speaker first
	Addressee      Ref
	Inside         int  // index of the statement that this one stands in, -1 for none
	SaidOn         Date // when it was said, unknown if zero

	Confidence float64 // 0 to 1
	Rule       string  // the attribution rule that made it
	Reasons    []Reason
}

// EntityType is the type of somebody who speaks, is spoken to or through, or
// is mentioned.
type EntityType string

// The types of entities.
const (
	Person       EntityType = "person"
	Organization EntityType = "organization"
	CountryType  EntityType = "country" // a state, also named by its capital
	Group        EntityType = "group"   // people in plural
	Anonymous    EntityType = "anonymous"
	DocumentType EntityType = "document" // a report, law or communiqué with nobody behind it
)

// Entity is somebody or something named in an article, with all its mentions.
type Entity struct {
	ID       ID
	Type     EntityType
	Name     string // the fullest name that the article gives, without titles
	Folded   string // Name as the language folds it, for search and identity
	Named    bool   // a person called by name, not only by role
	Role     string // the role's exact words, "" if none
	Country  string // ISO 3166-1 alpha-2 code of the country it is, represents or belongs to, "" if unknown
	IssuedBy Ref    // who issued a document, NoRef if unknown or none
	Mentions []Mention
	Reasons  []Reason
}

// Country is a country named in an article.
type Country struct {
	Code     string // ISO 3166-1 alpha-2, and XK
	Name     string // in the article's language
	Mentions []Mention
}

// EventType is the type of an event.
type EventType string

// EventTypes lists all event types.
func EventTypes() []EventType {
	return []EventType{"meeting", "visit", "call", "conference", "agreement", "election", "protest", "attack", "conflict", "exercise",
		"weapon-test", "sanction", "trial", "arrest", "appointment", "ceremony", "disaster", "accident", "sport", "release", "other"}
}

// Event is a happening that an article reports, located in time or place.
type Event struct {
	ID       ID
	Mention  Mention
	Type     EventType
	Date     Date
	Country  string // ISO 3166-1 alpha-2 code of where it took place, "" if unknown
	Head     string // folded head words, part of its identity
	Involves []Ref
	Reasons  []Reason
}

// Document is everything that was found in one article.
type Document struct {
	Article     *Article
	Entities    []Entity // in order of first mention
	Statements  []Statement
	Countries   []Country
	Events      []Event
	Fingerprint string // text, extractor version, pack and options: equal means nothing changed
}
