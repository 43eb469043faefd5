package model

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a calendar date known to the day, the month or the year: Day is 0
// where only the month is known, Month is 0 where only the year is. The zero
// Date is an unknown one.
type Date struct {
	Year, Month, Day int
}

// Precision names the smallest known unit of a Date.
type Precision string

// The precisions of a Date.
const (
	PrecisionNone  Precision = ""
	PrecisionYear  Precision = "year"
	PrecisionMonth Precision = "month"
	PrecisionDay   Precision = "day"
)

// DateOf returns the day of t in t's own time zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d.Year == 0 }

// Precision returns the smallest unit that is known.
func (d Date) Precision() Precision {
	switch {
	case d.Year == 0:
		return PrecisionNone
	case d.Month == 0:
		return PrecisionYear
	case d.Day == 0:
		return PrecisionMonth
	}
	return PrecisionDay
}

// String writes the date as ISO 8601 at its precision: "2023-08-16",
// "2023-08", "2023", or "" where it is unknown.
func (d Date) String() string {
	switch d.Precision() {
	case PrecisionYear:
		return fmt.Sprintf("%04d", d.Year)
	case PrecisionMonth:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case PrecisionDay:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	return ""
}

// Valid reports whether the known parts make a real calendar date.
func (d Date) Valid() bool {
	switch d.Precision() {
	case PrecisionNone:
		return d == Date{}
	case PrecisionYear:
		return d.Day == 0
	case PrecisionMonth:
		return d.Month >= 1 && d.Month <= 12
	}
	return DateOf(d.Time()) == d
}

// First returns the first day that d may mean, as a day.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Time returns midnight UTC of the first day that d may mean.
func (d Date) Time() time.Time {
	f := d.First()
	return time.Date(f.Year, time.Month(f.Month), f.Day, 0, 0, 0, 0, time.UTC)
}

// AddDays returns the day n days after the first day of d.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Compare orders dates by time, an unknown one first.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// ParseDate reads what String writes.
func ParseDate(s string) (Date, error) {
	var d Date
	if s == "" {
		return d, nil
	}
	for _, layout := range [...]string{"2006-01-02", "2006-01", "2006"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		d = DateOf(t)
		switch layout {
		case "2006-01":
			d.Day = 0
		case "2006":
			d.Day, d.Month = 0, 0
		}
		return d, nil
	}
	return d, fmt.Errorf("date %q: want YYYY-MM-DD, YYYY-MM or YYYY", s)
}
