// Who speaks for a country: people by the roles that articles give them, organizations, and the state itself.
//
// param country country required  name in any language known, or ISO code
// param limit   int     50        greatest number of rows
MATCH (c:Country {code: $country})
CALL (c) {
  MATCH (speaker:Speaker)-[r:REPRESENTS|BELONGS_TO]->(c)
  RETURN speaker, r.role AS role
  UNION
  WITH c
  WHERE c:Speaker
  RETURN c AS speaker, null AS role
}
MATCH (speaker)-[:SAID]->(s:Statement {part: 'body'})
WITH speaker, role, s
ORDER BY role
WITH speaker, collect(DISTINCT role) AS roles, count(DISTINCT s) AS statements, count(DISTINCT s.article) AS articles
RETURN speaker.name AS speaker, head([l IN labels(speaker) WHERE l <> 'Speaker']) AS type, roles, statements, articles
ORDER BY statements DESC, speaker
LIMIT $limit
// browser
MATCH p = (c:Country {code: $country})<-[:REPRESENTS|BELONGS_TO]-(speaker:Speaker)
OPTIONAL MATCH q = (speaker)-[:SAID]->(:Statement)
RETURN p, q
LIMIT $limit
