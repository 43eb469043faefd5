package extract

import (
	"slices"

	"qawl/extract/lang"
	"qawl/model"
)

// shift moves a day by n units. Days keep their precision; a week is known to
// its month only, as are months, and years to the year.
func shift(today model.Date, n int, unit string) model.Date {
	if today.IsZero() {
		return model.Date{}
	}
	switch unit {
	case unitDay:
		return today.AddDays(n)
	case unitWeek:
		d := today.AddDays(7 * n)
		d.Day = 0
		return d
	case unitMonth:
		m := today.Year*12 + today.Month - 1 + n
		return model.Date{Year: m / 12, Month: m%12 + 1}
	case unitYear:
		return model.Date{Year: today.Year + n}
	}
	return model.Date{}
}

// weekdayFrom returns the day of the week that is meant: the one before today
// (past), the one after it (future), and without a word of direction the last
// one, today included, or the next one where the clause tells of what is coming.
func weekdayFrom(today model.Date, weekday int, way string) model.Date {
	if today.IsZero() {
		return model.Date{}
	}
	ahead := (weekday - int(today.Time().Weekday()) + 7) % 7
	switch way {
	case timeFuture:
		if ahead == 0 {
			ahead = 7
		}
	case timePast:
		ahead -= 7
	case timeHence:
	default:
		if ahead > 0 {
			ahead -= 7
		}
	}
	return today.AddDays(ahead)
}

// withYear reads the year or the direction behind a month and returns the date.
func (p *timeParser) withYear(month, day int) model.Date {
	d := model.Date{Month: month, Day: day}
	if y, e, ok := p.yearAt(p.at); ok {
		p.at = e
		d.Year = y
	} else if r, e, ok := p.time(p.at, timePast, timeFuture, timeThis, timeThat); ok {
		p.at = e
		d.Year = p.nearestYear(d, r.Row.Get("kind"))
	} else if y, e, ok := p.relativeYear(p.at); ok {
		p.at = e
		d.Year = y
	} else {
		way := ""
		if p.coming(p.at - 1) {
			way = timeHence
		}
		d.Year = p.nearestYear(d, way)
	}
	if d.Year == 0 || !d.Valid() {
		return model.Date{}
	}
	return d
}

// relativeYear reads "من العام الماضي" behind a month. The same year as one
// named before stays open (0).
func (p *timeParser) relativeYear(i int) (year, end int, ok bool) {
	if _, e, ok := p.time(i, timeOf); ok {
		i = e
	}
	q := timeParser{Doc: p.Doc, at: i, end: p.end, today: p.today}
	u, _, ok := q.time(i, timeUnit, timeThisBefore)
	if !ok || u.Row.Get("unit") != unitYear && u.Row.Get("kind") != timeThisBefore || !q.unit() {
		return 0, i, false
	}
	if q.date.Precision() != model.PrecisionYear && !q.date.IsZero() {
		return 0, i, false
	}
	return q.date.Year, q.at, true
}

// nearestYear returns the year of the month (and day) that is meant: the last one
// before today (past), the next one (future), else the nearest one, and of two
// about as near the one that has been, unless the clause tells of what is coming.
func (p *timeParser) nearestYear(d model.Date, way string) int {
	if p.today.IsZero() || way == timeThat {
		return 0
	}
	if way == timeThis {
		return p.today.Year
	}
	at := func(y int) int { // months from today
		m := (y-p.today.Year)*12 + d.Month - p.today.Month
		if m == 0 && d.Day != 0 && way != "" {
			if d.Day > p.today.Day {
				return 1
			} else if d.Day < p.today.Day {
				return -1
			}
		}
		return m
	}
	y := p.today.Year
	m := at(y)
	switch way {
	case timePast:
		if m > 0 || m == 0 && d.Day == 0 {
			return y - 1
		}
	case timeFuture:
		if m < 0 || m == 0 && d.Day == 0 {
			return y + 1
		}
	case timeHence:
		if m < -1 {
			return y + 1
		}
	default:
		if m > 2 {
			return y - 1
		}
		if m < -10 {
			return y + 1
		}
	}
	return y
}

// The clause that is searched for a word of what is coming: so many tokens
// before a weekday and behind it.
const (
	clauseBefore = 14
	clauseAfter  = 3
)

// coming reports whether the clause around token i tells of what is to come: a
// verb in the future, "المقرر", or such. Past the cue of a statement or a mark of
// punctuation that parts clauses it isn't looked for.
func (d *Doc) coming(i int) bool {
	s := d.Sentences[d.Tokens[i].Sentence]
	for j := i - 1; j >= max(s.From, i-clauseBefore); j-- {
		if d.isHence(j) {
			return true
		}
		if d.Tokens[j].Is(lang.That) || isStop(d.Tokens[j].Fold) {
			break
		}
	}
	for j := i + 1; j < min(s.To, i+1+clauseAfter); j++ {
		if isStop(d.Tokens[j].Fold) {
			break
		}
		if d.isHence(j) {
			return true
		}
	}
	return false
}

func isStop(mark string) bool {
	switch mark {
	case ".", ",", "،", "؛", ";", ":", `"`, "»", "«", "”", "“", "!", "؟", "?":
		return true
	}
	return false
}

func (d *Doc) isHence(i int) bool {
	for _, r := range d.Tokens[i].Readings {
		if r.Future {
			return true // a verb with its particle
		}
		if r.Class == lang.Time && r.Row.Get("kind") == timeHence && r.After == "" {
			if _, ok := d.Phrase(i, r); ok {
				return true
			}
		}
	}
	return false
}

// DatesIn returns the expressions of time whose first token is within r.
func (d *Doc) DatesIn(r Range) []Time {
	first := func(t Time, i int) int { return t.From - i }
	from, _ := slices.BinarySearchFunc(d.Dates, r.From, first)
	to, _ := slices.BinarySearchFunc(d.Dates, r.To, first)
	return d.Dates[from:max(from, to)]
}

// saidOn returns the day on which a statement was made: of the expression of time
// that stands nearest to its cue, in the cue's own clause and outside of the
// content ("قال الثلاثاء إن …"). It is zero where none does.
func (d *Doc) saidOn(s *Statement) model.Date {
	if s.Cue.Len() == 0 {
		return model.Date{}
	}
	const reach = 12 // tokens from the cue
	sentence := d.Sentences[d.Tokens[s.Cue.From].Sentence]
	best, least := model.Date{}, reach
	for _, t := range d.DatesIn(Range{max(sentence.From, s.Cue.From-reach), min(sentence.To, s.Cue.To+reach)}) {
		if t.Date.Precision() != model.PrecisionDay || inContent(s, t.From) {
			continue
		}
		far := t.From - s.Cue.To
		if far < 0 {
			far = s.Cue.From - t.To + 2
		}
		far += d.clausesBetween(min(t.To, s.Cue.To), max(t.From, s.Cue.From))
		if far < least {
			best, least = t.Date, far
		}
	}
	return best
}

func inContent(s *Statement, i int) bool {
	for _, c := range s.Content {
		if c.Contains(i) {
			return true
		}
	}
	return false
}
