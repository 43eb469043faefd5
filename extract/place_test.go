package extract

import (
	"slices"
	"strings"
	"testing"

	"qawl/model"
)

// countriesOf returns the codes that a text names, sorted.
func countriesOf(t *testing.T, body string) string {
	t.Helper()
	d := stages(t, "", body, "place")
	var codes []string
	for _, p := range d.Places {
		if !slices.Contains(codes, p.Code) {
			codes = append(codes, p.Code)
		}
		if got := d.Article.Text[p.Mention.Start:p.Mention.End]; got != p.Mention.Text {
			t.Errorf("mention %q stands at %q", p.Mention.Text, got)
		}
	}
	slices.Sort(codes)
	return strings.Join(codes, " ")
}

func TestCountriesInText(t *testing.T) {
	tests := []struct{ phenomenon, text, want string }{
		{"by name, with clitics", "وصل الوفد من فرنسا ولألمانيا وفد آخر", "DE FR"},
		{"article of the name behind ل", "قدم للعراق وللولايات المتحدة عرضا", "IQ US"},
		{"Persian letters", "زار کوریا الشمالیة", "KP"},
		{"two-word nisba", "التقى الوزير الكوري الشمالي نظيره", "KP"},
		{"both words in the plural", "حضر اللاعبون الكوريون الجنوبيون", "KR"},
		{"dual of two states", "الحدود بين الكوريتين هادئة", "KP KR"},
		{"nisba, gender and number", "رحب الأميركيون والسوريات بالأتراك", "SY TR US"},
		{"Korea alone with one of them named", "فازت كوريا على كوريا الشمالية", "KP"},
		{"Korea alone", "منتخب كوريا يفوز", "KR"},
		{"capital for its state", "أبلغت موسكو واشنطن", "RU US"},
		{"metonyms", "رد الكرملين على البيت الأبيض", "RU US"},
		{"a city counts", "احتجاج في مرسيليا ومسيرة في السويداء", "FR SY"},
		{"a team doesn't", "قال حارس ليفربول إنه تعافى", ""},
		{"the sea isn't the country", "سفينة في بحر العرب والمحيط الهندي وخليج عمان", ""},
		{"the river isn't the country", "مزارع على نهر الأردن", ""},
		{"Maghreb and sunset", "اجتماع لدول المغرب العربي بعد صلاة المغرب", ""},
		{"three Guineas", "وقعت غينيا بيساو وغينيا الاستوائية وبابوا غينيا الجديدة", "GQ GW PG"},
		{"two Congos", "عبر من الكونغو الديمقراطية إلى الكونغو برازافيل", "CD CG"},
		{"Niger and Nigeria", "بين النيجر ونيجيريا", "NE NG"},
		{"financial is not Malian", "الدعم المالي والأسواق المالية", ""},
		{"Mali behind a preposition", "قوات حفظ السلام في مالي", "ML"},
		{"Mali named makes the nisba count", "حكومة مالي والجيش المالي", "ML"},
		{"languages aren't countries", "تعلم اللغة الإنجليزية", ""},
		{"agencies aren't countries", "نقلت وكالة الأنباء السعودية عنه", ""},
		{"floods aren't Seoul", "غمرت السيول القرية", ""},
		{"the right knee isn't Yemeni", "أصيب في الركبة اليمنى", ""},
		{"peoples without a state", "الأكراد والعرب والفرس", ""},
		{"the EU and regions aren't countries", "الاتحاد الأوروبي وأفريقيا والشرق الأوسط", ""},
		{"Tripoli is Libya's", "اشتباكات في طرابلس", "LY"},
		{"Tripoli in Lebanon", "اشتباكات في طرابلس شمال لبنان", "LB"},
		{"territories with codes of their own", "فلسطين وكوسوفو وتايوان وهونغ كونغ والصحراء الغربية", "EH HK PS TW XK"},
	}
	for _, tt := range tests {
		t.Run(tt.phenomenon, func(t *testing.T) {
			if got := countriesOf(t, tt.text); got != tt.want {
				t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

// A nisba behind a given name is a surname, in full and alone, unless the
// country is named as well.
func TestSurnamesAreNoCountries(t *testing.T) {
	if got := countriesOf(t, "قال سيف السويدي إن العمل جار. وأضاف السويدي أنه مستمر."); got != "" {
		t.Errorf("got %q", got)
	}
	if got := countriesOf(t, "قال سيف السويدي إنه يزور السويد. وأضاف السويدي أنه سعيد."); got != "SE" {
		t.Errorf("got %q", got)
	}
}

// The city of a dateline counts, an author's surname doesn't.
func TestDateline(t *testing.T) {
	d := stages(t, "", "أحمد المصري (عمان)\nنص الخبر", "place")
	line := model.Span{End: strings.Index(d.Article.Text, "\n")}
	d.Bylines, d.Article.Bylines = nil, []model.Span{line}
	d.datelines()
	if len(d.Bylines) != 1 || d.Bylines[0].Mention.Text != "عمان" {
		t.Errorf("got %+v", d.Bylines)
	}
}

func TestPlacesIn(t *testing.T) {
	d := stages(t, "", "وزير الخارجية الفرنسي في مرسيليا", "place")
	if got := d.CountryIn(Range{0, 3}); got != "FR" {
		t.Errorf("got %q", got)
	}
	if got := len(d.PlacesIn(Range{3, len(d.Tokens)})); got != 1 {
		t.Errorf("%d places behind the third token", got)
	}
	if got := d.CountryIn(Range{3, len(d.Tokens)}); got != "" {
		t.Errorf("a city counts as its country: %q", got)
	}
}
