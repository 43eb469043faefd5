// schema 1
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;

// schema 2
CREATE CONSTRAINT statement_id IF NOT EXISTS FOR (n:Statement) REQUIRE n.id IS UNIQUE;

// schema 3
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;

// schema 4
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;

// schema 5
CREATE CONSTRAINT organization_id IF NOT EXISTS FOR (n:Organization) REQUIRE n.id IS UNIQUE;

// schema 6
CREATE CONSTRAINT group_id IF NOT EXISTS FOR (n:Group) REQUIRE n.id IS UNIQUE;

// schema 7
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;

// schema 8
CREATE CONSTRAINT anonymous_id IF NOT EXISTS FOR (n:Anonymous) REQUIRE n.id IS UNIQUE;

// schema 9
CREATE CONSTRAINT outlet_id IF NOT EXISTS FOR (n:Outlet) REQUIRE n.id IS UNIQUE;

// schema 10
CREATE CONSTRAINT topic_id IF NOT EXISTS FOR (n:Topic) REQUIRE n.id IS UNIQUE;

// schema 11
CREATE CONSTRAINT country_id IF NOT EXISTS FOR (n:Country) REQUIRE n.id IS UNIQUE;

// schema 12
CREATE CONSTRAINT load_id IF NOT EXISTS FOR (n:Load) REQUIRE n.id IS UNIQUE;

// schema 13
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;

// schema 14
CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE;

// schema 15
CREATE INDEX represents_article IF NOT EXISTS FOR ()-[r:REPRESENTS]-() ON (r.article);

// schema 16
CREATE INDEX belongs_to_article IF NOT EXISTS FOR ()-[r:BELONGS_TO]-() ON (r.article);

// schema 17
CREATE INDEX involves_article IF NOT EXISTS FOR ()-[r:INVOLVES]-() ON (r.article);

// schema 18
CREATE FULLTEXT INDEX article_words IF NOT EXISTS FOR (n:Article) ON EACH [n.folded] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};

// schema 19
CREATE FULLTEXT INDEX statement_words IF NOT EXISTS FOR (n:Statement) ON EACH [n.folded] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};

// schema 20
CREATE FULLTEXT INDEX claim_words IF NOT EXISTS FOR (n:Claim) ON EACH [n.folded] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};

// schema 21
CREATE FULLTEXT INDEX statement_keys IF NOT EXISTS FOR (n:Statement) ON EACH [n.keys] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};

// schema 22
CREATE FULLTEXT INDEX event_words IF NOT EXISTS FOR (n:Event) ON EACH [n.folded] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};

// schema 23
CREATE FULLTEXT INDEX name_words IF NOT EXISTS FOR (n:Person|Organization|Country|Group|Document|Anonymous|Outlet|Topic) ON EACH [n.folded] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};

// fingerprints
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.fingerprint AS fingerprint;

// lock
UNWIND $rows AS row
MERGE (a:Article {id: row.id})
SET a.lock = true
RETURN a.id AS id, elementId(a) AS element, a.fingerprint AS fingerprint;

// unlock
UNWIND $ids AS id
MATCH (a:Article {id: id})
REMOVE a.lock;

// article
UNWIND $rows AS row
MATCH (n:Article {id: row.id})
SET n += row.props;

// shared Article
UNWIND $rows AS row
MERGE (n:Article {id: row.id})
ON CREATE SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// shared Country
UNWIND $rows AS row
MERGE (n:Country {id: row.id})
ON CREATE SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// shared Event
UNWIND $rows AS row
MERGE (n:Event {id: row.id})
ON CREATE SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// shared Organization
UNWIND $rows AS row
MERGE (n:Organization {id: row.id})
ON CREATE SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// shared Outlet
UNWIND $rows AS row
MERGE (n:Outlet {id: row.id})
ON CREATE SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// shared Person
UNWIND $rows AS row
MERGE (n:Person {id: row.id})
ON CREATE SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// shared Topic
UNWIND $rows AS row
MERGE (n:Topic {id: row.id})
ON CREATE SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// owned Anonymous
UNWIND $rows AS row
MERGE (n:Anonymous {id: row.id})
SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// owned Document
UNWIND $rows AS row
MERGE (n:Document {id: row.id})
SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// owned Event
UNWIND $rows AS row
MERGE (n:Event {id: row.id})
SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// owned Group
UNWIND $rows AS row
MERGE (n:Group {id: row.id})
SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// owned Organization
UNWIND $rows AS row
MERGE (n:Organization {id: row.id})
SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// owned Person
UNWIND $rows AS row
MERGE (n:Person {id: row.id})
SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// owned Statement
UNWIND $rows AS row
MERGE (n:Statement {id: row.id})
SET n += row.props
RETURN n.id AS id, elementId(n) AS element;

// edges ABOUT
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:ABOUT]->(b)
RETURN count(r) AS edges;

// edges ADDRESSED_TO
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:ADDRESSED_TO]->(b)
RETURN count(r) AS edges;

// edges BELONGS_TO
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:BELONGS_TO {article: row.article}]->(b)
RETURN count(r) AS edges;

// edges CONTAINS
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:CONTAINS {position: row.position}]->(b)
RETURN count(r) AS edges;

// edges CREDITS
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:CREDITS {name: row.name}]->(b)
RETURN count(r) AS edges;

// edges ECHOES
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:ECHOES {score: row.score}]->(b)
RETURN count(r) AS edges;

// edges INVOLVES
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:INVOLVES {article: row.article}]->(b)
RETURN count(r) AS edges;

// edges ISSUED_BY
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:ISSUED_BY]->(b)
RETURN count(r) AS edges;

// edges LINKS_TO
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:LINKS_TO]->(b)
RETURN count(r) AS edges;

// edges MENTIONS
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:MENTIONS {count: row.count, name: row.name, role: row.role, spans: row.spans, reasons: row.reasons}]->(b)
RETURN count(r) AS edges;

// edges PUBLISHED_BY
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:PUBLISHED_BY {name: row.name}]->(b)
RETURN count(r) AS edges;

// edges REPORTS
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:REPORTS {name: row.name, start: row.start, end: row.end, reasons: row.reasons}]->(b)
RETURN count(r) AS edges;

// edges REPRESENTS
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:REPRESENTS {role: row.role, article: row.article}]->(b)
RETURN count(r) AS edges;

// edges SAID
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:SAID {mention: row.mention, rule: row.rule, confidence: row.confidence}]->(b)
RETURN count(r) AS edges;

// edges SAME_AS
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
MERGE (a)-[r:SAME_AS {score: row.score, reason: row.reason}]->(b)
RETURN count(r) AS edges;

// edges TAGGED
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:TAGGED {name: row.name}]->(b)
RETURN count(r) AS edges;

// edges TOOK_PLACE_IN
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
MERGE (a)-[r:TOOK_PLACE_IN]->(b)
RETURN count(r) AS edges;

// edges VIA
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:VIA {position: row.position}]->(b)
RETURN count(r) AS edges;

// edges WITHIN
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.from
MATCH (b) WHERE elementId(b) = row.to
CREATE (a)-[r:WITHIN]->(b)
RETURN count(r) AS edges;

// speak
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id AND NOT n:Speaker
SET n:Speaker;

// lower
UNWIND $rows AS row
MATCH (n) WHERE elementId(n) = row.id AND replace(row.name, '\u0649', '\uFFFF') < replace(n.name, '\u0649', '\uFFFF')
SET n.lock = true
RETURN row.id AS id;

// spell
UNWIND $rows AS row
MATCH (n) WHERE elementId(n) = row.id
SET n.name = CASE WHEN replace(row.name, '\u0649', '\uFFFF') < replace(n.name, '\u0649', '\uFFFF') THEN row.name ELSE n.name END
REMOVE n.lock;

// load
MERGE (l:Load {id: $id})
ON CREATE SET l += $props;

// loaded
MATCH (l:Load {id: $load})
UNWIND $ids AS id
MATCH (a:Article {id: id})
CREATE (a)-[:LOADED_BY]->(l);

// finish
MATCH (l:Load {id: $id})
SET l += $props;

// hold
UNWIND $ids AS id
MATCH (a:Article {id: id})
WHERE a.fingerprint IS NOT NULL
SET a.lock = true
RETURN a.id AS id, elementId(a) AS element;

// unsettle
UNWIND $ids AS article
MATCH (:Article {id: article})-[:CONTAINS]->(:Statement)-[:EXPRESSES]->(c:Claim)
SET c:Unsettled;

// around 1
UNWIND $ids AS article
MATCH ()-[r:REPRESENTS {article: article}]->(n)
RETURN DISTINCT n.id AS id, elementId(n) AS element, n.article = article AS owned;

// around 2
UNWIND $ids AS article
MATCH ()-[r:BELONGS_TO {article: article}]->(n)
RETURN DISTINCT n.id AS id, elementId(n) AS element, n.article = article AS owned;

// around 3
UNWIND $ids AS article
MATCH (:Article {id: article})-->(:Event)-[:TOOK_PLACE_IN]->(n)
RETURN DISTINCT n.id AS id, elementId(n) AS element, n.article = article AS owned;

// around 4
UNWIND $ids AS article
MATCH ()-[r:INVOLVES {article: article}]->(n)
RETURN DISTINCT n.id AS id, elementId(n) AS element, n.article = article AS owned;

// around 5
UNWIND $ids AS article
MATCH (:Article {id: article})-->(:Person)-[:SAME_AS]->(n)
RETURN DISTINCT n.id AS id, elementId(n) AS element, n.article = article AS owned;

// around 6
UNWIND $ids AS article
MATCH (:Article {id: article})-[r:PUBLISHED_BY|CREDITS|TAGGED|LINKS_TO|CONTAINS|MENTIONS|REPORTS|LOADED_BY]->(n)
RETURN DISTINCT n.id AS id, elementId(n) AS element, n.article = article AS owned;

// strip 1
UNWIND $ids AS id
MATCH (n)-[r:MENTIONS|VIA|ADDRESSED_TO|WITHIN|ISSUED_BY|ABOUT|TOOK_PLACE_IN|EXPRESSES|ECHOES|SAME_AS]->()
WHERE elementId(n) = id
DELETE r;

// strip 2
UNWIND $ids AS id
MATCH (n)<-[r:SAID]-()
WHERE elementId(n) = id
DELETE r;

// forget 1
UNWIND $ids AS article
MATCH ()-[r:REPRESENTS {article: article}]->(n)
DELETE r;

// forget 2
UNWIND $ids AS article
MATCH ()-[r:BELONGS_TO {article: article}]->(n)
DELETE r;

// forget 3
UNWIND $ids AS article
MATCH ()-[r:INVOLVES {article: article}]->(n)
DELETE r;

// forget 4
UNWIND $ids AS article
MATCH (:Article {id: article})-[r:PUBLISHED_BY|CREDITS|TAGGED|LINKS_TO|CONTAINS|MENTIONS|REPORTS|LOADED_BY]->(n)
DELETE r;

// linked
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id AND EXISTS { (n)<-[:LINKS_TO]-() }
RETURN id, n.id AS article, n.url AS url;

// stub
UNWIND $rows AS row
MATCH (n:Article {id: row.id})
SET n = row.props;

// drop
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id
DETACH DELETE n;

// orphans Article
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id AND n.fingerprint IS NULL AND NOT EXISTS { (n)--() }
DELETE n;

// orphans Country
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id AND NOT EXISTS { (n)--() }
DELETE n;

// orphans Event
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id AND NOT EXISTS { MATCH (n)-[r]-() WHERE NOT r:TOOK_PLACE_IN }
OPTIONAL MATCH (n)-[r:TOOK_PLACE_IN]-()
DELETE r, n;

// orphans Organization
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id AND NOT EXISTS { (n)--() }
DELETE n;

// orphans Outlet
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id AND NOT EXISTS { (n)--() }
DELETE n;

// orphans Person
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id AND NOT EXISTS { MATCH (n)-[r]-() WHERE NOT r:SAME_AS }
OPTIONAL MATCH (n)-[r:SAME_AS]-()
DELETE r, n;

// orphans Topic
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id AND NOT EXISTS { (n)--() }
DELETE n;

// hush
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id AND n:Speaker
  AND NOT EXISTS { (n)-[:SAID]->() }
  AND NOT EXISTS { (n)<-[:VIA|ADDRESSED_TO]-() }
REMOVE n:Speaker;

// respell
UNWIND $ids AS id
MATCH (n) WHERE elementId(n) = id
  AND NOT EXISTS { MATCH (n)<-[r:PUBLISHED_BY|CREDITS|TAGGED|MENTIONS|REPORTS]-(:Article) WHERE r.name = n.name }
MATCH (n)<-[r:PUBLISHED_BY|CREDITS|TAGGED|MENTIONS|REPORTS]-(:Article)
WITH n, min(replace(r.name, '\u0649', '\uFFFF')) AS name
SET n.name = replace(name, '\uFFFF', '\u0649');
