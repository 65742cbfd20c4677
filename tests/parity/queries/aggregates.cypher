// Aggregates wherever they may stand.
MATCH (n:Person) RETURN ['a','b','c'][count(n) % 3] AS x
MATCH (n:Person) RETURN CASE WHEN count(n) > 3 THEN 'many' ELSE 'few' END AS x
MATCH (n:Person) RETURN CASE count(n) WHEN 24 THEN 'many' ELSE 'few' END AS x
MATCH (n:Person) RETURN CASE WHEN true THEN count(n) ELSE 0 END AS x
MATCH (n:Person) RETURN [count(n), max(n.age)] AS x
MATCH (n:Person) RETURN {a: count(n), b: max(n.age)} AS x
MATCH (n:Person) RETURN {a: {b: count(n)}} AS x
MATCH (n:Person) RETURN coalesce(max(n.nothing), 0) AS x
MATCH (n:Person) RETURN toString(count(n)) AS x
MATCH (n:Person) RETURN size(collect(n.age)) AS x
MATCH (n:Person) RETURN size(collect(DISTINCT n.age)) AS x
MATCH (n:Person) RETURN round(avg(n.age), 1) AS x
MATCH (n:Person) RETURN toInteger(avg(n.age)) AS x
MATCH (n:Person) RETURN count(n) + 1 AS x
MATCH (n:Person) RETURN count(n) * 2 - sum(n.age) / 2 AS x
MATCH (n:Person) RETURN -count(n) AS x
MATCH (n:Person) RETURN +count(n) AS x
MATCH (n:Person) RETURN 1.0 * sum(n.age) / count(n) AS x
MATCH (n:Person) RETURN sum(n.age) % 7 AS x
MATCH (n:Person) RETURN count(n) ^ 2 AS x
MATCH (n:Person) RETURN count(n) = 24 AS x
MATCH (n:Person) RETURN count(n) <> 24 AS x
MATCH (n:Person) RETURN count(n) >= 24 AS x
MATCH (n:Person) RETURN 24 = count(n) AS x
MATCH (n:Person) RETURN 3 < count(n) AS x
MATCH (n:Person) RETURN 3 < count(n) < 30 AS x
MATCH (n:Person) RETURN 'n: ' + count(n) AS x
MATCH (n:Person) RETURN all(x IN collect(n.age) WHERE x > 1) AS x
MATCH (n:Person) RETURN any(x IN collect(n.age) WHERE x > 60) AS x
MATCH (n:Person) RETURN none(x IN collect(n.age) WHERE x > 60) AS x
MATCH (n:Person) RETURN single(x IN collect(n.age) WHERE x > 60) AS x
MATCH (n:Person) RETURN reduce(s = 0, x IN collect(n.age) | s + x) AS x
MATCH (n:Person) RETURN reduce(s = count(n), x IN [1,2] | s + x) AS x
MATCH (n:Person) WITH n.age AS age, n RETURN age, count(n) AS c ORDER BY count(n), age
MATCH (n:Person) RETURN n.age AS age, count(n) AS c ORDER BY count(n) DESC, age
MATCH (n:Person) RETURN n.age AS age, count(*) AS c ORDER BY c DESC, age
MATCH (n:Person) WITH n.age AS age, count(n) AS c ORDER BY count(n), age RETURN age, c
MATCH (n:Person) WITH n.age AS age, count(n) AS c WHERE c > 3 RETURN age, c ORDER BY age
MATCH (n:Person) RETURN n.age AS age, n.age + count(n) AS c ORDER BY age
MATCH (n:Person) RETURN DISTINCT n.age AS age, count(n) AS c ORDER BY age
MATCH (n:Person) WITH n ORDER BY n.uid RETURN n.age AS age, collect(n {.uid}) AS x ORDER BY age
MATCH (n:Person) RETURN EXISTS { MATCH (m:Person) RETURN count(m) } AS x LIMIT 2
MATCH (n:Person) RETURN COUNT { MATCH (m:Person) WITH m.age AS a, count(m) AS c WHERE c > 3 RETURN a } AS x LIMIT 2
MATCH (n:Person) WHERE EXISTS { MATCH (n)--(m) WITH count(m) AS c WHERE c > 3 RETURN c } RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE COUNT { (n)--() } > 3 RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WITH n.age AS age, max(COUNT { (n)--() }) AS m RETURN age, m ORDER BY age
MATCH (n:Person) RETURN max(size(n.tags)) AS x
MATCH (n:Person) RETURN max(size([(n)--(m) | m])) AS x
MATCH (n:Person) RETURN max(n.age > 3) AS x
MATCH (n:Person) RETURN sum(CASE WHEN n.age > 40 THEN 1 ELSE 0 END) AS x
MATCH (n:Person) RETURN count(DISTINCT n.age) > 2 AS x
MATCH (n:Person) RETURN duration.between(min(n.born), max(n.born)) AS x
MATCH (n:Person) RETURN max(n.born) + duration('P1D') AS x
MATCH (n:Person) RETURN count(n.age > 40 AND n.active) AS x
MATCH (n:Person) RETURN count(CASE WHEN n.age > 40 AND n.active THEN 1 END) AS x
MATCH (n:Person) RETURN count(n) > 3 = true AS x
MATCH (n:Person) WITH collect(n.age) AS ages UNWIND ages AS a RETURN a, count(*) AS c ORDER BY a
MATCH (n:Person) RETURN keys({a: count(n)}) AS x
MATCH (n:Person) RETURN min(n.age) + max(n.age) AS x
MATCH (n:Person) RETURN abs(-count(n)) AS x
MATCH (n:Person) RETURN count(*) AS x, n.age IS NULL AS y ORDER BY y
MATCH (n:Person) RETURN count(*) AS x, n.age > 40 AND n.active AS y ORDER BY y
MATCH (n:Person) RETURN 1 + size(collect(n.uid)[0..3]) AS x
MATCH (n:Person) RETURN [count(n)][0] AS x
MATCH (n:Person) RETURN size([x IN collect(n) WHERE x.age > 40]) AS x
MATCH p = (n:Person)-->(m) RETURN max(length(p)) AS x
MATCH p = (n:Person)-->(m) RETURN [q IN collect(p) | length(q)][0] AS x
MATCH (n:Person) RETURN left(max(n.name), 2) AS x
MATCH (n:Person) RETURN replace(max(n.name), 'E', 'F') AS x
MATCH (n:Person) RETURN split(max(n.name), ' ')[0] AS x
MATCH (n:Person) RETURN size(split(max(n.name), ' ')) AS x
MATCH (n:Person) RETURN range(0, size(collect(n.age))) AS x
MATCH (n:Person) RETURN isEmpty(collect(n.nothing)) AS x
MATCH (n:Person) RETURN nullIf(count(n), 24) AS x
MATCH (n:Person) RETURN sum(n.age) > avg(n.age) AS x
MATCH (n:Person) RETURN sum(n.age) * 1.0 / count(*) > avg(n.age) - 1 AS x
MATCH (n:Person) RETURN n.age AS age, [n.age, count(n)] AS x ORDER BY age
MATCH (n:Person) RETURN n.age AS age, {a: n.age, c: count(n)} AS x ORDER BY age
MATCH (n:Person) RETURN n.age AS age, CASE WHEN n.age > 40 THEN count(n) ELSE 0 END AS x ORDER BY age
MATCH (n:Person) RETURN n.age AS age, coalesce(n.age, count(n)) AS x ORDER BY age
MATCH (n:Person) WITH n, n.age AS age RETURN age, [age, count(n)] AS x ORDER BY age
MATCH (n:Person) WITH n, n.age AS age RETURN age, {a: age, c: count(n)} AS x ORDER BY age
MATCH (n:Person) WITH n, n.age AS age RETURN age, CASE WHEN age > 40 THEN count(n) ELSE 0 END AS x ORDER BY age
MATCH (n:Person) WITH n, n.age AS age RETURN age, coalesce(age, count(n)) AS x ORDER BY age
MATCH (n:Person) WITH n, n.age AS age RETURN age, age + count(n) AS x ORDER BY age
MATCH (n:Person) WITH n, n.age AS age RETURN age, age > count(n) AS x ORDER BY age
MATCH (n:Person)--(m) RETURN n, n.age + count(m) AS x ORDER BY n.uid LIMIT 3
MATCH (n:Person)--(m) RETURN n, count(m) + n.age AS x, count(m) AS y ORDER BY y DESC, n.uid LIMIT 3
MATCH (n:Person) RETURN n.age AS age, count(n) AS c ORDER BY n.age
MATCH (n:Person) RETURN n.age AS age, count(n) AS c ORDER BY n.age + 1 DESC
MATCH (n:Person) WITH n.age AS age, count(n) AS c ORDER BY count(n) DESC, n.age LIMIT 2 RETURN age, c
MATCH (n:Person) RETURN {a: {b: [count(n)]}} AS x, [[count(n)]] AS y
MATCH (n:Person) RETURN CASE count(n) > 3 WHEN true THEN sum(n.age) ELSE min(n.age) END AS x
MATCH (n:Person) RETURN n.active AS a, CASE WHEN n.active THEN 1 ELSE count(n) END AS x ORDER BY a
MATCH (n:Person) RETURN n.active AS a, CASE n.active WHEN true THEN 1 ELSE count(n) END AS x ORDER BY a
MATCH (n:Person) WITH n.age AS k, n RETURN k, size([x IN collect(n.age) WHERE x > k]) AS x ORDER BY k
MATCH (n:Person) WITH n.age AS k, n RETURN k, reduce(s = k, x IN collect(n.age) | s + x) AS x ORDER BY k
MATCH (n:Person) WITH n.age AS k, n RETURN k, any(x IN collect(n.age) WHERE x = k) AS x ORDER BY k
MATCH (n:Person) RETURN n.age AS age, size(collect(n)) * count(*) AS c ORDER BY age
MATCH (n:Nothing) RETURN count(n) AS x, max(n.a) AS y, collect(n) AS z, sum(n.a) AS s, avg(n.a) AS v, stdev(n.a) AS d, percentileCont(n.a, 0.5) AS p
MATCH (n:Nothing) RETURN count(n) + 1 AS x, coalesce(max(n.a), 'none') AS y, size(collect(n)) AS z
MATCH (n:Nothing) RETURN n.a AS a, count(n) + 1 AS x
MATCH (n:Nothing) RETURN [count(n)] AS x, {a: count(n)} AS y, CASE WHEN count(n) = 0 THEN 'none' ELSE 'some' END AS z
MATCH (n:Nothing) RETURN [x IN collect(n) | x] AS x, reduce(s = 0, x IN collect(n.a) | s + x) AS y, any(x IN collect(n.a) WHERE x > 1) AS z
MATCH (n:Nothing) RETURN collect(n)[0] AS x, -sum(n.a) AS y, round(avg(n.a)) AS z
MATCH (n:Person) RETURN count(n) AS c, 1 AS one
MATCH (n:Nothing) RETURN count(n) AS c, 1 AS one
MATCH (n:Nothing) RETURN count(n) + 1 AS c, 1 AS one
MATCH (n:Person) RETURN n.active, n.age, count(*) + sum(n.age) AS c ORDER BY n.active, n.age
MATCH (n:Person) WITH DISTINCT n.active AS a, count(*) AS c RETURN a, c ORDER BY a
~ MATCH (n:Person) RETURN percentileDisc(n.age, 0.5) AS x, percentileCont(n.age, 0.3) AS y, stdev(n.age) AS s, stdevp(n.age) AS t
MATCH (n:Person) RETURN min(n.mixed) AS x, max(n.mixed) AS y
MATCH (n:Person) RETURN min(n.tags) AS x, max(n.tags) AS y
MATCH (n:Person) RETURN sum(n.score) AS x, avg(n.score) AS y, sum(n.age) AS z
MATCH (n:Person) RETURN count(DISTINCT n.mixed) AS x
MATCH (n:Person) RETURN n.mixed AS m, count(*) AS c ORDER BY m
MATCH (n:Person) WITH n.tags AS t, count(*) AS c RETURN t, c ORDER BY t
MATCH (n:Person) RETURN n.tags AS t ORDER BY t
MATCH (n:Person) WITH n.active AS a, count(*) AS c RETURN a, c ORDER BY a
MATCH (n:Person) RETURN DISTINCT n.age ORDER BY n.age
MATCH (n:Person) RETURN DISTINCT n.age AS a ORDER BY n.age DESC
MATCH (n:Person) RETURN n.age AS a, count(*) AS c ORDER BY toString(n.age), a
MATCH (n:Person) RETURN n, count(*) AS c ORDER BY n.uid
MATCH (n:Person) RETURN n AS m, count(*) AS c ORDER BY n.uid
MATCH (n:Person) RETURN n AS m, count(*) AS c ORDER BY m.uid
MATCH (n:Person) RETURN n.name AS n, count(*) AS c ORDER BY n
MATCH (n:Person) RETURN n.name AS n, count(*) AS c ORDER BY n.name, n
MATCH (n:Person) RETURN n.name AS n, n.uid AS u ORDER BY n, u
MATCH (n:Person)--(m) WITH n, m, n.age AS age RETURN n.uid AS u, count(m) > coalesce(age, 0) AS c, age ORDER BY u LIMIT 2
MATCH (n:Person)--(m) RETURN n, coalesce(n.age, count(m)) AS c ORDER BY n.uid LIMIT 2
MATCH (n:Person)--(m) RETURN n.born AS b, n.born.year + count(m) AS c ORDER BY b LIMIT 2
MATCH (n:Person)--(m) RETURN n.tags AS t, [size(n.tags), count(m)] AS c ORDER BY t LIMIT 3
MATCH (n:Person)--(m) RETURN n.tags AS t, n.tags[0] + count(m) AS c ORDER BY t LIMIT 3
MATCH (n:Person) WITH {a: n.age} AS k, n RETURN k.a AS a, k.a + count(n) AS c ORDER BY a
MATCH (n:Person) WITH {a: n.age} AS k, n RETURN k, k.a + count(n) AS c ORDER BY c
