package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"qawl/model"
)

// isArchive reports whether data are a ZIP, gzip or tar file.
func isArchive(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte{0x1f, 0x8b}) || isTar(data)
}

func isTar(data []byte) bool { return len(data) > 262 && string(data[257:262]) == "ustar" }

// archive reads the documents in an archive, one after the other. All that it
// holds may not be more than eight times the limit for a file. What can't be
// read is in the error; articles holds what could.
func (r *Reader) archive(name string, data []byte) (articles []*model.Article, err error) {
	var errs []error
	limit := r.o.limit()
	left := 8 * limit
	add := func(inner string, in io.Reader) bool {
		inner = strings.TrimPrefix(path.Clean("/"+inner), "/")
		base := path.Base(inner)
		if annotation(base) || unwanted(base) != "" || strings.Contains("/"+inner, "/.") {
			return true
		}
		data, err := limited(in, -1, limit)
		if err == nil {
			if left -= int64(len(data)); left < 0 {
				errs = append(errs, &Error{name, tooLarge(8 * limit)})
				return false
			}
		}
		inner = name + "/" + inner
		if err == nil && isArchive(data) {
			err = errors.New("an archive within an archive is not read")
		}
		if err != nil {
			errs = append(errs, &Error{inner, err})
			return true
		}
		as, err := r.Read(inner, data)
		articles = append(articles, as...)
		if err != nil {
			errs = append(errs, err)
		}
		return true
	}
	switch {
	case isTar(data):
		err = untar(bytes.NewReader(data), add)
	case data[0] == 'P':
		err = unzip(data, add)
	default:
		err = r.gunzip(name, data, add)
	}
	if err != nil {
		errs = append(errs, &Error{name, err})
	}
	if len(articles) == 0 && len(errs) == 0 {
		errs = append(errs, &Error{name, errors.New("no articles in the archive")})
	}
	return articles, errors.Join(errs...)
}

func unzip(data []byte, add func(string, io.Reader) bool) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fmt.Errorf("open ZIP archive: %w", err)
	}
	for _, f := range z.File {
		if f.Name == "[Content_Types].xml" || f.Name == "mimetype" {
			return notText("office document or e-book")
		}
	}
	for _, f := range z.File {
		if !f.Mode().IsRegular() {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return fmt.Errorf("read %s: %w", f.Name, err)
		}
		more := add(f.Name, in)
		in.Close()
		if !more {
			break
		}
	}
	return nil
}

func untar(in io.Reader, add func(string, io.Reader) bool) error {
	t := tar.NewReader(in)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read tar archive: %w", err)
		}
		if h.Typeflag == tar.TypeReg && !add(h.Name, t) {
			return nil
		}
	}
}

// gunzip reads a gzip file that holds a tar archive or one document.
func (r *Reader) gunzip(name string, data []byte, add func(string, io.Reader) bool) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("open gzip file: %w", err)
	}
	head := make([]byte, 512)
	n, err := io.ReadFull(z, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("read gzip file: %w", err)
	}
	in := io.MultiReader(bytes.NewReader(head[:n]), z)
	if isTar(head[:n]) {
		return untar(in, add)
	}
	inner := strings.TrimSuffix(path.Base(name), ".gz")
	if unwanted(inner) != "" {
		inner = "1.txt"
	}
	add(inner, in)
	return nil
}
