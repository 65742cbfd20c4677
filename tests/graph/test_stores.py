"""One contract for every engine: the same calls, the same rows.

An engine joins by a further line in ``ENGINES``.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.errors import (
    NothingProjected,
    QueryFailed,
    QueryRefused,
    StoreBusy,
    StoreDamaged,
    StoreError,
)
from graph.model import Kind, Relation
from graph.store import Cell, GraphReader, GraphStore, NodeRow, Table, TieRow
from graph.stores.arcadedb import ArcadeStore
from tests.neo4j_server import emptied

ROOT = Path(__file__).parents[2]
ENGINES = (
    pytest.param("arcadedb"),
    pytest.param("neo4j", marks=pytest.mark.neo4j),
)


def person(uid: str, *labels: str, **properties: Cell) -> NodeRow:
    return NodeRow(uid, Kind.PERSON, ("Person", *labels), {"name": uid.upper(), **properties})


def organization(uid: str, *labels: str, **properties: Cell) -> NodeRow:
    return NodeRow(uid, Kind.ORGANIZATION, ("Organization", *labels), {"name": uid, **properties})


NODES = (
    person("ann", "MEP", born=date(1970, 2, 3), score=1.5, seats=3, invented=True),
    person("bob", born=date(1899, 12, 31), names=["Robert", "Bö"], note=None),
    person("cyd", "MEP", "Official", deadline=date(2026, 1, 2)),
    person("dee", deadline="rolling", big=3_000_000_000),
    organization("libe", "Committee"),
    organization("drew"),
)
TIES = (
    TieRow("t1", "ann", Relation.MEMBER_OF, "libe", {"role": "CHAIR", "since": date(2024, 7, 16)}),
    TieRow("t2", "bob", Relation.MEMBER_OF, "libe", {"role": "MEMBER", "sources": ["ep", "own"]}),
    TieRow("t3", "bob", Relation.MEMBER_OF, "libe", {"role": "SUBSTITUTE"}),
    TieRow("t4", "bob", Relation.CONTACT_OF, "ann", {}),
)
LABELS = ("Person", "Organization", "MEP", "Official", "Committee", "Absent")


@pytest.fixture(scope="module", params=ENGINES)
def store(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    if request.param == "arcadedb":
        yield ArcadeStore()
        return
    with emptied(request.getfixturevalue("running_pair")) as made:
        yield made


@pytest.fixture(scope="module")
def place(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("store") / "projection")
    write(store, made)
    return made


def write(store: GraphStore, place: str) -> None:
    with store.create(place) as writer:
        assert writer.write_nodes(NODES) == len(NODES)
        assert writer.write_ties(TIES) == len(TIES)
        writer.finish(LABELS)


@pytest.fixture(scope="module")
def reader(store: GraphStore, place: str) -> Iterator[GraphReader]:
    opened = store.open(place)
    yield opened
    opened.close()


def ask(reader: GraphReader, cypher: str, /, **parameters: Cell) -> Table:
    return reader.query(cypher, parameters, limit=100, timeout_s=60.0)


def cell(reader: GraphReader, cypher: str, **parameters: Cell) -> Cell:
    return ask(reader, cypher, **parameters).rows[0][0]


def test_counts_are_those_of_the_rows_written(reader: GraphReader) -> None:
    assert reader.counts() == (len(NODES), len(TIES))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("n.born", date(1970, 2, 3)),
        ("n.score", 1.5),
        ("n.seats", 3),
        ("n.invented", True),
        ("n.name", "ANN"),
        ("n.uid", "ann"),
        ("n.absent", None),
        ("labels(n)", ["MEP", "Person"]),
        ("{a: [1, n.born], b: null}", {"a": [1, date(1970, 2, 3)], "b": None}),
        ("count(*)", 1),
        ("n.born + duration('P1D')", date(1970, 2, 4)),
        ("toString(n.born)", "1970-02-03"),
    ],
)
def test_values_come_back_as_cells(reader: GraphReader, expression: str, expected: Cell) -> None:
    found = cell(reader, f"MATCH (n:Person {{uid: 'ann'}}) RETURN {expression} AS x")
    assert (found, type(found)) == (expected, type(expected))


def test_lists_and_missing_values_are_kept(reader: GraphReader) -> None:
    table = ask(reader, "MATCH (n:Person {uid: 'bob'}) RETURN n.names AS names, keys(n) AS keys")
    (names, keys) = table.rows[0]
    assert names == ["Robert", "Bö"]
    assert isinstance(keys, list)
    assert "note" not in keys


def test_a_property_may_be_a_date_here_and_a_text_there(reader: GraphReader) -> None:
    table = ask(
        reader,
        "MATCH (n:Person) WHERE n.deadline IS NOT NULL RETURN n.deadline AS d ORDER BY n.uid",
    )
    assert table.rows == ((date(2026, 1, 2),), ("rolling",))


def test_days_long_ago_are_kept(reader: GraphReader) -> None:
    assert cell(reader, "MATCH (n:Person {uid: 'bob'}) RETURN n.born AS x") == date(1899, 12, 31)


def test_large_numbers_are_kept(reader: GraphReader) -> None:
    assert cell(reader, "MATCH (n:Person {uid: 'dee'}) RETURN n.big AS x") == 3_000_000_000


def test_a_node_is_a_map_with_its_labels(reader: GraphReader) -> None:
    assert cell(reader, "MATCH (n:Committee) RETURN n") == {
        "_labels": ["Committee", "Organization"],
        "name": "libe",
        "uid": "libe",
    }


def test_a_relationship_is_a_map_with_its_type(reader: GraphReader) -> None:
    found = cell(reader, "MATCH ()-[r:MEMBER_OF {role: 'CHAIR'}]->() RETURN r")
    assert found == {
        "_type": "MEMBER_OF",
        "role": "CHAIR",
        "since": date(2024, 7, 16),
        "uid": "t1",
    }


def test_a_path_is_a_list_of_alternating_maps(reader: GraphReader) -> None:
    path = cell(reader, "MATCH p = (:Person {uid: 'bob'})-[:CONTACT_OF]->() RETURN p")
    assert isinstance(path, list)
    assert [part["uid"] for part in path if isinstance(part, dict)] == ["bob", "t4", "ann"]


def test_parallel_relationships_are_kept_apart(reader: GraphReader) -> None:
    text = "MATCH (:Person {uid: 'bob'})-[r:MEMBER_OF]->(:Committee) RETURN count(r) AS n"
    assert cell(reader, text) == 2


@pytest.mark.parametrize(
    ("pattern", "count"),
    [("(n)", 6), ("(n:Person)", 4), ("(n:MEP)", 2), ("(n:Person:MEP:Official)", 1), ("(n:No)", 0)],
)
def test_every_label_finds_its_nodes(reader: GraphReader, pattern: str, count: int) -> None:
    assert cell(reader, f"MATCH {pattern} RETURN count(n) AS x") == count


@pytest.mark.parametrize(
    "value",
    ["text", "", "Ünï \" ' \\ $x", 1, -3_000_000_000, 1.5, True, date(2026, 1, 2), None, [1, "a"]],
)
def test_parameters_come_back_as_they_went_in(reader: GraphReader, value: Cell) -> None:
    found = cell(reader, "RETURN $x AS x", x=value)
    assert (found, type(found)) == (value, type(value))


def test_dates_compare_with_parameters(reader: GraphReader) -> None:
    text = "MATCH (n:Person) WHERE n.born < $day RETURN n.uid AS uid"
    assert ask(reader, text, day=date(1970, 2, 3)).rows == (("bob",),)


def test_columns_keep_the_order_of_the_query(reader: GraphReader) -> None:
    table = ask(reader, "MATCH (n:Person) RETURN n.uid AS z, n.name, count(*) AS a")
    assert table.columns == ("z", "n.name", "a")


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:Absent) RETURN n.a AS z, n.b AS a",
        "MATCH (n:Absent) RETURN n.a AS z, n.b AS a UNION MATCH (n:None) RETURN n.c AS z, 1 AS a",
    ],
)
def test_an_empty_answer_has_its_columns(reader: GraphReader, text: str) -> None:
    assert ask(reader, text) == Table(("z", "a"), (), truncated=False)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("CALL db.labels()", {"Person", "Organization", "MEP", "Official", "Committee"}),
        ("CALL db.relationshipTypes()", {"MEMBER_OF", "CONTACT_OF"}),
    ],
)
def test_labels_and_types_in_use_can_be_listed(
    reader: GraphReader, text: str, names: set[str]
) -> None:
    assert {str(row[0]) for row in ask(reader, text).rows} == names


@pytest.mark.parametrize(("limit", "rows", "cut"), [(3, 3, True), (4, 4, False), (5, 4, False)])
def test_the_row_limit_cuts_and_says_so(
    reader: GraphReader, limit: int, rows: int, cut: bool
) -> None:
    text = "MATCH (n:Person) RETURN n.uid AS uid"
    table = reader.query(text, {}, limit=limit, timeout_s=60.0)
    assert (len(table.rows), table.truncated) == (rows, cut)


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Person {uid: 'new'})",
        "MATCH (n:Person) SET n.name = 'x' RETURN n",
        "MATCH (n:Person) DETACH DELETE n",
        "MERGE (n:Person {uid: 'ann'}) RETURN n",
    ],
)
def test_a_writing_query_is_refused(reader: GraphReader, text: str) -> None:
    before = reader.counts()
    with pytest.raises(QueryRefused):
        ask(reader, text)
    assert reader.counts() == before


@pytest.mark.parametrize("text", ["MATCH (n RETURN n", "MATCH (n) RETURN m", "RETURN 1 / 0 AS x"])
def test_what_the_engine_cannot_answer_fails_in_words(reader: GraphReader, text: str) -> None:
    with pytest.raises(QueryFailed):
        ask(reader, text)


SLOW = {
    "rows": "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c "
    "RETURN sum(a * b * c) AS x",
    # No engine that we know can stop this one; it ends by itself after some seconds.
    "expression": "RETURN reduce(s = 0, i IN range(1, 6000) | "
    "s + size([j IN range(1, 6000) WHERE j = i])) AS x",
}


@pytest.mark.parametrize("name", sorted(SLOW))
def test_a_slow_query_is_given_up_in_time(reader: GraphReader, name: str) -> None:
    started = time.monotonic()
    with pytest.raises(QueryFailed):
        reader.query(SLOW[name], {}, limit=1, timeout_s=0.5)
    assert time.monotonic() - started < 5  # not a speed: that it does not wait for the end


def test_queries_work_from_several_threads_at_once(reader: GraphReader) -> None:
    found: list[Cell] = []

    def work() -> None:
        found.append(cell(reader, "MATCH (n:Person) RETURN count(n) AS n"))

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [4] * 12


STARTED_ON_A_WORKER = """
import sys, threading
from pathlib import Path
from graph.stores.arcadedb import ArcadeStore

def work():
    with ArcadeStore(heap_mb=256).create(sys.argv[1]) as writer:
        writer.finish(())

worker = threading.Thread(target=work)
worker.start()
worker.join()
print("done", flush=True)
"""


def test_a_program_ends_whose_engine_was_started_by_a_thread_that_is_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STARTED_ON_A_WORKER, str(tmp_path / "p")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert (ended.returncode, ended.stdout) == (0, "done\n"), ended.stderr


# -------------------------------------------------------------------- places


def test_a_place_that_is_not_empty_is_refused(store: GraphStore, place: str) -> None:
    with pytest.raises(StoreError, match="not empty"), store.create(place):
        pass


def test_a_missing_place_has_nothing_projected(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(NothingProjected):
        store.open(str(tmp_path / "none"))


def test_a_dropped_place_is_gone_and_may_be_dropped_again(
    store: GraphStore, tmp_path: Path
) -> None:
    place = str(tmp_path / "p")
    write(store, place)
    store.drop(place)
    store.drop(place)
    with pytest.raises(NothingProjected):
        store.open(place)


def test_a_place_that_is_read_is_not_dropped(store: GraphStore, tmp_path: Path) -> None:
    place = str(tmp_path / "p")
    write(store, place)
    reader = store.open(place)
    with pytest.raises(StoreBusy):
        store.drop(place)
    reader.close()
    store.drop(place)


def test_two_readers_share_a_place_and_close_apart(store: GraphStore, place: str) -> None:
    first, second = store.open(place), store.open(place)
    first.close()
    first.close()
    assert second.counts() == (len(NODES), len(TIES))
    second.close()


def test_a_closed_reader_says_so(store: GraphStore, place: str) -> None:
    reader = store.open(place)
    reader.close()
    with pytest.raises(StoreError, match="closed"):
        reader.counts()


def test_a_tie_to_an_unwritten_node_is_refused(store: GraphStore, tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="'nobody'"),
        store.create(str(tmp_path / "p")) as writer,
    ):
        writer.write_nodes(NODES)
        writer.write_ties([TieRow("t9", "ann", Relation.MEMBER_OF, "nobody", {})])


def test_a_uid_used_twice_is_refused(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="'ann'"), store.create(str(tmp_path / "p")) as writer:
        writer.write_nodes([NODES[0], NODES[0]])


def test_many_rows_keep_their_ends_and_properties(store: GraphStore, tmp_path: Path) -> None:
    """More than any engine writes at once, of several labels and relations by turns."""
    kinds = (Relation.MEMBER_OF, Relation.CONTACT_OF, Relation.HOLDS)
    labels: tuple[tuple[str, ...], ...] = ((), ("MEP",), ("MEP", "Official"))
    nodes = [
        person(f"p{n}", *labels[n % 3 if n > 6_000 else 0], **{f"only{n % 5}": n})
        for n in range(8_000)
    ]
    ties = [
        TieRow(
            f"t{n}",
            f"p{n % 8_000}",
            kinds[0] if n < 11_000 else kinds[n % 3],
            f"p{n * 7 % 8_000}",
            {"number": n, "day": None if n % 4 else date(2026, 1, 1 + n % 28)},
        )
        for n in range(27_000)
    ]
    place = str(tmp_path / "many")
    with store.create(place) as writer:
        assert writer.write_nodes(nodes) == len(nodes)
        assert writer.write_ties(ties) == len(ties)
        writer.finish(LABELS)
    reader = store.open(place)
    try:
        nodes_found = reader.query("MATCH (n) RETURN n", {}, limit=50_000, timeout_s=60.0).rows
        text = "MATCH (a)-[r]->(b) RETURN a.uid, r, b.uid"
        ties_found = reader.query(text, {}, limit=50_000, timeout_s=60.0).rows
    finally:
        reader.close()
        store.drop(place)
    given = [({"_labels": sorted(row.labels), **content(row)},) for row in nodes]
    assert sorted(map(plain, nodes_found)) == sorted(map(plain, given))
    drawn = [
        (row.subject, {"_type": row.relation.value, **content(row)}, row.object) for row in ties
    ]
    assert sorted(map(plain, ties_found)) == sorted(map(plain, drawn))


def content(row: NodeRow | TieRow) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"uid": row.uid}
    cells.update({name: cell for name, cell in row.properties.items() if cell is not None})
    return cells


def plain(row: object) -> str:
    return json.dumps(row, sort_keys=True, default=repr)


def test_an_unfinished_place_is_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "half"
    folder.mkdir()
    (folder / "schema.json").write_text("{}")
    (folder / "database.lck").write_text("")
    with pytest.raises(StoreDamaged, match="not finished"):
        ArcadeStore().open(str(folder))
