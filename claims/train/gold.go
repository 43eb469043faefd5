package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"

	"qawl/claims"
	"qawl/model"
)

// sample is the annotated statements of all groups.
type sample struct {
	statements []claims.Statement
	group      []string
	claim      []string
	hard       [][2]int
}

type goldMember struct {
	Article      string `json:"article"`
	Nth          int    `json:"nth"`
	Text         string `json:"text"`
	Form         string `json:"form"`
	AttributedTo string `json:"attributed_to"`
	SpeakerName  string `json:"speaker_name"`
}

type goldGroup struct {
	Group  string `json:"group"`
	Claims []struct {
		ID          string       `json:"id"`
		SpeakerName string       `json:"speaker_name"`
		Members     []goldMember `json:"members"`
	} `json:"claims"`
	Singletons    []goldMember `json:"singletons"`
	HardNegatives []struct {
		A goldMember `json:"a"`
		B goldMember `json:"b"`
	} `json:"hard_negatives"`
}

// readGold reads DIR/raw/*.txt (headline, date, outlet, body) and DIR/gold/*.json.
// It gives the statements the identifiers that the reference scorer gives them.
func readGold(dir string) (*sample, error) {
	files, err := filepath.Glob(filepath.Join(dir, "gold", "*.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%s: no gold files found", dir)
	}
	s := &sample{}
	place := map[string]int{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		var g goldGroup
		if err := json.Unmarshal(data, &g); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		at := map[[2]string]int{}
		add := func(m goldMember, claim, speaker string) error {
			st, err := statement(dir, m, speaker)
			if err != nil {
				return err
			}
			if claim == "" {
				claim = st.ID
			}
			i, seen := place[st.ID]
			if !seen {
				i = len(s.statements)
				place[st.ID] = i
				s.statements, s.group, s.claim = append(s.statements, st), append(s.group, g.Group), append(s.claim, claim)
			}
			s.statements[i], s.claim[i] = st, claim
			at[[2]string{m.Article, m.Text}] = i
			return nil
		}
		for _, c := range g.Claims {
			for _, m := range c.Members {
				if err := add(m, c.ID, c.SpeakerName); err != nil {
					return nil, err
				}
			}
		}
		for _, m := range g.Singletons {
			if err := add(m, "", m.SpeakerName); err != nil {
				return nil, err
			}
		}
		for _, h := range g.HardNegatives {
			a, oka := at[[2]string{h.A.Article, h.A.Text}]
			b, okb := at[[2]string{h.B.Article, h.B.Text}]
			if oka && okb {
				s.hard = append(s.hard, [2]int{a, b})
			}
		}
	}
	return s, nil
}

func statement(dir string, m goldMember, speaker string) (claims.Statement, error) {
	data, err := os.ReadFile(filepath.Join(dir, "raw", m.Article+".txt"))
	if err != nil {
		return claims.Statement{}, err
	}
	raw := string(data)
	at, from := -1, 0
	for range max(1, m.Nth) {
		k := strings.Index(raw[from:], m.Text)
		if k < 0 {
			return claims.Statement{}, fmt.Errorf("%s: text not found: %s", m.Article, m.Text)
		}
		at = from + k
		_, n := utf8.DecodeRuneInString(raw[at:])
		from = at + n
	}
	start := utf8.RuneCountInString(raw[:at])
	head := strings.SplitN(raw, "\n", 4)
	date, err := model.ParseDate(head[1])
	if err != nil {
		return claims.Statement{}, err
	}
	if m.AttributedTo != "" {
		speaker = m.AttributedTo
	}
	return claims.Statement{ID: fmt.Sprintf("%s#%d-%d", m.Article, start, start+utf8.RuneCountInString(m.Text)), Article: m.Article + ".txt", Start: start, Outlet: head[2],
		Date: date, Kind: model.Kind(m.Form), Text: m.Text, Speaker: speaker}, nil
}

// groups lists the names of the groups in order.
func (s *sample) groups() []string {
	seen := map[string]bool{}
	var out []string
	for _, g := range s.group {
		if !seen[g] {
			seen[g] = true
			out = append(out, g)
		}
	}
	sort.Strings(out)
	return out
}
