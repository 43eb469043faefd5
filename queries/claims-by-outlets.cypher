// Claims that most outlets carry.
//
// param since date     optional  first seen on this day or later
// param until date-end optional  first seen on this day or earlier
// param limit int      20        greatest number of rows
MATCH (c:Claim)
WHERE c.outlets > 1
  AND ($since IS NULL OR c.firstSeen >= $since)
  AND ($until IS NULL OR c.firstSeen <= $until)
WITH c
ORDER BY c.outlets DESC, c.articles DESC, c.firstSeen, c.id
LIMIT $limit
MATCH (o:Outlet)<-[:PUBLISHED_BY]-(:Article)-[:CONTAINS]->(s:Statement)-[:EXPRESSES]->(c)
OPTIONAL MATCH (speaker)-[:SAID]->(s)
WITH c, o, speaker
ORDER BY o.name, speaker.name
WITH c, collect(DISTINCT o.name) AS carriedBy, collect(DISTINCT speaker.name) AS speakers
RETURN c.text AS claim, speakers, c.outlets AS outlets, carriedBy, c.articles AS articles, c.firstSeen AS first, c.lastSeen AS last, c.id AS id
ORDER BY outlets DESC, articles DESC, first, id
// browser
MATCH (c:Claim)
WHERE c.outlets > 1
  AND ($since IS NULL OR c.firstSeen >= $since)
  AND ($until IS NULL OR c.firstSeen <= $until)
WITH c
ORDER BY c.outlets DESC, c.articles DESC, c.firstSeen, c.id
LIMIT $limit
MATCH p = (:Outlet)<-[:PUBLISHED_BY]-(:Article)-[:CONTAINS]->(:Statement)-[:EXPRESSES]->(c)
RETURN p
LIMIT 300
