"""One ledger, three loads: every door answers as it was known at the moment that is asked for."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api import cli
from api.app import create_app
from api.settings import Settings
from api.wiring import PAST_VIEWS, Workspace
from graph.errors import InvalidQuestion, NothingProjected
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.moment import parse_moment
from graph.period import Period
from graph.provenance import Statement
from tests.graph.factories import fact, link, load, moment, node

FIRST, SECOND, THIRD = "2026-01-02", "2026-01-11", "2026-01-21"
"""The days of the three loads; moments of tests count from 2026-01-01."""


def named(identifier: str, name: str, kind: Kind = Kind.PERSON) -> list[Statement]:
    return [node(identifier, kind), fact(identifier, Property.NAME, name)]


def chairs(person: str) -> Statement:
    return link(person, "ep-org:9", role="CHAIR", period=Period.since(moment(0).date()))


def met(person: str, level: Level = Level.PUBLIC) -> Statement:
    return Statement(
        "org:us",
        Relation.CONTACT_OF,
        "register",
        f"met/{person}",
        object=person,
        role="meeting",
        period=Period.on(moment(0).date()),
        level=level,
    )


BASE = [
    *named("org:us", "Our Office", Kind.ORGANIZATION),
    *named("ep-org:9", "Committee on Tests", Kind.ORGANIZATION),
    fact("ep-org:9", Property.CLASSIFICATION, Classification.COMMITTEE.value),
    fact("org:us", Property.CLASSIFICATION, Classification.OFFICE.value),
    *named("ep-person:1", "Ada Example"),
    *named("ep-person:2", "Ben Example"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home whose ledger learns of a contact, then of a new chair."""
    folder = tmp_path_factory.mktemp("known")
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        load(ledger, [*BASE, chairs("ep-person:1"), met("ep-person:1")], day=1)
        load(
            ledger, [*BASE, chairs("ep-person:1"), met("ep-person:1"), met("ep-person:2")], day=10
        )
        load(ledger, [*BASE, chairs("ep-person:2"), met("ep-person:2")], day=20)
    return folder


def settings(place: Path) -> Settings:
    return Settings(place, office="org:us")


@pytest.fixture(scope="module")
def client(place: Path) -> Iterator[TestClient]:
    app = create_app(settings(place), clock=lambda: datetime(2026, 2, 1, tzinfo=UTC))
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    monkeypatch.setenv("CORRIDORS_OFFICE", "org:us")
    yield lambda *words: CliRunner().invoke(cli.app, ["--home", str(place), *words])


def ends(answer: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[str]:
    return [route["actors"][-1]["id"] for route in answer["routes"]]


AS_OF = ("--as-of", "2026-02-01")


@pytest.mark.parametrize(
    ("known_at", "expected"),
    [
        (FIRST, ["ep-person:1"]),
        ("2026-01-11T08:59:59", ["ep-person:1"]),
        ("2026-01-11T09:00:00Z", ["ep-person:1", "ep-person:2"]),
        (SECOND, ["ep-person:1", "ep-person:2"]),
        (None, ["ep-person:2"]),
    ],
)
def test_routes_are_those_of_what_was_known_on_both_doors(
    client: TestClient, run: object, known_at: str | None, expected: list[str]
) -> None:
    more = ("--known-at", known_at) if known_at else ()
    to = ("ep-person:1", "ep-person:2")
    said = json.loads(run("route", *to, *AS_OF, *more, "--json").stdout)  # type: ignore[operator]  # a fixture
    body = {"to": list(to), "as_of": "2026-02-01", "known_at": known_at}
    told = client.post("/routes", json=body).json()
    assert sorted(ends(said)) == sorted(ends(told)) == expected
    assert said.pop("credits")  # over HTTP they stand behind the header Link
    assert said == told
    assert bool(known_at) == any(note.startswith("As known at") for note in told["notes"])


def test_a_post_is_resolved_as_it_was_known(client: TestClient, run: object) -> None:
    for known_at, holder in ((FIRST, "ep-person:1"), (THIRD, "ep-person:2")):
        body = {
            "to": ["chair of the tests committee"],
            "known_at": known_at,
            "as_of": "2026-02-01",
        }
        told = client.post("/routes", json=body).json()
        assert [target["id"] for target in told["targets"]] == [holder]
        assert any(
            note.startswith("Chair of Committee on Tests on 2026-02-01") for note in told["notes"]
        )
        words = ("route", body["to"][0], *AS_OF, "--known-at", known_at, "--json")
        said = json.loads(run(*words).stdout)  # type: ignore[operator]  # a fixture
        assert said.pop("credits")
        assert said == told


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("post", "/routes", {"to": ["Ben Example"]}),
        ("post", "/assignments", {"to": ["Ben Example"]}),
        ("post", "/majorities", {"body": "ep-org:9"}),
        ("get", "/ask/compare", {"to": "Ben Example", "then": "2026-01-05"}),
        ("get", "/ask/rules", {}),
        ("get", "/entities/ep-person:2", {}),
        ("get", "/search", {"q": "Ben"}),
        ("get", "/picture/around", {"focus": "Ben Example"}),
        ("get", "/picture/routes", {"to": "Ben Example"}),
        ("get", "/questions/compare", {"to": "Ben Example", "then": "2026-01-05"}),
    ],
)
def test_every_address_names_the_first_moment_and_refuses_no_moment(
    client: TestClient, method: str, path: str, body: dict[str, object]
) -> None:
    for known_at, told in (("2025-12-31", "2026-01-02 09:00:00 UTC"), ("soon", "is no moment")):
        given = {**body, "known_at": known_at}
        answer = (
            client.post(path, json=given) if method == "post" else client.get(path, params=given)
        )
        assert answer.status_code == 422
        assert told in answer.text


@pytest.mark.parametrize(
    "words",
    [
        ("route", "Ben Example"),
        ("assign", "Ben Example"),
        ("majority", "ep-org:9"),
        ("show", "Ben Example"),
        ("render", "Ben Example"),
        ("compare", "Ben Example", "--then", "2026-01-05"),
    ],
)
def test_every_command_names_the_first_moment(run: object, words: tuple[str, ...]) -> None:
    failed: Result = run(*words, "--known-at", "2025-12-31")  # type: ignore[operator]  # a fixture
    assert isinstance(failed.exception, InvalidQuestion)
    assert "the end of 2025-12-31" in str(failed.exception)
    assert "2026-01-02 09:00:00 UTC" in str(failed.exception)


def test_show_tells_only_what_was_known(run: object) -> None:
    then = run("show", "Ada Example", "--known-at", FIRST)  # type: ignore[operator]  # a fixture
    now = run("show", "Ada Example")  # type: ignore[operator]  # a fixture
    assert "CHAIR" in then.stdout
    assert "As known at the end of 2026-01-02" in then.stdout
    assert "CHAIR" not in now.stdout


def test_majority_is_counted_as_known(client: TestClient) -> None:
    body = {"body": "ep-org:9", "known_at": FIRST, "as_of": "2026-02-01"}
    told = client.post("/majorities", json=body).json()
    assert told["voters"] == 1
    assert [swing["voter"]["id"] for swing in told["swing"]] == ["ep-person:1"]


def test_past_and_present_are_never_mixed(place: Path) -> None:
    with Workspace(settings(place)) as workspace:
        now = workspace.view()
        then = workspace.view(known_at=parse_moment(FIRST))
        assert workspace.view() is now
        assert (now.known_at, then.known_at) == (None, parse_moment(FIRST))
        assert (then.graph.head, now.graph.head) == (1, 3)
        assert {tie.subject for tie in then.graph.ties if tie.role == "CHAIR"} == {"ep-person:1"}


def test_moments_between_two_loads_share_what_was_known(place: Path) -> None:
    with Workspace(settings(place)) as workspace:
        one, other = (workspace.view(known_at=moment(day)) for day in (2, 8))
        assert one.snapshot is other.snapshot
        assert (one.known_at, other.known_at) == (moment(2), moment(8))
        assert workspace.view(known_at=moment(99)).snapshot is workspace.view().snapshot


def test_only_the_last_few_past_views_are_kept(tmp_path: Path) -> None:
    days = range(1, 4 + PAST_VIEWS)
    with Workspace(settings(tmp_path)) as workspace:
        for day in days:
            load(workspace.ledger, named(f"ep-person:{day}", "x"), day=day, complete=False)
        views = [workspace.view(known_at=moment(day)) for day in days]
        assert [len(view.graph.entities) for view in views] == list(days)
        kept = [workspace.view(known_at=moment(day)) for day in reversed(days)]
        same = [a.snapshot is b.snapshot for a, b in zip(views, reversed(kept), strict=True)]
        assert same == [False] * (len(days) - PAST_VIEWS - 1) + [True] * (PAST_VIEWS + 1)


def test_a_load_makes_a_past_view_anew(tmp_path: Path) -> None:
    with Workspace(settings(tmp_path)) as workspace:
        with pytest.raises(NothingProjected):
            workspace.view(known_at=moment(5))
        load(workspace.ledger, [*BASE], day=1)
        before = workspace.view(known_at=moment(5))
        load(workspace.ledger, [*BASE, met("ep-person:1")], day=2)
        after = workspace.view(known_at=moment(5))
        assert (len(before.graph.ties), len(after.graph.ties)) == (0, 1)


def test_a_level_below_learns_nothing_of_when_others_knew(tmp_path: Path) -> None:
    with Workspace(settings(tmp_path)) as workspace:
        load(
            workspace.ledger, [fact("ep-person:1", Property.NOTE, "x", level=Level.OFFICE)], day=1
        )
        load(
            workspace.ledger,
            [*BASE, fact("ep-person:1", Property.NOTE, "x", level=Level.OFFICE)],
            day=9,
        )
        with pytest.raises(InvalidQuestion, match="2026-01-10 09:00"):
            workspace.view(Level.PUBLIC, moment(5))


def test_what_became_known_is_compared(client: TestClient) -> None:
    params = {"to": "Ben Example", "known_then": FIRST, "as_of": "2026-02-01"}
    told = client.get("/ask/compare", params=params).json()
    (change,) = told["changes"]
    assert (change["change"], change["rank_then"], change["rank_now"]) == ("appeared", None, 1)
    assert "became known since" in change["reasons"][0]
    assert (
        "Between the two moments 2 ties became known and 2 are no longer stated." in told["notes"]
    )
    assert any(
        note == "Then: As known at the end of 2026-01-02; what was recorded later is left out."
        for note in told["notes"]
    )


def test_a_form_says_when_in_its_command(client: TestClient) -> None:
    params = {"to": "Ben Example", "then": "2026-01-05", "as_of": "2026-02-01", "known_at": SECOND}
    page = client.get("/questions/compare", params=params).text
    assert f"--as-of 2026-02-01 --known-at {SECOND}</code>" in page
    assert f'name="known_at" value="{SECOND}"' in page
