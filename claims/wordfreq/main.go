// Wordfreq counts in how many texts of a folder each folded word stands and
// prints the counts in the form of a pack's frequency.txt, which weighs the words of
// statements that are compared.
//
// usage: go run ./claims/wordfreq -pack ar -source "where the texts are from" DIR > extract/lang/pack/ar/frequency.txt
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"qawl/extract/lang"
)

func main() {
	code := flag.String("pack", "ar", "language pack whose fold is used")
	least := flag.Int("least", 2, "leave out words of fewer texts")
	source := flag.String("source", "", "where the texts are from")
	flag.Parse()
	if err := run(*code, *least, *source, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "wordfreq:", err)
		os.Exit(1)
	}
}

func run(code string, least int, source, dir string) error {
	pack, err := lang.Load(code)
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("%s: no texts found", dir)
	}
	texts := map[string]int{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		seen := map[string]bool{}
		for _, w := range pack.FoldWords(string(data)) {
			seen[w] = true
		}
		for w := range seen {
			texts[w]++
		}
	}
	var words []string
	for w, n := range texts {
		if n >= least && !latin(w) {
			words = append(words, w)
		}
	}
	sort.Strings(words)
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(out, "# In how many texts each folded word stands, words of fewer than %d left out.\n# Made by claims/wordfreq from: %s\n# total %d\n", least, source, len(files))
	for _, w := range words {
		fmt.Fprintf(out, "%s\t%d\n", w, texts[w])
	}
	return out.Flush()
}

// latin reports whether w has an ASCII letter or digit: markup, addresses and
// numbers, which the pack's language does not need counted.
func latin(w string) bool {
	for _, r := range w {
		if r < 0x80 {
			return true
		}
	}
	return false
}
