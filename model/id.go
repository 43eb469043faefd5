package model

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// ID identifies a node of the graph: a short prefix that tells the type, a
// hyphen, and 24 hexadecimal digits of a hash over the node's key fields.
type ID string

// NewID makes the ID of a node of the given type prefix from its key fields.
// The hash covers each field with its length, so that ("ab", "c") and
// ("a", "bc") differ. It is the first 96 bits of SHA-256.
func NewID(prefix string, key ...string) ID {
	h := sha256.New()
	var n [8]byte
	write := func(s string) {
		binary.BigEndian.PutUint64(n[:], uint64(len(s)))
		h.Write(n[:])
		h.Write([]byte(s))
	}
	write(prefix)
	for _, k := range key {
		write(k)
	}
	return ID(prefix + "-" + hex.EncodeToString(h.Sum(nil)[:12]))
}

// The prefixes of the IDs, by node type.
const (
	PrefixArticle      = "art"
	PrefixOutlet       = "out"
	PrefixTopic        = "top"
	PrefixStatement    = "st"
	PrefixPerson       = "per"
	PrefixOrganization = "org"
	PrefixCountry      = "cty"
	PrefixGroup        = "grp"
	PrefixDocument     = "doc"
	PrefixAnonymous    = "anon"
	PrefixEvent        = "evt"
	PrefixClaim        = "clm"
	PrefixLoad         = "load"
	PrefixDecision     = "dec"
)
