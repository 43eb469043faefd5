package server

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// BrowserFiles are what Neo4j Browser gets beside its own files. The server
// itself serves them, at /browser/qawl/, so that they are there as long as it is.
type BrowserFiles struct {
	// Files is the folder; nil adds nothing.
	Files fs.FS
	// Style (.grass) and Guide (.html) name files of it that the Browser
	// applies and opens when it connects; empty for none.
	Style, Guide string
}

// browserFolder is where the extra files stand below the Browser's own.
const browserFolder = "qawl"

// postConnect is the setting browser.post_connect_cmd: the Browser's commands
// without their colons. base is the Browser's address, with a slash at its end.
func (b BrowserFiles) postConnect(base string) string {
	if b.Files == nil {
		return ""
	}
	var cmds []string
	if b.Style != "" {
		if grass, err := fs.ReadFile(b.Files, b.Style); err == nil {
			cmds = append(cmds, "style "+grassJSON(string(grass)))
		}
	}
	if b.Guide != "" {
		cmds = append(cmds, "play "+base+path.Join(browserFolder, b.Guide))
	}
	return strings.Join(cmds, "; ")
}

// browserJar gives a copy of the Browser's jar with the extra files in it.
// Neo4j serves the folder "browser" of the first jar on the class path that
// has one, so that files in a jar of their own would not be seen.
func browserJar(original, cache string, b BrowserFiles) (string, error) {
	if b.Files == nil {
		return original, nil
	}
	names, sum, err := listFiles(b.Files)
	if err != nil {
		return "", err
	}
	for _, name := range []string{b.Style, b.Guide} {
		if name != "" && !slices.Contains(names, name) {
			return "", fmt.Errorf("the Browser's extra files lack %s", name)
		}
	}
	name := strings.TrimSuffix(filepath.Base(original), ".jar")
	target := filepath.Join(cache, "browser", name+"-"+sum+".jar")
	if fileExists(target) {
		return target, nil
	}
	if err := makeDir(filepath.Dir(target)); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(filepath.Dir(target), "browser.part-")
	if err != nil {
		return "", fileError("writing to "+filepath.Dir(target), err)
	}
	defer os.Remove(f.Name()) // in vain once it was renamed
	if err := writeBrowserJar(f, original, b.Files, names); err != nil {
		f.Close()
		return "", fileError("making "+target, err)
	}
	// A container's user reads it, too.
	if err := errors.Join(f.Chmod(0o644), f.Close()); err != nil {
		return "", fileError("making "+target, err)
	}
	if err := os.Rename(f.Name(), target); err != nil {
		return "", fileError("making "+target, err)
	}
	return target, nil
}

// listFiles gives the regular files in order, and a sum of names and contents.
func listFiles(files fs.FS) (names []string, sum string, err error) {
	h := sha256.New()
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%q %d\n", name, len(data))
		h.Write(data)
		names = append(names, name)
		return nil
	})
	if err != nil {
		return nil, "", fmt.Errorf("reading the Browser's extra files: %w", err)
	}
	return names, hex.EncodeToString(h.Sum(nil))[:12], nil
}

func writeBrowserJar(w io.Writer, original string, files fs.FS, names []string) error {
	r, err := zip.OpenReader(original)
	if err != nil {
		return err
	}
	defer r.Close()
	z := zip.NewWriter(w)
	for _, f := range r.File {
		if err := z.Copy(f); err != nil { // as it is, nothing is packed anew
			return err
		}
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		// The date feeds Last-Modified; the zip format begins with 1980.
		out, err := z.CreateHeader(&zip.FileHeader{Name: path.Join("browser", browserFolder, name),
			Method: zip.Deflate, Modified: r.File[0].Modified})
		if err != nil {
			return err
		}
		if _, err := out.Write(data); err != nil {
			return err
		}
	}
	return z.Close()
}
