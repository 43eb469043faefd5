package extract

import (
	"fmt"
	"strings"
	"testing"

	"qawl/extract/lang"
	"qawl/model"
)

// names runs the stages up to name and writes each name as type:text(proper).
func names(t *testing.T, src string) []string {
	t.Helper()
	x, err := New(arabic(t))
	if err != nil {
		t.Fatal(err)
	}
	d := newDoc(&model.Article{Text: src}, lang.NewWords(arabic(t)), arabic(t))
	d.grammar = x.grammar
	for _, stage := range []func(*Doc) error{segment, place, name} {
		if err := stage(d); err != nil {
			t.Fatal(err)
		}
	}
	var out []string
	for _, nm := range d.Names {
		s := fmt.Sprintf("%s:%s", nm.Type, d.Mention(nm.Range).Text)
		if nm.Type == model.Person && nm.Proper.Len() > 0 && nm.Proper != nm.Range {
			s += "(" + d.Mention(nm.Proper).Text + ")"
		}
		out = append(out, s)
	}
	return out
}

// Where a name begins and ends, by the evidence that decides it.
func TestNames(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"title and foreign name": {"قال وزير الزراعة الإسباني خورخي مانريكي إن الموسم جيد.",
			[]string{"person:وزير الزراعة الإسباني خورخي مانريكي(خورخي مانريكي)"}},
		"role alone": {"وأكد وزير الخارجية الروسي أن المحادثات مستمرة.",
			[]string{"person:وزير الخارجية الروسي"}},
		"the verb is no name": {"وزير النقل يزور الميناء.",
			[]string{"person:وزير النقل"}},
		"apposition behind commas": {"وقالت سلمى الحداد، مديرة مركز البحوث، إن العمل جار.",
			[]string{"person:سلمى الحداد، مديرة مركز البحوث(سلمى الحداد)"}},
		"name behind a comma": {"قالت المتحدثة باسم الوزارة، هدى منصور، إن الباب مفتوح.",
			[]string{"person:المتحدثة باسم الوزارة، هدى منصور(هدى منصور)"}},
		"surname from elsewhere": {"وصل ياروسلاف بلاتنيك أمس.\nوأضاف بلاتنيك أنه سعيد.",
			[]string{"person:ياروسلاف بلاتنيك", "person:بلاتنيك"}},
		"preposition spelled almost like a name": {"تحدث علي حسن على الهواء.",
			[]string{"person:علي حسن"}},
		"organization": {"أعلنت وزارة الصحة الإيطالية ذلك، ونفت شركة \"نور\" الخبر.",
			[]string{"organization:وزارة الصحة الإيطالية", "organization:شركة \"نور\""}},
		"unnamed and group": {"قال مصدر أمني إن ناشطين معارضين غادروا.",
			[]string{"anonymous:مصدر أمني", "group:ناشطين معارضين"}},
		"name of unknown words behind a comma": {"وقال المتحدث باسم المطار، ياكو بلاتنيك، إن الطرق مفتوحة.",
			[]string{"person:المتحدث باسم المطار، ياكو بلاتنيك(ياكو بلاتنيك)"}},
		"states": {"رحبت موسكو بعودة النمسا.", []string{"country:موسكو", "country:النمسا"}},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			if got, want := strings.Join(names(t, tt.text), " | "), strings.Join(tt.want, " | "); got != want {
				t.Errorf("%s\n got %s\nwant %s", tt.text, got, want)
			}
		})
	}
}
