package cli

import (
	"strings"

	"github.com/rivo/uniseg"
)

// width is the number of terminal columns that s takes. Combining marks and
// joiners take none, wide characters two.
func width(s string) int { return uniseg.StringWidth(s) }

// cut ends what did not fit.
const cut = "…"

// snip cuts s to n columns, between characters as people see them.
func snip(s string, n int) string {
	if width(s) <= n {
		return s
	}
	at, used := 0, 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if used+g.Width() > n-width(cut) {
			break
		}
		used += g.Width()
		_, at = g.Positions()
	}
	return strings.TrimRight(s[:at], " ") + cut
}

// wrap breaks s between words into lines of at most n columns; a word that is
// longer has a line of its own, which is longer.
func wrap(s string, n int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(s) {
		w := width(word)
		if line != "" && used+1+w > n {
			lines = append(lines, line)
			line, used = "", 0
		}
		if line != "" {
			line += " "
			used++
		}
		line += word
		used += w
	}
	return append(lines, line)
}

// pad fills s with blanks to n columns, before it or behind it.
func pad(s string, n int, before bool) string {
	blanks := strings.Repeat(" ", max(0, n-width(s)))
	if before {
		return blanks + s
	}
	return s + blanks
}
