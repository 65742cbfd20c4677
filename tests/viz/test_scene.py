import pytest

from graph.errors import UnknownEntity
from graph.model import Classification, Relation
from tests.factories import DAY, body, member, merged, person, tie
from tests.viz.scenes import around, crowd, routes
from viz.scene import Highlight, neighbourhood


def test_ties_that_do_not_hold_on_the_day_are_not_drawn() -> None:
    assert [node.id for node in around().nodes] == ["ada", "ben", "libe"]


def test_cut_keeps_the_focus_and_says_how_many_are_missing() -> None:
    names = [f"p{number}" for number in range(9)]
    graph = merged(
        [*(person(name) for name in names), body("libe", Classification.COMMITTEE)],
        [member(name, "libe") for name in names],
    )
    scene = neighbourhood(graph, ["libe"], as_of=DAY, most=4)
    assert (len(scene.nodes), scene.left_out) == (4, 6)
    assert "libe" in {node.id for node in scene.nodes}


def test_two_steps_reach_the_neighbours_neighbours() -> None:
    graph = merged(
        [person("a"), person("b"), body("x"), body("y")],
        [member("a", "x"), member("b", "x"), member("b", "y")],
    )
    reached = [
        {node.id for node in neighbourhood(graph, ["a"], as_of=DAY, steps=steps).nodes}
        for steps in (1, 2, 3)
    ]
    assert reached == [{"a", "x"}, {"a", "b", "x"}, {"a", "b", "x", "y"}]


def test_lasting_body_brings_the_members_of_its_versions() -> None:
    graph = merged(
        [person("a"), body("lasting"), body("version")],
        [tie("version", Relation.VERSION_OF, "lasting"), member("a", "version")],
    )
    nodes = neighbourhood(graph, ["lasting"], as_of=DAY).nodes
    assert {node.id for node in nodes} == {"a", "lasting", "version"}


def test_unknown_focus_is_refused() -> None:
    with pytest.raises(UnknownEntity):
        neighbourhood(merged([person("a")]), ["nobody"], as_of=DAY)


def test_every_link_carries_its_evidence_and_source() -> None:
    for link in (*around().links, *routes().links):
        assert link.lines
        assert all(line.text and line.source for line in link.lines)


def test_route_runs_from_lane_to_lane_and_is_told_in_words() -> None:
    scene = routes()
    lanes = {node.id: node.lane for node in scene.nodes}
    assert lanes == {"ours": 0, "ada": 1, "target": 2}
    assert {link.highlight for link in scene.links} == {Highlight.ROUTE}
    assert "OURS → Ada → Target" in scene.cards[0].title
    assert len(scene.cards[0].steps) == 2


def test_invented_contact_marks_the_scene() -> None:
    assert routes().has_invented
    assert not around().has_invented


def test_no_route_shows_the_introduction_worth_making() -> None:
    scene = routes(reachable=False)
    assert {link.highlight for link in scene.links} == {Highlight.MISSING}
    assert "No route" in scene.cards[0].title


def test_scene_is_the_same_on_every_run() -> None:
    assert crowd(30) == crowd(30)
