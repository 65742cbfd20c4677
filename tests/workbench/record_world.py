"""A small home whose every text field can be hostile; all in it is invented by us."""

from datetime import date
from pathlib import Path

from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Source, Statement
from tests.api.doors import actor
from tests.graph.factories import fact, link, load
from tests.viz.scenes import HOSTILE, SCRIPT

HURTING = f"{HOSTILE}{SCRIPT}{{{{7*7}}}}"
FILE, BODY = "ep-procedure:2026-0001", "ep-org:LIBE"
SINCE = Period.since(date(2025, 1, 1))
VOTES = tuple(f"ep-vote:{number}" for number in range(60))
"""So many that estimates leave the middle, to which few votes are drawn."""


def world(folder: Path, text: str = "") -> Path:
    """Make a home with a file, its committee, two groups, a centre and votes.

    ``text`` joins every name, note, page, title and licence.
    """
    text = f" {text}" if text else ""
    second = Source("second", f"Second{text}", f"Title{text}", _js(text), text, 40)
    with Workspace(Settings(folder)) as workspace:
        load(workspace.ledger, _said(text), of=_source(text))
        other = fact("org:centre", Property.CITY, f"Lyon{text}", of=second.id)
        load(workspace.ledger, [other], of=second)
    return folder


def _js(text: str) -> str:
    return "javascript:alert(9)" if text else "https://example.org/second"


def _source(text: str) -> Source:
    address = _js(text) if text else "https://example.org/register"
    return Source("register", f"Publisher{text}", f"Register{text}", address, f"CC0{text}", 50)


def _said(text: str) -> list[Statement]:
    country, centre = "country:FRA", "org:centre"
    said = [
        *actor(FILE, Kind.DOSSIER, f"A file{text}", Classification.PROCEDURE),
        fact(FILE, Property.IDENTIFIER, f"2026/0001(COD){text}"),
        fact(FILE, Property.STAGE, f"first reading{text}"),
        *actor(BODY, Kind.ORGANIZATION, f"Committee{text}", Classification.COMMITTEE),
        fact(BODY, Property.ACRONYM, "LIBE"),
        *actor(country, Kind.AREA, f"France{text}", Classification.COUNTRY),
        *actor(centre, Kind.ORGANIZATION, f"A centre{text}", Classification.CENTRE),
        *actor("org:irct-brussels", Kind.ORGANIZATION, f"Office{text}", Classification.OFFICE),
        *actor("org:net", Kind.ORGANIZATION, f"Network{text}", Classification.NETWORK),
        fact(centre, Property.CITY, f"Paris{text}"),
        fact(centre, Property.NOTE, f"A note{text}"),
        fact(centre, Property.NOTE, f"Only for us{text}", level=Level.OFFICE),
        fact(centre, Property.URL, _js(text) if text else "https://example.org/centre"),
        fact(centre, Property.LATITUDE, 48.86),
        fact(centre, Property.LONGITUDE, 2.35),
        link(centre, country, relation=Relation.LOCATED_IN, role=None, qualifiers=_page(text)),
        link(centre, "org:net"),
        link(BODY, FILE, relation=Relation.RESPONSIBLE_FOR, role="COMMITTEE_LEAD"),
    ]
    for code in ("EPP", "S&D"):
        group = f"g:{code}"
        said += actor(group, Kind.ORGANIZATION, f"Group{text}", Classification.POLITICAL_GROUP)
        said.append(fact(group, Property.ACRONYM, f"{code}{text}"))
    for number in range(6):
        said += _member(number, text)
    for vote in VOTES:
        said += actor(vote, Kind.EVENT, f"A vote{text}", Classification.VOTE_EVENT)
        day = Period.on(date(2026, 1, 1))
        said.append(link(vote, FILE, relation=Relation.REFERENCE_FOR, role="for", period=day))
    return said


def _page(text: str) -> tuple[tuple[str, str], ...]:
    return (("language", f"fr{text}"), ("source_text", f"a page{text}"), ("url", _js(text)))


def _member(number: int, text: str) -> list[Statement]:
    """Give a member: the first three of the EPP, who voted against; the others for."""
    person, group = f"ep-person:{number}", "g:EPP" if number < 3 else "g:S&D"
    said = [
        *actor(person, Kind.PERSON, f"Member {number}{text}", Classification.MEP),
        link(person, BODY, role="CHAIR" if number == 0 else "MEMBER", period=SINCE),
        link(person, group, period=SINCE),
        link(person, "country:FRA", relation=Relation.REPRESENTS, role=None, period=SINCE),
    ]
    ballot = "against" if number < 3 else "for"
    for vote in VOTES:
        day = Period.on(date(2026, 1, 1))
        said.append(link(person, vote, relation=Relation.VOTED, role=ballot, period=day))
    if number == 1:
        qualifiers = (("committee", f"LIBE{text}"),)
        said.append(
            link(
                person,
                FILE,
                relation=Relation.RAPPORTEUR_FOR,
                role="RAPPORTEUR_SHADOW",
                period=SINCE,
                qualifiers=qualifiers,
            )
        )
        page = (("evidence", f"Said so{text}"), *_page(text)[1:])
        said.append(
            link(person, FILE, relation=Relation.STANDS_ON, role="against", qualifiers=page)
        )
    if number == 5:
        stands = link(person, FILE, relation=Relation.STANDS_ON, role="for", level=Level.OFFICE)
        said.append(stands)
    if number == 2:
        said.append(
            link(
                "org:net",
                person,
                relation=Relation.CONTACT_OF,
                role="meeting",
                period=Period.on(date(2026, 10, 25)),
                level=Level.OFFICE,
            )
        )
    return said
