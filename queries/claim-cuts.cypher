// What was cut from claims that have some words: shortened wordings, and the words of the fullest one that they leave out.
//
// param words search required  words of the claim
// param limit int    50        greatest number of rows
CALL db.index.fulltext.queryNodes('claim_words', $words) YIELD node AS c
MATCH (a:Article)-[:CONTAINS]->(s:Statement)-[:EXPRESSES {relation: 'shortened'}]->(c)
MATCH (whole:Statement {id: c.representative})
WHERE s.folded IS NOT NULL AND whole.folded IS NOT NULL
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)
WITH c, a, o, s, [w IN split(whole.folded, ' ') WHERE NOT w IN split(s.folded, ' ')] AS cut
RETURN c.text AS claim, a.published AS published, o.name AS outlet, s.part AS part, s.text AS wording, cut, size(cut) AS words, s.id AS id
ORDER BY words DESC, published, id
LIMIT $limit
// browser
CALL db.index.fulltext.queryNodes('claim_words', $words) YIELD node AS c
MATCH p = (:Article)-[:CONTAINS]->(:Statement)-[:EXPRESSES {relation: 'shortened'}]->(c)
RETURN p
LIMIT $limit
