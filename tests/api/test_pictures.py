"""Pictures of the overview, of answers in Cypher and of routes together, and all their files."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from openpyxl import load_workbook

from api.app import create_app
from api.map_files import MAP_FILES
from api.scene_files import scene_file, tables_of_scene
from api.settings import Settings
from graph.errors import InputError
from tests.api.workplace import NOW, home
from tests.viz.scenes import HOSTILE, SCRIPT, hostile, routes
from viz.layout import place
from viz.scene import Scene

__all__ = ["home"]

TODAY = NOW.date()
MURIELLE = "ep-person:197490"
SHADOWS: dict[str, Any] = {
    "query": "MATCH (m:MEP)-[r:RAPPORTEUR_FOR]->(d:Dossier {uid: $file}) RETURN m, r, d",
    "parameters": {"file": "ep-procedure:2025-0059"},
}
DIFFERENT = {"to": [MURIELLE], "k": 4, "how": "diverse"}

Asking = Callable[[TestClient, str], Response]


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    with TestClient(
        create_app(Settings(home), clock=lambda: NOW), base_url="http://localhost"
    ) as made:
        yield made


def of_overview(client: TestClient, form: str) -> Response:
    answer: Response = client.get(f"/maps/overview/files/{form}", params={"group": ["EPP"]})
    return answer


def of_cypher(client: TestClient, form: str) -> Response:
    answer: Response = client.post(f"/cypher/drawn/files/{form}", json=SHADOWS)
    return answer


def of_routes(client: TestClient, form: str) -> Response:
    answer: Response = client.post(f"/routes/together/files/{form}", json=DIFFERENT)
    return answer


ASKINGS = {"overview": of_overview, "cypher": of_cypher, "routes": of_routes}


@pytest.mark.parametrize("asking", ASKINGS.values(), ids=ASKINGS.keys())
@pytest.mark.parametrize("form", MAP_FILES)
def test_every_picture_is_a_file_of_every_form_with_day_level_and_licence(
    client: TestClient, asking: Asking, form: str
) -> None:
    answer = asking(client, form)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(MAP_FILES[form].media_type)
    assert answer.headers["content-disposition"].endswith(f'.{MAP_FILES[form].suffix}"')
    text = _text(form, answer.content)
    if text is not None:
        assert "CC BY" in text
        assert TODAY.isoformat() in text
        assert "office" in text
    assert asking(client, form).content == answer.content


def _text(form: str, content: bytes) -> str | None:
    if form == "pdf":
        assert content.startswith(b"%PDF")
        return None
    if form == "xlsx":
        book = load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value) for row in book["About"].iter_rows() for cell in row)
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("asking", ASKINGS.values(), ids=ASKINGS.keys())
def test_an_unknown_form_is_refused(client: TestClient, asking: Asking) -> None:
    refused = asking(client, "docx")
    assert refused.status_code == 422
    assert "Expected one of: html, svg" in refused.json()["detail"]


def test_filters_of_the_overview_count_and_files_follow(client: TestClient) -> None:
    plain = client.get("/maps/overview").json()
    epp = client.get("/maps/overview", params={"group": ["EPP"], "kind": ["MEP"]}).json()
    assert plain["seen"] == plain["actors"]
    group = next(one for one in plain["facets"]["group"] if one["value"] == "EPP")
    assert epp["seen"] == group["count"] == sum(one["seen"] for one in epp["places"])
    assert [one["x"] for one in epp["places"]] == [one["x"] for one in plain["places"]]
    rows = _rows(of_overview(client, "actors"))
    expected = client.get("/maps/overview", params={"group": ["EPP"]}).json()
    assert sorted(int(row["In sight"]) for row in rows) == sorted(
        one["seen"] for one in expected["places"] if one["seen"]
    )


def test_a_community_is_asked_for_from_inside_and_names_the_way(client: TestClient) -> None:
    first = client.get("/maps/overview").json()["places"][0]
    inside = client.get("/maps/overview", params={"inside": first["key"]}).json()
    assert inside["actors"] == first["size"]
    assert [one["name"] for one in inside["way"]] == [first["name"]] == [inside["title"]]
    part = inside["places"][0]
    asked = {"inside": part["key"], "deep": 2}
    way = client.get("/maps/way", params=asked).json()
    assert [(one["deep"], one["size"]) for one in way] == [(1, first["size"]), (2, part["size"])]
    made = client.get("/maps", params={**asked, "most": 2000}).json()
    assert len(made["places"]["id"]) == part["size"]


def test_a_name_of_nobody_opens_nothing(client: TestClient) -> None:
    for path in ("/maps/overview", "/maps/way"):
        assert client.get(path, params={"inside": "nobody at all"}).status_code == 404


def test_the_public_overview_counts_no_contact(client: TestClient) -> None:
    public = {"Corridors-Level": "public"}
    told = client.get("/maps/overview", headers=public).json()
    assert "CONTACT_OF" not in {one["value"] for one in told["facets"]["relation"]}
    assert {one["value"] for one in told["facets"]["level"]} == {"public"}
    office = client.get("/maps/overview").json()
    assert "CONTACT_OF" in {one["value"] for one in office["facets"]["relation"]}


def test_ties_of_a_cypher_picture_are_directed_and_carry_their_evidence(
    client: TestClient,
) -> None:
    drawing = client.post("/cypher/drawn", json=SHADOWS).json()["drawing"]
    assert all(link["arrow"] and link["said"][0]["source"] for link in drawing["links"])
    svg = fromstring(of_cypher(client, "svg").content)
    lines = svg.findall(".//{*}line")
    heads = [
        one for one in svg.findall("{*}polygon") if len((one.get("points") or "").split()) == 3
    ]
    assert len(lines) == len(heads) == len(drawing["links"]) == 7
    gexf = fromstring(of_cypher(client, "gexf").content)
    assert len(gexf.findall(".//{*}edge")) == 7
    assert SHADOWS["query"] in of_cypher(client, "svg").text.replace("&gt;", ">").replace("\n", "")


@pytest.mark.parametrize("how", ["best", "diverse", "disjoint", "robust"])
def test_routes_are_drawn_together_and_the_shared_are_counted(
    client: TestClient, how: str
) -> None:
    body = {"to": [MURIELLE], "k": 4, "how": how}
    drawing = client.post("/routes/together", json=body).json()
    counts = {node["actor"]["id"]: node["routes"] for node in drawing["nodes"]}
    assert drawing["lanes"]
    assert counts[MURIELLE] == 0
    assert all(link["arrow"] for link in drawing["links"])
    if how == "disjoint":
        assert set(counts.values()) <= {0, 1}


def test_the_union_holds_every_step_of_the_routes(client: TestClient) -> None:
    asked = {"to": [MURIELLE], "k": 4}
    told = client.get("/ask/diverse", params=asked).json()
    drawing = client.post("/routes/together", json=DIFFERENT).json()
    steps = {
        (hop["tail"]["id"], hop["head"]["id"]) for route in told["routes"] for hop in route["hops"]
    }
    assert {(link["tail"], link["head"]) for link in drawing["links"]} == steps
    rows = _rows(of_routes(client, "actors"))
    shared = {row["Identifier"]: int(row["In routes"]) for row in rows}
    assert shared == {node["actor"]["id"]: node["routes"] for node in drawing["nodes"]}


def test_a_public_picture_of_routes_holds_no_contact_of_ours(client: TestClient) -> None:
    public = {"Corridors-Level": "public"}
    told = client.post("/routes/together", json=DIFFERENT, headers=public)
    assert "CONTACT" not in told.text.upper().replace("CONTACTS", "")


def _rows(answer: Response) -> list[Mapping[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def poisoned() -> Scene:
    scene = hostile()
    text = f"=cmd|{HOSTILE}{SCRIPT}\x00"
    nodes = tuple(replace(node, name=text, routes=2) for node in scene.nodes)
    return replace(scene, nodes=nodes, notes=(text,), attribution=(text,), arrows=True)


@pytest.mark.parametrize("form", MAP_FILES)
def test_hostile_texts_stay_text_in_every_form(form: str) -> None:
    scene = poisoned()
    content = scene_file(scene, place(scene), form, today=TODAY)
    if form in ("svg", "gexf", "graphml"):
        page = fromstring(content)
        assert not [one for one in page.iter() if one.tag.endswith(("img", "script"))]
    if form in ("actors", "ties"):
        cells = [
            cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row
        ]
        assert not [cell for cell in cells if cell.startswith("=")]
    if form == "xlsx":
        book = load_workbook(io.BytesIO(content))
        kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
        assert "f" not in kinds
    if form == "html":
        assert HOSTILE.encode() not in content


def test_what_is_faded_is_drawn_and_stands_in_no_table() -> None:
    scene = routes()
    faded = replace(
        scene,
        nodes=tuple(replace(node, faded=node.id == "ada") for node in scene.nodes),
        links=tuple(replace(link, faded=True) for link in scene.links),
    )
    actors, ties = tables_of_scene(faded)
    assert ("Ada" in [row[0] for row in actors.rows], ties.rows) == (False, ())
    network = fromstring(scene_file(faded, place(faded), "gexf", today=TODAY))
    assert len(network.findall(".//{*}node")) == 2
    assert b"Ada" in scene_file(faded, place(faded), "svg", today=TODAY)


def test_no_form_but_ours_is_written() -> None:
    scene: Any = routes()
    with pytest.raises(InputError):
        scene_file(scene, place(scene), "exe", today=TODAY)
