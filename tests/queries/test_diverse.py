from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidQuestion
from graph.snapshot import Snapshot
from queries.routing import pool
from queries.routing.diverse import diverse, in_common, is_unlike
from queries.routing.question import RouteQuestion
from queries.routing.routes import find_routes
from tests.factories import DAY, contact, merged, ngo, person
from tests.queries.graphs import SOURCE, TARGET, random_snapshot


def ask(k: int = 4, hops: int | None = 4) -> RouteQuestion:
    return RouteQuestion((SOURCE,), (TARGET,), DAY, k=k, max_hops=hops)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 1, 9), (0, 1, 9), (1, 1)),
        ((0, 1, 2, 9), (0, 2, 3, 4, 9), (1, 2)),
        ((0, 1, 2, 9), (0, 3, 9), (0, 1)),
        ((0, 9), (0, 1, 9), (0, 0)),
        ((0, 9), (0, 9), (0, 0)),
    ],
)
def test_likeness_counts_those_in_the_middle(
    one: tuple[int, ...], other: tuple[int, ...], expected: tuple[int, int]
) -> None:
    assert in_common(one, other) == in_common(other, one) == expected


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), most=st.sampled_from([0.0, 1 / 3, 0.5, 1.0]))
def test_routes_are_the_first_of_all_that_fit_with_those_before(seed: int, most: float) -> None:
    snapshot = random_snapshot(seed)
    answer = diverse(snapshot, ask(), most)
    everything = find_routes(snapshot, ask(k=200)).routes  # fewer than 200 exist here
    taken: list[tuple[str, ...]] = []
    for route in everything:
        chain = tuple(one.id for one in route.actors)
        middle = set(chain[1:-1])
        fits = all(
            not middle
            or not set(other[1:-1])
            or len(middle & set(other[1:-1])) <= most * min(len(middle), len(other) - 2)
            for other in taken
        )
        if fits and len(taken) < 4:
            taken.append(chain)
    assert [tuple(one.id for one in route.actors) for route in answer.routes] == taken
    assert answer.looked_at == len(everything) or len(answer.routes) == 4


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_without_any_overlap_no_two_routes_share_a_person(seed: int) -> None:
    routes = diverse(random_snapshot(seed), ask(k=9), 0.0).routes
    middles = [{one.id for one in route.actors[1:-1]} for route in routes]
    assert all(not one & other for one, other in combinations(middles, 2))


def test_fewer_than_asked_for_is_said_with_what_was_looked_at() -> None:
    ties = [contact(SOURCE, "p"), contact("p", TARGET)]
    snapshot = Snapshot.build(merged([ngo(SOURCE), person("p"), person(TARGET)], ties))
    answer = diverse(snapshot, ask())
    assert (len(answer.routes), answer.is_all) == (1, True)
    assert answer.notes == (
        "Only 1 of 4 that differ enough are among all 1 routes of at most 4 steps.",
    )


def test_the_pool_is_deepened_before_fewer_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = random_snapshot(3, people=9, share=0.6)
    whole = diverse(snapshot, ask(k=3), 0.0)
    monkeypatch.setattr(pool, "POOLS", (1, 200))
    assert diverse(snapshot, ask(k=3), 0.0).routes == whole.routes
    monkeypatch.setattr(pool, "POOLS", (1, 2))
    shallow = diverse(snapshot, ask(k=3), 0.0)
    assert not shallow.is_all
    assert "the 2 best routes" in shallow.notes[0]


def test_a_likeness_out_of_bounds_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="between 0 and 1"):
        diverse(random_snapshot(1), ask(), 1.5)


def test_a_third_may_be_written_with_a_few_digits() -> None:
    one, other = (0, 1, 2, 3, 9), (0, 1, 4, 5, 9)
    assert is_unlike(one, [other], 0.333)
    assert is_unlike(one, [other], 1 / 3)
    assert not is_unlike(one, [other], 0.32)


def test_a_direct_route_is_like_no_other() -> None:
    assert is_unlike((0, 9), [(0, 1, 9), (0, 9)], 0.0)
    assert is_unlike((0, 1, 9), [(0, 9)], 0.0)
    assert not is_unlike((0, 1, 9), [(0, 9), (0, 1, 2, 9)], 0.0)


def test_as_many_routes_as_the_pool_holds_may_be_all(monkeypatch: pytest.MonkeyPatch) -> None:
    ties = [tie for name in "pq" for tie in (contact(SOURCE, name), contact(name, TARGET))]
    snapshot = Snapshot.build(merged([ngo(SOURCE), *map(person, ("p", "q", TARGET))], ties))
    monkeypatch.setattr(pool, "POOLS", (2, 5))
    answer = diverse(snapshot, ask())
    assert (len(answer.routes), answer.looked_at, answer.is_all) == (2, 2, True)


def test_without_any_route_the_condition_at_fault_is_named() -> None:
    ties = [contact(SOURCE, "p"), contact("p", TARGET)]
    snapshot = Snapshot.build(merged([ngo(SOURCE), person("p"), person(TARGET)], ties))
    (note,) = diverse(snapshot, ask(hops=1)).notes
    assert "'at most 1 step'" in note
    alone = Snapshot.build(merged([ngo(SOURCE), person(TARGET)]))
    assert diverse(alone, ask()).notes == ("There is no route.",)


def test_the_load_is_kept_too() -> None:
    ties = [contact(SOURCE, "p"), *(contact("p", name) for name in ("q", "r"))]
    ties += [contact(name, TARGET) for name in ("q", "r")]
    people = [ngo(SOURCE), *map(person, ("p", "q", "r", TARGET))]
    snapshot = Snapshot.build(merged(people, ties))
    assert len(diverse(snapshot, ask(), 0.5).routes) == 2
    answer = diverse(snapshot, replace(ask(), load=1), 0.5)
    assert len(answer.routes) == 1
    assert "keep the load" in answer.notes[0]
