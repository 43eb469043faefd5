// Statements that have all of some words, in any spelling, best first.
//
// param words search required  words to look for
// param limit int    50        greatest number of rows
CALL db.index.fulltext.queryNodes('statement_words', $words) YIELD node AS s, score
MATCH (a:Article)-[:CONTAINS]->(s)
OPTIONAL MATCH (speaker)-[:SAID]->(s)
RETURN round(score, 2) AS score, a.published AS published, speaker.name AS speaker, s.text AS statement, a.name AS article, s.id AS id
ORDER BY score DESC, published DESC, id
LIMIT $limit
// browser
CALL db.index.fulltext.queryNodes('statement_words', $words) YIELD node AS s
MATCH p = (:Article)-[:CONTAINS]->(s)
OPTIONAL MATCH q = ()-[:SAID]->(s)
RETURN p, q
LIMIT $limit
