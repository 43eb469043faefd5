package model

import "testing"

func TestSpelledBefore(t *testing.T) {
	for _, tt := range [][2]string{
		{"أحمد القرمادي", "احمد القرمادي"}, {"القرمادي", "القرمادى"}, {"القرمادي", "القرمادی"}, {"وزارة", "وزاره"}, {"محمد", "مُحَمَّد"}, {"كمال", "کمال"}, {"إيمان", "ايمان"},
	} {
		if !SpelledBefore(tt[0], tt[1]) || SpelledBefore(tt[1], tt[0]) || SpelledBefore(tt[0], tt[0]) {
			t.Errorf("%s is to go before %s", tt[0], tt[1])
		}
	}
}
