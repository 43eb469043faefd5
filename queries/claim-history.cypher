// History of claims that have some words: who told them when and where, in which wording, through whom.
//
// param words search required  words of the claim
// param limit int    100       greatest number of rows
CALL db.index.fulltext.queryNodes('claim_words', $words) YIELD node AS c
MATCH (a:Article)-[:CONTAINS]->(s:Statement)-[x:EXPRESSES]->(c)
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)
OPTIONAL MATCH (speaker)-[:SAID]->(s)
OPTIONAL MATCH (s)-[via:VIA]->(v)
WITH c, a, s, x, o, speaker, via, v
ORDER BY via.position
WITH c, a, s, x, o, speaker, collect(v.name) AS via
RETURN c.name AS claim, a.published AS published, o.name AS outlet, speaker.name AS speaker, x.relation AS relation, s.part AS part, s.kind AS kind,
  s.text AS wording, via, a.name AS article, s.id AS id
ORDER BY c.articles DESC, c.id, published, a.id, s.start
LIMIT $limit
// browser
CALL db.index.fulltext.queryNodes('claim_words', $words) YIELD node AS c
MATCH p = (:Outlet)<-[:PUBLISHED_BY]-(:Article)-[:CONTAINS]->(s:Statement)-[:EXPRESSES]->(c)
OPTIONAL MATCH q = ()-[:SAID]->(s)
OPTIONAL MATCH r = (s)-[:VIA]->()
RETURN p, q, r
LIMIT $limit
