from dataclasses import replace
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidQuestion
from graph.snapshot import FORBIDDEN, Snapshot
from graph.strength import nats
from queries.routing.disjoint import DisjointAnswer, disjoint
from queries.routing.question import RouteQuestion
from tests.factories import DAY, contact, merged, ngo, person
from tests.queries.graphs import SOURCE, TARGET, random_snapshot

SEEDS = st.integers(0, 10_000)


def ask(k: int = 9, *sources: str, **readiness: float) -> RouteQuestion:
    return RouteQuestion(sources or (SOURCE,), (TARGET,), DAY, k=k, readiness=readiness)


def network(snapshot: Snapshot) -> nx.Graph:
    """Give the graph on the day, with costs, as networkx sees it."""
    costs = snapshot.costs(DAY).costs
    made = nx.Graph()
    made.add_nodes_from(snapshot.ids)
    for tail, name in enumerate(snapshot.ids):
        for place in range(int(snapshot.indptr[tail]), int(snapshot.indptr[tail + 1])):
            if int(costs[place]) < FORBIDDEN:
                made.add_edge(
                    name, snapshot.ids[int(snapshot.heads[place])], cost=int(costs[place])
                )
    return made


def is_cut(made: nx.Graph, answer: DisjointAnswer) -> bool:
    left = made.copy()
    if left.has_edge(SOURCE, TARGET):
        left.remove_edge(SOURCE, TARGET)
    left.remove_nodes_from([one.id for one in answer.cut])
    return not nx.has_path(left, SOURCE, TARGET)


@settings(max_examples=120, deadline=None)
@given(seed=SEEDS)
def test_so_many_must_leave_as_menger_says_and_they_are_named(seed: int) -> None:
    snapshot = random_snapshot(seed)
    answer, made = disjoint(snapshot, ask()), network(snapshot)
    assert answer.direct == made.has_edge(SOURCE, TARGET)
    if answer.direct:
        made.remove_edge(SOURCE, TARGET)
    assert answer.people == nx.node_connectivity(made, SOURCE, TARGET)
    assert len(answer.cut) == answer.people
    assert is_cut(made, answer)


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS, wanted=st.integers(1, 4))
def test_routes_share_nobody_and_cost_the_least_together(seed: int, wanted: int) -> None:
    snapshot = random_snapshot(seed)
    routes = disjoint(snapshot, ask(wanted)).routes
    middles = [{one.id for one in route.actors[1:-1]} for route in routes]
    assert all(not one & other for one, other in combinations(middles, 2))
    assert sum(route.cost for route in routes) == least_cost(network(snapshot), len(routes))


def least_cost(made: nx.Graph, wanted: int) -> int:
    """Give the least total cost of so many routes that share nobody, by networkx."""
    split = nx.DiGraph()
    for one in made.nodes:
        ends = one in (SOURCE, TARGET)
        split.add_edge((one, "in"), (one, "out"), capacity=wanted if ends else 1, weight=0)
    for one, other, data in made.edges(data=True):
        for tail, head in ((one, other), (other, one)):
            if head != SOURCE and tail != TARGET:
                split.add_edge((tail, "out"), (head, "in"), capacity=1, weight=data["cost"])
    split.add_node((SOURCE, "in"), demand=-wanted)
    split.add_node((TARGET, "out"), demand=wanted)
    return int(nx.min_cost_flow_cost(split))


def test_whoever_everything_hangs_on_is_named() -> None:
    ties = [contact(SOURCE, "a"), contact(SOURCE, "b"), contact("a", "c"), contact("b", "c")]
    people = [ngo(SOURCE), *map(person, ("a", "b", "c", TARGET))]
    snapshot = Snapshot.build(merged(people, [*ties, contact("c", TARGET)]))
    answer = disjoint(snapshot, ask())
    assert (answer.people, [one.id for one in answer.cut]) == (1, ["c"])
    assert "Everything hangs on one" in answer.notes[-1]


def test_a_direct_tie_is_nobodys_to_cut() -> None:
    snapshot = Snapshot.build(merged([ngo(SOURCE), person(TARGET)], [contact(SOURCE, TARGET)]))
    answer = disjoint(snapshot, ask())
    assert (answer.people, answer.direct, len(answer.routes)) == (0, True, 1)
    assert "nobody's departure cuts" in answer.notes[-1]


def test_no_route_is_said() -> None:
    snapshot = Snapshot.build(merged([ngo(SOURCE), person(TARGET)]))
    answer = disjoint(snapshot, ask())
    assert (answer.people, answer.direct, answer.routes, answer.cut) == (0, False, (), ())
    assert "no route at all" in answer.notes[-1]


def test_the_condition_at_fault_is_named() -> None:
    ties = [contact(SOURCE, "a"), contact("a", TARGET)]
    snapshot = Snapshot.build(merged([ngo(SOURCE), person("a"), person(TARGET)], ties))
    answer = disjoint(snapshot, replace(ask(), avoid=frozenset({"a"})))
    assert "'avoid A'" in answer.notes[-1]


@pytest.mark.parametrize("change", [{"via": frozenset({"a"})}, {"load": 1}])
def test_conditions_that_a_flow_cannot_keep_are_refused(change: dict[str, Any]) -> None:
    snapshot = Snapshot.build(merged([ngo(SOURCE), person("a"), person(TARGET)]))
    with pytest.raises(InvalidQuestion, match="drop these conditions"):
        disjoint(snapshot, replace(ask(), **change))


def test_readiness_of_a_source_is_part_of_a_routes_cost() -> None:
    ties = [contact("x", "a"), contact("a", TARGET), contact("y", "b"), contact("b", TARGET)]
    people = [ngo("x"), ngo("y"), *map(person, ("a", "b", TARGET))]
    snapshot = Snapshot.build(merged(people, ties))
    full, half = disjoint(snapshot, ask(2, "x", "y", y=0.5)).routes
    assert (full.actors[0].id, half.actors[0].id) == ("x", "y")
    assert half.cost - full.cost == nats(0.5)
