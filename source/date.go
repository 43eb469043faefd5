package source

import (
	"strconv"
	"strings"
	"time"

	"qawl/extract/text"
	"qawl/model"
)

// dateLine recognises a line that gives a date from word i on, and nothing
// else than what stands around dates (weekday, time of day, zone, labels).
// Where other words follow a date that begins the line, the line is dated but
// not pure: pages repeat the headline there.
func (s *scanner) dateLine(l *line, i int) bool {
	d, from, to := s.findDate(i)
	if d.IsZero() {
		return false
	}
	k := i
	for k < len(s.word) {
		if s.word[k] >= from && s.word[k] < to {
			k++
			continue
		}
		n := s.around(k)
		if n == 0 {
			break
		}
		k += n
	}
	switch rest := len(s.word) - k; {
	case rest == 0, rest*6 <= len(s.word) && s.word[k] >= to && !l.stop: // a city's time that no table knows
		l.pure = true
	case s.word[k] < to || k-i < 3 || i > 0:
		return false
	default:
		l.value = model.Span{Start: s.toks[s.word[k]].Start, End: l.End}
	}
	l.kind, l.date = dated, d
	return true
}

// around returns how many words at k may stand beside a date.
func (s *scanner) around(k int) int {
	t := s.toks[s.word[k]]
	if t.Kind == text.Number {
		return 1
	}
	_, n := s.match(k, dateWord, dateOf, ordinal, weekday, month, dateLabel, updateLabel)
	return n
}

// findDate returns the first full date at or behind word i, and the tokens
// that it covers.
func (s *scanner) findDate(i int) (d model.Date, from, to int) {
	for k := i; k < len(s.word); k++ {
		at := s.word[k]
		if s.toks[at].Kind == text.Number {
			if d, to = s.numeric(at); d.IsZero() {
				d, to = s.dayMonthYear(k)
			}
		} else if d.IsZero() {
			d, to = s.monthDayYear(k)
		}
		if !d.IsZero() {
			return d, at, to
		}
	}
	return model.Date{}, 0, 0
}

// number returns the value of the number token at t and its digits.
func (s *scanner) number(t int) (n, digits int) {
	if t >= len(s.toks) || s.toks[t].Kind != text.Number {
		return 0, 0
	}
	f := s.toks[t].Fold
	n, err := strconv.Atoi(f)
	if err != nil {
		return 0, 0
	}
	return n, len(f)
}

// numeric reads 2015-07-25, 2015/7/25, 25/07/2015, 25.7.2015, 25-07-15 at token t.
func (s *scanner) numeric(t int) (model.Date, int) {
	if t+4 >= len(s.toks) {
		return model.Date{}, 0
	}
	m1, m2 := s.toks[t+1].Fold, s.toks[t+3].Fold
	// The tatweel, which folds to nothing, may stand for a dash.
	if m1 != m2 || m1 != "-" && m1 != "/" && m1 != "." && m1 != "" {
		return model.Date{}, 0
	}
	a, na := s.number(t)
	b, nb := s.number(t + 2)
	c, nc := s.number(t + 4)
	if na == 0 || nb == 0 || nc == 0 || nb > 2 {
		return model.Date{}, 0
	}
	switch {
	case na == 4 && nc <= 2:
		return valid(a, b, c), t + 5
	case na <= 2 && nc == 4:
		return dayFirst(a, b, c), t + 5
	case na <= 2 && nc == 2 && m1 != ".":
		return dayFirst(a, b, 2000+c), t + 5
	}
	return model.Date{}, 0
}

// dayFirst reads day, month, year; where the month can't be one, the first
// two are the other way round.
func dayFirst(day, month, year int) model.Date {
	if d := valid(year, month, day); !d.IsZero() {
		return d
	}
	return valid(year, day, month)
}

// valid returns the date if it is one that a news article can have.
func valid(year, month, day int) model.Date {
	d := model.Date{Year: year, Month: month, Day: day}
	if year < 1900 || year > 2100 || month < 1 || day < 1 || !d.Valid() {
		return model.Date{}
	}
	return d
}

// dayMonthYear reads "16th, August 2023", "5 month/other name of it, 2010" at word k.
func (s *scanner) dayMonthYear(k int) (model.Date, int) {
	day, n := s.number(s.word[k])
	if n == 0 || n > 2 {
		return model.Date{}, 0
	}
	k++
	if k < len(s.word) {
		if _, n := s.match(k, ordinal); n == 1 && !s.toks[s.word[k]].Space {
			k++
		}
		_, n := s.match(k, dateOf)
		k += n
	}
	m, k := s.months(k)
	if m == 0 || k >= len(s.word) {
		return model.Date{}, 0
	}
	year, n := s.number(s.word[k])
	if n != 4 {
		return model.Date{}, 0
	}
	return valid(year, m, day), s.word[k] + 1
}

// monthDayYear reads "August 16, 2023" at word k.
func (s *scanner) monthDayYear(k int) (model.Date, int) {
	m, k := s.months(k)
	if m == 0 || k+1 >= len(s.word) {
		return model.Date{}, 0
	}
	day, n := s.number(s.word[k])
	year, w := s.number(s.word[k+1])
	if n == 0 || n > 2 || w != 4 {
		return model.Date{}, 0
	}
	return valid(year, m, day), s.word[k+1] + 1
}

// months reads one month, or the same month in two systems, at word k.
func (s *scanner) months(k int) (m, next int) {
	p, n := s.match(k, month)
	if n == 0 {
		return 0, k
	}
	m = p.month
	for k += n; ; k += n {
		p, n = s.match(k, month)
		if n == 0 || p.month != m {
			return m, k
		}
	}
}

// dateOf reads a date from a metadata field: ISO 8601, RFC 822 and the forms
// of date lines, or seconds or milliseconds since 1970.
func (v *vocab) dateOf(value string) model.Date {
	value = strings.TrimSpace(value)
	if value == "" {
		return model.Date{}
	}
	if n, err := strconv.ParseInt(value, 10, 64); err == nil {
		switch {
		case len(value) == 8:
			return valid(int(n)/10000, int(n)/100%100, int(n)%100)
		case n > 1e11 && n < 5e12:
			return model.DateOf(time.UnixMilli(n).UTC())
		case n > 1e8 && n < 5e9:
			return model.DateOf(time.Unix(n, 0).UTC())
		}
	}
	s := scanner{v: v, text: value}
	s.look(model.Span{End: len(value)})
	d, _, _ := s.findDate(0)
	return d
}

// dateInAddress finds a date in a URL's path: /2018/10/19/, /20180604-….
func dateInAddress(u string) model.Date {
	for i := 0; i < len(u); i++ {
		if i > 0 && isDigit(u[i-1]) || !isDigit(u[i]) {
			continue
		}
		n := digits(u[i:])
		if n == 8 {
			if d := valid(atoi(u[i:i+4]), atoi(u[i+4:i+6]), atoi(u[i+6:i+8])); !d.IsZero() {
				return d
			}
		}
		if n != 4 || i+4 >= len(u) || u[i+4] != '/' && u[i+4] != '-' {
			continue
		}
		j := i + 5
		m := digits(u[j:])
		if m == 0 || m > 2 || j+m >= len(u) || u[j+m] != u[i+4] {
			continue
		}
		k := j + m + 1
		if w := digits(u[k:]); w > 0 && w <= 2 {
			if d := valid(atoi(u[i:i+4]), atoi(u[j:j+m]), atoi(u[k:k+w])); !d.IsZero() {
				return d
			}
		}
	}
	return model.Date{}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
