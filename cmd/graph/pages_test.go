package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The parts of a page that a test runs: blocks whose first line names a file, and
// blocks of commands with what they print.
var (
	pageFile    = regexp.MustCompile("(?ms)^```(?:tsv|text) (\\S+)\n(.*?)^```$")
	pageConsole = regexp.MustCompile("(?ms)^```console\n(.*?)^```$")
)

// The page's files and commands do what the page says. -update writes what the
// commands print into the page.
func TestAddingALanguagePage(t *testing.T) {
	const page = "../../docs/adding-a-language.md"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := pageFile.FindAllStringSubmatch(string(data), -1)
	if len(files) < 8 {
		t.Fatalf("%d files on the page", len(files))
	}
	for _, f := range files {
		name := filepath.Join(dir, f[1])
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(f[2]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ran := 0
	now := pageConsole.ReplaceAllStringFunc(string(data), func(block string) string {
		var b strings.Builder
		for _, line := range strings.SplitAfter(block, "\n") {
			command, is := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "$ graph ")
			switch {
			case is:
				ran++
				b.WriteString(line)
				b.WriteString(printed(t, dir, strings.Fields(command)))
			case strings.HasPrefix(line, "```"):
				b.WriteString(line)
			}
		}
		return b.String()
	})
	if ran == 0 {
		t.Fatal("no commands on the page")
	}
	if now == string(data) {
		return
	}
	if !*update {
		t.Fatalf("the page shows something else; with -update it would be:\n%s", now)
	}
	if err := os.WriteFile(page, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
}

// printed runs the command in a folder and returns its output.
func printed(t *testing.T, dir string, args []string) string {
	t.Helper()
	c := exec.Command(filepath.Join(binary, "graph"), args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "COLUMNS=100")
	out, err := c.Output()
	if err != nil {
		t.Fatalf("graph %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}

// The tables of docs/quality.md are those of the record of quality. -update makes
// them from it.
func TestQualityPage(t *testing.T) {
	const page, record = "../../docs/quality.md", "../../extract/testdata/score.txt"
	scores, err := os.ReadFile(record)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("there is no record: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(scores), "\n== ")
	if len(parts) != 3 {
		t.Fatalf("%s has %d parts, not 2", record, len(parts)-1)
	}
	now := between(t, string(data), "figures", figures(parts[1], parts[2]))
	now = between(t, now, "confidence", reliability(parts[1], parts[2]))
	if now == string(data) {
		return
	}
	if !*update {
		t.Fatal("docs/quality.md and the record differ; write it with -update")
	}
	if err := os.WriteFile(page, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
}

// between puts a table in its place on a page.
func between(t *testing.T, page, place, table string) string {
	t.Helper()
	before, rest, ok := strings.Cut(page, "<!-- "+place+" -->\n")
	_, after, closed := strings.Cut(rest, "<!-- end -->")
	if !ok || !closed {
		t.Fatalf("no place for %s on the page", place)
	}
	return before + "<!-- " + place + " -->\n" + table + "<!-- end -->" + after
}

var (
	figureLine     = regexp.MustCompile(`(?m)^([a-z.]+) +(?:P ([0-9.]+)  R ([0-9.]+)  F1 )?([0-9.]+)  \(`)
	confidenceLine = regexp.MustCompile(`(?m)^([01]\.[0-9]) +([0-9]+) made  ([0-9.]+) found  ([0-9.]+) found with`)
)

// figures makes the table of figures of two parts of a record.
func figures(a, b string) string {
	var out strings.Builder
	out.WriteString("| | P | R | F1 or accuracy | P, only measured | R | F1 or accuracy |\n|---|---|---|---|---|---|---|\n")
	second := map[string][]string{}
	for _, m := range figureLine.FindAllStringSubmatch(b, -1) {
		second[m[1]] = m
	}
	for _, m := range figureLine.FindAllStringSubmatch(a, -1) {
		if n := second[m[1]]; n != nil {
			fmt.Fprintf(&out, "| %s | %s | %s | %s | %s | %s | **%s** |\n", m[1], m[2], m[3], m[4], n[2], n[3], n[4])
		}
	}
	return out.String()
}

// reliability makes the table of what confidences are worth.
func reliability(a, b string) string {
	var out strings.Builder
	out.WriteString("| confidence from | part | statements | found | found with the right speaker |\n|---|---|---|---|---|\n")
	for k, part := range []string{a, b} {
		name := [...]string{"developed on", "only measured"}[k]
		for _, m := range confidenceLine.FindAllStringSubmatch(part, -1) {
			fmt.Fprintf(&out, "| %s | %s | %s | %s | %s |\n", m[1], name, m[2], m[3], m[4])
		}
	}
	return out.String()
}
