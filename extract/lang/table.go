package lang

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Table is one TSV file of a pack: comment lines begin with #, the first other
// line names the columns, cells are separated by tabs, a cell may hold several
// values separated by "|".
type Table struct {
	Name    string // file name within the packs: "ar/say.tsv"
	Columns []string
	Rows    []*Row
}

// Row is one line of a table.
type Row struct {
	At     string // "ar/say.tsv:12"
	table  *Table
	kind   string // the cell in column kind, which is asked for most
	cells  []string
	values [][]string // of each cell, cut at "|"
}

// Get returns the cell in the named column, "" where the row or table has none.
func (r *Row) Get(column string) string {
	if column == "kind" {
		return r.kind
	}
	return r.cell(column)
}

func (r *Row) cell(column string) string {
	for i, c := range r.table.Columns {
		if c == column && i < len(r.cells) {
			return r.cells[i]
		}
	}
	return ""
}

// All returns the values of a cell that holds several separated by "|". The
// result must not be changed.
func (r *Row) All(column string) []string {
	for i, c := range r.table.Columns {
		if c == column && i < len(r.values) {
			return r.values[i]
		}
	}
	return nil
}

func splitCell(cell string) []string {
	if cell == "" {
		return nil
	}
	out := strings.Split(cell, "|")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// Has reports whether value is one of the values of a cell.
func (r *Row) Has(column, value string) bool {
	for _, v := range r.All(column) {
		if v == value {
			return true
		}
	}
	return false
}

// readTable reads a table; name is used in errors, which give file and line.
func readTable(name string, rd io.Reader) (*Table, error) {
	t := &Table{Name: name}
	sc := bufio.NewScanner(rd)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(sc.Text(), " \r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if t.Columns == nil {
			t.Columns = cells
			continue
		}
		if len(cells) > len(t.Columns) {
			return nil, fmt.Errorf("%s:%d: %d cells, but the table has %d columns", name, n, len(cells), len(t.Columns))
		}
		values := make([][]string, len(cells))
		for i, c := range cells {
			values[i] = splitCell(c)
		}
		r := &Row{At: name + ":" + strconv.Itoa(n), table: t, cells: cells, values: values}
		r.kind = r.cell("kind")
		t.Rows = append(t.Rows, r)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return t, nil
}

// column reports whether the table has the named column.
func (t *Table) column(name string) bool {
	for _, c := range t.Columns {
		if c == name {
			return true
		}
	}
	return false
}
