package claims

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"qawl/extract/lang"
)

// stemmer takes inflection off folded words and knows how rare they are. It
// reads the pack's stem.tsv and frequency.txt; a pack without them has words as
// they are, weighed by their length alone.
type stemmer struct {
	article, prefix, suffix, derive []affix
	person                          []affix
	weak                            map[rune]bool
	texts                           map[string]int // folded word → number of texts with it
	total                           int            // texts counted
	stems                           map[string]int // stem → number of texts, summed over its words
}

type affix struct {
	form string
	min  int // letters that have to be left
}

func newStemmer(pack *lang.Pack) (*stemmer, error) {
	s := &stemmer{weak: map[rune]bool{}, texts: map[string]int{}, stems: map[string]int{}}
	if t := pack.Table("stem"); t != nil {
		for _, r := range t.Rows {
			form := pack.Fold.Words(r.Get("form"))
			least, _ := strconv.Atoi(r.Get("min"))
			if form == "" {
				return nil, fmt.Errorf("claims: %s: no letter to take off", r.At)
			}
			a := affix{form, least}
			switch r.Get("kind") {
			case "article":
				s.article = append(s.article, a)
			case "prefix":
				s.prefix = append(s.prefix, a)
			case "person":
				s.person = append(s.person, a)
			case "suffix":
				s.suffix = append(s.suffix, a)
			case "derive":
				s.derive = append(s.derive, a)
			case "weak":
				c, _ := utf8.DecodeRuneInString(form)
				s.weak[c] = true
			default:
				return nil, fmt.Errorf("claims: %s: unknown kind %q", r.At, r.Get("kind"))
			}
		}
	}
	if data, err := pack.File(frequencyFile); err == nil {
		if err := s.readFrequency(pack.Code, data); err != nil {
			return nil, err
		}
	}
	for w, n := range s.texts {
		s.stems[s.stem(w)] += n
	}
	return s, nil
}

// frequencyFile is the pack's count of words: "# total N", then lines of a
// folded word, a tab and the number of texts it stands in.
const frequencyFile = "frequency.txt"

func (s *stemmer) readFrequency(pack string, data []byte) error {
	sc := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if total, ok := strings.CutPrefix(line, "# total "); ok {
			s.total, _ = strconv.Atoi(total)
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		w, c, _ := strings.Cut(line, "\t")
		count, err := strconv.Atoi(c)
		if err != nil || w == "" {
			return fmt.Errorf("claims: %s/%s:%d: want a word, a tab and a number", pack, frequencyFile, n)
		}
		s.texts[w] = count
	}
	if s.total < 1 {
		return fmt.Errorf("claims: %s/%s: the line \"# total N\" is missing", pack, frequencyFile)
	}
	return nil
}

// stem takes the article, other prefixes, the marks of person and suffixes off.
// A prefix goes only where the rest is a more usual word than the whole, so
// that وزير keeps its first letter and لإيران does not.
func (s *stemmer) stem(w string) string {
	bare := w
	if b, ok := cutPrefix(w, s.article); ok {
		bare = b
	} else {
		for _, p := range s.prefix {
			rest, ok := p.prefix(w)
			if ok && s.texts[rest] > s.texts[w] {
				bare = rest
				break
			}
		}
		bare = s.cutPerson(bare)
	}
	return s.cutSuffixes(bare)
}

// cutPerson takes the mark of a present tense off where at least one other
// mark makes a known word with the same rest.
func (s *stemmer) cutPerson(w string) string {
	for _, p := range s.person {
		rest, ok := p.prefix(w)
		if !ok {
			continue
		}
		for _, q := range s.person {
			if q.form != p.form && s.texts[q.form+rest] > 1 {
				return rest
			}
		}
	}
	return w
}

func (s *stemmer) cutSuffixes(w string) string {
	for range 2 {
		cut := false
		for _, a := range s.suffix {
			if rest, ok := strings.CutSuffix(w, a.form); ok && utf8.RuneCountInString(rest) >= a.min {
				w, cut = rest, true
				break
			}
		}
		if !cut {
			break
		}
	}
	return w
}

// root is a stem's consonants without those of a derived form: أسلحة and سلاح
// give one. It is a guess, good enough to align two sentences with.
func (s *stemmer) root(stem string) string {
	var b strings.Builder
	for _, r := range stem {
		if !s.weak[r] {
			b.WriteRune(r)
		}
	}
	root := b.String()
	if utf8.RuneCountInString(root) < 2 {
		return stem
	}
	for _, d := range s.derive {
		if rest, ok := d.prefix(root); ok {
			return rest
		}
	}
	return root
}

// The bounds of a word's weight.
const (
	leastWeight = 0.05
	mostWeight  = 6.0
)

// weight tells how much a shared word says: its inverse document frequency in
// the texts that the pack's frequencies were counted in, at most mostWeight.
func (s *stemmer) weight(word, stem string) float64 {
	if s.total == 0 {
		return min(mostWeight, 0.8*float64(utf8.RuneCountInString(word)))
	}
	n := max(s.texts[word], min(s.stems[stem], s.total))
	w := math.Log(float64(s.total+1) / float64(n+1))
	return min(max(w, leastWeight), mostWeight)
}

func (a affix) prefix(w string) (string, bool) {
	rest, ok := strings.CutPrefix(w, a.form)
	return rest, ok && utf8.RuneCountInString(rest) >= a.min
}

func cutPrefix(w string, among []affix) (string, bool) {
	for _, a := range among {
		if rest, ok := a.prefix(w); ok {
			return rest, true
		}
	}
	return w, false
}
