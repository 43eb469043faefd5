package claims

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
)

// Two statements are compared only if they have a key in common. What a
// statement's keys are depends on it and the pack alone, and their number is
// bounded, so that an index over them can live anywhere: in memory (Candidates) or in
// the graph. Keys that name a window of time find other wordings of what was said
// within a week; keys without one find the same words at any time:
//
//	word     one of the rarest stems, the speaker, a window
//	pair     two of the rarest stems, a window
//	number   a number, the speaker's country or the rarest stem, a window
//	shingle  the least hashes of runs of three stems (MinHash, Broder 1997)
//	whole    all folded words; all quoted words
const (
	wordKeys    = 8
	pairKeys    = 6 // stems: 15 pairs
	shingleKeys = 6
	windowDays  = 7
	rareWeight  = 1.5 // least weight of a stem in a key
)

// keyBits is the length of a key: short, since statements carry their keys in
// the graph. A chance meeting costs a comparison and nothing else.
const keyBits = 40

// Keys returns the keys of a statement, sorted and each once.
func (c *Comparer) Keys(p *Profile) []uint64 {
	rare := p.rarest(max(wordKeys, pairKeys))
	speaker := c.speakerKey(p)
	var keys []uint64
	for _, w := range p.windows() {
		for i, a := range rare {
			if i < wordKeys {
				keys = append(keys, key('w', w, uint64(a), speaker))
			}
			for _, b := range rare[:min(i, pairKeys)] {
				if i < pairKeys {
					keys = append(keys, key('p', w, uint64(min(a, b)), uint64(max(a, b))))
				}
			}
		}
		for _, n := range p.numbers {
			keys = append(keys, key('n', w, uint64(n), speaker))
		}
	}
	keys = append(keys, p.shingles()...)
	keys = append(keys, key('x', p.same), key('x', p.quotedHash()))
	for i := range keys {
		keys[i] &= 1<<keyBits - 1
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// windows are the spans of two weeks, overlapping by one, that hold the
// statement's day: two statements of days at most a week apart share one.
func (p *Profile) windows() []uint64 {
	if p.day == 0 {
		return []uint64{0}
	}
	w := uint64(p.day / windowDays)
	return []uint64{w, w + 1}
}

// rarest returns the n rarest stems, each once, of equally rare ones those with
// the least hash.
func (p *Profile) rarest(n int) []uint32 {
	toks := make([]*token, 0, len(p.tokens))
	for i := range p.tokens {
		if t := &p.tokens[i]; t.weight >= rareWeight && !t.number {
			toks = append(toks, t)
		}
	}
	slices.SortFunc(toks, func(a, b *token) int {
		return cmp.Or(-cmp.Compare(a.weight, b.weight), cmp.Compare(a.anchor(), b.anchor()))
	})
	var out []uint32
	for _, t := range toks {
		if a := t.anchor(); len(out) < n && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// anchor is what a word stands for in a key: its country, else the key of its
// stem.
func (t *token) anchor() uint32 {
	if t.place != 0 {
		return t.place
	}
	return t.root
}

// speakerKey is what names of one speaker share: the key of the last word.
func (c *Comparer) speakerKey(p *Profile) uint64 {
	names := c.keys.Name(p.Speaker)
	if len(names) == 0 {
		return 0
	}
	return uint64(hash("s:" + names[len(names)-1]))
}

// shingles returns the least hash of the runs of three stems under each of
// several permutations. A statement of fewer stems has none.
func (p *Profile) shingles() []uint64 {
	const run = 3
	if len(p.tokens) < run {
		return nil
	}
	least := [shingleKeys]uint64{}
	for k := range least {
		least[k] = math.MaxUint64
	}
	for i := 0; i+run <= len(p.tokens); i++ {
		h := key('h', uint64(p.tokens[i].stem), uint64(p.tokens[i+1].stem), uint64(p.tokens[i+2].stem))
		for k := range least {
			least[k] = min(least[k], mix(h+uint64(k)*0x9E3779B97F4A7C15))
		}
	}
	return least[:]
}

// quotedHash is that of the words in quotation marks, of all words where there
// are too few.
func (p *Profile) quotedHash() uint64 {
	if p.quoted < leastQuote || p.quoted == p.weight {
		return p.same
	}
	h := fnv.New64a()
	for i := range p.tokens {
		if p.tokens[i].quoted {
			h.Write([]byte(strconv.Itoa(int(p.tokens[i].stem))))
			h.Write([]byte{' '})
		}
	}
	return h.Sum64()
}

// key hashes the parts of a key of one kind.
func key(kind byte, parts ...uint64) uint64 {
	h := mix(uint64(kind))
	for _, p := range parts {
		h = mix(h ^ mix(p+0x9E3779B97F4A7C15))
	}
	return h
}

// mix is the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xBF58476D1CE4E5B9
	x ^= x >> 27
	x *= 0x94D049BB133111EB
	return x ^ x>>31
}
