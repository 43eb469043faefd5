// Claims of an outlet that no other outlet has.
//
// param outlet search required  name of the outlet, or words of it
// param limit  int    50        greatest number of rows
CALL db.index.fulltext.queryNodes('name_words', $outlet) YIELD node AS o
MATCH (o:Outlet)<-[:PUBLISHED_BY]-(a:Article)-[:CONTAINS]->(s:Statement {part: 'body'})-[:EXPRESSES]->(c:Claim {outlets: 1})
OPTIONAL MATCH (speaker)-[:SAID]->(s)
WITH o, c, collect(DISTINCT speaker.name) AS speakers, min(a.name) AS article
RETURN c.firstSeen AS first, o.name AS outlet, speakers, c.text AS claim, c.articles AS articles, article, c.id AS id
ORDER BY first DESC, id
LIMIT $limit
// browser
CALL db.index.fulltext.queryNodes('name_words', $outlet) YIELD node AS o
MATCH p = (o:Outlet)<-[:PUBLISHED_BY]-(:Article)-[:CONTAINS]->(:Statement {part: 'body'})-[:EXPRESSES]->(:Claim {outlets: 1})
RETURN p
LIMIT $limit
