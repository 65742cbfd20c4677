"""Builders for small merged graphs, shared by all tests; every fact here is invented by us."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import pairwise

from graph.levels import Level
from graph.model import Classification, Entity, Evidence, Kind, MergedGraph, Relation, Tie
from graph.period import Period
from graph.provenance import Source

DAY = date(2026, 6, 1)
"""The day that most tests ask about."""

READ = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
"""When every source was read."""

LONG_AGO = date(2020, 1, 1)


def source(name: str = "register", *, rank: int = 50, invented: bool = False) -> Source:
    return Source(name, f"Publisher of {name}", f"The {name}", "", "CC0", rank, invented)


def person(name: str, *classifications: Classification, invented: bool = False) -> Entity:
    return Entity(name, Kind.PERSON, name.title(), classifications, invented=invented)


def body(name: str, *classifications: Classification, kind: Kind = Kind.ORGANIZATION) -> Entity:
    return Entity(name, kind, name.upper(), classifications)


def ngo(name: str, *, invented: bool = False) -> Entity:
    return Entity(name, Kind.ORGANIZATION, name.upper(), (Classification.NGO,), invented=invented)


def evidence(*sources: str, as_of: date | None = None) -> tuple[Evidence, ...]:
    """Give one piece of evidence a source."""
    return tuple(
        Evidence(name, f"{name}/1", seq, READ, READ, as_of)
        for seq, name in enumerate(sources, start=1)
    )


def tie(
    subject: str,
    relation: Relation,
    obj: str,
    role: str | None = None,
    *,
    period: Period | None = None,
    of: tuple[str, ...] = ("register",),
    as_of: date | None = None,
    qualifiers: tuple[tuple[str, str], ...] = (),
    invented: bool = False,
) -> Tie:
    """Give a tie that still runs since long ago, unless a period is given."""
    when = period or Period.since(LONG_AGO)
    return Tie(
        id=f"{relation.value.lower()}:{subject}>{obj}:{role}:{when.start}",
        subject=subject,
        relation=relation,
        object=obj,
        role=role,
        period=when,
        evidence=evidence(*of, as_of=as_of),
        qualifiers=qualifiers,
        invented=invented,
    )


def contact(
    subject: str,
    obj: str,
    day: date = DAY,
    channel: str = "meeting",
    *,
    of: tuple[str, ...] = ("register",),
    intensity: float | None = None,
    confidence: float | None = None,
    invented: bool = False,
) -> Tie:
    """Give a contact on one day."""
    stated = {"confidence": confidence, "intensity": intensity}
    return tie(
        subject,
        Relation.CONTACT_OF,
        obj,
        channel,
        period=Period.on(day),
        of=of,
        qualifiers=tuple((key, repr(value)) for key, value in stated.items() if value is not None),
        invented=invented,
    )


def member(
    subject: str,
    obj: str,
    role: str = "MEMBER",
    *,
    period: Period | None = None,
    of: tuple[str, ...] = ("register",),
    as_of: date | None = None,
) -> Tie:
    """Give a membership that still runs, unless a period is given."""
    return tie(subject, Relation.MEMBER_OF, obj, role, period=period, of=of, as_of=as_of)


def merged(
    entities: Iterable[Entity],
    ties: Iterable[Tie] = (),
    *,
    level: Level = Level.PUBLIC,
    head: int = 1,
) -> MergedGraph:
    """Put entities and ties together as the merge would, with a source for each name used."""
    listed = tuple(sorted(ties, key=lambda each: each.id))
    used = sorted({piece.source for each in listed for piece in each.evidence})
    return MergedGraph(
        entities={each.id: each for each in sorted(entities, key=lambda each: each.id)},
        ties=listed,
        sources={name: source(name) for name in used},
        level=level,
        head=head,
    )


def chain(*names: str, day: date = DAY) -> MergedGraph:
    """Give persons who met one another in a row, all on one day."""
    meetings = [contact(a, b, day) for a, b in pairwise(names)]
    return merged([person(name) for name in names], meetings)
