// Package model holds what the extractor finds and the graph stores: articles,
// statements, the people, organizations and countries in them, and events.
// It imports nothing else of this module.
package model

// Span is a half-open range of bytes [Start, End) of an Article's Text. It
// always begins and ends on a code point boundary.
type Span struct {
	Start, End int
}

// Empty reports whether the span covers no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Mention is a stretch of an article's text that names somebody or something.
// Text is always the exact original, Article.Text[Start:End].
type Mention struct {
	Span
	Text string
}

// Reason is one step of a decision, kept by the code that took it so that it
// can be explained and stored.
type Reason struct {
	Stage string `json:"stage"`          // stage of the pipeline, such as "attribute"
	Rule  string `json:"rule"`           // rule within the stage
	At    string `json:"at,omitempty"`   // where the rule or table row stands: "ar/say.tsv:12"
	Part  string `json:"part,omitempty"` // which part of the rule consumed Text: "cue", "source", …
	Text  string `json:"text,omitempty"` // the exact words consumed
	Note  string `json:"note,omitempty"` // what else mattered: a rival that lost, an agreement that decided
}
