package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"
)

// Gold is one annotated document.
type Gold struct {
	Name       string // file name of the document, such as 001.txt
	text       []rune
	Published  string
	Statements []goldStatement
	Countries  []string
	People     []string
	Events     []goldEvent
}

type goldStatement struct {
	Kind    string   `json:"kind"`
	Spans   []string `json:"spans"`
	Nth     int      `json:"nth"`
	Cue     *string  `json:"cue"`
	Speaker *string  `json:"speaker"`
	Name    string   `json:"speaker_name"`
	Via     []string `json:"via"`

	at    []interval
	chars map[int]bool
}

type goldEvent struct {
	Mention string `json:"mention"`
	Nth     int    `json:"nth"`
	Type    string `json:"type"`
	Date    string `json:"date"`
	Country string `json:"country"`

	at interval
}

// interval is a half-open range of code points of a document.
type interval struct{ Start, End int }

// Prediction is one extracted article as graph extract --format jsonl prints it.
type Prediction struct {
	Source     string `json:"source"`
	Published  string `json:"published"`
	Statements []struct {
		ID         string     `json:"id"`
		Kind       string     `json:"kind"`
		Spans      []interval `json:"spans"`
		Cue        *struct{ Text string }
		Name       string `json:"speaker_name"`
		Via        []struct{ Name string }
		Rule       string  `json:"rule"`
		Confidence float64 `json:"confidence"`
	} `json:"statements"`
	Countries []struct{ Code string } `json:"countries"`
	People    []struct{ Name string } `json:"people"`
	Events    []struct {
		Mention interval `json:"mention"`
		Type    string   `json:"type"`
		Date    string   `json:"date"`
	} `json:"events"`
}

// ReadGold reads all NAME.gold.json of a folder with the NAME.txt beside them.
// Problems lists annotations whose text does not stand in the document.
func ReadGold(dir string) (gold []*Gold, problems []string, err error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.gold.json"))
	if err != nil {
		return nil, nil, err
	}
	if len(names) == 0 {
		return nil, nil, fmt.Errorf("evaluate: %s: no *.gold.json in it", dir)
	}
	sort.Strings(names)
	for _, n := range names {
		g, p, err := readGoldFile(n)
		if err != nil {
			return nil, nil, fmt.Errorf("evaluate: %w", err)
		}
		gold = append(gold, g)
		problems = append(problems, p...)
	}
	return gold, problems, nil
}

func readGoldFile(name string) (*Gold, []string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	var j struct {
		File       string
		Published  string
		Statements []goldStatement
		Countries  []string
		People     []struct{ Name string }
		Events     []goldEvent
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	doc := strings.TrimSuffix(name, ".gold.json") + ".txt"
	body, err := os.ReadFile(doc)
	if os.IsNotExist(err) && j.File != "" {
		doc = filepath.Join(filepath.Dir(name), j.File)
		body, err = os.ReadFile(doc)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: document: %w", name, err)
	}
	if !utf8.Valid(body) {
		return nil, nil, fmt.Errorf("%s: not UTF-8", doc)
	}
	text := string(body)
	g := &Gold{Name: filepath.Base(doc), text: []rune(text), Published: j.Published, Statements: j.Statements, Countries: j.Countries}
	for _, p := range j.People {
		g.People = append(g.People, p.Name)
	}
	var problems []string
	for k := range g.Statements {
		s := &g.Statements[k]
		for n, want := range s.Spans {
			nth := 1
			if n == 0 {
				nth = s.Nth
			}
			at := findNth(text, want, nth)
			if n > 0 && len(s.at) > 0 && at >= 0 {
				prev := byteOf(text, s.at[len(s.at)-1].End)
				if i := strings.Index(text[prev:], want); i >= 0 {
					at = prev + i
				}
			}
			if at < 0 {
				problems = append(problems, fmt.Sprintf("%s: statement %d: %q does not stand in %s", name, k, want, g.Name))
				continue
			}
			s.at = append(s.at, points(text, at, want))
		}
		s.chars = g.chars(s.at)
	}
	for _, e := range j.Events {
		at := findNth(text, e.Mention, e.Nth)
		if at < 0 {
			problems = append(problems, fmt.Sprintf("%s: event %q does not stand in %s", name, e.Mention, g.Name))
			continue
		}
		e.at = points(text, at, e.Mention)
		g.Events = append(g.Events, e)
	}
	return g, problems, nil
}

// findNth returns the byte offset of the nth occurrence of s, which may
// overlap earlier ones, or -1.
func findNth(text, s string, nth int) int {
	i := -1
	for range max(1, nth) {
		if i+1 > len(text) {
			return -1
		}
		k := strings.Index(text[i+1:], s)
		if k < 0 {
			return -1
		}
		i += 1 + k
	}
	return i
}

func points(text string, at int, s string) interval {
	start := utf8.RuneCountInString(text[:at])
	return interval{start, start + utf8.RuneCountInString(s)}
}

func byteOf(text string, point int) int {
	for i := range text {
		if point == 0 {
			return i
		}
		point--
	}
	return len(text)
}

// ReadPredictions reads the JSON lines that graph extract prints.
func ReadPredictions(r io.Reader) ([]Prediction, error) {
	var out []Prediction
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<28)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var p Prediction
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("evaluate: line %d: %w", n, err)
		}
		if p.Source == "" {
			return nil, fmt.Errorf("evaluate: line %d: no source", n)
		}
		out = append(out, p)
	}
	return out, sc.Err()
}
