package main

import (
	"math"

	"qawl/claims"
)

// fit finds the weights of a logistic model by Newton's method with a
// quadratic penalty on all weights but the bias, which keeps them small where
// the pairs say little.
func fit(x []claims.Vector, y []bool, weight []float64, penalty float64) claims.Vector {
	const n = len(claims.Vector{})
	var w claims.Vector
	for range 30 {
		var grad claims.Vector
		var hess [n][n]float64
		for i := range w {
			p := penalty
			if i == 0 {
				p = 1e-6
			}
			grad[i], hess[i][i] = -p*w[i], p+1e-9
		}
		for k := range x {
			odds := 0.0
			for i := range w {
				odds += w[i] * x[k][i]
			}
			p := claims.Sigmoid(odds)
			d := -p
			if y[k] {
				d = 1 - p
			}
			h := p * (1 - p) * weight[k]
			for i, xi := range x[k] {
				if xi == 0 {
					continue
				}
				grad[i] += d * xi * weight[k]
				for j := range i + 1 {
					hess[i][j] += h * xi * x[k][j]
				}
			}
		}
		for i := range hess {
			for j := range i {
				hess[j][i] = hess[i][j]
			}
		}
		step := solve(hess[:], grad)
		size := 0.0
		for i := range w {
			w[i] += step[i]
			size = max(size, math.Abs(step[i]))
		}
		if size < 1e-6 {
			break
		}
	}
	return w
}

// solve solves a system of linear equations by elimination with pivots.
func solve(a [][len(claims.Vector{})]float64, b claims.Vector) claims.Vector {
	n := len(b)
	for c := range n {
		p := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[p][c]) {
				p = r
			}
		}
		a[c], a[p], b[c], b[p] = a[p], a[c], b[p], b[c]
		for r := c + 1; r < n; r++ {
			m := a[r][c] / a[c][c]
			for k := c; k < n; k++ {
				a[r][k] -= m * a[c][k]
			}
			b[r] -= m * b[c]
		}
	}
	for c := n - 1; c >= 0; c-- {
		for k := c + 1; k < n; k++ {
			b[c] -= a[c][k] * b[k]
		}
		b[c] /= a[c][c]
	}
	return b
}
