package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"qawl/extract"
	"qawl/extract/lang"
)

// CheckPacks reads language packs, the embedded ones where no folder is named,
// and says what is wrong with each. A pack is right when it can be read and an
// extractor be made from it.
func CheckPacks(t *Terminal, folders []string) error {
	type named struct {
		name, folder string // no folder for an embedded pack
		load         func() (*lang.Pack, error)
	}
	var packs []named
	for _, f := range folders {
		packs = append(packs, named{f, f, func() (*lang.Pack, error) { return lang.Read(filepath.Base(f), os.DirFS(f)) }})
	}
	if len(folders) == 0 {
		for _, code := range lang.Codes() {
			packs = append(packs, named{code, "", func() (*lang.Pack, error) { return lang.Load(code) }})
		}
	}
	wrong := 0
	for _, p := range packs {
		if p.folder != "" {
			errs := lang.Check(filepath.Base(p.folder), os.DirFS(p.folder))
			for _, err := range errs {
				Report(t.Err, err)
			}
			if len(errs) > 0 {
				wrong++
				continue
			}
		}
		pack, err := p.load()
		if err == nil {
			_, err = extract.New(pack)
		}
		if err != nil {
			wrong++
			Report(t.Err, err)
			continue
		}
		fmt.Fprintf(t.Out, "%s: %s, written %s, digest %s\n", p.name, Clean(pack.Name), pack.Direction, pack.Digest())
	}
	if wrong > 0 {
		return &Error{Failed, errors.New(Plural(wrong, "pack") + " with errors"), "each error names the file and the line"}
	}
	return nil
}
