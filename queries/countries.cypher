// Countries by how many articles and statements name them.
//
// param limit int 50  greatest number of rows
MATCH (c:Country)<-[m:MENTIONS]-(a:Article)
WITH c, count(a) AS articles, sum(m.count) AS mentions
OPTIONAL MATCH (c)<-[:MENTIONS]-(s:Statement {part: 'body'})
RETURN c.code AS code, c.name AS name, c.nameEn AS english, articles, mentions, count(s) AS statements
ORDER BY articles DESC, mentions DESC, code
LIMIT $limit
// browser
MATCH p = (:Country)<-[:MENTIONS]-(:Article)
RETURN p
LIMIT $limit
