// Values: numbers, texts, lists, flags, days, durations, null, and what is read from texts.
UNWIND ['12', ' 7 ', '3.5', 'abc', '', '1e3', '0x10', '-0', '+5', 'true', '99999999999999999999', '1_000', '٣', '1.', '.5', '-.5', 'NaN', 'Infinity', '1e400', '1,5', ' ', '1 2', '-7', '007', '1e-2', '2.9', '-2.9', '5d', '5f', '5L', '1E2', 'inf', '-Infinity', '9223372036854775807', '9223372036854775808', '0b1', '0o7', '\t8'] AS t RETURN t, toInteger(t) AS i
UNWIND ['12', ' 7 ', '3.5', 'abc', '', '1e3', '0x10', '-0', '+5', 'true', '99999999999999999999', '1_000', '٣', '1.', '.5', '-.5', 'NaN', 'Infinity', '1e400', '1,5', ' ', '1 2', '-7', '007', '1e-2', '2.9', '-2.9', '5d', '5f', '5L', '1E2', 'inf', '-Infinity', '9223372036854775807', '9223372036854775808', '0b1', '0o7', '\t8'] AS t RETURN t, toString(toFloat(t)) AS f
UNWIND ['true', 'TRUE', ' true ', 'false', 'yes', '', 't', '1', 'tRuE'] AS t RETURN t, toBoolean(t) AS b
UNWIND [1, 1.5, true, false, 'a', null] AS t RETURN toString(t) AS s
UNWIND [1.0, 1.5, 100.0, 1e10, 1e20, 1e-5, 0.1, -0.0, 1e7, 12345678.9, 1.0e-3] AS t RETURN toString(t) AS s
UNWIND [1, 2.5, 2.9, -2.9, '12', null] AS t RETURN toInteger(t) AS i, toFloat(t) AS f
RETURN toInteger(true) AS a, toInteger(false) AS b
RETURN toBoolean(1) AS a, toBoolean(0) AS b, toBoolean(2) AS c
RETURN toIntegerOrNull('a') AS a, toIntegerOrNull([1]) AS b, toFloatOrNull(true) AS c, toBooleanOrNull('x') AS d, toStringOrNull([1]) AS e, toIntegerOrNull(date()) AS f
RETURN 7 / 2 AS a, -7 / 2 AS b, 7 % 3 AS c, -7 % 3 AS d, 7 % -3 AS e, 7.0 / 2 AS f, 7 / 2.0 AS g, 2 ^ 3 AS h, 2 ^ -1 AS i, 5.5 % 2 AS j, 1 / 3 * 3 AS k
RETURN 1.0 / 0 AS a, -1.0 / 0 AS b
RETURN 0.0 / 0 AS a
RETURN 1.0 % 0 AS a
RETURN abs(-9223372036854775807) AS a
RETURN 1 + 1.0 AS a, 2 * 3 AS b, 2 - 3.5 AS c, -(-3) AS d, - -3 AS e, +3 AS f, 2 ^ 2 ^ 3 AS g, 2 + 3 * 4 AS h, (2 + 3) * 4 AS i, -2 ^ 2 AS j, 10 - 3 - 2 AS k, 100 / 10 / 2 AS l
RETURN 1 = 1.0 AS a, 1 <> 1.0 AS b, '1' = 1 AS c, '1' <> 1 AS d, null = null AS e, null <> null AS f, [1] = [1.0] AS g, {a: 1} = {a: 1.0} AS h, true = 1 AS i
RETURN 1 < 2 < 3 AS a, 3 > 2 > 2 AS b, 1 < 3 > 2 AS c, 1 = 1 = 1 AS d
RETURN null AND true AS a, null AND false AS b, null OR true AS c, null OR false AS d, NOT null AS e, null XOR true AS f, true XOR true AS g, NOT true AND false AS h, NOT (true AND false) AS i, true OR true AND false AS j, true OR false XOR true AS k
RETURN null IN [1] AS a, 1 IN [1, null] AS b, 2 IN [1, null] AS c, 2 IN [] AS d, null IN [] AS e, [1] IN [[1]] AS f, 1 IN [1.0] AS g, 1 IN null AS h, null IN [null] AS i, '1' IN [1] AS j, [1, null] IN [[1, null]] AS k
RETURN [1, null] = [1, null] AS a, [1, 2] = [1, null] AS b, [1, 2] = [2, null] AS c, [] = [] AS d, [1] = 1 AS e, {a: null} = {a: null} AS f, {a: 1} = {b: 1} AS g
RETURN null + 1 AS a, null + 'a' AS b, [1] + null AS c, null + [1] AS d, 'a' + null AS e, null * 2 AS f, -null AS g
RETURN 'a' + 1 AS a, 1 + 'a' AS b, 'a' + 1.5 AS c, [1] + 2 AS d, 2 + [1] AS e, [1] + [2] AS f, 'a' + 'b' AS g
RETURN 'a' + [1] AS a, [1] + 'a' AS b, [[1]] + [2] AS c, [1] + [[2]] AS d
RETURN coalesce(null, 1) AS a, coalesce(null, null) AS b, coalesce(1, 'a') AS c, nullIf(1, 1) AS d, nullIf(1, 2) AS e, nullIf(null, 1) AS f, nullIf(1, 1.0) AS g
RETURN CASE WHEN null THEN 1 ELSE 2 END AS a, CASE null WHEN null THEN 1 ELSE 2 END AS b, CASE 1 WHEN 1.0 THEN 'x' END AS c, CASE WHEN false THEN 1 END AS d, CASE 'a' WHEN 'A' THEN 1 WHEN 'a' THEN 2 END AS e
RETURN size('héé') AS a, size([1, null]) AS b, size('') AS c, size('😀') AS d, size(null) AS e
RETURN toUpper('straße é ñ i ı') AS a, toLower('ÀÉ İI Σ') AS b, trim('  a b  ') AS c, lTrim(' a ') AS d, rTrim(' a ') AS e, trim('\t\na ') AS f
RETURN left('hello', 2) AS a, right('hello', 2) AS b, left('hi', 9) AS c, right('hi', 9) AS d, substring('hello', 1) AS e, substring('hello', 1, 3) AS f, substring('hello', 9) AS g, substring('hello', 2, 99) AS h, left('hi', 0) AS i, substring('hi', 0, 0) AS j
RETURN left(null, 1) AS a, right(null, 1) AS b, substring(null, 1) AS c, toUpper(null) AS d, trim(null) AS e, replace(null, 'a', 'b') AS f, replace('a', null, 'b') AS g, split(null, ',') AS h, split('a', null) AS i, reverse(null) AS j
RETURN left('a', null) AS a
RETURN substring('abc', null) AS a
RETURN split('a,b,,c', ',') AS a, split('abc', '') AS b, split('', ',') AS c, split('a.b', '.') AS d, split('a,b', ',,') AS e, split(',a,', ',') AS f, split('a|b', '|') AS g
RETURN reverse('abc') AS a, reverse([1, 2, 3]) AS b, reverse('é😀') AS c
RETURN 'abc' STARTS WITH 'a' AS a, 'abc' ENDS WITH 'c' AS b, 'abc' CONTAINS '' AS c, 'abc' STARTS WITH null AS d, null CONTAINS 'a' AS e, 'abc' CONTAINS 'B' AS f, 'é' CONTAINS 'e' AS g, 1 CONTAINS 'a' AS h, 'a1' ENDS WITH 1 AS i
RETURN 'abc' =~ 'a.c' AS a, 'abc' =~ 'b' AS b, 'ABC' =~ '(?i)abc' AS c, null =~ 'a' AS d, 'a\nb' =~ 'a.b' AS e, 'a\nb' =~ '(?s)a.b' AS f, 'Dée' =~ 'D\\w+' AS g, '' =~ '' AS h, 'É' =~ '(?i)é' AS i, 'É' =~ '(?iu)é' AS j
RETURN 1 =~ 'a' AS a
RETURN 'a' < 'B' AS a, 'a' < 'á' AS b, 'Z' < 'a' AS c, '10' < '9' AS d, '' < 'a' AS e, 'é' > 'z' AS f
RETURN head([]) AS a, last([]) AS b, tail([]) AS c, head([1, 2]) AS d, last([1, 2]) AS e, tail([1, 2, 3]) AS f, head(null) AS g, tail(null) AS h, last([null]) AS i
RETURN range(1, 5) AS a, range(5, 1) AS b, range(5, 1, -2) AS c, range(0, 0) AS d, range(1, 10, 3) AS e, range(1, 2, 5) AS f
RETURN [x IN range(1, 6) WHERE x % 2 = 0 | x * x] AS a, [x IN [1, null, 3] WHERE x > 1] AS b, [x IN null | x] AS c, [x IN [[1, 2], [3]] | size(x)] AS d, [x IN [1, 2] | [y IN [10, 20] | x + y]] AS e
RETURN all(x IN [] WHERE x > 1) AS a, any(x IN [] WHERE x > 1) AS b, none(x IN [] WHERE x > 1) AS c, single(x IN [] WHERE x > 1) AS d, all(x IN [1, null] WHERE x > 0) AS e, any(x IN [1, null] WHERE x > 0) AS f, any(x IN [0, null] WHERE x > 0) AS g, none(x IN [0, null] WHERE x > 0) AS h, single(x IN [1, null] WHERE x > 0) AS i, all(x IN [0, null] WHERE x > 0) AS j, none(x IN [1, null] WHERE x > 0) AS k, single(x IN [1, 1] WHERE x > 0) AS l, all(x IN null WHERE x > 0) AS m
RETURN reduce(s = 0, x IN [1, 2, 3] | s + x) AS a, reduce(s = '', x IN ['a', 'b'] | s + x) AS b, reduce(s = 0, x IN [1, null] | s + x) AS c, reduce(s = 1, x IN [] | s + x) AS d, reduce(s = [], x IN [1, 2] | s + x) AS e, reduce(s = 0, x IN null | s + x) AS f
RETURN isEmpty([]) AS a, isEmpty('') AS b, isEmpty({}) AS c, isEmpty([1]) AS d, isEmpty(null) AS e
RETURN abs(-3) AS a, abs(-2.5) AS b, ceil(1.2) AS c, floor(-1.2) AS d, round(1.5) AS e, round(2.5) AS f, round(-1.5) AS g, round(-2.5) AS h, round(1.25, 1) AS i, round(1.35, 1) AS j, sign(-2) AS k, sign(0.5) AS l, sqrt(4) AS m, round(3) AS n, ceil(2) AS o, round(1.2345, 2) AS p, round(-0.5) AS q, round(0.5) AS r, sign(0) AS s
RETURN round(1.25, 1, 'HALF_EVEN') AS a, round(-1.25, 1, 'UP') AS b, round(1.15, 1, 'DOWN') AS c
RETURN sqrt(-1) AS a, log(0) AS b, log(-1) AS c, acos(2) AS d
RETURN isNaN(0.0 / 0) AS a
RETURN isNaN(sqrt(-1)) AS a, isNaN(1) AS b, isNaN(null) AS c
RETURN sqrt(-1) = sqrt(-1) AS a, sqrt(-1) < 1 AS b, sqrt(-1) > 1 AS c, sqrt(-1) <> 1 AS d, sqrt(-1) IN [sqrt(-1)] AS e
UNWIND [sqrt(-1), 1.0, null, 2] AS x RETURN x ORDER BY x
UNWIND [sqrt(-1), 1.0, 2] AS x RETURN max(x) AS a, min(x) AS b, sum(x) AS c
RETURN date('2026-01-31') + duration('P1M') AS a, date('2026-03-31') - duration('P1M') AS b, date('2024-02-29') + duration('P1Y') AS c, date('2026-01-01') + duration({days: 40}) AS d, date('2026-01-01') + duration({weeks: 1, months: -1}) AS e, date('2026-01-01') + duration('PT36H') AS f
RETURN date('2026-03-04').year AS a, date('2026-03-04').month AS b, date('2026-03-04').day AS c, date('2026-03-04').week AS d, date('2026-03-04').quarter AS e, date('2026-03-04').dayOfWeek AS f, date('2026-03-04').ordinalDay AS g, date('2026-03-04').weekYear AS h, date('2026-03-04').dayOfQuarter AS i, date('2026-03-04').weekDay AS j
RETURN date({year: 2026, month: 2, day: 3}) AS a, date({year: 2026}) AS b, date({year: 2026, week: 10, dayOfWeek: 3}) AS c, date({year: 2026, ordinalDay: 60}) AS d, date({year: 2026, quarter: 3, dayOfQuarter: 5}) AS e, date({date: date('2026-03-04'), day: 1}) AS f, date('20260304') AS g, date('2026-W10-3') AS h, date('2026-063') AS i, date('2026-03') AS j, date('2026') AS k
RETURN date(null) AS a
RETURN duration.between(date('2026-01-31'), date('2026-03-01')) AS a, duration.inDays(date('2026-01-31'), date('2026-03-01')) AS b, duration.inMonths(date('2026-01-31'), date('2026-03-01')) AS c, duration.inSeconds(date('2026-01-31'), date('2026-03-01')) AS d, duration.between(date('2026-03-01'), date('2026-01-31')) AS e, duration.inDays(date('2026-03-01'), date('2026-01-31')).days AS f
RETURN duration('P1Y2M10DT2H30M') AS a, duration('P2W') AS b, duration({months: 14}) AS c, duration({days: 1.5}) AS d, duration({hours: 25}) AS e, duration('PT90M') AS f, duration('P0D') AS g, duration('-P1D') AS h, duration({days: -1, hours: 1}) AS i, duration('P1.5D') AS j, duration({seconds: 1, milliseconds: 500}) AS k, duration({months: 1, days: -1}) AS l
RETURN duration('P1Y2M10DT2H30M').years AS a, duration('P1Y2M10D').months AS b, duration('P1Y2M10D').monthsOfYear AS c, duration('P10DT30H').days AS d, duration('P10DT30H').hours AS e, duration('PT90M').minutes AS f, duration('PT90M').minutesOfHour AS g, duration('P1DT1S').seconds AS h, duration('P3W').weeks AS i, duration('P7M').quarters AS j
RETURN duration('P1D') = duration('PT24H') AS a, duration('P1M') = duration({months: 1}) AS b, duration('P12M') = duration('P1Y') AS c
RETURN date('2026-01-01') = date('2026-01-01') AS a, date('2026-01-01') < date('2026-01-02') AS b, date('2026-01-01') <= null AS c, date('2026-01-01') = '2026-01-01' AS d, date('2026-01-01') <> '2026-01-01' AS e, date('2026-01-01') IN [date('2026-01-01')] AS f
MATCH (n:Person) WHERE n.born >= date('1970-01-01') AND n.born < date('1990-01-01') RETURN n.uid, n.born ORDER BY n.born, n.uid
MATCH (n:Person) WHERE n.born.month = 10 RETURN n.uid, n.born.year AS y ORDER BY n.uid
MATCH (n:Person) WHERE n.born IS NOT NULL RETURN date.truncate('year', n.born) AS y, count(*) AS c ORDER BY y
MATCH (n:Person) WHERE n.born + duration('P40Y') < date('2026-01-01') RETURN n.uid ORDER BY n.uid
MATCH (n:Person) RETURN n.uid, duration.inDays(n.born, date('2026-01-01')).days AS d ORDER BY n.uid
MATCH (n:Person) RETURN n.uid, duration.between(n.born, date('2026-01-01')).years AS d ORDER BY n.uid
MATCH ()-[r]->() WHERE r.valid_from <= date('2023-01-01') AND (r.valid_to IS NULL OR r.valid_to >= date('2023-01-01')) RETURN r.uid ORDER BY r.uid
MATCH ()-[r]->() RETURN r.valid_from.year AS y, count(*) AS c ORDER BY y
MATCH ()-[r]->() WHERE r.valid_from.year = 2022 RETURN count(r)
MATCH (n:Person) WHERE n.odd = ' 7 ' OR toInteger(n.odd) > 10 RETURN n.uid ORDER BY n.uid
MATCH (n:Person) RETURN n.uid, toInteger(n.odd) AS i, toFloat(n.odd) AS f ORDER BY n.uid
MATCH (n:Person) WHERE n.mixed > 1 RETURN n.uid, n.mixed ORDER BY n.uid
MATCH (n:Person) WHERE n.mixed = 1 RETURN n.uid, n.mixed ORDER BY n.uid
MATCH (n:Person) WHERE n.mixed IN [1, 'a', true] RETURN n.uid, n.mixed ORDER BY n.uid
MATCH (n:Person) WHERE n.mixed < 'b' RETURN n.uid, n.mixed ORDER BY n.uid
MATCH (n:Person {mixed: 1}) RETURN n.uid ORDER BY n.uid
MATCH (n:Person {mixed: true}) RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE n.mixed STARTS WITH 'a' RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE n.mixed =~ '.*' RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE n.active RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE NOT n.active RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE n.active = true OR n.active IS NULL RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE n.age <> 41 RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE NOT n.age = 41 RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE n.nothing IS NULL RETURN count(n)
MATCH (n:Person) WHERE n.nothing = null RETURN count(n)
MATCH (n:Person) WHERE 'x' IN n.tags RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE NOT 'x' IN n.tags RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE n.tags = ['x', 'y'] RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE n.tags = [] RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE size(n.tags) > 1 RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE any(t IN n.tags WHERE t > 'x') RETURN n.uid ORDER BY n.uid
MATCH (n:Person) UNWIND n.tags AS t RETURN t, count(*) AS c ORDER BY t
MATCH (n:Person) RETURN n.tags[0] AS t, count(*) AS c ORDER BY t
MATCH (n:Person) RETURN n.score + n.age AS s, n.uid ORDER BY s, n.uid
MATCH (n:Person) RETURN n.age / 2 AS s, n.age % 2 AS t, n.age * n.score AS u, n.uid ORDER BY n.uid
MATCH (n:Person) RETURN n.name + ' (' + n.age + ')' AS s ORDER BY n.uid
MATCH (n:Person) RETURN split(n.name, ' ')[0] AS first, count(*) AS c ORDER BY first
MATCH (n:Person) RETURN substring(n.name, 0, 1) AS first, collect(DISTINCT n.age) AS c ORDER BY first LIMIT 0
MATCH (n:Person) WHERE n.name STARTS WITH 'D' AND n.name ENDS WITH '1' RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE n.name =~ '(?i).*É.*' RETURN n.uid ORDER BY n.uid
MATCH (n:Person) WHERE toLower(n.name) CONTAINS 'dée' RETURN n.uid ORDER BY n.uid
~ MATCH (n:Person) RETURN n.age AS age, count(*) AS c, avg(n.score) AS a, min(n.born) AS b, max(n.name) AS d, sum(n.score) AS s ORDER BY age
MATCH (n:Person) RETURN count(n.age) AS a, count(*) AS b, count(DISTINCT n.age) AS c, count(n.nothing) AS d, sum(n.age) AS e, avg(n.age) AS f, min(n.age) AS g, max(n.age) AS h
MATCH (n:Person) RETURN sum(DISTINCT n.age) AS a, avg(DISTINCT n.age) AS b, min(DISTINCT n.age) AS d
MATCH (n:Person) RETURN percentileCont(n.age, 0.5) AS a, percentileCont(n.age, 0.25) AS b, percentileDisc(n.age, 0.5) AS c, percentileDisc(n.age, 0.9) AS d, percentileCont(n.score, 0.0) AS e, percentileDisc(n.score, 1.0) AS f, percentileCont(n.score, 0.33) AS g
MATCH (n:Person) RETURN percentileDisc(n.age, 0.0) AS a, percentileDisc(n.age, 0.1) AS b, percentileDisc(n.age, 0.25) AS c, percentileDisc(n.age, 0.75) AS d, percentileDisc(n.age, 1) AS e
MATCH (n:Person) RETURN percentileCont(n.nothing, 0.5) AS a
MATCH (n:Person) RETURN stdev(n.nothing) AS a, stdevp(n.nothing) AS b, avg(n.nothing) AS c, sum(n.nothing) AS d, min(n.nothing) AS e, collect(n.nothing) AS f
MATCH (n:Person {uid:'p00'}) RETURN stdev(n.age) AS a, stdevp(n.age) AS b
MATCH (n:Person) RETURN min(n.mixed) AS a, max(n.mixed) AS b
MATCH (n:Person) RETURN min(n.tags) AS a, max(n.tags) AS b
MATCH (n:Person) RETURN min(n.active) AS a, max(n.active) AS b
UNWIND [1, 2.5, 3] AS x RETURN sum(x) AS a, avg(x) AS b
UNWIND [1, 2, 3] AS x RETURN sum(x) AS a, avg(x) AS b
UNWIND [9223372036854775807, 1] AS x RETURN sum(x) AS a
~ UNWIND [0.1, 0.2, 0.3] AS x RETURN sum(x) AS a, avg(x) AS b
UNWIND ['a', 1, null] AS x RETURN collect(x) AS a, count(x) AS b, collect(DISTINCT x) AS c
UNWIND [[1], [1], [null]] AS x RETURN count(DISTINCT x) AS a
UNWIND [1, 1.0] AS x RETURN count(DISTINCT x) AS a
UNWIND [null, null] AS x RETURN x, count(*) AS a, count(x) AS b
UNWIND [[1, null], [1, null]] AS x RETURN x, count(*) AS a
UNWIND [{a: null}, {a: null}, {}] AS x RETURN x, count(*) AS a ORDER BY a
MATCH (n) RETURN n.uid LIMIT 0
WITH 1 AS a, 2 AS b WITH b, a + 1 AS c RETURN b, c
WITH 1 AS a WITH *, 2 AS b RETURN a, b
WITH [1, 2, 3] AS l UNWIND l AS x WITH x WHERE x > 1 RETURN sum(x) AS s
WITH {name: 'x', list: [1, 2]} AS m UNWIND m.list AS x RETURN m.name, x
RETURN [1, 'a', null, true, 1.5, [2], {b: 3}] AS l
RETURN 'a\'b"c\\d\ne\tf' AS t
RETURN "x'y" AS t, '' AS u, 'é😀' AS v, '`' AS w
RETURN true AS a, FALSE AS b, null AS c, NULL AS d, True AS e
RETURN 1 AS `a b`, 2 AS `ä`, 3 AS ä2, 4 AS `x``y`
MATCH (`a b`:Person {uid:'p01'}) RETURN `a b`.uid
RETURN [1,2,3] AS list, size([1,2,3]) AS size, 1 AS count, 2 AS end, 3 AS order
CALL db.labels() YIELD label RETURN label ORDER BY label
CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t ORDER BY t
CALL db.labels() YIELD label WHERE label STARTS WITH 'P' RETURN count(*) AS c
CALL db.labels()
RETURN toString(toInteger('12')) AS x, '12' AS t
RETURN toString(toInteger(' 7 ')) AS x, ' 7 ' AS t
RETURN toString(toInteger('3.5')) AS x, '3.5' AS t
RETURN toString(toInteger('abc')) AS x, 'abc' AS t
RETURN toString(toInteger('')) AS x, '' AS t
RETURN toString(toInteger('1e3')) AS x, '1e3' AS t
RETURN toString(toInteger('0x10')) AS x, '0x10' AS t
RETURN toString(toInteger('-0')) AS x, '-0' AS t
RETURN toString(toInteger('+5')) AS x, '+5' AS t
RETURN toString(toInteger('true')) AS x, 'true' AS t
RETURN toString(toInteger('99999999999999999999')) AS x, '99999999999999999999' AS t
RETURN toString(toInteger('1_000')) AS x, '1_000' AS t
RETURN toString(toInteger('٣')) AS x, '٣' AS t
RETURN toString(toInteger('1.')) AS x, '1.' AS t
RETURN toString(toInteger('.5')) AS x, '.5' AS t
RETURN toString(toInteger('-.5')) AS x, '-.5' AS t
RETURN toString(toInteger('NaN')) AS x, 'NaN' AS t
RETURN toString(toInteger('Infinity')) AS x, 'Infinity' AS t
RETURN toString(toInteger('1e400')) AS x, '1e400' AS t
RETURN toString(toInteger('1,5')) AS x, '1,5' AS t
RETURN toString(toInteger(' ')) AS x, ' ' AS t
RETURN toString(toInteger('1 2')) AS x, '1 2' AS t
RETURN toString(toInteger('-7')) AS x, '-7' AS t
RETURN toString(toInteger('007')) AS x, '007' AS t
RETURN toString(toInteger('1e-2')) AS x, '1e-2' AS t
RETURN toString(toInteger('2.9')) AS x, '2.9' AS t
RETURN toString(toInteger('-2.9')) AS x, '-2.9' AS t
RETURN toString(toInteger('5d')) AS x, '5d' AS t
RETURN toString(toInteger('5f')) AS x, '5f' AS t
RETURN toString(toInteger('5L')) AS x, '5L' AS t
RETURN toString(toInteger('1E2')) AS x, '1E2' AS t
RETURN toString(toInteger('inf')) AS x, 'inf' AS t
RETURN toString(toInteger('-Infinity')) AS x, '-Infinity' AS t
RETURN toString(toInteger('9223372036854775807')) AS x, '9223372036854775807' AS t
RETURN toString(toInteger('9223372036854775808')) AS x, '9223372036854775808' AS t
RETURN toString(toInteger('-9223372036854775808')) AS x, '-9223372036854775808' AS t
RETURN toString(toInteger('0b1')) AS x, '0b1' AS t
RETURN toString(toInteger('0o7')) AS x, '0o7' AS t
RETURN toString(toInteger('\t8')) AS x, '\t8' AS t
RETURN toString(toInteger('\n9')) AS x, '\n9' AS t
RETURN toString(toInteger('1e30')) AS x, '1e30' AS t
RETURN toString(toInteger('-1e30')) AS x, '-1e30' AS t
RETURN toString(toInteger('1e18')) AS x, '1e18' AS t
RETURN toString(toInteger('9e18')) AS x, '9e18' AS t
RETURN toString(toInteger('9.3e18')) AS x, '9.3e18' AS t
RETURN toString(toInteger('0x1p3')) AS x, '0x1p3' AS t
RETURN toString(toInteger('+')) AS x, '+' AS t
RETURN toString(toInteger('-')) AS x, '-' AS t
RETURN toString(toInteger('--1')) AS x, '--1' AS t
RETURN toString(toInteger('e5')) AS x, 'e5' AS t
RETURN toString(toInteger('1e')) AS x, '1e' AS t
RETURN toString(toInteger('1.5.2')) AS x, '1.5.2' AS t
RETURN toString(toInteger('½')) AS x, '½' AS t
RETURN toString(toInteger('１２')) AS x, '１２' AS t
RETURN toString(toInteger(' 5')) AS x, ' 5' AS t
RETURN toString(toInteger('1 ')) AS x, '1 ' AS t
RETURN toString(toInteger('- 5')) AS x, '- 5' AS t
RETURN toString(toInteger('0.1e1')) AS x, '0.1e1' AS t
RETURN toString(toInteger('1D')) AS x, '1D' AS t
RETURN toString(toInteger('00x1')) AS x, '00x1' AS t
RETURN toString(toInteger('9007199254740993')) AS x, '9007199254740993' AS t
RETURN toString(toInteger('9007199254740993.0')) AS x, '9007199254740993.0' AS t
RETURN toString(toInteger('123456789012345678.9')) AS x, '123456789012345678.9' AS t
RETURN toString(toInteger(1e30)) AS x
RETURN toString(toInteger(1e19)) AS x
RETURN toString(toInteger(-1e30)) AS x
RETURN toString(toInteger(2.5)) AS x
RETURN toString(toInteger(sqrt(-1))) AS x
RETURN toString(toInteger(1.0/0)) AS x
RETURN toString(toInteger(9.3e18)) AS x
RETURN toString(toInteger(0.1)) AS x
RETURN toString(toInteger(true)) AS x
RETURN toString(toInteger(false)) AS x
RETURN toString(toInteger(null)) AS x
RETURN toString(toIntegerOrNull(1e30)) AS x
RETURN toString(toIntegerOrNull(1e19)) AS x
RETURN toString(toIntegerOrNull(-1e30)) AS x
RETURN toString(toIntegerOrNull(2.5)) AS x
RETURN toString(toIntegerOrNull(sqrt(-1))) AS x
RETURN toString(toIntegerOrNull(1.0/0)) AS x
RETURN toString(toIntegerOrNull(9.3e18)) AS x
RETURN toString(toIntegerOrNull(0.1)) AS x
RETURN toString(toIntegerOrNull(true)) AS x
RETURN toString(toIntegerOrNull(false)) AS x
RETURN toString(toIntegerOrNull(null)) AS x
RETURN toString(toIntegerOrNull(date('2026-01-01'))) AS x
RETURN toString(toIntegerOrNull([])) AS x
RETURN toString(toIntegerOrNull({})) AS x
RETURN toString(toFloat(1e30)) AS x
RETURN toString(toFloat(1e19)) AS x
RETURN toString(toFloat(-1e30)) AS x
RETURN toString(toFloat(2.5)) AS x
RETURN toString(toFloat(sqrt(-1))) AS x
RETURN toString(toFloat(1.0/0)) AS x
RETURN toString(toFloat(9.3e18)) AS x
RETURN toString(toFloat(0.1)) AS x
RETURN toString(toFloat(null)) AS x
RETURN toBoolean(1) AS x
RETURN toBoolean(0) AS x
RETURN toBoolean(2) AS x
RETURN toBoolean(null) AS x
RETURN toBoolean(' true') AS x
RETURN toBoolean('TRUE ') AS x
RETURN toBoolean('no') AS x
RETURN toBooleanOrNull(1) AS x
RETURN toBooleanOrNull(0) AS x
RETURN toBooleanOrNull(2) AS x
RETURN toBooleanOrNull(1.5) AS x
RETURN toBooleanOrNull(null) AS x
RETURN toBooleanOrNull(' true') AS x
RETURN toBooleanOrNull('TRUE ') AS x
RETURN toBooleanOrNull(date('2026-01-01')) AS x
RETURN toBooleanOrNull([]) AS x
RETURN toBooleanOrNull({}) AS x
RETURN toBooleanOrNull('no') AS x
RETURN toString(1) AS x
RETURN toString(0) AS x
RETURN toString(2) AS x
RETURN toString(1.5) AS x
RETURN toString(null) AS x
RETURN toString(' true') AS x
RETURN toString('TRUE ') AS x
RETURN toString(date('2026-01-01')) AS x
RETURN toString('no') AS x
RETURN toStringOrNull(1) AS x
RETURN toStringOrNull(0) AS x
RETURN toStringOrNull(2) AS x
RETURN toStringOrNull(1.5) AS x
RETURN toStringOrNull(null) AS x
RETURN toStringOrNull(' true') AS x
RETURN toStringOrNull('TRUE ') AS x
RETURN toStringOrNull(date('2026-01-01')) AS x
RETURN toStringOrNull([]) AS x
RETURN toStringOrNull({}) AS x
RETURN toStringOrNull('no') AS x
UNWIND ['12', ' 7 ', 'abc', '', '1e3', '1e400', '99999999999999999999', '2.9', '-2.9', '9223372036854775807', '\t8'] AS t RETURN t, toIntegerOrNull(t) AS i, toFloatOrNull(t) AS f
