package store

// What the store asks and writes. Parameters only; no text is made from input.
const (
	// The graph's claims are changed by one transaction at a time: whoever
	// changes them sees what others have done.
	lockCypher = `
MATCH (s:Schema {id: 'qawl'})
SET s.claims = timestamp()`

	pendingCypher = `
MATCH (l:Load) WHERE l.claims IS NULL
MATCH (l)<-[:LOADED_BY]-(:Article)-[:CONTAINS]->(s:Statement)
RETURN DISTINCT s.id ORDER BY s.id`

	unsettledCypher = `
MATCH (c:Claim:Unsettled)<-[:EXPRESSES]-(s:Statement)
RETURN DISTINCT s.id ORDER BY s.id`

	loadsCypher = `
MATCH (l:Load) WHERE l.claims IS NULL
RETURN l.id`

	loadsDoneCypher = `
UNWIND $ids AS id
MATCH (l:Load {id: id})
SET l.claims = datetime()`

	emptyCypher = `
MATCH (c:Claim:Unsettled)
WHERE NOT EXISTS { (c)<-[:EXPRESSES]-() }
DETACH DELETE c`

	statementsCypher = `
UNWIND $ids AS id
MATCH (s:Statement {id: id})<-[:CONTAINS]-(a:Article)
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)
OPTIONAL MATCH (p)-[said:SAID]->(s)
OPTIONAL MATCH (a)-[m:MENTIONS]->(p)
RETURN s.id, a.id, o.id, a.published, a.publishedPrecision, s.saidOn, s.saidOnPrecision, s.part, s.kind, s.stance, s.text,
  s.start - coalesce(a.start, 0), coalesce(m.name, p.name), p.id, [l IN labels(p) WHERE l <> 'Speaker'][0], p.code,
  head([(p)-[r:REPRESENTS|BELONGS_TO]->(c:Country) WHERE r.article = a.id | c.code]), head([(s)-[:WITHIN]->(w:Statement) | w.id]), s.keys, said IS NOT NULL AND said.mention IS NULL`

	allCypher = `
MATCH (s:Statement) WHERE s.id > $after
RETURN s.id ORDER BY s.id LIMIT $limit`

	countCypher = `
MATCH (s:Statement)
RETURN count(s)`

	keysCypher = `
UNWIND $rows AS row
MATCH (s:Statement {id: row.id})
SET s.keys = row.keys`

	neighboursCypher = `
UNWIND $rows AS row
CALL db.index.fulltext.queryNodes('statement_keys', row.keys) YIELD node
RETURN row.id, node.id, node.keys`

	releaseCypher = `
UNWIND $ids AS id
MATCH (s:Statement {id: id})-[r:EXPRESSES]->(c:Claim)
DELETE r
RETURN DISTINCT c.id`

	claimsCypher = `
UNWIND $rows AS row
MERGE (c:Claim {id: row.id})
SET c = row.props, c.firstSeen = date(row.first), c.lastSeen = date(row.last)
REMOVE c:Unsettled`

	expressesCypher = `
UNWIND $rows AS row
MATCH (s:Statement {id: row.statement})
MATCH (c:Claim {id: row.claim})
CREATE (s)-[:EXPRESSES {relation: row.relation, score: row.score, evidence: row.evidence}]->(c)`

	orphansCypher = `
UNWIND $ids AS id
MATCH (c:Claim {id: id})
WHERE NOT EXISTS { (c)<-[:EXPRESSES]-() }
DETACH DELETE c`

	unechoCypher = `
UNWIND $ids AS id
MATCH (s:Statement {id: id})-[r:ECHOES]-()
DELETE r`

	echoCypher = `
UNWIND $rows AS row
MATCH (a:Statement {id: row.a})
MATCH (b:Statement {id: row.b})
CREATE (a)-[:ECHOES {score: row.score}]->(b)`

	decisionsCypher = `
MATCH (d:Decision)
RETURN d.kind = 'join', d.a, d.b ORDER BY d.id`

	decideCypher = `
MERGE (d:Decision {id: $id})
SET d.kind = $kind, d.a = $a, d.b = $b, d.at = datetime(), d.name = $name`

	representativeCypher = `
MATCH (c:Claim {id: $id})
RETURN c.representative`

	claimOfCypher = `
MATCH (:Statement {id: $id})-[:EXPRESSES]->(c:Claim)<-[:EXPRESSES]-(s:Statement)
RETURN s.id ORDER BY s.id`

	clearClaimsCypher = `
MATCH (c:Claim)
WITH c LIMIT $limit
DETACH DELETE c
RETURN count(*)`

	clearEchoesCypher = `
MATCH (:Statement)-[r:ECHOES]->()
WITH r LIMIT $limit
DELETE r
RETURN count(*)`
)
