// Who is quoted through whom: chains from the speaker to the article, with how often they occur.
//
// A document that has an issuer counts as its issuer's.
//
// param limit int 50  greatest number of rows
MATCH (s:Statement {part: 'body'})-[via:VIA]->(v)
OPTIONAL MATCH (v)-[:ISSUED_BY]->(issuer)
WITH s, via.position AS position, coalesce(issuer.name, v.name) AS name
ORDER BY position
WITH s, collect(name) AS chain
OPTIONAL MATCH (speaker)-[:SAID]->(s)
RETURN speaker.name AS speaker, chain AS through, count(s) AS statements, count(DISTINCT s.article) AS articles
ORDER BY statements DESC, speaker, through
LIMIT $limit
// browser
MATCH p = (s:Statement)-[:VIA]->(v)
OPTIONAL MATCH q = (speaker)-[:SAID]->(s)
OPTIONAL MATCH i = (v)-[:ISSUED_BY]->()
RETURN p, q, i
LIMIT $limit
