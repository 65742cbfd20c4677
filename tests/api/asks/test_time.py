"""Topic time on the starter pack: what changed, under which rules, and before all data."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api import cli
from api.app import create_app
from api.ask import RouteAsk, ask_routes
from api.asks.time import CompareAsk, RulesAsk, answer_compare, answer_rules
from api.questions import asked_of
from api.settings import Settings
from api.wiring import Workspace
from graph.errors import InputError, InvalidQuestion
from graph.levels import Level
from graph.strength import DEFAULT
from graph.strength_rules_read import read_rules
from tests.api.workplace import NOW

OWN = "[channels.meeting]\nhalf_life_days = 30\nintensity = 0.2\n[bands]\nweak = 0.05\n"


@pytest.fixture(scope="module")
def ruled(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the common home with rules of one's own."""
    file = tmp_path_factory.mktemp("rules") / "our-rules.toml"
    file.write_text(OWN, encoding="utf-8")
    return replace(Settings(home), rules=file)


@pytest.fixture(scope="module")
def client(ruled: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(ruled, clock=lambda: NOW), base_url="http://127.0.0.1") as opened:
        yield opened


def run(home: Path, *words: str) -> str:
    ran = CliRunner().invoke(cli.app, ["--home", str(home), *words])
    assert ran.exit_code == 0, f"{ran.output}\n{ran.exception}"
    return ran.stdout


def test_compared_scores_are_those_that_route_gives(home: Path, workspace: Workspace) -> None:
    then = date(2026, 3, 4)
    told = asked_of(workspace, Level.OFFICE, NOW.date())
    found = answer_compare(told, CompareAsk(to=("2025/0059",), then=then, k=4))
    for day, place, worth in (
        (then, "rank_then", "score_then"),
        (NOW.date(), "rank_now", "score_now"),
    ):
        words = ("route", "2025/0059", "--k", "4", "--as-of", str(day), "--json")
        routes = json.loads(run(home, *words))["routes"]
        listed = {
            getattr(change, place): round(getattr(change, worth), 4)
            for change in found.changes
            if (getattr(change, place) or 9) <= 4
        }
        assert listed == {rank: route["score"] for rank, route in enumerate(routes, 1)}


def test_compare_needs_something_to_compare_with(workspace: Workspace) -> None:
    told = asked_of(workspace, Level.OFFICE, NOW.date())
    with pytest.raises(InvalidQuestion, match="known_then"):
        answer_compare(told, CompareAsk(to=("2025/0059",)))


def test_a_vacant_post_then_is_said_with_when_data_begin(workspace: Workspace) -> None:
    told = asked_of(workspace, Level.OFFICE, NOW.date())
    with pytest.raises(InvalidQuestion, match=r"on 2019-01-01.*begin on 2024-07-16"):
        answer_compare(told, CompareAsk(to=("chair of DROI",), then=date(2019, 1, 1)))


def test_rules_show_defaults_until_a_file_changes_them(
    workspace: Workspace, ruled: Settings
) -> None:
    plain = answer_rules(asked_of(workspace, Level.OFFICE, NOW.date()), RulesAsk())
    assert (plain.changes, plain.origin) == (0, "the defaults")
    assert all(line.value == line.default and line.by == "default" for line in plain.rules)
    assert read_rules(plain.toml, "x") == DEFAULT
    with Workspace(ruled) as opened:
        own = answer_rules(asked_of(opened, Level.OFFICE, NOW.date()), RulesAsk(changed=True))
    assert [(line.key, line.value, line.default, line.by) for line in own.rules] == [
        ("bands.weak", 0.05, 0.1, "our-rules.toml"),
        ("channels.meeting.half_life_days", 30, 365, "our-rules.toml"),
        ("channels.meeting.intensity", 0.2, 0.7, "our-rules.toml"),
    ]


def test_rules_are_written_to_a_new_file_and_read_back(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "rules.toml"
    assert "Written:" in run(home, "rules", "--write", str(out))
    assert read_rules(out.read_text(encoding="utf-8"), "x") == DEFAULT
    again = CliRunner().invoke(cli.app, ["--home", str(home), "rules", "--write", str(out)])
    assert isinstance(again.exception, InputError)
    assert "is there already" in str(again.exception)
    edited = out.read_text(encoding="utf-8").replace("beta = 0.9", "beta = 0.5")
    out.write_text(edited, encoding="utf-8")
    monkeypatch.setenv("CORRIDORS_RULES", str(out))
    said = json.loads(run(home, "rules", "--changed", "--json"))
    assert [(line["key"], line["value"]) for line in said["rules"]] == [("beta", 0.5)]


def test_each_answer_says_under_which_rules_it_was_made(
    client: TestClient, ruled: Settings, home: Path, workspace: Workspace
) -> None:
    told = client.post("/routes", json={"to": ["2025/0059"]}).json()
    digest = client.get("/ask/rules").json()["digest"]
    assert f"Rules: the office's own, 3 changes (digest {digest})." in told["notes"]
    with TestClient(
        create_app(Settings(home), clock=lambda: NOW), base_url="http://127.0.0.1"
    ) as plain:
        other = plain.post("/routes", json={"to": ["2025/0059"]}).json()
    assert not [note for note in other["notes"] if note.startswith("Rules")]
    assert told["routes"][0]["score"] < other["routes"][0]["score"]
    for path, body in (("/assignments", {"to": ["2025/0059"]}), ("/majorities", {"body": "LIBE"})):
        assert digest in str(client.post(path, json=body).json()["notes"])
    assert (
        digest
        in client.get("/questions/compare", params={"to": "DROI", "then": "2026-03-04"}).text
    )


def test_a_bad_file_of_rules_is_named_with_key_and_value(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text("beta = 7\n", encoding="utf-8")
    for settings, told in (
        (replace(Settings(home), rules=file), "bad.toml: beta is 7"),
        (replace(Settings(home), rules=tmp_path / "none.toml"), "none.toml cannot be read"),
    ):
        with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
            answer = opened.post("/routes", json={"to": ["2025/0059"]})
        assert answer.status_code == 422
        assert told in answer.json()["detail"]


def test_a_file_that_is_not_utf_8_is_refused(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "latin.toml"
    file.write_bytes("# Maß\n".encode("latin-1"))
    with (
        Workspace(replace(Settings(home), rules=file)) as opened,
        pytest.raises(InputError, match="UTF-8"),
    ):
        opened.view()


POSTS = (
    ("chair of DROI", 1, "Chair of Subcommittee on Human Rights"),
    ("vice-chairs of the committee on civil liberties", 4, "Vice-chairs of Committee on Civil"),
    ("president of the European Parliament", 1, "President of European Parliament"),
    ("shadow of 2025/0059 for S&D", 1, "Shadow rapporteur of 2025/0059 for S&D"),
    ("members of DROI", 30, "Members of Subcommittee on Human Rights"),
)


@pytest.mark.parametrize(("text", "count", "note"), POSTS)
def test_posts_are_targets_on_both_doors(
    client: TestClient, home: Path, text: str, count: int, note: str
) -> None:
    told = client.post("/routes", json={"to": [text], "as_of": "2026-11-24"}).json()
    said = json.loads(run(home, "route", text, "--as-of", "2026-11-24", "--json"))
    assert len(told["targets"]) == len(said["targets"]) == count
    for answer in (told, said):
        assert any(one.startswith(f"{note}") and "Source:" in one for one in answer["notes"])


def test_posts_are_targets_of_assignments_bans_and_described_questions(client: TestClient) -> None:
    body = {
        "to": ["vice-chairs of DROI"],
        "organizations": {"FIDH": 4},
        "bans": [{"organization": "FIDH", "target": "vice-chairs of DROI"}],
    }
    told = client.post("/assignments", json=body).json()
    assert (len(told["approaches"]), sum(gap["missing"] for gap in told["gaps"])) == (0, 4)
    params = {"to": "chair of DROI", "strength": "0.001"}
    answer = client.get("/ask/messengers", params=params)
    assert answer.status_code == 200, answer.text
    assert "Mounir SATOURI" in answer.text


def test_who_must_not_stand_on_the_way_may_be_named_by_a_post(client: TestClient) -> None:
    plain = client.post("/routes", json={"to": ["chair of DROI"], "k": 20}).json()
    body = {"to": ["chair of DROI"], "k": 20, "avoid": ["members of LIBE"]}
    without = client.post("/routes", json=body).json()
    barred = {
        target["id"]
        for target in client.post("/routes", json={"to": ["members of LIBE"]}).json()["targets"]
    }
    between = [
        {actor["id"] for actor in route["actors"][1:-1]}
        for answer in (plain, without)
        for route in answer["routes"]
    ]
    assert any(barred & one for one in between[: len(plain["routes"])])
    assert not any(barred & one for one in between[len(plain["routes"]) :])


def test_a_position_may_be_stated_for_a_post_of_one(client: TestClient) -> None:
    body = {"body": "LIBE", "positions": {"chair of LIBE": "for"}}
    assert client.post("/majorities", json=body).json()["low"]["votes_for"] == 1
    refused = client.post(
        "/majorities", json={"body": "LIBE", "positions": {"vice-chairs of LIBE": "for"}}
    )
    assert "stands for 4; name one of them" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("coordinators", 422, "of which body?"),
        ("chair of DROY", 404, "Nearest: Subcommittee on Human Rights"),
        ("treasure of DROI", 422, "Nearest: treasurer"),
        ("rapporteur of 2025/0059", 422, "7 in other roles"),
    ],
)
def test_a_post_that_cannot_be_resolved_is_a_problem_in_words(
    client: TestClient, text: str, status: int, told: str
) -> None:
    answer = client.post("/routes", json={"to": [text]})
    assert (answer.status_code, told in answer.json()["detail"]) == (status, True)


def test_a_day_before_all_data_is_answered_with_when_they_begin(client: TestClient) -> None:
    told = client.post("/routes", json={"to": ["Mounir SATOURI"], "as_of": "2019-01-01"}).json()
    assert told["routes"] == []
    assert any("memberships of persons begin on 2024-07-16" in note for note in told["notes"])
    for path, body in (
        ("/majorities", {"body": "LIBE", "as_of": "2019-01-01"}),
        ("/routes", {"to": ["2025/0059"], "as_of": "2019-01-01"}),
    ):
        refused = client.post(path, json=body)
        assert refused.status_code == 422
        assert "memberships of persons begin on 2024-07-16" in refused.json()["detail"]
    now = client.post("/routes", json={"to": ["Mounir SATOURI"]}).json()
    assert not [note for note in now["notes"] if "lies before" in note]


@pytest.mark.parametrize(
    "more",
    [
        {"senior": True},
        {"countries": ("France",)},
        {"kinds": ("Ngo",)},
        {"consented": True},
        {"languages": ("fr",)},
    ],
)
def test_both_days_are_asked_under_every_condition_of_route(
    workspace: Workspace, more: dict[str, Any]
) -> None:
    told, her = asked_of(workspace, Level.OFFICE, NOW.date()), ("ep-person:256899",)
    compared = answer_compare(told, CompareAsk(her, then=date(2026, 3, 4), k=3, **more))
    same = RouteAsk(her, k=3, **more)
    routes = ask_routes(told.view, same, office=told.office, as_of=told.as_of).routes
    now = [one for one in compared.changes if one.rank_now and one.rank_now <= len(routes)]
    assert [one.score_now for one in sorted(now, key=lambda one: one.rank_now or 0)] == [
        one.score for one in routes
    ]
