"""The client asks a server that runs in another process, as colleagues do."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.access import Role
from api.client import Client, Refused
from api.settings import Settings
from api.tokens import TokenBook, Wanted
from graph.errors import SourceUnavailable
from graph.levels import Level
from tests.api.another_process import served
from tests.api.doors import small_home

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_home(tmp_path_factory.mktemp("client") / "home")


@pytest.fixture(scope="module")
def tokens(home: Path) -> dict[Role, str]:
    from datetime import UTC, datetime

    book, today = TokenBook(Settings(home).tokens), datetime.now(UTC).date()
    return {
        role: book.add(Wanted(role.label, role, Level.OFFICE), today)[1]
        for role in (Role.VIEWER, Role.EDITOR)
    }


@pytest.fixture(scope="module")
def address(home: Path, tokens: dict[Role, str]) -> Iterator[str]:
    assert tokens
    with served(home) as found:
        yield found


@pytest.fixture
def client(address: str, tokens: dict[Role, str]) -> Iterator[Client]:
    with Client(address, tokens[Role.EDITOR]) as opened:
        yield opened


def test_answers_are_typed_and_of_the_tokens_level(client: Client) -> None:
    assert client.health().level == "office"
    assert client.entity("DROI").ties
    assert client.search("ada")[0].actor.name == "Ada Lovelace"
    assert [one.id for one in client.entities(limit="2")] == [
        "country:FRA",
        "ep-org:DROI",
        "ep-person:1",
        "ep-person:2",
        "org:ecre",
    ]
    answer = client.routes(["Ada Lovelace"], sources=["ECRE"])
    assert answer.routes[0].hops[0].evidence[0].sources
    assert {one.name for one in client.neighbourhood(["DROI"]).actors} >= {"Zelda Hidden"}
    assert "rules" in {one.name for one in client.questions()}
    assert client.ask("rules")
    assert client.sources()[0].licence == "CC0"


def test_a_level_lowers_every_answer(address: str, tokens: dict[Role, str]) -> None:
    with Client(address, tokens[Role.VIEWER], level="public") as low:
        assert low.health().level == "public"
        assert list(low.contacts()) == []
        with pytest.raises(Refused, match="Zelda Hidden") as refused:
            low.entity("Zelda Hidden")
        assert refused.value.problem.status == 404


def test_what_a_role_may_not_is_refused_in_words(address: str, tokens: dict[Role, str]) -> None:
    with Client(address, tokens[Role.VIEWER]) as viewer:
        for deed in (
            lambda: viewer.add_note("DROI", "No."),
            lambda: viewer.export("turtle"),
            lambda: viewer.cypher("RETURN 1"),
        ):
            with pytest.raises(Refused, match="role") as refused:
                deed()
            assert refused.value.problem.status == 403
    with Client(address) as stranger, pytest.raises(Refused, match="token"):
        stranger.health()


def test_a_note_and_a_job_go_all_the_way(client: Client) -> None:
    assert client.add_note("ECRE", "They call back on Monday.").is_new
    entered = client.add_contact(
        organization="ECRE", person="Ada Lovelace", channel="call", day="2026-05-05"
    )
    assert entered.is_new
    assert len(list(client.contacts("ECRE"))) == 2
    job = client.start("exports/ntriples")
    assert client.wait(job) == client.export("ntriples")


def test_a_service_that_is_away_is_told_of() -> None:
    waits: list[float] = []
    away = Client("http://127.0.0.1:9", sleep=waits.append)
    with away, pytest.raises(SourceUnavailable, match="cannot be reached"):
        away.health()
    assert len(waits) == 3


def test_it_brings_no_server_along() -> None:
    code = (
        "import sys, api.client\n"
        "print([m for m in ('fastapi', 'starlette', 'uvicorn', 'sqlalchemy', 'arcadedb_embedded')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
