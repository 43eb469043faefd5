// Events that articles report, newest first.
//
// param country country optional  only events in this country
// param type    string  optional  only this type: meeting, visit, attack, …
// param since   date    optional  on this day or later
// param limit   int     50        greatest number of rows
MATCH (a:Article)-[:REPORTS]->(e:Event)
OPTIONAL MATCH (e)-[:TOOK_PLACE_IN]->(c:Country)
WITH e, c, collect(DISTINCT a) AS articles
WHERE ($country IS NULL OR c.code = $country)
  AND ($type IS NULL OR e.type = $type)
  AND ($since IS NULL OR e.date >= $since)
OPTIONAL MATCH (e)-[:INVOLVES]->(who)
WITH e, c, articles, who
ORDER BY who.name
RETURN e.date AS day, e.datePrecision AS precision, e.type AS type, e.name AS event, c.name AS country, size(articles) AS articles,
  collect(DISTINCT who.name) AS involves, e.id AS id
ORDER BY day IS NULL, day DESC, id
LIMIT $limit
// browser
MATCH p = (:Article)-[:REPORTS]->(e:Event)
OPTIONAL MATCH q = (e)-[:TOOK_PLACE_IN]->(c:Country)
WITH p, q, e, c
WHERE ($country IS NULL OR c.code = $country)
  AND ($type IS NULL OR e.type = $type)
  AND ($since IS NULL OR e.date >= $since)
OPTIONAL MATCH r = (e)-[:INVOLVES]->()
RETURN p, q, r
LIMIT $limit
