package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"qawl/extract"
	"qawl/extract/lang"
)

func extractor(t *testing.T) *extract.Extractor {
	t.Helper()
	pack, err := lang.Load("ar")
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(pack)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// input takes the longer the earlier it stands, so that the last ones are done
// first.
func input(i, n int) Input {
	return Input{fmt.Sprint(i), func() ([]byte, error) {
		time.Sleep(time.Duration(n-i) * time.Millisecond)
		if i%10 == 7 {
			return nil, os.ErrPermission
		}
		return []byte("خبر قصير\n\nقالت نورة إن العمل انتهى."), nil
	}}
}

func TestResultsComeInTheOrderOfTheFiles(t *testing.T) {
	x := extractor(t)
	const n = 40
	var ins []Input
	for i := range n {
		ins = append(ins, input(i, n))
	}
	for _, jobs := range []int{0, 1, 3, 16} {
		i := 0
		for out := range Run(t.Context(), x, slices.Values(ins), Options{Jobs: jobs}) {
			if out.Name != fmt.Sprint(i) {
				t.Fatalf("%d jobs: %s came at place %d", jobs, out.Name, i)
			}
			if failed := errors.Is(out.Err, os.ErrPermission); failed != (i%10 == 7) || !failed && len(out.Documents) != 1 {
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
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	begun, got := 0, 0
	ins := func(yield func(Input) bool) {
		for i := range 1000 {
			begun++
			if !yield(input(i, i+1)) {
				return
			}
		}
	}
	for range Run(ctx, x, ins, Options{Jobs: 2}) {
		if got++; got == 5 {
			cancel()
		}
	}
	if got < 5 || begun > 20 {
		t.Errorf("%d results, %d files begun", got, begun)
	}
}

func TestAReaderMayStopEarly(t *testing.T) {
	x := extractor(t)
	var ins []Input
	for i := range 100 {
		ins = append(ins, input(i, 0))
	}
	for range Run(t.Context(), x, slices.Values(ins), Options{Jobs: 4}) {
		break
	}
}

func TestInputs(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a.html", "a.gold.json", ".hidden/x.txt", "sub/c.txt", "README.md"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// A file that is named is read whatever its name.
	gold := filepath.Join(dir, "a.gold.json")
	ins, errs := Inputs([]string{dir, "-", gold, filepath.Join(dir, "none")}, strings.NewReader("stdin"))
	var got []string
	for _, in := range ins {
		data, err := in.Read()
		if err != nil {
			t.Error(err)
		}
		got = append(got, string(data))
	}
	if want := []string{"a.html", "b.txt", "sub/c.txt", "stdin", "a.gold.json"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(errs) != 1 || !errors.Is(errs[0], os.ErrNotExist) {
		t.Errorf("errors: %v", errs)
	}
}
