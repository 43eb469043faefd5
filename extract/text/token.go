package text

import (
	"unicode"
	"unicode/utf8"

	"qawl/model"
)

// TokenKind tells what a token is made of.
type TokenKind uint8

// The kinds of tokens.
const (
	Word   TokenKind = iota // begins with a letter
	Number                  // begins with a digit
	Punct                   // a punctuation mark, or a run of the same one (…, --)
	Symbol                  // any other rune
)

// Token is a word, number or mark with its place in the original text.
type Token struct {
	model.Span
	Fold  string // folded form; empty where everything is dropped
	Kind  TokenKind
	Space bool // white space or the block's start stands before it
	Line  bool // a line break or the block's start stands before it
}

// Tokens appends the tokens of src[span] to dst, in order. Every byte that is
// not white space or a format character at a token's edge belongs to exactly one token.
func (f *Fold) Tokens(dst []Token, src string, span model.Span) []Token {
	return f.TokensInterned(dst, src, span, func(b []byte) string { return string(b) })
}

// TokensInterned is Tokens with the folded forms of words and numbers made by
// intern, which may return the same string for the same bytes and must not keep them.
func (f *Fold) TokensInterned(dst []Token, src string, span model.Span, intern func([]byte) string) []Token {
	space, line := true, true
	buf := make([]byte, 0, 64)
	for i := span.Start; i < span.End; {
		r, n := utf8.DecodeRuneInString(src[i:span.End])
		switch {
		case isWord(r):
		case unicode.IsSpace(r):
			space = true
			line = line || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029'
			i += n
			continue
		case unicode.Is(unicode.Cf, r), r == '\ufeff':
			i += n
			continue
		}
		t := Token{Span: model.Span{Start: i, End: i + n}, Space: space, Line: line}
		switch {
		case isWord(r):
			t.Kind = Word
			digit := unicode.IsDigit(r)
			if digit {
				t.Kind = Number
			}
			t.End = wordEnd(src, i+n, span.End, digit)
			buf = f.AppendFold(buf[:0], src[t.Start:t.End])
			t.Fold = intern(buf)
		case unicode.IsPunct(r):
			t.Kind = Punct
			if r == '.' || r == '-' || r == '\'' || r == '!' || r == '?' {
				for t.End < span.End && src[t.End] == byte(r) {
					t.End++
				}
			}
			t.Fold = src[t.Start:t.End]
		default:
			t.Kind = Symbol
			t.Fold = src[t.Start:t.End]
		}
		dst = append(dst, t)
		i, space, line = t.End, false, false
	}
	return dst
}

// wordEnd returns where the word or number that continues at i ends. A word
// and a number that touch are cut apart (ل31 is two tokens), marks and format
// characters inside stay inside.
func wordEnd(src string, i, end int, digit bool) int {
	last := i
	for i < end {
		r, n := utf8.DecodeRuneInString(src[i:end])
		switch {
		case isWord(r):
			if unicode.IsDigit(r) != digit && !unicode.IsMark(r) {
				return last
			}
			i += n
			last = i
		case unicode.Is(unicode.Cf, r) && r != '\ufeff':
			i += n // kept only if the word goes on
		default:
			return last
		}
	}
	return last
}

// SkipFolded returns the byte offset within src[span] after the first n code
// points of its folded form: where a stem starts behind a clitic whose folded
// form has n code points. A rune that folds to nothing goes with what precedes it.
func (f *Fold) SkipFolded(src string, span model.Span, n int) int {
	i := span.Start
	for i < span.End {
		r, w := utf8.DecodeRuneInString(src[i:span.End])
		k := utf8.RuneCountInString(f.rune(r))
		if k > 0 && n <= 0 {
			break
		}
		n -= k
		i += w
	}
	return i
}

// CutFolded returns src's span without the last n code points of its folded
// form: a stem before an enclitic.
func (f *Fold) CutFolded(src string, span model.Span, n int) model.Span {
	for span.End > span.Start && n > 0 {
		r, w := utf8.DecodeLastRuneInString(src[span.Start:span.End])
		n -= utf8.RuneCountInString(f.rune(r))
		span.End -= w
	}
	return span
}

// FirstWord appends the folded form of the first word or number of span to dst
// and tells which of both it is; found is false where there is neither.
func (f *Fold) FirstWord(dst []byte, src string, span model.Span) (word []byte, kind TokenKind, found bool) {
	for i := span.Start; i < span.End; {
		r, n := utf8.DecodeRuneInString(src[i:span.End])
		if !isWord(r) {
			i += n
			continue
		}
		digit := unicode.IsDigit(r)
		end := wordEnd(src, i+n, span.End, digit)
		if dst = f.AppendFold(dst, src[i:end]); len(dst) > 0 {
			if digit {
				return dst, Number, true
			}
			return dst, Word, true
		}
		i = end
	}
	return dst, Symbol, false
}

// LastWord appends the folded form of the last word of span to dst.
func (f *Fold) LastWord(dst []byte, src string, span model.Span) []byte {
	end := span.End
	for end > span.Start {
		r, n := utf8.DecodeLastRuneInString(src[span.Start:end])
		if isWord(r) {
			break
		}
		end -= n
	}
	start := end
	for start > span.Start {
		r, n := utf8.DecodeLastRuneInString(src[span.Start:start])
		if !isWord(r) && !unicode.Is(unicode.Cf, r) {
			break
		}
		start -= n
	}
	return f.AppendFold(dst, src[start:end])
}

// CountWords counts the runs between white space in span that hold a letter,
// digit or any other code point beyond ASCII.
func CountWords(src string, span model.Span) int {
	n := 0
	in := false
	for i := span.Start; i < span.End; i++ {
		switch c := src[i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			in = false
		case !in && (c >= 0x80 || isWord(rune(c))):
			in = true
			n++
		}
	}
	return n
}
