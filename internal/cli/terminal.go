package cli

import (
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/term"
)

// Terminal is where results (Out) and everything else (Err) go.
type Terminal struct {
	In       io.Reader
	Out, Err io.Writer
	InTTY    bool // In, Out, Err are terminals
	OutTTY   bool
	ErrTTY   bool
	Width    int  // columns of Out when that is a terminal, else 0: unbounded
	Color    bool // bold and dim may be used on Out
}

// System is the process's terminal. NO_COLOR, TERM=dumb and COLUMNS are honoured.
func System() *Terminal {
	isTTY := func(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
	t := &Terminal{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, InTTY: isTTY(os.Stdin), OutTTY: isTTY(os.Stdout), ErrTTY: isTTY(os.Stderr)}
	if t.OutTTY {
		t.Width = columns(os.Stdout)
		t.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return t
}

// columns is the width of a terminal; 80 where it does not tell.
func columns(f *os.File) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
		return w
	}
	return 80
}

// Password asks for a password without showing it.
func (t *Terminal) Password(prompt string) (string, error) {
	io.WriteString(t.Err, prompt)
	defer io.WriteString(t.Err, "\n")
	f, ok := t.In.(*os.File)
	if !ok {
		return "", io.ErrUnexpectedEOF
	}
	b, err := term.ReadPassword(int(f.Fd()))
	return string(b), err
}

// Bold and Dim mark a stretch where the terminal can.
func (t *Terminal) Bold(s string) string { return t.paint("1", s) }

// Dim marks what is of less weight.
func (t *Terminal) Dim(s string) string { return t.paint("2", s) }

func (t *Terminal) paint(code, s string) string {
	if !t.Color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// Clean makes text from elsewhere safe to show on one line: line breaks and
// tabs become spaces, other control characters (a terminal obeys them) and
// marks of direction (they turn around what stands after the text) go.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || isDirection(r) || r == '\ufeff':
			return -1
		}
		return r
	}, s)
}

func isDirection(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }

// The marks that keep a stretch of text apart from what stands around it: its
// direction is that of its own first letter (Unicode Bidirectional Algorithm,
// explicit directional isolates).
const (
	isolate        = "\u2068"
	isolateAsRight = "\u2067" // the direction is right to left whatever comes first
	endIsolate     = "\u2069"
)

// Isolate keeps right-to-left text on a terminal from pulling its neighbours
// into its direction. Files and pipes get the text as it is.
func (t *Terminal) Isolate(s string) string {
	if !t.OutTTY || !hasRTL(s) {
		return s
	}
	return isolate + s + endIsolate
}

// isolateRTL is Isolate for a line of a right-to-left paragraph, which may
// itself begin with a Latin name or a number.
func (t *Terminal) isolateRTL(s string) string {
	if !t.OutTTY {
		return s
	}
	return isolateAsRight + s + endIsolate
}

// hasRTL reports whether s has a letter of a script that is written from right
// to left.
func hasRTL(s string) bool {
	return strings.ContainsFunc(s, isRTL)
}

// startsRTL reports whether the first letter of s is written from right to left.
func startsRTL(s string) bool {
	i := strings.IndexFunc(s, unicode.IsLetter)
	if i < 0 {
		return false
	}
	for _, r := range s[i:] {
		return isRTL(r)
	}
	return false
}

func isRTL(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) && unicode.IsLetter(r)
}
