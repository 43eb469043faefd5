package server_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// listening gives the addresses on which a process listens for TCP
// connections, from the kernel's tables.
func listening(t *testing.T, pid int) []string {
	t.Helper()
	dir := fmt.Sprintf("/proc/%d", pid)
	mine := map[string]bool{}
	fds, err := os.ReadDir(dir + "/fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range fds {
		if link, err := os.Readlink(dir + "/fd/" + fd.Name()); err == nil {
			mine[strings.TrimSuffix(strings.TrimPrefix(link, "socket:["), "]")] = true
		}
	}
	var out []string
	for _, table := range []string{"tcp", "tcp6"} {
		data, err := os.ReadFile(dir + "/net/" + table)
		if err != nil {
			continue // no IPv6
		}
		for line := range strings.Lines(string(data)) {
			if f := strings.Fields(line); len(f) > 9 && f[3] == "0A" && mine[f[9]] {
				out = append(out, address(f[1]))
			}
		}
	}
	if len(out) < 2 {
		t.Errorf("listens on %v, want Bolt and HTTP", out)
	}
	return out
}

// address reads "0100007F:1F90"; of IPv6 it also knows the form in which the
// kernel shows an IPv4 address.
func address(hex string) string {
	ip, port, _ := strings.Cut(hex, ":")
	n, _ := strconv.ParseUint(port, 16, 16)
	ip = strings.TrimPrefix(ip, "0000000000000000FFFF0000")
	if ip == "0100007F" {
		return fmt.Sprintf("127.0.0.1:%d", n)
	}
	return fmt.Sprintf("%s:%d", ip, n)
}
