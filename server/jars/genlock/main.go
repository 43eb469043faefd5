// Command genlock has Maven resolve pom.xml into a temporary folder and
// writes jars.lock: SHA-256, size and name of each jar. It runs in the folder
// that holds pom.xml (go generate sees to that) and needs mvn on PATH.
package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"qawl/server/jars"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("genlock: ")
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	dir, err := os.MkdirTemp("", "genlock-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	pom, err := filepath.Abs("pom.xml")
	if err != nil {
		return err
	}
	mvn := exec.Command("mvn", jars.Args(pom, dir)...)
	mvn.Stdout, mvn.Stderr = os.Stderr, os.Stderr
	if err := mvn.Run(); err != nil {
		return fmt.Errorf("mvn: %w", err)
	}
	text, err := lock(dir)
	if err != nil {
		return err
	}
	if _, err := jars.Parse(text); err != nil {
		return err
	}
	return os.WriteFile("jars.lock", []byte(text), 0o644)
}

// lock is the lock file of a folder's jars, in the order of their names.
func lock(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("# Made by genlock from pom.xml: SHA-256, size in bytes, name.\n")
	for _, e := range entries {
		f, err := os.Open(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", err
		}
		h := sha256.New()
		size, err := io.Copy(h, f)
		f.Close()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%x %d %s\n", h.Sum(nil), size, e.Name())
	}
	return b.String(), nil
}
