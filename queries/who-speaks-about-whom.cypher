// Who speaks about whom, and how often: statements of the body that name a person, organization or country.
//
// param speaker search optional  only speakers with these words in their name
// param limit   int    50        greatest number of rows
CALL {
  MATCH (speaker:Speaker)
  WHERE $speaker IS NULL
  RETURN speaker
  UNION
  CALL db.index.fulltext.queryNodes('name_words', coalesce($speaker, 'x')) YIELD node
  WITH node
  WHERE $speaker IS NOT NULL
  RETURN node AS speaker
}
MATCH (speaker)-[:SAID]->(s:Statement {part: 'body'})-[:MENTIONS]->(whom)
WHERE whom <> speaker
RETURN speaker.name AS speaker, head([l IN labels(whom) WHERE l <> 'Speaker']) AS type, whom.name AS about, count(DISTINCT s) AS statements,
  count(DISTINCT s.article) AS articles
ORDER BY statements DESC, speaker, about
LIMIT $limit
// browser
CALL {
  MATCH (speaker:Speaker)
  WHERE $speaker IS NULL
  RETURN speaker
  UNION
  CALL db.index.fulltext.queryNodes('name_words', coalesce($speaker, 'x')) YIELD node
  WITH node
  WHERE $speaker IS NOT NULL
  RETURN node AS speaker
}
MATCH p = (speaker)-[:SAID]->(:Statement {part: 'body'})-[:MENTIONS]->(whom)
WHERE whom <> speaker
RETURN p
LIMIT $limit
