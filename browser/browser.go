// Package browser holds what Neo4j Browser gets beside its own files: a style
// for the graph and a guide through it.
package browser

import (
	"embed"
	"io/fs"

	"qawl/server"
)

//go:embed files
var files embed.FS

// Files are the style and the guide, as the managed server serves them.
func Files() server.BrowserFiles {
	sub, err := fs.Sub(files, "files")
	if err != nil {
		panic(err) // the name is a constant that the embedding checked
	}
	return server.BrowserFiles{Files: sub, Style: "style.grass", Guide: "guide.html"}
}
