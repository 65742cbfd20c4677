"""Finding in a graph gives what reading all of it would give."""

import gc
from datetime import date
from weakref import ref

from hypothesis import given
from hypothesis import strategies as st

from bench.synthetic import power_law
from graph.model import Classification, Kind, MergedGraph, Relation
from queries.rosters import Rosters
from viz.scene import holds, neighbourhood

GRAPH = power_law(60, 240)
IDS = list(GRAPH.entities)
DAY = date(2026, 11, 26)


def test_ties_are_found_by_end_relation_id_and_company() -> None:
    found, half = GRAPH.lookup, frozenset(IDS[::2])
    rosters = Rosters.build(GRAPH)
    for one in (*IDS, "nobody"):
        assert rosters.ties_of(one) == tuple(
            tie for tie in GRAPH.ties if one in (tie.subject, tie.object)
        )
        assert list(found.after(one)) == [GRAPH.entities[other] for other in IDS if other > one]
    for relation in Relation:
        assert found.of(relation) == tuple(tie for tie in GRAPH.ties if tie.relation is relation)
    assert found.of(*Relation) == GRAPH.ties
    assert found.ties(tie.id for tie in GRAPH.ties[::3]) == GRAPH.ties[::3]
    assert found.tie("no such tie") is None
    assert found.between(half) == tuple(
        tie for tie in GRAPH.ties if {tie.subject, tie.object} <= half
    )
    assert found.between(half)


def test_a_graph_goes_by_itself_though_something_was_looked_up() -> None:
    graph = power_law(60, 240)
    assert graph.lookup.of_subject
    gone = ref(graph.lookup)
    gc.disable()
    try:
        del graph
        assert gone() is None
    finally:
        gc.enable()


def test_entities_are_found_by_what_they_are() -> None:
    everybody = tuple(GRAPH.entities.values())
    for kind in Kind:
        assert GRAPH.lookup.kind(kind) == tuple(one for one in everybody if one.kind is kind)
    for each in Classification:
        assert GRAPH.lookup.classified(each) == tuple(
            one for one in everybody if each in one.classifications
        )
    assert GRAPH.lookup.kind(Kind.PERSON)


@given(st.sampled_from(IDS), st.integers(1, 3), st.integers(1, 70))
def test_what_surrounds_somebody_is_what_reading_every_tie_says(
    focus: str, steps: int, most: int
) -> None:
    scene = neighbourhood(GRAPH, [focus], as_of=DAY, steps=steps, most=most)
    far = _distances(GRAPH, focus, steps)
    degree = {one: len(_beside(GRAPH, one)) for one in far}
    kept = set(sorted(far, key=lambda one: (far[one], -degree[one], one))[:most])
    assert {node.id for node in scene.nodes} == kept
    assert [link.id for link in scene.links] == [
        tie.id for tie in GRAPH.ties if holds(tie, DAY) and {tie.subject, tie.object} <= kept
    ]
    assert scene.left_out == len(far) - len(kept)


def _beside(graph: MergedGraph, one: str) -> set[str]:
    ends = [(tie.subject, tie.object) for tie in graph.ties if holds(tie, DAY)]
    return {b if a == one else a for a, b in ends if one in (a, b)}


def _distances(graph: MergedGraph, focus: str, steps: int) -> dict[str, int]:
    far = {focus: 0}
    for step in range(1, steps + 1):
        edge = {other for one in far for other in _beside(graph, one)}
        far |= dict.fromkeys(edge - far.keys(), step)
    return far
