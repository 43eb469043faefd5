package server

import (
	"os"
	"path/filepath"
	"runtime"
)

// The variables that move the folders.
const (
	EnvHome  = "QAWL_HOME"  // holds everything: data and cache
	EnvCache = "QAWL_CACHE" // the cache alone
)

// Home is where a managed server lives.
type Home struct {
	Data  string // database, configuration, logs, password
	Cache string // fetched jars; can be deleted, can be shared by homes
}

// DefaultHome is the home of this user: below QAWL_HOME (and the cache in
// QAWL_CACHE) when set, else where the system keeps such things:
// XDG_DATA_HOME and XDG_CACHE_HOME with their defaults; on macOS
// Library/Application Support and Library/Caches; on Windows LocalAppData.
func DefaultHome() (Home, error) {
	user, _ := os.UserHomeDir() // its lack matters only where it is used
	return homeFor(runtime.GOOS, user, os.Getenv)
}

func homeFor(goos, user string, getenv func(string) string) (Home, error) {
	h, err := systemHome(goos, user, getenv)
	if root := getenv(EnvHome); root != "" {
		h, err = Home{Data: filepath.Join(root, "data"), Cache: filepath.Join(root, "cache")}, nil
	}
	if err != nil {
		return Home{}, err
	}
	if c := getenv(EnvCache); c != "" {
		h.Cache = c
	}
	if h.Data, err = filepath.Abs(h.Data); err != nil {
		return Home{}, badHome(err)
	}
	if h.Cache, err = filepath.Abs(h.Cache); err != nil {
		return Home{}, badHome(err)
	}
	return h, nil
}

func systemHome(goos, user string, getenv func(string) string) (Home, error) {
	// The XDG specification has relative paths ignored.
	dir := func(name string, fallback ...string) string {
		if d := getenv(name); filepath.IsAbs(d) {
			return d
		}
		if user == "" {
			return ""
		}
		return filepath.Join(append([]string{user}, fallback...)...)
	}
	var data, cache string
	switch goos {
	case "windows":
		data = dir("LocalAppData", "AppData", "Local")
		if data != "" {
			return Home{Data: filepath.Join(data, "qawl", "data"), Cache: filepath.Join(data, "qawl", "cache")}, nil
		}
	case "darwin":
		// A user of XDG folders on macOS sets the variables.
		data = dir("XDG_DATA_HOME", "Library", "Application Support")
		cache = dir("XDG_CACHE_HOME", "Library", "Caches")
	default:
		data = dir("XDG_DATA_HOME", ".local", "share")
		cache = dir("XDG_CACHE_HOME", ".cache")
	}
	if data == "" || cache == "" {
		return Home{}, badHome(nil)
	}
	return Home{Data: filepath.Join(data, "qawl"), Cache: filepath.Join(cache, "qawl")}, nil
}

func badHome(err error) error {
	return &Error{Kind: BadHome, Doing: "finding the user's folders", Err: err,
		hint: "set HOME, or " + EnvHome + " to a folder that can be written"}
}
