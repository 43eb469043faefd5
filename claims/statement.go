// Package claims finds which statements of different articles are the same
// claim: one utterance about one point, told whole, shortened, reworded or
// translated anew.
//
// A pair of statements gets a score from the two statements and the pack's
// tables alone (Comparer). Statements are joined within the connected
// components of the pairs that an index proposes (Index, Cluster), ties broken by
// identifier, so that the result does not depend on the order in which they come.
package claims

import "qawl/model"

// Statement is what the comparison reads of a statement.
type Statement struct {
	ID      string
	Article string
	Outlet  string
	Date    model.Date // the day of the article or of the utterance
	Part    model.Part // "" where unknown
	Start   int        // code points before it in its article, 0 where unknown
	Kind    model.Kind // "" where unknown
	Text    string     // the content, quotation marks included
	Stance  model.Stance

	Speaker        string // the speaker's name, "" where unknown
	SpeakerID      string // the speaker's entity, "" where unknown
	SpeakerType    model.EntityType
	SpeakerCountry string // ISO 3166-1 alpha-2 code of the country that the speaker is or represents
	SpeakerImplied bool   // the subject is dropped or a pronoun, so that who it is may be wrong
	Reports        string // identifier of the statement that this one reports (a statement within a statement)
}
