package source

import (
	"strings"
)

type format uint8

const (
	formatPlain format = iota
	formatJSON
	formatTagged
	formatHTML
	formatFeed
)

// lower returns s with its ASCII letters in lower case.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// formatOf tells a document's format from how it begins.
func formatOf(doc string) format {
	head := strings.TrimLeft(strings.TrimPrefix(doc, "\ufeff"), " \t\r\n")
	if head == "" {
		return formatPlain
	}
	switch head[0] {
	case '{', '[':
		return formatJSON
	case '<':
	default:
		return formatPlain
	}
	head = lower(head[:min(len(head), 4096)])
	for _, m := range [...]struct {
		mark string
		f    format
	}{{"<rss", formatFeed}, {"<feed", formatFeed}, {"<rdf:rdf", formatFeed}, {"<html", formatHTML}, {"<!doctype html", formatHTML},
		{"<docno", formatTagged}, {"<doc>", formatTagged}, {"<doc ", formatTagged}, {"<text>", formatTagged},
		{"<head>", formatHTML}, {"<body", formatHTML}, {"<meta", formatHTML}, {"<article", formatHTML}, {"<div", formatHTML}, {"<p>", formatHTML}, {"<h1", formatHTML}, {"<h2", formatHTML}, {"<script", formatHTML}, {"<title", formatHTML}, {"<table", formatHTML}, {"<br", formatHTML}, {"<span", formatHTML}, {"<section", formatHTML}, {"<main", formatHTML}} {
		if strings.Contains(head, m.mark) {
			return m.f
		}
	}
	return formatPlain
}
