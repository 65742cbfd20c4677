"""What the Cypher console is given: words, named texts, and the drawing of an answer's rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from queries.catalogue import catalogue
from tests.api.workplace import NOW, home

__all__ = ["home"]

SHADOWS = "MATCH (m:MEP)-[r:RAPPORTEUR_FOR]->(d:Dossier {uid: $file}) RETURN m, r, d"
FILE = {"file": "ep-procedure:2025-0059"}


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    with TestClient(
        create_app(Settings(home), clock=lambda: NOW), base_url="http://localhost"
    ) as made:
        yield made


def test_words_hold_what_the_projection_holds_and_what_may_be_called(client: TestClient) -> None:
    words = client.get("/cypher/words").json()
    assert {"MEP", "Dossier"} <= set(words["labels"])
    assert {"MEMBER_OF", "RAPPORTEUR_FOR"} <= set(words["relations"])
    assert {"uid", "name", "acronym"} <= set(words["properties"])
    rows = client.post("/cypher", json={"query": "MATCH (m:MEP)-[r]->(d) RETURN m, r LIMIT 50"})
    written = {key for row in rows.json()["rows"] for cell in row for key in cell}
    assert len({"family_name", "end_kind"} & written) == 2
    assert {"family_name", "end_kind", "evidence_day"} <= set(words["properties"])
    assert "size" in words["functions"]
    assert "rand" not in words["functions"]


def test_named_texts_are_those_that_are_asked(client: TestClient) -> None:
    listed = client.get("/cypher/named").json()
    assert [one["name"] for one in listed] == [query.name for query in catalogue()]
    for one in listed:
        assert one["cypher"].startswith(("MATCH", "OPTIONAL", "UNWIND", "WITH"))


def test_relations_of_an_answer_are_drawn_between_their_ends(client: TestClient) -> None:
    answer = client.post("/cypher/drawn", json={"query": SHADOWS, "parameters": FILE}).json()
    drawing = answer["drawing"]
    assert len(answer["table"]["rows"]) == len(drawing["links"]) == 7
    assert {link["head"] for link in drawing["links"]} == {FILE["file"]}
    ids = {node["actor"]["id"] for node in drawing["nodes"]}
    assert {link["tail"] for link in drawing["links"]} <= ids
    assert drawing["notes"] == []


def test_only_relations_bring_their_ends_and_identifiers_stand_for_nodes(
    client: TestClient,
) -> None:
    text = "MATCH (:MEP)-[r:RAPPORTEUR_FOR]->(d:Dossier {uid: $file}) RETURN r"
    drawing = client.post("/cypher/drawn", json={"query": text, "parameters": FILE}).json()[
        "drawing"
    ]
    assert len(drawing["nodes"]) == 8
    text = "MATCH (m:MEP)-[:RAPPORTEUR_FOR]->(d:Dossier {uid: $file}) RETURN m.uid, d.uid"
    drawing = client.post("/cypher/drawn", json={"query": text, "parameters": FILE}).json()[
        "drawing"
    ]
    assert len(drawing["nodes"]) == 8
    assert "holds no relations" in drawing["notes"][0]


def test_a_drawing_is_cut_where_nobody_could_read_it(client: TestClient) -> None:
    body = {"query": "MATCH (m:MEP) RETURN m", "limit": 1000}
    drawing = client.post("/cypher/drawn", json=body).json()["drawing"]
    assert len(drawing["nodes"]) == 300
    assert drawing["left_out"] > 0


def test_a_drawing_shows_no_more_than_its_level(client: TestClient) -> None:
    body = {"query": "MATCH (a)-[r:CONTACT_OF]->(b) RETURN a, r, b"}
    assert client.post("/cypher/drawn", json=body).json()["drawing"]["links"]
    public = client.post("/cypher/drawn", json=body, headers={"Corridors-Level": "public"})
    assert public.json()["drawing"]["nodes"] == []


def test_a_drawing_of_a_writing_query_is_refused(client: TestClient) -> None:
    refused = client.post("/cypher/drawn", json={"query": "MATCH (n)\nSET n.x = 1 RETURN n"})
    assert refused.status_code == 403
    assert "line 2, column 1" in refused.json()["detail"]


def test_a_day_is_handed_over_as_a_day(client: TestClient) -> None:
    text = "MATCH (m:MEP)-[r:MEMBER_OF]->(g) WHERE r.valid_from <= $day RETURN count(*) AS n"
    answer = client.post("/cypher", json={"query": text, "days": {"day": "2026-11-24"}})
    assert answer.json()["rows"][0][0] > 100
    wrong = client.post("/cypher", json={"query": text, "days": {"day": "24/11/2026"}})
    assert wrong.status_code == 422
