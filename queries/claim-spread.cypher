// How fast claims spread: outlets on the first day, within three days, within a week, and in all.
//
// param outlets int 2   least number of outlets
// param limit   int 20  greatest number of rows
MATCH (o:Outlet)<-[:PUBLISHED_BY]-(a:Article)-[:CONTAINS]->(:Statement)-[:EXPRESSES]->(c:Claim)
WHERE c.outlets >= $outlets AND c.firstSeen IS NOT NULL AND a.published IS NOT NULL
WITH c, o, min(duration.inDays(c.firstSeen, a.published).days) AS after
ORDER BY after, o.name
WITH c, collect({outlet: o.name, after: after}) AS carriers
RETURN c.text AS claim, c.firstSeen AS first, duration.inDays(c.firstSeen, c.lastSeen).days AS days,
  size([x IN carriers WHERE x.after = 0]) AS onFirstDay, size([x IN carriers WHERE x.after <= 3]) AS withinThreeDays,
  size([x IN carriers WHERE x.after <= 7]) AS withinAWeek, size(carriers) AS outlets, [x IN carriers | x.outlet + ' +' + toString(x.after)] AS order, c.id AS id
ORDER BY outlets DESC, days, first, id
LIMIT $limit
// browser
MATCH (c:Claim)
WHERE c.outlets >= $outlets
WITH c
ORDER BY c.outlets DESC, c.id
LIMIT $limit
MATCH p = (:Outlet)<-[:PUBLISHED_BY]-(:Article)-[:CONTAINS]->(:Statement)-[:EXPRESSES]->(c)
RETURN p
LIMIT 300
