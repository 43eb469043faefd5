package extract

import (
	"cmp"
	"slices"
	"strings"

	"qawl/extract/lang"
	"qawl/extract/text"
)

// places are the classes of words that name a place, and those of longer names
// that a place's name may be part of without being meant.
const places = lang.CountryName | lang.Nisba | lang.City | lang.Region | lang.Outlet

// The guards of the tables country, nisba and city: what has to hold for a word
// to count that is also something else. A row whose guard head, place or spelled
// fails still counts where the country is named otherwise in the article.
const (
	guardHead    = "head"    // stands directly behind a noun such as city
	guardPlace   = "place"   // stands behind such a noun, a preposition or a direction
	guardSpelled = "spelled" // is written as in the table, letter for letter
	guardNamed   = "named"   // the country is named otherwise in the article
	guardOne     = "one"     // means one of several countries: the one named elsewhere, else the first
)

// The kinds of table place: what may stand before a place's name, and what makes
// the word behind it part of a longer name.
const (
	placeHead        = "head"
	placePreposition = "preposition"
	placeSide        = "side"
	placeAgency      = "agency"
	placeLanguage    = "language"
	placeClub        = "club" // hides cities only
)

// place finds the mentions of countries: by name, capital, nisba, metonym, and
// by cities that stand within them. The longest phrase is taken; seas,
// continents and outlets that hold a country's name are passed over.
func place(d *Doc) error {
	var later []pending
	surnames := map[*lang.Row]bool{}
	hidden, by := -1, ""
	for i := 0; i < len(d.Tokens); {
		if w, end, ok := d.Find(i, lang.PlaceWord); ok && w.After == "" {
			switch k := w.Row.Get("kind"); k {
			case placeAgency, placeLanguage, placeClub:
				hidden, by = end, k
			}
		}
		if !d.Tokens[i].Is(places) {
			i++
			continue
		}
		r, end, ok := d.longestPlace(i)
		if !ok {
			i++
			continue
		}
		at := Range{i, end}
		i = end
		if at.From == hidden && d.hides(by, r) {
			continue
		}
		if d.isSurname(at.From, r) {
			surnames[r.Row] = true
			continue
		}
		switch codes := r.Row.All("code"); {
		case len(codes) == 0: // a region, outlet or mask
		case !d.fulfils(at.From, r):
			later = append(later, pending{at, r})
		default:
			for _, c := range codes {
				d.addPlace(at, r, c)
			}
		}
	}
	d.settlePlaces(later)
	d.dropSurnames(surnames)
	d.datelines()
	return nil
}

// datelines finds the places that the article's bylines name: the city where it
// was written. A nisba there is a surname.
func (d *Doc) datelines() {
	var toks []text.Token
	for _, line := range d.Article.Bylines {
		toks = d.Pack.Fold.Tokens(toks[:0], d.Article.Text, line)
		by := newDoc(d.Article, d.words, d.Pack)
		for _, t := range toks {
			by.Tokens = append(by.Tokens, Token{Token: t, Word: d.words.Of(t.Fold)})
		}
		for i := 0; i < len(by.Tokens); i++ {
			r, end, ok := by.longestPlace(i)
			if !ok || end == i {
				continue
			}
			codes := r.Row.All("code")
			if g := r.Row.Get("guard"); r.Class&(lang.City|lang.CountryName) != 0 && len(codes) > 0 && g != guardHead && g != guardNamed {
				d.Bylines = append(d.Bylines, Place{Mention: by.Stem(Range{i, end}, r), Code: codes[0], Kind: placeKind(r), Row: r.Row})
			}
			i = end - 1
		}
	}
}

// pending is a mention that other mentions of the article decide about.
type pending struct {
	Range
	lang.Reading
}

// longestPlace returns the longest reading at token i that names a place or
// hides one. Of two with the same length a region hides a country, and a
// country goes before its nisba and a city.
func (d *Doc) longestPlace(i int) (best lang.Reading, end int, ok bool) {
	for _, r := range d.Tokens[i].Readings {
		if r.Class&places == 0 || ok && len(r.Rest) < len(best.Rest) {
			continue
		}
		if ok && len(r.Rest) == len(best.Rest) && placeRank(r.Class) >= placeRank(best.Class) {
			continue
		}
		e, found := d.Phrase(i, r)
		if !found || !d.meantAsPlace(i, r) {
			continue
		}
		best, end, ok = r, e, true
	}
	return best, end, ok
}

func placeRank(c lang.Class) int {
	return slices.Index([]lang.Class{lang.Region, lang.CountryName, lang.City, lang.Nisba, lang.Outlet}, c)
}

// meantAsPlace checks what single words have to fulfil: a name takes no article
// and no enclitic that isn't part of it, a nisba no enclitic.
func (d *Doc) meantAsPlace(i int, r lang.Reading) bool {
	if r.After != "" {
		return false
	}
	return r.Class == lang.Nisba || !r.Definite
}

// hides reports whether a word of the given kind of table place makes what stands
// behind it part of a longer name.
func (d *Doc) hides(kind string, r lang.Reading) bool {
	switch kind {
	case placeAgency, placeLanguage:
		return true
	case placeClub:
		return r.Class == lang.City && !r.Prep || r.Class == lang.CountryName && r.Row.Get("kind") == "capital" && !r.Prep
	}
	return false
}

// fulfils reports whether reading r of token i counts whatever else the article names.
func (d *Doc) fulfils(i int, r lang.Reading) bool {
	switch r.Row.Get("guard") {
	case guardHead:
		return d.placeWordBefore(i, placeHead)
	case guardPlace:
		return r.Prep || d.placeWordBefore(i, placeHead, placePreposition, placeSide)
	case guardSpelled:
		return strings.Contains(d.Mention(Range{i, i + 1}).Text, r.Lemma)
	case guardNamed, guardOne:
		return false
	}
	return true
}

// placeWordBefore reports whether the token before i is a word of table place of
// one of the kinds.
func (d *Doc) placeWordBefore(i int, kinds ...string) bool {
	if i == 0 || d.Tokens[i-1].Sentence != d.Tokens[i].Sentence {
		return false
	}
	for _, r := range d.Tokens[i-1].Readings {
		if r.Class == lang.PlaceWord && r.After == "" && !r.Definite && slices.Contains(kinds, r.Row.Get("kind")) {
			return true
		}
	}
	return false
}

// isSurname reports whether token i is a nisba behind a given name: محمد المصري.
func (d *Doc) isSurname(i int, r lang.Reading) bool {
	if r.Class != lang.Nisba || r.Number != 's' || r.Gender != 'm' || r.Prep || len(r.Rest) > 0 {
		return false
	}
	if i == 0 || d.Tokens[i-1].Sentence != d.Tokens[i].Sentence || d.Tokens[i-1].Is(lang.Function) {
		return false
	}
	for _, g := range d.Tokens[i-1].Readings {
		if g.Class == lang.Given && !g.Definite && g.After == "" && len(g.Rest) == 0 {
			return true
		}
	}
	return false
}

// dropSurnames drops what was taken for a nisba and is a surname that the article
// has given in full elsewhere, unless the country is named in another way too.
func (d *Doc) dropSurnames(surnames map[*lang.Row]bool) {
	if len(surnames) == 0 {
		return
	}
	otherwise := map[string]bool{}
	for _, p := range d.Places {
		if !surnames[p.Row] {
			otherwise[p.Code] = true
		}
	}
	d.Places = slices.DeleteFunc(d.Places, func(p Place) bool { return surnames[p.Row] && !otherwise[p.Code] })
}

// settlePlaces decides the mentions that depend on others, once those are known.
func (d *Doc) settlePlaces(later []pending) {
	if len(later) == 0 {
		return
	}
	sure := map[string][]int{} // first tokens of the sure mentions of a country
	for _, p := range d.Places {
		if p.Kind != ByCity {
			sure[p.Code] = append(sure[p.Code], p.From)
		}
	}
	for _, p := range later {
		codes := p.Row.All("code")
		code := namedNear(sure, p.From, codes)
		if code == "" && p.Row.Get("guard") == guardOne {
			code = codes[0]
		}
		if code != "" {
			d.addPlace(p.Range, p.Reading, code)
		}
	}
	slices.SortStableFunc(d.Places, func(a, b Place) int { return cmp.Compare(a.From, b.From) })
}

// namedNear returns the one of codes that is named last before token i, else
// the first one named behind it, "" if none is named.
func namedNear(sure map[string][]int, i int, codes []string) string {
	code, at := "", 0
	for _, c := range codes {
		if len(sure[c]) == 0 {
			continue
		}
		k, _ := slices.BinarySearch(sure[c], i)
		from := sure[c][max(0, k-1)]
		switch {
		case code == "", from < i && (at >= i || from > at), from >= i && at >= i && from < at:
			code, at = c, from
		}
	}
	return code
}

// addPlace enters a mention.
func (d *Doc) addPlace(at Range, r lang.Reading, code string) {
	d.Places = append(d.Places, Place{at, d.Stem(at, r), code, placeKind(r), r.Row})
}

func placeKind(r lang.Reading) PlaceKind {
	switch r.Class {
	case lang.Nisba:
		return ByNisba
	case lang.City:
		return ByCity
	}
	switch r.Row.Get("kind") {
	case "capital":
		return ByCapital
	case "metonym":
		return ByMetonym
	}
	return ByName
}

// PlacesIn returns the places whose first token is within r.
func (d *Doc) PlacesIn(r Range) []Place {
	first := func(p Place, i int) int { return cmp.Compare(p.From, i) }
	from, _ := slices.BinarySearchFunc(d.Places, r.From, first)
	to, _ := slices.BinarySearchFunc(d.Places, r.To, first)
	return d.Places[from:to]
}

// CountryIn returns the code of the country that is named first within r, "" if
// none is. A city doesn't count.
func (d *Doc) CountryIn(r Range) string {
	for _, p := range d.PlacesIn(r) {
		if p.Kind != ByCity {
			return p.Code
		}
	}
	return ""
}
