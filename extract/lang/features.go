package lang

import "fmt"

// Features are the grammatical features of an inflected form. A zero field is
// unknown or does not apply.
type Features struct {
	Gender   byte // 'm', 'f'
	Number   byte // 's' singular, 'd' dual, 'p' plural
	Person   byte // '1', '2', '3'
	Form     Form
	Passive  bool
	Definite bool
	Adverb   bool // can stand as an adverb beside a clause: مضيفا, مضيفة
}

// Form is what kind of form of its lemma a word is.
type Form uint8

// The forms.
const (
	FormNone          Form = iota
	Past                   // قال
	Present                // يقول
	Participle             // قائلا
	VerbalNoun             // قول
	PassiveParticiple      // مقول
)

// parseFeatures reads features as a pack writes them: words separated by
// spaces, such as "past 3 f s" or "present pass 3 m p".
func parseFeatures(words []string) (Features, error) {
	var f Features
	for _, w := range words {
		switch w {
		case "m", "f":
			f.Gender = w[0]
		case "s", "d", "p":
			f.Number = w[0]
		case "1", "2", "3":
			f.Person = w[0]
		case "past":
			f.Form = Past
		case "present":
			f.Form = Present
		case "participle":
			f.Form = Participle
		case "passive-participle":
			f.Form = PassiveParticiple
		case "verbal-noun":
			f.Form = VerbalNoun
		case "pass":
			f.Passive = true
		case "adv":
			f.Adverb = true
		case "def":
			f.Definite = true
		default:
			return f, fmt.Errorf("unknown feature %q", w)
		}
	}
	return f, nil
}

// Agree reports whether two sets of features can belong to the same person or
// thing: where both know gender, number or person, they are equal.
func (f Features) Agree(g Features) bool {
	return same(f.Gender, g.Gender) && same(f.Number, g.Number) && same(f.Person, g.Person)
}

func same(a, b byte) bool { return a == 0 || b == 0 || a == b }
