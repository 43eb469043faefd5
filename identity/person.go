package identity

import (
	"cmp"
	"slices"
	"strings"

	"qawl/extract/lang"
	"qawl/model"
)

// Person is one person as one article names them.
type Person struct {
	Document, Entity int // where it stands in the documents that were given
	ID               model.ID
	Name             string   // the fullest name that the article gives
	Words            []string // of the name, folded
	Role             string   // the role's words, folded
	Country          string   // ISO 3166-1 alpha-2 code, "" if unknown
	Day              int      // days since 1970, 0 if unknown
	With             []string // keys of the others that the article calls by a full name
}

// Full reports whether the name has at least two words.
func (p *Person) Full() bool { return len(p.Words) > 1 }

// last is the word by which a person is called after the first mention.
func (p *Person) last() string { return p.Words[len(p.Words)-1] }

// people lists the named persons of documents.
func (r *Resolver) people(docs []*model.Document) []Person {
	var out []Person
	for d, doc := range docs {
		day := 0
		if t := doc.Article.Published; t.Precision() == model.PrecisionDay {
			day = int(t.Time().Unix() / 86400)
		}
		for e := range doc.Entities {
			if x := &doc.Entities[e]; x.Type == model.Person && x.Named {
				out = append(out, Person{Document: d, Entity: e, ID: x.ID, Name: x.Name, Role: x.Role, Country: x.Country, Day: day})
			}
		}
	}
	return out
}

// prepare folds names and roles, and notes with each person the others that
// its article calls by a full name. Persons without a word in their name go.
func (r *Resolver) prepare(people []Person) []Person {
	people = slices.Clone(people)
	with := map[int][]string{}
	for i := range people {
		p := &people[i]
		p.Words, p.Role = r.pack.FoldWords(p.Name), r.pack.Fold.Words(p.Role)
		if p.Full() {
			with[p.Document] = append(with[p.Document], r.keys.joined(p.Words))
		}
	}
	people = slices.DeleteFunc(people, func(p Person) bool { return len(p.Words) == 0 })
	for i := range people {
		p := &people[i]
		p.With = slices.DeleteFunc(slices.Clone(with[p.Document]), func(w string) bool { return w == r.keys.joined(p.Words) })
	}
	return people
}

func (k *Keys) joined(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(k.Word(w))
	}
	return b.String()
}

// group is one person over several articles.
type group struct {
	id      model.ID // the least of its full names'
	name    string
	words   []string // of its longest name
	names   [][]string
	members []int
	docs    map[int]bool
	country map[string]int
	roles   map[string]bool // first words of roles
	with    map[string]bool
	days    []int
	reasons []Reason
}

func newGroup(p *Person, at int) *group {
	g := &group{id: p.ID, name: p.Name, words: p.Words, docs: map[int]bool{}, country: map[string]int{}, roles: map[string]bool{}, with: map[string]bool{}}
	g.add(p, at)
	return g
}

func (g *group) add(p *Person, at int) {
	g.members = append(g.members, at)
	g.docs[p.Document] = true
	if p.Country != "" {
		g.country[p.Country]++
	}
	if w, _, _ := strings.Cut(p.Role, " "); w != "" {
		g.roles[w] = true
	}
	for _, w := range p.With {
		g.with[w] = true
	}
	if p.Day != 0 {
		g.days = append(g.days, p.Day)
	}
	if p.Full() {
		g.id = min(g.id, p.ID)
		if !slices.ContainsFunc(g.names, func(n []string) bool { return slices.Equal(n, p.Words) }) {
			g.names = append(g.names, p.Words)
		}
		if len(p.Words) > len(g.words) {
			g.words, g.name = p.Words, p.Name
		}
	}
}

// home is the country that most of a group's articles give, "" where none does
// or two are equal.
func (g *group) home() string {
	best, most, tie := "", 0, false
	for c, n := range g.country {
		switch {
		case n > most:
			best, most, tie = c, n, false
		case n == most:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}

// native reports whether a word is a given name of the pack's own language,
// where one long vowel more is another name (حسن, حسين).
func native(w *lang.Word) bool {
	for _, r := range w.Readings {
		if r.Class&lang.Given != 0 && len(r.Rest) == 0 && r.Before == "" && r.After == "" && r.Row.Get("origin") == "native" {
			return true
		}
	}
	return false
}

func byID(a, b *group) int { return cmp.Compare(a.id, b.id) }
