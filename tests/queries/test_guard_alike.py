"""What is written anew or refused so that engines do the same; tests/parity asks the engines."""

import pytest

from graph.errors import QueryRefused
from queries.guard.check import check

WRITTEN = [
    (
        "MATCH (a) WHERE (a)-->(:MEP) RETURN a",
        "MATCH (a) WHERE EXISTS { (a)-->(:MEP) } RETURN a",
    ),
    (
        "MATCH (a) RETURN NOT exists((a)-->()) AS x",
        "MATCH (a) RETURN NOT EXISTS { (a)-->() } AS x",
    ),
    (
        "MATCH (n) WHERE n.name =~ 'a.*' RETURN n",
        "MATCH (n) WHERE any(v_ IN [n.name] WHERE v_ STARTS WITH '' AND toStringOrNull(v_) "
        "=~ 'a.*') RETURN n",
    ),
    (
        "MATCH (n) RETURN toBoolean(n.x) AS x",
        "MATCH (n) RETURN toBoolean([v_ IN [n.x] | CASE WHEN v_ STARTS WITH '' "
        "THEN trim(toStringOrNull(v_)) ELSE v_ END][0]) AS x",
    ),
    ("RETURN toInteger(5) AS x", "RETURN toInteger(5) AS x"),
    ("MATCH (b)-[r]->(a) RETURN *", "MATCH (b)-[r]->(a) RETURN `a`, `b`, `r`"),
    (
        "MATCH p = (a)-->() WITH *, 1 AS k RETURN DISTINCT * LIMIT 2",
        "MATCH p = (a)-->() WITH *, 1 AS k RETURN DISTINCT `a`, `k`, `p` LIMIT 2",
    ),
    (
        "MATCH (a) CALL (a) { RETURN a.x AS z } WITH a AS y, z RETURN *",
        "MATCH (a) CALL (a) { RETURN a.x AS z } WITH a AS y, z RETURN `y`, `z`",
    ),
    (
        "MATCH (a), (b:X {uid: 1}) MATCH p = shortestPath((a)-[*..6]-(b)) RETURN p",
        "MATCH (a), (b:X {uid: 1}) MATCH p = shortestPath((a)-[*..6]-(b)) WHERE `a` <> `b` "
        "RETURN p",
    ),
    (
        "MATCH p = shortestPath((a)-[*..6]-(:MEP)) WHERE a.x > 1 OR a.y RETURN p",
        "MATCH p = shortestPath((a)-[*..6]-( `an end 1`:MEP)) WHERE `a` <> `an end 1` "
        "AND ( a.x > 1 OR a.y) RETURN p",
    ),
    (
        "MATCH (a)-->(b) RETURN length(shortestPath((a)-[*..6]-(b))) AS l",
        "MATCH (a)-->(b) RETURN length((CASE WHEN `a` <> `b` THEN shortestPath((a)-[*..6]-(b)) "
        "END)) AS l",
    ),
    ("RETURN [`a` IN [1] | `a`] AS x", "RETURN [a IN [1] | a] AS x"),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_what_engines_do_differently_is_written_anew(text: str, expected: str) -> None:
    written = " ".join(check(text).text.split())
    assert written.replace("( `", "(`") == expected.replace("( `", "(`")


REFUSED = [
    ("RETURN duration('P1D') < duration('P2D') AS x", "durations have no order"),
    ("WITH duration('P1D') AS d RETURN d > duration('P2D') AS x", "durations have no order"),
    ("MATCH (n) RETURN n.x AS x ORDER BY duration({days: n.x})", "durations have no order"),
    ("MATCH (n) RETURN duration({days: n.x}) AS d ORDER BY d", "durations have no order"),
    ("MATCH (n) RETURN max(duration({days: n.x})) AS d", "durations have no order"),
    ("MATCH (n) RETURN max(n) AS x", "have no order"),
    ("MATCH ()-[r]->() WITH r AS s RETURN min(DISTINCT s) AS x", "have no order"),
    ("MATCH (n) RETURN n ORDER BY n", "have no order"),
    ("RETURN {a: 1} < {a: 2} AS x", "order maps"),
    ("UNWIND [{a: 1}] AS m RETURN m >= {a: 2} AS x", "order maps"),
    ("MATCH (n) RETURN n.x AS x ORDER BY {a: n.x, b: [1]}", "order maps"),
    ("MATCH (n) RETURN max({a: n.x}) AS x", "order maps"),
    ("MATCH (n) RETURN n.x AS x ORDER BY n {.x}", "order maps"),
    ("MATCH (n) CALL (n) { MATCH (m) RETURN max(m) AS k } RETURN k", "have no order"),
    ("RETURN datetime('2026-01-01T00:00Z') AS x", "days and no times"),
    ("RETURN localtime('10:00') AS x", "days and no times"),
    ("RETURN cot(1) AS x", "1 / tan(x)"),
    ("RETURN [1, 2][..] AS x", "has no bound"),
    ("MATCH (n) WHERE n.a + 'x' =~ 'a' RETURN n", "in brackets"),
    ("MATCH (n) WHERE n.a IS NULL =~ 'a' RETURN n", "in brackets"),
    ("CALL db.propertyKeys()", "is no procedure that may be called"),
    ("MATCH p = shortestPath((a)-[*2..6]-(b)) RETURN p", "from 0 or 1 on"),
    ("MATCH p = shortestPath((a)-[*..6]-(a)) RETURN p", "to itself"),
    ("MATCH p = shortestPath((a)-->()-->(b)) RETURN p", "one relationship"),
    (
        "MATCH p = shortestPath((a)-[*..6]-(b)) WHERE all(x IN nodes(p) WHERE x.y) RETURN p",
        "Put the condition behind WITH *",
    ),
    (
        "MATCH p = shortestPath((a)-[r*..6]-(b)) WHERE size(r) > 2 RETURN p",
        "Put the condition behind WITH *",
    ),
    ("RETURN 1 AS a, 2 AS b UNION RETURN 3 AS b, 4 AS a", "Return a, b"),
    ("RETURN [`a b` IN [1] | `a b`] AS x", "plain name"),
    ("RETURN any(`a b` IN [1] WHERE true) AS x", "plain name"),
    ("RETURN reduce(`a b` = 1, x IN [1] | x) AS x", "plain name"),
    ("MATCH (`a b`) RETURN `a b` {.uid} AS x", "plain name"),
    ("CALL db.labels() YIELD label AS `a b` RETURN count(*)", "plain name"),
    ("UNWIND [1] AS a CALL (a) { MATCH (b) RETURN * } RETURN a", "Name what to return"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_cannot_be_made_alike_is_refused_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        check(text)
    assert said in str(caught.value)


PASSING = [
    "MATCH (c) WHERE c.day > date('2026-01-01') + duration('P1D') RETURN c",
    "MATCH (c) WHERE duration.inDays(c.a, c.b).days > 3 RETURN c ORDER BY c.a",
    "MATCH (a {uid: 1}), (b) MATCH p = shortestPath((a)-[*..6]-(b)) WITH * WHERE length(p) > 2 "
    "RETURN b.uid",
    "MATCH (a)-[r]->(b) WHERE a.p = 1 AND r.p = 2 RETURN a",
    "MATCH (n) WITH n.x AS n RETURN max(n) AS x ORDER BY x",
    "MATCH (n) RETURN n.x AS n ORDER BY n",
    "MATCH (n) RETURN n.x AS x UNION UNWIND [1] AS n RETURN max(n) AS x",
    "MATCH (n) WITH n, count(*) AS c ORDER BY c, n.uid RETURN max(c) AS x",
    "RETURN 1 AS a, 2 AS b UNION ALL RETURN 3 AS a, 4 AS b",
    "RETURN {a: 1} = {a: 2} AS x, {a: 1}.a < {a: 2}.a AS y",
    "MATCH (n) RETURN n {.x} AS m, size([{a: 1}]) > 0 AS x ORDER BY n.x",
    "MATCH (n) WHERE EXISTS { (n)-->() } AND COUNT { (n)-->() } > 1 RETURN n.uid",
]


@pytest.mark.parametrize("text", PASSING)
def test_what_is_alike_passes(text: str) -> None:
    check(text)
