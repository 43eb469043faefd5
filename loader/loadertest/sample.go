package loadertest

import "qawl/model"

// Sample is four articles of three outlets about a meeting in Jordan: two
// report the same meeting and the same words in other spellings, one denies,
// one has nothing to do with it.
func Sample(fold func(string) string) []*model.Document {
	return []*model.Document{sampleAgency(fold), sampleDaily(fold), sampleDenial(fold), sampleSport(fold)}
}

var sampleDay = model.Date{Year: 2025, Month: 3, Day: 4}

func sampleAgency(fold func(string) string) *model.Document {
	m := New(fold, model.Article{Source: "sample/agency.txt", URL: "https://agency.example/water", Outlet: "وكالة الميناء", Published: sampleDay,
		Headline: Headline("اجتماع المياه في عمّان يختتم أعماله"), Keywords: []string{"مياه", "الأردن"}, Credits: []string{"وكالة الميناء"},
		Links: []string{"https://daily.example/water", "عنوان بلا رابط"}})
	minister := m.Person("سامر أبو الليل", "وزير المياه الأردني", "JO")
	ministry := m.Organization("وزارة المياه", "JO")
	report := m.Document("بيان مشترك", ministry)
	source := m.Anonymous("مصدر مطلع")
	experts := m.Group("خبراء")
	jordan := m.State("الأردن", "JO")
	m.Country("الأردن", "JO")
	m.Country("العراق", "IQ")
	m.Write("عقد اجتماع المياه يوم الثلاثاء.\n")
	m.Event("meeting", "اجتماع المياه", sampleDay, "JO", minister, ministry)
	m.Say(minister, "قال", "إن الأردن والعراق اتفقا على تقاسم مياه النهر", func(s *model.Statement) { s.SaidOn = sampleDay })
	outer := m.Say(ministry, "أعلنت", "أن اجتماع المياه نجح وأن خبراء سيزورون العراق", func(s *model.Statement) {
		s.Via, s.Addressee = []model.Ref{report, source}, experts
	})
	m.Say(source, "حذر", "من تأخر التمويل", func(s *model.Statement) { s.Stance, s.Inside = model.Warns, outer })
	m.Say(jordan, "أكدت", "\"لا تراجع عن الاتفاق\"", func(s *model.Statement) { s.Kind = model.Direct })
	return m.Done()
}

func sampleDaily(fold func(string) string) *model.Document {
	m := New(fold, model.Article{Source: "sample/daily.txt", URL: "https://daily.example/water", Outlet: "صحيفة السدّ", Published: model.Date{Year: 2025, Month: 3, Day: 5},
		Headline: Headline("قراءة في اجتماع المياه"), Keywords: []string{"مياة"}})
	minister := m.Person("سامر ابو الليل", "الوزير", "JO")
	editor := m.Person("هالة", "", "")
	agency := m.Organization("وكاله الميناء", "")
	m.Country("العراق", "IQ")
	m.Write("تناول اجتماع المياه ملفات عدة.\n")
	m.Event("meeting", "اجتماع المياه", sampleDay, "JO", minister)
	m.Say(minister, "قال", "إنّ الاردن والعراق اتفقا على تقاسم مياه النهر", func(s *model.Statement) { s.Via = []model.Ref{agency} })
	m.Say(editor, "رأت", "أن العراق هو الرابح", nilEdit)
	m.Say(model.NoRef, "وأضافت", "أن الصيف قادم", nilEdit)
	return m.Done()
}

func sampleDenial(fold func(string) string) *model.Document {
	m := New(fold, model.Article{Source: "sample/other/denial.txt", DocNo: "denial-1", Outlet: "صحيفة السد", Published: model.Date{Year: 2025, Month: 3, Day: 6}})
	envoy := m.Person("ليث الكرخي", "المبعوث العراقي", "IQ")
	minister := m.Person("سامر أبو الليل", "", "")
	m.Country("العراق", "IQ")
	m.Say(envoy, "نفى", "أن يكون العراق قد وقع على ما ذكره سامر أبو الليل", func(s *model.Statement) { s.Stance, s.Addressee = model.Denies, minister })
	return m.Done()
}

func sampleSport(fold func(string) string) *model.Document {
	m := New(fold, model.Article{Source: "sample/other/sport.txt", Outlet: "وكالة الميناء", Published: model.Date{Year: 2025, Month: 2}})
	editor := m.Person("هالة", "", "")
	m.Event("sport", "بطولة", model.Date{Year: 2025}, "", editor)
	m.Say(editor, "قالت", "إن بطولة الشطرنج 😀 كانت سهلة", nilEdit)
	return m.Done()
}

func nilEdit(*model.Statement) {}
