// Statements with a stance: what is denied, warned of, demanded, newest first.
//
// param stance string required  claims, denies, admits, warns, demands, promises, praises, condemns, accuses, asks or neutral
// param since  date   optional  published on this day or later
// param limit  int    50        greatest number of rows
MATCH (a:Article)-[:CONTAINS]->(s:Statement {stance: $stance})
WHERE $since IS NULL OR a.published >= $since
OPTIONAL MATCH (speaker)-[:SAID]->(s)
OPTIONAL MATCH (s)-[:ADDRESSED_TO]->(to)
RETURN a.published AS published, speaker.name AS speaker, s.cue AS cue, to.name AS addressee, s.text AS statement, a.name AS article, s.id AS id
ORDER BY published IS NULL, published DESC, a.id, s.start
LIMIT $limit
// browser
MATCH p = (a:Article)-[:CONTAINS]->(s:Statement {stance: $stance})
WHERE $since IS NULL OR a.published >= $since
OPTIONAL MATCH q = ()-[:SAID]->(s)
RETURN p, q
LIMIT $limit
