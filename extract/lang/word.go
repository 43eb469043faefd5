package lang

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"qawl/extract/text"
	"qawl/model"
)

// Word is what a pack knows about one folded word.
type Word struct {
	Form     string
	Classes  Class     // all classes of its readings, phrases included
	Readings []Reading // longest phrase first; within one length, least clitics first
}

// Reading is one way to read a word: an entry behind clitics that are written
// together with it.
type Reading struct {
	*Entry
	Before   string // folded proclitics: "و", "وب", "ال"
	After    string // folded enclitic: "ه", "هم"
	Definite bool   // by a proclitic article or by the entry itself
	Prep     bool   // a proclitic preposition is among Before
	Future   bool   // by a proclitic that makes a present tense future
}

// clitics are the clusters of affixes that a word may carry, made from
// clitic.tsv: form, kind (prefix or suffix), slot (prefixes combine in rising
// order of slot), min (least number of letters that have to be left), article
// ("yes" where it makes the word definite), role ("preposition"), restore (what
// the affix has changed in the stem: at its end for a suffix, at its start for a prefix),
// on (what it attaches to: "noun" is anything but a finite verb, "present" a
// present tense, which it makes future).
type clitics struct {
	prefixes, suffixes []clitic
	first              []initial // the same prefixes by their first letter
	articles           []string  // forms of prefixes that make a word definite
	conjoined          map[string]bool
}

// initial holds the prefixes that begin with one letter, in their order.
type initial struct {
	letter   rune
	prefixes []clitic
}

// of returns the prefixes that begin with a folded word's first letter.
func (c *clitics) of(fold string) []clitic {
	r, _ := utf8.DecodeRuneInString(fold)
	for i := range c.first {
		if c.first[i].letter == r {
			return c.first[i].prefixes
		}
	}
	return nil
}

// addPrefix enters a prefix behind those that are there.
func (c *clitics) addPrefix(p clitic) {
	c.prefixes = append(c.prefixes, p)
	r, _ := utf8.DecodeRuneInString(p.form)
	i := slices.IndexFunc(c.first, func(f initial) bool { return f.letter == r })
	if i < 0 {
		i = len(c.first)
		c.first = append(c.first, initial{letter: r})
	}
	c.first[i].prefixes = append(c.first[i].prefixes, p)
}

type clitic struct {
	raw     string // as written
	form    string // folded
	letters int    // code points of form
	min     int
	article bool
	prep    bool
	conj    bool
	restore string // what is put back where the affix is off: رسالته is رسالة with ه, للعراق is العراق with ل
	noun    bool   // never on a finite verb
	future  bool   // only on a present tense
}

// fits reports whether the affix can stand on an entry's form.
func (c clitic) fits(e *Entry) bool {
	return !(c.noun && (e.Form == Past || e.Form == Present)) && !(c.future && e.Form != Present)
}

func readClitics(t *Table, fold *text.Fold) (clitics, error) {
	var c clitics
	if t == nil {
		return c, nil
	}
	bySlot := map[int][]clitic{}
	last := 0
	for _, r := range t.Rows {
		min, err := strconv.Atoi(r.Get("min"))
		if err != nil {
			return c, fmt.Errorf("pack: %s: min %q is not a number", r.At, r.Get("min"))
		}
		form := fold.String(r.Get("form"))
		if form == "" {
			return c, fmt.Errorf("pack: %s: %q has no letter in it", r.At, r.Get("form"))
		}
		cl := clitic{r.Get("form"), form, utf8.RuneCountInString(form), min, r.Get("article") == "yes", r.Get("role") == "preposition", r.Get("role") == "conjunction", fold.String(r.Get("restore")), r.Get("on") == "noun", r.Get("on") == "present"}
		if on := r.Get("on"); on != "" && on != "noun" && on != "present" {
			return c, fmt.Errorf("pack: %s: on %q is not noun or present", r.At, on)
		}
		switch r.Get("kind") {
		case "suffix":
			c.suffixes = append(c.suffixes, cl)
		case "prefix":
			slot, err := strconv.Atoi(r.Get("slot"))
			if err != nil || slot < 1 {
				return c, fmt.Errorf("pack: %s: slot %q is not a positive number", r.At, r.Get("slot"))
			}
			bySlot[slot] = append(bySlot[slot], cl)
			last = max(last, slot)
			if cl.article {
				c.articles = append(c.articles, cl.form)
			}
		default:
			return c, fmt.Errorf("pack: %s: kind %q is not prefix or suffix", r.At, r.Get("kind"))
		}
	}
	clusters := []clitic{{}}
	for s := 1; s <= last; s++ {
		for _, head := range clusters[:len(clusters):len(clusters)] {
			for _, cl := range bySlot[s] {
				clusters = append(clusters, clitic{head.raw + cl.raw, head.form + cl.form, head.letters + cl.letters, max(head.min, cl.min), head.article || cl.article, head.prep || cl.prep, head.conj || cl.conj, cl.restore, head.noun || cl.noun, head.future || cl.future})
			}
		}
	}
	c.conjoined = map[string]bool{}
	for _, cl := range clusters[1:] {
		c.conjoined[cl.form] = cl.conj
		if cl.article || !slices.Contains(c.articles, cl.form) { // أ and ل make no ال
			c.addPrefix(cl)
		}
	}
	return c, nil
}

// Word looks a folded word up: as it stands, then behind proclitics, before an
// enclitic, and between both. The result is never nil.
func (p *Pack) Word(fold string) *Word {
	w := &Word{Form: fold}
	add := func(stem string, c clitic, after string, article bool) {
		for _, e := range p.lexicon[stem] {
			if after != "" && len(e.Rest) > 0 || !c.fits(e) {
				continue // an enclitic closes its word: no phrase goes on behind it
			}
			w.Classes |= e.Class
			w.Readings = append(w.Readings, Reading{e, c.form, after, article || e.Definite, c.prep, c.future})
		}
	}
	n := utf8.RuneCountInString(fold)
	withSuffix := func(stem string, c clitic, left int) {
		add(stem, c, "", c.article)
		if c.article {
			return // a word with an article takes no possessive
		}
		for _, s := range p.clitics.suffixes {
			k := left - s.letters
			if k >= s.min && strings.HasSuffix(stem, s.form) {
				add(stem[:len(stem)-len(s.form)]+s.restore, c, s.form, false)
			}
		}
	}
	withSuffix(fold, clitic{}, n)
	for _, c := range p.clitics.of(fold) {
		left := n - c.letters
		if left >= c.min && strings.HasPrefix(fold, c.form) {
			withSuffix(fold[len(c.form):], c, left)
			if c.restore != "" {
				add(c.restore+fold[len(c.form):], c, "", false) // an article that belongs to a name
			}
		}
	}
	sortEntries(w.Readings)
	return w
}

// Is reports whether any reading of the word, phrases included, is in class c.
func (w *Word) Is(c Class) bool { return w.Classes&c != 0 }

// Only returns the first single-word reading in class c.
func (w *Word) Only(c Class) (Reading, bool) {
	for _, r := range w.Readings {
		if r.Class&c != 0 && len(r.Rest) == 0 {
			return r, true
		}
	}
	return Reading{}, false
}

// beforeArticle returns how many code points of a cluster of proclitics stand
// before its article: 1 for the cluster of wa and al-.
func (c clitics) beforeArticle(cluster string) int {
	best := utf8.RuneCountInString(cluster)
	for _, a := range c.articles {
		if strings.HasSuffix(cluster, a) {
			best = min(best, utf8.RuneCountInString(cluster[:len(cluster)-len(a)]))
		}
	}
	return best
}

// CutArticle returns a folded word without the article that it begins with, if
// enough of it is left.
func (p *Pack) CutArticle(fold string) string {
	for _, a := range p.clitics.articles {
		if rest, ok := strings.CutPrefix(fold, a); ok && utf8.RuneCountInString(rest) > 2 {
			return rest
		}
	}
	return fold
}

// IsArticle reports whether s is a folded article that is written together with
// its word.
func (p *Pack) IsArticle(s string) bool {
	for _, a := range p.clitics.articles {
		if a == s {
			return true
		}
	}
	return false
}

// Proclitic reports whether a folded word consists of proclitics alone, as
// before a quotation mark.
func (p *Pack) Proclitic(fold string) bool {
	for _, c := range p.clitics.of(fold) {
		if c.form == fold {
			return true
		}
	}
	return false
}

// Affixed is a word behind proclitics: what remains of it, and what they say.
type Affixed struct {
	Stem     string
	Before   string
	Definite bool
	Prep     bool
}

// Behind appends to dst the ways to take proclitics off a folded word, whether the
// pack knows what remains or not.
func (p *Pack) Behind(dst []Affixed, fold string) []Affixed {
	n := utf8.RuneCountInString(fold)
	for _, c := range p.clitics.of(fold) {
		if n-c.letters >= max(c.min, 2) && strings.HasPrefix(fold, c.form) {
			dst = append(dst, Affixed{c.restore + fold[len(c.form):], c.form, c.article, c.prep})
		}
	}
	return dst
}

// HasArticle reports whether a word as it is written begins with an article,
// with or without other proclitics before it: الأسد, but not ألكسندر, which folds alike.
func (p *Pack) HasArticle(raw string) bool {
	for _, c := range p.clitics.prefixes {
		if c.article && strings.HasPrefix(raw, c.raw) && utf8.RuneCountInString(raw)-utf8.RuneCountInString(c.raw) >= c.min {
			return true
		}
	}
	return false
}

// Conjunction reports whether a folded word is a proclitic that joins clauses:
// one that goes on verbs and nouns alike and is no preposition.
func (p *Pack) Conjunction(fold string) bool {
	for _, c := range p.clitics.of(fold) {
		if c.form == fold {
			return !c.prep && !c.noun && !c.future
		}
	}
	return false
}

// Conjoined reports whether a conjunction is among the proclitics that a reading has.
func (p *Pack) Conjoined(before string) bool { return p.clitics.conjoined[before] }

// Preposition reports whether a folded word is a proclitic preposition.
func (p *Pack) Preposition(fold string) bool {
	for _, c := range p.clitics.of(fold) {
		if c.form == fold {
			return c.prep
		}
	}
	return false
}

// Words looks words up and remembers what it found, up to a bound. Words is not
// safe for concurrent use; the words that it returns are.
type Words struct {
	pack *Pack
	seen map[string]*Word
}

// maxWords bounds the words that are remembered: about the number of word forms
// in a thousand articles.
const maxWords = 1 << 15

// NewWords makes an empty memory over a pack.
func NewWords(p *Pack) *Words {
	return &Words{pack: p, seen: map[string]*Word{}}
}

// Of looks a folded word up.
func (w *Words) Of(fold string) *Word {
	if k, ok := w.seen[fold]; ok {
		return k
	}
	return w.add(fold)
}

// OfBytes looks up the folded word with the given bytes, which are not kept.
func (w *Words) OfBytes(fold []byte) *Word {
	if k, ok := w.seen[string(fold)]; ok {
		return k
	}
	return w.add(string(fold))
}

func (w *Words) add(fold string) *Word {
	if len(w.seen) >= maxWords {
		clear(w.seen)
	}
	k := w.pack.Word(fold)
	w.seen[fold] = k
	return k
}

// WithArticle returns the words of span with the article alone in place of the
// proclitics and article that reading r found on the first one: الجيش for للجيش.
func (p *Pack) WithArticle(src string, span model.Span, r Reading) string {
	if len(p.clitics.articles) == 0 || r.Before == "" {
		return src[span.Start:span.End]
	}
	start := p.Fold.SkipFolded(src, span, utf8.RuneCountInString(r.Before))
	return p.clitics.articles[0] + src[start:span.End]
}

// PrepArticle reports whether a folded word begins with a preposition and an
// article and goes on with a stem: بالتحريض, whether the pack knows that or not.
func (p *Pack) PrepArticle(fold string) bool {
	for _, c := range p.clitics.of(fold) {
		if c.prep && c.article && strings.HasPrefix(fold, c.form) && utf8.RuneCountInString(fold[len(c.form):]) > c.min {
			return true
		}
	}
	return false
}

// Fused reports whether a cluster of proclitics holds an article that a preposition
// before it has changed: that of للجيش.
func (p *Pack) Fused(before string) bool {
	for _, c := range p.clitics.prefixes {
		if c.form == before && c.article && c.restore != "" {
			return true
		}
	}
	return false
}

// FusedArticle reports whether a word as it is written begins with a preposition
// that has changed the article behind it: للمرة.
func (p *Pack) FusedArticle(raw string) bool {
	for _, c := range p.clitics.prefixes {
		if c.article && c.restore != "" && strings.HasPrefix(raw, c.raw) {
			return true
		}
	}
	return false
}
