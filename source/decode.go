package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	xunicode "golang.org/x/text/encoding/unicode"

	"qawl/model"
)

// decode turns a file's bytes into text. A byte-order mark stays in it as
// U+FEFF. UTF-8 and UTF-16 with and without mark are told by their form; what
// is neither is decoded as the page itself says, or as the single-byte
// encoding that gives most words of a known language.
func (r *Reader) decode(data []byte) (string, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return "", model.WithHint(errors.New("file is empty"), "nothing to read; remove it or load it again from where it came")
	}
	if what := magic(data); what != "" {
		return "", notText(what)
	}
	if e, ok := utf16Of(data); ok {
		doc, err := xunicode.UTF16(e, xunicode.IgnoreBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", fmt.Errorf("decode as UTF-16: %w", err)
		}
		return string(doc), checkText(string(doc))
	}
	if utf8.Valid(data) {
		return string(data), checkText(string(data))
	}
	if bad := badUTF8(data); bad*100 < utf8.RuneCount(data) && wide(data) > 4*bad {
		return strings.ToValidUTF8(string(data), "\ufffd"), checkText(string(data))
	}
	if e := declared(data); e != nil {
		if doc, err := e.NewDecoder().Bytes(data); err == nil {
			return string(doc), checkText(string(doc))
		}
	}
	return r.singleByte(data)
}

// decodeAs decodes bytes whose encoding is named; where the name is not known
// they are decoded as any file.
func (r *Reader) decodeAs(data []byte, charset string) (string, error) {
	if e, err := htmlindex.Get(charset); err == nil && !utf8.Valid(data) {
		if doc, err := e.NewDecoder().Bytes(data); err == nil {
			return string(doc), checkText(string(doc))
		}
	}
	return r.decode(data)
}

// singleByte tries the single-byte encodings and takes the one that gives most
// frequent words of the known languages.
func (r *Reader) singleByte(data []byte) (string, error) {
	var best encoding.Encoding
	most := 0
	sample := data[:min(len(data), sampled)]
	for _, e := range [...]encoding.Encoding{charmap.Windows1256, charmap.ISO8859_6, charmap.Windows1252, charmap.CodePage866, charmap.Windows1251} {
		doc, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		n := 0
		for _, v := range r.vocabs {
			n = max(n, v.score(string(doc)))
		}
		if n > most {
			best, most = e, n
		}
	}
	if best == nil {
		return "", model.WithHint(errors.New("neither UTF-8 nor another encoding that is known"), "save the file as UTF-8 and load it again")
	}
	doc, err := best.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("decode as %v: %w", best, err)
	}
	return string(doc), checkText(string(doc))
}

// magic names files that are no text by their first bytes.
func magic(data []byte) string {
	for _, m := range [...]struct{ head, what string }{
		{"%PDF-", "PDF"}, {"\xd0\xcf\x11\xe0", "old office document"},
		{"\x89PNG", "PNG"}, {"\xff\xd8\xff", "JPEG"}, {"GIF8", "GIF"}, {"\x7fELF", "ELF"}, {"BZh", "bzip2"}, {"7z\xbc\xaf", "7z"}, {"{\\rtf", "RTF"},
	} {
		if bytes.HasPrefix(data, []byte(m.head)) {
			return m.what
		}
	}
	return ""
}

func notText(what string) error {
	return model.WithHint(fmt.Errorf("not a text (%s)", what), "save the article as plain text, HTML or JSON")
}

// checkText refuses what decodes but is no text: many control characters.
func checkText(doc string) error {
	controls, n := 0, 0
	for _, c := range doc {
		if n++; n > sampled {
			break
		}
		if c == 0 || c < 0x20 && !unicode.IsSpace(c) && c != 0x1b || c >= 0x7f && c < 0xa0 && c != 0x85 {
			controls++
		}
	}
	if controls*50 > n {
		return notText("binary data")
	}
	return nil
}

// utf16Of tells the byte order of UTF-16 by its mark, or by where the high
// bytes of the code units are: those are few different ones, zero among them.
func utf16Of(data []byte) (order xunicode.Endianness, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return xunicode.LittleEndian, true
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return xunicode.BigEndian, true
	case len(data)%2 != 0:
		return order, false
	}
	head := data[:min(len(data), 4096)]
	if bytes.Count(head, []byte{0})*100 < len(head) {
		return order, false
	}
	even, odd := fewValues(head), fewValues(head[1:])
	switch {
	case odd && !even:
		return xunicode.LittleEndian, true
	case even && !odd:
		return xunicode.BigEndian, true
	}
	return order, false
}

// fewValues reports whether nearly every second byte has one of three values.
func fewValues(data []byte) bool {
	var count [256]int
	n := 0
	for i := 0; i < len(data); i += 2 {
		count[data[i]]++
		n++
	}
	top := [3]int{}
	for _, c := range count {
		for k := range top {
			if c > top[k] {
				c, top[k] = top[k], c
			}
		}
	}
	return (top[0]+top[1]+top[2])*20 > n*19 && count[0] > 0
}

// badUTF8 counts the bytes that are not part of valid UTF-8.
func badUTF8(data []byte) int {
	n := 0
	for len(data) > 0 {
		r, w := utf8.DecodeRune(data)
		if r == utf8.RuneError && w == 1 {
			n++
		}
		data = data[w:]
	}
	return n
}

// wide counts the code points of more than one byte.
func wide(data []byte) int {
	n := 0
	for len(data) > 0 {
		_, w := utf8.DecodeRune(data)
		if w > 1 {
			n++
		}
		data = data[w:]
	}
	return n
}

// declared returns the encoding that a page names in its head, nil if none.
func declared(data []byte) encoding.Encoding {
	head := bytes.ToLower(data[:min(len(data), 2048)])
	i := bytes.Index(head, []byte("charset="))
	if i < 0 {
		return nil
	}
	name := strings.TrimLeft(string(head[i+len("charset="):]), `"' `)
	if j := strings.IndexAny(name, `"' />;`); j >= 0 {
		name = name[:j]
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return e
}
