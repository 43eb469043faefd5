// Graph finds who said what in news articles and keeps it in Neo4j.
package main

import (
	"context"
	"fmt"
	"os"

	"qawl/extract"
	"qawl/extract/lang"
	"qawl/source"
)

// A first, thin form: graph extract FILE… prints JSON lines.
func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "graph:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	pack, err := lang.Load("ar")
	if err != nil {
		return err
	}
	x, err := extract.New(pack)
	if err != nil {
		return err
	}
	for _, name := range args {
		if name == "extract" || name == "--format" || name == "jsonl" {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		articles, err := source.Read(name, data, source.Options{})
		if err != nil {
			return err
		}
		for _, a := range articles {
			d, err := x.Extract(context.Background(), a)
			if err != nil {
				return err
			}
			if err := extract.WriteJSON(os.Stdout, d, extract.JSONOptions{}); err != nil {
				return err
			}
		}
	}
	return nil
}
