// Statements that name a country, newest first.
//
// param country country  required  name in any language known, or ISO code
// param since   date     optional  published on this day or later
// param until   date-end optional  published on this day or earlier
// param limit   int      50        greatest number of rows
MATCH (c:Country {code: $country})<-[m:MENTIONS]-(s:Statement)<-[:CONTAINS]-(a:Article)
WHERE ($since IS NULL OR a.published >= $since)
  AND ($until IS NULL OR a.published <= $until)
OPTIONAL MATCH (speaker)-[:SAID]->(s)
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)
RETURN a.published AS published, o.name AS outlet, speaker.name AS speaker, s.stance AS stance, s.text AS statement, m.count AS mentions, s.id AS id
ORDER BY published IS NULL, published DESC, a.id, s.start
LIMIT $limit
// browser
MATCH p = (c:Country {code: $country})<-[:MENTIONS]-(s:Statement)<-[:CONTAINS]-(a:Article)
WHERE ($since IS NULL OR a.published >= $since)
  AND ($until IS NULL OR a.published <= $until)
OPTIONAL MATCH q = ()-[:SAID]->(s)
RETURN p, q
LIMIT $limit
