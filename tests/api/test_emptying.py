"""What was made from the ledger goes when somebody is erased, on servers too, or is told of."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.emptying import still_to_empty
from api.retention import retain, retention_rules
from api.settings import Neo4j, Settings
from api.subjects import erase
from api.wiring import Workspace
from graph.errors import StoreAway
from graph.ledger import Ledger
from graph.levels import Level
from graph.stores.neo4j_link import Link, Login
from tests.api.doors import small_home
from tests.api.workplace import NOW
from tests.neo4j_server import Address, wipe
from tools.neo4j_server import Server

LEVELS = (Level.OFFICE, Level.PROTECTED)
ADA = "Ada Lovelace"
RULE = '[contacts]\npredicate = "CONTACT_OF"\nmonths = 1\nsince = "last"\naction = "erase"\n'


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    return Settings(small_home(tmp_path / "home"))


def served_by(own: Settings, *servers: Address) -> Settings:
    """Name one server a level."""
    named = tuple(zip(LEVELS, (one.url for one in servers), strict=False))
    return replace(own, neo4j=Neo4j(named, servers[0].user, servers[0].password, connect_s=2))


def held(server: Address) -> str:
    """Give all that a server holds, as text: data, and what it says of itself."""
    link = Link(server.url, Login(server.user, server.password))
    try:
        rows = link.rows(
            "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN properties(n), properties(r)"
        )
        return str(rows + link.rows("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"))
    finally:
        link.close()


def run(own: Settings, *arguments: str) -> tuple[BaseException | None, str]:
    """Give the error of a command and all that it says."""
    assert own.neo4j is not None
    urls = ",".join(f"{level.label}={url}" for level, url in own.neo4j.addresses)
    told = {"CORRIDORS_NEO4J_URL": urls, "CORRIDORS_NEO4J_PASSWORD": own.neo4j.password}
    done = CliRunner(env={**told, "COLUMNS": "300"}).invoke(
        app, ["--home", str(own.home), *arguments]
    )
    return done.exception, done.output + str(done.exception or "")


@pytest.mark.neo4j
def test_erasing_empties_every_server_of_every_level_at_once(
    own: Settings, running_pair: tuple[Address, Address]
) -> None:
    for server in running_pair:
        wipe(server)
    with Workspace(served_by(own, *running_pair)) as workspace:
        for level in LEVELS:
            reader = workspace.reader(level)
            assert ADA in str(reader.query("MATCH (n) RETURN n.name", {}, limit=99, timeout_s=60))
        assert all(ADA in held(server) for server in running_pair)
        done = erase(workspace, "ep-person:1", "a request", NOW)
        assert (done.done, done.still_held) == (True, ())
        assert still_to_empty(workspace.ledger) is None
        assert [held(server) for server in running_pair] == ["[]", "[]"]
        again = workspace.reader(Level.PROTECTED)
        names = str(again.query("MATCH (n) RETURN n.name", {}, limit=99, timeout_s=60).rows)
        assert "Zelda Hidden" in names
        assert ADA not in names
    for server in running_pair:
        wipe(server)


@pytest.mark.neo4j
def test_retention_empties_servers_too(own: Settings, running_server: Address) -> None:
    wipe(running_server)
    (own.home / "retention.toml").write_text(RULE, encoding="utf-8")
    with Workspace(served_by(own, running_server)) as workspace:
        workspace.reader(Level.OFFICE)
        assert "CONTACT_OF" in str(
            workspace.reader(Level.OFFICE)
            .query("MATCH ()-[r:CONTACT_OF]->() RETURN type(r)", {}, limit=9, timeout_s=60)
            .rows
        )
        done = retain(workspace, retention_rules(own.home), now=NOW, apply=True)
        assert (done.lines[0].due, done.still_held) == (1, ())
        assert held(running_server) == "[]"
    wipe(running_server)


@pytest.fixture
def mortal(tmp_path: Path, running_server: Address) -> Iterator[Server]:
    """Give a server that may be stopped; ``running_server`` has shown that one can run."""
    server = Server(tmp_path / "mortal", heap_mb=256, quick=True)
    (server.home / "password").write_text(running_server.password, encoding="utf-8")
    server = Server(server.home, heap_mb=256, quick=True)
    server.start()
    yield server
    server.kill()


@pytest.mark.neo4j
def test_a_server_that_is_away_keeps_the_erasure_open_until_it_is_back(
    own: Settings, mortal: Server, running_server: Address
) -> None:
    wipe(running_server)
    settings = served_by(own, mortal.address, running_server)
    with Workspace(settings) as workspace:
        for level in LEVELS:
            workspace.reader(level)
    mortal.stop()
    error, said = run(settings, "erase", "ep-person:1", "--yes", "--reason", "a request")
    assert isinstance(error, StoreAway)
    assert "NOT COMPLETE" in said
    assert mortal.address.url in said
    assert running_server.url not in said
    assert ADA not in said
    assert held(running_server) == "[]"
    _, said = run(settings, "doctor")
    assert "may still hold what was erased" in said
    mortal.start()
    assert ADA in held(mortal.address)
    (own.home / "pictures").mkdir()
    (own.home / "pictures" / "new.html").write_text("made since", encoding="utf-8")
    with Workspace(settings) as workspace:
        assert still_to_empty(workspace.ledger) is None
    assert held(mortal.address) == "[]"
    assert (own.home / "pictures" / "new.html").exists()  # only what was left undone is done
    wipe(running_server)


def test_a_kill_between_erasing_and_emptying_is_made_good_by_the_next_start(own: Settings) -> None:
    with Workspace(own) as workspace:
        workspace.reader(Level.OFFICE)
    picture = own.home / "pictures" / "map.html"
    picture.parent.mkdir()
    picture.write_text(ADA, encoding="utf-8")
    with Ledger.open(own.ledger, keys=own.erasure_keys) as ledger:
        ledger.erase(["ep-person:1"], reason="a request", at=NOW)  # and killed here
        assert still_to_empty(ledger) is not None
    with Workspace(own) as workspace:
        assert still_to_empty(workspace.ledger) is None
    assert not picture.exists()
    assert not own.projections.exists()
