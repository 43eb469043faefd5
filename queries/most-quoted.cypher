// Who is quoted most: statements of the body, and in how many articles.
//
// param since date     optional  published on this day or later
// param until date-end optional  published on this day or earlier
// param limit int      20        greatest number of rows
MATCH (speaker:Speaker)-[:SAID]->(s:Statement {part: 'body'})<-[:CONTAINS]-(a:Article)
WHERE ($since IS NULL OR a.published >= $since)
  AND ($until IS NULL OR a.published <= $until)
RETURN speaker.name AS speaker, head([l IN labels(speaker) WHERE l <> 'Speaker']) AS type, count(s) AS statements, count(DISTINCT a) AS articles,
  sum(CASE WHEN s.kind = 'indirect' THEN 0 ELSE 1 END) AS verbatim, speaker.id AS id
ORDER BY statements DESC, speaker, id
LIMIT $limit
// browser
MATCH (speaker:Speaker)-[:SAID]->(s:Statement {part: 'body'})<-[:CONTAINS]-(a:Article)
WHERE ($since IS NULL OR a.published >= $since)
  AND ($until IS NULL OR a.published <= $until)
WITH speaker, count(s) AS statements
ORDER BY statements DESC
LIMIT $limit
MATCH p = (speaker)-[:SAID]->(:Statement {part: 'body'})
RETURN p
LIMIT 200
