package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// name finds the noun phrases that name somebody: people with or without
// titles, organizations, states, groups, unnamed sources and documents. Two
// passes: the first one finds names that stand on their own evidence, the
// second one also takes words that were part of such a name elsewhere in the article.
func name(d *Doc) error {
	n := &namer{d: d, words: make(map[*lang.Word]*wordEvidence, len(d.Tokens)/2), known: map[string]byte{}, weak: map[string]byte{}}
	n.byPlace = make([]int32, len(d.Tokens))
	for i, p := range d.Places {
		if n.byPlace[p.From] == 0 {
			n.byPlace[p.From] = int32(i + 1)
		}
	}
	n.dated = make([]bool, len(d.Tokens))
	for _, t := range d.Dates {
		for i := t.From; i < t.To; i++ {
			n.dated[i] = true
		}
	}
	n.judged = make([]*wordEvidence, len(d.Tokens))
	n.scan()
	judged := n.judged
	n.judged = nil // what is learned changes the evidence
	n.learn()
	clear(judged)
	n.judged = judged
	n.scan()
	slices.SortStableFunc(n.inner, func(a, b Name) int { return cmp.Compare(a.From, b.From) })
	for i := range n.inner {
		n.close(&n.inner[i])
	}
	d.Names, d.Inner = n.names, n.inner
	return nil
}

// close fills in what follows from a name's ranges.
func (n *namer) close(nm *Name) {
	nm.Entity = model.NoRef
	w := n.word(nm.From)
	switch {
	case nm.Lead.Before != "":
	case nm.Proper.Len() > 0 && nm.Proper.From == nm.From && nm.Head.Entry == nil:
		nm.Lead.Before, nm.Lead.Prep = w.before, w.is(prepOn)
	case nm.Head.Entry != nil && nm.Head.Before != "" && nm.Proper.From != nm.From || nm.Type == model.Organization:
		nm.Lead.Before, nm.Lead.Definite, nm.Lead.Prep = nm.Head.Before, nm.Head.Definite, nm.Head.Prep
	case nm.Proper.From == nm.From:
		nm.Lead.Before, nm.Lead.Prep = w.before, w.is(prepOn)
	}
	nm.Prep = nm.Prep || nm.Lead.Prep
	if nm.Type == model.Person && (nm.Head.Entry == nil || nm.Proper.Len() > 0) {
		n.agree(nm)
	}
	nm.Words = n.properWords(nm)
}

// agree corrects the gender that a foreign given name suggests by the verb directly
// before it: قال أليسون.
func (n *namer) agree(nm *Name) {
	if nm.From == 0 || n.d.Tokens[nm.From-1].Sentence != n.d.Tokens[nm.From].Sentence || n.arabicGiven(nm.Proper.From) {
		return
	}
	for _, r := range n.d.Tokens[nm.From-1].Readings {
		if r.Class == lang.Say && (r.Form == lang.Past || r.Form == lang.Present) && r.Person == '3' && r.Number == 's' && r.After == "" && r.Gender != 0 {
			nm.Gender = r.Gender
			return
		}
	}
}

// properWords returns the folded words of the proper name: proclitics off the
// first one, particles such as عبد and أبو joined to what they belong to.
func (n *namer) properWords(nm *Name) []string { return n.foldedWords(nm.Proper, nm) }

func (n *namer) foldedWords(at Range, nm *Name) []string {
	var out []string
	join := ""
	for j := at.From; j < at.To; j++ {
		t := &n.d.Tokens[j]
		if t.Kind != text.Word {
			continue
		}
		w := t.Fold
		if nm != nil && j == nm.From && len(nm.Lead.Before) < len(w) {
			w = n.lead(nm, w)
		}
		if r, ok := t.Only(lang.Particle); ok && r.Before == "" && r.Row.Get("joins") == "next" && j+1 < at.To {
			join += w
			continue
		}
		out = append(out, join+w)
		join = ""
	}
	return out
}

// lead takes the proclitics before the article off a folded first word.
func (n *namer) lead(nm *Name, w string) string {
	if nm.Lead.Before == "" {
		return w
	}
	span := n.d.Pack.Stem(w, model.Span{End: len(w)}, nm.Lead)
	return w[span.Start:span.End]
}

// namer is the state of stage name.
type namer struct {
	d       *Doc
	words   map[*lang.Word]*wordEvidence
	judged  []*wordEvidence // of each token, as far as it was asked for in this pass
	known   map[string]byte // folded words of names found → gender of who bears it, or 1
	weak    map[string]byte // the same for surnames that are common words too
	byPlace []int32         // of each token, one more than the index into Doc.Places of what begins there
	dated   []bool          // tokens of expressions of time
	affixed []lang.Affixed  // room for what is looked at
	room    []wordEvidence  // the same
	names   []Name
	inner   []Name
}

// tokensPerName is how many tokens there are to a name, as news go.
const tokensPerName = 8

// scan reads the tokens from left to right and takes at each place the first
// kind of name that fits.
func (n *namer) scan() {
	if n.names == nil {
		n.names = make([]Name, 0, len(n.d.Tokens)/tokensPerName)
	}
	n.names, n.inner = n.names[:0], n.inner[:0]
	for i := 0; i < len(n.d.Tokens); {
		nm, ok := n.at(i)
		if !ok || nm.To <= i {
			if n.d.Tokens[i].Kind == text.Word && n.placeNamed(i) {
				i = max(i+1, n.properAt(i, false))
				continue
			}
			i++
			continue
		}
		n.close(&nm)
		n.names = append(n.names, nm)
		i = nm.To
	}
}

// at finds the name that begins at token i.
func (n *namer) at(i int) (Name, bool) {
	t := &n.d.Tokens[i]
	if t.Kind != text.Word || n.dated[i] {
		return Name{}, false
	}
	if w := n.word(i); w.is(prep) && w.is(stop) && n.d.spelledAs(i, lang.Function) { // أمام, not إمام
		return Name{}, false
	}
	for k := range kindsOfNames {
		kind := &kindsOfNames[k]
		if !t.Is(kind.classes) && !n.word(i).is(kind.evidence) {
			continue // none can begin here
		}
		if nm, ok := kind.find(n, i); ok {
			return nm, true
		}
	}
	return Name{}, false
}

// kindsOfNames are the kinds of names in the order in which they are tried, with
// what the first word of one is.
var kindsOfNames = [...]struct {
	classes  lang.Class
	evidence evidence
	find     func(*namer, int) (Name, bool)
}{
	{lang.OrgName, 0, (*namer).namedOrganization},
	{lang.Title, 0, (*namer).titled},
	{0, proper | particle | unknown, (*namer).person},
	{lang.Kin, 0, (*namer).kin},
	{lang.Org, 0, (*namer).organization},
	{places, 0, (*namer).state},
	{lang.Collective | lang.Title | lang.Function, 0, (*namer).group},
	{lang.Unnamed, 0, (*namer).unnamed},
	{lang.Media, 0, (*namer).document},
}

// learn keeps the words of the names found by their own evidence.
func (n *namer) learn() {
	for _, list := range [...][]Name{n.names, n.inner} {
		for i := range list {
			nm := &list[i]
			if nm.Type != model.Person || nm.Proper.Len() < 2 {
				continue
			}
			first := n.word(nm.Proper.From)
			if !first.is(given|surname|particle) && nm.Rule != "title name" {
				continue
			}
			for j := nm.Proper.From; j < nm.Proper.To; j++ {
				t := &n.d.Tokens[j]
				if t.Kind != text.Word || len(t.Fold) < 5 || n.word(j).is(particle) {
					continue
				}
				w := t.Fold
				if j == nm.Proper.From {
					w = n.bare(j)
				} else if j < nm.Proper.To-1 && n.word(j).is(common|given|maybeGiven) {
					continue
				}
				if n.word(j).is(common | adjective | head) {
					if j == nm.Proper.To-1 {
						n.weak[w] = nm.Gender
					}
					continue
				}
				n.known[w] = max(nm.Gender, 1)
			}
		}
	}
}

// bare returns token i's folded form without the proclitics that its reading
// as a name has.
func (n *namer) bare(i int) string {
	w := n.word(i)
	if w.before != "" {
		return w.stem
	}
	return n.d.Tokens[i].Fold
}

// end returns the token behind the sentence of token i, i itself behind the
// last token.
func (n *namer) end(i int) int {
	if i >= len(n.d.Tokens) {
		return i
	}
	return n.d.Sentences[n.d.Tokens[i].Sentence].To
}

// is reports whether token i is the given mark.
func (n *namer) isMark(i int, marks string) bool {
	if i < 0 || i >= len(n.d.Tokens) {
		return false
	}
	t := &n.d.Tokens[i]
	if t.Kind == text.Word || t.Kind == text.Number {
		return false
	}
	return strings.Contains(marks, t.Fold) && utf8.RuneCountInString(t.Fold) == 1
}

// place returns the place that begins at token i.
func (n *namer) place(i int) (*Place, bool) {
	if i >= len(n.byPlace) || n.byPlace[i] == 0 {
		return nil, false
	}
	return &n.d.Places[n.byPlace[i]-1], true
}
