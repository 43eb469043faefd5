// Package source turns files into articles: plain text, tagged corpus text,
// JSON, saved pages, aggregator pages. One file may hold several articles.
//
// What a file is, is told from its content. For plain and tagged text an
// article's text is a contiguous, unchanged part of the decoded file; for
// pages and JSON it is put together from headline, abstract and paragraphs.
package source

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"qawl/extract/lang"
	"qawl/extract/text"
	"qawl/model"
)

// DefaultMaxBytes is the largest file that is read if Options don't say otherwise.
const DefaultMaxBytes = 64 << 20

// Options tell how documents are read. The zero value is good for most.
type Options struct {
	MaxBytes int64             // largest file in bytes, 0 for DefaultMaxBytes
	Fields   map[string]string // names of JSON fields: text, title, published, url, outlet, … → the crawler's own
	Hidden   bool              // walk into hidden files and folders too
}

func (o Options) limit() int64 {
	if o.MaxBytes <= 0 {
		return DefaultMaxBytes
	}
	return o.MaxBytes
}

// Reader reads documents. It is safe for concurrent use.
type Reader struct {
	o      Options
	shared *shared
	vocabs []*vocab
}

// NewReader makes a reader for articles in the languages of the packs, or of
// all embedded packs if none is given.
func NewReader(o Options, packs ...*lang.Pack) (*Reader, error) {
	if len(packs) == 0 {
		for _, code := range lang.Codes() {
			p, err := lang.Load(code)
			if err != nil {
				return nil, err
			}
			packs = append(packs, p)
		}
	}
	if len(packs) == 0 {
		return nil, errors.New("source: no language pack")
	}
	sh, common, err := newShared()
	if err != nil {
		return nil, err
	}
	r := &Reader{o: o, shared: sh}
	for name := range o.Fields {
		if _, ok := sh.fields[name]; !ok {
			return nil, model.WithHint(fmt.Errorf("source: no field is called %q", name), "fields: "+sh.fieldNames())
		}
	}
	for _, p := range packs {
		v, err := newVocab(p, common)
		if err != nil {
			return nil, err
		}
		r.vocabs = append(r.vocabs, v)
	}
	return r, nil
}

// Read reads all articles of one document. name is its path, "-" for standard
// input; data are its bytes as they are on disk. An archive gives the articles
// of all documents in it. Errors say which document could not be read and why;
// model.HintOf gives what to do. Articles may come with an error where only a
// part could be read.
func (r *Reader) Read(name string, data []byte) ([]*model.Article, error) {
	if limit := r.o.limit(); int64(len(data)) > limit {
		return nil, &Error{name, tooLarge(limit)}
	}
	if isArchive(data) {
		return r.archive(name, data)
	}
	articles, err := r.read(data)
	if err != nil {
		err = &Error{name, err}
	}
	for _, a := range articles {
		a.Source = name
	}
	return articles, err
}

// Error is a document that could not be read.
type Error struct {
	Name string
	Err  error
}

func (e *Error) Error() string { return "source: " + e.Name + ": " + e.Err.Error() }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

func (r *Reader) read(data []byte) ([]*model.Article, error) {
	if isMHTML(data) {
		return r.mhtml(data)
	}
	doc, err := r.decode(data)
	if err != nil {
		return nil, err
	}
	var articles []*model.Article
	switch formatOf(doc) {
	case formatJSON:
		articles, err = r.json(doc)
	case formatHTML:
		articles, err = r.page(doc)
	case formatFeed:
		articles, err = r.feed(doc)
	case formatTagged:
		articles = r.tagged(doc)
	default:
		articles = r.plain(doc)
	}
	if len(articles) == 0 && err == nil {
		err = model.WithHint(errors.New("no article text found"), "the file has no headline or paragraph that could be read")
	}
	return articles, err
}

// plain reads a text without markup.
func (r *Reader) plain(doc string) []*model.Article {
	v := r.language(doc)
	s := &scanner{v: v, text: doc}
	spans := text.Lines(doc)
	lines := make([]line, len(spans))
	for i, sp := range spans {
		lines[i] = s.classify(sp)
	}
	points := text.NewPoints(doc, 0)
	var out []*model.Article
	for _, f := range s.layout(s.unwrap(lines), true) {
		if len(f.blocks) > 0 {
			out = append(out, r.article(v, doc, points, f, ""))
		}
	}
	return out
}

// article makes an article of what was found in a document.
func (r *Reader) article(v *vocab, doc string, points *text.Points, f *found, docno string) *model.Article {
	a := &model.Article{
		Offset: points.At(f.span.Start), Text: doc[f.span.Start:f.span.End],
		Language: v.code(doc, f.blocks), Published: f.published, URL: r.shared.canonical(f.url), DocNo: docno,
		Outlet: f.outlet, Credits: f.credits, Keywords: f.keywords, Links: f.links,
	}
	if !f.headline.Empty() {
		h := text.Slice(a.Text, text.Shift(f.headline, -f.span.Start))
		a.Headline = &h
	}
	for _, b := range f.bylines {
		a.Bylines = append(a.Bylines, text.Shift(b, -f.span.Start))
	}
	for _, b := range f.blocks {
		b.Span = text.Shift(b.Span, -f.span.Start)
		a.Blocks = append(a.Blocks, b)
	}
	host := hostOf(a.URL)
	a.Outlet = cmp.Or(a.Outlet, v.outletOf(host), f.own, strings.TrimPrefix(host, "www."), f.guess, f.agency, f.promoted)
	if a.Published.IsZero() {
		a.Published = dateInAddress(a.URL)
	}
	a.SetID(v.pack.Fold.Words)
	return a
}

// language tells the vocabulary of a document's language: the one with most
// frequent words in the start of the text.
func (r *Reader) language(doc string) *vocab {
	best, most := r.vocabs[0], -1
	for _, v := range r.vocabs {
		if len(r.vocabs) == 1 {
			break
		}
		if n := v.score(doc); n > most {
			best, most = v, n
		}
	}
	return best
}

// undetermined is the language of an article that no pack is for.
const undetermined = "und"

// code returns the language's code if a good part of the letters in the blocks
// are of its script.
func (v *vocab) code(doc string, blocks []model.Block) string {
	letters, own, seen := 0, 0, 0
	for _, b := range blocks {
		for _, c := range doc[b.Start:b.End] {
			if v.script == nil || unicode.Is(v.script, c) {
				own++
				letters++
			} else if unicode.IsLetter(c) {
				letters++
			}
		}
		if seen += b.End - b.Start; seen > 2048 {
			break
		}
	}
	if own*3 < letters {
		return undetermined
	}
	return v.pack.Code
}

// sampled is how many bytes of a document are looked at to tell its language
// and encoding.
const sampled = 1 << 14

// score counts the frequent words of the language in the start of doc.
func (v *vocab) score(doc string) int {
	n := 0
	for _, t := range v.pack.Fold.Tokens(nil, doc, text.Head(doc, model.Span{End: len(doc)}, sampled)) {
		if v.common[t.Fold] {
			n++
		}
	}
	return n
}

func tooLarge(limit int64) error {
	return model.WithHint(fmt.Errorf("larger than the limit of %d MiB", limit>>20), "split the file, unpack the archive, or raise the limit")
}
