package source

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"qawl/model"
)

// isMHTML reports whether data are a page that a browser saved as one file
// (RFC 2557): a mail message with the page and its parts.
func isMHTML(data []byte) bool {
	head := bytes.ToLower(data[:min(len(data), 2048)])
	return bytes.Contains(head, []byte("mime-version:")) && bytes.Contains(head, []byte("multipart/related"))
}

// mhtml reads the page of such a file: its first part of type text/html.
func (r *Reader) mhtml(data []byte) ([]*model.Article, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read saved page: %w", err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return nil, fmt.Errorf("read saved page: %w", err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil, errors.New("no page in the saved file")
		}
		if err != nil {
			return nil, fmt.Errorf("read saved page: %w", err)
		}
		kind, params, err := mime.ParseMediaType(p.Header.Get("Content-Type"))
		if err != nil || kind != "text/html" {
			continue
		}
		body, err := limited(decoded(p.Header, p), -1, r.o.limit())
		if err != nil {
			return nil, err
		}
		doc, err := r.decodeAs(body, params["charset"])
		if err != nil {
			return nil, err
		}
		return r.page(doc)
	}
}

// decoded undoes the transfer encoding of a part.
func decoded(h textproto.MIMEHeader, in io.Reader) io.Reader {
	switch strings.ToLower(h.Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		return quotedprintable.NewReader(in)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, in)
	}
	return in
}
