"""What every request meets at the HTTP door, whatever route it means."""

import asyncio
import base64
import json
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.access import Role, needs
from api.audit import Audit
from api.door_answers import MOST_BODY
from api.settings import Settings
from api.tokens import TokenBook
from tests.api.doors import Clock, bearer, serving, small_app, small_home, token_for
from tests.api.workplace import NOW


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return small_home(tmp_path / "home")


@pytest.fixture
def client(own: Path) -> Iterator[TestClient]:
    with serving(Settings(own)) as opened:
        yield opened


def audit_of(home: Path) -> Audit:
    return Audit(Settings(home).audit, Settings(home).key)


@pytest.mark.parametrize(
    ("method", "path", "status", "headers"),
    [
        ("GET", "/nowhere", 404, {}),
        ("PATCH", "/search", 405, {}),
        ("GET", "/search", 422, {}),
        ("POST", "/routes", 422, {"Content-Type": "application/json"}),
        ("GET", "/health", 403, {"Host": "evil.example"}),
        ("POST", "/routes", 403, {"Origin": "https://evil.example"}),
        ("POST", "/routes", 403, {"Sec-Fetch-Site": "cross-site"}),
        ("GET", "/entities/nobody-at-all", 404, {}),
    ],
)
def test_whatever_goes_wrong_is_problem_details_with_all_headers(
    client: TestClient, method: str, path: str, status: int, headers: dict[str, str]
) -> None:
    answer = client.request(method, path, headers=headers, content=b"{")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert set(answer.json()) == {"type", "title", "status", "detail", "nearest"}
    for name in ("content-security-policy", "x-content-type-options", "x-frame-options"):
        assert name in answer.headers
    assert len(answer.headers["x-request-id"]) == 16
    assert "access-control-allow-origin" not in answer.headers


def test_a_method_that_is_not_taken_says_which_are(client: TestClient) -> None:
    answer = client.delete("/search")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_no_page_of_another_site_is_let_in_by_preflight(client: TestClient) -> None:
    answer = client.options(
        "/routes",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"},
    )
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "path", ["/", "/questions", "/questions/rules", "/picture/around?focus=DROI"]
)
def test_no_page_may_run_or_load_what_is_not_in_it(client: TestClient, path: str) -> None:
    page = client.get(path)
    policy = page.headers["content-security-policy"]
    assert page.status_code == 200
    assert "default-src 'none'" in policy
    assert "script-src 'unsafe-inline'" not in policy
    assert "http" not in policy


def test_a_mistake_of_ours_tells_a_number_and_no_more(
    own: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = small_app(Settings(own))

    @app.get("/broken")
    @needs(Role.VIEWER)
    def broken() -> str:
        msg = "secret inside"
        raise RuntimeError(msg)

    with (
        caplog.at_level(logging.ERROR),
        TestClient(app, base_url="http://127.0.0.1") as client,
    ):
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["x-request-id"] in answer.json()["detail"]
    assert answer.headers["x-request-id"] in caplog.text


def test_a_body_too_long_is_refused_however_it_comes(client: TestClient) -> None:
    assert client.post("/routes", content=b"x" * (MOST_BODY + 1)).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(MOST_BODY // 100_000 + 2):
            yield b"x" * 100_000

    assert client.post("/routes", content=pieces()).status_code == 413


def test_what_takes_too_long_is_told_of_and_nothing_breaks_later(own: Path) -> None:
    app = small_app(replace(Settings(own), seconds=1))
    over = threading.Event()

    @app.get("/slow")
    @needs(Role.VIEWER)
    def slow() -> str:
        over.wait(120)
        return "late"

    with TestClient(app, base_url="http://127.0.0.1") as client:
        answer = client.get("/slow")
        assert (answer.status_code, answer.json()["title"]) == (504, "Took too long")
        over.set()
        assert client.get("/health").status_code == 200


def test_the_same_answer_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/entities/country:FRA")
    etag = first.headers["etag"]
    for given in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = client.get("/entities/country:FRA", headers={"If-None-Match": given})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
    other = client.get("/entities/country:FRA", headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_an_etag_changes_when_what_the_asker_sees_does(client: TestClient) -> None:
    public = {"Corridors-Level": "public"}
    before = client.get("/entities/ECRE", headers=public).headers["etag"]
    mine = client.get("/entities/ECRE").headers["etag"]
    note = {"about": "ECRE", "text": "They open a new office.", "level": "office"}
    assert client.post("/notes", json=note).status_code == 201
    assert client.get("/entities/ECRE", headers=public).headers["etag"] == before
    assert client.get("/entities/ECRE").headers["etag"] != mine


def test_a_write_sent_twice_under_a_key_is_done_once_and_answered_alike(
    client: TestClient,
) -> None:
    note = {"about": "ECRE", "text": "A note that is sent twice."}
    headers = {"Idempotency-Key": "one"}
    first = client.post("/notes", json=note, headers=headers)
    again = client.post("/notes", json=note, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["idempotent-replay"] == "true"
    other = client.post("/notes", json={**note, "text": "Another."}, headers=headers)
    assert (other.status_code, other.json()["title"]) == (422, "Key used before")
    assert len(client.get("/notes", params={"about": "ECRE"}).json()) == 1


def test_a_key_lives_for_a_day_and_survives_a_restart(own: Path) -> None:
    clock = Clock()
    note = {"about": "ECRE", "text": "A note."}
    headers = {"Idempotency-Key": "k"}
    with serving(Settings(own), clock) as client:
        assert client.post("/notes", json=note, headers=headers).status_code == 201
    with serving(Settings(own), clock) as client:
        assert client.post("/notes", json=note, headers=headers).status_code == 201
        clock.forward(hours=25)
        assert client.post("/notes", json=note, headers=headers).status_code == 200


def test_a_key_belongs_to_its_caller(own: Path) -> None:
    one, other = token_for(own, Role.EDITOR), token_for(own, Role.EDITOR)
    with serving(Settings(own)) as client:
        for number, text in enumerate((one, other)):
            answer = client.post(
                "/notes",
                json={"about": "ECRE", "text": f"Note {number}"},
                headers={**bearer(text), "Idempotency-Key": "same"},
            )
            assert answer.status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_of_no_use_is_refused(client: TestClient, key: str) -> None:
    answer = client.post("/routes", json={"to": ["LIBE"]}, headers={"Idempotency-Key": key})
    assert answer.status_code == 422


def test_a_new_tokens_text_is_not_kept_under_a_key(own: Path) -> None:
    admin = token_for(own, Role.ADMIN)
    with serving(Settings(own)) as client:
        headers = {**bearer(admin), "Idempotency-Key": "t"}
        made = client.post("/tokens", json={"name": "new desk"}, headers=headers)
        assert made.status_code == 201
        assert (
            client.post("/tokens", json={"name": "new desk"}, headers=headers).status_code == 422
        )
    text = made.json()["token"].rsplit("_", 1)[1].encode()
    assert [path for path in own.rglob("*") if path.is_file() and text in path.read_bytes()] == []


def test_who_asks_too_often_waits_and_nobody_else_does(own: Path) -> None:
    one, other = token_for(own, Role.VIEWER), token_for(own, Role.VIEWER)
    with serving(replace(Settings(own), rate=5)) as client:
        answers = [client.get("/health", headers=bearer(one)) for _ in range(7)]
        assert [answer.status_code for answer in answers[:5]] == [200] * 5
        assert answers[-1].status_code == 429
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 12
        assert client.get("/health", headers=bearer(other)).status_code == 200


def test_wrong_tokens_are_slowed_and_good_ones_still_open(own: Path) -> None:
    good = token_for(own, Role.VIEWER)
    with serving(Settings(own, token="a-token-of-the-settings")) as client:
        tried = [
            client.get("/health", headers=bearer(f"wrong-{number}")).status_code
            for number in range(25)
        ]
        assert tried[:20] == [401] * 20
        assert tried[-1] == 429
        assert client.get("/health", headers=bearer(good)).status_code == 200
        # What might be guessed is not even looked at meanwhile.
        guessed = client.get("/health", headers=bearer("a-token-of-the-settings"))
        assert guessed.status_code == 429


def test_a_failed_try_is_recorded_without_its_text(own: Path) -> None:
    token_for(own, Role.VIEWER)
    with serving(Settings(own)) as client:
        client.get("/entities", headers=bearer("corridors_guess_guess"))
    (line,) = audit_of(own).lines()
    assert (line.deed.who, line.deed.status, line.deed.source) == ("unknown", 401, "testclient")
    assert "guess" not in "".join(path.read_text() for path in (own / "audit").glob("*.jsonl"))


def test_the_audit_tells_who_asked_what_and_no_name_that_was_typed(own: Path) -> None:
    text = token_for(own, Role.ADMIN, name="the desk")
    asked = {"to": ["Zelda Hidden"], "sources": ["ECRE"]}
    with serving(Settings(own)) as client:
        for _ in range(2):
            client.post("/routes", json=asked, headers=bearer(text))
        client.get("/entities/ep-person:2", headers=bearer(text))
        client.get("/search", params={"q": "Zelda"}, headers=bearer(text))
        lines = client.get("/audit", headers=bearer(text)).json()
    assert [(line["action"], line["what"], line["status"]) for line in lines] == [
        ("POST", "/routes", 200),
        ("POST", "/routes", 200),
        ("GET", "/entities/{identifier:path}", 200),
        ("GET", "/search", 200),
    ]
    assert all("the desk" in line["who"] for line in lines)
    assert lines[0]["digest"] == lines[1]["digest"] != lines[2]["digest"]
    written = "".join(path.read_text() for path in (own / "audit").glob("*.jsonl"))
    assert "zelda" not in written.casefold()
    assert "ep-person" not in written
    assert audit_of(own).verify().problems == ()


def test_nothing_is_answered_that_cannot_be_recorded(own: Path) -> None:
    (own / "audit").write_text("in the way", encoding="utf-8")
    with serving(Settings(own)) as client:
        answer = client.get("/entities")
        assert (answer.status_code, answer.json()["title"]) == (503, "Audit cannot be written")
        assert client.get("/health").status_code == 200


def test_a_browser_may_read_with_the_token_as_its_password_and_write_nothing(own: Path) -> None:
    text = token_for(own, Role.ADMIN)
    pair = base64.b64encode(f"me:{text}".encode()).decode()
    headers = {"Authorization": f"Basic {pair}", "Accept": "text/html"}
    with serving(Settings(own)) as client:
        asked = client.get("/plain", headers={"Accept": "text/html"})
        assert asked.headers["www-authenticate"].startswith("Basic")
        assert client.get("/plain", headers=headers).status_code == 200
        note = {"about": "ECRE", "text": "By a page."}
        assert client.post("/notes", json=note, headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("host", "status"), [("map.example.org", 200), ("MAP.example.org:443", 200), ("evil.org", 403)]
)
def test_only_the_names_that_are_listed_are_answered(own: Path, host: str, status: int) -> None:
    text = token_for(own, Role.VIEWER)
    settings = replace(Settings(own, host="0.0.0.0"), names=frozenset({"map.example.org"}))
    with serving(settings) as client:
        headers = {**bearer(text), "Host": host}
        assert client.get("/health", headers=headers).status_code == status


def test_a_proxy_on_this_machine_lends_nobody_its_place(own: Path) -> None:
    token_for(own, Role.VIEWER)
    with serving(Settings(own)) as client:
        assert client.get("/health").status_code == 401
    TokenBook(Settings(own).tokens).revoke("viewer office 0", NOW.date())
    with serving(Settings(own)) as client:
        assert client.get("/health").status_code == 401


def test_tokens_gone_while_it_serves_others_it_serves_nobody(own: Path) -> None:
    token_for(own, Role.VIEWER)
    with serving(Settings(own, host="0.0.0.0")) as client:
        Settings(own).tokens.unlink()
        assert client.get("/health").status_code == 401


def test_a_web_socket_is_closed(own: Path) -> None:
    app: FastAPI = small_app(Settings(own))
    sent: list[str] = []

    async def send(message: object) -> None:
        sent.append(json.dumps(message))

    async def receive() -> dict[str, object]:
        return {"type": "websocket.connect"}

    scope = {"type": "websocket", "path": "/", "headers": [], "query_string": b""}
    asyncio.run(app(scope, receive, send))
    assert "websocket.close" in sent[0]


def test_a_request_under_way_is_not_done_again_meanwhile(own: Path) -> None:
    app = small_app(Settings(own))
    begun, over = threading.Event(), threading.Event()
    done: list[int] = []

    @app.post("/slow")
    @needs(Role.VIEWER)
    def slow() -> int:
        begun.set()
        over.wait(120)
        done.append(1)
        return len(done)

    with TestClient(app, base_url="http://127.0.0.1") as client:
        headers = {"Idempotency-Key": "slow"}
        first = threading.Thread(target=lambda: client.post("/slow", headers=headers))
        first.start()
        assert begun.wait(120)
        meanwhile = client.post("/slow", headers=headers)
        over.set()
        first.join()
        assert (meanwhile.status_code, meanwhile.json()["title"]) == (409, "Under way")
        # The first one's answer may be on its way into the folder still.
        while (again := client.post("/slow", headers=headers)).status_code == 409:
            time.sleep(0.05)
        assert again.json() == 1
    assert done == [1]
