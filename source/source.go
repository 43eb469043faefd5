// Package source turns files into articles: plain text, tagged corpus text,
// saved pages, JSON, aggregator pages. One file may hold several articles.
package source

import (
	"qawl/model"
)

// Options tell how documents are read.
type Options struct{}

// Read reads all articles of one document. name is its path, "-" for standard
// input; data are its bytes as they are on disk.
func Read(name string, data []byte, o Options) ([]*model.Article, error) {
	return []*model.Article{{Source: name, Text: string(data)}}, nil
}
