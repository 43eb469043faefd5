package queries

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"qawl/extract/lang"
	"qawl/model"
)

// Words knows how words are written.
type Words struct {
	// Fold folds spelling variants away, with the same fold as the graph.
	Fold func(string) string
	// Forms gives a folded word as it may stand in a text, itself among them;
	// nil for itself alone.
	Forms func(word string) []string
	// Country gives the ISO code of a country by its name or code.
	Country func(string) (code string, ok bool)
}

// WordsOf takes fold, affixes and names of countries from a language pack.
// Countries are known by their English and French names and their codes as
// well.
func WordsOf(p *lang.Pack) Words {
	fold := p.Fold.Words
	codes := map[string]string{}
	add := func(name, code string) {
		if f := fold(name); f != "" && codes[f] == "" {
			codes[f] = code
		}
	}
	if t := p.Table("country"); t != nil {
		for _, r := range t.Rows {
			if r.Get("kind") == "name" {
				for _, form := range r.All("form") {
					add(form, r.Get("code"))
				}
			}
		}
	}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if n, ok := model.LookupCountry(string(a) + string(b)); ok {
				for _, name := range []string{n.Code, n.Alpha3, n.Ar, n.En, n.Fr} {
					add(name, n.Code)
				}
			}
		}
	}
	return Words{fold, forms(p), func(name string) (string, bool) {
		code, ok := codes[fold(name)]
		return code, ok
	}}
}

// maxForms bounds the forms of all words of a search: a full-text query takes
// 1024 clauses at most.
const maxForms = 1000

// search writes a full-text query that asks for all words, each in one of its
// forms. It consists of letters and digits, blanks, + (must have) and
// parentheses.
func (w Words) search(words []string) string {
	var b strings.Builder
	left := maxForms
	for i, word := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		var fs []string
		if w.Forms != nil {
			fs = w.Forms(word)
		}
		if len(fs) < 2 || len(fs) > left {
			b.WriteString("+" + word)
			continue
		}
		left -= len(fs)
		b.WriteString("+(" + strings.Join(fs, " ") + ")")
	}
	return b.String()
}

// prefix is a row of a pack's table of clitics that is written together with
// the word that follows, such as و, بـ and الـ in Arabic.
type prefix struct {
	form    string // folded
	slot    int    // they combine in rising order of slot
	article bool
	min     int // letters that have to be left
}

// forms tells with which conjunctions, prepositions and articles a word may be
// written together. An article on the word itself may go: who asks for a name
// with it wants it without as well.
func forms(p *lang.Pack) func(string) []string {
	var ps []prefix
	t := p.Table("clitic")
	if t == nil {
		return nil
	}
	for _, r := range t.Rows {
		slot, _ := strconv.Atoi(r.Get("slot"))
		least, _ := strconv.Atoi(r.Get("min"))
		article := r.Get("article") == "yes"
		if r.Get("kind") == "prefix" && (article || r.Get("role") != "") {
			ps = append(ps, prefix{p.Fold.Words(r.Get("form")), slot, article, max(least, 3)})
		}
	}
	combined := combine(ps)
	return func(word string) []string {
		stem := word
		for _, a := range ps {
			if rest, ok := strings.CutPrefix(word, a.form); ok && a.article && utf8.RuneCountInString(rest) >= a.min {
				stem = rest
			}
		}
		if utf8.RuneCountInString(stem) < 2 {
			return []string{word}
		}
		out := []string{word}
		for _, c := range combined {
			out = append(out, c.text+stem)
			if stem != word && !c.article {
				out = append(out, c.text+word)
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
}

// prefixes are what may stand before a word: several, or none.
type prefixes struct {
	text    string
	slot    int // of the last one
	article bool
}

// combine lists the prefixes that may stand before a word together: in rising
// order of slot, with one article at most.
func combine(ps []prefix) []prefixes {
	all := []prefixes{{}}
	for i := 0; i < len(all); i++ {
		for _, p := range ps {
			if b := all[i]; p.slot > b.slot && !(p.article && b.article) {
				all = append(all, prefixes{b.text + p.form, p.slot, b.article || p.article})
			}
		}
	}
	return all
}
