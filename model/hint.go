package model

import "errors"

// Hinted is an error with a hint: what the user can do about it. The hint is
// shown apart from the error's line.
type Hinted struct {
	Err  error
	hint string
}

// WithHint adds a hint to an error.
func WithHint(err error, hint string) error { return &Hinted{err, hint} }

// Error is the error's own text, without the hint.
func (h *Hinted) Error() string { return h.Err.Error() }

// Unwrap gives the error that the hint was added to.
func (h *Hinted) Unwrap() error { return h.Err }

// Hint says what to do.
func (h *Hinted) Hint() string { return h.hint }

// HintOf returns the hint of the outermost error in err's tree that has one
// (any type with a Hint method), "" if none has.
func HintOf(err error) string {
	var h interface {
		error
		Hint() string
	}
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}
