package main

import (
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
