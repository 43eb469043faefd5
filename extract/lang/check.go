package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
)

// isTable reports whether a table of the given name is read by anything: it is a
// word class, or an embedded pack has it.
func isTable(name string) bool {
	if _, ok := ParseClass(name); ok {
		return true
	}
	for _, code := range Codes() {
		if _, err := fs.Stat(embedded, "pack/"+code+"/"+name+".tsv"); err == nil {
			return true
		}
	}
	return false
}

// Check looks a folder over that is to become a pack and returns all that is
// wrong with it, each with file and line, in order: what Read would refuse, and
// what it lets pass though it can't be meant. An empty result is a pack that loads.
func Check(name string, fsys fs.FS) []error {
	var errs []error
	names, err := fs.Glob(fsys, "*.tsv")
	if err != nil {
		return []error{err}
	}
	tables := map[string]*Table{}
	paradigms := map[string]bool{}
	for _, n := range names {
		t, err := openTable(name, n, fsys)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		base := strings.TrimSuffix(n, path.Ext(n))
		tables[base] = t
		if isInflection(base) {
			for _, r := range t.Rows {
				paradigms[r.Get("paradigm")] = true
			}
		} else if !isTable(base) {
			errs = append(errs, fmt.Errorf("%s: no word class or other table has the name %q", t.Name, base))
		}
	}
	for _, n := range names {
		if t := tables[strings.TrimSuffix(n, path.Ext(n))]; t != nil {
			errs = append(errs, checkTable(t, paradigms)...)
		}
	}
	if _, err := Read(name, fsys); err != nil {
		errs = append(errs, flatten(err)...)
	}
	return dropRepeated(errs)
}

func openTable(pack, file string, fsys fs.FS) (*Table, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readTable(pack+"/"+file, f)
}

func isInflection(table string) bool {
	return table == "inflect" || strings.HasPrefix(table, "inflect-")
}

// checkTable finds what is odd in one table's cells: presentation forms and
// format characters, empty alternatives, a column that is named twice, and
// paradigms that don't exist.
func checkTable(t *Table, paradigms map[string]bool) []error {
	var errs []error
	seen := map[string]bool{}
	for _, c := range t.Columns {
		if c == "" || seen[c] {
			errs = append(errs, fmt.Errorf("%s: the column %q has no name of its own", t.Name, c))
		}
		seen[c] = true
	}
	_, class := ParseClass(strings.TrimSuffix(path.Base(t.Name), ".tsv"))
	for _, r := range t.Rows {
		for i, cell := range r.cells {
			column := t.Columns[i]
			if bad := strings.IndexFunc(cell, odd); bad >= 0 && t.Name != path.Dir(t.Name)+"/fold.tsv" {
				errs = append(errs, fmt.Errorf("%s: column %s: %+q is a presentation form or an invisible character", r.At, column, firstRune(cell[bad:])))
			}
			if strings.Contains(cell, "|") && slices.Contains(splitCell(cell), "") {
				errs = append(errs, fmt.Errorf("%s: column %s: an alternative is empty: %q", r.At, column, cell))
			}
		}
		if !class {
			continue
		}
		if r.Get("form") == "" {
			errs = append(errs, fmt.Errorf("%s: the form is empty", r.At))
		}
		for _, p := range r.All("paradigm") {
			if !paradigms[p] {
				errs = append(errs, fmt.Errorf("%s: no paradigm is named %q", r.At, p))
			}
		}
	}
	return errs
}

// odd reports whether a rune is one that looks like a letter and isn't the one
// that people type, or that can't be seen.
func odd(r rune) bool {
	return r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC || r == unicode.ReplacementChar || unicode.In(r, unicode.Cf, unicode.Co)
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// flatten takes a joined error apart.
func flatten(err error) []error {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		var out []error
		for _, e := range joined.Unwrap() {
			out = append(out, flatten(e)...)
		}
		return out
	}
	return []error{err}
}

// dropRepeated drops errors about a place that an earlier one is about.
func dropRepeated(errs []error) []error {
	seen := map[string]bool{}
	return slices.DeleteFunc(errs, func(e error) bool {
		at := place(e.Error())
		dup := at != "" && seen[at]
		seen[at] = true
		return dup
	})
}

// place returns the "file:line" of a message, "" where it has none.
func place(msg string) string {
	for _, w := range strings.Fields(msg) {
		if file, line, ok := strings.Cut(strings.TrimSuffix(w, ":"), ".tsv:"); ok && line != "" && strings.Trim(line, "0123456789") == "" {
			return file + ".tsv:" + line
		}
	}
	return ""
}
