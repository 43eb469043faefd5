package source

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// kind is what a phrase of the source tables does, see common/source.tsv and
// the source table of a language.
type kind uint8

const (
	noKind kind = iota
	dateLabel
	authorLabel
	sourceLabel
	keywordsLabel
	readAlso
	captionLabel
	adLine
	adInline
	promo
	dateWord
	weekday
	month
	credit
	creditWord
	photoCredit
	outlet
	outletHead
	agencyHead
	ordinal
	dateOf
	updateLabel
	titleLabel
	textLabel
)

func kinds() map[string]kind {
	return map[string]kind{
		"date-label": dateLabel, "author-label": authorLabel, "source-label": sourceLabel, "keywords-label": keywordsLabel,
		"read-also": readAlso, "caption-label": captionLabel, "ad-line": adLine, "ad-inline": adInline, "promo": promo,
		"date-word": dateWord, "weekday": weekday, "month": month, "credit": credit, "credit-word": creditWord,
		"photo-credit": photoCredit, "outlet": outlet, "outlet-head": outletHead, "agency-head": agencyHead, "ordinal": ordinal, "date-of": dateOf,
		"update-label": updateLabel, "title-label": titleLabel, "text-label": textLabel,
	}
}

// kindSet is a set of kinds, one bit each.
type kindSet uint32

func setOf(ks ...kind) (s kindSet) {
	for _, k := range ks {
		s |= 1 << k
	}
	return s
}

// phrase is one form of one row: words that follow the first one, what it
// does, and its value.
type phrase struct {
	rest  []string
	kind  kind
	name  string // first form of the row, or its value
	month int
}

// vocab is what is known about the surroundings of articles in one language.
type vocab struct {
	pack    *lang.Pack
	script  *unicode.RangeTable
	phrases map[string][]phrase // by first folded word
	starts  map[string]kindSet  // what phrases begin with a word
	adEnds  map[string]bool     // last words of advertisements within lines
	heads   kindSet             // kinds that may begin a long line
	common  map[string]bool
	final   map[rune]bool
	hosts   map[string]string // host → outlet
}

// shared is what the common table holds for all languages.
type shared struct {
	fields   map[string][]string // JSON field → names
	tags     map[string]string   // lower-case tag → field
	tracking []string
}

func newShared() (*shared, *lang.Table, error) {
	t, err := lang.Common("source")
	if err != nil {
		return nil, nil, err
	}
	s := &shared{fields: map[string][]string{}, tags: map[string]string{}}
	if t == nil {
		return s, nil, nil
	}
	for _, r := range t.Rows {
		k := r.Get("kind")
		if f, ok := strings.CutPrefix(k, "field-"); ok {
			s.fields[f] = append(s.fields[f], r.All("form")...)
		} else if f, ok := strings.CutPrefix(k, "tag-"); ok {
			for _, tag := range r.All("form") {
				s.tags[tag] = f
			}
		} else if k == "tracking" {
			s.tracking = append(s.tracking, r.All("form")...)
		}
	}
	return s, t, nil
}

func newVocab(p *lang.Pack, common *lang.Table) (*vocab, error) {
	v := &vocab{
		pack: p, phrases: map[string][]phrase{}, starts: map[string]kindSet{}, adEnds: map[string]bool{}, common: map[string]bool{}, final: map[rune]bool{}, hosts: map[string]string{},
	}
	v.heads = setOf(dateLabel, updateLabel, titleLabel, textLabel, authorLabel, sourceLabel, keywordsLabel, readAlso, captionLabel, promo)
	for m := time.January; m <= time.December; m++ {
		v.add(phrase{kind: month, month: int(m)}, m.String())
		v.add(phrase{kind: month, month: int(m)}, m.String()[:3])
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		v.add(phrase{kind: weekday}, d.String())
		v.add(phrase{kind: weekday}, d.String()[:3])
	}
	names := kinds()
	for _, t := range []*lang.Table{common, p.Table("source")} {
		if t == nil {
			continue
		}
		for _, r := range t.Rows {
			if err := v.addRow(r, names); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}

func (v *vocab) addRow(r *lang.Row, names map[string]kind) error {
	forms := r.All("form")
	if len(forms) == 0 {
		return fmt.Errorf("pack: %s: no form", r.At)
	}
	switch k := r.Get("kind"); {
	case k == "script":
		v.script = unicode.Scripts[forms[0]]
		if v.script == nil {
			return fmt.Errorf("pack: %s: no script is called %q", r.At, forms[0])
		}
	case k == "final":
		for _, f := range forms {
			for _, c := range f {
				v.final[c] = true
			}
		}
	case k == "common":
		for _, f := range forms {
			v.common[v.pack.Fold.String(f)] = true
		}
	case strings.HasPrefix(k, "field-"), strings.HasPrefix(k, "tag-"), k == "tracking":
	default:
		kd, ok := names[k]
		if !ok {
			return fmt.Errorf("pack: %s: unknown kind %q", r.At, k)
		}
		p := phrase{kind: kd, name: forms[0]}
		if kd == month {
			n, err := strconv.Atoi(r.Get("value"))
			if err != nil || n < 1 || n > 12 {
				return fmt.Errorf("pack: %s: %q is not a month's number", r.At, r.Get("value"))
			}
			p.month = n
		} else if x := r.Get("value"); x != "" {
			p.name = strings.TrimPrefix(x, "-")
		}
		for _, f := range forms {
			v.add(p, f)
		}
		for _, h := range r.All("host") {
			v.hosts[h] = p.name
		}
	}
	return nil
}

// add enters one form of a phrase.
func (v *vocab) add(p phrase, form string) {
	var words []string
	for _, t := range v.pack.Fold.Tokens(nil, form, model.Span{End: len(form)}) {
		if isWordToken(t) {
			words = append(words, t.Fold)
		}
	}
	if len(words) == 0 {
		return
	}
	p.rest = words[1:]
	v.starts[words[0]] |= 1 << p.kind
	if p.kind == adInline {
		v.adEnds[words[len(words)-1]] = true
	}
	v.phrases[words[0]] = append(v.phrases[words[0]], p)
}

func isWordToken(t text.Token) bool {
	return t.Fold != "" && (t.Kind == text.Word || t.Kind == text.Number)
}

// outletOf returns the name of the outlet whose address is host or has it as
// a parent domain.
func (v *vocab) outletOf(host string) string {
	for host != "" {
		if name := v.hosts[host]; name != "" {
			return name
		}
		i := strings.IndexByte(host, '.')
		if i < 0 {
			break
		}
		host = host[i+1:]
	}
	return ""
}

// fieldNames lists the fields of an article that JSON may have.
func (sh *shared) fieldNames() string {
	return strings.Join(slices.Sorted(maps.Keys(sh.fields)), ", ")
}
