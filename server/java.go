package server

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"time"
)

// minJava is the oldest Java that Neo4j 5 runs on.
const minJava = 17

// java is a Java found on this machine.
type java struct {
	Path    string // of the program
	Home    string // the folder above bin
	Version string // as it calls itself: 17.0.15
}

// javaFolders are where the usual installers put Java, as patterns for
// filepath.Glob, by operating system.
func javaFolders(goos, user string) []string {
	switch goos {
	case "darwin":
		return []string{
			"/Library/Java/JavaVirtualMachines/*/Contents/Home",
			filepath.Join(user, "Library/Java/JavaVirtualMachines/*/Contents/Home"),
			"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
			"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
			filepath.Join(user, ".sdkman/candidates/java/*"),
		}
	case "windows":
		var out []string
		for _, root := range []string{os.Getenv("ProgramFiles"), filepath.Join(user, "AppData", "Local", "Programs")} {
			if root == "" {
				continue
			}
			for _, maker := range []string{"Java", "Eclipse Adoptium", "Microsoft", "Zulu", "Amazon Corretto", "BellSoft"} {
				out = append(out, filepath.Join(root, maker, "*"))
			}
		}
		return out
	}
	return []string{
		"/usr/lib/jvm/*", "/usr/lib64/jvm/*", "/usr/java/*", "/opt/java/*", "/opt/jdk*",
		filepath.Join(user, ".sdkman/candidates/java/*"),
		filepath.Join(user, ".jdks/*"),
	}
}

// findJava takes the first Java of version 17 or newer: JAVA_HOME's, the one
// on PATH, then the newest of the usual folders.
func findJava(ctx context.Context, folders []string) (java, error) {
	var old []string
	for _, path := range javaCandidates(folders) {
		j, ok := askJava(ctx, path)
		if !ok {
			continue
		}
		if major(j.Version) >= minJava {
			return j, nil
		}
		old = append(old, j.Version+" at "+path)
	}
	if err := ctx.Err(); err != nil {
		return java{}, err
	}
	err := &Error{Kind: NoJava, Doing: "looking for Java in JAVA_HOME, PATH and the usual folders", hint: javaHint()}
	if len(old) > 0 {
		err.Doing += " (too old: " + strings.Join(old, ", ") + ")"
	}
	return java{}, err
}

func javaHint() string {
	install := "install a Java 17 or newer, for example Eclipse Temurin, or set JAVA_HOME to one"
	switch runtime.GOOS {
	case "linux":
		install = "install it (Debian, Ubuntu: apt install openjdk-17-jre-headless; Fedora: dnf install java-21-openjdk-headless), or set JAVA_HOME to one"
	case "darwin":
		install = "install it (brew install openjdk@21), or set JAVA_HOME to one"
	}
	return install + "\n" + otherWays
}

// otherWays are what there is without the managed server on this machine.
const otherWays = "or run the server in Docker: graph server start --docker\n" +
	"or use a server of your own: set " + EnvURI + ", " + EnvUsername + " and " + EnvPassword

func javaCandidates(folders []string) []string {
	var out []string
	if home := os.Getenv("JAVA_HOME"); home != "" {
		out = append(out, filepath.Join(home, "bin", program("java")))
	}
	// macOS has a /usr/bin/java that only opens a dialog; its java_home says
	// whether there is a real one.
	if runtime.GOOS == "darwin" {
		if b, err := exec.Command("/usr/libexec/java_home", "-v", strconv.Itoa(minJava)+"+").Output(); err == nil {
			out = append(out, filepath.Join(strings.TrimSpace(string(b)), "bin", "java"))
		}
	}
	if p, err := exec.LookPath("java"); err == nil && (runtime.GOOS != "darwin" || p != "/usr/bin/java") {
		out = append(out, p)
	}
	var found []string
	for _, pattern := range folders {
		dirs, _ := filepath.Glob(pattern) // fails on a bad pattern only
		found = append(found, dirs...)
	}
	sort.SliceStable(found, func(i, j int) bool { return guess(found[i]) > guess(found[j]) })
	for _, dir := range found {
		out = append(out, filepath.Join(dir, "bin", program("java")))
	}
	return out
}

var digits = regexp.MustCompile(`\d+`)

// guess reads a version off a folder's name, to try newer ones first.
func guess(dir string) int {
	n, _ := strconv.Atoi(digits.FindString(filepath.Base(dir)))
	return n
}

func program(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}

var (
	releaseVersion = regexp.MustCompile(`(?m)^JAVA_VERSION="([^"]+)"`)
	printedVersion = regexp.MustCompile(`version "([^"]+)"`)
)

// askJava finds out a Java's version, from the file beside it when there is
// one, which spares starting it.
func askJava(ctx context.Context, path string) (java, bool) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return java{}, false
	}
	j := java{Path: path, Home: filepath.Dir(filepath.Dir(real))}
	if b, err := os.ReadFile(filepath.Join(j.Home, "release")); err == nil {
		if m := releaseVersion.FindSubmatch(b); m != nil {
			j.Version = string(m[1])
			return j, true
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, "-version").CombinedOutput()
	if err != nil {
		return java{}, false
	}
	m := printedVersion.FindSubmatch(out)
	if m == nil {
		return java{}, false
	}
	j.Version = string(m[1])
	return j, true
}

// major is 17 of 17.0.15, 8 of 1.8.0_402, 0 of what is not a version.
func major(version string) int {
	version = strings.TrimPrefix(version, "1.")
	n, _ := strconv.Atoi(digits.FindString(version))
	return n
}
