// What was cut from claims: shortened wordings, and the words of the fullest one that they leave out.
//
// param words search optional  words of the claim; all claims without it
// param limit int    50        greatest number of rows
MATCH (a:Article)-[:CONTAINS]->(s:Statement)-[:EXPRESSES {relation: 'shortened'}]->(c:Claim)
MATCH (whole:Statement {id: c.representative})
WHERE s.folded IS NOT NULL AND whole.folded IS NOT NULL
  AND ($words IS NULL OR ALL(w IN split($words, ' ') WHERE c.folded CONTAINS substring(w, 1)))
OPTIONAL MATCH (a)-[:PUBLISHED_BY]->(o:Outlet)
WITH c, a, o, s, whole, [w IN split(whole.folded, ' ') WHERE NOT w IN split(s.folded, ' ')] AS cut
RETURN c.text AS claim, a.published AS published, o.name AS outlet, s.part AS part, s.text AS wording, cut, size(cut) AS words, s.id AS id
ORDER BY words DESC, published, id
LIMIT $limit
// browser
MATCH p = (:Article)-[:CONTAINS]->(:Statement)-[:EXPRESSES {relation: 'shortened'}]->(c:Claim)
WHERE $words IS NULL OR ALL(w IN split($words, ' ') WHERE c.folded CONTAINS substring(w, 1))
RETURN p
LIMIT $limit
