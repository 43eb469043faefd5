package claims

import "slices"

// partitions is how many times the keys are gone over, each time for another
// part of them, so that the index takes a bounded part of the memory.
const partitions = 8

// crowd is the greatest number of statements that share a key and are compared
// each with each. In a greater bucket each is compared with the crowd that
// follows it by identifier and with the first: a thousand copies of one
// wording need no million comparisons to be found to be one claim.
const crowd = 60

// posting is a statement under a key.
type posting struct {
	key uint64
	at  uint32
}

// Candidates returns the pairs (i < j) of statements, which are sorted by
// identifier, that have a key in common, in order and each once.
func (c *Comparer) Candidates(ps []*Profile) [][2]uint32 {
	var pairs []uint64
	var postings []posting
	all := make([][]uint64, len(ps))
	for i, p := range ps {
		all[i] = c.Keys(p)
	}
	for part := range uint64(partitions) {
		postings = postings[:0]
		for i, keys := range all {
			for _, k := range keys {
				if k%partitions == part {
					postings = append(postings, posting{k, uint32(i)})
				}
			}
		}
		slices.SortFunc(postings, func(a, b posting) int {
			switch {
			case a.key != b.key:
				if a.key < b.key {
					return -1
				}
				return 1
			}
			return int(a.at) - int(b.at)
		})
		pairs = appendPairs(pairs, postings)
		slices.Sort(pairs)
		pairs = slices.Compact(pairs)
	}
	out := make([][2]uint32, len(pairs))
	for i, p := range pairs {
		out[i] = [2]uint32{uint32(p >> 32), uint32(p)}
	}
	return out
}

// appendPairs appends the pairs of each run of postings with one key.
func appendPairs(pairs []uint64, postings []posting) []uint64 {
	for len(postings) > 0 {
		n := 1
		for n < len(postings) && postings[n].key == postings[0].key {
			n++
		}
		bucket := postings[:n]
		postings = postings[n:]
		for i := range bucket {
			if i > crowd {
				pairs = append(pairs, uint64(bucket[0].at)<<32|uint64(bucket[i].at))
			}
			for _, other := range bucket[i+1 : min(i+1+crowd, n)] {
				pairs = append(pairs, uint64(bucket[i].at)<<32|uint64(other.at))
			}
		}
	}
	return pairs
}

// Paired reports whether the statements at i < j of those that share a key, in
// the order of their identifiers, are compared with one another.
func Paired(i, j int) bool { return i == 0 || j-i <= crowd }
