package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"qawl/extract/text"
	"qawl/model"
)

// assemble turns the working statements into a model.Document: spans in bytes,
// ids, and the fingerprint.
func assemble(d *Doc) error {
	out := d.Out
	out.Entities = d.Entities
	out.Events = d.Events
	out.Countries = d.countries()
	index := make(map[*Statement]int, len(d.Statements))
	for i, s := range d.Statements {
		index[s] = i
	}
	out.Statements = make([]model.Statement, 0, len(d.Statements))
	seen := map[string]int{}
	for _, s := range d.Statements {
		st := model.Statement{
			Part: s.Part, Kind: s.Kind, Lemma: "", Stance: model.Neutral,
			Speaker: s.Speaker, Via: s.ViaRefs, Addressee: s.To, Inside: -1,
			SaidOn: d.saidOn(s), Confidence: s.Confidence, Rule: s.Rule, Reasons: s.Reasons,
		}
		key := ""
		var cover Range
		for i, c := range s.Content {
			sp := d.Span(c)
			st.Spans = append(st.Spans, sp)
			key += " " + d.Pack.Fold.Words(d.Article.Text[sp.Start:sp.End])
			if i == 0 {
				cover = c
			}
			cover.To = max(cover.To, c.To)
		}
		if s.Cue.Len() > 0 {
			m := d.Mention(s.Cue)
			st.Cue = &m
			cover = Range{min(cover.From, s.Cue.From), max(cover.To, s.Cue.To)}
		}
		if s.Verb.Entry != nil {
			st.Lemma = s.Verb.Lemma
			if v := s.Verb.Row.Get("stance"); v != "" {
				st.Stance = model.Stance(v)
			}
		}
		if s.Source >= 0 {
			m := d.Mention(d.Names[s.Source].Range)
			st.SpeakerMention = &m
		}
		if s.Inside != nil {
			if i, ok := index[s.Inside]; ok {
				st.Inside = i
			}
		}
		st.Sentence = d.sentenceSpan(cover)
		seen[key]++
		st.ID = model.NewID(model.PrefixStatement, string(d.Article.ID), key, strconv.Itoa(seen[key]))
		out.Statements = append(out.Statements, st)
	}
	out.Fingerprint = d.fingerprint()
	return nil
}

// sentenceSpan covers the whole sentences that hold a range of tokens.
func (d *Doc) sentenceSpan(r Range) model.Span {
	if r.Len() == 0 {
		return model.Span{}
	}
	first, last := d.Sentences[d.Tokens[r.From].Sentence], d.Sentences[d.Tokens[r.To-1].Sentence]
	return text.Cover(d.Span(first.Range), d.Span(last.Range))
}

// countries lists the countries named, in order of first mention.
func (d *Doc) countries() []model.Country {
	var out []model.Country
	at := map[string]int{}
	for _, p := range slices.Concat(d.Bylines, d.Places) {
		i, ok := at[p.Code]
		if !ok {
			i = len(out)
			at[p.Code] = i
			out = append(out, model.Country{Code: p.Code, Name: d.Pack.CountryName(p.Code)})
		}
		out[i].Mentions = append(out[i].Mentions, p.Mention)
	}
	return out
}

func (d *Doc) fingerprint() string {
	h := sha256.New()
	for _, s := range []string{d.Article.Text, Version, d.Pack.Code, d.Pack.Digest()} {
		h.Write([]byte(strconv.Itoa(len(s)) + ":" + s))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
