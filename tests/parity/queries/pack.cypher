// Questions to the starter pack.
MATCH (c:Call) RETURN c.deadline ORDER BY c.deadline, c.uid
MATCH (c:Call) WHERE c.deadline > date('2026-01-01') RETURN count(c)
MATCH (c:Call) WHERE c.deadline STARTS WITH '2026' RETURN count(c)
MATCH (c:Call) WHERE c.deadline < 'x' RETURN count(c)
MATCH (c:Call) RETURN min(c.deadline), max(c.deadline)
MATCH (c:Call) RETURN c.deadline = 'rolling' AS r, count(*) AS n ORDER BY r
MATCH (c:Call) RETURN toString(c.deadline) AS d, c.uid ORDER BY d, c.uid
MATCH (m:MEP)-[r:RAPPORTEUR_FOR]->(d:Dossier {uid: 'ep-procedure:2025-0059'}) MATCH (m)-[:MEMBER_OF]->(g:PoliticalGroup) RETURN m.name AS member, g.acronym AS political_group, r.role AS role ORDER BY member, role
MATCH (a:MEP)-[:MEMBER_OF]->(b:Delegation)<-[:MEMBER_OF]-(c:MEP) WHERE a.uid < c.uid RETURN count(*)
MATCH (n) UNWIND labels(n) AS l RETURN l, count(*) AS c ORDER BY l
MATCH ()-[r]->() RETURN type(r) AS t, count(*) AS c ORDER BY t
MATCH (n) RETURN n ORDER BY n.uid
MATCH ()-[r]->() RETURN r ORDER BY r.uid
MATCH (n:Person) RETURN n.name ORDER BY n.name, n.uid
MATCH (n:Person) RETURN n.name ORDER BY toLower(n.name), n.uid
MATCH (n:Organization) RETURN n.name ORDER BY n.name DESC, n.uid
MATCH (m:MEP)-[r:MEMBER_OF]->(g:PoliticalGroup) WHERE r.valid_from <= date('2026-06-01') AND (r.valid_to IS NULL OR r.valid_to >= date('2026-06-01')) RETURN g.acronym AS g, count(DISTINCT m) AS n ORDER BY n DESC, g
MATCH (m:MEP)-[:REPRESENTS]->(c:Country) RETURN c.name AS c, count(m) AS n ORDER BY n DESC, c
MATCH (m:MEP)-[r:MEMBER_OF]->(b:Committee) WHERE r.role <> 'MEMBER' RETURN b.name, r.role, count(*) AS n ORDER BY b.name, r.role
MATCH (o:Organization)-[:MEMBER_OF]->(n:Network) RETURN n.name, count(o) AS c ORDER BY c DESC, n.name
MATCH (a:Person)-[r:CONTACT_OF]-(b) WITH a, count(r) AS c RETURN a.name, c ORDER BY c DESC, a.name LIMIT 30
MATCH (a:Person)-[r:CONTACT_OF]->(b:Person) RETURN a.uid, b.uid, r.valid_from ORDER BY r.valid_from, r.uid
MATCH (n) WHERE n.invented RETURN count(n)
MATCH (n) WHERE n.name =~ '(?i).*committee.*' RETURN n.name ORDER BY n.name, n.uid
MATCH (n) WHERE toLower(n.name) CONTAINS 'rights' RETURN n.name ORDER BY n.name, n.uid
MATCH ()-[r]->() UNWIND r.sources AS s RETURN s, count(*) AS c ORDER BY s
MATCH ()-[r]->() RETURN max(r.evidence_day), min(r.evidence_day), count(r.evidence_day)
MATCH (a {uid:'ep-procedure:2025-0059'})-[*1..2]-(b) RETURN count(DISTINCT b), count(*)
MATCH (a:MEP) WITH a ORDER BY a.uid LIMIT 1 MATCH (b:MEP) WHERE b.uid > 'ep-person:197' MATCH p = shortestPath((a)-[:MEMBER_OF*..6]-(b)) WHERE a <> b RETURN b.uid, length(p) AS l ORDER BY b.uid LIMIT 20
MATCH (n) RETURN n.aliases ORDER BY n.uid
MATCH (n) WHERE n.aliases IS NOT NULL RETURN n.uid, n.aliases ORDER BY n.uid
MATCH (n:Country) WHERE NOT EXISTS { (n)<-[:LOCATED_IN]-(:Organization) } RETURN n.name ORDER BY n.name
MATCH (m:MEP) WHERE COUNT { (m)-[:MEMBER_OF]->(:Committee) } > 2 RETURN m.name ORDER BY m.name
MATCH (m:MEP) RETURN m.name, COLLECT { MATCH (m)-[:MEMBER_OF]->(c:Committee) RETURN DISTINCT c.acronym AS a ORDER BY a } AS l ORDER BY m.name, m.uid LIMIT 50
MATCH (m:MEP)-[r:MEMBER_OF]->(g) WITH r.valid_from.year AS y, count(*) AS c RETURN y, c ORDER BY y
MATCH (m:MEP)-[r:MEMBER_OF]->(g:PoliticalGroup) WITH m, count(DISTINCT g) AS c WHERE c > 1 RETURN m.name, c ORDER BY m.name
MATCH (m:MEP)-[:MEMBER_OF]->(b:Committee) WITH b, collect(DISTINCT m.uid) AS l RETURN b.acronym, size(l) AS n ORDER BY n DESC, b.acronym
RETURN trim(' 5 ') = '5' AS a, trim(' x ') AS b, size(trim('  x　')) AS c, size(trim('\r\n\f\tx\b')) AS d
