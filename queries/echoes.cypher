// Echoes: two persons who say the same words, none of them reporting the other.
//
// param limit int 50  greatest number of rows
MATCH (s:Statement)-[e:ECHOES]->(t:Statement)
MATCH (a:Article)-[:CONTAINS]->(s)
MATCH (b:Article)-[:CONTAINS]->(t)
OPTIONAL MATCH (first)-[:SAID]->(s)
OPTIONAL MATCH (second)-[:SAID]->(t)
RETURN a.published AS published, first.name AS speaker, s.text AS words, b.published AS later, second.name AS echoedBy, t.text AS echo,
  round(e.score, 2) AS score, t.id AS id
ORDER BY published, later, s.id, id
LIMIT $limit
// browser
MATCH p = ()-[:SAID]->(:Statement)-[:ECHOES]->(:Statement)<-[:SAID]-()
RETURN p
LIMIT $limit
