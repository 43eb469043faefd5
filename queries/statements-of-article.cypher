// All statements of an article, in their order, with who said them and through whom.
//
// param article string required  id, URL, path or exact headline
MATCH (a:Article)
WHERE a.id = $article OR a.url = $article OR a.source = $article OR a.headline = $article
MATCH (a)-[c:CONTAINS]->(s:Statement)
OPTIONAL MATCH (speaker)-[said:SAID]->(s)
OPTIONAL MATCH (s)-[:WITHIN]->(outer:Statement)<-[outside:CONTAINS]-(a)
OPTIONAL MATCH (s)-[via:VIA]->(v)
WITH a, c, s, speaker, said, outside, via, v
ORDER BY via.position
WITH a, c, s, speaker, said, outside, collect(v.name) AS via
RETURN c.position AS nr, s.part AS part, s.kind AS kind, speaker.name AS speaker, said.mention AS mention, s.cue AS cue, s.text AS statement, via,
  outside.position AS within, s.rule AS rule, s.confidence AS confidence, s.id AS id
ORDER BY a.id, nr
// browser
MATCH (a:Article)
WHERE a.id = $article OR a.url = $article OR a.source = $article OR a.headline = $article
MATCH p = (a)-[:CONTAINS|REPORTS|PUBLISHED_BY|CREDITS]->(x)
OPTIONAL MATCH q = (x)-[:SAID|VIA|ADDRESSED_TO|WITHIN|MENTIONS|ABOUT]-()
RETURN p, q
LIMIT 300
