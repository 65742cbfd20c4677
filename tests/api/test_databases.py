"""What was ever projected to a server is remembered, and an erasure is not complete without it."""

import io
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock, patch

import pytest

from api.audit import Audit
from api.cli import main
from api.databases import Database, DatabaseBook, Remembered
from api.emptying import still_to_empty
from api.settings import Neo4j, Settings
from api.subjects import erase
from api.wiring import Workspace
from graph.errors import StoreAway, StoreDamaged, StoreUnwritable
from graph.levels import Level
from graph.model import MergedGraph
from graph.project import Progress, Projection
from graph.store import GraphReader
from tests.api.doors import small_home
from tests.api.test_emptying import ADA, held, mortal, run
from tests.api.workplace import NOW
from tests.factories import merged
from tests.neo4j_server import Address, wipe
from tools.neo4j_server import Server

__all__ = ["mortal"]

OLD = Database("bolt://127.0.0.1:7001", Level.OFFICE)
NEW = Database("bolt://127.0.0.1:7002/graph", Level.OFFICE)
OTHER = Database("bolt://127.0.0.1:7003", Level.PUBLIC)


READER: GraphReader = Mock()


class Plain:
    """Projections that only say what they were asked for."""

    def __init__(self, book: DatabaseBook) -> None:
        self.book = book
        self.noted_first: list[tuple[Database, ...]] = []

    def current(self, level: Level) -> Projection | None:
        return None

    def build(self, graph: MergedGraph, progress: Progress) -> Projection:
        self.noted_first.append(self.book.listed())
        return Projection(Path("x"), graph.level, graph.head, 0, 0)

    def open(self, made: Projection) -> GraphReader:
        self.noted_first.append(self.book.listed())
        return READER

    def empty(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        return


class Unlisted(DatabaseBook):
    """A list that nobody wrote yet, in a folder that cannot be written."""

    def listed(self) -> tuple[Database, ...]:
        return ()


@pytest.fixture
def book(tmp_path: Path) -> DatabaseBook:
    return DatabaseBook(tmp_path / "access" / "databases.json")


def silent(done: int, total: int | None, what: str) -> None:
    """Show nothing."""


def remembered(
    book: DatabaseBook, named: Sequence[Database], left: Sequence[str] = ()
) -> tuple[Remembered, Plain, list[Database]]:
    emptied = list[Database]()

    def empty(one: Database) -> Sequence[str]:
        emptied.append(one)
        return left

    inner = Plain(book)
    return Remembered(inner, book, named, empty), inner, emptied


def test_a_database_is_noted_before_anything_is_written_to_it(book: DatabaseBook) -> None:
    made, inner, _ = remembered(book, [OLD, NEW, OTHER])
    made.build(merged([], level=Level.OFFICE), silent)
    assert inner.noted_first == [(OLD, NEW)], "those of the level, and no other"
    assert book.listed() == (OLD, NEW)


def test_a_database_is_noted_when_it_is_opened(book: DatabaseBook) -> None:
    made, inner, _ = remembered(book, [OLD, NEW])
    assert made.open(Projection(Path("x"), Level.OFFICE, 1, 0, 0)) is READER
    assert inner.noted_first == [(OLD, NEW)]


def test_in_a_home_that_cannot_be_written_a_projection_is_read_but_not_built(
    tmp_path: Path,
) -> None:
    (tmp_path / "access").write_text("no folder", encoding="utf-8")
    book = Unlisted(tmp_path / "access" / "databases.json")
    made, inner, _ = remembered(book, [OLD])
    assert made.open(Projection(Path("x"), Level.OFFICE, 1, 0, 0)) is READER
    with pytest.raises(StoreUnwritable, match="cannot be written"):
        made.build(merged([], level=Level.OFFICE), silent)
    assert inner.noted_first == [()], "opened once, never built"


def test_a_spoilt_list_stops_opening_as_well(book: DatabaseBook, tmp_path: Path) -> None:
    (tmp_path / "access").mkdir()
    (tmp_path / "access" / "databases.json").write_text("{", encoding="utf-8")
    made, _, _ = remembered(book, [OLD])
    with pytest.raises(StoreDamaged):
        made.open(Projection(Path("x"), Level.OFFICE, 1, 0, 0))


def test_what_the_settings_name_no_more_is_emptied_and_then_forgotten(book: DatabaseBook) -> None:
    book.note([OLD, NEW])
    made, _, emptied = remembered(book, [NEW])
    assert made.empty() == ()
    assert emptied == [OLD]
    assert book.listed() == (NEW,)


def test_one_that_cannot_be_emptied_is_told_of_and_stays(book: DatabaseBook) -> None:
    book.note([OLD])
    made, _, _ = remembered(book, [], ["It is away."])
    assert made.empty() == (
        f"{OLD.address} (level office), which the settings named before: It is away.",
    )
    assert book.listed() == (OLD,)


def test_another_way_of_writing_an_address_is_the_same_database(book: DatabaseBook) -> None:
    book.note([Database("bolt+ssc://DB.example.org/graph", Level.OFFICE)])
    same = Database("neo4j+s://db.example.org:7687/graph/", Level.OFFICE)
    made, _, emptied = remembered(book, [same])
    assert (made.empty(), emptied) == ((), [])
    assert len(book.forget(same.address)) == 1
    assert book.listed() == ()


def test_only_its_owner_reads_the_list(book: DatabaseBook, tmp_path: Path) -> None:
    book.note([OLD])
    assert (tmp_path / "access" / "databases.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content", ["", "{", '[{"address": 1}]', '[{"address": "a", "level": "x"}]']
)
def test_a_spoilt_list_stops_and_is_not_taken_for_an_empty_one(
    book: DatabaseBook, tmp_path: Path, content: str
) -> None:
    (tmp_path / "access").mkdir()
    (tmp_path / "access" / "databases.json").write_text(content, encoding="utf-8")
    with pytest.raises(StoreDamaged, match="cannot reach all"):
        book.listed()


# -------------------------------------------------------------------- commands


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    settings = Settings(small_home(tmp_path / "home"))
    DatabaseBook(settings.databases).note([OLD])
    return settings


def told(own: Settings, *words: str, url: str = "") -> tuple[int, str]:
    """Run a command as people do, so that the audit sees it; gives exit code and output."""
    env = {"CORRIDORS_NEO4J_URL": url, "COLUMNS": "300", "CORRIDORS_STORE": ""}
    said, code = io.StringIO(), 0
    with patch.dict(os.environ, env), redirect_stdout(said), redirect_stderr(said):
        try:
            main(["--home", str(own.home), *words])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
    return code, said.getvalue()


def test_an_erasure_without_login_is_not_complete_until_somebody_says_it_is_gone(
    own: Settings,
) -> None:
    code, said = told(own, "erase", "ep-person:1", "--yes", "--reason", "a request")
    assert code != 0
    assert "NOT COMPLETE" in said
    assert OLD.address in said
    assert "corridors database gone" in said
    code, said = told(own, "database", "list")
    assert "named before, not any more" in said
    code, said = told(own, "database", "gone", OLD.address)
    assert (code, "No erasure waits" in said) == (0, True)
    with Workspace(own) as workspace:
        assert still_to_empty(workspace.ledger) is None
    lines = [
        line for line in Audit(own.audit, own.key).lines() if line.deed.what == "database gone"
    ]
    assert [line.deed.action for line in lines] == ["begin", "change"]
    assert ADA not in said


def test_what_is_in_use_is_not_gone(own: Settings) -> None:
    code, said = told(own, "database", "gone", OLD.address, url=OLD.address)
    assert (code != 0, "what is in use is not gone" in said) == (True, True)
    assert DatabaseBook(own.databases).listed() == (OLD,)


def test_what_was_never_projected_to_cannot_be_gone(own: Settings) -> None:
    code, said = told(own, "database", "gone", NEW.address)
    assert (code != 0, "Nothing was ever projected" in said) == (True, True)


def test_the_list_as_json_says_what_is_in_use(own: Settings) -> None:
    _, said = told(own, "database", "list", "--json", url=f"office={OLD.address}")
    assert json.loads(said) == {
        "databases": [{"address": OLD.address, "level": "office", "named": True}]
    }


# -------------------------------------------------------------------- real servers


def served_by(own: Settings, server: Address) -> Settings:
    """Name one server, for the level office."""
    named = ((Level.OFFICE, server.url),)
    return replace(own, neo4j=Neo4j(named, server.user, server.password, connect_s=2))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Settings]:
    yield Settings(small_home(tmp_path / "fresh"))


@pytest.mark.neo4j
def test_erasing_empties_a_server_that_the_settings_name_no_more(
    fresh: Settings, running_pair: tuple[Address, Address]
) -> None:
    before, now = running_pair
    for server in running_pair:
        wipe(server)
    with Workspace(served_by(fresh, before)) as workspace:
        workspace.reader(Level.OFFICE)
    assert ADA in held(before)
    with Workspace(served_by(fresh, now)) as workspace:
        workspace.reader(Level.OFFICE)
        done = erase(workspace, "ep-person:1", "a request", NOW)
        assert (done.done, done.still_held) == (True, ())
        assert still_to_empty(workspace.ledger) is None
    assert [held(server) for server in running_pair] == ["[]", "[]"]
    assert [one.address for one in DatabaseBook(fresh.databases).listed()] == [now.url]


@pytest.mark.neo4j
def test_one_named_before_and_away_keeps_the_erasure_open_until_it_is_back(
    fresh: Settings, mortal: Server, running_server: Address
) -> None:
    wipe(running_server)
    with Workspace(served_by(fresh, mortal.address)) as workspace:
        workspace.reader(Level.OFFICE)
    mortal.stop()
    settings = served_by(fresh, running_server)
    error, said = run(settings, "erase", "ep-person:1", "--yes", "--reason", "a request")
    assert isinstance(error, StoreAway)
    assert mortal.address.url in said
    with Workspace(settings) as workspace:
        assert still_to_empty(workspace.ledger) is not None
    mortal.start()
    assert ADA in held(mortal.address)
    with Workspace(settings) as workspace:
        assert still_to_empty(workspace.ledger) is None
    assert held(mortal.address) == "[]"
    assert mortal.address.url not in str(DatabaseBook(fresh.databases).listed())
