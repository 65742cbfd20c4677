from itertools import combinations
from math import hypot, isfinite

import pytest

from tests.viz.scenes import around, crowd, routes
from viz import layout
from viz.layout import communities, place


def test_same_scene_has_the_same_places() -> None:
    assert place(crowd(60), seed=3) == place(crowd(60), seed=3)


@pytest.mark.parametrize("wheels", [True, False])
def test_everybody_has_a_place_of_their_own(monkeypatch: pytest.MonkeyPatch, wheels: bool) -> None:
    if not wheels:
        monkeypatch.setattr(layout, "forceatlas2", None)
        monkeypatch.setattr(layout, "leiden", None)
    scene = crowd(60)
    places = place(scene)
    assert set(places) == {node.id for node in scene.nodes}
    assert all(isfinite(x) and isfinite(y) for x, y in places.values())
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(places.values(), 2)) > 0


@pytest.mark.parametrize("wheels", [True, False])
def test_two_cliques_are_two_communities(monkeypatch: pytest.MonkeyPatch, wheels: bool) -> None:
    if not wheels:
        monkeypatch.setattr(layout, "leiden", None)
    edges = [*combinations(range(5), 2), *combinations(range(5, 10), 2), (0, 5)]
    assert communities(11, edges, 1) == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10]]


def test_known_places_are_kept_and_newcomers_stand_beside_their_neighbours() -> None:
    scene = around()
    known = {"ada": (1000.0, 1000.0), "libe": (1100.0, 1000.0)}
    places = place(scene, known)
    assert {one: places[one] for one in known} == known
    assert hypot(places["ben"][0] - 1100, places["ben"][1] - 1000) < 200


def test_route_reads_from_left_to_right() -> None:
    places = place(routes())
    assert places["ours"][0] < places["ada"][0] < places["target"][0]
