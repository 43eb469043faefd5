package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"qawl/extract"
	"qawl/extract/lang"
	"qawl/source"
)

var arabic = sync.OnceValues(func() (*extract.Extractor, error) {
	pack, err := lang.Load("ar")
	if err != nil {
		return nil, err
	}
	return extract.New(pack)
})

func extractor(t *testing.T) *extract.Extractor {
	t.Helper()
	x, err := arabic()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func reader(t *testing.T, x *extract.Extractor) *source.Reader {
	t.Helper()
	r, err := source.NewReader(source.Options{}, x.Pack())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// folder has n articles, the first the longest, so that later ones are done
// before it.
func folder(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		text := "خبر قصير\n\n" + strings.Repeat("قالت نورة السالم إن العمل انتهى.\n\n", (n-i)/4+1)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// files is a walk in which every tenth file after the seventh cannot be had.
func files(ctx context.Context, dir string, begun *int) iter.Seq2[source.File, error] {
	return func(yield func(source.File, error) bool) {
		for f, err := range source.Walk(ctx, nil, source.Options{}, dir) {
			if *begun++; *begun%10 == 8 {
				f, err = source.File{Name: f.Name}, os.ErrPermission
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

func TestResultsComeInTheOrderOfTheFiles(t *testing.T) {
	x := extractor(t)
	const n = 30
	dir := folder(t, n)
	for _, jobs := range []int{0, 1, 3, 16} {
		begun, i := 0, 0
		for out := range Run(t.Context(), reader(t, x), x, files(t.Context(), dir, &begun), Options{Jobs: jobs}) {
			if want := fmt.Sprintf("%03d.txt", i); filepath.Base(out.Name) != want {
				t.Fatalf("%d jobs: %s came in place of %s", jobs, out.Name, want)
			}
			failed := errors.Is(out.Err, os.ErrPermission)
			if failed != (i%10 == 7) || !failed && (len(out.Documents) != 1 || out.Bytes == 0) {
				t.Errorf("%d jobs: %s: %d documents, %v", jobs, out.Name, len(out.Documents), out.Err)
			}
			i++
		}
		if i != n {
			t.Errorf("%d jobs: %d results of %d", jobs, i, n)
		}
	}
}

func TestNoNewFileIsBegunAfterAnInterrupt(t *testing.T) {
	x := extractor(t)
	dir := folder(t, 60)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	begun, got := 0, 0
	for range Run(ctx, reader(t, x), x, files(t.Context(), dir, &begun), Options{Jobs: 2}) {
		if got++; got == 5 {
			cancel()
		}
	}
	if got < 5 || begun > 20 {
		t.Errorf("%d results, %d files begun", got, begun)
	}
}

func TestACallerMayStopEarly(t *testing.T) {
	x := extractor(t)
	begun := 0
	for range Run(t.Context(), reader(t, x), x, files(t.Context(), folder(t, 30), &begun), Options{Jobs: 4}) {
		break
	}
}
