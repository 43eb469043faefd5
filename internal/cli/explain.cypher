MATCH (s:Statement {id: $id})<-[:CONTAINS]-(a:Article)
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)
OPTIONAL MATCH (speaker)-[said:SAID]->(s)
OPTIONAL MATCH (a)-[named:MENTIONS]->(speaker)
OPTIONAL MATCH (s)-[expresses:EXPRESSES]->(claim:Claim)
RETURN s AS statement, a AS article, o.name AS outlet, speaker, said, named,
  [(s)-[v:VIA]->(x) | {position: v.position, name: x.name, id: x.id}] AS via,
  [(s)-[:ADDRESSED_TO]->(x) | x.name] AS addressees,
  [(s)-[:WITHIN]->(x) | x.id] AS within, claim, expresses,
  [(s)-[:ECHOES]-(x)<-[:SAID]-(who) | {name: who.name, id: x.id}] AS echoes
LIMIT 1
