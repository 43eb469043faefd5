// Package jars holds what the managed server is made of: the pom that Maven
// resolves, and the lock file of the jars that must come out.
package jars

import (
	"bufio"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:generate go run ./genlock

//go:embed pom.xml
var pom string

//go:embed jars.lock
var lock string

// Goal is what Maven is asked for, with the plugin's version pinned.
const Goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"

// Pom is the project file that Maven resolves.
func Pom() string { return pom }

// Args are Maven's arguments that put the jars of the pom in file into dir.
func Args(file, dir string) []string {
	return []string{"-B", "-f", file, Goal, "-DincludeScope=runtime", "-DoutputDirectory=" + dir}
}

// Jar is one file of the lock.
type Jar struct {
	Name   string
	Size   int64  // bytes
	SHA256 string // lower-case hexadecimal
}

// Lock lists the jars, sorted by name. The embedded file was checked when it
// was made, and is by the tests: one that does not parse is a fault in the build.
func Lock() []Jar {
	l, err := Parse(lock)
	if err != nil {
		panic(err)
	}
	return l
}

// Parse reads a lock file: one jar a line, "sha256 size name"; empty lines
// and lines that begin with # are skipped.
func Parse(text string) ([]Jar, error) {
	var out []Jar
	sc := bufio.NewScanner(strings.NewReader(text))
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		if len(f) != 3 || len(f[0]) != 64 || strings.ContainsAny(f[2], `/\`) {
			return nil, fmt.Errorf("jars.lock:%d: want: sha256 size name", n)
		}
		size, err := strconv.ParseInt(f[1], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("jars.lock:%d: size: %w", n, err)
		}
		if len(out) > 0 && out[len(out)-1].Name >= f[2] {
			return nil, fmt.Errorf("jars.lock:%d: %s is not in order", n, f[2])
		}
		out = append(out, Jar{Name: f[2], Size: size, SHA256: f[0]})
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("jars.lock: %w", err)
	}
	return out, nil
}
