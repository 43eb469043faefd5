package model

// The labels of nodes.
const (
	LabelArticle      = "Article"
	LabelOutlet       = "Outlet"
	LabelTopic        = "Topic"
	LabelStatement    = "Statement"
	LabelPerson       = "Person"
	LabelOrganization = "Organization"
	LabelCountry      = "Country"
	LabelGroup        = "Group"
	LabelDocument     = "Document"
	LabelAnonymous    = "Anonymous"
	LabelEvent        = "Event"
	LabelLoad         = "Load"
	LabelClaim        = "Claim"
	LabelDecision     = "Decision"
)

// The types of edges.
const (
	EdgePublishedBy = "PUBLISHED_BY"
	EdgeCredits     = "CREDITS"
	EdgeTagged      = "TAGGED"
	EdgeLinksTo     = "LINKS_TO"
	EdgeContains    = "CONTAINS"
	EdgeMentions    = "MENTIONS"
	EdgeSaid        = "SAID"
	EdgeVia         = "VIA"
	EdgeAddressedTo = "ADDRESSED_TO"
	EdgeWithin      = "WITHIN"
	EdgeRepresents  = "REPRESENTS"
	EdgeBelongsTo   = "BELONGS_TO"
	EdgeIssuedBy    = "ISSUED_BY"
	EdgeReports     = "REPORTS"
	EdgeAbout       = "ABOUT"
	EdgeTookPlaceIn = "TOOK_PLACE_IN"
	EdgeInvolves    = "INVOLVES"
	EdgeLoadedBy    = "LOADED_BY"
	EdgeExpresses   = "EXPRESSES"
	EdgeEchoes      = "ECHOES"
	EdgeSameAs      = "SAME_AS"
)

// GraphSchema returns the schema of the graph.
func GraphSchema() *Schema {
	return &Schema{Version: SchemaVersion, Nodes: nodeTypes(), Edges: edgeTypes(), FullText: fullText()}
}

// entities lists the labels of what can be named in a text.
func entities() []string {
	return []string{LabelPerson, LabelOrganization, LabelCountry, LabelGroup, LabelDocument, LabelAnonymous}
}

func nodeTypes() []NodeType {
	id := Property{"id", PropString, true, "the key: a hash over what makes it itself"}
	name := Property{"name", PropString, true, "short and readable, what Neo4j Browser shows"}
	folded := Property{FoldedProperty, PropString, false, "its words without spelling variants, for search"}
	article := Property{ArticleProperty, PropString, false, "id of the article that it belongs to; absent where articles share it"}
	owned := Property{ArticleProperty, PropString, true, "id of the article that it belongs to"}
	return []NodeType{
		{Label: LabelArticle, Prefix: PrefixArticle, Owner: OwnedByArticle,
			Key: "its URL; else its document number; else outlet, date and folded headline; else its text",
			Doc: "A news article. One that is only linked to, and not loaded, has no `fingerprint`.",
			Props: []Property{id, name, folded,
				{"headline", PropString, false, "the whole headline, exactly"},
				{"published", PropDate, false, "the first day that the date may mean"},
				{"publishedPrecision", PropString, false, "day, month or year"},
				{"language", PropString, false, "BCP 47 tag"},
				{"url", PropString, false, ""},
				{"docNo", PropString, false, "document number in a corpus"},
				{"source", PropString, false, "path or address that it was read from"},
				{"start", PropInt, false, "first code point in the source document"},
				{"end", PropInt, false, "code point after the last one"},
				{"keywords", PropStrings, false, "as the article gives them"},
				{"fingerprint", PropString, false, "text, metadata, extractor and schema: equal means nothing changed"},
			}},
		{Label: LabelStatement, Prefix: PrefixStatement, Owner: OwnedByArticle,
			Key: "its article, its folded content, and how manieth of that content",
			Doc: "What a source is reported to have said, written, announced or asked. Offsets are code points of the source document, end exclusive.",
			Props: []Property{id, name, folded, owned,
				{"text", PropString, true, "the content, exactly; several stretches are joined by ` … `"},
				{"kind", PropString, true, "direct, mixed or indirect"},
				{"part", PropString, true, "headline, abstract or body; counts take the body"},
				{"cue", PropString, false, "the words that mark it"},
				{"lemma", PropString, false, "the cue's dictionary form"},
				{"stance", PropString, true, "what the cue says beside that it was said: " + stances()},
				{"sentence", PropString, true, "the sentences that hold it"},
				{"sentenceStart", PropInt, true, "first code point of the sentence"},
				{"start", PropInt, true, "first code point of the content"},
				{"end", PropInt, true, "code point after the content"},
				{"spans", PropInts, true, "start and end of each stretch of the content"},
				{"saidOn", PropDate, false, "when it was said: the first day that the date may mean"},
				{"saidOnPrecision", PropString, false, "day, month or year"},
				{"confidence", PropFloat, true, "0 to 1"},
				{"rule", PropString, true, "the rule that found it"},
				{"reasons", PropString, false, "how it was found, step by step, as JSON"},
				{KeysProperty, PropString, false, "statements with a key in common may be one claim (set with the claims)"},
			}},
		{Label: LabelEvent, Prefix: PrefixEvent, Owner: SharedOrOwned, Spelled: true,
			Key: "type, day, country and folded head words where day and country are known; else its article as well",
			Doc: "A happening that articles report.",
			Props: []Property{id, name, folded, article,
				{"type", PropString, true, "meeting, visit, agreement, …"},
				{"date", PropDate, false, "its first day"},
				{"datePrecision", PropString, false, "day, month or year"},
			}},
		{Label: LabelPerson, Prefix: PrefixPerson, Owner: SharedOrOwned, Speaker: true, Spelled: true,
			Key:   "folded name; for a name of one word, or a role alone, its article as well",
			Doc:   "A person. Roles are on REPRESENTS and MENTIONS, since they change and articles differ.",
			Props: []Property{id, name, folded, article}},
		{Label: LabelOrganization, Prefix: PrefixOrganization, Owner: SharedOrOwned, Speaker: true, Spelled: true,
			Key:   "folded name",
			Doc:   "A ministry, party, company, agency, court, team.",
			Props: []Property{id, name, folded, article}},
		{Label: LabelGroup, Prefix: PrefixGroup, Owner: OwnedByArticle, Speaker: true,
			Key: "its article and folded name", Doc: "People in plural, as one article names them.",
			Props: []Property{id, name, folded, owned}},
		{Label: LabelDocument, Prefix: PrefixDocument, Owner: OwnedByArticle, Speaker: true,
			Key: "its article and folded name", Doc: "A report, communiqué, letter or law that says something.",
			Props: []Property{id, name, folded, owned}},
		{Label: LabelAnonymous, Prefix: PrefixAnonymous, Owner: OwnedByArticle, Speaker: true,
			Key: "its article and folded name", Doc: "An unnamed source. Never one across articles.",
			Props: []Property{id, name, folded, owned}},
		{Label: LabelOutlet, Prefix: PrefixOutlet, Owner: Shared, Spelled: true,
			Key: "folded name", Doc: "Who published an article.", Props: []Property{id, name, folded}},
		{Label: LabelTopic, Prefix: PrefixTopic, Owner: Shared, Spelled: true,
			Key: "folded keyword", Doc: "A keyword of articles.", Props: []Property{id, name, folded}},
		{Label: LabelCountry, Prefix: PrefixCountry, Owner: Shared, Speaker: true,
			Key: "ISO 3166-1 alpha-2 code",
			Doc: "A country: as a place, as mentioned, and as the state that speaks.",
			Props: []Property{id, name, folded,
				{"code", PropString, true, "ISO 3166-1 alpha-2, and XK"},
				{"alpha3", PropString, false, "ISO 3166-1 alpha-3"},
				{"nameAr", PropString, true, "Arabic name (CLDR)"},
				{"nameEn", PropString, true, "English name (CLDR)"},
				{"nameFr", PropString, true, "French name (CLDR)"},
			}},
		{Label: LabelLoad, Prefix: PrefixLoad, Owner: System, Key: "when it began, and chance",
			Doc: "A run of the loader that changed something.",
			Props: []Property{id, name,
				{"at", PropTime, true, "when it began"},
				{"finished", PropTime, false, "absent where it was cut short"},
				{"version", PropString, true, "of the program"},
				{"options", PropString, false, "as given"},
				{"created", PropInt, false, "articles new in the graph"},
				{"replaced", PropInt, false, "articles that had changed"},
				{"unchanged", PropInt, false, "articles that were there already"},
				{"failed", PropInt, false, "articles that were not loaded"},
				{"statements", PropInt, false, "statements written"},
				{"claims", PropTime, false, "when its statements were given their claims; absent until then"},
			}},
		{Label: LabelClaim, Prefix: PrefixClaim, Owner: System, Key: "the id of its first statement, in the order of ids",
			Doc: "What statements have in common: one utterance about one point, as articles repeat it. It follows from the statements that are in the graph and from users' decisions, and is no event.",
			Props: []Property{id, name, folded,
				{"text", PropString, true, "its representative's: the longest direct wording in a body, else mixed, else indirect"},
				{"representative", PropString, true, "id of that statement"},
				{"statements", PropInt, true, "how many express it, headlines and abstracts included"},
				{"articles", PropInt, true, "in how many articles"},
				{"outlets", PropInt, true, "of how many outlets"},
				{"firstSeen", PropDate, false, "least date of its articles"},
				{"lastSeen", PropDate, false, "greatest date of its articles"},
			}},
		{Label: LabelDecision, Prefix: PrefixDecision, Owner: System, Key: "the two statements",
			Doc: "What a user decided about two statements: kept while they are away, too.",
			Props: []Property{id, name,
				{"kind", PropString, true, "join or split"},
				{"a", PropString, true, "id of the lesser statement"},
				{"b", PropString, true, "id of the greater statement"},
				{"at", PropTime, true, "when it was decided"},
			}},
	}
}

func edgeTypes() []EdgeType {
	name := Property{"name", PropString, true, "as the article spells it"}
	article := Property{ArticleProperty, PropString, true, "id of the article that says so"}
	reasons := Property{"reasons", PropString, false, "how it was found, step by step, as JSON"}
	return []EdgeType{
		{Type: EdgePublishedBy, From: []string{LabelArticle}, To: []string{LabelOutlet}, Names: true, Props: []Property{name},
			Doc: "who published it"},
		{Type: EdgeCredits, From: []string{LabelArticle}, To: []string{LabelOrganization}, Names: true, Props: []Property{name},
			Doc: "an agency that the article credits"},
		{Type: EdgeTagged, From: []string{LabelArticle}, To: []string{LabelTopic}, Names: true, Props: []Property{name},
			Doc: "a keyword"},
		{Type: EdgeLinksTo, From: []string{LabelArticle}, To: []string{LabelArticle},
			Doc: "\"read also\""},
		{Type: EdgeContains, From: []string{LabelArticle}, To: []string{LabelStatement},
			Props: []Property{{"position", PropInt, true, "how manieth statement of the article, from 1"}},
			Doc:   "the article reports the statement"},
		{Type: EdgeMentions, From: []string{LabelArticle, LabelStatement}, To: entities(), Names: true,
			Props: []Property{
				{"count", PropInt, true, "how often"},
				{"name", PropString, false, "fullest spelling in the article (from articles)"},
				{"role", PropString, false, "role in the article's words (from articles)"},
				{"spans", PropInts, false, "start and end of each mention, code points of the source document (from articles)"},
				reasons,
			},
			Doc: "names it; from a statement: people, organizations and countries within its content"},
		{Type: EdgeSaid, From: entities(), To: []string{LabelStatement}, Speaks: true,
			Props: []Property{
				{"mention", PropString, false, "the words that name the speaker here; absent for a dropped subject or pronoun"},
				{"rule", PropString, true, "the rule that found it"},
				{"confidence", PropFloat, true, "0 to 1"},
			},
			Doc: "who said it"},
		{Type: EdgeVia, From: []string{LabelStatement}, To: entities(), Speaks: true,
			Props: []Property{{"position", PropInt, true, "1 is nearest to the speaker"}},
			Doc:   "through whom the words reached the article"},
		{Type: EdgeAddressedTo, From: []string{LabelStatement}, To: entities(), Speaks: true,
			Doc: "to whom it was said"},
		{Type: EdgeWithin, From: []string{LabelStatement}, To: []string{LabelStatement},
			Doc: "a statement quoted within another"},
		{Type: EdgeRepresents, From: []string{LabelPerson}, To: []string{LabelCountry, LabelOrganization}, Article: true,
			Props: []Property{{"role", PropString, false, "in the article's words"}, article},
			Doc:   "whom a person stands for, in the article's words"},
		{Type: EdgeBelongsTo, From: []string{LabelOrganization, LabelGroup, LabelAnonymous, LabelDocument}, To: []string{LabelCountry}, Article: true,
			Props: []Property{article},
			Doc:   "the country of an organization, group or source"},
		{Type: EdgeIssuedBy, From: []string{LabelDocument}, To: entities(),
			Doc: "whose document it is"},
		{Type: EdgeReports, From: []string{LabelArticle}, To: []string{LabelEvent}, Names: true,
			Props: []Property{name,
				{"start", PropInt, true, "first code point of the words"},
				{"end", PropInt, true, "code point after the words"},
				reasons,
			},
			Doc: "the article reports the event"},
		{Type: EdgeAbout, From: []string{LabelStatement}, To: []string{LabelEvent},
			Doc: "the statement's content names the event"},
		{Type: EdgeTookPlaceIn, From: []string{LabelEvent}, To: []string{LabelCountry}, Determined: true,
			Doc: "where it happened"},
		{Type: EdgeInvolves, From: []string{LabelEvent}, To: entities(), Article: true,
			Props: []Property{article},
			Doc:   "who took part, as the article says"},
		{Type: EdgeLoadedBy, From: []string{LabelArticle}, To: []string{LabelLoad},
			Doc: "the run that wrote the article as it is"},
		{Type: EdgeExpresses, From: []string{LabelStatement}, To: []string{LabelClaim},
			Props: []Property{
				{"relation", PropString, true, "to the representative: verbatim, shortened, extended, reworded, translated or summary"},
				{"score", PropFloat, true, "0 to 1: how sure it is that both are one claim; 1 for the representative"},
				{"evidence", PropString, false, "what weighed most in it, as log odds"},
			},
			Doc: "the claim that the statement is a wording of"},
		{Type: EdgeEchoes, From: []string{LabelStatement}, To: []string{LabelStatement},
			Props: []Property{{"score", PropFloat, true, "0 to 1: how many of the words are the same"}},
			Doc:   "two sides say the same words, none of them reporting the other; from the earlier"},
		{Type: EdgeSameAs, From: []string{LabelPerson}, To: []string{LabelPerson}, Determined: true,
			Props: []Property{
				{"score", PropFloat, true, "0 to 1; from 0.8 on it is sure enough to count both as one"},
				{"reason", PropString, true, "the evidence, with what each part weighs"},
			},
			Doc: "two names that are or may be one person: from the name to the fuller or lesser one (graph people link)"},
	}
}

func fullText() []FullTextIndex {
	const words = "standard-no-stop-words"
	names := append(entities(), LabelOutlet, LabelTopic)
	return []FullTextIndex{
		{"article_words", []string{LabelArticle}, FoldedProperty, words, "headlines and keywords"},
		{"statement_words", []string{LabelStatement}, FoldedProperty, words, "what was said"},
		{"claim_words", []string{LabelClaim}, FoldedProperty, words, "claims"},
		{"statement_keys", []string{LabelStatement}, KeysProperty, "whitespace", "which statements may be one claim"},
		{"event_words", []string{LabelEvent}, FoldedProperty, words, "events"},
		{"name_words", names, FoldedProperty, words, "names of people, organizations, countries, groups, documents, sources, outlets and topics"},
	}
}

func stances() string {
	out := ""
	for i, s := range Stances() {
		if i > 0 {
			out += ", "
		}
		out += string(s)
	}
	return out
}
