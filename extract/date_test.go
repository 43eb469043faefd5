package extract

import (
	"testing"

	"qawl/extract/lang"
	"qawl/model"
)

// stages runs the named stages over a text that was published on a day.
func stages(t testing.TB, published, body string, names ...string) *Doc {
	t.Helper()
	day, err := model.ParseDate(published)
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(arabic(t))
	if err != nil {
		t.Fatal(err)
	}
	d := newDoc(&model.Article{Text: body, Published: day}, lang.NewWords(arabic(t)), arabic(t))
	d.grammar = x.grammar
	for _, n := range append([]string{"segment"}, names...) {
		for _, s := range Stages() {
			if s.Name == n {
				if err := s.Run(d); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return d
}

// Expressions of time in articles of Wednesday, 16 August 2023.
func TestDates(t *testing.T) {
	tests := []struct{ phenomenon, text, mention, want string }{
		{"digits, day first", "عقد الاجتماع في 22/1/2025 بحضور الوفود", "22/1/2025", "2025-01-22"},
		{"digits, year first", "نشر التقرير 2023-08-16 صباحا", "2023-08-16", "2023-08-16"},
		{"Arabic-Indic digits", "صدر القرار في ٥ مايو ٢٠٢١ رسميا", "٥ مايو ٢٠٢١", "2021-05-05"},
		{"month and year in digits", "منذ 6/2016 توقف العمل", "6/2016", "2016-06"},
		{"paired months", "زارها في تموز/يوليو الماضي", "تموز/يوليو الماضي", "2023-07"},
		{"months in brackets, ordinal day", "بدأ في الثاني من آب (أغسطس) مع الفجر", "الثاني من آب (أغسطس)", "2023-08-02"},
		{"compound ordinal", "وقع في الحادي والعشرين من فبراير 2019", "الحادي والعشرين من فبراير 2019", "2019-02-21"},
		{"Maghreb month", "انطلق في 5 جويلية 1962", "5 جويلية 1962", "1962-07-05"},
		{"range gives the first day", "يستمر من 5 إلى 7 سبتمبر 2023", "5 إلى 7 سبتمبر 2023", "2023-09-05"},
		{"month behind us", "حدث ذلك في نوفمبر", "نوفمبر", "2022-11"},
		{"coming month", "ستعقد القمة في أكتوبر", "أكتوبر", "2023-10"},
		{"last year's month", "في مارس من العام الماضي", "مارس من العام الماضي", "2022-03"},
		{"bare weekday is past", "قال الثلاثاء إنه مستعد", "الثلاثاء", "2023-08-15"},
		{"bare weekday of the day itself", "قال الأربعاء إنه مستعد", "الأربعاء", "2023-08-16"},
		{"weekday with past", "التقى به مساء الجمعة الماضي", "مساء الجمعة الماضي", "2023-08-11"},
		{"weekday with future", "يعود الاثنين المقبل", "الاثنين المقبل", "2023-08-21"},
		{"weekday in a coming clause", "من المقرر أن تبدأ الدورة الجمعة في المدينة", "الجمعة", "2023-08-18"},
		{"weekday with its date", "يوم الجمعة، 18 أغسطس", "يوم الجمعة، 18 أغسطس", "2023-08-18"},
		{"yesterday with weekday", "وصل أمس الثلاثاء إلى هناك", "أمس الثلاثاء", "2023-08-15"},
		{"the day before yesterday", "وصل أول أمس", "أول أمس", "2023-08-14"},
		{"dual distance", "كرمه قبل يومين هناك", "قبل يومين", "2023-08-14"},
		{"counted distance", "توفي قبل ثلاثة أشهر", "قبل ثلاثة أشهر", "2023-05"},
		{"uncounted days stay open", "صدرت قبل أيام", "قبل أيام", ""},
		{"distance from something else stays open", "قبل أسبوع من الانتخابات", "قبل أسبوع", ""},
		{"last week", "في الأسبوع الماضي فقط", "الأسبوع الماضي", "2023-08"},
		{"coming year", "خلال العام المقبل", "العام المقبل", "2024"},
		{"year by word", "في العام 2019 تحديدا", "العام 2019", "2019"},
		{"year by preposition", "نشأت في 1998.", "1998", "1998"},
		{"Hijri stays open", "في 10 رمضان 1445 تماما", "10 رمضان 1445", ""},
	}
	for _, tt := range tests {
		t.Run(tt.phenomenon, func(t *testing.T) {
			d := stages(t, "2023-08-16", tt.text, "date")
			for _, x := range d.Dates {
				if x.Mention.Text == tt.mention {
					if got := x.Date.String(); got != tt.want {
						t.Errorf("%s: got %q, want %q", tt.mention, got, tt.want)
					}
					return
				}
			}
			t.Errorf("%q: %q not found in %+v", tt.text, tt.mention, d.Dates)
		})
	}
}

// What isn't an expression of time.
func TestNoDates(t *testing.T) {
	for _, s := range []string{"قال والده إن أب الأسرة مارس عمله", "دفع 2500 دولار", "سجل 3 أهداف في 20 مباراة", "أحد المارة رأى ذلك"} {
		if d := stages(t, "2023-08-16", s, "date"); len(d.Dates) > 0 {
			t.Errorf("%q: found %+v", s, d.Dates)
		}
	}
}

// A statement's day is the one that its own cue's clause gives.
func TestSaidOn(t *testing.T) {
	tests := []struct{ phenomenon, text, want string }{
		{"behind the cue", `قال الوزير الثلاثاء إن "العمل جار كما خطط له".`, "2023-08-15"},
		{"not within the content", `قال الوزير إن العمل بدأ الاثنين الماضي في المدينة.`, ""},
		{"before the cue", `وفي 3 أغسطس أعلن الوزير أن العمل جار.`, "2023-08-03"},
	}
	for _, tt := range tests {
		t.Run(tt.phenomenon, func(t *testing.T) {
			day, _ := model.ParseDate("2023-08-16")
			x, err := New(arabic(t))
			if err != nil {
				t.Fatal(err)
			}
			doc, err := x.Extract(t.Context(), &model.Article{Text: tt.text, Published: day})
			if err != nil || len(doc.Statements) == 0 {
				t.Fatalf("no statement: %v", err)
			}
			if got := doc.Statements[0].SaidOn.String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
