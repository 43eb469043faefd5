// Claims whose numbers changed from one telling to another, with the numbers in order of time.
//
// Numbers are those in digits; a wording without any is left out.
//
// param limit int 50  greatest number of rows
MATCH (a:Article)-[:CONTAINS]->(s:Statement)-[:EXPRESSES]->(c:Claim)
WHERE c.articles > 1 AND s.folded =~ '.*[0-9].*'
WITH c, a, s, [w IN split(s.folded, ' ') WHERE w =~ '[0-9]+'] AS numbers
WHERE size(numbers) > 0
ORDER BY a.published, a.id, s.start
WITH c, collect(DISTINCT numbers) AS versions, collect({day: a.published, numbers: numbers}) AS told
WHERE size(versions) > 1
RETURN c.text AS claim, versions, [t IN told | toString(t.day) + ': ' + reduce(x = '', n IN t.numbers | x + CASE x WHEN '' THEN '' ELSE ' ' END + n)] AS told,
  c.articles AS articles, c.id AS id
ORDER BY size(versions) DESC, articles DESC, id
LIMIT $limit
// browser
MATCH p = (:Article)-[:CONTAINS]->(s:Statement)-[:EXPRESSES]->(c:Claim)
WHERE c.articles > 1 AND s.folded =~ '.*[0-9].*'
RETURN p
LIMIT $limit
