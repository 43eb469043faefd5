// The same words in several articles: who repeated what, in any spelling and punctuation.
//
// param words int 4   least number of words
// param limit int 50  greatest number of rows
MATCH (s:Statement {part: 'body'})
WHERE s.folded IS NOT NULL
WITH s.folded AS words, collect(s) AS same, count(DISTINCT s.article) AS articles
WHERE articles > 1 AND size(split(words, ' ')) >= $words
UNWIND same AS s
MATCH (a:Article)-[:CONTAINS]->(s)
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)
OPTIONAL MATCH (speaker)-[:SAID]->(s)
WITH words, articles, s, a, o, speaker
ORDER BY a.published, a.id
RETURN articles, head(collect(s.text)) AS statement, collect(DISTINCT speaker.name) AS speakers, collect(DISTINCT o.name) AS outlets,
  min(a.published) AS first, max(a.published) AS last
ORDER BY articles DESC, first, statement
LIMIT $limit
// browser
MATCH (s:Statement {part: 'body'})
WHERE s.folded IS NOT NULL
WITH s.folded AS words, collect(s) AS same, count(DISTINCT s.article) AS articles
WHERE articles > 1 AND size(split(words, ' ')) >= $words
UNWIND same AS s
MATCH p = (:Article)-[:CONTAINS]->(s)
OPTIONAL MATCH q = ()-[:SAID]->(s)
RETURN p, q
LIMIT $limit
