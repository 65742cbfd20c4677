// Names in quotes, and columns of RETURN * and UNION.
RETURN [`a` IN [1] | `a`] AS x
RETURN [`a` IN [1] | a] AS x
RETURN [a IN [1] | `a`] AS x
RETURN any(`ab` IN [1, 2] WHERE ab > 1) AS x
UNWIND [1] AS `a b` RETURN `a b` + 1 AS x
UNWIND [{`k k`: 1}] AS m RETURN m.`k k` AS x, m {.`k k`} AS y, m['k k'] AS z
MATCH (`a b`:Person {uid: 'p01'})-[`r r`:`MEMBER_OF`]->(`c c`) RETURN `a b`.`uid` AS x, type(`r r`) AS t, `c c`.uid AS c ORDER BY c
MATCH (`a b`:Person {uid: 'p01'}) RETURN [(`a b`)-[:MEMBER_OF]->(`c c`) | `c c`.uid] = [] AS x
MATCH (`a b`:Person {uid: 'p01'}) RETURN size([`p p` = (`a b`)-[:MEMBER_OF]->(`c c`) | length(`p p`)]) AS x
MATCH (`a b`:Person {uid: 'p01'}) CALL (`a b`) { MATCH (`a b`)-->(`c c`) RETURN count(`c c`) AS `n n` } RETURN `n n` AS x
MATCH (`a b`:Person {uid: 'p01'}) CALL { WITH `a b` MATCH (`a b`)-->(`c c`) RETURN count(`c c`) AS `n n` } RETURN `n n` AS x
MATCH (`a b`:Person {uid: 'p01'}) RETURN EXISTS { (`a b`)-->(`c c`) WHERE `c c`.size > 0 } AS x, COUNT { (`a b`)-->() } AS y
MATCH `p p` = (`a b`:Person {uid: 'p01'})-[`r r`:CONTACT_OF*1..2]->(`c c`) RETURN length(`p p`) AS l, size(`r r`) AS s, `c c`.uid AS u ORDER BY l, u, s
MATCH (`a b`:Person) WITH `a b`.age AS `age age`, count(*) AS `n n` ORDER BY `n n` DESC, `age age` WHERE `n n` > 1 RETURN `age age`, `n n`
MATCH (`a b`:Person) RETURN `a b`.age AS `age age`, count(*) AS `n n` ORDER BY `n n` DESC, `age age`
MATCH (`a b`:Person) RETURN DISTINCT `a b`.age AS `age age` ORDER BY `age age`
WITH 1 AS `k k` RETURN {a: `k k`} AS x, [`k k`] AS y, CASE `k k` WHEN 1 THEN 'a' END AS z, toString(`k k`) AS w, -`k k` AS v
WITH [1,2] AS `l l` RETURN `l l`[0] AS x, `l l`[0..1] AS y, [x IN `l l` | x] AS z, size(`l l`) AS s, 1 IN `l l` AS i
MATCH (n:Person) WITH n AS `a b` ORDER BY `a b`.uid LIMIT 2 RETURN `a b`.uid
MATCH (`a b`:Person {uid:'p01'}), (`c d`:Person {uid:'p09'}) MATCH `p p` = shortestPath((`a b`)-[*..6]-(`c d`)) RETURN length(`p p`)
MATCH (`a b`:Person {uid: 'p01'}) RETURN `a b`:MEP AS x, labels(`a b`) AS l, properties(`a b`).uid AS u
UNWIND [3,1,2] AS `x x` WITH `x x` ORDER BY `x x` RETURN collect(`x x`) AS l
UNWIND [3,1,2] AS `x x` RETURN sum(`x x`) AS `s s`, max(`x x`) AS m
MATCH (a:Person)-[`r r`]->(b) WHERE startNode(`r r`) = a RETURN count(`r r`)
MATCH (a:Person) WHERE `a`.`age` > 40 RETURN count(`a`)
UNWIND [1,2] AS `x` CALL (x) { RETURN x + 1 AS `y` } RETURN `x`, y
MATCH (z:Person) WITH *, z.age AS c ORDER BY c, z.uid RETURN z.uid, c
MATCH (z:Person {uid:'p01'})-[r]-(b:Organization) RETURN *
MATCH (z:Person {uid:'p01'}) WITH *, 1 AS a, z.age AS c RETURN *
MATCH p = (z:Person {uid:'p01'})-[r:MEMBER_OF]->(b:Organization) RETURN * ORDER BY b.uid
UNWIND [1] AS b UNWIND [2] AS a RETURN * UNION UNWIND [1] AS a UNWIND [3] AS b RETURN *
MATCH (n:Person) WHERE n.uid = 'nobody' RETURN *
UNWIND [3] AS b CALL { MATCH (n:Person {uid:'p01'}) RETURN n.uid AS k } RETURN *
UNWIND [1, 1] AS b UNWIND [2] AS a RETURN DISTINCT *
