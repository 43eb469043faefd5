// Package identity says which names in different articles are the same person.
package identity

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"qawl/extract/lang"
)

// Keys makes the keys that spelling variants of one name share. It is safe for
// concurrent use.
type Keys struct {
	pack   *lang.Pack
	letter map[rune]string
	drop   map[string]bool
}

// NewKeys reads the pack's table name-key, whose rows replace or leave out
// letters ("letter") or whole words ("word") of a folded name. A pack without
// the table compares folded names.
func NewKeys(pack *lang.Pack) (*Keys, error) {
	k := &Keys{pack: pack, letter: map[rune]string{}, drop: map[string]bool{}}
	t := pack.Table("name-key")
	if t == nil {
		return k, nil
	}
	for _, r := range t.Rows {
		from := pack.Fold.Words(r.Get("from"))
		switch r.Get("kind") {
		case "letter":
			c, n := utf8.DecodeRuneInString(from)
			if n == 0 || n != len(from) {
				return nil, fmt.Errorf("identity: %s: %q is not one folded letter", r.At, from)
			}
			k.letter[c] = r.Get("to")
		case "word":
			k.drop[from] = true
		default:
			return nil, fmt.Errorf("identity: %s: kind %q is not letter or word", r.At, r.Get("kind"))
		}
	}
	return k, nil
}

// Name returns the keys of a name's words, in order. Words that are written
// apart in one article and together in the other (كيم جونغ-أون) give other keys;
// Same joins them.
func (k *Keys) Name(name string) []string {
	var out []string
	for _, w := range k.pack.FoldWords(name) {
		if !k.drop[w] {
			out = append(out, k.Word(w))
		}
	}
	return out
}

// Word returns the key of one folded word: its consonants, those that
// transliteration confuses made equal. A key of one letter says too little, so
// such a word is its own key.
func (k *Keys) Word(fold string) string {
	var b strings.Builder
	n, last := 0, ""
	for i, r := range fold {
		s, ok := k.letter[r]
		if !ok || (s == "" && i == 0) {
			s = string(r)
		}
		if s == "" || s == last {
			continue
		}
		b.WriteString(s)
		n, last = n+1, s
	}
	if n < 2 {
		return fold
	}
	return b.String()
}

// Relation tells how two names relate.
type Relation int

// The relations of two names, from none to the same spelling.
const (
	Different Relation = iota
	Part               // one holds all words of the other, at least the last: بوتين, فلاديمير بوتين
	Variant            // the same words in another spelling
	Equal              // the same folded words
)

// Compare relates two names by their spelling alone.
func (k *Keys) Compare(a, b string) Relation {
	fa, fb := k.pack.FoldWords(a), k.pack.FoldWords(b)
	if len(fa) == 0 || len(fb) == 0 {
		return Different
	}
	if strings.Join(fa, "") == strings.Join(fb, "") {
		return Equal
	}
	ka, kb := k.Name(a), k.Name(b)
	if len(ka) == 0 || len(kb) == 0 {
		return Different
	}
	if strings.Join(ka, "") == strings.Join(kb, "") && k.similar(strings.Join(fa, ""), strings.Join(fb, "")) {
		return Variant
	}
	if len(ka) > len(kb) {
		ka, kb = kb, ka
	}
	if len(ka) == len(kb) || ka[len(ka)-1] != kb[len(kb)-1] {
		return Different
	}
	for _, w := range ka {
		if !slices.Contains(kb, w) {
			return Different
		}
	}
	return Part
}

// similar reports whether two folded names of one key may be spellings of one
// name: they end alike, since a last vowel is another name (بوتين, بوتينا), and
// differ in few letters.
func (k *Keys) similar(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	return k.final(x) == k.final(y) && distance(x, y) <= max(1, (len(x)+len(y))/6)
}

// final is a name's last letter in its key, the letter itself where the key
// leaves it out.
func (k *Keys) final(name []rune) string {
	r := name[len(name)-1]
	if s := k.letter[r]; s != "" {
		return s
	}
	return string(r)
}

// distance is the number of letters to put in, take out or replace
// (Levenshtein 1966).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		diag := row[0]
		row[0] = i + 1
		for j, s := range b {
			d := diag
			if r != s {
				d++
			}
			diag = row[j+1]
			row[j+1] = min(d, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
