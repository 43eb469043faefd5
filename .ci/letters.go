//go:build ignore

// Letters lists letters of other scripts than Latin in the Go code of the folder
// it is run in, tests and comments excepted: a language is data in its pack,
// never a word in the code. It exits with 1 when it finds any.
package main

import (
	"fmt"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	found := 0
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && e.Name() != "." && (e.Name() == "testdata" || e.Name() == "node_modules" || strings.HasSuffix(e.Name(), "test") || strings.HasPrefix(e.Name(), ".")):
			return fs.SkipDir
		case e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		found += check(path, src)
		return nil
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "letters:", err)
		os.Exit(1)
	}
	if found > 0 {
		os.Exit(1)
	}
}

// check prints the tokens of src that hold such letters and counts them.
func check(path string, src []byte) int {
	files := token.NewFileSet()
	file := files.AddFile(path, -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, nil, 0) // without comments
	found := 0
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return found
		}
		if strings.ContainsFunc(text, foreign) || escaped(text) {
			fmt.Printf("%s: letters of a natural language: %.60s\n", files.Position(pos), text)
			found++
		}
	}
}

func foreign(r rune) bool {
	return r >= utf8.RuneSelf && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r)
}

// escaped reports words written as \u escapes: two letters in a row.
func escaped(text string) bool {
	letters := 0
	for rest := text; ; {
		i := strings.Index(rest, `\u`)
		if i < 0 || i+6 > len(rest) {
			return false
		}
		var r rune
		if _, err := fmt.Sscanf(rest[i+2:i+6], "%x", &r); err != nil || !foreign(r) || i > 0 {
			letters = 0
		}
		if foreign(r) {
			letters++
		}
		if letters > 1 {
			return true
		}
		rest = rest[i+6:]
	}
}
