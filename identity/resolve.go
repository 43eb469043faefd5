package identity

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"qawl/extract/lang"
	"qawl/model"
)

// Reason is a part of the evidence that two names are one person.
type Reason struct {
	What  string
	Score float64
}

// Same says that two persons may be one, and why. A score of at least Sure
// joins them.
type Same struct {
	A, B    model.ID
	Score   float64
	Reasons []Reason
}

// Sure is the score from which two names are taken for one person; from Unsure
// on they are worth a look.
const (
	Sure   = 4.0
	Unsure = 2.0
)

// Resolver finds out which persons of different articles are the same. It is
// safe for concurrent use.
type Resolver struct {
	pack *lang.Pack
	keys *Keys
}

// NewResolver makes a resolver for articles in a pack's language.
func NewResolver(pack *lang.Pack) (*Resolver, error) {
	keys, err := NewKeys(pack)
	return &Resolver{pack, keys}, err
}

// Resolution is who the persons of some documents are.
type Resolution struct {
	People []Person
	IDs    []model.ID // of the person that each of People is
	Why    [][]Reason // what joined each of People to its person; nil for its own name
	Unsure []Same     // persons that may be one, in order
}

// Resolve says who the named persons of documents are. The same full name is
// the same person; a spelling variant, a shorter name or a surname alone has to
// fit exactly one person, and evidence has to speak for it: country, role,
// time, who else is named. The result does not depend on the documents' order.
func (r *Resolver) Resolve(docs []*model.Document) *Resolution {
	return r.ResolvePeople(r.people(docs))
}

// ResolvePeople does the same for persons that are given by name, role, country
// and day.
func (r *Resolver) ResolvePeople(people []Person) *Resolution {
	res := &Resolution{People: r.prepare(people)}
	res.IDs, res.Why = make([]model.ID, len(res.People)), make([][]Reason, len(res.People))
	groups := r.fullNames(res)
	groups = r.variants(res, groups)
	for i := range res.People {
		res.IDs[i] = res.People[i].ID
	}
	for _, g := range groups {
		for _, i := range g.members {
			res.IDs[i] = g.id
			if !slices.Equal(res.People[i].Words, g.words) {
				res.Why[i] = g.reasons
			}
		}
	}
	r.surnames(res, groups)
	slices.SortFunc(res.Unsure, func(a, b Same) int { return strings.Compare(string(a.A+a.B), string(b.A+b.B)) })
	return res
}

// fullNames groups the persons with the same full name.
func (r *Resolver) fullNames(res *Resolution) []*group {
	of := map[string]*group{}
	for i := range res.People {
		p := &res.People[i]
		if !p.Full() {
			continue
		}
		k := strings.Join(p.Words, "")
		if g := of[k]; g != nil {
			g.add(p, i)
		} else {
			of[k] = newGroup(p, i)
		}
	}
	return slices.SortedFunc(maps.Values(of), byID)
}

// variants joins groups whose names are variants of one another. Each pair is
// judged by itself; those that are sure are joined together.
func (r *Resolver) variants(res *Resolution, groups []*group) []*group {
	parent := make([]int, len(groups))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			i = parent[i]
		}
		return i
	}
	byKey := map[string][]int{}
	for i, g := range groups {
		for _, k := range r.variantKeys(g.words) {
			if !slices.Contains(byKey[k], i) {
				byKey[k] = append(byKey[k], i)
			}
		}
	}
	done := map[[2]int]bool{}
	reasons := map[int][]Reason{}
	for _, k := range slices.Sorted(maps.Keys(byKey)) {
		for n, i := range byKey[k] {
			for _, j := range byKey[k][n+1:] {
				if pair := [2]int{i, j}; !done[pair] {
					done[pair] = true
					s := r.compare(groups, i, j)
					switch {
					case s.Score >= Sure:
						a, b := find(i), find(j)
						parent[max(a, b)] = min(a, b)
						reasons[min(a, b)] = s.Reasons
					case s.Score >= Unsure:
						res.Unsure = append(res.Unsure, s)
					}
				}
			}
		}
	}
	var out []*group
	for i, g := range groups {
		to := groups[find(i)]
		if to == g {
			out = append(out, g)
			continue
		}
		for _, m := range g.members {
			to.add(&res.People[m], m)
		}
		to.reasons = append(to.reasons, reasons[find(i)]...)
	}
	return out
}

// variantKeys are the keys of which two names share one if they may be variants
// of one another: all words, first and last, first and second.
func (r *Resolver) variantKeys(words []string) []string {
	first := r.keys.Word(words[0])
	return []string{r.keys.joined(words), first + " " + r.keys.Word(words[len(words)-1]), first + " " + r.keys.Word(words[1])}
}

// compare scores two groups of different full names.
func (r *Resolver) compare(groups []*group, i, j int) Same {
	a, b := groups[i], groups[j]
	s := Same{A: min(a.id, b.id), B: max(a.id, b.id)}
	switch {
	case r.spelled(a.words, b.words):
		s.add("spelling variant", 3)
	case r.part(a.words, b.words) && r.only(groups, a, b):
		s.add("part of the name", 2)
	case r.begins(a.words, b.words) && r.only(groups, a, b):
		s.add("beginning of the name", 1.5)
	default:
		return s
	}
	for d := range a.docs {
		if b.docs[d] {
			s.Score = 0 // the article tells them apart
			return s
		}
	}
	s.context(a, b)
	return s
}

func (s *Same) add(what string, score float64) {
	s.Score += score
	s.Reasons = append(s.Reasons, Reason{what, score})
}

// near in days: two articles about one affair.
const nearDays = 45

// context adds what the articles of two groups say about who they are.
func (s *Same) context(a, b *group) {
	switch x, y := a.home(), b.home(); {
	case x != "" && x == y:
		s.add("country "+x, 1)
	case x != "" && y != "":
		s.add("another country", -2)
	}
	for _, w := range slices.Sorted(maps.Keys(a.roles)) {
		if b.roles[w] {
			s.add("role "+w, 1)
			break
		}
	}
	n := 0
	for w := range a.with {
		if b.with[w] {
			n++
		}
	}
	if n > 0 {
		s.add(fmt.Sprintf("%d others named with both", n), min(float64(n), 2))
	}
	if near(a.days, b.days) {
		s.add("same time", 0.5)
	}
}

func near(a, b []int) bool {
	for _, x := range a {
		for _, y := range b {
			if d := x - y; d <= nearDays && -d <= nearDays {
				return true
			}
		}
	}
	return false
}

// spelled reports whether two names have the same words in other spellings: of
// the same consonants, and in few other letters. A given name of the
// language itself has one spelling.
func (r *Resolver) spelled(a, b []string) bool {
	if strings.Join(a, "") == strings.Join(b, "") {
		return true
	}
	if len(a) != len(b) {
		return r.keys.joined(a) == r.keys.joined(b) && r.keys.similar(strings.Join(a, ""), strings.Join(b, ""))
	}
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if r.keys.Word(a[i]) != r.keys.Word(b[i]) || !r.keys.similar(a[i], b[i]) || native(r.pack.Word(a[i])) || native(r.pack.Word(b[i])) {
			return false
		}
	}
	return true
}

// part reports whether one name has first and last word of the other, and all
// its words: علي صالح, علي عبد الله صالح.
func (r *Resolver) part(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == len(b) || a[0] != b[0] || !r.word(a[len(a)-1], b[len(b)-1]) {
		return false
	}
	k := 0
	for _, w := range b {
		if k < len(a) && r.word(a[k], w) {
			k++
		}
	}
	return k == len(a)
}

// begins reports whether one name is the beginning of the other.
func (r *Resolver) begins(a, b []string) bool {
	n := min(len(a), len(b))
	return len(a) != len(b) && slices.EqualFunc(a[:n], b[:n], r.word)
}

func (r *Resolver) word(a, b string) bool { return a == b || r.spelled([]string{a}, []string{b}) }

// only reports whether the shorter of two names is part of no third one.
func (r *Resolver) only(groups []*group, a, b *group) bool {
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	for _, g := range groups {
		if g != a && g != b && (r.part(a.words, g.words) || r.begins(a.words, g.words)) && !r.part(g.words, b.words) && !r.spelled(g.words, b.words) {
			return false
		}
	}
	return true
}

// surnames joins the persons that their article calls by one word to the only
// person with that last word whom the evidence speaks for.
func (r *Resolver) surnames(res *Resolution, groups []*group) {
	byLast := map[string][]*group{}
	for _, g := range groups {
		for _, n := range g.names {
			k := r.keys.Word(n[len(n)-1])
			if !slices.Contains(byLast[k], g) {
				byLast[k] = append(byLast[k], g)
			}
		}
	}
	for i := range res.People {
		p := &res.People[i]
		if p.Full() {
			continue
		}
		var fits []*group
		for _, g := range byLast[r.keys.Word(p.last())] {
			if !g.docs[p.Document] && slices.ContainsFunc(g.names, func(n []string) bool { return n[len(n)-1] == p.last() }) {
				fits = append(fits, g)
			}
		}
		if g, alone := foremost(fits); g != nil {
			r.surname(res, i, g, alone)
		}
	}
}

// foremost returns the only group, or the one that many times as many articles
// name as all others together.
func foremost(fits []*group) (g *group, alone bool) {
	if len(fits) == 0 {
		return nil, false
	}
	slices.SortStableFunc(fits, func(a, b *group) int { return cmp.Compare(len(b.docs), len(a.docs)) })
	others := 0
	for _, o := range fits[1:] {
		others += len(o.docs)
	}
	if len(fits[0].docs) < manyTimes*others {
		return nil, false
	}
	return fits[0], others == 0
}

const manyTimes = 4

// often is how many articles have to name somebody who is known by the surname
// alone.
const often = 3

func (r *Resolver) surname(res *Resolution, i int, g *group, alone bool) {
	p := &res.People[i]
	s := Same{A: min(p.ID, g.id), B: max(p.ID, g.id)}
	if alone {
		s.add("surname of one person only", 2)
	} else {
		s.add("surname of one person far more than of others", 1.5)
	}
	if r.pack.Word(p.last()).Is(lang.Given) {
		s.add("a given name as well", -1.5)
	}
	if len(g.docs) >= often {
		s.add(fmt.Sprintf("named in full by %d articles", len(g.docs)), 1.5)
	}
	s.context(newGroup(p, i), g)
	switch {
	case s.Score >= Sure:
		res.IDs[i], res.Why[i] = g.id, s.Reasons
	case s.Score >= Unsure:
		res.Unsure = append(res.Unsure, s)
	}
}

// Apply gives the entities of documents the identifiers of the persons that
// they are.
func (res *Resolution) Apply(docs []*model.Document) {
	for i, p := range res.People {
		docs[p.Document].Entities[p.Entity].ID = res.IDs[i]
	}
}

// Probability turns a score into a number from 0 to 1: 0.8 for one that is just
// sure, 0.4 for one that is worth a look.
func Probability(score float64) float64 {
	if score < Sure {
		return max(0, 0.8*score/Sure)
	}
	return min(1, 0.8+0.1*(score-Sure))
}
