"""Projections in Neo4j: what serves stays whole, whatever happens beside it."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from graph.errors import InputError, StoreBusy, StoreError
from graph.levels import Level
from graph.model import Kind, MergedGraph
from graph.period import Period
from graph.projections import Databases
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_link import Link, Login
from tests.graph.factories import graph_of, link, node, record
from tests.neo4j_server import Address, emptied, wipe

pytestmark = pytest.mark.neo4j
ROOT = Path(__file__).parents[2]
COUNT = "MATCH (n) RETURN count(n) AS n"


def graph(persons: int, level: Level = Level.PUBLIC) -> MergedGraph:
    lines = [node("org:all", Kind.ORGANIZATION)]
    for number in range(persons):
        lines += [node(f"p:{number}"), link(f"p:{number}", "org:all", period=Period.since(None))]
    return graph_of(record(lines), level=level)


def quiet(done: int, total: int | None, what: str) -> None:
    """Show nothing."""


def count(projections: Databases, level: Level = Level.PUBLIC) -> int:
    made = projections.current(level)
    assert made is not None
    reader = projections.open(made)
    try:
        return int(str(reader.query(COUNT, {}, limit=1, timeout_s=60.0).rows[0][0]))
    finally:
        reader.close()


@pytest.fixture
def two(running_pair: tuple[Address, Address]) -> Iterator[Databases]:
    with emptied(running_pair, Level.PUBLIC) as store:
        yield Databases({Level.PUBLIC: store}, "test")


@pytest.fixture
def one(running_server: Address) -> Iterator[Databases]:
    with emptied([running_server], Level.PUBLIC) as store:
        yield Databases({Level.PUBLIC: store}, "test")


def another(server: Address) -> Databases:
    store = Neo4jStore([server.url], Login("neo4j", server.password), Level.PUBLIC)
    return Databases({Level.PUBLIC: store}, "test")


def test_nothing_is_in_service_before_the_first_build(two: Databases) -> None:
    assert two.current(Level.PUBLIC) is None


@pytest.mark.parametrize("name", ["one", "two"])
def test_a_new_build_replaces_the_old(request: pytest.FixtureRequest, name: str) -> None:
    projections: Databases = request.getfixturevalue(name)
    first = projections.build(graph(3), quiet)
    assert (projections.current(Level.PUBLIC), count(projections)) == (first, 4)
    second = projections.build(graph(5), quiet)
    assert (projections.current(Level.PUBLIC), count(projections)) == (second, 6)


def test_whoever_asks_during_a_build_sees_the_old_graph_whole_or_the_new(two: Databases) -> None:
    two.build(graph(50), quiet)
    seen: list[int] = []
    refused: list[StoreBusy] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                seen.append(count(two))
            except StoreBusy as error:
                refused.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    for persons in (400, 50, 400):
        two.build(graph(persons), quiet)
    done.set()
    asking.join()
    assert set(seen) == {51, 401}


def test_with_one_database_a_question_during_a_build_is_refused_and_never_half(
    one: Databases, running_server: Address
) -> None:
    other = another(running_server)  # as another process has it: nobody here can close its readers
    reader = other.open(one.build(graph(50), quiet))

    def ask(done: int, total: int | None, what: str) -> None:
        if what != "done":
            with pytest.raises(StoreBusy, match="replaced"):
                reader.query(COUNT, {}, limit=1, timeout_s=60.0)

    one.build(graph(400), ask)
    assert count(one) == 401
    reader.close()
    other.close()


def test_an_answer_cut_through_by_a_replacement_is_refused(
    one: Databases, running_server: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.stores.neo4j_marker._PATIENCE_S", 0.0)
    other = another(running_server)
    reader = other.open(one.build(graph(50), quiet))
    slow = (
        "MATCH (n) WITH count(n) AS before UNWIND range(1, 12000000) AS i "
        "WITH before, sum(i) AS s MATCH (m) RETURN before, count(m) AS after"
    )
    seen: list[object] = []

    def ask() -> None:
        try:
            seen.append(reader.query(slow, {}, limit=1, timeout_s=30.0).rows)
        except StoreBusy as error:
            seen.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.3)
    one.build(graph(400), quiet)
    asking.join()
    reader.close()
    other.close()
    assert isinstance(seen[0], StoreBusy)


def test_meta_data_are_seen_by_no_query(two: Databases) -> None:
    reader = two.open(two.build(graph(2), quiet))
    for text, expected in (
        (COUNT, {3}),
        ("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label", {"Organization", "Person"}),
        ("CALL db.labels()", {"Organization", "Person"}),
        ("MATCH ()-[r]->() RETURN DISTINCT type(r)", {"MEMBER_OF"}),
    ):
        rows = reader.query(text, {}, limit=10, timeout_s=60.0).rows
        assert {row[0] for row in rows} == expected
    reader.close()


def test_a_cancelled_build_leaves_the_old_one_serving_and_nothing_behind(two: Databases) -> None:
    two.build(graph(3), quiet)

    def cancel(done: int, total: int | None, what: str) -> None:
        if what == "ties":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        two.build(graph(9), cancel)
    assert count(two) == 4
    store = two._store(Level.PUBLIC)
    assert isinstance(store, Neo4jStore)
    assert sorted(
        says.rpartition(": ")[2].partition(",")[0] == "empty" for says in store.check()
    ) == [
        False,
        True,
    ]


KILLED = """
import sys
from graph.levels import Level
from graph.projections import Databases
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_link import Login
from tests.graph.test_projections import graph

def show(done, total, what):
    if what == sys.argv[1]:
        print("go", flush=True)
        sys.stdin.read()

urls, password = sys.argv[3:], sys.argv[2]
store = Neo4jStore(urls, Login("neo4j", password), Level.PUBLIC)
Databases({Level.PUBLIC: store}, "test").build(graph(400), show)
"""


def killed(servers: Sequence[Address], at: str) -> None:
    """Let a child build until it comes to a step, and kill it there."""
    arguments = [at, servers[0].password, *(each.url for each in servers)]
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"go\n"
        child.kill()


@pytest.mark.parametrize("at", ["nodes", "ties", "indexes"])
def test_a_killed_build_leaves_the_old_one_serving_and_the_next_clears_up(
    two: Databases, running_pair: tuple[Address, Address], at: str
) -> None:
    two.build(graph(50), quiet)
    killed(running_pair, at)
    assert count(two) == 51
    two.build(graph(7), quiet)
    assert count(two) == 8


def test_with_one_database_a_killed_build_is_made_good_by_the_next(
    one: Databases, running_server: Address
) -> None:
    one.build(graph(50), quiet)
    killed([running_server], "ties")
    assert one.current(Level.PUBLIC) is None
    one.build(graph(7), quiet)
    assert count(one) == 8


def test_two_builders_at_once_are_kept_apart(two: Databases) -> None:
    two.build(graph(3), quiet)

    def second(done: int, total: int | None, what: str) -> None:
        if what != "ties":
            return
        with pytest.raises(StoreBusy, match="being built"):
            two.build(graph(2), quiet)

    two.build(graph(5), second)
    assert count(two) == 6


def test_another_builders_rows_are_noticed(one: Databases, running_server: Address) -> None:
    intruder = Link(running_server.url, Login("neo4j", running_server.password))

    def intrude(done: int, total: int | None, what: str) -> None:
        if what == "indexes":
            intruder.write("CREATE (:Person {uid: 'stray'})")

    with pytest.raises(StoreError, match="Something else writes"):
        one.build(graph(2), intrude)
    intruder.close()
    assert one.current(Level.PUBLIC) is None


def test_levels_are_never_mixed(one: Databases, running_server: Address) -> None:
    one.build(graph(2), quiet)
    login = Login("neo4j", running_server.password)
    store = Neo4jStore([running_server.url], login, Level.PROTECTED)
    other = Databases({Level.PROTECTED: store}, "test")
    with pytest.raises(StoreError, match="level public, and is named for level protected"):
        other.build(graph(2, Level.PROTECTED), quiet)
    with pytest.raises(InputError, match="No Neo4j database is named for level public"):
        other.current(Level.PUBLIC)
    other.close()
    assert count(one) == 3


def test_another_ledgers_projection_is_not_taken_for_ours(two: Databases) -> None:
    two.build(graph(2), quiet)
    assert (
        Databases({Level.PUBLIC: two._store(Level.PUBLIC)}, "else").current(Level.PUBLIC) is None
    )


def test_data_of_others_are_left_alone(running_server: Address) -> None:
    login = Login("neo4j", running_server.password)
    wipe(running_server)
    theirs = Link(running_server.url, login)
    theirs.write("CREATE (:Recipe {name: 'soup'})")
    store = Neo4jStore([running_server.url], login, Level.PUBLIC)
    with pytest.raises(StoreError, match="did not write"):
        Databases({Level.PUBLIC: store}, "test").build(graph(1), quiet)
    assert theirs.rows("MATCH (n) RETURN n.name") == [["soup"]]
    store.close()
    theirs.close()
    wipe(running_server)
