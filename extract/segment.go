package extract

import (
	"slices"
	"unicode/utf8"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// maxSentence is the length in tokens from which a sentence is cut at its next
// mark, and at twice the length anywhere. Sentences of news are shorter by far;
// the bound keeps the work on a text without full stops linear in its length.
const maxSentence = 500

// maxClosers bounds the closing marks that are looked at behind a full stop.
const maxClosers = 4

// bytesPerToken is a little less than what a token and the space before it take
// in text of letters of two bytes.
const bytesPerToken = 9

// segment cuts the article's blocks into tokens and sentences and looks every
// word up. A sentence ends at a full stop, question or exclamation mark, not
// within a number or behind a single letter; marks that close a quotation or
// bracket go with the sentence that they close. A line break ends one only in a
// text that has no blocks: within a block, lines are wrapped.
func segment(d *Doc) error {
	wrapped := len(d.Article.Blocks) > 0
	if !wrapped {
		d.Article.Blocks = []model.Block{{Span: model.Span{End: len(d.Article.Text)}, Part: model.PartBody}}
	}
	m := d.memory
	if m == nil {
		m = &memory{}
	}
	d.Tokens = slices.Grow(m.tokens[:0], len(d.Article.Text)/bytesPerToken)
	toks := m.block
	words := m.looked // of the words and numbers of a block, in order
	defer func() { m.block, m.looked = toks, words }()
	intern := func(fold []byte) string {
		w := d.words.OfBytes(fold)
		words = append(words, w)
		return w.Form
	}
	for b, block := range d.Article.Blocks {
		words = words[:0]
		toks = d.Pack.Fold.TokensInterned(toks[:0], d.Article.Text, block.Span, intern)
		next := 0
		first := len(d.Tokens)
		for i, t := range toks {
			if n := len(d.Tokens) - first; n > 0 && (t.Line && !wrapped || endsSentence(toks, i) || n >= maxSentence && (toks[i-1].Kind == text.Punct || n >= 2*maxSentence)) {
				d.closeSentence(first, b, block.Part)
				first = len(d.Tokens)
			}
			var w *lang.Word
			if t.Kind == text.Word || t.Kind == text.Number {
				w = words[next]
				next++
			} else {
				w = d.words.Of(t.Fold)
			}
			d.Tokens = append(d.Tokens, Token{Token: t, Word: w, Sentence: len(d.Sentences)})
		}
		if len(d.Tokens) > first {
			d.closeSentence(first, b, block.Part)
		}
	}
	return nil
}

func (d *Doc) closeSentence(first, block int, part model.Part) {
	d.Sentences = append(d.Sentences, Sentence{Range{first, len(d.Tokens)}, block, part})
}

// endsSentence reports whether a sentence ends before token i.
func endsSentence(toks []text.Token, i int) bool {
	j := i - 1
	for j > 0 && j > i-1-maxClosers && isCloser(toks[j].Fold) && !toks[j].Space {
		j--
	}
	if j < 0 || isCloser(toks[i].Fold) && !toks[i].Space {
		return false
	}
	switch toks[j].Fold {
	case "?", "!", "؟":
		return true
	case ".":
		// A full stop within a number (3.5) or an abbreviation (د.علي, U.S.)
		// is followed by no space; one behind a single letter abbreviates too.
		if !toks[i].Space {
			return j > 0 && j == i-1 && runsOn(toks[j-1]) && runsOn(toks[i])
		}
		return j == 0 || utf8.RuneCountInString(toks[j-1].Fold) != 1 || toks[j-1].Kind != text.Word
	}
	return false
}

// runsOn reports whether t is a word that is no part of an abbreviation or an
// address: long enough and not of ASCII letters. Between two such words a full
// stop ends a sentence even if no space follows it.
func runsOn(t text.Token) bool {
	return t.Kind == text.Word && len(t.Fold) >= 6 && t.Fold[0] >= 0x80 && t.Fold[len(t.Fold)-1] >= 0x80
}

func isCloser(s string) bool {
	switch s {
	case `"`, "”", "»", "’", "'", "''", ")", "]":
		return true
	}
	return false
}
