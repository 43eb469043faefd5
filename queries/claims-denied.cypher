// Claims that somebody denies: by whom and when, and who said the same without denying it.
//
// param limit int 50  greatest number of rows
MATCH (a:Article)-[:CONTAINS]->(s:Statement {stance: 'denies', part: 'body'})-[:EXPRESSES]->(c:Claim)
OPTIONAL MATCH (denier)-[:SAID]->(s)
OPTIONAL MATCH (other:Statement)-[:EXPRESSES|ECHOES]-(same)
WHERE other.stance <> 'denies' AND (same = c OR same = s)
OPTIONAL MATCH (speaker)-[:SAID]->(other)
WITH c, a, s, denier, speaker
ORDER BY speaker.name
WITH c, a, s, denier, collect(DISTINCT speaker.name) AS saidBy
RETURN s.text AS denied, denier.name AS by, min(coalesce(s.saidOn, a.published)) AS day, saidBy, c.articles AS articles, c.id AS claim, s.id AS id
ORDER BY size(saidBy) DESC, day DESC, id
LIMIT $limit
// browser
MATCH p = (:Article)-[:CONTAINS]->(s:Statement {stance: 'denies', part: 'body'})-[:EXPRESSES]->(:Claim)
OPTIONAL MATCH q = (s)-[:ECHOES]-(:Statement)
OPTIONAL MATCH r = ()-[:SAID]->(s)
RETURN p, q, r
LIMIT $limit
