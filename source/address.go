package source

import (
	"net/url"
	"strings"
)

// canonical returns an address in the form that identifies an article: scheme
// and host in lower case, no default port, no fragment, no parameters that only
// say where a reader came from, escapes in one form. What is no absolute
// address stays as it is.
func (sh *shared) canonical(address string) string {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return address
	}
	u.Host = strings.ToLower(u.Host)
	if p := u.Port(); p == "80" && u.Scheme == "http" || p == "443" && u.Scheme == "https" {
		u.Host = u.Hostname()
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	if !strings.Contains(strings.ToLower(u.RawPath), "%2f") {
		u.RawPath = ""
	}
	if u.Path == "" {
		u.Path = "/"
	}
	var kept []string
	for _, p := range strings.Split(u.RawQuery, "&") {
		name, _, _ := strings.Cut(p, "=")
		if p != "" && !sh.tracks(name) {
			kept = append(kept, p)
		}
	}
	u.RawQuery, u.ForceQuery = strings.Join(kept, "&"), false
	return u.String()
}

// tracks reports whether a parameter only says where a reader came from.
func (sh *shared) tracks(name string) bool {
	name = strings.ToLower(name)
	for _, t := range sh.tracking {
		if p, ok := strings.CutSuffix(t, "*"); ok && strings.HasPrefix(name, p) || t == name {
			return true
		}
	}
	return false
}

// hostOf returns the host of an address in lower case, "" if it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
