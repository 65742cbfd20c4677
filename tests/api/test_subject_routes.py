"""A person's rights over HTTP: for admins who see all, confirmed, and audited without content."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.access import Role
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from tests.api.doors import bearer, serving, small_home, token_for

ADA = "ep-person:1"
TRACES = ("Lovelace", "Ada ", "ep-person:1")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return small_home(tmp_path / "home")


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    """Ask as an admin who sees every level."""
    token = token_for(home, Role.ADMIN, Level.PROTECTED)
    with serving(Settings(home)) as made:
        made.headers.update(bearer(token))
        yield made


def erased(client: TestClient, person: str = ADA) -> dict[str, object]:
    """Erase somebody with the confirmation of their plan."""
    plan = client.get(f"/subjects/{person}/erasure").json()
    body = {"reason": "a request", "confirmation": plan["confirmation"]}
    done = client.post(f"/subjects/{person}/erasure", json=body)
    assert done.status_code == 200, done.text
    found: dict[str, object] = done.json()
    return found


ROUTES = (
    ("GET", f"/subjects/{ADA}/export", None),
    ("GET", f"/subjects/{ADA}/erasure", None),
    ("POST", f"/subjects/{ADA}/erasure", {"reason": "x", "confirmation": "0123456789"}),
    ("PUT", f"/subjects/{ADA}/restriction", {"reason": "x"}),
    ("DELETE", f"/subjects/{ADA}/restriction?reason=x", None),
    ("POST", f"/subjects/{ADA}/corrections", {"property": "name", "value": "X"}),
)


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
@pytest.mark.parametrize(
    ("role", "level"), [(Role.EDITOR, Level.PROTECTED), (Role.ADMIN, Level.OFFICE)]
)
def test_nobody_but_an_admin_of_every_level_may(
    home: Path, role: Role, level: Level, method: str, path: str, body: dict[str, str] | None
) -> None:
    token = token_for(home, role, level)
    with serving(Settings(home)) as client:
        answer = client.request(method, path, json=body, headers=bearer(token))
    assert answer.status_code == 403
    assert not any(trace in answer.text for trace in TRACES)


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
def test_a_lower_level_asked_for_is_kept_to(
    client: TestClient, method: str, path: str, body: dict[str, str] | None
) -> None:
    lower = {"Corridors-Level": "public"}
    assert client.request(method, path, json=body, headers=lower).status_code == 403


def test_everything_kept_is_handed_over_as_data_and_as_a_page(client: TestClient) -> None:
    found = client.get("/subjects/Ada Lovelace/export").json()
    assert found["identifiers"] == [ADA]
    assert {one["predicate"] for one in found["statements"]} >= {"CONTACT_OF", "MEMBER_OF"}
    assert {one["level"] for one in found["statements"]} == {"public", "office"}
    page = client.get(f"/subjects/{ADA}/export", params={"page": True})
    assert page.headers["content-type"].startswith("text/html")
    assert "What is kept of Ada Lovelace" in page.text
    style = page.text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page.headers["content-security-policy"]
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in policy
    assert client.get("/subjects/org:ecre/export").status_code == 422
    assert client.get("/subjects/Nobody Atall/export").status_code == 404


def test_erasing_needs_the_confirmation_of_exactly_what_goes(client: TestClient) -> None:
    plan = client.get(f"/subjects/{ADA}/erasure").json()
    assert (plan["plan"]["done"], plan["plan"]["names"]) == (False, ["Ada Lovelace"])
    body = {"reason": "a request", "confirmation": "0" * 32}
    assert client.post(f"/subjects/{ADA}/erasure", json=body).status_code == 422
    client.post("/notes", json={"about": ADA, "text": "Chairs on Monday."})
    body["confirmation"] = plan["confirmation"]  # there is more now than was confirmed
    assert client.post(f"/subjects/{ADA}/erasure", json=body).status_code == 422
    named = {**body, "reason": "Ada Lovelace asked"}
    assert client.post(f"/subjects/{ADA}/erasure", json=named).status_code == 422
    assert client.get(f"/entities/{ADA}").status_code == 200
    done = erased(client)
    assert (done["done"], done["names"], done["still_held"]) == (True, [], [])
    assert client.get(f"/entities/{ADA}").status_code == 404


def test_jobs_and_kept_answers_of_before_are_gone_with_whoever_is_erased(
    client: TestClient, home: Path
) -> None:
    job = client.post("/jobs/exports/turtle").json()["id"]
    while (result := client.get(f"/jobs/{job}/result")).status_code == 409:
        time.sleep(0.05)
    assert "Ada Lovelace" in result.text
    client.post("/notes", json={"about": ADA, "text": "Hello."}, headers={"Idempotency-Key": "k"})
    erased(client)
    assert client.get(f"/jobs/{job}/result").status_code == 404
    assert client.get("/jobs").json() == []
    for place in home.rglob("*"):
        if place.is_file():
            assert b"Lovelace" not in place.read_bytes(), place


def test_a_running_service_heeds_an_erasure_by_another_process(
    client: TestClient, home: Path
) -> None:
    job = client.post("/jobs/exports/turtle").json()["id"]
    while client.get(f"/jobs/{job}/result").status_code == 409:
        time.sleep(0.05)
    assert "Ada Lovelace" in client.get(f"/entities/{ADA}").text
    with Workspace(Settings(home, level=Level.PROTECTED)) as other:
        other.ledger.erase([ADA], reason="a request", at=other.ledger.loads()[-1].recorded_at)
    assert client.get("/jobs").json() == []
    assert client.get(f"/jobs/{job}/result").status_code == 404
    assert client.get(f"/entities/{ADA}").status_code == 404


def test_an_order_to_erase_is_kept_under_no_key(client: TestClient, home: Path) -> None:
    plan = client.get(f"/subjects/{ADA}/erasure").json()
    body = {"reason": "a request", "confirmation": plan["confirmation"]}
    key = {"Idempotency-Key": "once"}
    assert client.post(f"/subjects/{ADA}/erasure", json=body, headers=key).status_code == 200
    again = client.post(f"/subjects/{ADA}/erasure", json=body, headers=key)
    assert (again.status_code, "idempotent-replay" in again.headers) == (404, False)


def test_restricted_is_in_no_answer_until_it_is_lifted(client: TestClient) -> None:
    done = client.put(f"/subjects/{ADA}/restriction", json={"reason": "an objection"}).json()
    assert done == {"subject": ADA, "restricted": True, "changed": True}
    assert client.get(f"/entities/{ADA}").status_code == 404
    assert client.get(f"/subjects/{ADA}/export").json()["restricted_since"]
    lifted = client.delete(f"/subjects/{ADA}/restriction", params={"reason": "settled"}).json()
    assert lifted == {"subject": ADA, "restricted": False, "changed": True}
    assert client.get(f"/entities/{ADA}").status_code == 200


def test_a_correction_is_the_offices_word_and_a_later_one_takes_its_place(
    client: TestClient,
) -> None:
    for name, status in (("Ada King", 201), ("Ada King", 200), ("Ada Byron", 201)):
        body = {"property": "name", "value": name, "source": "a letter"}
        done = client.post(f"/subjects/{ADA}/corrections", json=body)
        assert (done.status_code, done.json()["subject"]) == (status, ADA)
    assert client.get(f"/entities/{ADA}").json()["name"] == "Ada Byron"
    kept = client.get(f"/subjects/{ADA}/export").json()["statements"]
    assert [one["value"] for one in kept if one["predicate"] == "name"] == [
        "Ada Lovelace",
        "Ada King",
        "Ada Byron",
    ]
    bad = {"property": "note", "value": "Our client suffers from PTSD"}
    refused = client.post(f"/subjects/{ADA}/corrections", json=bad)
    assert (refused.status_code, "PTSD" in refused.text) == (422, False)


def test_the_audit_holds_route_and_hash_and_nothing_of_whom_or_what(
    client: TestClient, home: Path
) -> None:
    client.get("/subjects/Ada Lovelace/export")
    client.post(f"/subjects/{ADA}/corrections", json={"property": "name", "value": "Ada King"})
    client.put(f"/subjects/{ADA}/restriction", json={"reason": "a secret objection"})
    client.delete(f"/subjects/{ADA}/restriction", params={"reason": "a secret settled"})
    erased(client)
    lines = [
        json.loads(line)
        for file in sorted((home / "audit").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    assert "/subjects/{person}/erasure" in {
        one for line in lines for one in map(str, line.values())
    }
    raw = b"".join(file.read_bytes() for file in (home / "audit").iterdir())
    for trace in (b"Lovelace", b"Ada", b"person:1", b"secret", b"King"):
        assert trace not in raw
