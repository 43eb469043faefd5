package server

import (
	"context"
	"errors"
	"io"
)

type environment struct{}

func systemEnvironment() environment { return environment{} }

var errPending = errors.New("server: not built yet")

func (l *Local) start(context.Context, StartOptions) (Status, error) { return Status{}, errPending }
func (l *Local) stop(context.Context) (bool, error)                  { return false, errPending }
func (l *Local) status(context.Context) (Status, error)              { return Status{}, errPending }
func (l *Local) logs(context.Context, io.Writer, int, bool) error    { return errPending }
func (l *Local) reset(context.Context) error                         { return errPending }
