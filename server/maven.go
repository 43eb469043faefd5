package server

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"qawl/server/internal/host"
	"qawl/server/jars"
)

// findMaven looks at PATH, then at MAVEN_HOME and M2_HOME.
func findMaven() (string, error) {
	if p, err := exec.LookPath("mvn"); err == nil {
		return p, nil
	}
	name := "mvn"
	if runtime.GOOS == "windows" {
		name = "mvn.cmd"
	}
	for _, v := range []string{"MAVEN_HOME", "M2_HOME"} {
		if home := os.Getenv(v); home != "" {
			if p, err := exec.LookPath(filepath.Join(home, "bin", name)); err == nil {
				return p, nil
			}
		}
	}
	install := "install it from maven.apache.org"
	switch runtime.GOOS {
	case "linux":
		install = "install it (Debian, Ubuntu: apt install maven; Fedora: dnf install maven)"
	case "darwin":
		install = "install it (brew install maven)"
	}
	return "", &Error{Kind: NoMaven, Doing: "looking for mvn, which fetches the server at first use",
		hint: install + "\n" + otherWays}
}

// runMaven has Maven put the pom's jars into dir. What it fetched stays in
// its own repository, so that an interrupted run goes on at the next one.
func runMaven(ctx context.Context, mvn string, j java, dir string, lock []jars.Jar, tell func(Progress)) error {
	pom := filepath.Join(dir, "pom.xml")
	if err := writeFile(pom, []byte(jars.Pom()), 0o600); err != nil {
		return err
	}
	defer os.Remove(pom)
	// -U has it ask again for what it could not get the last time.
	cmd := exec.CommandContext(ctx, mvn, append(jars.Args(pom, dir), "-U")...)
	cmd.Dir = dir
	cmd.WaitDelay = 5 * time.Second
	host.EndWithChildren(cmd)
	if os.Getenv("JAVA_HOME") == "" && fileExists(filepath.Join(j.Home, "release")) {
		cmd.Env = append(os.Environ(), "JAVA_HOME="+j.Home)
	}
	r, w := io.Pipe()
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		return mavenError(err, nil)
	}
	out := make(chan []string)
	go func() { out <- readMaven(r, lock, tell) }()
	err := cmd.Wait()
	w.Close()
	lines := <-out
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return mavenError(err, lines)
	}
	return nil
}

var (
	ansi       = regexp.MustCompile("\x1b\\[[0-9;]*m")
	downloaded = regexp.MustCompile(`^(?:\[INFO\] )?Downloaded from [^:]+: (\S+)`)
)

// readMaven follows Maven's output: it tells the jars that were fetched, and
// returns the lines that matter should it fail.
func readMaven(r io.Reader, lock []jars.Jar, tell func(Progress)) []string {
	size := make(map[string]int64, len(lock))
	for _, j := range lock {
		size[j.Name] = j.Size
	}
	p := Progress{Step: StepDownload, Total: len(lock)}
	var bad, last []string
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := strings.TrimSpace(ansi.ReplaceAllString(sc.Text(), ""))
		if m := downloaded.FindStringSubmatch(line); m != nil {
			name := path.Base(m[1])
			if n, ok := size[name]; ok {
				delete(size, name)
				p.Done++
				p.Bytes += n
				p.Detail = name
				tell(p)
			}
			continue
		}
		if line == "" {
			continue
		}
		last = tail(append(last, line), 10)
		if strings.HasPrefix(line, "[ERROR]") && line != "[ERROR]" {
			bad = append(bad, line)
		}
	}
	_, _ = io.Copy(io.Discard, r) // after an overlong line: never block the child
	if len(bad) > 0 {
		return bad[:min(len(bad), 10)]
	}
	return last
}

var (
	noSpace   = regexp.MustCompile(`(?i)no space left|not enough space|disk quota exceeded`)
	noNetwork = regexp.MustCompile(`(?i)unknown ?host|name resolution|connection refused|connect timed out|connect to |` +
		`network is unreachable|no route to host|could not transfer|offline mode|timed out|PKIX`)
)

func mavenError(err error, lines []string) error {
	all := strings.Join(lines, "\n")
	doing := "fetching Neo4j " + Version + " with Maven"
	switch {
	case noSpace.MatchString(all):
		return &Error{Kind: DiskFull, Doing: doing, Lines: lines,
			hint: "free some space: the server needs 120 MB in the cache, and as much in Maven's own repository"}
	case noNetwork.MatchString(all):
		return &Error{Kind: NotFetched, Doing: doing, Err: errors.New("no repository could be reached"), Lines: lines,
			hint: "connect to the network, or name your proxy or mirror in Maven's settings.xml, and try again: what was fetched is kept\n" + otherWays}
	}
	return &Error{Kind: NotFetched, Doing: doing, Err: fmt.Errorf("mvn: %w", err), Lines: lines,
		hint: "try again: what was fetched is kept\n" + otherWays}
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// tail is the last n of a list.
func tail(lines []string, n int) []string {
	return lines[max(0, len(lines)-n):]
}
