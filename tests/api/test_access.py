"""Who may do what: every route has a role, and each role opens exactly its routes."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.access import Caller, Role, needs, parse_role
from api.app import create_app
from api.operations import Operation, operations
from api.settings import Settings
from graph.errors import InputError
from graph.levels import Level
from tests.api.doors import bearer, serving, small_home, token_for

WRITES = {
    ("POST", "/judgements"),
    ("POST", "/judgements/withdraw"),
    ("PUT", "/saved/{name}"),
    ("DELETE", "/saved/{name}"),
    ("POST", "/contacts"),
    ("POST", "/notes"),
}
ADMIN = {
    ("GET", "/tokens"),
    ("POST", "/tokens"),
    ("DELETE", "/tokens/{id}"),
    ("GET", "/audit"),
    ("POST", "/jobs/refreshes"),
    ("GET", "/subjects/{person}/export"),
    ("GET", "/subjects/{person}/erasure"),
    ("POST", "/subjects/{person}/erasure"),
    ("PUT", "/subjects/{person}/restriction"),
    ("DELETE", "/subjects/{person}/restriction"),
    ("POST", "/subjects/{person}/corrections"),
}
ANALYST = {
    ("POST", "/cypher"),
    ("POST", "/cypher/explain"),
    ("POST", "/cypher/drawn"),
    ("POST", "/cypher/drawn/files/{form}"),
    ("GET", "/cypher/words"),
    ("GET", "/cypher/named"),
    ("GET", "/exports"),
    ("GET", "/exports/{form}"),
    ("POST", "/jobs/exports/{form}"),
    ("POST", "/jobs/projections"),
}


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small home of which each role has a token."""
    return small_home(tmp_path_factory.mktemp("team") / "home")


@pytest.fixture(scope="module")
def tokens(team: Path) -> dict[Role, str]:
    return {role: token_for(team, role) for role in Role}


@pytest.fixture(scope="module")
def client(team: Path, tokens: dict[Role, str]) -> Iterator[TestClient]:
    with serving(Settings(team), whole=True) as opened:
        yield opened


@cache
def routes(home: Path) -> tuple[Operation, ...]:
    """Give every route that gives more than our own code."""
    return tuple(one for one in operations(create_app(Settings(home)).routes) if not one.is_open)


def test_only_the_workbench_itself_is_open_to_all(tmp_path: Path) -> None:
    known = operations(create_app(Settings(tmp_path)).routes)
    assert [one.template for one in known if one.is_open] == ["/", "/workbench/{name}"]


def test_every_route_declares_a_role(tmp_path: Path) -> None:
    known = routes(tmp_path)
    assert len(known) > 50
    assert [one.template for one in known if one.role is None] == []


def test_each_route_needs_the_role_that_its_deed_deserves(tmp_path: Path) -> None:
    for one in routes(tmp_path):
        for method in one.methods:
            deed = (method, one.template)
            expected = (
                Role.ADMIN
                if deed in ADMIN
                else Role.EDITOR
                if deed in WRITES
                else Role.ANALYST
                if deed in ANALYST
                else Role.VIEWER
            )
            assert one.role is expected, deed


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_its_routes_and_no_other(
    client: TestClient, tokens: dict[Role, str], team: Path, role: Role
) -> None:
    for one in routes(team):
        path = re.sub(r"\{[^}]+\}", "none", one.template)
        if one.template in ("/jobs/projections", "/cypher/words") and role >= Role.ANALYST:
            continue  # allowed, it would start the engine's virtual machine
        for method in one.methods - {"HEAD"}:
            answer = client.request(method, path, headers=bearer(tokens[role]), json={"no": 1})
            assert one.role is not None
            refused = answer.status_code == 403 and answer.json()["title"] == "Another role needed"
            assert refused is (role < one.role), (method, path, answer.text)


def test_no_route_answers_without_a_token_once_there_is_one(
    client: TestClient, team: Path
) -> None:
    for one in routes(team):
        path = re.sub(r"\{[^}]+\}", "none", one.template)
        for method in one.methods:
            assert client.request(method, path).status_code == 401, (method, path)


def test_a_route_that_declares_no_role_is_closed_even_to_admins(tmp_path: Path) -> None:
    app: FastAPI = create_app(Settings(tmp_path))

    @app.get("/forgotten")
    def forgotten() -> str:
        return "open"

    with TestClient(app, base_url="http://127.0.0.1") as client:
        answer = client.get("/forgotten")
    assert (answer.status_code, answer.json()["title"]) == (403, "Closed")


def test_an_answer_is_of_the_lower_of_the_tokens_level_and_the_one_asked(
    client: TestClient, team: Path
) -> None:
    for own in Level:
        text = token_for(team, Role.VIEWER, own)
        for asked in Level:
            headers = {**bearer(text), "Corridors-Level": asked.label}
            told = client.get("/health", headers=headers).json()["level"]
            assert told == min(own, asked).label


def test_an_unknown_level_is_a_problem(client: TestClient, tokens: dict[Role, str]) -> None:
    headers = {**bearer(tokens[Role.ADMIN]), "Corridors-Level": "secret"}
    answer = client.get("/health", headers=headers)
    assert (answer.status_code, "'public', 'network'" in answer.json()["detail"]) == (422, True)


def test_a_bound_token_asks_its_questions_only(client: TestClient, team: Path) -> None:
    text = token_for(team, Role.ADMIN, questions=("rules",))
    assert client.get("/ask/rules", headers=bearer(text)).status_code == 200
    assert client.get("/questions/rules", headers=bearer(text)).status_code == 200
    for path in (
        "/ask/messengers?to=DROI",
        "/entities",
        "/tokens",
        "/saved/rules/answer",
        "/plain",
    ):
        answer = client.get(path, headers=bearer(text))
        assert (answer.status_code, answer.json()["title"]) == (403, "Bound token")


def test_an_admin_gives_no_level_that_the_admin_does_not_see(
    client: TestClient, team: Path
) -> None:
    text = token_for(team, Role.ADMIN, Level.NETWORK)
    for level, status in (("network", 201), ("office", 422), ("protected", 422)):
        wanted = {"name": f"for {level}", "level": level}
        assert client.post("/tokens", json=wanted, headers=bearer(text)).status_code == status


def test_a_workspace_that_is_lent_shows_no_more_by_any_way(team: Path) -> None:
    from api.wiring import Workspace

    with Workspace(Settings(team)) as whole:
        lent = whole.at(Level.PUBLIC)
        for level in (None, *Level):
            assert lent.view(level).graph.level is Level.PUBLIC
        assert lent.at(Level.PROTECTED).view().graph.level is Level.PUBLIC
        assert whole.view().graph.level is Level.OFFICE


def test_roles_are_read_by_name_and_rise() -> None:
    assert [parse_role(role.label.title()) for role in Role] == sorted(Role)
    with pytest.raises(InputError, match="viewer, analyst, editor, admin"):
        parse_role("root")


def test_needs_marks_a_function_and_leaves_it_as_it_is() -> None:
    def route() -> int:
        return 3

    assert needs(Role.EDITOR)(route) is route
    caller = Caller("id", "name", Role.ANALYST, Level.PUBLIC)
    assert [caller.may(role) for role in Role] == [True, True, False, False]
