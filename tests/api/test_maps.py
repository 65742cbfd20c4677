import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.app import create_app
from api.map_ask import MapAsk, ask_map
from api.map_files import MAP_FILES, map_file
from api.settings import Settings
from api.wiring import View, Workspace
from graph.levels import Level
from tests.api.workplace import NOW
from tests.viz.scenes import HOSTILE

TODAY = NOW.date()


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    app = create_app(Settings(home), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture(scope="module")
def view(workspace: Workspace) -> View:
    return workspace.view(Level.OFFICE)


def test_columns_are_all_of_one_length(client: TestClient) -> None:
    made = client.get("/maps", params={"of": "LIBE"}).json()
    for part in ("places", "lines", "ties"):
        assert len({len(column) for column in made[part].values()}) == 1
    assert made["shown"] == len(made["places"]["id"]) > 100
    assert max(made["ties"]["line"]) == len(made["lines"]["low"]) - 1


def test_a_filter_marks_and_keeps_the_places(client: TestClient) -> None:
    whole = client.get("/maps", params={"of": "LIBE"}).json()
    part = client.get("/maps", params={"of": "LIBE", "group": ["EPP"]}).json()
    assert part["places"]["x"] == whole["places"]["x"]
    groups = {
        group
        for group, shown in zip(part["places"]["group"], part["places"]["shown"], strict=True)
        if shown
    }
    assert groups == {"EPP", None}
    assert 0 < part["shown"] < whole["shown"]


def test_the_public_map_knows_no_contact(client: TestClient) -> None:
    asked = {"of": "ep-person:197589", "steps": 1}
    office = client.get("/maps", params=asked).json()
    public = client.get("/maps", params=asked, headers={"Corridors-Level": "public"}).json()
    assert "CONTACT_OF" in office["ties"]["relation"]
    assert "CONTACT_OF" not in public["ties"]["relation"]
    assert public["level"] == "public"


def test_what_lies_beyond_is_counted_before_it_is_opened(client: TestClient) -> None:
    asked = {"of": "LIBE", "at": "EPP"}
    found = {one["relation"]: one for one in client.get("/maps/beyond", params=asked).json()}
    assert found["MEMBER_OF"]["total"] > found["MEMBER_OF"]["beyond"] > 0


def test_the_overview_opens_into_its_parts(client: TestClient) -> None:
    whole = client.get("/maps/overview").json()
    first = whole["places"][0]
    inside = client.get("/maps", params={"inside": first["key"], "most": 2000}).json()
    assert len(inside["places"]["id"]) == first["size"]
    assert sum(one["size"] for one in whole["places"]) + whole["alone"] == whole["actors"]


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({}, 422, "of"),
        ({"of": "LIBE", "inside": "LIBE"}, 422, "inside"),
        ({"of": "Nobodyhere Atall"}, 404, "Nobody"),
        ({"of": "LIBE", "from": "2030-01-01"}, 422, "not before"),
        ({"of": "LIBE", "relation": "FRIEND_OF"}, 422, "FRIEND_OF"),
        ({"of": "LIBE", "pin": "LIBE@nan,1"}, 422, "id@x,y"),
        ({"of": "LIBE", "tie_level": "secret"}, 422, "secret"),
    ],
)
def test_bad_input_is_a_problem_in_words(
    client: TestClient, asked: dict[str, str], status: int, words: str
) -> None:
    answer = client.get("/maps", params=asked)
    assert answer.status_code == status
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("form", MAP_FILES)
def test_each_file_holds_the_view_with_its_licence(client: TestClient, form: str) -> None:
    asked = {"of": "LIBE", "kind": "Committee", "pin": "ep-org:LIBE@5,6"}
    answer = client.get(f"/maps/files/{form}", params=asked)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(MAP_FILES[form].media_type)
    if form not in ("pdf", "xlsx", "actors"):
        assert "CC BY" in answer.text
    if form != "html":  # its library holds short words of all sorts
        assert b"VAUTRIN" not in answer.content


def test_an_unknown_form_is_refused(client: TestClient) -> None:
    assert client.get("/maps/files/docx", params={"of": "LIBE"}).status_code == 422


@pytest.mark.parametrize("form", ["actors", "ties"])
def test_tables_never_run(view: View, form: str) -> None:
    made = ask_map(view, MapAsk(of=("LIBE",)), TODAY)
    evil = replace(
        made, places=tuple(replace(one, name=f"=HYPERLINK({HOSTILE})") for one in made.places)
    )
    text = map_file(view, evil, form, today=TODAY).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=HYPERLINK(" in text
    assert not [cell for cell in cells if cell.startswith("=")]


def test_a_workbook_holds_no_formula_and_its_sources(view: View) -> None:
    made = ask_map(view, MapAsk(of=("LIBE",)), TODAY)
    evil = replace(
        made, title="=1+1", places=tuple(replace(one, name="=1+1\x07") for one in made.places)
    )
    book = load_workbook(io.BytesIO(map_file(view, evil, "xlsx", today=TODAY)))
    assert book.sheetnames == ["About", "Actors", "Ties"]
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    assert book["Actors"]["A2"].value == "=1+1 "
    about = [row[1].value for row in book["About"].iter_rows()]
    assert any("CC BY 4.0" in str(value) for value in about)


def test_a_workbook_does_not_say_when_it_was_written(view: View) -> None:
    made = ask_map(view, MapAsk(of=("LIBE",)), TODAY)
    with zipfile.ZipFile(io.BytesIO(map_file(view, made, "xlsx", today=TODAY))) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"modified" not in parts.read("docProps/core.xml")


def test_networks_hold_places_and_days(view: View) -> None:
    made = ask_map(view, MapAsk(of=("LIBE",), pins=("ep-org:LIBE@5,6",)), TODAY)
    page = fromstring(map_file(view, made, "gexf", today=TODAY))
    nodes = page.findall(".//{*}node")
    spots = {node.get("id"): node.find("{*}position") for node in nodes}
    assert len(nodes) == len(made.places)
    libe = spots["ep-org:LIBE"]
    assert libe is not None
    assert (libe.get("x"), libe.get("y")) == ("5.0", "-6.0")
    assert b'start="' in map_file(view, made, "gexf", today=TODAY)
