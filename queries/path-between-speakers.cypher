// How two speakers are connected: the shortest way through statements, events, countries and organizations.
//
// That one article names both is no connection; that both speak in it is.
//
// param from search required  name of the one, or words of it
// param to   search required  name of the other, or words of it
CALL db.index.fulltext.queryNodes('name_words', $from) YIELD node AS a
WITH a
WHERE a:Speaker
CALL db.index.fulltext.queryNodes('name_words', $to) YIELD node AS b
WITH a, b
WHERE b:Speaker AND a <> b
MATCH p = shortestPath((a)-[:SAID|VIA|ADDRESSED_TO|WITHIN|MENTIONS|REPRESENTS|BELONGS_TO|ISSUED_BY|INVOLVES|ABOUT|CONTAINS*..10]-(b))
WHERE all(r IN relationships(p) WHERE type(r) <> 'MENTIONS' OR startNode(r):Statement)
RETURN a.name AS one, b.name AS other, length(p) AS steps, [n IN nodes(p) | n.name] AS way, [r IN relationships(p) | type(r)] AS edges
ORDER BY steps, one, other
LIMIT 10
// browser
CALL db.index.fulltext.queryNodes('name_words', $from) YIELD node AS a
WITH a
WHERE a:Speaker
CALL db.index.fulltext.queryNodes('name_words', $to) YIELD node AS b
WITH a, b
WHERE b:Speaker AND a <> b
MATCH p = shortestPath((a)-[:SAID|VIA|ADDRESSED_TO|WITHIN|MENTIONS|REPRESENTS|BELONGS_TO|ISSUED_BY|INVOLVES|ABOUT|CONTAINS*..10]-(b))
WHERE all(r IN relationships(p) WHERE type(r) <> 'MENTIONS' OR startNode(r):Statement)
RETURN p
ORDER BY length(p)
LIMIT 10
