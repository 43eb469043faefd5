package extract

import (
	"strings"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// Doc is one article on its way through the stages. Each stage reads what
// earlier ones gave and adds its own. Positions within it are token indices,
// half open; bytes appear only where a model.Span is made.
type Doc struct {
	Article   *model.Article
	Pack      *lang.Pack
	Tokens    []Token    // of all blocks, in text order
	Sentences []Sentence // in text order, together covering all tokens
	Quotes    []Quote    // by opening mark
	Places    []Place    // countries and places, by first token
	Bylines   []Place    // places that datelines in the article's bylines name; their ranges are empty
	Dates     []Time     // expressions of time, by first token
	Names     []Name     // noun phrases that name somebody, by first token, not overlapping
	Inner     []Name     // names within those: who the minister is that the adviser advises

	Statements []*Statement // by first token of content
	Entities   []model.Entity
	Events     []model.Event

	Out     *model.Document // set by assemble
	grammar *grammar
	words   *lang.Words     // shared with other articles
	memory  *memory         // set by Extract
	forms   map[string]bool // folded words of the article, made when first asked for
}

// Token is a token with what the pack knows about it.
type Token struct {
	text.Token
	*lang.Word // never nil; without readings where the pack does not know it
	Sentence   int
}

// Range is a half-open range of tokens.
type Range struct {
	From, To int
}

// Len returns the number of tokens.
func (r Range) Len() int { return r.To - r.From }

// Contains reports whether token i is in r.
func (r Range) Contains(i int) bool { return r.From <= i && i < r.To }

// Covers reports whether all of s is in r.
func (r Range) Covers(s Range) bool { return r.From <= s.From && s.To <= r.To }

// Overlaps reports whether r and s share a token.
func (r Range) Overlaps(s Range) bool { return r.From < s.To && s.From < r.To }

// Sentence is a sentence or a headline.
type Sentence struct {
	Range
	Block int // index into Article.Blocks
	Part  model.Part
}

// Quote is a stretch between quotation marks.
type Quote struct {
	Range           // the tokens inside, without the marks
	Open, Close int // tokens of the marks; Close is -1 where none was found
	Depth       int // 0 for an outermost one
	Next        int // index of the quotation that goes on in the next paragraph, -1 for none
}

// Place is a mention of a country, or of a place within one.
type Place struct {
	Range
	Mention model.Mention // without clitics
	Code    string        // ISO 3166-1 alpha-2
	Kind    PlaceKind
	Row     *lang.Row
}

// PlaceKind tells how a country is named.
type PlaceKind uint8

// The kinds of places.
const (
	ByName PlaceKind = iota
	ByNisba
	ByCapital
	ByCity
	ByMetonym // an institution or building that stands for the state
)

// Time is an expression of time, resolved against the article's date.
type Time struct {
	Range
	Mention model.Mention
	Date    model.Date
	Origin  model.Date // the day of what it is counted from and stands behind it: "بعد يومين من الهجوم"
	Row     *lang.Row
}

// Name is a noun phrase that names somebody: a person with or without a title,
// an organization, a group, a state, an unnamed source, a document.
type Name struct {
	Range                          // the longest noun phrase with its title, without a relative clause
	Type          model.EntityType // the best guess
	Proper        Range            // the proper name within it, empty where there is none
	Role          Range            // title and what completes it, empty where there is none
	Country       string           // code of the country that a nisba or name in it gives, "" if none
	lang.Features                  // of the head
	Head          lang.Reading     // the head noun's reading: title, organization, unnamed source, …; Entry nil where there is none
	Lead          lang.Reading     // proclitics of its first word (Before, Prep); its entry does not matter
	Words         []string         // folded words of Proper, without proclitics
	Alias         []string         // folded words of another name in brackets behind it
	Prep          bool             // a preposition is written together with its first word: لموسكو
	Rule          string           // which rule of the stage made it
	Entity        model.Ref        // who that is, set by resolve; NoRef before
}

// Statement is a statement on its way: positions are tokens.
type Statement struct {
	Rule       string
	Kind       model.Kind
	Part       model.Part
	Cue        Range        // empty where none
	Verb       lang.Reading // the reading of the cue's head word; Entry nil where there is no cue
	Content    []Range      // the content, without the marks where direct
	Source     int          // index into Names of the mention with this cue, -1 where dropped or pronoun
	Via        []int        // indices into Names, nearest to the speaker first
	Addressee  int          // index into Names, -1 for none
	Inside     *Statement   // the statement that this one stands in
	Confidence float64
	Reasons    []model.Reason

	Speaker model.Ref   // set by resolve
	ViaRefs []model.Ref // set by resolve
	To      model.Ref   // set by resolve
}

// Span returns the bytes that a range of tokens covers, from its first token to its last.
func (d *Doc) Span(r Range) model.Span {
	if r.To <= r.From {
		return model.Span{}
	}
	return text.Cover(d.Tokens[r.From].Span, d.Tokens[r.To-1].Span)
}

// Mention returns the exact text that a range of tokens covers.
func (d *Doc) Mention(r Range) model.Mention { return text.Slice(d.Article.Text, d.Span(r)) }

// Stem returns the mention of token i without the clitics of reading r, such as
// موسكو in لموسكو. The article is kept: it is part of the name.
func (d *Doc) Stem(r Range, reading lang.Reading) model.Mention {
	return text.Slice(d.Article.Text, d.Pack.Stem(d.Article.Text, d.Span(r), reading))
}

// Phrase reports where the entry of reading r, whose first word is token i,
// ends: the token after its last word. Where an article makes the first word
// definite, the others may have one as well (الكوري الشمالي is كوري شمالي).
func (d *Doc) Phrase(i int, r lang.Reading) (end int, ok bool) {
	end = i + 1
	for _, w := range r.Rest {
		for end < len(d.Tokens) && d.Tokens[end].Kind == text.Punct && d.Tokens[end].Fold == "-" {
			end++
		}
		if end >= len(d.Tokens) || d.Tokens[end].Sentence != d.Tokens[i].Sentence || !d.sameWord(d.Tokens[end].Fold, w, r.Definite) {
			return i, false
		}
		end++
	}
	return end, true
}

// sameWord reports whether a folded word of the text is w, or w with an article
// where that is allowed.
func (d *Doc) sameWord(fold, w string, article bool) bool {
	return fold == w || article && len(fold) > len(w) && strings.HasSuffix(fold, w) && d.Pack.IsArticle(fold[:len(fold)-len(w)])
}

// Find returns the longest phrase in class c that begins at token i.
func (d *Doc) Find(i int, c lang.Class) (r lang.Reading, end int, ok bool) {
	if i < 0 || i >= len(d.Tokens) || !d.Tokens[i].Is(c) {
		return r, i, false
	}
	for _, r := range d.Tokens[i].Readings {
		if r.Class&c == 0 {
			continue
		}
		if end, ok := d.Phrase(i, r); ok {
			return r, end, true
		}
	}
	return r, i, false
}

// newDoc makes the working form of an article.
func newDoc(a *model.Article, words *lang.Words, pack *lang.Pack) *Doc {
	return &Doc{Article: a, Pack: pack, words: words, Out: &model.Document{Article: a}}
}

// Has reports whether a folded word stands in the article, as a token of its own.
func (d *Doc) Has(fold string) bool {
	if d.forms == nil {
		d.forms = make(map[string]bool, len(d.Tokens)/2)
		for i := range d.Tokens {
			d.forms[d.Tokens[i].Fold] = true
		}
	}
	return d.forms[fold]
}
