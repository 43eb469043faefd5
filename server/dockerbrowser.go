package server

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// imageLib is where the image keeps Neo4j's jars.
const imageLib = "/var/lib/neo4j/lib"

// mountBrowser makes a copy of the image's own Browser with the extra files
// in it, and gives the --volume argument that puts it over the original.
func (l *Local) mountBrowser(ctx context.Context, b BrowserFiles) (string, error) {
	dir, err := os.MkdirTemp(l.layout().root, "browser.part-")
	if err != nil {
		return "", fileError("making a folder in "+l.layout().root, err)
	}
	defer os.RemoveAll(dir)
	original, err := imageBrowser(ctx, dir)
	if err != nil {
		return "", fmt.Errorf("taking Neo4j Browser out of %s: %w", Image, err)
	}
	jar, err := browserJar(original, l.Home.Cache, b)
	if err != nil {
		return "", err
	}
	return jar + ":" + path.Join(imageLib, filepath.Base(original)) + ":ro", nil
}

// imageBrowser copies the Browser's jar out of the image into dir.
func imageBrowser(ctx context.Context, dir string) (string, error) {
	id, err := docker(ctx, "create", Image)
	if err != nil {
		return "", err
	}
	defer docker(context.WithoutCancel(ctx), "rm", "--force", "--volumes", id)
	cmd := exec.CommandContext(ctx, "docker", "cp", id+":"+imageLib+"/.", "-")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	file, err := pickBrowser(tar.NewReader(out), dir)
	_, _ = io.Copy(io.Discard, out)
	return file, errors.Join(err, cmd.Wait())
}

func pickBrowser(r *tar.Reader, dir string) (string, error) {
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return "", errors.New("no neo4j-browser jar there")
		}
		if err != nil {
			return "", err
		}
		name := path.Base(h.Name)
		if !strings.HasPrefix(name, "neo4j-browser-") || h.Typeflag != tar.TypeReg {
			continue
		}
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			return "", err
		}
		_, err = io.Copy(f, r)
		return f.Name(), errors.Join(err, f.Close())
	}
}
