from dataclasses import replace

import pytest

from graph.model import MergedGraph
from graph.snapshot import Snapshot
from queries.routing.question import RouteQuestion
from queries.routing.routes import find_routes
from tests.factories import DAY, contact, merged, ngo, person
from tests.viz.scenes import around, routes
from viz.answers import SeveralRoutes, of_several
from viz.drawing_parts import Drawing, Shape, Stroke, Text, box, meet
from viz.layout import place
from viz.scene import Scene
from viz.scene_drawing import drawing_of_scene
from viz.style import SHARED_COLOUR


def drawn(scene: Scene) -> Drawing:
    return drawing_of_scene(scene, place(scene), generated_on=DAY.isoformat())


def shapes(made: Drawing, corners: int) -> list[Shape]:
    return [one for one in made.items if isinstance(one, Shape) and len(one.points) == corners]


def chained() -> MergedGraph:
    """Give two ways that part behind the same go-between and one that joins late."""
    steps = [
        ("ours", "ada"), ("ada", "ben"), ("ada", "cleo"), ("ben", "target"), ("cleo", "target"),
        ("ours", "dan"), ("dan", "ben"),
    ]  # fmt: skip
    names = sorted({name for step in steps for name in step} - {"ours"})
    return merged([ngo("ours"), *(person(name) for name in names)], [contact(*s) for s in steps])


def union(graph: MergedGraph, k: int = 6) -> Scene:
    question = RouteQuestion(("ours",), ("target",), DAY, k=k, max_hops=5)
    answer = find_routes(Snapshot.build(graph), question)
    several = SeveralRoutes(
        answer.sources, answer.targets, DAY, answer.routes, "the best routes", ()
    )
    return of_several(graph, several)


def test_go_betweens_of_several_routes_are_counted_and_ends_are_not() -> None:
    counts = {node.id: node.routes for node in union(chained(), 3).nodes}
    assert (counts["ours"], counts["target"]) == (0, 0)
    assert {name for name, count in counts.items() if count > 1} == {"ada", "ben"}


def test_every_step_of_a_union_leads_from_left_to_right() -> None:
    scene = union(chained())
    lanes = {node.id: node.lane or 0 for node in scene.nodes}
    assert len(scene.cards) > 3
    back = [(one.tail, one.head) for one in scene.links if lanes[one.tail] >= lanes[one.head]]
    # Two routes may pass the same two in opposite order: then one of the steps leads back.
    assert all((head, tail) in {(o.tail, o.head) for o in scene.links} for tail, head in back)


def test_who_is_shared_is_marked_by_shape_colour_and_sign() -> None:
    made = drawn(union(chained(), 3))
    diamonds = [one for one in shapes(made, 4) if one.stroke == SHARED_COLOUR]
    assert len(diamonds) == 2
    texts = [one.text for one in made.items if isinstance(one, Text)]
    assert {"◆2 Ada", "◆2 Ben", "Cleo"} <= set(texts)


@pytest.mark.parametrize("arrows", [True, False])
def test_a_directed_tie_has_a_head_at_its_end_and_only_where_wanted(arrows: bool) -> None:
    scene = replace(around(), arrows=arrows)
    made = drawn(scene)
    heads = [one for one in shapes(made, 3) if not one.title]
    assert len(heads) == (len(scene.links) if arrows else 0)
    assert len([one for one in made.items if isinstance(one, Stroke)]) == len(scene.links)


def test_no_text_lies_over_another() -> None:
    made = drawn(union(chained()))
    boxes = [box(one.at, [one.text]) for one in made.items if isinstance(one, Text) and one.halo]
    assert len(boxes) > 8
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if meet(a, b)]


def test_parallel_ties_run_beside_each_other() -> None:
    scene = routes()
    [first, *rest] = scene.links
    twice = replace(scene, links=(first, replace(first, id="second"), *rest))
    starts = [one.start for one in drawn(twice).items if isinstance(one, Stroke)]
    assert len(set(starts)) == len(starts)
