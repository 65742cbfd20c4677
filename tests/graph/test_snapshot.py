"""Snapshots: the same costs from compiled and plain code, and from ties in any order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from graph.model import Classification, MergedGraph, Relation, Tie
from graph.period import EndKind, Period
from graph.snapshot import FORBIDDEN, CostView, Snapshot, TieFilter
from graph.strength import DEFAULT, scaled
from graph.twin import Twin, use
from tests.factories import DAY, body, contact, member, merged, person, tie

FILTERS = (
    TieFilter(),
    TieFilter(channels=frozenset({"meeting"})),
    TieFilter(relations=frozenset({Relation.MEMBER_OF, Relation.HOLDS})),
    TieFilter(min_confidence=0.6),
    TieFilter(include_invented=False),
)


@pytest.fixture(autouse=True)
def _auto() -> Iterator[None]:
    """Leave the choice of twin as it was."""
    yield
    use(Twin.AUTO)


def random_graph(seed: int) -> MergedGraph:
    """Give contacts and seats, alone and in parallel, ended, fading, doubted and invented."""
    random = Random(seed)
    people = [f"p{number}" for number in range(random.randint(3, 12))]
    places = ["delegation", "committee"]
    ties: dict[str, Tie] = {}
    for _ in range(random.randint(3, 40)):
        a, b = random.sample(people, 2)
        day = DAY - timedelta(days=random.choice((-40, 0, 30, 365, 2500)))
        made = contact(
            a,
            b,
            day,
            random.choice(("meeting", "email", "letter")),
            of=random.choice((("one",), ("two",), ("one", "two"))),
            intensity=random.choice((None, 0.4)),
            confidence=random.choice((None, 0.5, 0.7)),
        )
        ties[made.id] = made
    for name in people:
        for place in random.sample(places, random.randint(0, 2)):
            period = random.choice(
                (
                    Period.since(date(2024, 7, 1)),
                    Period.between(date(2020, 1, 1), date(2025, 6, 30)),
                    Period(date(2022, 1, 1), None, EndKind.UNKNOWN),
                )
            )
            made = member(name, place, period=period)
            ties[made.id] = made
    holds = tie(people[0], Relation.HOLDS, people[1], invented=True)
    entities = [person(name, invented=random.random() < 0.2) for name in people]
    entities += [body(places[0], Classification.DELEGATION)]
    entities += [body(places[1], Classification.COMMITTEE)]
    return merged(entities, [*ties.values(), holds])


def views(graph: MergedGraph) -> Iterator[CostView]:
    snapshot = Snapshot.build(graph)
    for back in (-100, 0, 1, 500, 4000):
        for tie_filter in FILTERS:
            yield snapshot.costs(DAY - timedelta(days=back), tie_filter)


def test_looked_up_costs_are_the_weighed_ones() -> None:
    for seed in range(40):
        graph = random_graph(seed)
        use(Twin.PLAIN)
        weighed = list(views(graph))
        use(Twin.COMPILED)
        for plain, fast in zip(weighed, views(graph), strict=True):
            assert (plain.costs == fast.costs).all(), f"seed {seed}"
            assert plain.tie_count == fast.tie_count, f"seed {seed}"
            assert (plain.strengths == fast.strengths).all()


def test_order_of_ties_changes_no_byte() -> None:
    for seed in range(20):
        graph = random_graph(seed)
        shuffled = list(graph.ties)
        Random(seed).shuffle(shuffled)
        turned = MergedGraph(
            graph.entities, tuple(shuffled), graph.sources, graph.level, graph.head
        )
        one, other = Snapshot.build(graph), Snapshot.build(turned)
        assert one.table.ties == other.table.ties
        for name in ("indptr", "heads", "arc_pair"):
            assert getattr(one, name).tobytes() == getattr(other, name).tobytes()
        assert one.costs(DAY).costs.tobytes() == other.costs(DAY).costs.tobytes()


def test_arcs_lead_both_ways_and_are_sorted() -> None:
    snapshot = Snapshot.build(random_graph(5))
    tails = np.repeat(np.arange(len(snapshot.ids)), np.diff(snapshot.indptr))
    arcs = list(zip(tails.tolist(), snapshot.heads.tolist(), strict=True))
    assert arcs == sorted(set(arcs))
    pairs = dict(zip(arcs, snapshot.arc_pair.tolist(), strict=True))
    assert all(pairs[head, tail] == pair for (tail, head), pair in pairs.items())


def test_contact_that_faded_long_ago_still_holds_at_the_floor() -> None:
    graph = merged([person("a"), person("b")], [contact("a", "b", date(1990, 1, 1))])
    for twin in (Twin.PLAIN, Twin.COMPILED):
        use(twin)
        snapshot = Snapshot.build(graph)
        assert snapshot.costs(DAY).costs.tolist() == [snapshot.model.cost(0.0005)] * 2


def test_asking_for_a_day_again_weighs_nothing() -> None:
    snapshot = Snapshot.build(random_graph(1))
    assert snapshot.costs(DAY) is snapshot.costs(DAY)
    assert snapshot.costs(DAY, FILTERS[1]) is not snapshot.costs(DAY)


def steps(snapshot: Snapshot, tie_filter: TieFilter) -> dict[tuple[str, str], int]:
    """Give the costs of the steps that hold, by both ends."""
    costs = snapshot.costs(DAY, tie_filter).costs.tolist()
    tails = np.repeat(np.arange(len(snapshot.ids)), np.diff(snapshot.indptr)).tolist()
    named = zip(tails, snapshot.heads.tolist(), costs, strict=True)
    return {(snapshot.ids[a], snapshot.ids[b]): cost for a, b, cost in named if cost < FORBIDDEN}


@pytest.mark.parametrize("twin", [Twin.PLAIN, Twin.COMPILED])
def test_a_snapshot_without_a_tie_is_that_of_the_graph_without_it(twin: Twin) -> None:
    use(twin)
    for seed in range(15):
        graph = random_graph(seed)
        whole = Snapshot.build(graph)
        for row, gone in enumerate(whole.table.ties):
            left = tuple(one for one in graph.ties if one is not gone)
            built = Snapshot.build(replace(graph, ties=left))
            for tie_filter in FILTERS:
                told = steps(whole.without((row,)), tie_filter)
                assert told == steps(built, tie_filter), f"seed {seed}"


@pytest.mark.parametrize("twin", [Twin.PLAIN, Twin.COMPILED])
@pytest.mark.parametrize("factor", [0.5, 2.0, 0.001])
def test_other_half_lives_are_those_of_a_snapshot_built_under_them(
    twin: Twin, factor: float
) -> None:
    use(twin)
    for seed in range(15):
        graph = random_graph(seed)
        changed = Snapshot.build(graph).with_half_lives(factor)
        built = Snapshot.build(graph, scaled(DEFAULT, factor))
        assert changed.model == built.model
        for tie_filter in FILTERS:
            one, other = changed.costs(DAY, tie_filter), built.costs(DAY, tie_filter)
            assert (one.costs == other.costs).all(), f"seed {seed}"
            assert one.tie_count == other.tie_count
