from graph.model import Classification, MergedGraph
from graph.store import Cell
from tests.factories import DAY, body, member, merged, person
from viz.table_scene import of_table


def committee() -> MergedGraph:
    return merged(
        [person("ada"), person("ben"), body("libe", Classification.COMMITTEE)],
        [member("ada", "libe"), member("ben", "libe")],
    )


def ids(graph: MergedGraph) -> dict[str, str]:
    return {tie.subject: tie.id for tie in graph.ties}


def test_a_relation_is_drawn_with_its_ends_though_the_row_names_neither() -> None:
    graph = committee()
    row: list[Cell] = [{"_type": "MEMBER_OF", "uid": ids(graph)["ada"]}]
    scene = of_table(graph, [row], as_of=DAY)
    assert [node.id for node in scene.nodes] == ["ada", "libe"]
    assert [(link.tail, link.head) for link in scene.links] == [("ada", "libe")]
    assert scene.notes == ()


def test_nodes_alone_are_joined_by_the_ties_of_the_day_and_it_is_said() -> None:
    graph = committee()
    rows: list[list[Cell]] = [
        [{"_labels": ["Person"], "uid": "ada"}],
        [["libe", 7, None, True]],
    ]
    scene = of_table(graph, rows, as_of=DAY)
    assert [(link.tail, link.head) for link in scene.links] == [("ada", "libe")]
    assert "holds no relations" in scene.notes[0]


def test_nobody_is_drawn_whom_the_graph_does_not_hold() -> None:
    rows: list[list[Cell]] = [
        ["nobody", {"_labels": ["Person"], "uid": "gone"}, {"_type": "X", "uid": "no tie"}]
    ]
    scene = of_table(committee(), rows, as_of=DAY)
    assert (scene.nodes, scene.links, scene.left_out) == ((), (), 0)


def test_what_does_not_fit_is_counted_in_the_order_of_the_rows() -> None:
    scene = of_table(committee(), [["ben"], ["ada"], ["libe"]], as_of=DAY, most=2)
    assert [node.id for node in scene.nodes] == ["ada", "ben"]
    assert scene.left_out == 1
