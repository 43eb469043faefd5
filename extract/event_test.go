package extract

import (
	"testing"

	"qawl/model"
)

func eventsOf(t *testing.T, body string) []model.Event {
	t.Helper()
	return stages(t, "2023-08-16", body, "place", "date", "name", "quote", "event").Events
}

// Happenings, whether they are listed or not, in an article of Wednesday, 16 August 2023.
func TestEvents(t *testing.T) {
	tests := []struct {
		phenomenon, text string
		mention          string
		kind             model.EventType
		date, country    string
	}{
		{"place and day behind it", "قتل خمسة أشخاص في انفجار في مدينة البصرة الثلاثاء.", "انفجار في مدينة البصرة", "attack", "2023-08-15", "IQ"},
		{"coming, between two", "ستعقد قمة بين زعيمي تركيا وروسيا في سوتشي الجمعة.", "قمة بين زعيمي تركيا وروسيا في سوتشي", "meeting", "2023-08-18", "RU"},
		{"a light noun gives way to the event", "أعلنت الوزارة توقيع اتفاقية تعاون مع مصر في القاهرة أمس.", "توقيع اتفاقية تعاون مع مصر في القاهرة", "agreement", "2023-08-15", "EG"},
		{"counted from the event", "وصل الفريق بعد يومين من انفجار في مدينة البصرة.", "انفجار في مدينة البصرة", "attack", "2023-08-14", "IQ"},
		{"occasion of speech", "قال الوزير في ختام محادثات مع نظيره في بغداد إن العمل جار.", "محادثات مع نظيره في بغداد", "meeting", "2023-08-16", "IQ"},
		{"clause", "اعتقلت الشرطة أمس خمسة أشخاص.", "اعتقلت الشرطة", "arrest", "2023-08-15", ""},
		{"bare year in the phrase", "شارك في كأس العالم 2018 في روسيا.", "كأس العالم 2018 في روسيا", "sport", "2018", "RU"},
	}
	for _, tt := range tests {
		t.Run(tt.phenomenon, func(t *testing.T) {
			d := stages(t, "2023-08-16", tt.text, "place", "date", "name", "quote")
			for _, h := range newEventStage(d).found {
				if d.Mention(h.Range).Text != tt.mention {
					continue
				}
				day := ""
				if h.when != nil {
					day = h.when.Date.String()
				}
				if h.kind != tt.kind || day != tt.date || h.where != tt.country {
					t.Errorf("got %s %s %s", h.kind, day, h.where)
				}
				return
			}
			t.Errorf("%q not found", tt.mention)
		})
	}
}

// Nouns that name no event, and those in a general sense.
func TestNoEvents(t *testing.T) {
	for _, s := range []string{"حصل على ضربة جزاء.", "لا أحد يريد أي حرب.", "القضية الفلسطينية عادلة."} {
		if got := eventsOf(t, s); len(got) > 0 {
			t.Errorf("%q: %q", s, got[0].Mention.Text)
		}
	}
}

// Two mentions of one event are one.
func TestMentionsOfOneEvent(t *testing.T) {
	got := eventsOf(t, "وقع انفجار في مدينة البصرة الثلاثاء.\nوقال شاهد إن انفجار البصرة كان قويا.")
	if len(got) != 1 {
		t.Errorf("%d events: %+v", len(got), got)
	}
}

// The same happening has the same identity in two articles, where day and country
// are known; without them it belongs to its article.
func TestEventIdentity(t *testing.T) {
	of := func(id model.ID, body string) model.ID {
		d := stages(t, "2023-08-16", body, "place", "date", "name", "quote")
		d.Article.ID = id
		if err := event(d); err != nil || len(d.Events) == 0 {
			t.Fatalf("no event in %q: %v", body, err)
		}
		return d.Events[0].ID
	}
	const known, other, open = "وقع انفجار في مدينة البصرة الثلاثاء.", "أدى انفجار في العراق أمس إلى مقتل خمسة.", "شارك في مباراة حاسمة ضد الفريق."
	if a, b := of("art-1", known), of("art-2", other); a != b {
		t.Errorf("%s and %s", a, b)
	}
	if a, b := of("art-1", open), of("art-2", open); a == b {
		t.Error("events without day and country are one across articles")
	}
}
