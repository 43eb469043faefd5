// Package lang reads language packs: folders of tables and rules that hold
// everything the extractor knows about a language. There is no word of a
// natural language in Go code.
//
// A pack has pack.tsv (key, value: code, name, direction), fold.tsv
// (from, to), clitic.tsv, inflect.tsv, one table for each word class
// that the language has (see the classes), and rule files that stages read
// themselves through Table and File. All tables are UTF-8, separated by tabs,
// with comment lines that begin with #.
package lang

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sort"
	"strings"
	"unicode/utf8"

	"qawl/extract/text"
	"qawl/model"
)

//go:embed all:pack
var embedded embed.FS

// Pack is what is known of one language. It is safe for concurrent use.
type Pack struct {
	Code      string // BCP 47
	Name      string
	Direction string // "rtl" or "ltr"
	Fold      *text.Fold

	fsys    fs.FS
	tables  map[string]*Table
	lexicon map[string][]*Entry // by the first folded word of the form
	clitics clitics
	shapes  shapes

	countries map[string]string // code → usual name
	digest    string
}

// Entry is one form of one row of a word class table.
type Entry struct {
	Class Class
	Row   *Row
	Features
	Lemma string   // the row's form as written in the table
	Key   string   // the folded words of Lemma
	Rest  []string // folded words that follow the first one, nil for a single word
}

// Codes lists the languages of the embedded packs.
func Codes() []string {
	dirs, err := fs.ReadDir(embedded, "pack")
	if err != nil {
		return nil
	}
	var codes []string
	for _, d := range dirs {
		if d.IsDir() && d.Name() != "common" {
			codes = append(codes, d.Name())
		}
	}
	return codes
}

// Load reads the embedded pack of a language.
func Load(code string) (*Pack, error) {
	sub, err := fs.Sub(embedded, "pack/"+code)
	if err != nil {
		return nil, err
	}
	return Read(code, sub)
}

// Read reads a pack from any folder; name is used in errors and in the places
// that rows give as their origin.
func Read(name string, fsys fs.FS) (*Pack, error) {
	p := &Pack{fsys: fsys, tables: map[string]*Table{}, lexicon: map[string][]*Entry{}, countries: map[string]string{}}
	names, err := fs.Glob(fsys, "*.tsv")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("pack %s: no tables found", name)
	}
	sum := sha256.New()
	for _, n := range names {
		f, err := fsys.Open(n)
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", name, err)
		}
		t, err := readTable(name+"/"+n, io.TeeReader(f, sum))
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("pack: %w", err)
		}
		p.tables[strings.TrimSuffix(n, ".tsv")] = t
	}
	if err := p.readHead(name); err != nil {
		return nil, err
	}
	if err := p.readFold(); err != nil {
		return nil, err
	}
	if p.clitics, err = readClitics(p.Table("clitic"), p.Fold); err != nil {
		return nil, err
	}
	if err := p.readShapes(p.Table("shape")); err != nil {
		return nil, err
	}
	var inflect []*Table
	for _, n := range names {
		if n := strings.TrimSuffix(n, ".tsv"); isInflection(n) {
			inflect = append(inflect, p.Table(n))
		}
	}
	para, err := readParadigms(inflect...)
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, f := range files {
		if t := p.Table(f.File); t != nil {
			errs = append(errs, p.addClass(f.Class, t, para))
		}
	}
	if t := p.Table("country"); t != nil {
		for _, r := range t.Rows {
			if c := r.All("code"); len(c) > 0 && p.countries[c[0]] == "" && len(r.All("form")) > 0 {
				p.countries[c[0]] = r.All("form")[0]
			}
		}
	}
	p.digest = hex.EncodeToString(sum.Sum(nil)[:8])
	return p, errors.Join(errs...)
}

// Table returns the table with the given name (without .tsv), nil if the pack
// has none.
func (p *Pack) Table(name string) *Table { return p.tables[name] }

// File reads another file of the pack, such as a file of rules.
func (p *Pack) File(name string) ([]byte, error) { return fs.ReadFile(p.fsys, name) }

func (p *Pack) readHead(name string) error {
	t := p.Table("pack")
	if t == nil {
		return fmt.Errorf("pack %s: pack.tsv is missing", name)
	}
	for _, r := range t.Rows {
		switch v := r.Get("value"); r.Get("key") {
		case "code":
			p.Code = v
		case "name":
			p.Name = v
		case "direction":
			p.Direction = v
		default:
			return fmt.Errorf("pack: %s: unknown key %q", r.At, r.Get("key"))
		}
	}
	return nil
}

func (p *Pack) readFold() error {
	replace := map[rune]string{}
	if t := p.Table("fold"); t != nil {
		for _, r := range t.Rows {
			from, n := utf8.DecodeRuneInString(r.Get("from"))
			if n == 0 || n != len(r.Get("from")) {
				return fmt.Errorf("pack: %s: %q is not one code point", r.At, r.Get("from"))
			}
			if _, dup := replace[from]; dup {
				return fmt.Errorf("pack: %s: %q is folded twice", r.At, from)
			}
			replace[from] = r.Get("to")
		}
	}
	p.Fold = text.NewFold(replace)
	return nil
}

// FoldWords folds a phrase into its words.
func (p *Pack) FoldWords(phrase string) []string {
	return strings.Fields(p.Fold.Words(phrase))
}

// addClass enters all forms of a table's rows into the lexicon.
func (p *Pack) addClass(c Class, t *Table, para paradigms) error {
	if !t.column("form") {
		return fmt.Errorf("pack: %s: no column named form", t.Name)
	}
	var errs []error
	seen := map[string]*Row{}
	for _, r := range t.Rows {
		for _, form := range r.All("form") {
			key := strings.Join(p.FoldWords(form), " ")
			if key == "" {
				errs = append(errs, fmt.Errorf("pack: %s: %q has no word in it", r.At, form))
				continue
			}
			if old := seen[key]; old != nil {
				errs = append(errs, fmt.Errorf("pack: %s: %q stands already at %s", r.At, form, old.At))
				continue
			}
			seen[key] = r
		}
		forms, err := para.inflect(r)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		done := map[string]bool{}
		lemma := r.All("form")[0]
		lemmaKey := p.Fold.Words(lemma)
		for _, f := range forms {
			words := p.FoldWords(f.text)
			key := fmt.Sprint(strings.Join(words, " "), f.Features)
			if len(words) == 0 || done[key] {
				continue
			}
			done[key] = true
			e := &Entry{Class: c, Row: r, Features: f.Features, Lemma: lemma, Key: lemmaKey}
			if len(words) > 1 {
				e.Rest = words[1:]
			}
			p.lexicon[words[0]] = append(p.lexicon[words[0]], e)
		}
	}
	return errors.Join(errs...)
}

// sortEntries puts longer phrases first, so that the first one that matches is
// the longest.
func sortEntries(es []Reading) {
	sort.SliceStable(es, func(i, j int) bool { return len(es[i].Rest) > len(es[j].Rest) })
}

// CountryName returns a country's usual name in the pack's language: the first
// form of its row in the country table, or the code where there is none.
func (p *Pack) CountryName(code string) string {
	if n, ok := p.countries[code]; ok {
		return n
	}
	return code
}

// Digest tells packs apart whose content differs: a hash over all their files.
func (p *Pack) Digest() string { return p.digest }

// Stem returns span without the proclitics (the article excepted) and enclitic
// that reading r found on its first and last word.
func (p *Pack) Stem(src string, span model.Span, r Reading) model.Span {
	before := utf8.RuneCountInString(r.Before)
	if r.Definite && before > 0 {
		before = p.clitics.beforeArticle(r.Before)
	}
	if before > 0 {
		span.Start = p.Fold.SkipFolded(src, span, before)
	}
	if r.After != "" {
		span = p.Fold.CutFolded(src, span, utf8.RuneCountInString(r.After))
	}
	return span
}

// Common reads a table of the folder that all packs share, nil if there is
// none of that name.
func Common(name string) (*Table, error) {
	f, err := embedded.Open("pack/common/" + name + ".tsv")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("pack common: %w", err)
	}
	defer f.Close()
	return readTable("common/"+name+".tsv", f)
}
