"""Menger and least cost between sets of ends, against trying all and networkx."""

from itertools import combinations, product
from random import Random

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.snapshot import Snapshot
from queries.routing.disjoint import DisjointAnswer, disjoint
from queries.routing.question import RouteQuestion
from tests.factories import DAY, contact, merged, ngo, person
from tests.queries.networks import as_networkx

SEEDS = st.integers(0, 10_000)
Ends = tuple[list[str], list[str], list[str]]


def random_ends(seed: int) -> tuple[Snapshot, Ends]:
    """Give up to three of ours, up to seven people, up to three targets, tied at random."""
    chance = Random(seed)
    ours, people, targets = (
        [f"{letter}{number}" for number in range(chance.randint(least, most))]
        for letter, least, most in (("s", 1, 3), ("p", 2, 7), ("t", 1, 3))
    )
    share = chance.choice((0.2, 0.35, 0.5))
    ties = [
        contact(one, other, intensity=chance.choice((0.2, 0.5, 0.8)))
        for one, other in combinations([*ours, *people, *targets], 2)
        if chance.random() < share
    ]
    graph = merged([*map(ngo, ours), *map(person, [*people, *targets])], ties)
    return Snapshot.build(graph), (ours, people, targets)


def answered(snapshot: Snapshot, ends: Ends) -> DisjointAnswer:
    ours, _, targets = ends
    question = RouteQuestion(tuple(ours), tuple(targets), DAY, k=200, max_hops=None)
    return disjoint(snapshot, question)


def are_cut_off(snapshot: Snapshot, ends: Ends, gone: tuple[str, ...]) -> bool:
    """Say whether nobody of ours reaches a target through people who are left."""
    ours, people, targets = ends
    graph = as_networkx(snapshot)
    for one, other in product(ours, targets):
        left = graph.subgraph([one, other, *(name for name in people if name not in gone)]).copy()
        if left.has_edge(one, other):
            left.remove_edge(one, other)
        if nx.has_path(left, one, other):
            return False
    return True


def least_cost(snapshot: Snapshot, ends: Ends, wanted: int) -> int:
    """Give the least total cost of so many routes that share nobody, by networkx."""
    ours, people, targets = ends
    split = nx.DiGraph()
    split.add_node("start", demand=-wanted)
    split.add_node("end", demand=wanted)
    split.add_edges_from(((name, 0), (name, 1), {"capacity": 1, "weight": 0}) for name in people)
    for one, other, data in as_networkx(snapshot).edges(data=True):
        for tail, head in ((one, other), (other, one)):
            if tail not in targets and head not in ours:
                split.add_edge((tail, 1), (head, 0), capacity=1, weight=data["cost"])
    split.add_edges_from(("start", (name, 1), {"weight": 0}) for name in ours)
    split.add_edges_from(((name, 0), "end", {"weight": 0}) for name in targets)
    return int(nx.min_cost_flow_cost(split))


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS)
def test_no_fewer_than_are_named_cut_all_targets_off(seed: int) -> None:
    snapshot, ends = random_ends(seed)
    answer = answered(snapshot, ends)
    cut = tuple(one.id for one in answer.cut)
    assert len(cut) == answer.people
    assert are_cut_off(snapshot, ends, cut)
    fewer = combinations(ends[1], answer.people - 1) if answer.people else ()
    assert not any(are_cut_off(snapshot, ends, one) for one in fewer)


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS)
def test_as_many_routes_as_people_and_direct_ties_at_least_total_cost(seed: int) -> None:
    snapshot, ends = random_ends(seed)
    answer = answered(snapshot, ends)
    direct = sum(as_networkx(snapshot).has_edge(*pair) for pair in product(ends[0], ends[2]))
    assert answer.direct == (direct > 0)
    assert len(answer.routes) == answer.people + direct
    middles = [{one.id for one in route.actors[1:-1]} for route in answer.routes]
    assert all(not one & other for one, other in combinations(middles, 2))
    told = sum(route.cost for route in answer.routes)
    assert told == (least_cost(snapshot, ends, len(answer.routes)) if answer.routes else 0)
