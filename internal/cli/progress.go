package cli

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"qawl/server"
)

// progress is a line on the terminal that shows how far something is. Where
// stderr is no terminal it shows nothing. All methods may be called from
// several goroutines.
type progress struct {
	mu   sync.Mutex
	out  io.Writer // nil: silent
	bar  *progressbar.ProgressBar
	what string
}

func (t *Terminal) startProgress() *progress {
	if !t.ErrTTY {
		return &progress{}
	}
	return &progress{out: t.Err}
}

// show sets what is being done and how far it is; total 0 shows that it goes on.
func (p *progress) show(what, note string, done, total int) {
	if p.out == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar == nil || p.what != what {
		p.clear()
		p.what = what
		if total <= 0 {
			total = -1
		}
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.out),
			progressbar.OptionSetWidth(16),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString("files"),
			progressbar.OptionSetPredictTime(total > 0),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionThrottle(80*time.Millisecond),
			progressbar.OptionSetTheme(progressbar.ThemeUnicode),
			progressbar.OptionSpinnerType(14),
		)
	}
	line := what
	if note != "" {
		line += ", " + note
	}
	p.bar.Describe(line)
	p.bar.Set(done)
}

// clear takes the line away; the caller holds the lock.
func (p *progress) clear() {
	if p.bar != nil {
		p.bar.Clear()
		p.bar.Exit()
		p.bar = nil
	}
}

// stop takes the line away.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}

// message writes a line above the bar.
func (p *progress) message(write func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		p.bar.Clear()
	}
	write()
}

// server shows a step of a start.
func (p *progress) server(s server.Progress) {
	switch s.Step {
	case server.StepWait:
		p.show("waiting", Clean(s.Detail), 0, 0)
	case server.StepDownload:
		p.show("fetching Neo4j by Maven, once", Bytes(s.Bytes), s.Done, s.Total)
	case server.StepVerify:
		p.show("checking its jars", "", s.Done, s.Total)
	case server.StepPrepare, server.StepStart:
		p.show(fmt.Sprintf("starting Neo4j %s", server.Version), "", 0, 0)
	}
}
