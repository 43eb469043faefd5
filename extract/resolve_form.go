package extract

import (
	"strings"

	"qawl/extract/lang"
)

// nominative writes a described source the way it is listed: the words whose
// case shows in spelling in the nominative, as far as the pack knows both forms.
// table nominative gives the endings.
func (g *register) nominative(name string) string {
	t := g.d.Pack.Table("nominative")
	if t == nil {
		return name
	}
	words := strings.Fields(name)
	for i, w := range words {
		for _, r := range t.Rows {
			from, to := r.Get("from"), r.Get("to")
			if !strings.HasSuffix(w, from) || len(w) <= len(from)+4 {
				continue
			}
			v := w[:len(w)-len(from)] + to
			if g.oneWord(w, v) {
				words[i] = v
				break
			}
		}
		if i == 1 {
			break
		}
	}
	return strings.Join(words, " ")
}

// described are the classes of words that change with case in a described source.
const declined = lang.Title | lang.Unnamed | lang.Collective | lang.Nisba | lang.Adjective | lang.Media

// oneWord reports whether two spellings are forms of one row of the pack.
func (g *register) oneWord(a, b string) bool {
	fold := g.d.Pack.Fold
	x, y := g.d.words.Of(fold.String(a)), g.d.words.Of(fold.String(b))
	bare := true
	for _, r := range x.Readings {
		if r.Class&declined != 0 && len(r.Rest) == 0 && r.After == "" {
			bare = false
			for _, q := range y.Readings {
				if q.Row == r.Row && q.After == "" && len(q.Rest) == 0 {
					return true
				}
			}
		}
	}
	if !bare || !y.Is(lang.Adjective|lang.Nisba|lang.Title) {
		return false
	}
	r, ok := y.Only(lang.Adjective | lang.Nisba | lang.Title)
	return ok && r.After == ""
}
