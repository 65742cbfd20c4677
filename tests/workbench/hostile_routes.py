"""A home of invented actors whose every name would like to run, and routes among them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from api.settings import Settings
from api.wiring import Workspace
from graph.model import Classification, Kind, Relation
from graph.period import Period
from graph.provenance import Statement
from tests.api.doors import actor
from tests.graph.factories import link, load
from tests.viz.scenes import HOSTILE, SCRIPT
from tests.workbench.served import service

NASTY = f'{HOSTILE}{SCRIPT}" onmouseover="alert(4) =1+1'
MET = Period.on(date(2026, 5, 4))


def hostile_home(folder: Path) -> Path:
    """Make a home: two organisations, a go-between and two members, all with such names."""
    said: list[Statement] = [
        *actor("org:one", Kind.ORGANIZATION, f"=One {NASTY}", Classification.NGO),
        *actor("org:two", Kind.ORGANIZATION, f"+Two {NASTY}", Classification.NGO),
        *actor("ep-person:1", Kind.PERSON, f"Ada {NASTY}", Classification.MEP),
        *actor("ep-person:2", Kind.PERSON, f"Ben {NASTY}", Classification.MEP),
        *(met(*pair) for pair in PAIRS),
    ]
    with Workspace(Settings(folder)) as workspace:
        load(workspace.ledger, said)
    return folder


PAIRS = (
    ("org:one", "ep-person:1"),
    ("org:one", "org:two"),
    ("org:two", "ep-person:2"),
    ("org:two", "ep-person:1"),
)


def met(one: str, other: str) -> Statement:
    return link(one, other, relation=Relation.CONTACT_OF, role="meeting", period=MET)


@contextmanager
def hostile_service(folder: Path) -> Iterator[str]:
    """Serve that home."""
    with service(hostile_home(folder)) as origin:
        yield origin
