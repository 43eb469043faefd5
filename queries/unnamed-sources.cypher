// Statements that rest on unnamed sources, as speaker or on the way, newest first.
//
// param limit int 50  greatest number of rows
MATCH (u:Anonymous)-[r:SAID|VIA]-(s:Statement)<-[:CONTAINS]-(a:Article)
OPTIONAL MATCH (speaker)-[:SAID]->(s)
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)
RETURN a.published AS published, o.name AS outlet, u.name AS source, CASE type(r) WHEN 'SAID' THEN 'speaker' ELSE 'through' END AS role, speaker.name AS speaker,
  s.text AS statement, s.id AS id
ORDER BY published IS NULL, published DESC, a.id, s.start
LIMIT $limit
// browser
MATCH p = (:Anonymous)-[:SAID|VIA]-(:Statement)<-[:CONTAINS]-(:Article)
RETURN p
LIMIT $limit
