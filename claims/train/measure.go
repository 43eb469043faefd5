package main

import "fmt"

// figures are what the reference scorer reports.
type figures struct {
	statements             int
	bP, bR                 float64 // B-cubed
	truePairs, pairs, gold int
	apart, hard            int
}

func (f figures) String() string {
	p, r := quotient(f.truePairs, f.pairs), quotient(f.truePairs, f.gold)
	return fmt.Sprintf("statements %d, b-cubed P %.3f R %.3f F1 %.3f, pairs P %.3f R %.3f F1 %.3f, hard negatives kept apart %d of %d",
		f.statements, f.bP, f.bR, f.bF(), p, r, mean2(p, r), f.apart, f.hard)
}

func (f figures) bF() float64 { return mean2(f.bP, f.bR) }

func mean2(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func quotient(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// measure compares labels with the gold claims over the statements in use.
func (s *sample) measure(label []int, use func(i int) bool) figures {
	var f figures
	for i := range label {
		if !use(i) {
			continue
		}
		f.statements++
		both, predicted, gold := 0, 0, 0
		for j := range label {
			if !use(j) {
				continue
			}
			p, g := label[i] == label[j], s.claim[i] == s.claim[j]
			if p {
				predicted++
			}
			if g {
				gold++
			}
			if p && g {
				both++
			}
		}
		f.bP += quotient(both, predicted)
		f.bR += quotient(both, gold)
		f.truePairs, f.pairs, f.gold = f.truePairs+both-1, f.pairs+predicted-1, f.gold+gold-1
	}
	f.bP, f.bR = f.bP/float64(max(f.statements, 1)), f.bR/float64(max(f.statements, 1))
	f.truePairs, f.pairs, f.gold = f.truePairs/2, f.pairs/2, f.gold/2
	for _, h := range s.hard {
		if use(h[0]) && use(h[1]) {
			f.hard++
			if label[h[0]] != label[h[1]] {
				f.apart++
			}
		}
	}
	return f
}
