from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.workplace import NOW

FILE = {"to": ["2025/0059"], "backup": True}


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    app = create_app(Settings(home), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def test_board_holds_every_pair_and_the_plan_that_assignments_give(client: TestClient) -> None:
    board = client.post("/assignments/board", json=FILE).json()
    plan = client.post("/assignments", json=FILE).json()
    assert board["plan"] == plan
    assert len(board["cells"]) == len(board["targets"]) * len(plan["load"])
    assert (board["cost"], board["shifts"], board["overrides"]) == (0, [], [])


def test_board_says_what_a_pin_costs_who_moves_and_what_lifting_it_gains(
    client: TestClient,
) -> None:
    plain = client.post("/assignments/board", json=FILE).json()
    free = next(one for one in plain["cells"] if not one["order"] and not one["bar"])
    pin = {"organization": free["organization"], "target": free["target"], "order": 1}
    board = client.post("/assignments/board", json=FILE | {"pins": [pin]}).json()
    lead = next(one for one in board["shifts"] if one["target"]["id"] == free["target"])
    assert lead["after"]["id"] == free["organization"]
    assert board["before"] == plain["plan"]["objective"]
    assert board["cost"] == pytest.approx(board["before"] - board["plan"]["objective"], abs=2e-4)
    (override,) = board["overrides"]
    assert override["kind"] == "lead"
    assert override["gain"] == pytest.approx(board["cost"], abs=2e-4)
    assert all(change["reason"] for change in board["changes"])


def test_two_leads_of_one_target_are_refused_in_words(client: TestClient) -> None:
    pins = [
        {"organization": name, "target": "Murielle LAURENT"}
        for name in ("ECRE", "Human Rights Watch")
    ]
    answer = client.post("/assignments/board", json=FILE | {"pins": pins})
    assert answer.status_code == 422
    assert "2 organisations must lead for Murielle LAURENT" in answer.json()["detail"]


def test_a_ban_on_one_that_does_not_take_part_changes_nothing_and_is_told(
    client: TestClient,
) -> None:
    plain = client.post("/assignments/board", json=FILE).json()
    ban = {"organization": "EPP", "target": "Murielle LAURENT"}
    answer = client.post("/assignments/board", json=FILE | {"bans": [ban]})
    assert answer.status_code == 200
    told = answer.json()
    assert [(one["organization"]["name"], one["gain"]) for one in told["overrides"]] == [
        ("Group of the European People's Party (Christian Democrats)", 0)
    ]
    assert told["plan"]["objective"] == plain["plan"]["objective"]


def test_sheets_follow_the_pins(client: TestClient) -> None:
    params = {
        "to": "2025/0059",
        "lead": "ECRE > Murielle LAURENT",
        "capacity": "ECRE=1",
        "only": "ECRE",
    }
    sheets = client.get("/ask/sheets", params=params).json()["sheets"]
    assert [line["target"]["name"] for line in sheets[0]["lines"]] == ["Murielle LAURENT"]


def test_targets_of_a_file_are_told_apart_by_group_country_and_role(client: TestClient) -> None:
    answer = client.get("/routes/targets", params={"to": "2025/0059"}).json()
    assert len(answer["targets"]) == 7
    assert all(one["group"] in answer["groups"] for one in answer["targets"])
    assert all("shadow rapporteur on the file" in one["roles"][0] for one in answer["targets"])
    assert all(one["countries"] for one in answer["targets"])
    only = client.get("/routes/targets", params={"to": "2025/0059", "group": "S-D"}).json()
    assert [one["actor"]["name"] for one in only["targets"]] == ["Murielle LAURENT"]
    assert only["groups"] == answer["groups"]


def test_a_group_without_anybody_on_the_file_names_those_that_have(client: TestClient) -> None:
    answer = client.get("/routes/targets", params={"to": "Murielle LAURENT", "group": "EPP"})
    assert answer.status_code == 422
    assert "Expected one of: S&D" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/routes/picture", "/assignments/picture"])
def test_picture_of_a_question_asks_nobody(client: TestClient, path: str) -> None:
    answer = client.post(path, json={"to": ["2025/0059"]})
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "default-src 'none'" in answer.text
    assert 'src="http' not in answer.text
