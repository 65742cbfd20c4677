"""Applications over small homes, for tests of who may do what."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.access import Role
from api.app import create_app
from api.questions import questions
from api.settings import Settings
from api.tokens import TokenBook, Wanted
from api.wiring import Workspace
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Statement
from tests.api.workplace import NOW
from tests.graph.factories import fact, link, load, node


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def token_for(
    home: Path,
    role: Role,
    level: Level = Level.OFFICE,
    *,
    days: int = 30,
    questions: tuple[str, ...] = (),
    name: str | None = None,
) -> str:
    """Make a token on the day that tests take for today; gives its text."""
    named = name or f"{role.label} {level.label} {len(TokenBook(home_tokens(home)).listed())}"
    wanted = Wanted(named, role, level, days, questions)
    return TokenBook(home_tokens(home)).add(wanted, NOW.astimezone(UTC).date())[1]


def home_tokens(home: Path) -> Path:
    return Settings(home).tokens


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def small_home(folder: Path) -> Path:
    """Make a home with a handful of actors, of whom one person is known at office only."""
    office = Level.OFFICE
    said = [
        *actor("org:ecre", Kind.ORGANIZATION, "ECRE", Classification.NGO),
        *actor("ep-org:DROI", Kind.ORGANIZATION, "DROI", Classification.COMMITTEE),
        *actor("country:FRA", Kind.AREA, "France", Classification.COUNTRY),
        *actor("ep-person:1", Kind.PERSON, "Ada Lovelace", Classification.MEP),
        *actor("ep-person:2", Kind.PERSON, "Zelda Hidden", Classification.MEP, office),
        link("ep-person:1", "ep-org:DROI"),
        link("ep-person:2", "ep-org:DROI", level=office),
        link(
            "org:ecre",
            "ep-person:1",
            relation=Relation.CONTACT_OF,
            role="meeting",
            period=Period.on(date(2026, 5, 4)),
            level=office,
        ),
    ]
    with Workspace(Settings(folder)) as workspace:
        load(workspace.ledger, said)
    return folder


def actor(
    identifier: str,
    kind: Kind,
    name: str,
    classification: Classification,
    level: Level = Level.PUBLIC,
) -> tuple[Statement, ...]:
    """State of somebody what every actor has."""
    return (
        node(identifier, kind, level=level),
        fact(identifier, Property.NAME, name, level=level),
        fact(identifier, Property.CLASSIFICATION, classification.value, level=level),
    )


def small_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """Make an application with one named question."""
    few = [question for question in questions() if question.name == "rules"]
    return create_app(settings, clock or Clock(), few)


@contextmanager
def serving(
    settings: Settings, clock: Clock | None = None, *, whole: bool = False
) -> Iterator[TestClient]:
    """Serve an application of some settings to a test; few questions unless it is ``whole``."""
    app = small_app(settings, clock) if not whole else create_app(settings, clock or Clock())
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client
