// Package extract reads articles and finds who said what, about whom, through
// whom. An Extractor runs an article through stages, each of which adds to a
// Doc: segment cuts blocks into tokens and sentences and looks words up; place
// finds countries; date finds and resolves expressions of time; name finds the
// noun phrases that name somebody; quote pairs quotation marks; attribute finds
// cues, contents and the mentions of their sources; resolve says who the
// mentions are; event finds happenings; assemble makes the model.Document.
//
// All knowledge of a language is in its pack (see package lang).
package extract

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// Version tells extractors apart whose output may differ. It is part of an
// article's fingerprint: raise it with every change of the output.
const Version = "0.1"

// Stage is one step of the pipeline. Needs and Gives name what it reads and
// adds, so that their order can be checked.
type Stage struct {
	Name  string
	Needs []string
	Gives []string
	Run   func(*Doc) error
}

// Stages returns the stages in their order.
func Stages() []Stage {
	return []Stage{
		{"segment", []string{"article"}, []string{"tokens", "sentences"}, segment},
		{"place", []string{"tokens"}, []string{"places"}, place},
		{"date", []string{"tokens", "sentences"}, []string{"dates"}, date},
		{"name", []string{"tokens", "places", "dates"}, []string{"names"}, name},
		{"quote", []string{"tokens", "sentences"}, []string{"quotes"}, quote},
		{"attribute", []string{"quotes", "names"}, []string{"statements"}, attribute},
		{"resolve", []string{"names", "statements"}, []string{"entities"}, resolve},
		{"confidence", []string{"statements", "entities"}, []string{"confidence"}, confidence},
		{"event", []string{"places", "dates", "names", "quotes", "statements", "entities"}, []string{"events"}, event},
		{"assemble", []string{"tokens", "sentences", "places", "dates", "statements", "confidence"}, []string{"document"}, assemble},
	}
}

// Extractor extracts articles of one language. It is safe for concurrent use.
type Extractor struct {
	pack    *lang.Pack
	grammar *grammar
	stages  []Stage
	memory  *sync.Pool // of *memory
}

// New makes an extractor from a pack and stages; without stages, from Stages.
// The error names the first stage that needs what no earlier one gives.
func New(pack *lang.Pack, stages ...Stage) (*Extractor, error) {
	if len(stages) == 0 {
		stages = Stages()
	}
	have := map[string]bool{"article": true}
	for _, s := range stages {
		for _, n := range s.Needs {
			if !have[n] {
				return nil, fmt.Errorf("extract: stage %s needs %s, which no stage before it gives", s.Name, n)
			}
		}
		for _, g := range s.Gives {
			have[g] = true
		}
	}
	g, err := newGrammar(pack)
	if err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	pool := &sync.Pool{New: func() any { return &memory{words: lang.NewWords(pack), judged: map[*lang.Word]wordEvidence{}} }}
	return &Extractor{pack, g, stages, pool}, nil
}

// memory is what one article leaves to the next: the words that were looked up,
// and room for tokens.
type memory struct {
	words  *lang.Words
	tokens []Token
	block  []text.Token
	looked []*lang.Word
	judged map[*lang.Word]wordEvidence // what follows from a word's readings alone
}

// Pack returns the language pack of the extractor.
func (x *Extractor) Pack() *lang.Pack { return x.pack }

// Extract finds everything in one article. It stops between stages when ctx is
// done. An article without an ID gets one.
func (x *Extractor) Extract(ctx context.Context, a *model.Article) (*model.Document, error) {
	if a.Text == "" {
		return nil, errors.New("extract: article without text")
	}
	if a.ID == "" {
		a.SetID(x.pack.Fold.Words)
	}
	if a.Language == "" {
		a.Language = x.pack.Code
	}
	m := x.memory.Get().(*memory)
	d := newDoc(a, m.words, x.pack)
	d.grammar, d.memory = x.grammar, m
	defer func() {
		m.tokens = d.Tokens[:0]
		x.memory.Put(m)
	}()
	for _, s := range x.stages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := s.Run(d); err != nil {
			return nil, fmt.Errorf("extract: %s: %s: %w", a.Source, s.Name, err)
		}
	}
	return d.Out, nil
}
