// Patterns, paths, OPTIONAL MATCH, subqueries, UNION, UNWIND, projections, order.
MATCH (n:MEP) RETURN n.uid ORDER BY n.uid LIMIT 5
MATCH (n:Person:MEP) RETURN count(n)
MATCH (n) WHERE n:MEP OR n:Official RETURN count(n)
MATCH (n:MEP|Official) RETURN count(n)
MATCH (n:MEP&!Official) RETURN count(n)
MATCH (n:!Person) RETURN count(n)
MATCH (n:%) RETURN count(n)
MATCH (n:Person&(MEP|Official)) RETURN count(n)
MATCH (n) WHERE n:Person&!MEP RETURN count(n)
MATCH (n) WHERE NOT n:Person RETURN count(n)
MATCH (n:Person) RETURN n:MEP AS m, count(*) AS c ORDER BY m
MATCH (n:Person) RETURN n.uid, labels(n) ORDER BY n.uid LIMIT 10
MATCH (n:Person) UNWIND labels(n) AS l RETURN l, count(*) AS c ORDER BY l
MATCH (n:Nothing) RETURN n
MATCH (n)-[:NOTHING]->(m) RETURN n
MATCH (n)-[r]->(m) RETURN type(r) AS t, count(*) AS c ORDER BY t
MATCH (n)-[r:MEMBER_OF|CONTACT_OF]->(m) RETURN type(r) AS t, count(*) AS c ORDER BY t
MATCH (n)-[r:MEMBER_OF|:CONTACT_OF]->(m) RETURN count(*) AS c
MATCH (n)-[r]-(m) RETURN count(*) AS c
MATCH (n)<-[r]-(m) RETURN count(*) AS c
MATCH (n)--(n) RETURN count(*) AS c
MATCH (n)-->(n) RETURN n.uid ORDER BY n.uid
MATCH (n)-[r]-(n) RETURN n.uid, r.uid ORDER BY r.uid
MATCH (n)-[r]-(m) WHERE n = m RETURN count(r)
MATCH (n)-[r]-(m) RETURN n.uid, count(DISTINCT r) AS c, count(r) AS d ORDER BY n.uid
- MATCH (a)-[r]-(b)-[s]-(c) RETURN count(*) AS c
MATCH (a)-->(b)-->(c) RETURN count(*) AS c
MATCH (a)-->(b)-->(a) RETURN count(*) AS c
MATCH (a)-[r]->(b), (b)-[s]->(c) RETURN count(*) AS c
MATCH (a)-[r]->(b) MATCH (b)-[s]->(c) RETURN count(*) AS c
- MATCH (a)-[r]->(b)<-[s]-(c) RETURN count(*) AS c
MATCH (a)-[r]->(b)<-[s]-(a) RETURN count(*) AS c
MATCH (a)-[*1..2]->(b) RETURN count(*) AS c
MATCH (a)-[*2]->(b) RETURN count(*) AS c
MATCH (a:Person)-[*0..1]->(b) RETURN count(*) AS c
MATCH (a:Person)-[*0]->(b) RETURN count(*) AS c, count(DISTINCT a) AS d
MATCH (a:Person {uid:'p01'})-[*..3]-(b) RETURN count(*) AS c
MATCH (a:Person {uid:'p01'})-[*1..3]-(b) RETURN DISTINCT b.uid AS u ORDER BY u
MATCH (a:Person {uid:'p01'})-[:CONTACT_OF*1..3]->(b) RETURN b.uid AS u, count(*) AS c ORDER BY u
MATCH (a:Person {uid:'p01'})-[r:CONTACT_OF*1..2]->(b) RETURN b.uid AS u, size(r) AS s, [x IN r | x.uid] AS l ORDER BY l
MATCH p = (a:Person {uid:'p01'})-[:CONTACT_OF*1..2]->(b) RETURN length(p) AS l, [x IN nodes(p) | x.uid] AS n, [x IN relationships(p) | x.uid] AS r ORDER BY r
MATCH p = (a:Person)-[:CONTACT_OF*1..2]->(b:Person) WHERE all(x IN nodes(p) WHERE x.age > 30) RETURN [x IN nodes(p) | x.uid] AS n, [x IN relationships(p) | x.uid] AS r ORDER BY r
MATCH p = (a:Person)-[:CONTACT_OF*1..3]->(b:Person) WHERE all(x IN relationships(p) WHERE x.valid_from >= date('2022-01-01')) RETURN count(p)
MATCH p = (a:Person)-[:CONTACT_OF*2..2]->(b:Person) WHERE none(x IN nodes(p) WHERE x.active) RETURN count(p)
MATCH p = (a:Person)-[:CONTACT_OF*1..3 {role:'CHAIR'}]->(b) RETURN count(p)
MATCH p = (a:Person)-[:CONTACT_OF*1..2 {role:'MEMBER'}]-(b) RETURN count(p)
MATCH (a:Person)-[r:CONTACT_OF WHERE r.weight > 0.5]->(b) RETURN count(r)
MATCH (a:Person WHERE a.age > 40)-->(b) RETURN count(*)
MATCH (a:Person {age: 41, active: true}) RETURN a.uid ORDER BY a.uid
MATCH p = (a:Person {uid:'p01'})-[:MEMBER_OF]->(b) RETURN p ORDER BY b.uid
MATCH (a:Person {uid:'p01'})-[r]->(b) RETURN r ORDER BY r.uid
MATCH (a:Person {uid:'p01'}) RETURN a, a.nothing AS x
MATCH (a:Person {uid:'p01'}), (b:Person {uid:'p02'}) RETURN a.uid, b.uid
- MATCH (a:Person), (b:Country) WHERE a.name < b.name RETURN count(*)
MATCH p = shortestPath((a:Person {uid:'p01'})-[*..6]-(b:Person {uid:'p09'})) RETURN length(p)
MATCH (a:Person {uid:'p01'}), (b:Person) WHERE a <> b MATCH p = shortestPath((a)-[*..6]-(b)) RETURN b.uid, length(p) AS l ORDER BY b.uid
MATCH (a:Person {uid:'p01'}), (b:Person) WHERE a <> b MATCH p = shortestPath((a)-[:CONTACT_OF*..6]->(b)) RETURN b.uid, length(p) AS l ORDER BY b.uid
MATCH (a:Person {uid:'p01'}), (b:Person) WHERE a <> b OPTIONAL MATCH p = shortestPath((a)-[:CONTACT_OF*..6]->(b)) RETURN b.uid, length(p) AS l ORDER BY b.uid
MATCH (a:Person {uid:'p01'}), (b:Person) WHERE a <> b MATCH p = allShortestPaths((a)-[:CONTACT_OF*..6]-(b)) RETURN b.uid, length(p) AS l, count(*) AS c ORDER BY b.uid
MATCH (a:Person {uid:'p01'}), (b:Person {uid:'p09'}) RETURN length(shortestPath((a)-[*..6]-(b))) AS l
MATCH (a:Person {uid:'p01'}), (b:Person) MATCH p = shortestPath((a)-[*1..6]-(b)) RETURN b.uid, length(p) AS l ORDER BY b.uid
MATCH p = shortestPath((a:Person {uid:'p01'})-[:CONTACT_OF|MEMBER_OF*..4]-(b:Country)) RETURN b.uid, length(p) ORDER BY b.uid
MATCH (a:Person {uid:'p01'}) OPTIONAL MATCH (a)-[r:HOLDS]->(x) RETURN a.uid, r, x
MATCH (a:Person) OPTIONAL MATCH (a)-[r:MEMBER_OF]->(b:Committee) RETURN a.uid, count(b) AS c, collect(b.uid) AS l ORDER BY a.uid LIMIT 0
MATCH (a:Person) OPTIONAL MATCH (a)-[r:MEMBER_OF]->(b:Committee) RETURN a.uid, count(b) AS c, count(DISTINCT b) AS d ORDER BY a.uid
MATCH (a:Person) OPTIONAL MATCH (a)-[r:MEMBER_OF]->(b:Committee) WHERE r.role = 'CHAIR' RETURN a.uid, count(b) AS c ORDER BY a.uid
MATCH (a:Person) OPTIONAL MATCH (a)-[r:MEMBER_OF]->(b:Committee) WITH a, b WHERE b IS NULL RETURN a.uid ORDER BY a.uid
MATCH (a:Person) OPTIONAL MATCH (a)-[:MEMBER_OF]->(b)-[:LOCATED_IN]->(c) RETURN a.uid, b.uid, c.uid ORDER BY a.uid, b.uid, c.uid
OPTIONAL MATCH (a:Nothing) RETURN a
OPTIONAL MATCH (a:Nothing)-[r]->(b) RETURN a, r, b, a.x, type(r), labels(b), properties(a), keys(a), a:Person
OPTIONAL MATCH (a:Nothing) OPTIONAL MATCH (a)-->(b) RETURN a, b
OPTIONAL MATCH (a:Nothing) OPTIONAL MATCH (b:Person {uid:'p01'}) RETURN a, b.uid
OPTIONAL MATCH (a:Nothing) MATCH (a)-->(b) RETURN a, b
OPTIONAL MATCH (a:Nothing) WITH a MATCH (b:Person {uid:'p01'})-->(a) RETURN b
OPTIONAL MATCH p = (a:Nothing)-->(b) RETURN p, length(p), nodes(p), relationships(p)
MATCH (a:Person) WHERE (a)-[:MEMBER_OF]->() RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE NOT (a)-[:MEMBER_OF]->() RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-[:MEMBER_OF]->(:Committee) AND a.age > 40 RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-[:MEMBER_OF]->(:Committee) OR a.age > 40 RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE exists((a)-[:MEMBER_OF]->(:Committee)) RETURN a.uid ORDER BY a.uid
- MATCH (a:Person), (b:Person) WHERE a.uid < b.uid AND (a)-->(b) RETURN a.uid, b.uid ORDER BY a.uid, b.uid
- MATCH (a:Person), (b:Person) WHERE a.uid < b.uid AND (a)--(b) AND NOT (a)-->(b) RETURN a.uid, b.uid ORDER BY a.uid, b.uid
MATCH (a:Person) WHERE (a)-[:CONTACT_OF*2..2]->(:Organization) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a)-[:CONTACT_OF {role:'CHAIR'}]->() RETURN a.uid ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, (a)-[:MEMBER_OF]->(:Committee) AS x ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, size([(a)-[:MEMBER_OF]->(b) | b]) AS x ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, CASE WHEN (a)-[:MEMBER_OF]->(:Committee) THEN 1 ELSE 0 END AS x ORDER BY a.uid
MATCH (a:Person) WHERE EXISTS { (a)-[:MEMBER_OF]->(:Committee) } RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE NOT EXISTS { (a)-[:MEMBER_OF]->(:Committee) } RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE EXISTS { (a)-[r:MEMBER_OF]->(b:Committee) WHERE r.role = 'CHAIR' } RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE EXISTS { MATCH (a)-[r:MEMBER_OF]->(b) MATCH (b)-[:LOCATED_IN]->(c) RETURN c } RETURN a.uid ORDER BY a.uid
- MATCH (a:Person) WHERE EXISTS { MATCH (a)-[:MEMBER_OF]->(b)<-[:MEMBER_OF]-(c) WHERE c <> a AND c.age > a.age } RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE EXISTS { (a)-->(b) WHERE EXISTS { (b)-->(:Country) } } RETURN a.uid ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, COUNT { (a)-[:MEMBER_OF]->() } AS c ORDER BY c DESC, a.uid
MATCH (a:Person) RETURN a.uid, COUNT { MATCH (a)-[:MEMBER_OF]->(b) RETURN DISTINCT b } AS c ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, COUNT { (a)-[r]-() WHERE r.weight > 0.5 } AS c ORDER BY a.uid
MATCH (a:Person) WHERE COUNT { (a)--() } > 5 RETURN a.uid ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, COLLECT { MATCH (a)-[:MEMBER_OF]->(b) RETURN b.uid ORDER BY b.uid } AS c ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, COUNT { MATCH (a)-->(b) RETURN b UNION MATCH (a)<--(b) RETURN b } AS c ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, [(a)-[r:MEMBER_OF]->(b) WHERE r.role = 'CHAIR' | b.uid] AS c ORDER BY a.uid LIMIT 0
MATCH (a:Person) CALL (a) { MATCH (a)-[:MEMBER_OF]->(b) RETURN count(b) AS c } RETURN a.uid, c ORDER BY a.uid
MATCH (a:Person) CALL { WITH a MATCH (a)-[:MEMBER_OF]->(b) RETURN count(b) AS c } RETURN a.uid, c ORDER BY a.uid
MATCH (a:Person) CALL (a) { MATCH (a)-[:MEMBER_OF]->(b) RETURN b ORDER BY b.uid LIMIT 1 } RETURN a.uid, b.uid ORDER BY a.uid
MATCH (a:Person) CALL (a) { OPTIONAL MATCH (a)-[:MEMBER_OF]->(b) RETURN b.uid AS u ORDER BY u DESC LIMIT 1 } RETURN a.uid, u ORDER BY a.uid
MATCH (a:Person) CALL (*) { MATCH (a)-->(b) RETURN count(*) AS c } RETURN a.uid, c ORDER BY a.uid
MATCH (a:Person) CALL () { MATCH (b:Country) RETURN count(*) AS c } RETURN a.uid, c ORDER BY a.uid LIMIT 3
CALL { MATCH (a:Person) RETURN a.uid AS u UNION MATCH (b:Country) RETURN b.uid AS u } RETURN u ORDER BY u
CALL { MATCH (a:Person) RETURN a.age AS u UNION ALL MATCH (b:Organization) RETURN b.size AS u } RETURN u, count(*) AS c ORDER BY u
MATCH (a:Person) CALL (a) { RETURN a.age AS x UNION RETURN a.score AS x } RETURN a.uid, x ORDER BY a.uid, x
MATCH (a:Person) CALL (a) { MATCH (a)-[r]->(b) WITH b, r ORDER BY r.uid RETURN collect(b.uid) AS l } RETURN a.uid, l ORDER BY a.uid
MATCH (a:Person) RETURN a.age AS x UNION MATCH (a:Organization) RETURN a.size AS x
MATCH (a:Person) RETURN a.age AS x UNION ALL MATCH (a:Organization) RETURN a.size AS x
MATCH (a:Person) RETURN a.age AS x ORDER BY x LIMIT 3 UNION ALL MATCH (a:Organization) RETURN a.size AS x ORDER BY x LIMIT 3
RETURN 1 AS x UNION RETURN 1.0 AS x
RETURN 1 AS x UNION RETURN '1' AS x
UNWIND [1, 2, 2, 3, null] AS x RETURN DISTINCT x
UNWIND [[1, 2], [1, 2], [2, 1]] AS x RETURN DISTINCT x
UNWIND [{a: 1}, {a: 1}, {a: 2}] AS x RETURN DISTINCT x
UNWIND [] AS x RETURN x
UNWIND null AS x RETURN x
UNWIND 5 AS x RETURN x
UNWIND [1, [2, 3], null, 'a', {b: 1}] AS x RETURN x
UNWIND range(1, 5) AS x UNWIND range(1, 3) AS y WITH x, y WHERE x < y RETURN x, y ORDER BY x DESC, y
MATCH (a:Person) RETURN a {.uid, .age, ties: COUNT { (a)--() }} AS m ORDER BY m.uid
MATCH (a:Person) RETURN a {.*} AS m ORDER BY a.uid
MATCH (a:Person) RETURN a {.nothing, .uid} AS m ORDER BY a.uid LIMIT 2
MATCH (a:Person)-[r:MEMBER_OF]->(b) RETURN r {.role, .weight, body: b.uid} AS m ORDER BY r.uid
WITH {a: 1, b: {c: [1, 2]}} AS m RETURN m.a, m.b.c[1], m['a'], m.x, keys(m)
WITH {a: 1, b: 2} AS m RETURN m {.a, c: 3} AS x
WITH {a: 1, b: 2} AS m, 5 AS k RETURN m {.*, k} AS x
MATCH (a:Person {uid:'p01'}) RETURN a['age'] AS x, a['no' + 'thing'] AS y
MATCH (a:Person) WITH a, a.age AS age ORDER BY age DESC, a.uid SKIP 3 LIMIT 4 RETURN a.uid, age
MATCH (a:Person) RETURN a.uid, a.age ORDER BY a.age, a.uid
MATCH (a:Person) RETURN a.uid, a.age ORDER BY a.age DESC, a.uid DESC
MATCH (a:Person) RETURN a.uid, a.name ORDER BY a.name, a.uid
MATCH (a:Person) RETURN a.uid, a.tags ORDER BY a.tags, a.uid
MATCH (a:Person) RETURN a.uid, a.born ORDER BY a.born, a.uid
MATCH (a:Person) RETURN a.uid, a.active ORDER BY a.active DESC, a.uid
MATCH (a:Person) RETURN a.uid, a.mixed ORDER BY a.mixed, a.uid
MATCH (a:Person) RETURN a.uid, a.mixed ORDER BY a.mixed DESC, a.uid
MATCH (a:Person) RETURN a.uid AS u ORDER BY size(a.tags) DESC, a.score, u
MATCH (a:Person) RETURN a.uid AS u ORDER BY a.active AND a.age > 40, u
MATCH (a:Person) RETURN a.uid AS u ORDER BY CASE WHEN a.age > 40 THEN 0 ELSE 1 END, u
MATCH (a:Person) RETURN a.uid AS u ORDER BY COUNT { (a)--() } DESC, u
MATCH (a:Person) RETURN a.uid AS u ORDER BY toLower(a.name), u
MATCH (a:Person) WITH a ORDER BY a.uid RETURN collect(a.uid) AS l
MATCH (a:Person) WITH a ORDER BY a.uid DESC LIMIT 3 RETURN collect(a.uid) AS l
MATCH (a:Person) WITH a.age AS age, a ORDER BY a.uid RETURN age, collect(a.uid) AS l ORDER BY age
UNWIND ['b', 'a', 'B', 'A', 'é', 'e', 'z', '', '10', '9', '_', 'Z'] AS x RETURN x ORDER BY x
UNWIND [[1, 2], [1], [], [1, null], [2], ['a'], [[1]], [1.5]] AS x RETURN x ORDER BY x
UNWIND [true, false, null] AS x RETURN x ORDER BY x
UNWIND [1, 1.0, 0.5, -1, 2] AS x RETURN x ORDER BY x
MATCH (n) RETURN n.uid ORDER BY n.uid SKIP 2 LIMIT 3
MATCH (n:Person) RETURN DISTINCT n.active AS a, n.age AS g ORDER BY a, g
