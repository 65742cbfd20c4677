"""What stays different between the engines, as docs/cypher.md lists it: never more than that."""

import pytest

from graph.errors import CorridorsError
from queries.cypher import run
from tests.parity.comparing import Pair, near, rows_of, typed

STRICTER = [
    "RETURN 'a' + true AS x",
    "RETURN 'a' + date('2026-01-01') AS x",
    "RETURN size({a: 1}) AS x",
    "RETURN length('abc') AS x",
    "RETURN round(12.5, -1) AS x",
    "RETURN date('2026-03-04').yaer AS x",
    "MATCH (n:Person) WHERE n.mixed RETURN n.uid AS x",
]
LOOSER = [
    "RETURN split('a,b;c', [',', ';']) AS x",
    "MATCH (n:Person) WITH n.age AS age, n RETURN age, count(n) + -age AS x",
]
UNORDERED = [
    "MATCH (n) RETURN n.uid AS u, labels(n) AS l ORDER BY u",
    "MATCH (n) RETURN n.uid AS u, keys(n) AS l ORDER BY u",
    "MATCH (n:Person) RETURN n.age AS u, collect(n.uid) AS l ORDER BY u",
]
LAST_DIGITS = [
    "MATCH (n:Person) RETURN n.age AS age, avg(n.score) AS x, stdev(n.score) AS y ORDER BY age",
    "UNWIND [0.1, 0.2, 0.3] AS x RETURN sum(x) AS a, avg(x) AS b",
]


@pytest.mark.neo4j
@pytest.mark.parametrize("text", STRICTER)
def test_neo4j_fails_in_words_where_the_embedded_engine_answers(
    pairs: dict[str, Pair], text: str
) -> None:
    assert run(pairs["drawn"].embedded, text).columns == ("x",)
    with pytest.raises(CorridorsError):
        run(pairs["drawn"].neo4j, text)


@pytest.mark.neo4j
@pytest.mark.parametrize("text", LOOSER)
def test_the_embedded_engine_fails_or_is_refused_where_neo4j_answers(
    pairs: dict[str, Pair], text: str
) -> None:
    with pytest.raises(CorridorsError):
        run(pairs["drawn"].embedded, text)


@pytest.mark.neo4j
@pytest.mark.parametrize("text", UNORDERED)
def test_lists_without_an_order_hold_the_same(pairs: dict[str, Pair], text: str) -> None:
    def held(rows: tuple[tuple[object, ...], ...]) -> list[object]:
        return [(key, sorted(listed)) for key, listed in rows]  # type: ignore[call-overload]  # lists

    embedded, neo4j = pairs["drawn"].both(text)
    assert held(embedded.rows) == held(neo4j.rows)


@pytest.mark.neo4j
@pytest.mark.parametrize("text", LAST_DIGITS)
def test_fractions_differ_in_their_last_digits_at_most(pairs: dict[str, Pair], text: str) -> None:
    embedded, neo4j = pairs["drawn"].both(text)
    assert near(rows_of(embedded, True), rows_of(neo4j, True))


@pytest.mark.neo4j
def test_mixed_values_hold_the_same_in_an_order_of_each_engine(pairs: dict[str, Pair]) -> None:
    text = "UNWIND [3, 'a', true, date('2026-01-01'), null] AS x RETURN x ORDER BY x"
    embedded, neo4j = pairs["drawn"].both(text)
    assert [repr(row[0]) for row in neo4j.rows] == [
        "datetime.date(2026, 1, 1)",
        "'a'",
        "True",
        "3",
        "None",
    ]
    assert embedded.rows != neo4j.rows
    assert sorted(map(repr, embedded.rows)) == sorted(map(repr, neo4j.rows))
    assert typed([*embedded.rows[-1]]) == typed([None])
