package claims

import (
	"bufio"
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

//go:embed model.tsv
var modelTable string

// weights are those of a logistic model over the features, made by
// claims/train. They say nothing about a language: what does is in the packs.
type weights struct {
	Vector
	threshold float64 // least mean log odds that join two clusters
}

func readWeights() (*weights, error) {
	w := &weights{}
	seen := map[string]bool{}
	sc := bufio.NewScanner(strings.NewReader(modelTable))
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil, fmt.Errorf("claims: model.tsv:%d: %w", n, err)
		}
		seen[name] = true
		if name == "threshold" {
			w.threshold = v
			continue
		}
		i := featureIndex(name)
		if i < 0 {
			return nil, fmt.Errorf("claims: model.tsv:%d: unknown feature %q", n, name)
		}
		w.Vector[i] = v
	}
	for _, name := range featureNames {
		if !seen[name] {
			return nil, fmt.Errorf("claims: model.tsv: feature %q is missing", name)
		}
	}
	return w, nil
}

func featureIndex(name string) int {
	for i, n := range featureNames {
		if n == name {
			return i
		}
	}
	return -1
}

// FeatureNames lists the features in their order.
func FeatureNames() []string { return featureNames[:] }

// Odds returns the log odds that a pair with these features is one claim.
func (w *weights) odds(v Vector) float64 {
	sum := 0.0
	for i := range v {
		sum += v[i] * w.Vector[i]
	}
	return sum
}

// Sigmoid turns log odds into a probability.
func Sigmoid(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }
