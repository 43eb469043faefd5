// Claims that have all of some words: how often, by how many outlets and when they were told.
//
// A claim is what statements of different articles have in common, told whole,
// shortened, in other words or in a headline.
//
// param words search required  words to look for
// param limit int    20        greatest number of rows
CALL db.index.fulltext.queryNodes('claim_words', $words) YIELD node AS c, score
OPTIONAL MATCH (speaker)-[:SAID]->(:Statement)-[:EXPRESSES]->(c)
WITH c, score, collect(DISTINCT speaker.name) AS speakers
RETURN c.text AS claim, speakers, c.statements AS told, c.articles AS articles, c.outlets AS outlets, c.firstSeen AS first, c.lastSeen AS last, c.id AS id
ORDER BY articles DESC, score DESC, id
LIMIT $limit
// browser
CALL db.index.fulltext.queryNodes('claim_words', $words) YIELD node AS c
MATCH p = (:Article)-[:CONTAINS]->(:Statement)-[:EXPRESSES]->(c)
RETURN p
LIMIT $limit
