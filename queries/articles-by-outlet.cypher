// Articles of an outlet with their statements, newest first.
//
// param outlet search required  name of the outlet, or words of it
// param limit  int    20        greatest number of articles
CALL db.index.fulltext.queryNodes('name_words', $outlet) YIELD node AS o
MATCH (o:Outlet)<-[:PUBLISHED_BY]-(a:Article)
OPTIONAL MATCH (a)-[:CONTAINS]->(s:Statement {part: 'body'})
OPTIONAL MATCH (speaker)-[:SAID]->(s)
WITH o, a, s, speaker
ORDER BY s.start
RETURN a.published AS published, o.name AS outlet, a.name AS article, count(s) AS statements,
  [x IN collect(CASE WHEN s IS NULL THEN null ELSE coalesce(speaker.name, '?') + ': ' + s.name END) | x] AS said, a.id AS id
ORDER BY published IS NULL, published DESC, id
LIMIT $limit
// browser
CALL db.index.fulltext.queryNodes('name_words', $outlet) YIELD node AS o
MATCH p = (o:Outlet)<-[:PUBLISHED_BY]-(a:Article)
OPTIONAL MATCH q = (a)-[:CONTAINS]->(:Statement)<-[:SAID]-()
RETURN p, q
LIMIT $limit
