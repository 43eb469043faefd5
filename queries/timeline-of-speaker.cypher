// What a speaker said, day by day: when it was said where the article tells, else when it was published.
//
// param speaker search required  name, or words of it
// param limit   int    100       greatest number of days
CALL db.index.fulltext.queryNodes('name_words', $speaker) YIELD node AS speaker
MATCH (speaker)-[:SAID]->(s:Statement {part: 'body'})<-[:CONTAINS]-(a:Article)
WITH speaker, coalesce(s.saidOn, a.published) AS day, s, a
ORDER BY s.article, s.start
RETURN day, speaker.name AS speaker, count(DISTINCT s) AS statements, count(DISTINCT a) AS articles, collect(s.name)[..3] AS examples
ORDER BY day IS NULL, day, speaker
LIMIT $limit
// browser
CALL db.index.fulltext.queryNodes('name_words', $speaker) YIELD node AS speaker
MATCH p = (speaker)-[:SAID]->(:Statement {part: 'body'})<-[:CONTAINS]-(:Article)
RETURN p
LIMIT $limit
