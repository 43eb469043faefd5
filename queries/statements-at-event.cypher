// Statements about an event, and other statements of the articles that report it.
//
// param event search required  words of the event
// param date  date   optional  the event's day
// param limit int    50        greatest number of rows
CALL db.index.fulltext.queryNodes('event_words', $event) YIELD node AS e
MATCH (a:Article)-[:REPORTS]->(e)
WHERE $date IS NULL OR e.date = $date
OPTIONAL MATCH (e)-[:TOOK_PLACE_IN]->(c:Country)
MATCH (a)-[:CONTAINS]->(s:Statement)
OPTIONAL MATCH (speaker)-[:SAID]->(s)
RETURN e.date AS day, e.name AS event, c.name AS country, EXISTS { (s)-[:ABOUT]->(e) } AS about, speaker.name AS speaker, s.text AS statement, a.name AS article, s.id AS id
ORDER BY day IS NULL, day DESC, e.id, about DESC, a.id, s.start
LIMIT $limit
// browser
CALL db.index.fulltext.queryNodes('event_words', $event) YIELD node AS e
MATCH p = (e)<-[:REPORTS]-(a:Article)
WHERE $date IS NULL OR e.date = $date
OPTIONAL MATCH q = (a)-[:CONTAINS]->(:Statement)<-[:SAID]-()
OPTIONAL MATCH r = (e)-[:TOOK_PLACE_IN|INVOLVES]->()
RETURN p, q, r
LIMIT $limit
