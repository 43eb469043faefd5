package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// least is the width to which a column may be cut. Columns of at most short are
// never cut.
const least, short = 12, 10

// Table writes rows under column names. On a terminal the widest columns are
// cut until a row fits into a line; ids and short columns are never cut, and
// where a row still does not fit, each value has a line of its own.
// Right-to-left columns and numbers stand at the right, each cell isolated, so
// that neighbours keep their places.
func (t *Terminal) Table(columns []string, rows [][]string) {
	cells := make([][]string, len(rows))
	for i, row := range rows {
		cells[i] = make([]string, len(columns))
		for j := range columns {
			if j < len(row) {
				cells[i][j] = Clean(row[j])
			}
		}
	}
	widths := naturalWidths(columns, cells)
	// Between two columns stand three characters, none at the ends.
	if t.Width > 0 && !fit(widths, fixed(widths, cells), t.Width-3*(len(columns)-1)) {
		t.expanded(columns, cells)
		return
	}
	var b strings.Builder
	right := make([]bool, len(columns))
	heads, rules := make([]string, len(columns)), make([]string, len(columns))
	for j, name := range columns {
		right[j] = mostlyRTL(cells, j) || numeric(cells, j)
		heads[j] = t.Bold(pad(snip(Clean(name), widths[j]), widths[j], right[j]))
		rules[j] = strings.Repeat("─", widths[j])
	}
	b.WriteString(strings.Join(heads, " │ ") + "\n" + strings.Join(rules, "─┼─") + "\n")
	for _, row := range cells {
		for j, cell := range row {
			cell = snip(cell, widths[j])
			blanks := strings.Repeat(" ", max(0, widths[j]-width(cell)))
			switch {
			case right[j]:
				cell = blanks + t.Isolate(cell)
			case j == len(row)-1:
				cell = t.Isolate(cell)
			default:
				cell = t.Isolate(cell) + blanks
			}
			if j > 0 {
				b.WriteString(" │ ")
			}
			b.WriteString(cell)
		}
		b.WriteByte('\n')
	}
	io.WriteString(t.Out, b.String())
}

// Count writes how many rows a table had.
func (t *Terminal) Count(n int, what string) {
	if t.OutTTY {
		fmt.Fprintln(t.Out, t.Dim(Plural(n, what)))
	}
}

// Plural is a number with its noun: "1 row", "2 rows", "3 countries".
func Plural(n int, noun string) string {
	switch {
	case n == 1:
		return fmt.Sprintf("%d %s", n, noun)
	case len(noun) > 1 && noun[len(noun)-1] == 'y' && noun[len(noun)-2] != 'a' && noun[len(noun)-2] != 'e':
		return fmt.Sprintf("%s %sies", Thousands(n), noun[:len(noun)-1])
	}
	return fmt.Sprintf("%s %ss", Thousands(n), noun)
}

// Thousands writes a number with its digits in groups.
func Thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func naturalWidths(columns []string, cells [][]string) []int {
	widths := make([]int, len(columns))
	for j, c := range columns {
		widths[j] = max(1, width(c))
		for _, row := range cells {
			widths[j] = max(widths[j], width(row[j]))
		}
	}
	return widths
}

// fixed tells which columns may not be cut.
func fixed(widths []int, cells [][]string) []bool {
	out := make([]bool, len(widths))
	for j, w := range widths {
		out[j] = w <= short || len(cells) > 0 && !slices.ContainsFunc(cells, func(row []string) bool { return row[j] != "" && !isID(row[j]) })
	}
	return out
}

// isID reports whether a cell is an id of the graph, which is no use in part.
func isID(s string) bool {
	prefix, digits, ok := strings.Cut(s, "-")
	return ok && len(digits) == 24 && strings.Trim(digits, "0123456789abcdef") == "" && strings.Trim(prefix, "abcdefghijklmnopqrstuvwxyz") == ""
}

// fit takes from the widest columns that are not fixed until the sum is at
// most total, and reports whether that was possible.
func fit(widths []int, fixed []bool, total int) bool {
	sum := 0
	for _, w := range widths {
		sum += w
	}
	for ; sum > total; sum-- {
		widest := -1
		for j, w := range widths {
			if !fixed[j] && w > least && (widest < 0 || w > widths[widest]) {
				widest = j
			}
		}
		if widest < 0 {
			return false
		}
		widths[widest]--
	}
	return true
}

// expanded writes each value on a line of its own, whole, and a rule before
// each row.
func (t *Terminal) expanded(columns []string, cells [][]string) {
	widest := label
	for _, c := range columns {
		widest = max(widest, width(c))
	}
	for i, row := range cells {
		head := fmt.Sprintf("─ %d ", i+1)
		fmt.Fprintln(t.Out, t.Dim(head+strings.Repeat("─", max(0, min(t.Width, 60)-width(head)))))
		for j, cell := range row {
			t.entry(0, widest, columns[j], cell)
		}
	}
}

// numeric reports whether a column has nothing but numbers.
func numeric(cells [][]string, j int) bool {
	for _, row := range cells {
		if strings.Trim(row[j], "0123456789.,-") != "" {
			return false
		}
	}
	return len(cells) > 0
}

// mostlyRTL reports whether most non-empty cells of a column begin with a
// right-to-left letter.
func mostlyRTL(cells [][]string, j int) bool {
	rtl, all := 0, 0
	for _, row := range cells {
		if row[j] == "" {
			continue
		}
		all++
		if startsRTL(row[j]) {
			rtl++
		}
	}
	return rtl*2 > all
}
