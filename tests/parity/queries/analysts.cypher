// What analysts ask: several clauses, groups, days, tops, shares.
MATCH (a:Person)-[r]->(b)-[s]->(c) WHERE r <> s RETURN count(*)
MATCH (a:Person)-[r]->(b), (a)-[s]->(c) RETURN count(*)
MATCH (a:Person)-[r]->(b), (a)-[s]->(c) WHERE b = c RETURN count(*)
MATCH (a)-[r:CONTACT_OF]->(b) MATCH (a)-[r]->(c) RETURN count(*)
- MATCH (a)-[r:CONTACT_OF]->(b) WITH r MATCH (x)-[r]-(y) RETURN count(*)
MATCH (a)-[r:CONTACT_OF]->(b) WITH a, b, count(r) AS c WHERE c > 1 RETURN a.uid, b.uid, c ORDER BY a.uid, b.uid
- MATCH (a:Person)-[r1:MEMBER_OF]->(o), (b:Person)-[r2:MEMBER_OF]->(o) WHERE a.uid < b.uid RETURN count(*)
MATCH (a:Person) OPTIONAL MATCH (a)-[r]->(b), (b)-[s]->(c) RETURN a.uid, count(c) AS n ORDER BY a.uid
MATCH (a:Person) OPTIONAL MATCH (a)-[:MEMBER_OF]->(b) OPTIONAL MATCH (b)-[:LOCATED_IN]->(c) RETURN a.uid, count(DISTINCT b) AS n, count(DISTINCT c) AS m ORDER BY a.uid
MATCH (a:Person) OPTIONAL MATCH (a)-[r:MEMBER_OF]->(b) WHERE a.age > 40 RETURN a.uid, count(b) AS n ORDER BY a.uid
MATCH (a:Person) OPTIONAL MATCH (a)-[r:MEMBER_OF]->(b) WITH a, collect(b) AS bs RETURN a.uid, size(bs) AS n, [x IN bs WHERE x.size > 3 | x.size] = [] AS e ORDER BY a.uid
MATCH (a:Person) WITH a LIMIT 0 OPTIONAL MATCH (b:Person) RETURN count(b)
MATCH (a:Person) WITH a ORDER BY a.uid LIMIT 3 MATCH (a)-->(b) RETURN a.uid, count(b) AS c ORDER BY a.uid
MATCH (a:Person) WITH a ORDER BY a.uid SKIP 20 MATCH (a)--(b) RETURN a.uid, count(b) AS c ORDER BY a.uid
MATCH (a:Person) WITH count(a) AS n MATCH (b:Person) WITH n, b.age AS age, count(*) AS c RETURN age, c, 100 * c / n AS percent, round(100.0 * c / n, 1) AS p ORDER BY age
MATCH (a:Person) WITH collect(a.uid) AS us MATCH (b:Person) WHERE b.uid IN us RETURN count(b)
MATCH (a:Person) WITH a, size(a.tags) AS n WHERE n > 1 RETURN n, count(*) AS c ORDER BY n
MATCH (a:Person)-[:MEMBER_OF]->(o) WITH o, count(DISTINCT a) AS n ORDER BY n DESC, o.uid LIMIT 3 RETURN o.uid, n
- MATCH (a:Person)-[:MEMBER_OF]->(o) WITH o, collect(DISTINCT a) AS l UNWIND l AS x UNWIND l AS y WITH o, x, y WHERE x.uid < y.uid RETURN o.uid, count(*) AS pairs ORDER BY o.uid
MATCH (a:Person)-[:MEMBER_OF]->(o) WITH a, collect(DISTINCT o.uid) AS os WHERE size(os) >= 2 RETURN a.uid, size(os) AS n ORDER BY a.uid
MATCH (a:Person) WHERE a.age = 41 OR a.score > 1 XOR a.active RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.age > 40 AND NOT a.active OR a.score IS NULL RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE NOT (a.age > 40 AND a.active) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE NOT a.age > 40 AND a.active RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE (a.age > 40) = a.active RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.age > 40 = a.active RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.age IN [41, null] RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE NOT a.age IN [41, 52] RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE NOT a.age IN [41, null] RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.age IN [41.0] RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.age = 41.0 RETURN a.uid ORDER BY a.uid
MATCH (a:Person {age: 41.0}) RETURN a.uid ORDER BY a.uid
MATCH (a:Person {nothing: null}) RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.born > '1970-01-01' RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.born = '1970-01-01' OR a.age > 50 RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.name > 5 OR a.age > 50 RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.name < a.odd RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.age + a.score > 42 RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.name CONTAINS a.uid OR a.odd CONTAINS '1' RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE size(a.name) > 5 RETURN count(a)
MATCH (a:Person)-[r:MEMBER_OF]->(b) WHERE r.role IN ['CHAIR'] AND b:Committee RETURN r.uid ORDER BY r.uid
MATCH (a:Person)-[r]->(b) WHERE type(r) = 'MEMBER_OF' RETURN count(r)
~ MATCH (a:Person)-[r]->(b) WHERE type(r) IN ['MEMBER_OF', 'CONTACT_OF'] AND r.weight >= 0.5 RETURN type(r) AS t, sum(r.weight) AS w, avg(r.weight) AS v, min(r.times) AS m, max(r.times) AS x, sum(r.times) AS s ORDER BY t
MATCH (a:Person)-[r]->(b) WHERE r.valid_from IS NULL RETURN count(r)
MATCH (a)-[r]->(b) WHERE startNode(r) = a AND endNode(r) = b RETURN count(r)
MATCH (a:Person)-[:CONTACT_OF]-(b:Person) WHERE a.uid < b.uid RETURN DISTINCT a.uid AS x, b.uid AS y ORDER BY x, y
MATCH (a:Person {uid:'p01'})-[:CONTACT_OF*1..2]-(b:Person) WHERE b <> a RETURN count(DISTINCT b)
MATCH (a:Person {uid:'p01'})-[:CONTACT_OF*1..4]-(b:Person) RETURN count(*)
MATCH (a:Person {uid:'p01'})-[:CONTACT_OF|MEMBER_OF*1..3]-(b:Person) RETURN b.uid AS u, count(*) AS c ORDER BY u
MATCH (a:Person {uid:'p01'})-[:CONTACT_OF]-(x)-[:MEMBER_OF]->(o) RETURN o.uid, count(DISTINCT x) AS n ORDER BY n DESC, o.uid
MATCH (a:Person {uid:'p01'})-[*1..2]->(b:Country) RETURN DISTINCT b.name ORDER BY b.name
MATCH (o:Organization)-[:SUB_ORGANIZATION_OF*0..3]->(p:Organization) RETURN o.uid, p.uid, count(*) AS c ORDER BY o.uid, p.uid
MATCH (o:Organization) WHERE NOT EXISTS { (o)-[:SUB_ORGANIZATION_OF]->() } RETURN o.uid ORDER BY o.uid
MATCH (a)-[:CONTACT_OF*3]->(a) RETURN count(*)
MATCH (a)-[:CONTACT_OF]->(b)-[:CONTACT_OF]->(c)-[:CONTACT_OF]->(a) RETURN count(*)
MATCH (a)-[:CONTACT_OF]-(b)-[:CONTACT_OF]-(c)-[:CONTACT_OF]-(a) RETURN count(*)
MATCH p = (a:Person {uid:'p01'})-[:CONTACT_OF]->(b)-[:MEMBER_OF]->(c) RETURN [n IN nodes(p) | n.uid] AS u, length(p) AS l ORDER BY u
MATCH p = (a:Person {uid:'p01'})-->() RETURN nodes(p)[0].uid AS a, last(nodes(p)).uid AS b, head(relationships(p)).uid AS r ORDER BY r
MATCH p = (a:Person {uid:'p01'})-[*1..2]->() WITH p, reduce(w = 0.0, r IN relationships(p) | w + r.weight) AS w RETURN length(p) AS l, w, count(*) AS c ORDER BY l, w
MATCH p = (a:Person {uid:'p01'})-[*1..2]->(b) WHERE length(p) = 2 RETURN count(*)
MATCH p = (a:Person)-[:MEMBER_OF]->(b)-[:LOCATED_IN]->(c) WHERE any(n IN nodes(p) WHERE n:Committee) RETURN count(*)
MATCH (a:Person) RETURN a.uid, [(a)-[:MEMBER_OF]->(b:Committee) | b.size] = [] AS none ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, size([(a)-[:CONTACT_OF]-(b)-[:MEMBER_OF]->(c) | c.uid]) AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, size([p = (a)-[:CONTACT_OF*1..2]->() | length(p)]) AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, reduce(s = 0, x IN [(a)-[r]->() | r.weight] | s + x) AS n ORDER BY a.uid
MATCH (a:Person) WITH a, [(a)-[:MEMBER_OF]->(b) | b.uid] AS l RETURN a.uid, size(l) AS n, 'b1' IN l AS x ORDER BY a.uid
MATCH (a:Person) WHERE EXISTS { MATCH (a)-[:MEMBER_OF]->(b) WITH b, 1 AS one WHERE b.size > 3 RETURN one } RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE EXISTS { MATCH (a)-[:MEMBER_OF]->(b) RETURN b UNION MATCH (a)-[:LOCATED_IN]->(b) RETURN b } RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE COUNT { (a)-[:MEMBER_OF]->(:Committee) } = COUNT { (a)-[:MEMBER_OF]->(:Network) } RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WITH a, COUNT { (a)-[:CONTACT_OF]-() } AS d RETURN d, count(*) AS n ORDER BY d
MATCH (a:Person) WITH a, EXISTS { (a)-[:MEMBER_OF]->(:Committee) } AS e RETURN e, count(*) AS n ORDER BY e
MATCH (a:Person) RETURN a.uid, COUNT { (a)-[:CONTACT_OF]->(b:Person) WHERE b.age > a.age } AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, COUNT { MATCH (a)-[:CONTACT_OF]->(b:Person) WHERE b.age > a.age RETURN b } AS n ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, EXISTS { MATCH (a)-[:CONTACT_OF]->(b:Person) WHERE b.active } AS n ORDER BY a.uid
MATCH (a:Person) CALL (a) { WITH a WHERE a.age > 40 RETURN a.age AS x } RETURN a.uid, x ORDER BY a.uid
MATCH (a:Person) CALL { WITH a WITH a WHERE a.age > 40 RETURN a.age AS x } RETURN a.uid, x ORDER BY a.uid
MATCH (a:Person) CALL (a) { MATCH (a)-[:MEMBER_OF]->(b) RETURN max(b.size) AS m, count(*) AS n } WITH a, m, n WHERE n > 1 RETURN a.uid, m, n ORDER BY a.uid
MATCH (o:Organization) CALL (o) { MATCH (a)-[r:MEMBER_OF]->(o) RETURN a.uid AS u, r.weight AS w ORDER BY w DESC, u, r.uid LIMIT 2 } RETURN o.uid, u, w ORDER BY o.uid, w DESC, u
UNWIND [1, 2] AS x CALL (x) { UNWIND range(1, 3) AS y WITH y WHERE y <> x RETURN sum(y) AS s } RETURN x, s
UNWIND [1, 2] AS x CALL (x) { RETURN x * 10 AS y UNION ALL RETURN x * 100 AS y } RETURN x, y ORDER BY x, y
CALL { MATCH (a:Person) RETURN count(a) AS n } CALL { MATCH (a:Organization) RETURN count(a) AS m } RETURN n, m
UNWIND ['p01', 'p02', 'nobody'] AS u OPTIONAL MATCH (a:Person {uid: u}) RETURN u, a.age
UNWIND ['p01', 'p02', 'nobody'] AS u MATCH (a:Person {uid: u}) RETURN u, a.age ORDER BY u
UNWIND [{u: 'p01', k: 1}, {u: 'p02', k: 2}] AS row MATCH (a:Person {uid: row.u}) RETURN row.k AS k, a.age ORDER BY k
MATCH (a:Person) WITH a.age AS age, collect({u: a.uid, s: a.score}) AS l RETURN age, size(l) AS n, [x IN l WHERE x.s > 1 | x.u] = [] AS e ORDER BY age
MATCH (a:Person) WITH a ORDER BY a.age DESC, a.uid WITH collect(a.uid)[0..3] AS top RETURN top
MATCH (a:Person) WITH a ORDER BY a.uid WITH a.active AS k, collect(a.uid) AS l RETURN k, l[0] AS first, l[-1] AS last, size(l) AS n ORDER BY k
MATCH (a:Person) WITH DISTINCT a.age AS age ORDER BY age RETURN collect(age) AS l
MATCH (a:Person) RETURN DISTINCT a.age IS NULL AS n, a.active AS b ORDER BY n, b
MATCH (a:Person) RETURN DISTINCT labels(a) AS l, count(*) AS c ORDER BY c, l
MATCH (a:Person) RETURN a.uid ORDER BY a.score DESC, a.age, a.uid LIMIT 7
MATCH (a:Person) RETURN a.uid AS u ORDER BY a.score * -1, u DESC SKIP 5 LIMIT 5
MATCH (a:Person) RETURN a.uid AS u, a.name AS n ORDER BY n DESC, u
MATCH (a:Person) RETURN a.name AS n, a.uid AS u ORDER BY toUpper(n), u
MATCH (a)-[r]->(b) RETURN a.uid, type(r), b.uid, r.weight ORDER BY r.weight DESC, r.uid LIMIT 20
MATCH (a:Person) WITH a, CASE WHEN a.age < 40 THEN 'young' WHEN a.age < 60 THEN 'middle' WHEN a.age IS NULL THEN 'unknown' ELSE 'old' END AS g RETURN g, count(*) AS c ORDER BY g
MATCH (a:Person) RETURN CASE a.active WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '?' END AS x, count(*) AS c ORDER BY x
MATCH (a:Person) RETURN sum(CASE WHEN a.active THEN 1 ELSE 0 END) AS yes, count(CASE WHEN a.age > 40 THEN 1 END) AS old, avg(CASE WHEN a.active THEN a.age END) AS v
MATCH (a:Person) RETURN coalesce(a.score, a.age, -1) AS x, a.uid ORDER BY a.uid
MATCH (a:Person) RETURN a.uid, size([t IN a.tags WHERE t IN ['x', 'y']]) AS n ORDER BY a.uid
- MATCH (a:Person), (b:Person) WHERE a.uid < b.uid AND any(t IN a.tags WHERE t IN b.tags) RETURN count(*)
MATCH (a:Person) WITH reduce(l = [], x IN collect(a.tags) | l + x) AS all UNWIND all AS t RETURN t, count(*) AS c ORDER BY t
MATCH (n) RETURN count(n), count(DISTINCT labels(n)), sum(size(labels(n)))
~ MATCH (n) WITH n, COUNT { (n)--() } AS d RETURN max(d), min(d), avg(d), sum(d)
MATCH (n) WHERE NOT (n)--() RETURN n.uid ORDER BY n.uid
MATCH (n) WHERE NOT EXISTS { (n)--() } RETURN n.uid ORDER BY n.uid
MATCH ()-[r]->() RETURN count(r), count(DISTINCT type(r)), sum(r.weight), sum(r.times)
MATCH (a:Person) WHERE a.uid >= 'p05' AND a.uid < 'p10' RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE 'p05' <= a.uid < 'p10' RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a.born.year >= 1980 RETURN a.uid, a.born.year AS y, a.born.month AS m ORDER BY y, m, a.uid
MATCH (a:Person) WHERE a.born IS NOT NULL WITH a.born AS b ORDER BY b RETURN collect(toString(b))[0..3] AS l
MATCH (a:Person) WHERE a.born IS NOT NULL RETURN a.born.year / 10 * 10 AS decade, count(*) AS c ORDER BY decade
MATCH (a:Person) RETURN min(a.born) AS first, max(a.born) AS last, count(a.born) AS n, count(DISTINCT a.born.year) AS y
MATCH ()-[r]->() WHERE r.valid_from + duration('P1Y') > date('2024-01-01') RETURN count(r)
MATCH ()-[r]->() WHERE r.valid_to - duration({days: 400}) = r.valid_from RETURN count(r)
MATCH ()-[r]->() WHERE duration.inDays(r.valid_from, r.valid_to).days = 400 RETURN count(r)
MATCH ()-[r]->() RETURN r.uid, duration.between(r.valid_from, date('2026-01-01')) AS d ORDER BY r.uid
MATCH ()-[r]->() RETURN r.uid, duration.inMonths(r.valid_from, date('2026-01-01')).months AS d ORDER BY r.uid
MATCH (a:Person {uid:'p01'}) RETURN a:MEP AS x, a:Person:MEP AS y, a:Official AS z, 'MEP' IN labels(a) AS w
MATCH (a:Person) WHERE a:MEP AND NOT a:Official RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WHERE a:MEP XOR a:Official RETURN a.uid ORDER BY a.uid
MATCH (a:MEP)-[:MEMBER_OF]->(b:Committee|Network) RETURN count(*)
MATCH (a:Person)-[:MEMBER_OF]->(b) WHERE b:Committee|Network RETURN count(*)
MATCH (a {uid: 'p01'}) RETURN a.name
MATCH (a) WHERE a.uid STARTS WITH 'p0' RETURN count(a)
MATCH (a) WHERE a.name IS NOT NULL AND a.size IS NOT NULL RETURN a.uid ORDER BY a.uid
MATCH (a:Person) WITH a, a.age > 40 AS old RETURN old, count(*) AS c ORDER BY old
MATCH (a:Person) WITH {name: a.name, age: a.age} AS m RETURN m.age AS age, count(*) AS c ORDER BY age
MATCH (a:Person) RETURN {k: a.age, l: [a.active]} AS m, count(*) AS c ORDER BY c LIMIT 0
MATCH (a:Person)-[r:MEMBER_OF]->(b:Organization) RETURN b.uid AS body, collect(DISTINCT r.role) = [] AS e, count(r) AS n ORDER BY body
MATCH (a:Person)-[r:MEMBER_OF]->(b) WITH a, r, b ORDER BY r.valid_from DESC, r.uid WITH a, head(collect(b)) AS latest RETURN a.uid, latest.uid ORDER BY a.uid
MATCH (a:Person)-[r:MEMBER_OF]->(b) WITH a, max(r.valid_from) AS d MATCH (a)-[s:MEMBER_OF]->(c) WHERE s.valid_from = d RETURN a.uid, c.uid, d ORDER BY a.uid, c.uid, s.uid
MATCH (a:Person) RETURN a.uid, a.score IS NULL OR a.score < 0 AS x ORDER BY a.uid
MATCH (a:Person) RETURN any(x IN collect(a.score) WHERE x < 0) AS x, all(x IN collect(a.age) WHERE x > 0) AS y
MATCH (a:Person)-[]-(b) RETURN count(b)
MATCH (a:Person)--()--(b:Country) RETURN count(DISTINCT b)
MATCH (:Person)-[r:MEMBER_OF]->(:Committee) RETURN count(r)
MATCH (a:Person)<--(b) RETURN count(*)
MATCH (a:Person)-[r]-(b:Person) RETURN count(r), count(DISTINCT r)
MATCH (a:Person) WHERE a.nothing > 1 OR a.nothing <= 1 RETURN count(a)
MATCH (a:Person) RETURN a.age AS `age in years`, count(*) AS `how many` ORDER BY `how many` DESC, `age in years`
MATCH (a:Person) RETURN a.age, count(*) ORDER BY count(*) DESC, a.age
~ MATCH (a:Person) RETURN a.age AS g, avg(a.score) AS v ORDER BY v, g
MATCH (a:Person) RETURN a.active AS k, sum(a.score) AS v ORDER BY v DESC, k
MATCH (a:Person) RETURN a.score AS s, toInteger(a.score) AS i, round(a.score) AS r, ceil(a.score) AS c, floor(a.score) AS f, abs(a.score) AS b, sign(a.score) AS g ORDER BY a.uid
MATCH (a:Person) RETURN a.age / 10 AS d, a.age / 10.0 AS e, a.age % 10 AS m, -a.age AS n, a.age ^ 2 AS p ORDER BY a.uid
- MATCH (a:Person)-[:MEMBER_OF]->(o:Organization)<-[:MEMBER_OF]-(b:Person) WITH a, b, count(DISTINCT o) AS c WHERE c > 1 AND a.uid < b.uid RETURN a.uid, b.uid, c ORDER BY a.uid, b.uid
- MATCH (a:Person)-[:MEMBER_OF]->(o)<-[:MEMBER_OF]-(b:Person) WHERE a.uid < b.uid RETURN a.uid, b.uid, count(DISTINCT o) AS c ORDER BY c DESC, a.uid, b.uid LIMIT 20
