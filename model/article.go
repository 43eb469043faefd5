package model

// Part tells which part of an article a block or statement stands in.
type Part string

// The parts of an article.
const (
	PartHeadline Part = "headline"
	PartAbstract Part = "abstract"
	PartBody     Part = "body"
)

// Block is one paragraph of an article that is read for statements. What lies
// between the blocks (header lines, advertisements, tags) is kept in the text
// but not read.
type Block struct {
	Span
	Part Part
}

// Article is one news article as a source gave it. Text is a contiguous,
// unchanged part of the decoded source document; all spans refer to it.
type Article struct {
	ID     ID
	Source string // the document's path as given by the user, "-" for standard input
	Offset int    // code points of the document that stand before Text
	Text   string

	Language  string   // BCP 47 tag, "" until detected
	Headline  *Mention // nil where there is none
	Published Date     // in the article's own time zone
	URL       string
	DocNo     string // document number in a corpus
	Outlet    string
	Credits   []string // agencies credited
	Keywords  []string
	Links     []string // URLs or headlines of articles that it links to ("read also")
	Bylines   []Span   // lines that name author, place and outlet, in text order
	Blocks    []Block  // in text order, not overlapping
}

// SetID gives the article its identity: its canonical URL; else its document
// number in a corpus; else outlet, date and folded headline; else its text.
// fold is the fold of the article's language. The source path is never part of it.
func (a *Article) SetID(fold func(string) string) {
	switch {
	case a.URL != "":
		a.ID = NewID(PrefixArticle, "url", a.URL)
	case a.DocNo != "":
		a.ID = NewID(PrefixArticle, "docno", a.DocNo)
	case a.Outlet != "" && !a.Published.IsZero() && a.Headline != nil:
		a.ID = NewID(PrefixArticle, "headline", fold(a.Outlet), a.Published.String(), fold(a.Headline.Text))
	default:
		a.ID = NewID(PrefixArticle, "text", a.Text)
	}
}
