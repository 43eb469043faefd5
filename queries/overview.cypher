// What is in the graph: how many nodes of each label, and edges of each type.
//
// The books (loads, decisions, schema) are left out.
MATCH (n)
WHERE NOT n:Load AND NOT n:Schema AND NOT n:Decision
RETURN 'node' AS kind, head([l IN labels(n) WHERE NOT l IN ['Speaker', 'Unsettled']]) AS name, count(*) AS count
UNION ALL
MATCH ()-[r]->()
WHERE type(r) <> 'LOADED_BY'
RETURN 'edge' AS kind, type(r) AS name, count(*) AS count
ORDER BY kind DESC, count DESC, name
// browser
MATCH p = (speaker:Speaker)-[:SAID]->(:Statement)<-[:CONTAINS]-(:Article)
RETURN p
LIMIT 100
