"""A home whose every text would like to run; everybody in it is invented."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Source, Statement
from tests.graph.factories import fact, link, load, node
from tests.viz.scenes import HOSTILE, SCRIPT

TEXT = f"{HOSTILE}{SCRIPT}{{{{7*7}}}}"
_SOURCE = Source("register", TEXT, TEXT, "javascript:alert(3)", TEXT, 50, False)

TARGET, BODY, FILE, OURS, GROUP = (
    "ep-person:1",
    "ep-org:LIBE",
    "ep-procedure:2025-0059",
    "org:ours",
    "ep-org:EPP",
)


def hostile_home(folder: Path) -> Path:
    """Make a home with a file, its committee, its shadow, and one of ours in contact."""
    with Workspace(Settings(folder)) as workspace:
        load(workspace.ledger, _statements(), of=_SOURCE)
    return folder


def _statements() -> Iterator[Statement]:
    yield from _actor(OURS, Kind.ORGANIZATION, Classification.NGO)
    yield from _actor(BODY, Kind.ORGANIZATION, Classification.COMMITTEE)
    yield from _actor(GROUP, Kind.ORGANIZATION, Classification.POLITICAL_GROUP)
    yield from _actor("country:FRA", Kind.AREA, Classification.COUNTRY)
    yield from _actor(TARGET, Kind.PERSON, Classification.MEP)
    yield from _actor("ep-person:2", Kind.PERSON, Classification.MEP)
    yield from _actor(FILE, Kind.DOSSIER, Classification.PROCEDURE)
    yield from _ties()


def _actor(identifier: str, kind: Kind, classification: Classification) -> Iterator[Statement]:
    yield node(identifier, kind)
    yield fact(identifier, Property.CLASSIFICATION, classification.value)
    for one in (Property.NAME, Property.ACRONYM, Property.IDENTIFIER, Property.ORIGINAL_NAME):
        yield fact(identifier, one, f"{one.value} of {identifier} {TEXT}")


def _ties() -> Iterator[Statement]:
    said = (("source_text", TEXT), ("group", TEXT))
    for person in (TARGET, "ep-person:2"):
        yield link(person, BODY, role="MEMBER", qualifiers=said)
        yield link(person, GROUP, role=TEXT, qualifiers=said)
        yield link(person, "country:FRA", relation=Relation.REPRESENTS, role=TEXT)
    yield link(
        TARGET, FILE, relation=Relation.RAPPORTEUR_FOR, role="RAPPORTEUR_SHADOW", qualifiers=said
    )
    yield link(
        OURS,
        TARGET,
        relation=Relation.CONTACT_OF,
        role=TEXT,
        period=Period.on(date(2026, 5, 4)),
        qualifiers=said,
        level=Level.OFFICE,
    )
