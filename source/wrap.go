package source

import (
	"unicode/utf8"
)

// maxWrapped is the longest line, in code points, of a text whose lines are
// wrapped; minWrapped is the least that its longest line has.
const (
	maxWrapped = 120
	minWrapped = 40
)

// unwrap joins the lines of paragraphs where a text is wrapped at a fixed
// width, with blank lines between paragraphs.
func (s *scanner) unwrap(lines []line) []line {
	if !s.wrapped(lines) {
		return lines
	}
	return join(lines)
}

// wrapped reports whether most lines of prose are nearly as long as the
// longest, none is long, and few of those end a sentence.
func (s *scanner) wrapped(lines []line) bool {
	longest, n := 0, 0
	for _, l := range lines {
		if l.kind != prose {
			continue
		}
		if l.End-l.Start > 4*maxWrapped {
			return false
		}
		n++
		longest = max(longest, utf8.RuneCountInString(s.text[l.Start:l.End]))
	}
	if n < 6 || longest > maxWrapped || longest < minWrapped {
		return false
	}
	full, stops := 0, 0
	for _, l := range lines {
		if l.kind == prose && utf8.RuneCountInString(s.text[l.Start:l.End])*4 >= longest*3 {
			full++
			if l.stop {
				stops++
			}
		}
	}
	return full*2 > n && stops*3 < full
}

// join makes one line of each run of lines of prose.
func join(lines []line) []line {
	out := lines[:0:0]
	for _, l := range lines {
		if n := len(out); n > 0 && l.kind == prose && out[n-1].kind == prose {
			out[n-1].End, out[n-1].stop = l.End, l.stop
			out[n-1].words += l.words
			continue
		}
		out = append(out, l)
	}
	return out
}
