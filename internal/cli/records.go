package cli

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
)

// Format is how results are written.
type Format string

// The formats. Table is for people; the others keep every value whole.
const (
	AsTable Format = "table"
	AsJSON  Format = "json"  // one array of objects
	AsJSONL Format = "jsonl" // one object a line
	AsCSV   Format = "csv"   // RFC 4180 with a header
)

// Formats lists all formats.
func Formats() []Format { return []Format{AsTable, AsJSON, AsJSONL, AsCSV} }

// ParseFormat finds a format among those that a command knows.
func ParseFormat(s string, among ...Format) (Format, error) {
	names := make([]string, len(among))
	for i, f := range among {
		if string(f) == s {
			return f, nil
		}
		names[i] = string(f)
	}
	return "", Misuse(DidYouMean(s, names), "unknown format %q", s)
}

// Records writes rows in a format, as they come where the format allows it,
// and returns how many there were. After an error the rows before it are
// written.
func (t *Terminal) Records(f Format, columns []string, rows iter.Seq2[[]any, error]) (int, error) {
	var w recordWriter
	switch f {
	case AsJSON, AsJSONL:
		w = &jsonRecords{out: t.Out, columns: columns, array: f == AsJSON}
	case AsCSV:
		w = &csvRecords{out: csv.NewWriter(t.Out), columns: columns}
	default:
		w = &tableRecords{terminal: t, columns: columns}
	}
	n := 0
	for row, err := range rows {
		if err == nil {
			err = w.write(row)
		}
		if err != nil {
			w.end()
			return n, err
		}
		n++
	}
	return n, w.end()
}

type recordWriter interface {
	write(row []any) error
	end() error
}

type tableRecords struct {
	terminal *Terminal
	columns  []string
	rows     [][]string
}

func (w *tableRecords) write(row []any) error {
	cells := make([]string, len(row))
	for i, v := range row {
		cells[i] = Text(v)
	}
	w.rows = append(w.rows, cells)
	return nil
}

func (w *tableRecords) end() error {
	if len(w.columns) > 0 {
		w.terminal.Table(w.columns, w.rows)
		w.terminal.Count(len(w.rows), "row")
	}
	return nil
}

type csvRecords struct {
	out     *csv.Writer
	columns []string
	begun   bool
}

func (w *csvRecords) write(row []any) error {
	w.begin()
	cells := make([]string, len(row))
	for i, v := range row {
		cells[i] = Text(v)
	}
	return w.out.Write(cells)
}

func (w *csvRecords) begin() {
	if !w.begun {
		w.out.Write(w.columns) // an error stays until Flush
		w.begun = true
	}
}

func (w *csvRecords) end() error {
	w.begin()
	w.out.Flush()
	return w.out.Error()
}

type jsonRecords struct {
	out     io.Writer
	columns []string
	array   bool
	n       int
}

func (w *jsonRecords) write(row []any) error {
	var b strings.Builder
	switch {
	case w.array && w.n == 0:
		b.WriteString("[\n")
	case w.array:
		b.WriteString(",\n")
	}
	w.n++
	// Written by hand to keep the order of the columns.
	b.WriteByte('{')
	for i, name := range w.columns {
		if i > 0 {
			b.WriteByte(',')
		}
		k, err := marshal(name)
		if err != nil {
			return err
		}
		v, err := marshal(row[i])
		if err != nil {
			return fmt.Errorf("column %s: %w", name, err)
		}
		b.WriteString(k + ":" + v)
	}
	b.WriteByte('}')
	if !w.array {
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w.out, b.String())
	return err
}

func (w *jsonRecords) end() error {
	var err error
	switch {
	case w.array && w.n == 0:
		_, err = io.WriteString(w.out, "[]\n")
	case w.array:
		_, err = io.WriteString(w.out, "\n]\n")
	}
	return err
}

func marshal(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// Text is a value as a cell shows it: lists joined by commas, maps and other
// structures as JSON, nothing for null.
func Text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'g', 6, 64)
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = Text(x)
		}
		return strings.Join(parts, ", ")
	case bool, int, int64:
		return fmt.Sprint(v)
	case time.Time:
		return v.Format(time.RFC3339)
	}
	if s, ok := graphText(v); ok {
		return s
	}
	s, err := marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return s
}
