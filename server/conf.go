package server

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// memory is what the server may take, in MiB.
type memory struct {
	HeapMB      int `json:"heap_mb"`
	PageCacheMB int `json:"page_cache_mb"`
}

// fitMemory takes an eighth of the machine's memory for the heap and a
// sixteenth for the page cache, within what a server of news articles needs
// and can use.
func fitMemory(machine int64, asked memory) memory {
	mb := int(machine >> 20)
	m := memory{
		HeapMB:      min(max(mb/8, 512), 2048),
		PageCacheMB: min(max(mb/16, 128), 1024),
	}
	if asked.HeapMB > 0 {
		m.HeapMB = asked.HeapMB
	}
	if asked.PageCacheMB > 0 {
		m.PageCacheMB = asked.PageCacheMB
	}
	return m
}

// setting is one line of neo4j.conf.
type setting struct{ Key, Value string }

// settings are the server's, wherever it runs; listen is the address that it
// listens on, with the ports being those that a client sees.
func settings(listen string, inner, outer ports, m memory, noAuth bool, post string) []setting {
	s := []setting{
		{"server.default_listen_address", listen},
		{"server.default_advertised_address", "localhost"},
		{"server.bolt.listen_address", fmt.Sprintf("%s:%d", listen, inner.Bolt)},
		{"server.bolt.advertised_address", fmt.Sprintf("localhost:%d", outer.Bolt)},
		{"server.http.listen_address", fmt.Sprintf("%s:%d", listen, inner.HTTP)},
		{"server.http.advertised_address", fmt.Sprintf("localhost:%d", outer.HTTP)},
		{"server.memory.heap.max_size", fmt.Sprintf("%dm", m.HeapMB)},
		{"server.memory.pagecache.size", fmt.Sprintf("%dm", m.PageCacheMB)},
		// Nothing is told to anybody.
		{"dbms.usage_report.enabled", "false"},
		{"client.allow_telemetry", "false"},
		// Queries carry article text; the log of them would double it.
		{"db.logs.query.enabled", "OFF"},
		// Neo4j would lay out 256 MB of log for each of its two databases at
		// once, and keep up to 2 GB of each.
		{"db.tx_log.preallocate", "false"},
		{"db.tx_log.rotation.retention_policy", "256M size"},
		// Stopping takes a moment instead of 10 seconds and more.
		{"internal.dbms.bolt.netty_server_shutdown_quiet_period", "0"},
		{"browser.remote_content_hostname_whitelist", "guides.neo4j.com,localhost,127.0.0.1"},
	}
	if noAuth {
		s = append(s, setting{"dbms.security.auth_enabled", "false"})
	}
	if post != "" {
		s = append(s, setting{"browser.post_connect_cmd", post})
	}
	return s
}

// confText is neo4j.conf. Neo4j reads it as Latin-1 with Java's escapes.
func confText(settings []setting) string {
	var b strings.Builder
	b.WriteString("# Written at each start of the server; changes made here are lost.\n")
	for _, s := range settings {
		b.WriteString(s.Key)
		b.WriteByte('=')
		for _, r := range s.Value {
			switch {
			case r == '\\':
				b.WriteString(`\\`)
			case r >= ' ' && r <= '~':
				b.WriteRune(r)
			default:
				for _, u := range utf16.Encode([]rune{r}) {
					fmt.Fprintf(&b, `\u%04X`, u)
				}
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
