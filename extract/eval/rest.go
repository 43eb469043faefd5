package eval

import "sort"

func (s *scorer) countriesOf(g *Gold, articles []Prediction) {
	gold, pred := map[string]bool{}, map[string]bool{}
	for _, c := range g.Countries {
		gold[c] = true
	}
	for _, a := range articles {
		for _, c := range a.Countries {
			if c.Code != "" {
				pred[c.Code] = true
			}
		}
	}
	for _, c := range sorted(gold) {
		if pred[c] {
			s.countries.matched++
		} else {
			s.err("country-missed", "%s: %s", g.Name, c)
		}
	}
	for _, c := range sorted(pred) {
		if !gold[c] {
			s.err("country-spurious", "%s: %s", g.Name, c)
		}
	}
	s.countries.gold += len(gold)
	s.countries.predicted += len(pred)
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for k := range set {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (s *scorer) peopleOf(g *Gold, articles []Prediction) {
	var names []string
	seen := map[string]bool{}
	for _, a := range articles {
		for _, p := range a.People {
			if p.Name != "" && !seen[p.Name] {
				seen[p.Name] = true
				names = append(names, p.Name)
			}
		}
	}
	used := map[int]bool{}
next:
	for _, want := range g.People {
		for i, n := range names {
			if !used[i] && s.cmp.sameName(want, n) {
				used[i] = true
				s.people.matched++
				continue next
			}
		}
		s.err("person-missed", "%s: %s", g.Name, want)
	}
	for i, n := range names {
		if !used[i] {
			s.err("person-spurious", "%s: %s", g.Name, n)
		}
	}
	s.people.gold += len(g.People)
	s.people.predicted += len(names)
}

// eventsOf pairs events whose mentions share at least half of the shorter one,
// where the predicted mention is not much longer than the gold one.
func (s *scorer) eventsOf(g *Gold, articles []Prediction) {
	type event struct {
		at         interval
		kind, date string
	}
	var ps []event
	for _, a := range articles {
		for _, e := range a.Events {
			ps = append(ps, event{e.Mention, e.Type, e.Date})
		}
	}
	used := map[int]bool{}
	for _, e := range g.Events {
		best, most := -1, 0
		n := e.at.End - e.at.Start
		for k, p := range ps {
			m := p.at.End - p.at.Start
			shared := min(e.at.End, p.at.End) - max(e.at.Start, p.at.Start)
			if !used[k] && 2*shared >= min(n, m) && m <= 3*n+40 && (best < 0 || shared > most) {
				best, most = k, shared
			}
		}
		if best < 0 {
			s.err("event-missed", "%s: %s %s", g.Name, e.Type, e.Mention)
			continue
		}
		used[best] = true
		s.events.matched++
		s.eventType.add(ps[best].kind == e.Type)
		if ps[best].kind != e.Type {
			s.err("event-type", "%s: gold %s got %s: %s", g.Name, e.Type, ps[best].kind, e.Mention)
		}
		if e.Date != "" {
			s.eventDate.add(ps[best].date == e.Date)
			if ps[best].date != e.Date {
				s.err("event-date", "%s: gold %s got %q: %s", g.Name, e.Date, ps[best].date, e.Mention)
			}
		}
	}
	for k, p := range ps {
		if !used[k] && p.at.Start >= 0 && p.at.End <= len(g.text) && p.at.Start <= p.at.End {
			s.err("event-spurious", "%s: %s %s", g.Name, p.kind, string(g.text[p.at.Start:p.at.End]))
		}
	}
	s.events.gold += len(g.Events)
	s.events.predicted += len(ps)
}

func (s *scorer) finish() *Scores {
	o := s.out
	add := func(name string, p PRF) { o.Figures = append(o.Figures, Figure{Name: name, PRF: &p}) }
	acc := func(name string, a Accuracy) { o.Figures = append(o.Figures, Figure{Name: name, Acc: &a}) }
	for _, tag := range []string{"lenient", "strict"} {
		t := s.tag[tag]
		add("statements."+tag, prf(t.matched, t.predicted, t.gold))
		add("joint."+tag, prf(t.joint, t.predicted, t.gold))
		for _, k := range kinds {
			c := t.kind[k]
			add(k+"."+tag, newPRF(ratio(c.predictedMatched, c.predicted), ratio(c.goldMatched, c.gold), c.goldMatched, c.predicted, c.gold))
		}
	}
	l := s.tag["lenient"]
	acc("speaker.accuracy", Accuracy{l.joint, l.matched})
	for _, k := range kinds {
		acc("speaker.accuracy."+k, Accuracy{l.kind[k].joint, l.kind[k].goldMatched})
	}
	acc("speaker.accuracy.dropped", s.dropped)
	acc("kind.accuracy", s.kindRight)
	acc("cue.accuracy", s.cue)
	add("via", prf(s.via.matched, s.via.predicted, s.via.gold))
	add("countries", prf(s.countries.matched, s.countries.predicted, s.countries.gold))
	add("people", prf(s.people.matched, s.people.predicted, s.people.gold))
	add("events", prf(s.events.matched, s.events.predicted, s.events.gold))
	acc("events.type.accuracy", s.eventType)
	acc("events.date.accuracy", s.eventDate)
	acc("published.accuracy", s.pub)
	for _, r := range s.rules {
		o.Rules = append(o.Rules, *r)
	}
	sort.Slice(o.Rules, func(i, j int) bool {
		a, b := o.Rules[i], o.Rules[j]
		return a.Predicted > b.Predicted || a.Predicted == b.Predicted && a.Name < b.Name
	})
	return o
}
