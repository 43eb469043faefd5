package loadertest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"

	"qawl/model"
)

// Generator makes documents by chance: the same ones for the same seed. Few
// speakers and countries are in many of them, most in few, as in the news.
type Generator struct {
	Fold       func(string) string
	Seed       uint64
	Statements int // about how many an article has; 0 is 12
	People     int // how many there are; 0 is 2000
}

// All yields n documents.
func (g Generator) All(n int) iter.Seq2[*model.Document, error] {
	return func(yield func(*model.Document, error) bool) {
		for i := range n {
			if !yield(g.Document(i), nil) {
				return
			}
		}
	}
}

// Document makes the i-th document.
func (g Generator) Document(i int) *model.Document { return g.Edition(i, 0) }

// Edition makes another edition of the i-th document: the same article, with
// some of its statements and speakers changed. Edition 0 is the document.
func (g Generator) Edition(i, edition int) *model.Document {
	r := rand.New(rand.NewPCG(g.Seed, uint64(i)))
	c := chance{r, rand.NewZipf(r, 1.2, 4, uint64(or(g.People, 2000)-1)), rand.NewZipf(r, 1.3, 2, uint64(len(lands)-1))}
	m := New(g.Fold, model.Article{Source: fmt.Sprintf("generated/%d/%d.txt", i/1000, i), URL: fmt.Sprintf("https://news.example/%d", i),
		Outlet: c.spell("صحيفة " + pick(r, nouns)), Published: model.Date{Year: 2020 + r.IntN(6), Month: 1 + r.IntN(12), Day: 1 + r.IntN(28)},
		Headline: Headline(c.sentence(4 + r.IntN(6))), Keywords: []string{c.spell(pick(r, nouns)), pick(r, nouns)}})
	if r.IntN(3) == 0 {
		m.d.Article.Links = []string{fmt.Sprintf("https://news.example/%d", r.IntN(2*i+10))}
	}
	if r.IntN(2) == 0 {
		m.d.Article.Credits = []string{c.spell("وكالة " + pick(r, nouns))}
	}
	c.fill(m, max(1, or(g.Statements, 12)/2+r.IntN(or(g.Statements, 12))), edition)
	return m.Done()
}

// chance makes names, words and sentences.
type chance struct {
	r            *rand.Rand
	people, land *rand.Zipf
}

func (c chance) fill(m *Maker, statements, edition int) {
	r := c.r
	var who []model.Ref
	seen := map[string]bool{}
	for range 2 + r.IntN(4) {
		n := c.people.Uint64()
		name := c.spell(first[n%uint64(len(first))] + " " + last[n/uint64(len(first))%uint64(len(last))])
		if f := m.fold(name); !seen[f] {
			seen[f] = true
			who = append(who, m.Person(name, roles[n%uint64(len(roles))], lands[n%uint64(len(lands))].code))
		}
	}
	who = append(who, m.Organization(c.spell("هيئة "+pick(r, nouns)), lands[c.land.Uint64()].code), m.Anonymous("مصدر مسؤول"), m.Group("سكان "+pick(r, nouns)))
	who = append(who, m.Document("تقرير "+pick(r, nouns), who[0]))
	for range 1 + r.IntN(3) {
		l := lands[c.land.Uint64()]
		if !seen[l.code] {
			seen[l.code] = true
			m.Country(l.name, l.code)
			if r.IntN(3) == 0 {
				who = append(who, m.State(l.name, l.code))
			}
		}
	}
	if r.IntN(2) == 0 {
		words := "اجتماع " + pick(r, nouns)
		m.Write("عقد " + words + ".\n")
		m.Event("meeting", words, model.Date{Year: 2024, Month: 1 + r.IntN(12), Day: 1 + r.IntN(3)}, lands[c.land.Uint64()].code, who[0])
	}
	changed := edition > 0
	for i := range statements {
		if changed && i%3 == edition%3 {
			// What follows is the same in all editions.
			m.Say(who[(i+edition)%len(who)], pick(rand.New(rand.NewPCG(uint64(edition), uint64(i))), cues), fmt.Sprintf("أن الطبعة %d تقول %d", edition, i))
		}
		speaker := who[r.IntN(len(who))]
		content := "أن " + c.sentence(6+r.IntN(18))
		if r.IntN(2) == 0 {
			content += " في " + lands[c.land.Uint64()].name
		}
		via, to, stance := r.IntN(4), r.IntN(8), r.IntN(3)
		cue := pick(r, cues)
		a, b := who[r.IntN(len(who))], who[r.IntN(len(who))]
		if changed && i%4 == edition%4 {
			continue
		}
		m.Say(speaker, cue, content, func(s *model.Statement) {
			if via == 0 && a != speaker {
				s.Via = []model.Ref{a}
			}
			if to == 0 && b != speaker {
				s.Addressee = b
			}
			if stance == 0 {
				s.Stance = model.Warns
			}
		})
	}
}

func (c chance) sentence(words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(pick(c.r, nouns))
	}
	return b.String()
}

// spell writes a name as one of those would who neglect hamza, dots or marks.
func (c chance) spell(s string) string {
	switch c.r.IntN(6) {
	case 0:
		return strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا").Replace(s)
	case 1:
		return strings.ReplaceAll(s, "ة", "ه")
	case 2:
		return strings.ReplaceAll(s, "ي", "ی")
	case 3:
		return strings.ReplaceAll(s, "ي", "ى")
	}
	return s
}

func or(n, other int) int {
	if n > 0 {
		return n
	}
	return other
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }
