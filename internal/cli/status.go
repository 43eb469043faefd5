package cli

import (
	"fmt"
	"time"

	"qawl/server"
)

// ServerStatus shows what the local server is doing.
func (t *Terminal) ServerStatus(s server.Status) {
	line := func(label, format string, args ...any) {
		fmt.Fprintf(t.Out, "%-9s %s\n", label, fmt.Sprintf(format, args...))
	}
	state := string(s.State)
	if up := s.Uptime(); up > 0 {
		state += " for " + Duration(up)
	}
	line("state", "%s", state)
	line("version", "Neo4j %s Community", s.Version)
	if s.State != server.Stopped {
		line("address", "%s", s.Endpoint.URI)
		line("browser", "%s", s.Endpoint.BrowserURL)
		login := "user " + s.Endpoint.Username + ", password by: graph server env"
		if s.NoAuth {
			login = "none: everybody on this machine is let in"
		}
		line("login", "%s", login)
		where := fmt.Sprintf("process %d, Java %s", s.PID, s.Java)
		if s.Docker {
			where = "container " + s.Container
		}
		line("runs as", "%s", where)
		memory := fmt.Sprintf("heap %d MB, page cache %d MB", s.HeapMB, s.PageCacheMB)
		if s.MemoryBytes > 0 {
			memory += ", holds " + Bytes(s.MemoryBytes)
		}
		line("memory", "%s", memory)
	}
	line("data", "%s in %s", Bytes(s.DataBytes), s.Folder)
	if s.Log != "" {
		line("log", "%s", s.Log)
	}
}

// statusRecord is a status for programs.
type statusRecord struct {
	State       server.State `json:"state"`
	Version     string       `json:"version"`
	URI         string       `json:"uri,omitempty"`
	Username    string       `json:"username,omitempty"`
	BrowserURL  string       `json:"browser,omitempty"`
	PID         int          `json:"pid,omitempty"`
	Container   string       `json:"container,omitempty"`
	Java        string       `json:"java,omitempty"`
	Started     *time.Time   `json:"started,omitempty"`
	HeapMB      int          `json:"heap_mb,omitempty"`
	PageCacheMB int          `json:"page_cache_mb,omitempty"`
	MemoryBytes int64        `json:"memory_bytes,omitempty"`
	DataBytes   int64        `json:"data_bytes"`
	Folder      string       `json:"folder"`
	Log         string       `json:"log,omitempty"`
}

// StatusRecord is a status without the password, for JSON.
func StatusRecord(s server.Status) any {
	r := statusRecord{s.State, s.Version, s.Endpoint.URI, s.Endpoint.Username, s.Endpoint.BrowserURL, s.PID, s.Container, s.Java, nil,
		s.HeapMB, s.PageCacheMB, s.MemoryBytes, s.DataBytes, s.Folder, s.Log}
	if s.State != server.Stopped {
		r.Started = &s.Started
	}
	return r
}

// NotRunning is the end of a command that found the local server stopped.
func NotRunning() error {
	return &Error{NoConnection, server.NotRunning, "start it with: graph server start"}
}
