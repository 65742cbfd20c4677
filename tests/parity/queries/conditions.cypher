// Patterns as conditions, wherever they may stand.
MATCH (a:Person) WHERE (a)-->(a) RETURN a.uid ORDER BY a.uid
MATCH (a) WHERE (a)--(a) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-->(:Person {age: 41}) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-->({age: a.age}) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-[:CONTACT_OF {times: a.age}]->() RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)<-[:CONTACT_OF*1..2]-(:MEP) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a:MEP)-->() RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a {active: true})-->() RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-->()-->(:Country) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-[:MEMBER_OF]->()<-[:MEMBER_OF]-(a) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-[:CONTACT_OF]-()-[:CONTACT_OF]-(a) RETURN a.uid ORDER BY a.uid
- MATCH (a:Person), (b:Organization) WHERE (a)-[:MEMBER_OF]->(b)-[:LOCATED_IN]->() RETURN a.uid, b.uid ORDER BY a.uid, b.uid
- MATCH (a:Person), (b:Person) WHERE (a)-[:CONTACT_OF]->(b) AND (b)-[:CONTACT_OF]->(a) RETURN a.uid, b.uid ORDER BY a.uid, b.uid
- MATCH (a:Person), (b:Person) WHERE NOT (a)--(b) AND a.uid < b.uid RETURN count(*)
- MATCH (a:Person), (b:Person) WHERE (a)-[:CONTACT_OF*2]-(b) AND a.uid < b.uid RETURN count(*)
MATCH (a:Person) WHERE NOT ((a)-->(:Committee) OR (a)-->(:Network)) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-->(:Committee) XOR (a)-->(:Network) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE NOT (a)-->(:Committee) = true RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-->(:Committee) = a.active RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.active = (a)-->(:Committee) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE CASE WHEN (a)-->(:Committee) THEN a.active ELSE true END RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE [x IN [a] WHERE (x)-->(:Committee)] = [] RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE any(x IN [a] WHERE (x)-->(:Committee)) RETURN a.uid ORDER BY a.uid
MATCH (a:Person)-->(b) WITH a, collect(b) AS bs WHERE any(x IN bs WHERE (x)-->(a)) RETURN a.uid ORDER BY a.uid
MATCH (a:Person)-->(b) WITH a, collect(b) AS bs WHERE all(x IN bs WHERE (x)-->(:Country)) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WITH a WHERE (a)-->(:Committee) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) OPTIONAL MATCH (a)-[:MEMBER_OF]->(b) WHERE (b)-->(:Country) RETURN a.uid, b.uid ORDER BY a.uid, b.uid
MATCH (a:Person) OPTIONAL MATCH (a)-[:HOLDS]->(b) WITH a, b WHERE (b)-->() RETURN a.uid ORDER BY a.uid
MATCH (a:Person) OPTIONAL MATCH (a)-[:HOLDS]->(b) WITH a, b WHERE NOT (b)-->() RETURN a.uid ORDER BY a.uid
MATCH (a:Person)-[r]->(b) WHERE (a)-[r]->(b) RETURN count(r)
MATCH (a:Person) WHERE EXISTS { (a)-->(b) WHERE (b)-->(a) } RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE COUNT { (a)-->(b) WHERE NOT (b)-->(:Country) } > 1 RETURN a.uid ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, size([(a)-->(b) WHERE (b)-->(:Country) | b]) AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, [x IN [a] WHERE (x)-->(:Committee) | x.uid] AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, any(x IN [a] WHERE (x)-->(:Committee)) AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, NOT (a)-->(:Committee) AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, (a)-->(:Committee) AND true AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, exists((a)-->(:Committee)) AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, [exists((a)-->(:Committee)), 1] AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, [(a)-->(:Committee), 1] AS n ORDER BY a.uid
MATCH (a:Person) WITH a, exists((a)-->(:Committee)) AS e WHERE e RETURN a.uid ORDER BY a.uid
MATCH (a:Person) RETURN a.uid ORDER BY exists((a)-->(:Committee)), a.uid
MATCH (a:Person) WITH a ORDER BY (a)-->(:Committee), a.uid RETURN a.uid
MATCH (a:Person) WHERE (a)-->(x:Committee) RETURN a.uid ORDER BY a.uid
MATCH (a:Person WHERE (a)-->(:Committee)) RETURN a.uid ORDER BY a.uid
MATCH (a:Person)-[r WHERE (a)-->(:Committee)]->() RETURN count(r)
MATCH (a:Person) RETURN sum(CASE WHEN (a)-->(:Committee) THEN 1 ELSE 0 END) AS n
MATCH (a:Person) RETURN count(CASE WHEN exists((a)-->(:Committee)) THEN 1 END) AS n
UNWIND [1] AS k MATCH (a:Person) WHERE k = 1 AND NOT (a)<--() RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)--() AND (a)-[:LOCATED_IN]->() OR NOT (a)-[:MEMBER_OF]->() RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE ((a)-[:LOCATED_IN]->()) IN [true] RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-[:LOCATED_IN]->() IS NOT NULL RETURN count(a)
