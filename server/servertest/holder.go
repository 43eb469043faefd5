package servertest

import (
	"context"
	"errors"
	"os"

	"qawl/server"
)

// The variables that name a server for the tests.
const envTest = "QAWL_TEST_"

var errNoMain = errors.New("the package needs: func TestMain(m *testing.M) { servertest.Main(m) }")

// endpoint gives the shared server; first says that this process did not use
// it before.
func (h *holder) endpoint(ctx context.Context) (e server.Endpoint, first bool, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.runs || h.failed != nil {
		return h.server, false, h.failed
	}
	defer func() {
		if ctx.Err() == nil {
			h.failed = err
		}
	}()
	named, ok, err := server.FromEnv(func(name string) string { return os.Getenv(envTest + name) })
	if err != nil {
		return e, false, err
	}
	if ok {
		if named.Database == "" {
			named.Database = "neo4j"
		}
		h.server, h.runs = named, true
		return named, true, nil
	}
	if err := h.take(ctx); err != nil {
		return e, false, err
	}
	if e, ok = h.turn.inherit(ctx); !ok {
		if e, err = h.turn.start(ctx); err != nil {
			return e, false, err
		}
	}
	h.server, h.runs = e, true
	return e, true, nil
}

// exclusive has this process alone run servers, and none run now.
func (h *holder) exclusive(ctx context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.take(ctx); err != nil {
		return err
	}
	if h.turn.home.Data == "" {
		return clean(h.turn.dir) // what another one left to us
	}
	err := removeHome(h.turn.home)
	h.turn.home = server.Home{}
	h.runs = false
	return errors.Join(err, os.Remove(h.turn.record()))
}

// tempHome makes a folder that is removed even if this process is killed.
func (h *holder) tempHome() (string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return newHome(h.turn.dir)
}

func (h *holder) take(ctx context.Context) error {
	if !h.inMain {
		return errNoMain
	}
	if h.turn != nil {
		return nil
	}
	t, err := takeTurn(ctx, meetingFolder())
	h.turn = t
	return err
}

func (h *holder) release() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.turn == nil {
		return nil
	}
	err := h.turn.leave()
	h.turn, h.runs = nil, false
	return err
}
