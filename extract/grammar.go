package extract

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"qawl/extract/lang"
	"qawl/extract/pattern"
)

// The tags that attribution rules see.
const (
	tagSay    pattern.Tag = 1 << iota // a finite verb of saying
	tagPart                           // its participle beside a clause
	tagNoun                           // a noun of saying
	tagRelay                          // a verb of passing on
	tagWho                            // a name
	tagThat                           // a complementiser
	tagQuote                          // quoted speech
	tagColon                          // a colon
	tagPrep                           // a preposition that the cue takes
	tagObject                         // a word that can begin an object
	tagAs                             // a word that can begin an object with its predicate
	tagFrom                           // the preposition of whom something is asked
	tagWhen                           // times, brackets and commas
)

// What a cue may take beside its subject: its frame.
const (
	takesThat pattern.Tag = 1 << iota
	takesQuote
	takesColon
	takesPrep
	takesTo
	takesAs
	takesObject
	takesAsk
	takesIt // an object that is written together with it
)

var vocabulary = pattern.Vocabulary{
	Tags: map[string]pattern.Tag{
		"say": tagSay, "part": tagPart, "noun": tagNoun, "relay": tagRelay, "who": tagWho, "that": tagThat,
		"quote": tagQuote, "colon": tagColon, "prep": tagPrep, "object": tagObject, "as": tagAs, "when": tagWhen, "from": tagFrom,
	},
	Args: map[string]pattern.Tag{
		"that": takesThat, "quote": takesQuote, "colon": takesColon, "prep": takesPrep, "to": takesTo, "as": takesAs, "object": takesObject, "it": takesIt, "ask": takesAsk,
	},
}

// frame is what one verb or noun of saying takes, from its row.
type frame struct {
	takes     pattern.Tag
	preps     []string // folded prepositions of its content
	asks      string   // folded preposition of whom something is asked, its object the content
	homograph bool     // its past is spelled like a noun
	near      bool     // nothing but the subject may stand before its content
	relay     bool     // a verb of passing on
}

// around tells how the word behind a word is to be read.
type around uint16

const (
	isNot around = 1 << iota // what follows is not said
	isVerb
	isWas
	isRel
	isPrep
	isClause
	isAlso
	isLead
	isAdverb
	isWhat
	isModal
	isHe
	isLack
	isWithin // it points back to a text before: what is said in it
	isWhole  // its first letter is no preposition
)

var aroundNames = map[string]around{
	"not": isNot, "verb": isVerb, "was": isWas, "rel": isRel, "prep": isPrep, "clause": isClause, "also": isAlso, "lead": isLead, "adverb": isAdverb, "what": isWhat, "modal": isModal, "he": isHe, "lack": isLack, "within": isWithin,
}

// grammar is what the attribution stage knows of a language, compiled from its
// pack once. It is safe for concurrent use.
type grammar struct {
	rules      []*pattern.Pattern
	frames     map[*lang.Row]*frame
	around     map[string]around // by folded word, or two of them
	seconds    map[string]bool   // second words of pairs in around
	leads      [][]string        // folded phrases of kind lead
	joined     map[string]string // words that a preposition is part of, with it: عما
	phrases    map[string]bool   // rules whose content is a phrase
	confidence map[[2]string]float64
	events     map[string]float64 // weights of the features of events
	issued     map[string]bool    // folded words that say who issued a document

	complements map[lang.Class][]string // folded prepositions that heads of a class take
	headed      map[string][]string     // those that a single head takes, by its folded lemma
	completing  map[lang.Class][]string // folded nouns without article that complete heads of a class
}

const rulesFile = "attribution.rules"

// newGrammar compiles a pack. A pack without rules gives an empty grammar.
func newGrammar(p *lang.Pack) (*grammar, error) {
	g := &grammar{frames: map[*lang.Row]*frame{}, around: map[string]around{}, seconds: map[string]bool{}, phrases: map[string]bool{}, joined: map[string]string{}, confidence: map[[2]string]float64{}}
	data, err := p.File(rulesFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("pack %s: %w", p.Code, err)
	}
	if g.rules, err = pattern.Read(p.Code+"/"+rulesFile, data, vocabulary); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	for _, r := range g.rules {
		g.phrases[r.Name] = r.Has(tagPrep|tagObject|tagAs) && !r.Has(tagThat|tagQuote|tagColon)
	}
	for _, name := range []string{"say", "say-noun"} {
		if t := p.Table(name); t != nil {
			for _, r := range t.Rows {
				if g.frames[r], err = newFrame(p, r); err != nil {
					return nil, err
				}
			}
		}
	}
	if g.events, err = eventWeights(p); err != nil {
		return nil, err
	}
	g.readNames(p)
	if err := g.readConfidence(p.Table("confidence")); err != nil {
		return nil, err
	}
	return g, g.readAround(p)
}

// readNames compiles what stage name knows beside the lexicon.
func (g *grammar) readNames(p *lang.Pack) {
	g.complements, g.completing, g.headed = map[lang.Class][]string{}, map[lang.Class][]string{}, map[string][]string{}
	if t := p.Table("complement"); t != nil {
		for _, row := range t.Rows {
			c, ok := lang.ParseClass(row.Get("class"))
			if heads := row.All("head"); ok && len(heads) > 0 {
				for _, h := range heads {
					h = p.Fold.Words(h)
					g.headed[h] = append(g.headed[h], p.FoldWords(row.Get("form"))...)
				}
			} else if ok {
				g.complements[c] = p.FoldWords(row.Get("form"))
				g.completing[c] = p.FoldWords(row.Get("noun"))
			}
		}
	}
	g.issued = map[string]bool{}
	if t := p.Table("issued"); t != nil {
		for _, r := range t.Rows {
			for _, form := range r.All("form") {
				g.issued[p.Fold.Words(form)] = true
			}
		}
	}
}

func newFrame(p *lang.Pack, r *lang.Row) (*frame, error) {
	f := &frame{near: r.Get("near") == "yes", homograph: r.Get("homograph") == "yes"}
	for _, v := range r.All("frame") {
		kind, prep, two := strings.Cut(v, " ")
		switch {
		case v == "that":
			f.takes |= takesThat
		case v == "quote":
			f.takes |= takesQuote | takesColon
		case v == "colon":
			f.takes |= takesColon
		case v == "as":
			f.takes |= takesAs
		case v == "object":
			f.takes |= takesObject
		case kind == "to" && two:
			f.takes |= takesTo
			f.preps = append(f.preps, p.Fold.String(prep))
		case kind == "ask" && two:
			f.takes |= takesAsk
			f.asks = p.Fold.String(prep)
		case kind == "as" && two:
			f.takes |= takesAs
			f.preps = append(f.preps, p.Fold.String(prep))
		case kind == "relay" && two:
			f.relay = true
			f.preps = append(f.preps, p.Fold.String(prep))
		case !two:
			f.takes |= takesPrep
			f.preps = append(f.preps, p.Fold.String(v))
		default:
			return nil, fmt.Errorf("pack: %s: %q is no part of a frame", r.At, v)
		}
	}
	return f, nil
}

func (g *grammar) readAround(p *lang.Pack) error {
	if t := p.Table("context"); t != nil {
		for _, r := range t.Rows {
			if prep := r.Get("joins"); prep != "" {
				for _, form := range r.All("form") {
					g.joined[p.Fold.String(form)] = p.Fold.String(prep)
				}
			}
			k, ok := aroundNames[r.Get("kind")]
			if !ok {
				return fmt.Errorf("pack: %s: kind %q is none of not, lack, verb, was, rel, prep, clause, also, lead, adverb, what, modal, he, within", r.At, r.Get("kind"))
			}
			for _, form := range r.All("form") {
				words := p.FoldWords(form)
				if k == isLead {
					g.leads = append(g.leads, words)
				} else if len(words) > 0 {
					g.around[strings.Join(words, " ")] |= k
					if len(words) == 2 {
						g.seconds[words[1]] = true
					}
				}
			}
		}
	}
	if t := p.Table("whole"); t != nil {
		for _, r := range t.Rows {
			for _, form := range r.All("form") {
				g.around[p.Fold.String(form)] |= isWhole
			}
		}
	}
	return nil
}
