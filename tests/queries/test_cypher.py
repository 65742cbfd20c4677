from collections.abc import Mapping
from threading import Event

import pytest

from graph.errors import InvalidQuestion, QueryRefused
from graph.store import Cell, Table
from queries.cypher import explain, run

ANSWER = Table(("x",), ((1,),))


class Recorder:
    """A reader that answers always the same and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Mapping[str, Cell], int, float]] = []

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Cell],
        *,
        limit: int,
        timeout_s: float,
        stop: Event | None = None,
    ) -> Table:
        self.asked.append((cypher, parameters, limit, timeout_s))
        return ANSWER

    def explain(
        self, cypher: str, parameters: Mapping[str, Cell], *, timeout_s: float
    ) -> tuple[str, ...]:
        self.asked.append((cypher, parameters, 0, timeout_s))
        return ("+ PLAN",)

    def counts(self) -> tuple[int, int]:
        return (0, 0)

    def close(self) -> None:
        return


def test_a_reading_query_reaches_the_engine_with_its_limits() -> None:
    reader = Recorder()
    assert run(reader, "RETURN $x AS x", {"x": 1}, limit=7, timeout_s=2.0) == ANSWER
    assert reader.asked == [("RETURN $x AS x", {"x": 1}, 7, 2.0)]


def test_parameters_may_be_left_out() -> None:
    reader = Recorder()
    run(reader, "RETURN 1 AS x")
    assert reader.asked == [("RETURN 1 AS x", {}, 1000, 5.0)]


def test_a_writing_query_never_reaches_the_engine() -> None:
    reader = Recorder()
    with pytest.raises(QueryRefused):
        run(reader, "CREATE (n)")
    assert reader.asked == []


def test_the_engine_is_given_the_text_that_the_guard_wrote() -> None:
    reader = Recorder()
    run(reader, "RETURN 1 + 1 /* not for the engine */")
    assert reader.asked[0][0] == "RETURN 1 + 1 AS `1 + 1`"


def test_a_query_is_explained_behind_the_same_guard() -> None:
    reader = Recorder()
    assert explain(reader, "RETURN 1 AS x") == ("+ PLAN",)
    with pytest.raises(QueryRefused):
        explain(reader, "CREATE (n)")
    assert [asked[0] for asked in reader.asked] == ["RETURN 1 AS x"]


@pytest.mark.parametrize(("limit", "timeout_s"), [(0, 1.0), (100_001, 1.0), (1, 0.0), (1, 121.0)])
def test_limits_out_of_bounds_are_refused(limit: int, timeout_s: float) -> None:
    with pytest.raises(InvalidQuestion, match="out of bounds"):
        run(Recorder(), "RETURN 1 AS x", limit=limit, timeout_s=timeout_s)


@pytest.mark.parametrize("cell", [2**63, -(2**63) - 1, [1, 10**30], {"a": [{"b": 2**63}]}])
def test_a_number_that_no_engine_holds_is_refused(cell: Cell) -> None:
    reader = Recorder()
    for ask in (run, explain):
        with pytest.raises(InvalidQuestion, match=r"parameter id .* beyond 64 bits"):
            ask(reader, "RETURN $id AS x", {"id": cell})
    assert reader.asked == []


def test_the_largest_number_is_handed_over() -> None:
    reader = Recorder()
    run(reader, "RETURN $id AS x", {"id": 2**63 - 1})
    assert reader.asked[0][1] == {"id": 2**63 - 1}
