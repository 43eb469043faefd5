package loader

import (
	"slices"
	"sort"
	"strings"

	"qawl/model"
)

// gap stands in a statement's text for what lies between its stretches.
const gap = " … "

func (x *build) statements() {
	for i := range x.d.Statements {
		s := &x.d.Statements[i]
		if len(s.Spans) == 0 {
			x.fail("statement %s: no content", s.ID)
			return
		}
		if s.Inside >= len(x.d.Statements) || s.Inside == i {
			x.fail("statement %s: stands in statement %d of %d", s.ID, s.Inside, len(x.d.Statements))
			return
		}
		if x.nodes[s.ID] {
			x.fail("statement %s: stands twice in the article", s.ID)
			return
		}
		x.statement(s)
		x.edge(model.EdgeContains, x.a.ID, s.ID, props{"position": int64(i + 1)})
		x.who(s)
		if s.Inside >= 0 {
			x.edge(model.EdgeWithin, s.ID, x.d.Statements[s.Inside].ID, props{})
		}
		x.about(s)
	}
}

func (x *build) statement(s *model.Statement) {
	parts := make([]string, len(s.Spans))
	for i, sp := range s.Spans {
		parts[i] = x.slice(sp)
	}
	content := strings.Join(parts, gap)
	p := props{
		"name": shortName(content), "text": content, "kind": string(s.Kind), "part": string(s.Part), "stance": string(s.Stance),
		"sentence": x.slice(s.Sentence), "sentenceStart": x.at(s.Sentence.Start),
		"start": x.at(s.Spans[0].Start), "end": x.at(s.Spans[len(s.Spans)-1].End), "spans": x.spans(s.Spans),
		"confidence": s.Confidence, "rule": s.Rule, model.ArticleProperty: string(x.a.ID),
	}
	if s.Cue != nil {
		p.text("cue", s.Cue.Text)
	}
	p.text("lemma", s.Lemma).text(model.FoldedProperty, x.fold(content)).date("saidOn", s.SaidOn).reasons(s.Reasons)
	x.node(s.ID, p)
}

// who adds speaker, chain and addressee of a statement.
func (x *build) who(s *model.Statement) {
	if id := x.ref(s.Speaker); id != "" {
		p := props{"rule": s.Rule, "confidence": s.Confidence}
		if s.SpeakerMention != nil {
			p.text("mention", s.SpeakerMention.Text)
		}
		x.edge(model.EdgeSaid, id, s.ID, p)
	}
	for i, r := range s.Via {
		if id := x.ref(r); id != "" {
			x.edge(model.EdgeVia, s.ID, id, props{"position": int64(i + 1)})
		}
	}
	if id := x.ref(s.Addressee); id != "" {
		x.edge(model.EdgeAddressedTo, s.ID, id, props{})
	}
}

// about adds what the statement's content names.
func (x *build) about(s *model.Statement) {
	count := map[model.ID]int64{}
	for _, sp := range s.Spans {
		i := sort.Search(len(x.named), func(i int) bool { return x.named[i].Start >= sp.Start })
		for ; i < len(x.named) && x.named[i].Start < sp.End; i++ {
			if sp.Contains(x.named[i].Span) {
				count[x.named[i].id]++
			}
		}
	}
	for id, n := range count {
		x.edge(model.EdgeMentions, s.ID, id, props{"count": n})
	}
	for i := range x.d.Events {
		e := &x.d.Events[i]
		if slices.ContainsFunc(s.Spans, func(sp model.Span) bool { return sp.Contains(e.Mention.Span) }) {
			x.edge(model.EdgeAbout, s.ID, e.ID, props{})
		}
	}
}
