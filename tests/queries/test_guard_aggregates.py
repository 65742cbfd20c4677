"""Where aggregates may stand; what each engine does with them is measured in tests/parity."""

import pytest

from graph.errors import QueryRefused
from queries.guard.check import check

MANY = "MATCH (n)--(m) "
REFUSED = [
    ("RETURN count(m) > 3 AND n.x AS y", "beside AND"),
    ("RETURN (count(m) > 3) OR false AS y", "beside OR"),
    ("RETURN true XOR count(m) > 3 AS y", "beside XOR"),
    ("RETURN NOT count(m) > 3 AS y", "behind NOT"),
    ("RETURN count(m) IN [1, 2] AS y", "beside IN"),
    ("RETURN 4 IN collect(m.age) AS y", "beside IN"),
    ("RETURN max(m.age) IS NULL AS y", "beside IS"),
    ("RETURN max(m.age) IS NOT NULL AS y", "beside IS"),
    ("RETURN max(m.name) STARTS WITH 'a' AS y", "beside STARTS"),
    ("RETURN max(m.name) ENDS WITH 'a' AS y", "beside ENDS"),
    ("RETURN 'abc' CONTAINS max(m.name) AS y", "beside CONTAINS"),
    ("RETURN max(m.name) =~ 'a.*' AS y", "beside =~"),
    ("RETURN CASE WHEN max(m.age) IS NULL THEN 1 ELSE 2 END AS y", "beside IS"),
    ("RETURN [count(m) > 3 AND true] AS y", "beside AND"),
    ("RETURN {a: [coalesce(NOT max(m.x), 1)]} AS y", "behind NOT"),
    ("WITH n, count(m) > 3 AND true AS y RETURN y", "beside AND"),
    ("CALL (n) { MATCH (n)--(k) RETURN max(k.born) IS NULL AS y } RETURN y", "beside IS"),
    ("RETURN max(m.born).year AS y", "before a dot"),
    ("RETURN (max(m.born)).year + 1 AS y", "before a dot"),
    ("RETURN collect(m)[0].uid AS y", "before a dot"),
    ("RETURN duration.inDays(min(m.born), max(m.born)).days AS y", "before a dot"),
    ("RETURN {a: count(m)}.a AS y", "before a dot"),
    ("RETURN head(collect(m)):Person AS y", "before a label"),
    ("RETURN n {.uid, ties: count(m)} AS y", "in a map of a node's properties"),
    ("RETURN [x IN [1] | x + count(m)] AS y", "in what a list does"),
    ("RETURN [x IN [1] WHERE x < count(m)] AS y", "in what a list does"),
    ("RETURN any(x IN [1] WHERE x < count(m)) AS y", "in a condition"),
    ("RETURN reduce(s = 0, x IN [1] | s + count(m)) AS y", "in what reduce() does"),
    ("RETURN [(n)--(k) | count(k)] AS y", "in a list made from a pattern"),
    ("RETURN count(max(m.age)) AS y", "in another aggregate"),
    ("WHERE count(m) > 3 RETURN n", "in WHERE"),
    ("WITH n, count(m) AS c WHERE count(m) > 3 RETURN n", "in WHERE"),
    ("UNWIND collect(m.age) AS x RETURN x", "in UNWIND"),
    ("MATCH (k {age: max(m.age)}) RETURN k", "in MATCH"),
    ("RETURN EXISTS { (n)--(k) WHERE count(k) > 1 } AS y", "in WHERE"),
    ("RETURN n.age AS a, count(m) AS c ORDER BY count(m) + 1", "is no item itself"),
    ("RETURN n.age AS a, count(m) AS c ORDER BY max(m.age)", "is no item itself"),
]
UNGROUPED = [
    "RETURN [n.age, count(m)] AS y",
    "RETURN {a: n.age, c: count(m)} AS y",
    "RETURN n.uid AS u, CASE WHEN n.age > 1 THEN count(m) END AS y",
    "RETURN n.age > count(m) AS y",
    "RETURN n.uid AS u, [n.uid, n.age, count(m)] AS y",
    "RETURN n.born.year AS b, n.born.year + count(m) AS y",
    "RETURN n.age AS a, size([x IN collect(m.age) WHERE x > n.active]) AS y",
    "RETURN n.age AS a, n.age * 2 + count(m) AS y",
    "RETURN n.name AS name, toString(n.name) + count(m) AS y",
    "RETURN n, COUNT { (n)--() } + count(m) AS y",
]
PASSING = [
    "RETURN count(*) AS y",
    "RETURN count(m) > 3 AS y",
    "RETURN 1.0 * sum(m.age) / count(DISTINCT m) - 1 AS y",
    "RETURN round(avg(m.age), 1) AS y, size(collect(DISTINCT m.age)) AS z",
    "RETURN CASE WHEN count(m) > 3 THEN 'many' ELSE 'few' END AS y",
    "RETURN [count(m), max(m.age)] AS y, {a: {b: [count(m)]}} AS z, -count(m) AS w",
    "RETURN collect(m.age)[0..2] AS y, [x IN collect(m.age) WHERE x > 1 AND x < 9 | x + 1] AS z",
    "RETURN any(x IN collect(m.age) WHERE x > 1) AS y, reduce(s = 0, x IN [1] | s + x) AS z",
    "RETURN count(m.age > 4 AND m.active) AS y, collect(m.age IS NULL) AS z",
    "RETURN sum(CASE WHEN m.x IS NULL THEN 0 ELSE 1 END) AS y, max(COUNT { (m)--() }) AS z",
    "RETURN n.age IS NULL AND n.active AS k, count(m) AS c",
    "RETURN n.age AS a, n.age + count(m) AS y, [n.age, count(m)] AS z",
    "RETURN n, n.age + count(m) AS y",
    "WITH n.age AS a, m RETURN a, reduce(s = a, x IN collect(m.age) | s + x + a) AS y",
    "WITH n, count(m) AS c WHERE c > 3 AND n.age > 1 RETURN max(c) AS y",
    "WITH *, 1 AS k RETURN k, count(m) AS c",
    "RETURN n.uid AS u, COUNT { MATCH (n)--(k) WITH k, count(*) AS c WHERE c > 1 RETURN k } AS c",
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_an_aggregate_is_refused_where_an_engine_forgets_it(text: str, said: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        check(MANY + text)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", UNGROUPED)
def test_a_value_beside_an_aggregate_must_be_what_is_grouped_by(text: str) -> None:
    with pytest.raises(QueryRefused, match="next clause"):
        check(MANY + text)


@pytest.mark.parametrize("text", PASSING)
def test_aggregates_pass_where_both_engines_aggregate(text: str) -> None:
    check(MANY + text)


def test_a_refusal_says_how_to_write_it() -> None:
    with pytest.raises(QueryRefused) as caught:
        check("MATCH (n) RETURN max(n.born).year AS y")
    assert str(caught.value) == (
        "'max(n.born)' (line 1, column 18) stands before a dot, where it is not aggregated. "
        "Name it first: WITH …, max(n.born) AS n, and use n in the next clause."
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("RETURN n.a AS a, count(*) AS c ORDER BY count(*) DESC, a", "ORDER BY `c`    DESC, a"),
        ("RETURN n.a AS a, sum(n.b) ORDER BY sum(n.b)", "ORDER BY `sum(n.b)`"),
        ("WITH n.a AS a, -count(*) AS c ORDER BY -count(*) RETURN a", "ORDER BY `c`     RETURN a"),
    ],
)
def test_an_aggregate_to_order_by_is_written_by_its_name(text: str, written: str) -> None:
    # The embedded engine orders by `-count(*)` as if it were not there.
    assert " ".join(written.split()) in " ".join(check("MATCH (n) " + text).text.split())


def test_everything_and_something_more_is_not_returned() -> None:
    # The embedded engine leaves out what stands beside the star.
    with pytest.raises(QueryRefused, match="Name what to return"):
        check("MATCH (n) RETURN *, n.age AS age")
    check("MATCH (n) RETURN *")
    check("MATCH (n) WITH *, n.age AS age RETURN age")
