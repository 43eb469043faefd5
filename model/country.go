package model

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// CountryNames are the names of a country that its code determines, from the
// Unicode CLDR.
type CountryNames struct {
	Code   string // ISO 3166-1 alpha-2, and XK
	Alpha3 string // ISO 3166-1 alpha-3, "" for XK
	Ar     string
	En     string
	Fr     string
}

// LookupCountry returns the names of the country with an alpha-2 code in
// capital letters; ok is false where there is none.
func LookupCountry(code string) (n CountryNames, ok bool) {
	if len(code) != 2 || strings.ToUpper(code) != code {
		return n, false
	}
	r, err := language.ParseRegion(code)
	if err != nil || !r.IsCountry() || r.Canonicalize() != r || r.String() != code || r.ISO3() == "ZZZ" {
		return n, false
	}
	switch code {
	case "AC", "CP", "DG", "TA": // reserved for parts of countries, not assigned
		return n, false
	}
	n = CountryNames{
		Code: code, Alpha3: r.ISO3(),
		Ar: display.Regions(language.Arabic).Name(r),
		En: display.Regions(language.English).Name(r),
		Fr: display.Regions(language.French).Name(r),
	}
	if code == "XK" {
		n.Alpha3 = "" // XKK is CLDR's own
	}
	return n, n.Ar != "" && n.En != "" && n.Fr != ""
}
