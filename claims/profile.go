package claims

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/identity"
	"qawl/model"
)

// Profile is a statement made ready for comparison. It depends on the
// statement and the pack alone.
type Profile struct {
	Statement
	tokens  []token
	weight  float64 // of all tokens
	quoted  float64 // of the tokens in quotation marks
	same    uint64  // hash of the folded words
	numbers []uint32
	places  []uint32
	opening bool // it stands where an article sums itself up
	day     int  // days since 1970, 0 where the date is not known to the day
	speaker speaker
}

// token is a word as the comparison sees it. Words are hashed, so that
// comparing two costs an integer comparison.
type token struct {
	fold, stem, root uint32
	place            uint32 // the country that the word names or belongs to
	name             uint32 // key of a name's spelling variants
	synonyms         []uint32
	weight           float64
	quoted           bool
	negated          bool
	number           bool
}

// speaker is who said it, as far as the name tells.
type speaker struct {
	name    string
	country uint32
	place   bool // the name is that of a country or its capital
	person  bool // a person called by a full name, who is named as the speaker
}

// Comparer compares statements of one language. It is safe for concurrent use.
type Comparer struct {
	pack     *lang.Pack
	stems    *stemmer
	keys     *identity.Keys
	model    *weights
	synonyms map[string][]uint32 // stem → its groups
	negation map[string]int      // folded word → how many words behind it may be negated

	entries sync.Map // folded word → *entry
	count   atomic.Int64
}

// New makes a comparer from a language pack: its stem, synonym, negation, number
// and name-key tables and its word frequencies, each of which it may lack.
func New(pack *lang.Pack) (*Comparer, error) {
	c := &Comparer{pack: pack, synonyms: map[string][]uint32{}, negation: map[string]int{}}
	var err error
	if c.stems, err = newStemmer(pack); err != nil {
		return nil, err
	}
	if c.keys, err = identity.NewKeys(pack); err != nil {
		return nil, err
	}
	if c.model, err = readWeights(); err != nil {
		return nil, err
	}
	if t := pack.Table("synonym"); t != nil {
		for i, r := range t.Rows {
			for _, form := range r.All("form") {
				words := pack.FoldWords(form)
				if len(words) != 1 {
					return nil, fmt.Errorf("claims: %s: %q is not one word", r.At, form)
				}
				s := c.stems.stem(words[0])
				if g := uint32(i + 1); !slices.Contains(c.synonyms[s], g) {
					c.synonyms[s] = append(c.synonyms[s], g)
				}
			}
		}
	}
	if t := pack.Table("negation"); t != nil {
		for _, r := range t.Rows {
			within, err := strconv.Atoi(r.Get("within"))
			if err != nil {
				return nil, fmt.Errorf("claims: %s: within %q is not a number", r.At, r.Get("within"))
			}
			for _, form := range r.All("form") {
				words := pack.FoldWords(form)
				c.negation[words[0]] = within
			}
		}
	}
	return c, nil
}

// opening is how many code points at the start of an article repeat what its
// body says: headline and lead.
const opening = 300

// Folded returns the folded words of a text.
func (c *Comparer) Folded(s string) string { return c.pack.Fold.Words(s) }

// Profile prepares a statement.
func (c *Comparer) Profile(s Statement) *Profile {
	p := &Profile{Statement: s}
	if s.Date.Precision() == model.PrecisionDay {
		p.day = int(s.Date.Time().Unix() / 86400)
	}
	p.opening = s.Part == model.PartHeadline || s.Part == model.PartAbstract || s.Start < opening
	toks := c.pack.Fold.Tokens(nil, s.Text, model.Span{End: len(s.Text)})
	h := fnv.New64a()
	depth, negated := 0, 0
	for i, t := range toks {
		switch t.Kind {
		case text.Punct, text.Symbol:
			depth = quoteDepth(t.Fold, depth)
			continue
		}
		if t.Fold == "" {
			continue
		}
		h.Write([]byte(t.Fold))
		h.Write([]byte{' '})
		w := c.token(toks, i)
		w.quoted = depth > 0 || s.Kind == model.Direct
		if n, ok := c.negation[t.Fold]; ok {
			negated = n
		} else if negated > 0 {
			negated--
			w.negated = true
		}
		p.add(w)
	}
	p.same = h.Sum64()
	p.speaker = c.speakerOf(s)
	return p
}

func (p *Profile) add(w token) {
	p.tokens = append(p.tokens, w)
	p.weight += w.weight
	if w.quoted {
		p.quoted += w.weight
	}
	if w.number {
		p.numbers = append(p.numbers, w.fold)
	}
	if w.place != 0 && !slices.Contains(p.places, w.place) {
		p.places = append(p.places, w.place)
	}
}

// quoteDepth returns whether text behind a mark is quoted: 1 or 0. Straight
// marks open and close, and so do those of other scripts, which articles mix up.
func quoteDepth(mark string, depth int) int {
	switch mark {
	case "«", "“", "„":
		return 1
	case "»", "”":
		return 0
	case "\"":
		return 1 - depth
	}
	return depth
}

func (c *Comparer) token(toks []text.Token, i int) token {
	e := c.entry(toks[i])
	t := e.token
	if e.word != nil {
		t.place = c.place(e.word, toks[i+1:])
	}
	return t
}

// entry is what a word is wherever it stands.
type entry struct {
	token
	word *lang.Word // nil where the word can't be part of a country's name
}

// mostEntries bounds how many words are remembered.
const mostEntries = 1 << 18

// entry looks a word up, once for all statements.
func (c *Comparer) entry(tok text.Token) *entry {
	if e, ok := c.entries.Load(tok.Fold); ok {
		return e.(*entry)
	}
	e := c.newEntry(tok)
	if c.count.Add(1) <= mostEntries {
		c.entries.Store(tok.Fold, e)
	}
	return e
}

func (c *Comparer) newEntry(tok text.Token) *entry {
	fold := tok.Fold
	stem := c.stems.stem(fold)
	e := &entry{token: token{fold: hash(fold), stem: hash(stem), root: hash("r:" + c.stems.root(stem)), synonyms: c.synonyms[stem], weight: c.stems.weight(fold, stem)}}
	if tok.Kind == text.Number {
		e.number = true
		return e
	}
	word := c.pack.Word(fold)
	if r, ok := word.Only(lang.NumberWord); ok && r.Row.Get("value") != "" {
		v := r.Row.Get("value")
		e.number, e.fold, e.stem, e.root = true, hash(v), hash(v), hash("r:"+v)
		return e
	}
	if word.Is(lang.CountryName | lang.Nisba | lang.City) {
		e.word = word
	}
	if c.stems.texts[fold] < 20 {
		e.name = hash("n:" + c.keys.Word(stem))
	}
	return e
}

// place returns the country that a word, or the phrase it begins, names or
// belongs to; 0 for none or for several.
func (c *Comparer) place(w *lang.Word, rest []text.Token) uint32 {
	if !w.Is(lang.CountryName | lang.Nisba | lang.City) {
		return 0
	}
	for _, r := range w.Readings {
		if r.Class&(lang.CountryName|lang.Nisba|lang.City) == 0 || len(rest) < len(r.Rest) {
			continue
		}
		match := true
		for i, f := range r.Rest {
			match = match && rest[i].Fold == f
		}
		if code := r.Row.Get("code"); match && code != "" && !strings.Contains(code, "|") {
			return hash("c:" + code)
		}
	}
	return 0
}

// speakerOf reads what a speaker's name tells: a country, or somebody of one.
func (c *Comparer) speakerOf(s Statement) speaker {
	sp := speaker{name: s.Speaker, place: s.SpeakerType == model.CountryType}
	if s.SpeakerCountry != "" {
		sp.country = hash("c:" + s.SpeakerCountry)
	}
	toks := c.pack.Fold.Tokens(nil, s.Speaker, model.Span{End: len(s.Speaker)})
	if len(toks) > 1 && !s.SpeakerImplied {
		sp.person = s.SpeakerType == model.Person || s.SpeakerType == "" && c.pack.Word(toks[0].Fold).Is(lang.Given)
	}
	for i, t := range toks {
		code := c.place(c.pack.Word(t.Fold), toks[i+1:])
		if code == 0 {
			continue
		}
		if sp.country == 0 {
			sp.country = code
		}
		sp.place = sp.place || i == 0 && c.pack.Word(t.Fold).Is(lang.CountryName)
		break
	}
	return sp
}

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return max(h.Sum32(), 1)
}
