"""The attack list, on both engines: 0 successes; what is behind the guard is tried too."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest

from graph.errors import CorridorsError, QueryFailed, QueryRefused
from graph.store import Cell, GraphReader
from queries.cypher import run
from queries.guard.check import check
from tests.parity.attacks import FORBIDDEN, GREEDY, WRITES
from tests.parity.comparing import Pair
from tests.parity.mutants import bare_words, mutant
from tests.parity.test_same_rows import lines

GIVEN: dict[str, Cell] = {"label": "Person", "key": "x", "type": "X", "name": "x", "a": 1}
NEVER = {
    *("CREATE", "INSERT", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "FOREACH"),
    *("LOAD", "USE", "USING", "ALTER", "GRANT", "DENY", "REVOKE", "TERMINATE"),
}
ENGINES: list[Callable[[Pair], GraphReader]] = [
    lambda pair: pair.embedded,
    lambda pair: pair.neo4j,
]
NAMES = ["embedded", "neo4j"]


def whole(reader: GraphReader) -> list[object]:
    """Give everything that a projection holds."""
    nodes = run(reader, "MATCH (n) RETURN n ORDER BY n.uid", limit=10_000)
    ties = run(reader, "MATCH ()-[r]->() RETURN r ORDER BY r.uid", limit=10_000)
    return [nodes.rows, ties.rows]


def test_there_are_many_attacks_and_each_stands_once() -> None:
    assert len(FORBIDDEN) + len(GREEDY) >= 150
    assert len({*FORBIDDEN, *GREEDY}) == len(FORBIDDEN) + len(GREEDY)


@pytest.mark.parametrize("text", FORBIDDEN)
def test_what_is_forbidden_never_reaches_an_engine(text: str) -> None:
    with pytest.raises(QueryRefused):
        check(text, GIVEN)


@pytest.mark.neo4j
@pytest.mark.parametrize("engine", ENGINES, ids=NAMES)
def test_nothing_is_changed_by_any_attack_even_past_the_guard(
    pairs: dict[str, Pair], engine: Callable[[Pair], GraphReader]
) -> None:
    reader = engine(pairs["drawn"])
    before = whole(reader)
    for text in FORBIDDEN:
        with pytest.raises(QueryRefused):
            run(reader, text, GIVEN)
    for text in WRITES:
        with suppress(CorridorsError):
            reader.query(text, {}, limit=1, timeout_s=5.0)
    assert whole(reader) == before


@pytest.mark.neo4j
@pytest.mark.parametrize("engine", ENGINES, ids=NAMES)
def test_greedy_questions_end_and_leave_an_engine_that_answers(
    pairs: dict[str, Pair], engine: Callable[[Pair], GraphReader]
) -> None:
    reader = engine(pairs["pack"])
    for text in GREEDY:
        with suppress(QueryRefused, QueryFailed):
            assert len(run(reader, text, timeout_s=0.5).rows) <= 1000
    assert run(reader, "MATCH (n:MEP) RETURN count(n) > 0 AS some", timeout_s=60.0).rows == (
        (True,),
    )


def test_no_mutant_of_an_accepted_query_keeps_a_word_that_writes() -> None:
    random, seeds = Random(5), [line.lstrip("-~ ") for line in lines()]
    accepted = 0
    for _ in range(2_000):
        try:
            text = check(mutant(random, seeds)).text
        except QueryRefused:
            continue
        accepted += 1
        assert NEVER.isdisjoint(bare_words(text)), text
    assert accepted > 100  # else the mutants are too wild to show anything


@pytest.mark.neo4j
def test_accepted_mutants_only_read_says_the_server(pairs: dict[str, Pair]) -> None:
    random, seeds = Random(6), [line.lstrip("-~ ") for line in lines()]
    explained = 0
    while explained < 60:
        text = mutant(random, seeds)
        try:
            check(text)
        except QueryRefused:
            continue
        with suppress(QueryFailed):  # mutants may be no Cypher; refused would be a success
            plan = " ".join(pairs["drawn"].neo4j.explain(check(text).text, {}, timeout_s=10.0))
            assert "LoadCSV" not in plan
            assert "db." not in plan.replace("db.labels", "").replace("db.relationshipTypes", "")
            explained += 1
