package claims

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"qawl/model"
)

// jsonStatement is a statement as `graph claims cluster` reads it, one a line.
type jsonStatement struct {
	ID         string `json:"id"`
	Article    string `json:"article"`
	Text       string `json:"text"`
	Start      int    `json:"start"`
	Form       string `json:"form"`
	Kind       string `json:"kind"`
	Part       string `json:"part"`
	Stance     string `json:"stance"`
	Speaker    string `json:"speaker_name"`
	SpeakerID  string `json:"speaker_id"`
	Type       string `json:"speaker_type"`
	Country    string `json:"speaker_country"`
	Date       string `json:"date"`
	Outlet     string `json:"outlet"`
	ReportedBy string `json:"inside"`
}

// ReadJSON reads statements, a JSON object a line. name is used in errors.
func ReadJSON(name string, r io.Reader) ([]Statement, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 16<<20)
	var out []Statement
	seen := map[string]int{}
	for n := 1; sc.Scan(); n++ {
		if len(sc.Bytes()) == 0 {
			continue
		}
		var j jsonStatement
		if err := json.Unmarshal(sc.Bytes(), &j); err != nil {
			return nil, fmt.Errorf("claims: %s:%d: %w", name, n, err)
		}
		date, err := model.ParseDate(j.Date)
		if err != nil {
			return nil, fmt.Errorf("claims: %s:%d: %w", name, n, err)
		}
		if j.ID == "" || j.Text == "" {
			return nil, fmt.Errorf("claims: %s:%d: a statement needs id and text", name, n)
		}
		if first, dup := seen[j.ID]; dup {
			return nil, fmt.Errorf("claims: %s:%d: id %q stands already in line %d", name, n, j.ID, first)
		}
		seen[j.ID] = n
		kind := j.Kind
		if kind == "" {
			kind = j.Form
		}
		out = append(out, Statement{ID: j.ID, Article: j.Article, Outlet: j.Outlet, Date: date, Part: model.Part(j.Part), Start: j.Start, Kind: model.Kind(kind),
			Text: j.Text, Stance: model.Stance(j.Stance), Speaker: j.Speaker, SpeakerID: j.SpeakerID, SpeakerType: model.EntityType(j.Type), SpeakerCountry: j.Country, Reports: j.ReportedBy})
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("claims: %s: %w", name, err)
	}
	return out, nil
}

// WriteJSON writes assignments, a JSON object a line.
func WriteJSON(w io.Writer, as []Assignment) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, a := range as {
		if err := enc.Encode(struct {
			ID    string `json:"id"`
			Claim string `json:"claim"`
		}{a.Statement, a.Claim}); err != nil {
			return err
		}
	}
	return nil
}
