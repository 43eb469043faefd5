package extract

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"qawl/model"
	"qawl/source"
)

// BenchmarkExtract takes files from bytes to JSON lines on one core: the
// examples and, where they are present, the articles without annotations.
func BenchmarkExtract(b *testing.B) {
	for _, set := range []struct{ name, pattern string }{
		{"examples", "../examples/ar/*.txt"},
		{"development", "../../shared/dev/ar/*.txt"},
	} {
		files, err := filepath.Glob(set.pattern)
		if err != nil {
			b.Fatal(err)
		}
		if len(files) == 0 {
			continue
		}
		b.Run(set.name, func(b *testing.B) { benchmarkFiles(b, files) })
	}
}

func benchmarkFiles(b *testing.B, files []string) {
	x, err := New(arabic(b))
	if err != nil {
		b.Fatal(err)
	}
	reader, err := source.NewReader(source.Options{})
	if err != nil {
		b.Fatal(err)
	}
	var docs [][]byte
	var size int64
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, data)
		size += int64(len(data))
	}
	b.SetBytes(size)
	b.ReportAllocs()
	var out bytes.Buffer
	articles := 0
	for b.Loop() {
		for i, data := range docs {
			found, err := reader.Read(files[i], data)
			if err != nil {
				b.Fatal(err)
			}
			for _, a := range found {
				out.Reset()
				if err := one(x, a, &out); err != nil {
					b.Fatal(err)
				}
				articles++
			}
		}
	}
	b.ReportMetric(float64(articles)/b.Elapsed().Seconds(), "articles/s")
}

func one(x *Extractor, a *model.Article, out *bytes.Buffer) error {
	d, err := x.Extract(context.Background(), a)
	if err != nil {
		return err
	}
	return WriteJSON(out, d, JSONOptions{})
}
