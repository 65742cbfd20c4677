from datetime import date

from graph.levels import Level
from graph.model import Classification, MergedGraph
from graph.snapshot import Snapshot
from queries.rosters import Rosters
from tests.factories import DAY, body, member, merged, person
from viz.map_kept import MOST, KeptMaps
from viz.map_model import Choice, Map, MapQuestion
from viz.maps import map_of

LIBE = MapQuestion(("libe",), DAY)


def committee(*members: str) -> MergedGraph:
    return merged(
        [body("libe", Classification.COMMITTEE), *map(person, members)],
        [member(one, "libe") for one in members],
    )


def asked(kept: KeptMaps, graph: MergedGraph, choice: Choice | None = None) -> Map:
    return kept.map_of(Snapshot.build(graph), Rosters.build(graph), LIBE, choice or Choice())


def test_a_kept_map_is_the_map_whatever_was_chosen_before() -> None:
    graph, kept = committee("ada", "ben"), KeptMaps()
    snapshot, rosters = Snapshot.build(graph), Rosters.build(graph)
    for choice in (Choice(levels=frozenset({Level.OFFICE})), Choice(), Choice()):
        made = kept.map_of(snapshot, rosters, LIBE, choice)
        assert made == map_of(snapshot, rosters, LIBE, choice)


def test_the_same_question_is_cut_once() -> None:
    graph, kept = committee("ada"), KeptMaps()
    snapshot, rosters = Snapshot.build(graph), Rosters.build(graph)
    first = kept.map_of(snapshot, rosters, LIBE)
    again = kept.map_of(snapshot, rosters, MapQuestion(("libe",), DAY))
    assert again.ties[0] is first.ties[0]
    assert again.places[0] is first.places[0]


def test_nothing_is_told_of_another_graph() -> None:
    kept = KeptMaps()
    assert len(asked(kept, committee("ada", "ben")).places) == 3
    assert len(asked(kept, committee("ada")).places) == 2


def test_only_the_last_few_are_kept() -> None:
    graph, kept = committee("ada"), KeptMaps()
    snapshot, rosters = Snapshot.build(graph), Rosters.build(graph)
    first = kept.map_of(snapshot, rosters, LIBE)
    for day in range(1, MOST + 1):
        kept.map_of(snapshot, rosters, MapQuestion(("libe",), date(2026, 1, day)))
    again = kept.map_of(snapshot, rosters, LIBE)
    assert again == first
    assert again.ties[0] is not first.ties[0]
