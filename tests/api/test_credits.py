"""Whatever is handed on says whose data it is and under which licence."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.credits import KEY, Credit, credit_lines
from api.exports import FORMS
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from graph.model import Property
from tests.api.doors import serving, small_home
from tests.graph.factories import fact, load, node, source

LIST = replace(
    source("list"), publisher="A Publisher", title="A list of theirs", licence="CC BY 4.0"
)
OURS = replace(LIST, id="table-x", publisher="Tables of the office", title="ecre-friends")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a public list, and a table of ours above the level public."""
    place = small_home(tmp_path / "home")
    with Workspace(Settings(place)) as workspace:
        load(workspace.ledger, [node("p:9", of="list")], of=LIST)
        said = [fact("p:9", Property.NAME, "X", of="table-x", level=Level.OFFICE)]
        load(workspace.ledger, said, of=OURS)
    return place


def test_every_answer_points_to_the_licences_and_they_are_those_of_its_level(home: Path) -> None:
    with serving(Settings(home)) as client:
        for path in ("/entities", "/search?q=ada", "/ask/rules", "/exports/turtle", "/contacts"):
            links = client.get(path).links
            assert links["license"]["url"] == "/credits", path
        assert "next" in client.get("/entities?limit=1").links  # beside the next page
        found = client.get("/credits").json()
        public = client.get("/credits", headers={"Corridors-Level": "public"}).text
        text = client.get("/credits", params={"text": True}).text
        assert "license" not in client.get("/entities/nobody").links
    assert {
        "publisher": "A Publisher",
        "title": "A list of theirs",
        "licence": "CC BY 4.0",
    }.items() <= next(one for one in found if one["publisher"] == "A Publisher").items()
    assert "ecre-friends" in str(found)
    assert "ecre-friends" not in public
    assert "A Publisher: A list of theirs. Licence: CC BY 4.0. https://example.org/" in text


def test_answers_of_named_questions_hold_their_sources_and_csv_stays_a_table(home: Path) -> None:
    with serving(Settings(home)) as client:
        plain = client.get("/ask/rules").json()
        table = client.get("/ask/rules", params={"csv": True})
    assert "CC BY 4.0" in {one["licence"] for one in plain[KEY]}
    assert "A Publisher" not in table.text
    assert len({len(row) for row in csv.reader(io.StringIO(table.text))}) == 1
    assert table.links["license"]["url"] == "/credits"


def test_what_others_will_read_names_public_sources_alone(home: Path) -> None:
    ask = "/ask/sheets?to=Ada Lovelace&org=ECRE"
    with serving(Settings(home), whole=True) as client:
        found = client.get(ask)
    assert found.status_code == 200, found.text
    assert "A Publisher" in str(found.json()[KEY])
    assert "ecre-friends" not in found.text


@pytest.mark.parametrize("level", ["office", "public"])
def test_cypher_names_the_sources_of_the_map_it_asked(home: Path, level: str) -> None:
    body = {"query": "MATCH (n) RETURN count(n) AS n"}
    with serving(Settings(home)) as client:
        asked = client.post("/cypher", json=body, headers={"Corridors-Level": level})
        assert asked.status_code == 200, asked.text
        found = asked.json()
        credits_ = client.get("/credits", headers={"Corridors-Level": level}).json()
    assert found[KEY] == credits_
    assert ("ecre-friends" in str(found[KEY])) is (level == "office")


def test_commands_write_sources_into_json_and_beside_a_table(home: Path, tmp_path: Path) -> None:
    run = CliRunner(env={"COLUMNS": "300"}).invoke
    start = ["--home", str(home)]
    for command in (
        ["rules", "--json"],
        ["route", "Ada Lovelace", "--from", "ECRE", "--json"],
        ["cypher", "MATCH (n) RETURN n.uid LIMIT 1", "--json"],
    ):
        done = run(app, [*start, *command])
        assert done.exit_code == 0, done.output
        assert "CC BY 4.0" in {one["licence"] for one in json.loads(done.output)[KEY]}, command
    for name in ("beside.txt", "beside.json"):
        beside = tmp_path / name
        done = run(app, [*start, "rules", "--csv", "--credits", str(beside)])
        assert "A Publisher" not in done.output
        assert "CC BY 4.0" in beside.read_text(encoding="utf-8")
    assert "A Publisher" in str(json.loads((tmp_path / "beside.json").read_text())[KEY])


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_export_names_publisher_and_licence(home: Path, form: str) -> None:
    with serving(Settings(home)) as client:
        for asked in ({}, {"redact": "all"}):
            text = client.get(f"/exports/{form}", params=asked).text
            assert "A Publisher" in text
            assert "CC BY 4.0" in text


def test_a_picture_names_publisher_and_licence(home: Path) -> None:
    with serving(Settings(home)) as client:
        page = client.get("/picture/around", params={"focus": "Ada Lovelace"}).text
    assert "a publisher: a title (CC0)" in page


def test_what_is_invented_says_so_beside_its_licence() -> None:
    told = credit_lines([Credit("Us", "Made up", "none", "", invented=True)])
    assert "INVENTED, describes nobody. Us: Made up. Licence: none.\n" in told
