"""Topic routes on the starter pack: conditions hold in every answer, by both doors alike."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api import cli
from api.app import create_app
from api.asks.routes import (
    DisjointAsk,
    DiverseAsk,
    RobustAsk,
    ask_disjoint,
    ask_diverse,
    ask_robust,
)
from api.questions import Asked, asked_of
from api.settings import Settings
from api.wiring import Workspace
from graph.errors import InvalidQuestion
from graph.levels import Level
from queries.results import Route
from queries.routing.standing import from_countries
from tests.api.workplace import NOW

FILE = ("2025/0059",)


@pytest.fixture(scope="module")
def told(workspace: Workspace) -> Asked:
    return asked_of(workspace, Level.OFFICE, NOW.date())


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    app = create_app(Settings(home), clock=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def labels(routes: list[Route]) -> set[object]:
    return {one.classification for route in routes for one in route.actors[1:-1]}


def test_only_the_kinds_asked_for_stand_in_every_answer(told: Asked) -> None:
    kind = ("mep",)
    diverse = ask_diverse(told, DiverseAsk(FILE, kind=kind)).routes
    disjoint = ask_disjoint(told, DisjointAsk(FILE, kind=kind)).routes
    robust = [one.route for one in ask_robust(told, RobustAsk(FILE, kind=kind)).ranking]
    for routes in (list(diverse), list(disjoint), robust):
        assert labels(routes) == {"MEP"}


def test_only_persons_of_the_countries_stand_in_between(told: Asked) -> None:
    found = ask_diverse(told, DiverseAsk(FILE, country=("Austria", "CY"), kind=("Person",))).routes
    snapshot = told.view.snapshot
    ours = from_countries(snapshot, ("country:AUT", "country:CYP"), told.as_of)
    between = {one.id for route in found for one in route.actors[1:-1]}
    assert between
    assert all(ours[snapshot.index[name]] for name in between)


def test_the_load_holds_across_different_routes(told: Asked) -> None:
    found = ask_diverse(told, DiverseAsk(FILE, alike=1.0, load=2, k=8)).routes
    carried = Counter(one.id for route in found for one in route.actors[1:-1])
    assert max(carried.values()) == 2


def test_what_an_office_in_the_middle_costs_is_named(told: Asked) -> None:
    answer = ask_robust(told, RobustAsk(FILE, senior=True, kind=("Person",)))
    freer = ask_robust(told, RobustAsk(FILE, kind=("Person",)))
    assert answer.best is not None
    assert freer.best is not None
    named = {one.condition: one.route for one in answer.costly}
    assert ("only persons in an office" in named) == (freer.best.cost < answer.best.cost)
    assert named["only Person in the middle"].cost < answer.best.cost


def test_route_takes_the_conditions_by_both_doors(home: Path, client: TestClient) -> None:
    words = ("route", *FILE, "--kind", "ngo", "--load", "1", "--k", "5", "--json")
    ran = CliRunner().invoke(
        cli.app, ["--home", str(home), *words, "--as-of", NOW.date().isoformat()]
    )
    assert ran.exit_code == 0, ran.output
    body: dict[str, Any] = {"to": list(FILE), "kinds": ["ngo"], "load": 1, "k": 5}
    posted = client.post("/routes", json=body)
    assert posted.json()["routes"] == json.loads(ran.stdout)["routes"]
    between = [one["id"] for r in posted.json()["routes"] for one in r["actors"][1:-1]]
    assert len(between) == len(set(between)) > 0


def test_a_kind_that_never_relays_is_refused_with_what_to_do(client: TestClient) -> None:
    refused = client.post("/routes", json={"to": list(FILE), "kinds": ["Committee"]})
    assert refused.status_code == 422
    assert "Ask for Person, Ngo or Network" in refused.text


def test_who_is_half_taken_up_starts_weaker_routes_in_every_answer(told: Asked) -> None:
    ours, half = ("ECRE",), ("ECRE=0.5",)
    plain = ask_diverse(told, DiverseAsk(FILE, sources=ours)).routes[0]
    taken = ask_diverse(told, DiverseAsk(FILE, sources=ours, ready=half)).routes[0]
    apart = ask_disjoint(told, DisjointAsk(FILE, sources=ours, ready=half, k=1)).routes[0]
    robust = ask_robust(told, RobustAsk(FILE, sources=ours, ready=half)).best
    assert robust is not None
    assert taken.score == pytest.approx(plain.score / 2, rel=0.01)
    assert (apart.score, robust.score) == (taken.score, taken.score)


@pytest.mark.parametrize("wrong", ["ECRE=2", "ECRE=often", "ECRE"])
def test_how_free_somebody_is_lies_between_0_and_1(told: Asked, wrong: str) -> None:
    with pytest.raises(InvalidQuestion, match="ready"):
        ask_diverse(told, DiverseAsk(FILE, sources=("ECRE",), ready=(wrong,)))


def test_an_empty_answer_says_which_parameter_to_drop(client: TestClient) -> None:
    body = {"to": ["ep-person:256899"], "channels": ["call"], "relations": ["CONTACT_OF"]}
    answer = client.post("/routes", json=body).json()
    assert answer["routes"] == []
    assert {one["condition"] for one in answer["faults"]} == {"channels", "relations"}
    for fault in answer["faults"]:
        without = client.post("/routes", json={**body, fault["condition"]: []}).json()
        assert without["routes"][0]["score"] == fault["score"]
