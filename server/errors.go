package server

import (
	"errors"
	"strings"
)

// Kind says what went wrong; errors.Is finds it in what this package returns.
type Kind string

// Error makes a Kind the target of errors.Is.
func (k Kind) Error() string { return string(k) }

const (
	NoJava       Kind = "no Java 17 or newer found"
	NoMaven      Kind = "Maven not found"
	NoDocker     Kind = "no Docker engine answers"
	NotFetched   Kind = "the server's jars could not be fetched"
	WrongSum     Kind = "jars are not the ones that were asked for"
	PortTaken    Kind = "port is taken"
	DiskFull     Kind = "no space left on the disk"
	NotWritable  Kind = "folder cannot be written"
	NotStarted   Kind = "the server did not start"
	NotStopped   Kind = "the server did not stop"
	NotLetIn     Kind = "the server does not take the password"
	Locked       Kind = "another process is starting or stopping the server"
	Conflict     Kind = "the server runs with other settings"
	NotRunning   Kind = "no local server runs"
	BadURI       Kind = "not an address of a Neo4j server"
	BadHome      Kind = "no folder for the server's data"
	OtherVersion Kind = "the data belong to another version"
)

// Error is a failure with its kind and what the user can do about it.
type Error struct {
	Kind  Kind
	Doing string // what was being done, to what
	Err   error  // may be nil
	// Lines are the last ones of a log that tells more; may be empty.
	Lines []string
	hint  string
}

// Error is one line; Lines and Hint are left to the caller to show.
func (e *Error) Error() string {
	parts := make([]string, 0, 3)
	if e.Doing != "" {
		parts = append(parts, e.Doing)
	}
	parts = append(parts, string(e.Kind))
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

// Hint says what to do, in one or several lines; it may be empty.
func (e *Error) Hint() string { return e.hint }

// Unwrap gives errors.Is the kind and the cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}

// Details are the log lines of an error of this package, nil of any other.
func Details(err error) []string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Lines
	}
	return nil
}

func notRunning() error {
	return &Error{Kind: NotRunning, hint: "start one with: graph server start"}
}
