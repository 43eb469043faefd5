package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"qawl/claims"
	"qawl/extract/lang"
)

const dev = "../../../shared/dev/claims"

func annotated(t *testing.T) (*claims.Comparer, *sample) {
	t.Helper()
	if _, err := os.Stat(dev); err != nil {
		t.Skip("no annotated groups at ", dev)
	}
	pack, err := lang.Load("ar")
	if err != nil {
		t.Fatal(err)
	}
	c, err := claims.New(pack)
	if err != nil {
		t.Fatal(err)
	}
	s, err := readGold(dev)
	if err != nil {
		t.Fatal(err)
	}
	return c, s
}

func TestShippedWeightsOnAnnotatedGroups(t *testing.T) {
	c, s := annotated(t)
	at := map[string]int{}
	for i, st := range s.statements {
		at[st.ID] = i
	}
	label := make([]int, len(s.statements))
	for _, a := range c.Cluster(s.statements) {
		label[at[a.Statement]] = at[a.Claim]
	}
	f := s.measure(label, func(int) bool { return true })
	t.Log(f)
	if f.bF() < 0.93 || quotient(f.truePairs, f.pairs) < 0.94 || quotient(f.apart, f.hard) < 0.94 {
		t.Errorf("worse than the weights were when they were made: %v", f)
	}
}

func TestWeightsHoldOnGroupsTheyHaveNotSeen(t *testing.T) {
	if os.Getenv("QAWL_TEST_TRAIN") == "" {
		t.Skip("trains on each of the groups but one: set QAWL_TEST_TRAIN")
	}
	c, s := annotated(t)
	tr := newTrainer(c, s, 3)
	var log bytes.Buffer
	tr.report(&log, false)
	t.Log("\n" + log.String())
	all := func(string) bool { return true }
	f := s.measure(claims.Join(len(s.statements), tr.leftOut(all), -0.5), func(int) bool { return true })
	if f.bF() < 0.91 || quotient(f.truePairs, f.pairs) < 0.90 || quotient(f.apart, f.hard) < 0.92 {
		t.Errorf("each group left out: %v", f)
	}
}

func TestCandidatesHoldWhatIsLikely(t *testing.T) {
	c, s := annotated(t)
	tr := newTrainer(c, s, 3)
	w := tr.fit(func(string) bool { return true })
	var log bytes.Buffer
	tr.proposed(&log, w)
	t.Log(strings.TrimSpace(log.String()))
	found, likely := 0, 0
	for _, p := range tr.pairs {
		odds := 0.0
		for i := range w {
			odds += w[i] * p.x[i]
		}
		if odds > 0 {
			likely++
			if p.proposed {
				found++
			}
		}
	}
	if quotient(found, likely) < 0.98 {
		t.Errorf("the index proposes %d of %d likely pairs", found, likely)
	}
}
