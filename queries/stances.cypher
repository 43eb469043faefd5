// How many statements of the body claim, deny, warn, demand and so on.
//
// param speaker search optional  only speakers with these words in their name
CALL {
  MATCH (s:Statement {part: 'body'})
  WHERE $speaker IS NULL
  RETURN s
  UNION
  CALL db.index.fulltext.queryNodes('name_words', coalesce($speaker, 'x')) YIELD node
  MATCH (node)-[:SAID]->(s:Statement {part: 'body'})
  WHERE $speaker IS NOT NULL
  RETURN s
}
RETURN s.stance AS stance, count(s) AS statements, count(DISTINCT s.article) AS articles
ORDER BY statements DESC, stance
// browser
CALL {
  MATCH (s:Statement {part: 'body'})
  WHERE $speaker IS NULL
  RETURN s
  UNION
  CALL db.index.fulltext.queryNodes('name_words', coalesce($speaker, 'x')) YIELD node
  MATCH (node)-[:SAID]->(s:Statement {part: 'body'})
  WHERE $speaker IS NOT NULL
  RETURN s
}
MATCH p = ()-[:SAID]->(s)
WHERE s.stance <> 'neutral'
RETURN p
LIMIT 100
