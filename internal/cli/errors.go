// Package cli is how the command talks to the person at the terminal: errors
// with hints and exit codes, tables that keep right-to-left text readable,
// progress, summaries. It knows no flag and no subcommand.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"qawl/loader"
	"qawl/model"
	"qawl/server"
)

// The exit codes of the command.
const (
	Done         = 0
	Failed       = 1
	Usage        = 2 // the command line was wrong
	NoConnection = 3 // no server, or not let in
	InPart       = 4 // some of the input could not be used, the rest is done
)

// Error is a failure with an exit code and a hint.
type Error struct {
	Code int
	Err  error
	Tip  string // one or several lines, may be empty
}

func (e *Error) Error() string { return e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// Hint says what to do; where e has no tip, the hint of its cause.
func (e *Error) Hint() string {
	if e.Tip != "" {
		return e.Tip
	}
	return model.HintOf(e.Err)
}

// Misuse is an error in how the command was called.
func Misuse(tip, format string, args ...any) error {
	return &Error{Usage, fmt.Errorf(format, args...), tip}
}

// Unconnected marks an error as one of reaching the server or being let in.
func Unconnected(err error) error {
	if err == nil {
		return nil
	}
	return &Error{Code: NoConnection, Err: err}
}

// Partly is the end of a command that did its work on some of its input only;
// why has been told already.
func Partly(format string, args ...any) error {
	return &Error{Code: InPart, Err: fmt.Errorf(format, args...)}
}

// Code is the exit code for an error.
func Code(err error) int {
	if err == nil {
		return Done
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	for kind, code := range map[error]int{
		server.NotLetIn: NoConnection, server.NotRunning: NoConnection, loader.NotLetIn: NoConnection, loader.NoConnection: NoConnection,
		server.BadURI: Usage,
	} {
		if errors.Is(err, kind) {
			return code
		}
	}
	return Failed
}

// Report writes an error as lines of its own: "graph: …" for each error, "  | …"
// for what belongs to it, as the last lines of a log, then "hint: …".
func Report(w io.Writer, err error) {
	if err == nil {
		return
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "graph: interrupted")
		return
	}
	for _, e := range parts(err) {
		lead := "graph:"
		for line := range strings.Lines(e.Error()) {
			fmt.Fprintln(w, lead, Clean(strings.TrimRight(line, "\n")))
			lead = "  |"
		}
	}
	for _, line := range server.Details(err) {
		fmt.Fprintln(w, "  |", Clean(line))
	}
	if h := strings.TrimRight(model.HintOf(err), "\n"); h != "" {
		for line := range strings.Lines(h) {
			fmt.Fprintln(w, "hint:", Clean(strings.TrimRight(line, "\n")))
		}
	}
}

// parts are the errors that errors.Join has joined, each by itself.
func parts(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || errors.Join(joined.Unwrap()...).Error() != err.Error() {
		return []error{err}
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, parts(e)...)
	}
	return out
}

// Nearest gives those of names that are likely meant by name, best first, at
// most three.
func Nearest(name string, names []string) []string {
	name = strings.ToLower(name)
	distance := func(s string) int {
		if len(name) > 1 && (strings.Contains(s, name) || strings.Contains(name, s)) {
			return 1
		}
		return levenshtein.ComputeDistance(name, strings.ToLower(s))
	}
	var near []string
	for _, s := range names {
		if distance(s) <= max(1, min(len(name), len(s))/3) {
			near = append(near, s)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return distance(a) - distance(b) })
	return near[:min(len(near), 3)]
}

// DidYouMean is a hint that names the nearest names, or else all of them.
func DidYouMean(name string, names []string) string {
	if near := Nearest(name, names); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "there are: " + strings.Join(names, ", ")
}
