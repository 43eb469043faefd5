package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"qawl/model"
)

// File is a document that Walk found. It is not read before Read is called.
type File struct {
	Name string // path as it was given or found, "-" for standard input
	Size int64  // bytes, -1 where it is not known before reading
	in   io.Reader
}

// Skipped is a file that Walk passed over, and why. It is no failure.
type Skipped struct {
	Name   string
	Reason string
}

func (s *Skipped) Error() string { return "source: " + s.Name + ": skipped: " + s.Reason }

// Walk yields the documents that paths name: files as they are, folders with
// all files below them in order of names, "-" for stdin. In folders, hidden
// files and annotations (NAME.gold.json) are passed over without a word; other files
// that can hold no article, by their names, come as a *Skipped error. Any other
// error is about one path; the walk goes on. It ends when ctx is done. Nothing
// but the names of one folder is kept in memory.
func Walk(ctx context.Context, stdin io.Reader, o Options, paths ...string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		w := walker{ctx, o.Hidden, yield}
		for _, p := range paths {
			if p == "-" {
				if !yield(File{Name: p, Size: -1, in: stdin}, ctx.Err()) {
					return
				}
				continue
			}
			if !w.path(p) {
				return
			}
		}
	}
}

type walker struct {
	ctx    context.Context
	hidden bool
	yield  func(File, error) bool
}

// path walks one path that the user named and reports whether to go on.
func (w *walker) path(p string) bool {
	info, err := os.Stat(p)
	if err != nil {
		return w.yield(File{}, pathError(p, err))
	}
	if !info.IsDir() {
		return w.yield(File{Name: p, Size: sizeOf(info)}, w.ctx.Err())
	}
	return w.folder(p)
}

// folder walks a folder in order of names.
func (w *walker) folder(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil && !w.yield(File{}, pathError(dir, err)) {
		return false
	}
	pages := stems(entries)
	for _, e := range entries {
		if w.ctx.Err() != nil {
			return false
		}
		name := filepath.Join(dir, e.Name())
		if strings.HasPrefix(e.Name(), ".") && !w.hidden || annotation(e.Name()) {
			continue
		}
		if e.IsDir() {
			if partsOf(e.Name(), pages) {
				if !w.yield(File{}, &Skipped{name, "parts of a saved page"}) {
					return false
				}
				continue
			}
			if !w.folder(name) {
				return false
			}
			continue
		}
		if !w.file(name, e) {
			return false
		}
	}
	return true
}

// stems returns the names of a folder's pages without their extensions.
func stems(entries []fs.DirEntry) map[string]bool {
	m := map[string]bool{}
	for _, e := range entries {
		if n, ok := strings.CutSuffix(strings.TrimSuffix(e.Name(), "l"), ".htm"); ok && !e.IsDir() {
			m[n] = true
		}
	}
	return m
}

// partsOf reports whether a folder holds the pictures and frames that a browser
// saved with a page: it is called as the page, with "_files" or ".files" in
// some language behind it.
func partsOf(dir string, pages map[string]bool) bool {
	i := strings.LastIndexAny(dir, "_.")
	return i > 0 && pages[dir[:i]]
}

func (w *walker) file(name string, e fs.DirEntry) bool {
	if reason := unwanted(e.Name()); reason != "" {
		return w.yield(File{}, &Skipped{name, reason})
	}
	info, err := os.Stat(name) // follows a link to a file, not one to a folder
	switch {
	case err != nil:
		return w.yield(File{}, pathError(name, err))
	case info.IsDir():
		return w.yield(File{}, &Skipped{name, "link to a folder"})
	case !info.Mode().IsRegular():
		return w.yield(File{}, &Skipped{name, "not a regular file"})
	}
	return w.yield(File{Name: name, Size: info.Size()}, nil)
}

func sizeOf(info fs.FileInfo) int64 {
	if info.Mode().IsRegular() {
		return info.Size()
	}
	return -1
}

func pathError(p string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err // the path stands in our message already
	}
	e := error(&Error{Name: p, Err: err})
	if errors.Is(err, fs.ErrNotExist) {
		return model.WithHint(e, "name files, folders, or - for standard input")
	}
	return e
}

func annotation(name string) bool { return strings.HasSuffix(name, ".gold.json") }

// unwanted tells why a file found in a folder holds no article, judged by its
// name; "" if it may hold one.
func unwanted(name string) string {
	base := strings.ToLower(name)
	stem, _, _ := strings.Cut(base, ".")
	switch stem {
	case "readme", "license", "licence", "notice", "copying", "changelog", "makefile", "authors", "contributing":
		return "about the folder"
	}
	ext := strings.TrimPrefix(filepath.Ext(base), ".")
	switch ext {
	case "txt", "text", "htm", "html", "xhtml", "mhtml", "mht", "json", "jsonl", "ndjson", "xml", "rss", "atom", "rdf", "sgml", "sgm", "trec", "zip", "gz", "tgz", "tar":
		return ""
	case "":
		if strings.ContainsAny(base, "0123456789") {
			return "" // corpora number their files
		}
		return "name without an extension"
	}
	if strings.Trim(ext, "0123456789") == "" {
		return ""
	}
	return "kind of file not known (." + ext + ")"
}

// Read reads the file's bytes, at most as many as the options allow.
func (f File) Read(o Options) ([]byte, error) {
	data, err := f.read(o.limit())
	if err != nil {
		return nil, &Error{Name: f.Name, Err: err}
	}
	return data, nil
}

func (f File) read(limit int64) ([]byte, error) {
	if f.Size > limit {
		return nil, tooLarge(limit)
	}
	in := f.in
	if in == nil {
		file, err := os.Open(f.Name)
		if err != nil {
			var pe *fs.PathError
			if errors.As(err, &pe) {
				err = pe.Err
			}
			return nil, err
		}
		defer file.Close()
		in = file
	}
	return limited(in, f.Size, limit)
}

// limited reads all of in unless it is more than the limit. size is what is
// expected, -1 for unknown.
func limited(in io.Reader, size, limit int64) ([]byte, error) {
	b := make([]byte, 0, max(512, min(size+1, limit+1)))
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := in.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case int64(len(b)) > limit:
			return nil, tooLarge(limit)
		case errors.Is(err, io.EOF):
			return b, nil
		case err != nil:
			return nil, fmt.Errorf("read: %w", err)
		}
	}
}
