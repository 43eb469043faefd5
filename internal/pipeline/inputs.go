package pipeline

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Inputs lists the documents that paths name: files as they are, folders with
// all below them in order of names, "-" for standard input. In folders hidden
// files and annotations (NAME.gold.json) are passed over. Paths that can't be
// used are in errs; the others go on.
func Inputs(paths []string, stdin io.Reader) (inputs []Input, errs []error) {
	for _, path := range paths {
		if path == "-" {
			inputs = append(inputs, Input{path, func() ([]byte, error) { return io.ReadAll(stdin) }})
			continue
		}
		err := filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case e.IsDir():
				if name != path && strings.HasPrefix(e.Name(), ".") {
					return fs.SkipDir
				}
			case name == path || wanted(e.Name()):
				inputs = append(inputs, Input{name, func() ([]byte, error) { return os.ReadFile(name) }})
			}
			return nil
		})
		if err != nil {
			errs = append(errs, fmt.Errorf("looking for articles: %w", err))
		}
	}
	return inputs, errs
}

func wanted(name string) bool {
	return !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, ".gold.json") && !strings.HasSuffix(name, ".md")
}
