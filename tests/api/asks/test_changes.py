"""Two readings of one source: what ``changes`` says through the doors, and at which level."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any  # the JSON of an answer

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from typer.testing import CliRunner

from api import cli
from api.app import create_app
from api.asks.changes import ChangesAsk, answer_changes
from api.asks.changes_types import ChangesAnswer
from api.questions import asked_of
from api.saved import SavedQuestions
from api.settings import Settings
from api.wiring import Workspace
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Property
from graph.period import Period
from graph.provenance import Statement
from tests.api.test_known_at import BASE, chairs, met
from tests.graph.factories import fact, link, load, moment, source
from tests.queries.change_worlds import statements

SINCE, TODAY = "2026-01-05", date(2026, 2, 1)
NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
START = moment(0).date()
RENAMED = [one for one in BASE if one.value != "Ben Example"]
ENDED = Period.between(START, moment(12).date())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home in which the chair passed from Ada to Ben, who has another name now."""
    folder = tmp_path_factory.mktemp("changes")
    sits = link("ep-person:2", "ep-org:9", period=Period.since(START))
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        load(ledger, [*BASE, chairs("ep-person:1"), sits, met("ep-person:1")], day=1)
        load(ledger, [fact("ep-org:9", Property.ACRONYM, "TEST", of="other")], day=1, of=OTHER)
        ledger.record_failure(OTHER, status="unavailable", recorded_at=moment(15))
        after = [
            *RENAMED,
            fact("ep-person:2", Property.NAME, "Ben Sample"),
            link("ep-person:1", "ep-org:9", role="CHAIR", period=ENDED),
            link("ep-person:2", "ep-org:9", period=ENDED),
            link("ep-person:2", "ep-org:9", role="CHAIR", period=Period.since(moment(13).date())),
        ]
        load(ledger, after, day=20)
    kept = SavedQuestions(folder, Level.OFFICE)
    kept.put("ada", "route", {"to": ["Ada Example"]}, NOW)
    kept.put("chair", "route", {"to": ["chair of TEST"]}, NOW)
    kept.put("vote", "majority", {"body": "TEST", "positions": {"Ben Sample": "for"}}, NOW)
    kept.put("wrong", "route", {"to": ["Ada Example"], "k": "many"}, NOW)
    return folder


OTHER = source("other")


@pytest.fixture(scope="module")
def client(place: Path) -> Iterator[TestClient]:
    app = create_app(Settings(place, office="org:us"), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def asked(client: TestClient, **more: object) -> dict[str, Any]:
    answer = client.get("/ask/changes", params={"since": SINCE, **more})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_the_chair_the_lost_contact_and_the_new_name_are_told_once(client: TestClient) -> None:
    told = asked(client)
    assert [(line["matter"], line["deed"]) for line in told["lines"]] == [
        ("office", "changed"),
        ("contact", "withdrawn"),
        ("person", "changed"),
    ]
    chair, contact, person = told["lines"]
    assert chair["sentence"] == (
        "Ada Example is no longer chair of Committee on Tests since 2026-01-14; now it is Ben "
        "Sample (register, 2026-01-21)."
    )
    assert contact["known_on"] == "2026-01-21"
    assert [(one["before"], one["now"]) for one in person["details"]] == [
        ("Ben Example", "Ben Sample")
    ]


def test_effects_and_saved_answers_are_those_of_both_states(client: TestClient) -> None:
    told = asked(client)
    saved = {one["name"]: one for one in told["saved"]}
    assert (saved["ada"]["verdict"], saved["ada"]["now"]) == ("broken", "no route")
    contact = told["lines"][1]
    effects = {one["question"]: one for one in contact["effects"]}
    points = float(saved["ada"]["before"].split()[0])
    assert effects["ada"]["points"] == pytest.approx(-points, abs=0.1)
    assert "Saved 'ada' is broken" in contact["effect"]


def test_a_question_saved_under_the_new_name_is_answered_then_as_well(client: TestClient) -> None:
    saved = {one["name"]: one for one in asked(client)["saved"]}
    # Then Ben was a voter under his old name: 1 for, and the chair open.
    assert saved["vote"]["before"] == "+0 votes in the middle case, 2 needed"


def test_a_saved_question_that_cannot_be_read_is_named_and_the_rest_answered(
    client: TestClient,
) -> None:
    told = asked(client)
    assert any("'wrong'" in note for note in told["notes"])
    assert len(told["saved"]) == 3


def test_a_source_that_was_not_read_since_is_unknown_with_its_tries(client: TestClient) -> None:
    told = asked(client)
    other = next(one for one in told["sources"] if one["id"] == "other")
    assert (other["refreshed"], other["unavailable"]) == (False, 1)
    assert "not refreshed since 2026-01-02: changes there are unknown." in other["said"]
    assert any("Not refreshed" in note for note in told["notes"])


def test_nothing_different_is_never_said_to_be_nothing_changed(client: TestClient) -> None:
    told = asked(client, since="2026-01-25")
    assert told["total"] == 0
    assert "none of 2 sources was read since" in told["summary"]


def test_filters_find_people_of_either_state_and_pages_turn(client: TestClient) -> None:
    assert asked(client, person="Ben Example")["lines_in_all"] == 2
    assert asked(client, body="TEST", kind="office")["lines_in_all"] == 1
    assert asked(client, touching=True, limit=1, page=2)["lines"][0]["matter"] == "contact"
    assert asked(client, limit=1)["pages"] == 3
    refused = client.get("/ask/changes", params={"since": SINCE, "person": "Nobody Atall"})
    assert refused.status_code == 404


@pytest.mark.parametrize(
    "params",
    [
        {"since": "soon"},
        {"since": "2027-01-01"},
        {"since": "2026-01-25", "known_at": "2026-01-10"},
    ],
)
def test_a_moment_that_cannot_be_compared_is_refused(
    client: TestClient, params: dict[str, str]
) -> None:
    assert client.get("/ask/changes", params=params).status_code == 422


def test_before_the_first_load_what_began_is_told_and_from_when_the_ledger_knows(
    client: TestClient,
) -> None:
    told = asked(client, since="2025-06-01", known_at="2026-01-10")
    assert told["since"].startswith("2025-06-01T23:59")
    assert [line["sentence"] for line in told["lines"] if line["deed"] == "began"]
    assert {line["deed"] for line in told["lines"]} == {"began"}
    assert "read since the end of 2026-01-02" in told["summary"]
    (note,) = [note for note in told["notes"] if note.startswith("The ledger knows from")]
    assert note.startswith("The ledger knows from 2026-01-02 on")


def test_after_the_first_load_nothing_is_said_of_when_knowledge_began(client: TestClient) -> None:
    usual = client.get("/ask/changes").json()
    assert usual["since"].startswith("2026-01-25")
    assert not any("The ledger knows from" in note for note in usual["notes"])


def test_a_week_that_reaches_before_the_first_load_is_answered_too(client: TestClient) -> None:
    first = client.get("/ask/changes", params={"as_of": "2026-01-05"}).json()
    assert first["since"].startswith("2025-12-29T23:59")
    assert any("The ledger knows from 2026-01-02 on" in note for note in first["notes"])


def test_as_known_on_the_first_day_nothing_later_is_looked_at(client: TestClient) -> None:
    early = asked(client, since="2025-12-01", known_at="2026-01-02T23:00")
    assert early["counts"] == asked(client, since="2025-12-01", known_at="2026-01-02")["counts"]
    assert [one["reads"] for one in early["sources"]] == [0, 0]


def test_as_known_at_a_moment_later_loads_are_left_out(client: TestClient) -> None:
    told = asked(client, known_at="2026-01-10")
    assert told["total"] == 0
    assert [one["reads"] for one in told["sources"]] == [0, 0]


def test_both_doors_and_the_screen_say_the_same(
    client: TestClient, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORRIDORS_OFFICE", "org:us")
    words = ["--home", str(place), "changes", "--since", SINCE, "--as-of", str(TODAY)]
    told = CliRunner().invoke(cli.app, [*words, "--json"])
    assert json.loads(told.stdout) == asked(client)
    shown = CliRunner().invoke(cli.app, words)
    assert "no longer chair of Committee on Tests" in " ".join(shown.stdout.split())


def test_sources_say_what_was_tried_and_what_is_due(client: TestClient) -> None:
    other, register = client.get("/sources").json()
    assert (other["last_status"], other["last_try"][:10]) == ("unavailable", "2026-01-16")
    assert (other["age_days"], other["every_days"], other["overdue"]) == (30, 30, False)
    assert register["age_days"] == 11


# -------------------------------------------------------------------- levels


def at_level(home: Path, loads: Sequence[Sequence[Statement]], level: Level) -> bytes:
    """Answer at a level over a ledger of some loads."""
    with Workspace(Settings(home, office="org:us")) as workspace:
        for day, said in enumerate(loads, 1):
            load(workspace.ledger, said, day=day, allow_shrink=True)
        asked = asked_of(workspace, level, TODAY)
        answer = answer_changes(asked, ChangesAsk(str(moment(1).date()), expand=True, limit=1000))
    return TypeAdapter(ChangesAnswer).dump_json(answer)


@given(statements(), statements(), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_a_lower_level_answers_as_if_nothing_higher_were_there(
    before: list[Statement], after: list[Statement], chance: Any
) -> None:
    levels = (Level.PUBLIC, Level.NETWORK, Level.PROTECTED)
    mixed = []
    for said in (before, after):
        levelled = [replace(one, level=chance.choice(levels)) for one in said]
        mixed.append([*BASE, *(one for one in levelled if one.subject != "ep-org:9")])
    kept = [[one for one in said if one.level <= Level.NETWORK] for said in mixed]
    with TemporaryDirectory() as full, TemporaryDirectory() as lower:
        told = at_level(Path(full), mixed, Level.NETWORK)
        assert told == at_level(Path(lower), kept, Level.NETWORK)


def test_what_is_saved_above_a_level_is_not_named_below(place: Path) -> None:
    with Workspace(Settings(place, office="org:us")) as workspace:
        public = answer_changes(asked_of(workspace, Level.PUBLIC, TODAY), ChangesAsk(SINCE))
        office = answer_changes(asked_of(workspace, Level.OFFICE, TODAY), ChangesAsk(SINCE))
    assert public.saved == ()
    assert not any("wrong" in note for note in public.notes)
    assert len(office.saved) == 3
