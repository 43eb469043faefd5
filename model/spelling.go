package model

import "strings"

// SpelledBefore reports whether, of two spellings of one name, a goes before b:
// in the order of code points, in which a letter with hamza goes before one
// without it (أ before ا), ة before ه, what has no marks before what has, and
// Arabic letters before the Persian ones of the same shape; but with ى after all
// others, since many write it for ي at the end of a word and few do the reverse.
// So the name that is shown does not depend on the order of loading, and is most
// often the careful one.
func SpelledBefore(a, b string) bool { return spellingKey(a) < spellingKey(b) }

// The letter that goes last, and what stands in its place when spellings are
// compared: no character, so that it is in no name.
const (
	SpelledLast = "\u0649"
	LastLetter  = "\uffff"
)

func spellingKey(s string) string { return strings.ReplaceAll(s, SpelledLast, LastLetter) }
