package server

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"qawl/server/internal/host"
)

// Neo4j's own ports, taken where they are free.
const (
	defaultBolt = 7687
	defaultHTTP = 7474
)

// ports are where a server listens, on the loopback address.
type ports struct {
	Bolt int `json:"bolt"`
	HTTP int `json:"http"`
}

// choosePorts settles the ports of a start: asked ones must be free; else
// the last ones, else Neo4j's own, else the next free ones above.
func choosePorts(asked, last ports) (ports, error) {
	bolt, err := choosePort(asked.Bolt, last.Bolt, defaultBolt, "Bolt", 0)
	if err != nil {
		return ports{}, err
	}
	http, err := choosePort(asked.HTTP, last.HTTP, defaultHTTP, "HTTP", bolt)
	return ports{bolt, http}, err
}

func choosePort(asked, last, usual int, what string, not int) (int, error) {
	if asked != 0 {
		if asked < 0 || asked > 65535 || asked == not || !portFree(asked) {
			return 0, &Error{Kind: PortTaken, Doing: fmt.Sprintf("taking %s port %d", what, asked),
				hint: "name another port, or none to have a free one chosen"}
		}
		return asked, nil
	}
	if last != 0 && last != not && portFree(last) {
		return last, nil
	}
	for p := usual; p < usual+100; p++ {
		if p != not && portFree(p) {
			return p, nil
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, &Error{Kind: PortTaken, Doing: "looking for a free port", Err: err,
			hint: "name free ports"}
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// portFree says whether nobody listens on a port, under either of localhost's
// addresses: a browser that is told "localhost" may try ::1 first.
func portFree(port int) bool {
	for _, ip := range []string{"127.0.0.1", "::1"} {
		addr := net.JoinHostPort(ip, strconv.Itoa(port))
		// A listener on all addresses lets some systems bind one of them once more.
		if c, err := net.DialTimeout("tcp", addr, 200*time.Millisecond); err == nil {
			c.Close()
			return false
		}
		l, err := net.Listen("tcp", addr)
		if err == nil {
			l.Close()
			continue
		}
		if ip == "127.0.0.1" || errors.Is(err, host.ErrAddrInUse) {
			return false
		}
		// No IPv6 here: nothing to collide with.
	}
	return true
}
