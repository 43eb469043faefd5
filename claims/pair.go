package claims

import (
	"math"
	"slices"

	"qawl/identity"
	"qawl/model"
)

// How much one word counts as another.
const (
	sameWord    = 1.0
	sameStem    = 0.95
	samePlace   = 0.85
	sameName    = 0.8
	sameRoot    = 0.65
	sameSynonym = 0.6
)

// match tells how far two words are the same, 0 to 1, by the strongest of: form,
// stem, country, name key, root, synonym.
func match(a, b *token) float64 {
	switch {
	case a.fold == b.fold:
		return sameWord
	case a.number || b.number:
		return 0
	case a.stem == b.stem:
		return sameStem
	case a.place != 0 && a.place == b.place:
		return samePlace
	case a.name != 0 && a.name == b.name:
		return sameName
	case a.root == b.root:
		return sameRoot
	}
	for _, s := range a.synonyms {
		if slices.Contains(b.synonyms, s) {
			return sameSynonym
		}
	}
	return 0
}

// alignment is how the words of two statements match.
type alignment struct {
	a, b     []float64 // for each token its best match in the other
	to       []int     // for each token of a the token of b it matches best
	sharedA  float64   // matched weight of a
	sharedB  float64
	quotedA  float64 // matched weight of a's quoted words
	quotedB  float64
	negation float64 // matched weight where one side is negated and the other is not
	rarest   float64 // the greatest matched weight of one word
	inOrder  float64 // weight of the longest common subsequence, matches of at least sameRoot
	openA    float64 // weight of a's words that nothing matches
	openB    float64
	phrase   float64 // weight of a's words that match along with a neighbour
	run      float64 // weight of the longest run of those
	inPhrase []bool
}

func align(p, q *Profile) alignment {
	al := alignment{a: make([]float64, len(p.tokens)), b: make([]float64, len(q.tokens)), to: make([]int, len(p.tokens)), inPhrase: make([]bool, len(p.tokens))}
	row := make([]float64, len(q.tokens)+1)
	for i := range p.tokens {
		t := &p.tokens[i]
		al.to[i] = -1
		diag := 0.0
		for j := range q.tokens {
			m := match(t, &q.tokens[j])
			if m > al.a[i] {
				al.a[i], al.to[i] = m, j
			}
			al.b[j] = max(al.b[j], m)
			best := max(row[j+1], row[j])
			if m >= sameSynonym {
				best = max(best, diag+m*min(t.weight, q.tokens[j].weight))
			}
			diag, row[j+1] = row[j+1], best
		}
		w := t.weight * al.a[i]
		al.sharedA += w
		if t.quoted {
			al.quotedA += w
		}
		if al.a[i] >= sameRoot {
			al.rarest = max(al.rarest, w)
		}
		if j := al.to[i]; j >= 0 && t.negated != q.tokens[j].negated {
			al.negation += w
		}
		al.openA += t.weight - w
	}
	for j := range q.tokens {
		w := q.tokens[j].weight * al.b[j]
		al.sharedB += w
		if q.tokens[j].quoted {
			al.quotedB += w
		}
		al.openB += q.tokens[j].weight - w
	}
	al.inOrder = row[len(q.tokens)]
	al.phrases(p, q)
	return al
}

// phrases weighs the words of p that match q's together with a neighbour of
// theirs, in order and with at most one word between, and the longest run of them.
func (al *alignment) phrases(p, q *Profile) {
	run, last := 0.0, -1
	for i := range p.tokens {
		j := al.to[i]
		if j < 0 || al.a[i] < sameSynonym {
			continue
		}
		w := p.tokens[i].weight * al.a[i]
		if last >= 0 && i-last <= 2 && near(al.to[last], j) {
			run += w
			al.phrase += w
			if !al.inPhrase[last] {
				al.phrase += p.tokens[last].weight * al.a[last]
			}
			al.inPhrase[i] = true
		} else {
			run = w
		}
		al.run = max(al.run, run)
		last = i
	}
}

func near(j, k int) bool { return k > j && k-j <= 2 }

// The features of a pair, in the order of model.tsv.
const (
	fBias = iota
	fSame
	fContained
	fCovered
	fBoth
	fQuote
	fQuoted
	fQuotesDiffer
	fOrder
	fPhrase
	fRun
	fShared
	fRarest
	fOpen
	fNegation
	fNumbersDiffer
	fNumbersAgree
	fSpeakerSame
	fSpeakerSide
	fPlacesDiffer
	fArticle
	fArticleDirect
	fArticleBody
	fArticleOpening
	fOpenings
	fOutlet
	fBothDirect
	fIndirect
	fDays
	fShort
	features
)

var featureNames = [features]string{"bias", "same", "contained", "covered", "both", "quote", "quoted", "quotes-differ", "order", "phrase", "run", "shared", "rarest", "open",
	"negation", "numbers-differ", "numbers-agree", "speaker-same", "speaker-side", "places-differ", "article", "article-direct", "article-body", "article-opening", "openings", "outlet",
	"both-direct", "indirect", "days", "short"}

// Vector holds the features of a pair.
type Vector [features]float64

// Features computes what the score of a pair is made of; it is symmetric.
func (c *Comparer) Features(p, q *Profile) Vector {
	if q.weight < p.weight || (q.weight == p.weight && q.ID < p.ID) {
		p, q = q, p // p is the shorter one
	}
	al := align(p, q)
	var v Vector
	v[fBias] = 1
	if p.same == q.same {
		v[fSame] = 1
	}
	v[fContained] = ratio(al.sharedA, p.weight)
	v[fCovered] = ratio(al.sharedB, q.weight)
	v[fBoth] = math.Sqrt(v[fContained] * v[fCovered])
	v.quotes(p, q, &al)
	v[fOrder] = ratio(al.inOrder, p.weight)
	v[fPhrase] = ratio(al.phrase, p.weight)
	v[fRun] = math.Log1p(al.run)
	v[fShared] = math.Log1p(min(al.sharedA, al.sharedB))
	v[fRarest] = al.rarest / mostWeight
	v[fOpen] = math.Log1p(min(al.openA, al.openB))
	v[fNegation] = ratio(al.negation, max(al.sharedA, 1))
	v[fNumbersDiffer], v[fNumbersAgree] = numbers(p.numbers, q.numbers)
	v[fSpeakerSame], v[fSpeakerSide] = c.speakers(p, q)
	if len(p.places) > 0 && len(q.places) > 0 && !share(p.places, q.places) {
		v[fPlacesDiffer] = 1
	}
	direct := p.Kind == model.Direct && q.Kind == model.Direct
	if p.Article == q.Article {
		v[fArticle] = 1
		if direct && p.same != q.same {
			v[fArticleDirect] = 1
		}
		switch {
		case p.opening && q.opening:
			v[fArticleOpening] = 1
		case !p.opening && !q.opening:
			v[fArticleBody] = 1
		}
	} else {
		if p.Outlet == q.Outlet && p.Outlet != "" {
			v[fOutlet] = 1
		}
		if p.opening && q.opening {
			v[fOpenings] = 1
		}
	}
	if direct {
		v[fBothDirect] = 1
	}
	if p.Kind == model.Indirect || q.Kind == model.Indirect {
		v[fIndirect] = 1
	}
	if p.day != 0 && q.day != 0 {
		v[fDays] = math.Log1p(math.Abs(float64(p.day - q.day)))
	}
	v[fShort] = math.Log1p(p.weight)
	return v
}

func ratio(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return min(part/whole, 1)
}

// leastQuote is the weight that a quoted fragment needs to say anything by
// itself.
const leastQuote = 4.0

// quotes tells how much of a quoted fragment in the reporter's words stands in
// the other statement, and whether both have one and they are not the same.
func (v *Vector) quotes(p, q *Profile, al *alignment) {
	a, b := p.Kind == model.Mixed && p.quoted >= leastQuote, q.Kind == model.Mixed && q.quoted >= leastQuote
	if a {
		v[fQuote], v[fQuoted] = al.quotedA/p.quoted, 1
	}
	if b {
		v[fQuote], v[fQuoted] = max(v[fQuote], al.quotedB/q.quoted), 1
	}
	if a && b {
		v[fQuotesDiffer] = 1 - v[fQuote]
	}
}

// numbers tells whether two statements that both have numbers share none, and
// whether they share one.
func numbers(a, b []uint32) (differ, agree float64) {
	if len(a) == 0 || len(b) == 0 {
		return 0, 0
	}
	if share(a, b) {
		return 0, 1
	}
	return 1, 0
}

func share(a, b []uint32) bool {
	return slices.ContainsFunc(a, func(x uint32) bool { return slices.Contains(b, x) })
}

// speakers tells whether two statements have one speaker by identity or name,
// or whether one names the state or side that the other's speaker belongs to.
func (c *Comparer) speakers(p, q *Profile) (same, side float64) {
	if p.SpeakerID != "" && p.SpeakerID == q.SpeakerID {
		return 1, 0
	}
	a, b := p.speaker, q.speaker
	if a.name == "" || b.name == "" {
		return 0.5, 0
	}
	if c.keys.Compare(a.name, b.name) != identity.Different {
		return 1, 0
	}
	if a.country != 0 && a.country == b.country {
		return 0, 1
	}
	if (a.place && b.country == 0) || (b.place && a.country == 0) {
		return 0, 0.5
	}
	return 0, 0
}

// restated is the part of a statement that has to stand in another one for
// both to be the same words.
const restated = 0.8

// Barred reports whether two statements are never one claim, whatever the rest
// of their clusters says: two direct quotations in one article, neither of which
// has most of the other's words; statements of two persons, unless one of them
// reports the other's; and what one side says and another denies.
func (c *Comparer) Barred(p, q *Profile, v Vector) bool {
	if p.Article == q.Article && p.Kind == model.Direct && q.Kind == model.Direct && v[fContained] < restated {
		return true
	}
	return c.apart(p, q)
}

// echoed is the least logarithm of the shared weight of two echoes: about three
// rare words.
const echoed = 2.9

// Echo reports whether two sides say the same words, or one denies the other's,
// without one reporting the other.
func (c *Comparer) Echo(p, q *Profile) bool {
	if !c.apart(p, q) {
		return false
	}
	v := c.Features(p, q)
	return v[fBoth] >= restated && v[fShared] >= echoed
}

// Overlap tells how many of the words of two statements are the same, 0 to 1.
func (c *Comparer) Overlap(p, q *Profile) float64 { return c.Features(p, q)[fBoth] }

// apart reports whether two statements are of two sides, none of which reports
// the other: two persons, or somebody and whoever denies it.
func (c *Comparer) apart(p, q *Profile) bool {
	if p.Reports == q.ID || q.Reports == p.ID {
		return false
	}
	denied := p.Stance != "" && q.Stance != "" && (p.Stance == model.Denies) != (q.Stance == model.Denies) && p.Speaker != "" && q.Speaker != ""
	if !denied && !(p.speaker.person && q.speaker.person) {
		return false
	}
	same, _ := c.speakers(p, q)
	return same == 0
}
