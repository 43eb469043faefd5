// Statements of a speaker, newest first.
//
// All people, organizations and countries are taken that have the words in
// their name, in any spelling.
//
// param speaker search   required  name, or words of it
// param since   date     optional  published on this day or later
// param until   date-end optional  published on this day or earlier
// param part    string   optional  headline, abstract or body; all without it
// param limit   int      50        greatest number of rows
CALL db.index.fulltext.queryNodes('name_words', $speaker) YIELD node AS speaker
MATCH (speaker)-[said:SAID]->(s:Statement)<-[:CONTAINS]-(a:Article)
WHERE ($since IS NULL OR a.published >= $since)
  AND ($until IS NULL OR a.published <= $until)
  AND ($part IS NULL OR s.part = $part)
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)
OPTIONAL MATCH (s)-[via:VIA]->(v)
WITH speaker, said, s, a, o, via, v
ORDER BY via.position
WITH speaker, said, s, a, o, collect(v.name) AS via
RETURN a.published AS published, o.name AS outlet, speaker.name AS speaker, s.kind AS kind, s.cue AS cue, s.text AS statement, via, s.id AS id
ORDER BY published IS NULL, published DESC, a.id, s.start
LIMIT $limit
// browser
CALL db.index.fulltext.queryNodes('name_words', $speaker) YIELD node AS speaker
MATCH p = (speaker)-[:SAID]->(s:Statement)<-[:CONTAINS]-(a:Article)
WHERE ($since IS NULL OR a.published >= $since)
  AND ($until IS NULL OR a.published <= $until)
  AND ($part IS NULL OR s.part = $part)
OPTIONAL MATCH q = (s)-[:VIA|MENTIONS|ADDRESSED_TO]->()
RETURN p, q
LIMIT $limit
