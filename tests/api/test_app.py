from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.workplace import NOW

TOKEN = "a-token-long-enough"


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    app = create_app(Settings(home), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def test_health_says_what_is_held(client: TestClient) -> None:
    answer = client.get("/health").json()
    assert (answer["status"], answer["level"]) == ("ok", "office")
    assert answer["statements"] > 10_000
    assert answer["today"] == str(NOW.date())


def test_search_forgives_a_misspelling(client: TestClient) -> None:
    hits = client.get("/search", params={"q": "Subcomittee on Humn Rights"}).json()
    assert hits[0]["actor"]["name"] == "Subcommittee on Human Rights"


def test_entity_shows_facts_with_their_evidence(client: TestClient) -> None:
    answer = client.get("/entities/country:FRA").json()
    assert answer["name"] == "France"
    share = answer["properties"]["population_share_pct"][0]
    assert share["period"]["start"] == "2025-01-01"
    assert share["evidence"][0]["source"] == "starter-council"


def test_entities_come_in_pages(client: TestClient) -> None:
    first = client.get("/entities", params={"classification": "MEP", "limit": 500}).json()
    second = client.get(
        "/entities", params={"classification": "MEP", "limit": 500, "after": first[-1]["id"]}
    ).json()
    assert len({one["id"] for one in (*first, *second)}) == 718


def test_routes_to_a_file_end_at_its_shadow_rapporteurs(client: TestClient) -> None:
    answer = client.post("/routes", json={"to": ["2025/0059"]}).json()
    targets = {target["id"] for target in answer["targets"]}
    assert len(answer["routes"]) == 3
    assert {route["actors"][-1]["id"] for route in answer["routes"]} <= targets
    costs = [route["cost"] for route in answer["routes"]]
    assert costs == sorted(costs)
    hop = answer["routes"][0]["hops"][0]
    assert hop["evidence"][0]["sources"]
    assert hop["evidence"][0]["invented"] is True


def test_without_invented_contacts_no_route_is_made_up(client: TestClient) -> None:
    body = {"to": ["2025/0059"], "invented": False, "max_hops": 2}
    answer = client.post("/routes", json=body).json()
    assert answer["routes"] == []
    assert answer["searched"]["near_count"] > 0


def test_assignment_keeps_capacities(client: TestClient) -> None:
    body = {"to": ["2025/0059"], "organizations": {"ECRE": 1, "Human Rights Watch": 2}}
    answer = client.post("/assignments", json=body).json()
    given = {load[0]["name"]: (load[1], load[2]) for load in answer["load"]}
    assert all(used <= most for used, most in given.values())
    assert len(answer["approaches"]) + sum(gap["missing"] for gap in answer["gaps"]) == 7


def test_assignment_without_one_says_what_moves_and_what_a_slot_is_worth(
    client: TestClient,
) -> None:
    body: dict[str, object] = {"to": ["2025/0059"], "backup": True}
    before = client.post("/assignments", json=body).json()
    moved = {
        line["target"]["id"]
        for line in before["approaches"]
        if line["organization"]["name"] == "Human Rights Watch"
    }
    gone: dict[str, object] = {"off": ["Human Rights Watch"], "prices": True}
    after = client.post("/assignments", json=body | gone).json()
    assert {change["target"]["id"] for change in after["changes"]} == moved
    assert all(change["reason"] for change in after["changes"])
    assert after["objective"] < before["objective"]
    full = [load[0]["id"] for load in after["load"] if load[1] == load[2]]
    assert [price["organization"]["id"] for price in after["prices"]] == full
    assert after["proven"]
    assert after["bound"] == after["objective"]


def test_assignment_by_few_with_members_of_a_country(client: TestClient) -> None:
    body = {"to": ["2025/0059"], "most": 4, "needs": {"Belgium": 2}}
    answer = client.post("/assignments", json=body).json()
    used = {line["organization"]["id"] for line in answer["approaches"]}
    assert 2 <= len(used) <= 4
    apart = sorted(used)[:2]
    body["apart"] = [{"one": apart[0], "other": apart[1]}]
    second = client.post("/assignments", json=body).json()
    assert not set(apart) <= {line["organization"]["id"] for line in second["approaches"]}


def test_majority_of_libe_counts_its_full_members(client: TestClient) -> None:
    body = {"body": "LIBE", "positions": {"EPP": "for", "S-D": "against"}}
    answer = client.post("/majorities", json=body).json()
    assert answer["voters"] == 75
    assert answer["low"]["votes_for"] <= answer["middle"]["votes_for"]


def test_cypher_answers_over_the_projection(client: TestClient) -> None:
    body = {
        "query": "MATCH (m:MEP)-[r:RAPPORTEUR_FOR]->(d:Dossier {uid: $file}) "
        "RETURN count(m) AS shadows",
        "parameters": {"file": "ep-procedure:2025-0059"},
    }
    assert client.post("/cypher", json=body).json()["rows"] == [[7]]


def test_cypher_write_is_refused_and_changes_nothing(client: TestClient) -> None:
    refused = client.post("/cypher", json={"query": "MATCH (n) SET n.name = 'x' RETURN n"})
    assert refused.status_code == 403
    assert refused.headers["content-type"] == "application/problem+json"
    assert "SET" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("/routes", {"to": ["Nobodyhere Atall"]}, 404, "Nobody and nothing"),
        ("/routes", {"to": []}, 422, "to"),
        ("/routes", {"to": ["LIBE"], "as_of": "someday"}, 422, "as_of"),
        ("/routes", {"to": ["LIBE"], "max_hops": 9}, 422, "max_hops"),
        ("/routes", {"to": ["LIBE"], "colour": "red"}, 422, "colour"),
        ("/routes", {"to": ["LIBE"], "relations": ["FRIEND_OF"]}, 422, "FRIEND_OF"),
        ("/majorities", {"body": "ECRE"}, 422, ""),
        ("/majorities", {"body": "LIBE", "rule": "most"}, 422, "simple"),
        ("/cypher", {"query": "MATCH (n RETURN n"}, 403, "never closed"),
        ("/cypher", {"query": "MATCH (n) RETURN m"}, 400, ""),
    ],
)
def test_bad_input_is_a_problem_in_words(
    client: TestClient, path: str, body: dict[str, object], status: int, words: str
) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]
    assert "Traceback" not in answer.text


def test_unknown_person_gets_the_nearest_names(client: TestClient) -> None:
    answer = client.post("/routes", json={"to": ["Muriel LAURANT"]}).json()
    assert any("Murielle LAURENT" in name for name in answer["nearest"])


def test_pictures_are_pages_without_outside_requests(client: TestClient) -> None:
    for path in ("routes?to=2025/0059", "assignment?to=2025/0059", "around?focus=DROI"):
        page = client.get(f"/picture/{path}")
        assert page.status_code == 200
        assert "default-src 'none'" in page.text
        assert 'src="http' not in page.text


def test_start_page_lists_files_and_runs_no_script(client: TestClient) -> None:
    page = client.get("/plain")
    assert "2025/0059" in page.text
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_every_operation_is_described_with_examples_of_what_it_takes(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    lacking = []
    for path, item in document["paths"].items():
        for method, operation in item.items():
            body = operation.get("requestBody", {}).get("content", {})
            lacking += [(path, method, "body") for one in body.values() if not one["examples"]]
            lacking += [
                (path, method, one["name"])
                for one in operation.get("parameters", ())
                if one.get("required")
                and not (one.get("examples") or one["schema"].get("examples"))
            ]
    assert lacking == []


def test_operations_have_names_of_their_own_that_follow_from_their_address(
    client: TestClient,
) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    named = {one["operationId"] for item in paths.values() for one in item.values()}
    assert len(named) == sum(len(item) for item in paths.values())
    assert paths["/ask/messengers"]["get"]["operationId"] == "get_ask_messengers"
    assert paths["/jobs/{id}"]["delete"]["operationId"] == "delete_jobs_id"


def test_foreign_host_name_is_refused_without_a_token(client: TestClient) -> None:
    answer = client.get("/health", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.json()["status"]) == (403, 403)


def test_security_headers_stand_on_every_answer(client: TestClient) -> None:
    for path in ("/health", "/nowhere"):
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong-token-wrong"}, 401),
        ({"Authorization": f"Basic {TOKEN}"}, 401),
        ({"Authorization": f"Bearer {TOKEN}"}, 200),
    ],
)
def test_token_guards_every_path(home: Path, headers: dict[str, str], status: int) -> None:
    app = create_app(Settings(home, host="0.0.0.0", token=TOKEN), clock=lambda: NOW)
    with TestClient(app) as client:
        assert client.get("/health", headers=headers).status_code == status


def test_public_level_answers_as_if_contacts_did_not_exist(home: Path) -> None:
    from graph.levels import Level

    app = create_app(Settings(home, level=Level.PUBLIC), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert "demo-invented" not in client.get("/sources").text
        assert client.get("/entities/ECRE").text.count("CONTACT_OF") == 0
        counted = {"query": "MATCH ()-[r:CONTACT_OF]->() RETURN count(r) AS n"}
        assert client.post("/cypher", json=counted).json()["rows"] == [[0]]


def test_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    app = create_app(Settings(tmp_path), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        answer = client.post("/routes", json={"to": ["LIBE"]})
        assert answer.status_code == 409
        assert "corridors demo" in answer.json()["detail"]
        assert client.get("/plain").status_code == 200


def test_whoever_has_much_to_do_counts_less_as_a_start(client: TestClient) -> None:
    body: dict[str, object] = {"to": ["Murielle LAURENT"], "k": 1}
    body["sources"] = ["IRCT Brussels office", "Human Rights Watch"]
    free = client.post("/routes", json=body).json()["routes"][0]
    busy = client.post("/routes", json={**body, "ready": {"Human Rights Watch": 0.2}}).json()
    assert free["actors"][0]["name"] == "Human Rights Watch"
    assert busy["routes"][0]["score"] < free["score"]
    assert client.post("/routes", json={**body, "ready": {"ECRE": 0.5}}).status_code == 422
