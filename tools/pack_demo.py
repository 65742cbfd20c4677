"""Invented contacts and dialogues, so that routes and days ahead exist on first run.

Who is in contact with whom is drawn by a hash: it describes nobody's real relations. No source at
hand states the day of a dialogue to come, so the dated ones are invented too, with countries of
which the pack has a centre. All belong to the source ``demo-invented`` and say "(invented)".
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from graph.identifiers import fold
from graph.model import Relation
from graph.provenance import Source, Statement
from loaders.tables import FORMS, read_table
from tools.pack_members import Sitting

DEMO = Source(
    id="demo-invented",
    publisher="Corridors",
    title="INVENTED contacts and dialogues for the demonstration: nobody's real relations",
    url="",
    licence="invented; no rights",
    rank=1,
    invented=True,
)
OFFICE = "irct-brussels-office"
HOLDERS = (
    "ecre",
    "amnesty",
    "hrw",
    "omct",
    "fidh",
    "picum",
    "jrs-europe",
    "redress",
    "apt",
    "caritas-europa",
    "victim-support-europe",
    "euromed-rights",
)
"""Organisations that hold invented contacts, besides the office."""

CHANNELS = ("meeting", "email", "co_attendance", "meeting", "joint_letter", "call")
_FIRST = date(2025, 9, 1)
_SPAN = 400


_DIALOGUES = (
    ("MD", "Moldova", "2027-01-14", "2026-12-10", "RCTV Memoria"),
    ("KE", "Kenya", "2027-03-18", "2027-03-04", ""),
    ("TD", "Chad", "2027-09-16", "2027-09-02", ""),
)
"""Partner, first day, day of the consultation, who is invited: whom else to propose is asked."""


def demo_dialogues(named: Mapping[str, str]) -> tuple[Statement, ...]:
    """Give the invented dialogues, at the level of the contacts; countries are no invention."""
    rows = ["kind,country_iso2,date,consultation,eu_side,invited,name,source,level"]
    for code, partner, day, consultation, invited in _DIALOGUES:
        name = f"(invented) Human-rights dialogue: {partner}"
        rows.append(
            f"dialogue,{code},{day},{consultation},EEAS,{invited},{name},(invented),office"
        )
    return tuple(
        one
        for one in _read("dialogues", "\n".join(rows), named)
        if one.subject.startswith("event:") or isinstance(one.predicate, Relation)
    )


def demo_contacts(
    sitting: Sitting, files: Sequence[Statement], named: Mapping[str, str]
) -> tuple[Statement, ...]:
    """Draw the contacts; the same members give the same ones."""
    shadows = {one.subject for one in files if one.predicate is Relation.RAPPORTEUR_FOR}
    pool = _colleagues(sitting, shadows)
    rows = ["organization,person,channel,date,source"]
    for place, holder in enumerate((OFFICE, *HOLDERS)):
        chosen = _draw(holder, sorted(pool), 8)
        if place:  # the office itself knows no shadow rapporteur: it has to be introduced
            chosen = _draw(f"{holder} shadow", sorted(shadows), 4) + chosen
        rows += [_row(holder, person, number) for number, person in enumerate(chosen)]
    rows += [_row(OFFICE, f"org:{holder}", 3) for holder in HOLDERS[:8]]
    for holder in HOLDERS:
        if fold(holder) not in named:
            msg = f"No organisation of the pack has the key {holder}."
            raise SystemExit(msg)
    return _read("contacts", "\n".join(rows), named)


def _read(form: str, text: str, named: Mapping[str, str]) -> tuple[Statement, ...]:
    batch = read_table(
        FORMS[form],
        (f"demo {form}", text.encode()),
        retrieved_at=datetime(2026, 6, 29, tzinfo=UTC),
        source=DEMO,
        known=named,
    )
    if batch.rejections:
        raise SystemExit(batch.rejections[0].reason)
    return batch.statements


def _colleagues(sitting: Sitting, shadows: set[str]) -> set[str]:
    """Give members of small bodies that a shadow rapporteur sits in too, shadows left out."""
    bodies: dict[str, set[str]] = {}
    for one in sitting.statements:
        if one.predicate is Relation.MEMBER_OF and one.object:
            bodies.setdefault(one.object, set()).add(one.subject)
    near: set[str] = set()
    for people in bodies.values():
        if len(people) <= 45 and people & shadows:
            near |= people
    return near - shadows


def _draw(seed: str, people: Sequence[str], count: int) -> list[str]:
    return sorted(people, key=lambda one: (_number(f"{seed}|{one}"), one))[:count]


def _row(holder: str, person: str, number: int) -> str:
    draw = _number(f"{holder}>{person}")
    day = _FIRST + timedelta(days=draw % _SPAN)
    return f"{holder},{person},{CHANNELS[number % len(CHANNELS)]},{day},(invented)"


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)
