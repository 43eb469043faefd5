package extract

import (
	"strconv"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// The kinds of words in table time.
const (
	timeDay        = "day"
	timeUnit       = "unit"
	timePast       = "past"
	timeFuture     = "future"
	timeThis       = "this"
	timeThisBefore = "this-before"
	timeThat       = "that"
	timeAgo        = "ago"
	timeIn         = "in"
	timeOf         = "of"
	timeWithin     = "within"
	timeAnd        = "and"
	timeSame       = "same"
	timePart       = "part"
	timeHence      = "hence"
	timeAbout      = "about"
	timeOn         = "on"
)

// The units of time in table time.
const (
	unitDay   = "day"
	unitWeek  = "week"
	unitMonth = "month"
	unitYear  = "year"
)

// date finds expressions of time and resolves them against the day the article
// was published: dates in numbers or with a month's name in any of the systems,
// weekdays with their direction, and relative ones. What can't be resolved
// (Hijri months, a relative date without a day of publication) is kept with a zero date.
func date(d *Doc) error {
	for i := 0; i < len(d.Tokens); {
		p := timeParser{Doc: d, at: i, end: d.Sentences[d.Tokens[i].Sentence].To, today: d.Article.Published}
		if !p.parse() || p.at <= i {
			i++
			continue
		}
		r := Range{i, p.at}
		d.Dates = append(d.Dates, Time{r, d.Mention(r), p.date, p.origin, p.row})
		i = p.at
	}
	return nil
}

// timeParser reads one expression of time from token at on, which moves behind it.
type timeParser struct {
	*Doc
	at, end int
	today   model.Date // day of publication, zero if unknown
	date    model.Date
	origin  model.Date // see Time
	row     *lang.Row  // the row that named its kind, nil for numbers alone
}

// parse reads the expression that begins at the parser's token.
func (p *timeParser) parse() bool {
	if t := &p.Tokens[p.at]; t.Kind != text.Number && !t.Is(lang.Time|lang.Weekday|lang.Month|lang.NumberWord) {
		return false
	}
	const parts = 3 // "في مساء يوم"
	for k := 0; k < parts && p.takePart(); k++ {
	}
	return p.at < p.end && (p.numeric() || p.weekday() || p.dayMonth() || p.month() || p.relativeDay() || p.distance() || p.unit() || p.year())
}

// time returns the reading in table time at token i, if it has one of the kinds.
func (p *timeParser) time(i int, kinds ...string) (lang.Reading, int, bool) {
	if i >= p.end || !p.Tokens[i].Is(lang.Time) {
		return lang.Reading{}, i, false
	}
	for _, r := range p.Tokens[i].Readings {
		if r.Class != lang.Time || r.After != "" || r.Definite != r.Entry.Definite {
			continue
		}
		end, ok := p.Phrase(i, r)
		if !ok {
			continue
		}
		for _, k := range kinds {
			if r.Row.Get("kind") == k {
				return r, end, true
			}
		}
	}
	return lang.Reading{}, i, false
}

// takePart passes over a part of the day, month or year: مساء الثلاثاء.
func (p *timeParser) takePart() bool {
	r, end, ok := p.time(p.at, timePart, timeUnit)
	if !ok || end >= p.end || r.Row.Get("kind") == timeUnit && r.Row.Get("unit") != unitDay {
		return false
	}
	if r.Row.Get("kind") == timeUnit && !p.Tokens[end].Is(lang.Weekday) && p.Tokens[end].Kind != text.Number {
		return false
	}
	p.at = end
	return true
}

// number reads digits or a number word at token i; a definite word is an ordinal.
func (p *timeParser) number(i int) (n, end int, ok bool) {
	if i >= p.end {
		return 0, i, false
	}
	if t := &p.Tokens[i]; t.Kind == text.Number {
		n, err := strconv.Atoi(t.Fold)
		return n, i + 1, err == nil
	}
	r, end, ok := p.Find(i, lang.NumberWord)
	if !ok || r.After != "" {
		return 0, i, false
	}
	return intCell(r.Row, "value"), end, true
}

func intCell(r *lang.Row, column string) int {
	n, _ := strconv.Atoi(r.Get(column))
	return n
}

// numeric reads 22/1/2025, 2023-08-16 and 6/2016.
func (p *timeParser) numeric() bool {
	var n [3]int
	i, k := p.at, 0
	for ; k < 3 && i < p.end && p.Tokens[i].Kind == text.Number; k++ {
		v, err := strconv.Atoi(p.Tokens[i].Fold)
		if err != nil {
			return false
		}
		n[k] = v
		i++
		if k < 2 && (i+1 >= p.end || !isDateMark(p.Tokens[i].Fold) || p.Tokens[i].Space || p.Tokens[i+1].Space) {
			k++
			break
		}
		i++
	}
	var d model.Date
	switch {
	case k == 3 && isYear(n[0]):
		d, i = model.Date{Year: n[0], Month: n[1], Day: n[2]}, i-1
	case k == 3 && isYear(n[2]):
		d, i = model.Date{Year: n[2], Month: n[1], Day: n[0]}, i-1
	case k == 2 && isYear(n[1]) && p.Tokens[i-2].Fold == "/":
		d = model.Date{Year: n[1], Month: n[0]}
	default:
		return false
	}
	if d.Month > 12 && d.Day > 0 {
		d.Month, d.Day = d.Day, d.Month
	}
	if !d.Valid() {
		return false
	}
	p.at, p.date = i, d
	return true
}

func isDateMark(s string) bool { return s == "/" || s == "-" || s == "." }

func isYear(n int) bool { return n >= 1800 && n <= 2100 }

// weekday reads a day of the week, with what follows: a date that settles it, or
// a word of direction.
func (p *timeParser) weekday() bool {
	r, end, ok := p.Find(p.at, lang.Weekday)
	if !ok || r.After != "" || r.Definite {
		return false
	}
	day := intCell(r.Row, "value")
	first := p.at
	p.row = r.Row
	p.at = end
	if p.fullDate() {
		return true
	}
	p.at = end
	if w, e, ok := p.time(end, timePast, timeFuture, timeThis); ok {
		p.at = e
		p.date = weekdayFrom(p.today, day, w.Row.Get("kind"))
		return true
	}
	kind := ""
	if p.coming(first) {
		kind = timeHence
	}
	p.date = weekdayFrom(p.today, day, kind)
	return true
}

// fullDate reads a date with day and month behind a weekday: "الجمعة، 5 مايو",
// "الجمعة الموافق 5/5/2023".
func (p *timeParser) fullDate() bool {
	if p.at < p.end {
		switch p.Tokens[p.at].Fold {
		case ",", "،", "(", "-":
			p.at++
		}
	}
	if _, e, ok := p.time(p.at, timeSame, timeOf); ok {
		p.at = e
	}
	return p.at < p.end && (p.numeric() || p.dayMonth())
}

// dayMonth reads a day's number with a month: "5 مايو", "الخامس من مايو",
// "5 إلى 7 مايو" (its first day).
func (p *timeParser) dayMonth() bool {
	day, i, ok := p.number(p.at)
	if !ok || day < 1 || day > 31 {
		return false
	}
	if j, ok := p.rangeEnd(i); ok {
		i = j
	}
	if _, e, ok := p.time(i, timeOf); ok {
		i = e
	}
	if r, e, ok := p.time(i, timeUnit); ok && r.Row.Get("unit") == unitMonth {
		i = e
	}
	return p.monthAt(i, day)
}

// rangeEnd passes over the second number of a range of days.
func (p *timeParser) rangeEnd(i int) (int, bool) {
	if i >= p.end {
		return i, false
	}
	j := i
	if f := p.Tokens[i].Fold; f == "-" || f == "/" {
		j++
	} else if _, e, ok := p.time(i, timeAnd); ok {
		j = e
	}
	if j == i {
		return i, false
	}
	_, e, ok := p.number(j)
	return e, ok
}

// month reads a month without a day.
func (p *timeParser) month() bool { return p.monthAt(p.at, 0) }

// monthAt reads a month at token i, a second name for it ("تموز/يوليو",
// "آب (أغسطس)"), and its year.
func (p *timeParser) monthAt(i, day int) bool {
	r, end, ok := p.Find(i, lang.Month)
	if !ok || r.After != "" || r.Definite {
		return false
	}
	month := intCell(r.Row, "value")
	pair := p.secondName(end, month)
	if r.Row.Get("guard") != "" && day == 0 && pair == 0 && !p.yearFollows(end) && !p.whichFollows(end) {
		return false
	}
	p.row = r.Row
	p.at = max(end, pair)
	if r.Row.Get("calendar") == "hijri" {
		p.date = model.Date{}
		p.skipYear()
		return true
	}
	p.date = p.withYear(month, day)
	return true
}

// secondName returns the token behind the month's name in another system, 0
// where there is none.
func (p *timeParser) secondName(i, month int) int {
	if i+1 >= p.end {
		return 0
	}
	open := p.Tokens[i].Fold
	if open != "/" && open != "(" && open != "-" && open != "–" {
		return 0
	}
	r, end, ok := p.Find(i+1, lang.Month)
	if !ok || intCell(r.Row, "value") != month {
		return 0
	}
	if open == "(" && end < p.end && p.Tokens[end].Fold == ")" {
		end++
	}
	return end
}

// yearFollows reports whether a year stands at token i, in digits or relative.
func (p *timeParser) yearFollows(i int) bool {
	if _, _, ok := p.yearAt(i); ok {
		return true
	}
	_, _, ok := p.relativeYear(i)
	return ok
}

func (p *timeParser) whichFollows(i int) bool {
	_, _, ok := p.time(i, timePast, timeFuture, timeThis)
	return ok
}

// yearAt reads a year's number at token i: "2019", "عام 2019", "من العام 2019",
// ", 2019".
func (p *timeParser) yearAt(i int) (year, end int, ok bool) {
	if i < p.end && (p.Tokens[i].Fold == "," || p.Tokens[i].Fold == "،" || p.Tokens[i].Fold == "/") {
		i++
	}
	if _, e, ok := p.time(i, timeOf); ok {
		i = e
	}
	if r, e, ok := p.time(i, timeUnit); ok && r.Row.Get("unit") == unitYear {
		i = e
	}
	if i < p.end && p.Tokens[i].Kind == text.Number && len(p.Tokens[i].Fold) == 4 {
		if n, err := strconv.Atoi(p.Tokens[i].Fold); err == nil && isYear(n) {
			return n, i + 1, true
		}
	}
	return 0, i, false
}

// skipYear passes over a year that is not of the common calendar: 1445.
func (p *timeParser) skipYear() {
	if p.at < p.end && p.Tokens[p.at].Kind == text.Number && len(p.Tokens[p.at].Fold) == 4 {
		p.at++
	}
}

// relativeDay reads yesterday, today and tomorrow, and a weekday behind it.
func (p *timeParser) relativeDay() bool {
	r, end, ok := p.time(p.at, timeDay)
	if !ok {
		return false
	}
	p.row = r.Row
	p.at = end
	if !p.today.IsZero() {
		p.date = p.today.AddDays(intCell(r.Row, "value"))
	}
	if w, e, ok := p.Find(end, lang.Weekday); ok && w.Before == "" && w.After == "" && e <= p.end {
		p.at = e
		day := p.date
		if p.fullDate() {
			return true
		}
		p.at, p.date = e, day
	}
	return true
}

// distance reads a quantity of time before or after the article: "قبل يومين",
// "بعد ثلاثة أيام". Where what it is counted from follows, the date stays open.
func (p *timeParser) distance() bool {
	r, i, ok := p.time(p.at, timeAgo, timeIn)
	if !ok {
		return false
	}
	if _, e, ok := p.time(i, timeAbout); ok {
		i = e
	}
	n, e, counted := p.number(i)
	if counted {
		i = e
	}
	u, e, ok := p.time(i, timeUnit)
	if !ok || u.Definite {
		return false
	}
	if !counted {
		n = intCell(u.Row, "value") // 0 for a plural, which tells no number
	}
	from := p.at
	p.at, p.row = e, r.Row
	if n == 0 {
		return true
	}
	if p.countsFrom(e) {
		if r.Row.Get("kind") == timeIn {
			n = -n
		}
		p.origin = shift(p.today, n, u.Row.Get("unit"))
		return true
	}
	switch {
	case r.Row.Get("kind") == timeAgo:
		p.date = shift(p.today, -n, u.Row.Get("unit"))
	case p.coming(from):
		p.date = shift(p.today, n, u.Row.Get("unit"))
	}
	return true
}

// countsFrom reports whether a preposition at token i says what a distance is
// counted from: "بعد يومين من".
func (p *timeParser) countsFrom(i int) bool {
	_, _, ok := p.time(i, timeOf, timeOn)
	return ok
}

// unit reads a definite unit with its direction: "الأسبوع الماضي", "هذا العام".
func (p *timeParser) unit() bool {
	i := p.at
	_, before, this := p.time(i, timeThisBefore)
	if this {
		i = before
	}
	u, e, ok := p.time(i, timeUnit)
	if !ok {
		return false
	}
	n, way := 0, ""
	if w, e2, ok := p.time(e, timePast, timeFuture, timeThis, timeThat); ok {
		e, way = e2, w.Row.Get("kind")
	} else if !this {
		return false
	}
	if month := intCell(u.Row, "month"); month > 0 { // a season
		p.at, p.row = e, u.Row
		p.date = model.Date{Year: p.nearestYear(model.Date{Month: month}, way)}
		return true
	}
	switch way {
	case timePast:
		n = -intCell(u.Row, "value")
	case timeFuture:
		n = intCell(u.Row, "value")
	}
	p.at, p.row = e, u.Row
	if way != timeThat {
		p.date = shift(p.today, n, u.Row.Get("unit"))
	}
	return true
}

// year reads a year behind a word for year, or behind a word such as "في".
func (p *timeParser) year() bool {
	if r, i, ok := p.time(p.at, timeUnit); ok && r.Row.Get("unit") == unitYear {
		if y, e, ok := p.yearAt(i); ok {
			p.at, p.row, p.date = e, r.Row, model.Date{Year: y}
			return true
		}
		return false
	}
	y, e, ok := p.yearAt(p.at)
	if !ok || e != p.at+1 || p.at == 0 {
		return false
	}
	prev := timeParser{Doc: p.Doc, at: p.at - 1, end: p.at}
	if _, _, ok := prev.time(p.at-1, timeWithin, timeAgo); !ok || y < 1900 {
		return false
	}
	p.at, p.date = e, model.Date{Year: y}
	return true
}
