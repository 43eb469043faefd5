// Package text is the only place where an offset is computed. It folds
// spelling variants away, cuts text into tokens and sentences that keep their
// place in the original, and converts between bytes and code points.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold maps spelling variants of a letter to one form. It works rune by rune:
// a rune becomes a string, which is empty for what is dropped (marks, tatweel,
// format characters). It is safe for concurrent use.
type Fold struct {
	bmp   [0x10000]uint16 // rune → itself, or dropped, or many
	multi map[rune]string
}

const (
	dropped = 0
	many    = 0xFFFF // look in multi
)

// NewFold builds a fold from a language's own replacements on top of the
// common rules: compatibility decomposition (presentation forms, full width),
// lower case, and dropping of nonspacing marks and format characters. A
// replacement applies to what the common rules give; an empty one drops the rune.
func NewFold(replace map[rune]string) *Fold {
	f := &Fold{multi: map[rune]string{}}
	var b strings.Builder
	for r := rune(1); r < 0x10000; r++ {
		if r >= 0xD800 && r < 0xE000 {
			continue
		}
		b.Reset()
		for _, d := range norm.NFKD.String(string(r)) {
			d = unicode.ToLower(d)
			if s, ok := replace[d]; ok {
				b.WriteString(s)
			} else if !unicode.In(d, unicode.Mn, unicode.Cf) {
				b.WriteRune(d)
			}
		}
		s := b.String()
		if !isWord(r) && !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Mn, r) {
			if t, ok := replace[r]; ok {
				s = t
			} else {
				s = string(r) // punctuation and space stay what they are
			}
		}
		switch n := utf8.RuneCountInString(s); {
		case n == 0:
			f.bmp[r] = dropped
		case n == 1:
			d, _ := utf8.DecodeRuneInString(s)
			f.bmp[r] = uint16(d)
		default:
			f.bmp[r] = many
			f.multi[r] = s
		}
	}
	return f
}

// AppendFold appends the folded form of s to dst.
func (f *Fold) AppendFold(dst []byte, s string) []byte {
	for _, r := range s {
		if r < 0x80 && f.bmp[r] < 0x80 {
			if c := byte(f.bmp[r]); c != dropped {
				dst = append(dst, c)
			}
			continue
		}
		dst = f.appendRune(dst, r)
	}
	return dst
}

func (f *Fold) appendRune(dst []byte, r rune) []byte {
	if r >= 0x10000 {
		return utf8.AppendRune(dst, unicode.ToLower(r))
	}
	switch d := f.bmp[r]; d {
	case dropped:
		return dst
	case many:
		return append(dst, f.multi[r]...)
	default:
		return utf8.AppendRune(dst, rune(d))
	}
}

// String returns the folded form of s.
func (f *Fold) String(s string) string {
	return string(f.AppendFold(make([]byte, 0, len(s)), s))
}

// Words returns the folded words of s joined by single spaces: letters and
// digits only, so that texts which differ in punctuation, spacing and spelling
// variants compare equal.
func (f *Fold) Words(s string) string {
	return string(f.AppendWords(make([]byte, 0, len(s)), s))
}

// AppendWords appends what Words returns to dst.
func (f *Fold) AppendWords(dst []byte, s string) []byte {
	gap, start := false, len(dst)
	for _, r := range s {
		if !isWord(r) {
			gap = gap || !unicode.In(r, unicode.Cf)
			continue
		}
		n := len(dst)
		if gap && n > start {
			dst = append(dst, ' ')
		}
		m := len(dst)
		if dst = f.appendRune(dst, r); len(dst) == m {
			dst = dst[:n] // nothing is left of it
			continue
		}
		gap = false
	}
	return dst
}

func (f *Fold) rune(r rune) string {
	if r >= 0x10000 {
		return string(unicode.ToLower(r))
	}
	switch d := f.bmp[r]; d {
	case dropped:
		return ""
	case many:
		return f.multi[r]
	default:
		return string(rune(d))
	}
}

// isWord reports whether r can be part of a word or number: letters, marks,
// digits and the tatweel.
func isWord(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	if 0x0620 <= r && r <= 0x0669 { // letters, marks and digits of one block, most of what is read
		return true
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}
