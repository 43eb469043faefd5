package server

import "io/fs"

// BrowserFiles are what Neo4j Browser gets beside its own files. The server
// itself serves them, at /browser/qawl/, so that they are there as long as it is.
type BrowserFiles struct {
	// Files is the folder; nil adds nothing.
	Files fs.FS
	// Style (.grass) and Guide (.html) name files of it that the Browser
	// applies and opens when it connects; empty for none.
	Style, Guide string
}
