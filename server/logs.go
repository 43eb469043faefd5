package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"time"
)

func (l *Local) logs(ctx context.Context, w io.Writer, lines int, follow bool) error {
	if in, running, err := l.find(ctx); err != nil {
		return err
	} else if running && in.Container != "" {
		return containerLogs(ctx, w, in.Container, lines, follow)
	}
	path := l.layout().serverLog()
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist) && follow:
	case errors.Is(err, os.ErrNotExist):
		return &Error{Kind: NotRunning, Doing: "reading " + path, Err: errors.New("there is no log yet"),
			hint: "start the server: graph server start"}
	case err != nil:
		return fileError("reading "+path, err)
	}
	if _, err := w.Write(lastLines(data, lines)); err != nil {
		return err
	}
	if !follow {
		return nil
	}
	return followFile(ctx, w, path, int64(len(data)))
}

// lastLines is the end of a text, n lines of it; 0 is all.
func lastLines(data []byte, n int) []byte {
	if n <= 0 {
		return data
	}
	i := len(bytes.TrimSuffix(data, []byte("\n")))
	for ; n > 0 && i >= 0; n-- {
		i = bytes.LastIndexByte(data[:i], '\n')
	}
	return data[i+1:]
}

// followFile writes what is added to a file from an offset on, until ctx
// ends, which is not an error. A file that became shorter was begun anew.
func followFile(ctx context.Context, w io.Writer, path string, from int64) error {
	for {
		n, err := copyFrom(w, path, from)
		if err != nil {
			return err
		}
		from = n
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func copyFrom(w io.Writer, path string, from int64) (int64, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return from, fileError("reading "+path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return from, fileError("reading "+path, err)
	}
	if info.Size() < from {
		from = 0
	}
	if info.Size() == from {
		return from, nil
	}
	n, err := io.Copy(w, io.NewSectionReader(f, from, info.Size()-from))
	return from + n, err
}

// startLog is what this start wrote: what Java printed, then Neo4j's log.
func (l *Local) startLog(in instance) []string {
	var b strings.Builder
	if in.Container != "" {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = containerLogs(ctx, &b, in.Container, 100, false) // no log: nothing to show
	} else {
		// A log that cannot be read leaves its part out.
		_, _ = copyFrom(&b, l.layout().serverLog(), in.LogFrom)
		_, _ = copyFrom(&b, l.layout().console(), 0)
	}
	var out []string
	for line := range strings.Lines(b.String()) {
		if line = strings.TrimRight(line, "\r\n"); strings.TrimSpace(line) != "" {
			out = append(out, line)
		}
	}
	return out
}

var logStamp = regexp.MustCompile(`^\S+ \S+ [A-Z]+ +`)

// lastLog is the newest line of this start, without its date.
func (l *Local) lastLog(in instance) string {
	if in.Container != "" {
		return ""
	}
	lines := l.startLog(in)
	if len(lines) == 0 {
		return ""
	}
	return logStamp.ReplaceAllString(lines[len(lines)-1], "")
}
