"""Attacks on free Cypher, by what they are after.

``FORBIDDEN`` must never reach an engine; ``GREEDY`` are reading queries that must end in time and
within memory, refused or given up.
"""

_WRITES = """
CREATE (n)
create (n:Person {uid: 'x'})
MATCH (n) SET n.name = 'x'
MATCH (n) SET n += {name: 'x'}
MATCH (n) SET n:Admin
MATCH (n) REMOVE n.name
MATCH (n) REMOVE n:Person
MATCH (n) DELETE n
MATCH (n) DETACH DELETE n
MATCH (n) NODETACH DELETE n
MERGE (n:Person {uid: 'x'})
MERGE (n) ON CREATE SET n.x = 1 RETURN n
MATCH (n) MERGE (n)-[:KNOWS]->(n)
MATCH (n) FOREACH (x IN [1] | SET n.x = x)
MATCH (n) FOREACH (x IN [1] | CREATE (m)) RETURN n
INSERT (n:Person)
MATCH (n) WITH n LIMIT 1 SET n.x = 1 RETURN n
MATCH (n) WITH n CREATE (m) RETURN m
UNWIND [1] AS x CREATE (n {x: x}) RETURN n
MATCH (n) RETURN n UNION CREATE (m) RETURN m AS n
MATCH (n) CALL { WITH n SET n.x = 1 } RETURN n
MATCH (n) CALL (n) { SET n.x = 1 RETURN 1 AS one } RETURN one
MATCH (n) CALL (n) { DETACH DELETE n }
CALL { CREATE (n) RETURN n } RETURN n
CALL { MATCH (n) DETACH DELETE n } IN TRANSACTIONS
MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 100 ROWS
MATCH (n) CALL (n) { DETACH DELETE n } IN 4 CONCURRENT TRANSACTIONS
MATCH (n) WHERE EXISTS { CREATE (m) } RETURN n
MATCH (n) RETURN COUNT { MERGE (m) RETURN m } AS c
MATCH (n) RETURN COLLECT { CREATE (m) RETURN m } AS c
MATCH (n) RETURN n; CREATE (m)
MATCH (n) RETURN n;; DROP INDEX x
RETURN 1; MATCH (n) DETACH DELETE n;
;CREATE (n)
MATCH (n)/**/SET/**/n.x=1
MATCH (n) /* */ SET n.x = 1
MATCH (n) // comment\nSET n.x = 1
MATCH (n) //\rSET n.x = 1
MATCH (n) /*/ SET n.x = 1 /*/ DELETE n
MATCH (n) /* /* */ SET n.x = 1 //*/
MATCH (n) WHERE n.x = '/*' SET n.x = 1 //*/'
MATCH (n) WHERE n.x = "\\"" SET n.x = 1 //"
MATCH (n) WHERE n.x = '\\'' SET n.x = 1 //'
MATCH (n) WHERE n.x = '\\\\' SET n.x = 1 //'
MATCH (n:`a`) SET n.x = 1
MATCH (n:`a``b`) SET n.x = 1
MATCH (n:`a\\u0060) SET n.x = 1 //`)
MATCH (n) \\u0053ET n.x = 1
MATCH (n) S\\u0045T n.x = 1
MATCH (n) \\U00000053ET n.x = 1
MATCH (n) WHERE n.x = '\\u0027 SET n.x = 1 //'
MATCH (n)\u00a0SET\u00a0n.x = 1
MATCH (n)\u2003SET n.x = 1
MATCH (n)\u2028SET n.x = 1
MATCH (n)\u200bSET n.x = 1
MATCH (n)\x0bSET n.x = 1
MATCH (n)\x00SET n.x = 1
MATCH (n) \ufeffSET n.x = 1
MATCH (n) \u202eTES n.x = 1
MATCH (n) \uff33\uff25\uff34 n.x = 1
MATCH (n) \u017fET n.x = 1
MATCH (n) WITH n, 1.SET n.x = 2
MATCH (n) WITH n, 1SET n.x = 2
MATCH (n) WITH n, 0x1SET n.x = 2
MATCH (n) WITH n, $aSET n.x = 2
MATCH (n) RETURN n LIMIT 1 SET n.x = 1
MATCH (n) RETURN n ORDER BY n.x DELETE n
MATCH (n) WITH n SKIP 1 DELETE n
MATCH (n) WITH n WHERE n.x SET n.x = 1
MATCH (n) WHERE n.x = CASE WHEN true THEN 1 END SET n.x = 1
MATCH (n) SET n.x = (CASE WHEN true THEN 1 END) RETURN n
MATCH (set) SET set.x = 1
MATCH (n) WITH n AS create CREATE (create)
LET x = 1 CREATE (n)
FILTER true DELETE n
FINISH CREATE (n)
"""

_FILES = """
LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line
LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:8765/health' AS line RETURN line
load csv from "file:/etc/passwd" as line return line
MATCH (n) LOAD CSV FROM 'https://example.org/x' AS line RETURN line
MATCH (n) WITH n LIMIT 1 LOAD CSV FROM n.name AS line RETURN line
CALL { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line
MATCH (n) WHERE EXISTS { LOAD CSV FROM 'file:///x' AS l RETURN l } RETURN n
RETURN COLLECT { LOAD CSV FROM 'file:///x' AS l RETURN l } AS l
MATCH (n) RETURN n UNION LOAD CSV FROM 'file:///x' AS n RETURN n
UNWIND [1] AS x LOAD CSV FROM 'file:///x' AS l RETURN l
USING PERIODIC COMMIT 500 LOAD CSV FROM 'file:///x' AS l RETURN l
LOAD/**/CSV/**/FROM/**/'file:///x'/**/AS/**/l RETURN l
LOAD PARQUET FROM 'file:///x' AS l RETURN l
CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value
CALL apoc.load.jdbc('jdbc:x', 'y') YIELD row RETURN row
CALL apoc.load.csv('http://example.org') YIELD map RETURN map
CALL apoc.import.json('file:///x')
CALL apoc.export.csv.all('x.csv', {})
CALL apoc.export.cypher.all('x', {})
CALL `apoc`.`load`.`json`('x')
CALL apoc . load . json('x')
CALL apoc.cypher.runFile('x')
CALL genai.vector.encode('x', 'OpenAI', {})
RETURN genai.vector.encode('x', 'OpenAI', {}) AS v
IMPORT DATABASE file:///x
EXPORT DATABASE file:///x
BACKUP DATABASE file:///x
ATTACH DATABASE 'x' AS y
"""

_ADMIN = """
SHOW DATABASES
SHOW USERS
SHOW CURRENT USER
SHOW SETTINGS
SHOW TRANSACTIONS
SHOW INDEXES
SHOW CONSTRAINTS
SHOW FUNCTIONS
SHOW PROCEDURES YIELD name RETURN name
TERMINATE TRANSACTION 'neo4j-transaction-1'
CREATE USER x SET PASSWORD 'y'
ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'
ALTER USER neo4j SET PASSWORD 'x'
DROP USER neo4j
GRANT ROLE admin TO x
DENY READ {*} ON GRAPH * TO x
REVOKE ROLE x FROM y
CREATE DATABASE x
DROP DATABASE neo4j
START DATABASE neo4j
STOP DATABASE neo4j
RENAME USER a TO b
CREATE ALIAS x FOR DATABASE y
ENABLE SERVER 'x'
CREATE INDEX x FOR (n:Person) ON (n.uid)
CREATE CONSTRAINT x FOR (n:Person) REQUIRE n.uid IS UNIQUE
DROP INDEX x
DROP CONSTRAINT x
CREATE FULLTEXT INDEX x FOR (n:Person) ON EACH [n.name]
USE system MATCH (n) RETURN n
USE neo4j MATCH (n) RETURN n
USE protected MATCH (n) RETURN n
USE graph.byName('protected') MATCH (n) RETURN n
CALL { USE protected MATCH (n) RETURN n } RETURN n
MATCH (n) CALL (n) { USE protected RETURN 1 AS x } RETURN x
CALL dbms.listConfig()
CALL dbms.listConfig() YIELD name, value RETURN name, value
CALL dbms.security.listUsers()
CALL dbms.setConfigValue('x', 'y')
CALL dbms.shutdown
CALL dbms.components()
CALL dbms.queryJmx('*:*')
CALL dbms.killQuery('x')
CALL dbms.listTransactions()
CALL db.createLabel('x')
CALL db.createProperty('x')
CALL db.createRelationshipType('x')
CALL db.create.setNodeVectorProperty(1, 'x', [1.0])
CALL db.index.fulltext.queryNodes('x', 'y')
CALL db.index.vector.queryNodes('x', 1, [1.0])
CALL db.schema.visualization()
CALL db.propertyKeys()
CALL db.stats.retrieve('GRAPH COUNTS')
CALL db.ping()
CALL tx.setMetaData({app: 'x'})
CALL db.labels() YIELD label CALL dbms.shutdown() RETURN label
CALL db.labels('x')
CALL db.labels() YIELD label SET label.x = 1
CALL apoc.cypher.doIt('CREATE (n)', {})
CALL apoc.cypher.run('MATCH (n) RETURN n', {}) YIELD value RETURN value
CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {})
CALL apoc.trigger.add('x', 'y', {})
CALL apoc.systemdb.graph()
CALL algo.x()
CALL gds.graph.project('x', '*', '*')
CALL $name()
CALL `db.labels(); CREATE (n)`()
CYPHER runtime=slotted MATCH (n) RETURN n
CYPHER 25 MATCH (n) RETURN n
EXPLAIN MATCH (n) DELETE n
PROFILE MATCH (n) DELETE n
PROFILE MATCH (n) RETURN n
BEGIN
COMMIT
:use system
"""

_LANGUAGES = """
SELECT FROM Person
SELECT expand(out()) FROM Person
INSERT INTO Person SET name = 'x'
UPDATE Person SET name = 'x'
DELETE FROM Person
TRUNCATE TYPE Person UNSAFE
ALTER DATABASE `arcadedb.x` 1
CREATE VERTEX TYPE X
DEFINE FUNCTION x.y "return 1" LANGUAGE js
g.V().drop()
g.V()
{ Person { name } }
query { Person { name } }
eval('java.lang.Runtime.getRuntime().exec("id")')
RETURN javascript('1 + 1') AS x
RETURN js.eval('1') AS x
RETURN apoc.cypher.runFirstColumnSingle('CREATE (n)', {}) AS x
RETURN apoc.util.sleep(1) AS x
RETURN `apoc`.`cypher`.run('x') AS x
RETURN java.lang.System.exit(0) AS x
RETURN sql('SELECT 1') AS x
RETURN id(null) AS x
MATCH (n) RETURN elementId(n) AS x
RETURN file('/etc/passwd') AS x
RETURN file.read('/etc/passwd') AS x
RETURN load('/etc/passwd') AS x
RETURN linenumber() AS x
RETURN randomUUID() AS x
RETURN timestamp() AS x
RETURN date.transaction() AS x
RETURN datetime.statement() AS x
RETURN graph.names() AS x
RETURN graph.propertiesByName('x') AS x
RETURN point.withinBBox(point({x: 1, y: 1}), point({x: 1, y: 1}), point({x: 1, y: 1})) AS x
RETURN vector.similarity.cosine([1.0], [1.0]) AS x
MATCH (n:$label) RETURN n
MATCH (n:$($label)) RETURN n
MATCH (n:$any($label)) RETURN n
MATCH ()-[r:$type]->() RETURN r
MATCH ()-[r:$($type)]->() RETURN r
MATCH (n $properties) RETURN n
MATCH (n) RETURN n LIMIT toInteger('1') + 1
MATCH (n) RETURN n[$key].x AS x, $missing AS y
"""

GREEDY = (
    "MATCH (a), (b) RETURN count(*) AS n",
    "MATCH (a), (b), (c), (d) RETURN count(*) AS n",
    "MATCH (a) MATCH (b) MATCH (c) MATCH (d) RETURN count(*) AS n",
    "MATCH (a)-[*]->(b) RETURN count(*) AS n",
    "MATCH (a)-[*..]->(b) RETURN count(*) AS n",
    "MATCH (a)-[*1..100]->(b) RETURN count(*) AS n",
    "MATCH (a)-[*8]-(b) RETURN count(*) AS n",
    "MATCH p = (a)-[*1..8]-(b)-[*1..8]-(c) RETURN count(p) AS n",
    "MATCH p = shortestPath((a)-[*]-(b)) RETURN count(p) AS n",
    "MATCH p = allShortestPaths((a)-[*..15]-(b)) RETURN sum(length(p)) AS n",
    "MATCH (a) ((x)-[r]->(y)){1,100} (b) RETURN count(*) AS n",
    "MATCH p = SHORTEST 1000 (a)--+(b) RETURN count(p) AS n",
    "MATCH p = ANY SHORTEST (a)--+(b) RETURN count(p) AS n",
    "UNWIND range(1, 1000000000) AS x RETURN count(x) AS n",
    "RETURN size(range(1, 1000000000)) AS n",
    "RETURN range(0, 9223372036854775807) AS l",
    "WITH 100000000 AS k RETURN range(1, k) AS l",
    "RETURN range(1, toInteger('100000000')) AS l",
    "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b UNWIND range(1, 9999) AS c "
    "RETURN sum(a * b * c) AS n",
    "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b RETURN collect(a * b) AS l",
    "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b RETURN DISTINCT toString(a) + b AS t",
    "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b WITH a, b ORDER BY a * b DESC, a "
    "RETURN collect([a, b])[0] AS x",
    "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b RETURN a, b, count(*) AS n",
    "RETURN [a IN range(1, 9999) | [b IN range(1, 9999) | [c IN range(1, 9999) | c]]] AS l",
    "RETURN [a IN range(1, 9999) | [b IN range(1, 9999) | a * b]] AS l",
    "RETURN reduce(s = 'x', i IN range(1, 9999) | s + s) AS t",
    "RETURN reduce(s = [1], i IN range(1, 9999) | s + s) AS l",
    "RETURN reduce(s = 'x', i IN range(1, 99) | replace(s, 'x', 'xx')) AS t",
    "RETURN reduce(s = {a: 1}, i IN range(1, 99) | {a: s, b: s}) AS m",
    "RETURN reduce(s = 2.0, i IN range(1, 9999) | s ^ s) AS x",
    "WITH 'xxxxxxxxxx' AS a "
    + "WITH a + a + a + a + a + a + a + a AS a " * 10
    + "RETURN size(a) AS n",
    "WITH [1] AS a " + "WITH a + a + a + a + a + a + a + a AS a " * 10 + "RETURN size(a) AS n",
    "WITH [1] AS a " + "WITH [a, a, a, a, a, a, a, a] AS a " * 20 + "RETURN a",
    "WITH {x: 1} AS a " + "WITH {a: a, b: a, c: a, d: a} AS a " * 30 + "RETURN a",
    "RETURN [x IN range(1, 9999) | range(1, 9999)] AS l",
    "UNWIND range(1, 9999) AS x RETURN collect(range(1, 9999)) AS l",
    "UNWIND range(1, 9999) AS x WITH collect(range(1, 9999)) AS l RETURN size(l) AS n",
    "UNWIND range(1, 9999) AS x WITH collect([y IN range(1, 9999) | toString(y)]) AS l "
    "RETURN size(l) AS n",
    "WITH replace('xxxxxxxxxx', 'x', 'xxxxxxxxxx') AS a WITH replace(a, 'x', a) AS a "
    "WITH replace(a, 'x', a) AS a WITH replace(a, 'x', a) AS a RETURN size(a) AS n",
    "MATCH (n) RETURN collect(n) AS a, collect(properties(n)) AS b, collect([n, n, n]) AS c, "
    "collect({a: n, b: n}) AS d",
    "MATCH (a) WITH collect(a) AS l UNWIND l AS x UNWIND l AS y UNWIND l AS z RETURN sum(1) AS n",
    "MATCH (a) WITH collect(a) AS l RETURN [x IN l | [y IN l | [z IN l | z.name]]] AS n",
    "MATCH (n) WHERE n.name =~ '(a+)+b' RETURN n",
    "MATCH (n) WHERE n.name =~ '(a|a)*b' RETURN n",
    "MATCH (n) WHERE n.name =~ '(.*)*(.*)*(.*)*x' RETURN n",
    "MATCH (n) WHERE n.name =~ '.*.*.*.*.*.*.*x' RETURN n",
    "MATCH (n) WHERE n.name =~ '(\\\\w+\\\\s?)*x' RETURN n",
    "MATCH (n) WHERE n.name =~ n.name RETURN n",
    "MATCH (n) WHERE n.name =~ 'a{1000000}' RETURN n",
    "MATCH (n) WHERE n.name =~ '(?<=a+)b' RETURN n",
    "RETURN " + "(" * 500 + "1" + ")" * 500 + " AS x",
    "RETURN " + "[" * 500 + "1" + "]" * 500 + " AS x",
    "RETURN " + "NOT " * 500 + "true AS x",
    "RETURN " + "-" * 500 + "1 AS x",
    "RETURN " + "1 + " * 5000 + "1 AS x",
    "RETURN " + "CASE WHEN true THEN " * 100 + "1" + " END" * 100 + " AS x",
    "CALL { " * 60 + "RETURN 1 AS x" + " } RETURN x" * 60,
    "MATCH (n) " + "OPTIONAL MATCH (n)--() " * 80 + "RETURN count(*) AS n",
    "RETURN 1 AS x " + "UNION ALL RETURN 1 AS x " * 500,
    "MATCH (n) RETURN " + ", ".join(f"n.p{number} AS p{number}" for number in range(3000)),
    "RETURN '" + "x" * 30_000 + "' AS x",
    "MATCH (n) WHERE EXISTS { (n)-[*1..8]-(m)-[*1..8]-(k) WHERE m.x > k.x } RETURN count(n) AS n",
    "MATCH (n) RETURN [(n)-[*1..8]-(m) | m.name] AS l",
    "MATCH (n)-[*1..8]-(m) RETURN collect(m) AS l",
    "MATCH (n)-[*1..8]-(m) RETURN DISTINCT n, m",
    "MATCH (n)-[*1..8]-(m) WITH n, m ORDER BY n.name, m.name DESC RETURN n, m LIMIT 1",
)
"""Reading queries that ask for everything."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(line.replace("\\n", "\n") for line in text.strip("\n").split("\n") if line)


WRITES = _listed(_WRITES)
"""Texts that write, and some that an engine may read otherwise than they look."""

FORBIDDEN = (*WRITES, *_listed(_FILES), *_listed(_ADMIN), *_listed(_LANGUAGES))
"""Texts that write, leave the graph, administer, or speak another language."""
