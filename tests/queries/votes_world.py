"""A small parliament with votes, all of it invented: two groups, two countries, one file."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from graph.model import (
    Classification,
    Entity,
    Fact,
    Kind,
    MergedGraph,
    Property,
    Relation,
    Tie,
)
from graph.period import ALWAYS_UNKNOWN, Period
from graph.provenance import OFFICE_RANK
from queries.rosters import Rosters
from tests.factories import body, evidence, member, merged, person, source, tie

GROUPS = {"g:red": "RED", "g:blue": "BLUE", "g:ni": "NI"}
COUNTRIES = {"country:AAA": "Aland", "country:BBB": "Bland"}
FILE = "file"
OURS = "us"


def group(identifier: str, acronym: str) -> Entity:
    fact = Fact(acronym, ALWAYS_UNKNOWN, evidence("register"))
    kind, labels = Kind.ORGANIZATION, (Classification.POLITICAL_GROUP,)
    return Entity(identifier, kind, acronym, labels, {Property.ACRONYM: (fact,)})


def seated(name: str, group_id: str, country: str) -> tuple[Tie, ...]:
    return (
        member(name, "ep", "MEMBER_PARLIAMENT"),
        member(name, group_id),
        tie(name, Relation.REPRESENTS, country),
    )


def vote_event(name: str) -> Entity:
    return body(name, Classification.VOTE_EVENT, kind=Kind.EVENT)


def chosen(vote: str, day: date, ours: str = "for", dossier: str = FILE) -> Tie:
    return tie(vote, Relation.REFERENCE_FOR, dossier, ours, period=Period(day))


def cast(name: str, vote: str, day: date, option: str, group_code: str | None = None) -> Tie:
    more = (("group", group_code),) if group_code else ()
    when = Period.on(day)
    return tie(name, Relation.VOTED, vote, option, period=when, qualifiers=more)


def says(
    name: str,
    position: str,
    since: date,
    *,
    until: date | None = None,
    of: tuple[str, ...] = ("register",),
    qualifiers: tuple[tuple[str, str], ...] = (),
) -> Tie:
    period = Period.between(since, until) if until else Period(since)
    return tie(
        name, Relation.STANDS_ON, FILE, position, period=period, of=of, qualifiers=qualifiers
    )


def parliament(
    *more: Tie, votes: Iterable[str] = (), reds: int = 3, blues: int = 3
) -> MergedGraph:
    """Give ``red0…`` and ``blue0…``, the first of each from Bland, one non-attached, and more."""
    names = [f"red{at}" for at in range(reds)] + [f"blue{at}" for at in range(blues)] + ["lone"]
    ties: list[Tie] = []
    for name in names:
        home = "country:BBB" if name.endswith("0") else "country:AAA"
        side = "g:ni" if name == "lone" else f"g:{name.rstrip('0123456789')}"
        ties += seated(name, side, home)
    entities = [person(name, Classification.MEP) for name in names]
    entities += [group(identifier, acronym) for identifier, acronym in GROUPS.items()]
    entities += [
        Entity(identifier, Kind.AREA, name, (Classification.COUNTRY,))
        for identifier, name in COUNTRIES.items()
    ]
    entities += [vote_event(name) for name in votes]
    entities += [
        body("ep", Classification.INSTITUTION),
        body(OURS, Classification.OFFICE),
        body(FILE, Classification.PROCEDURE, kind=Kind.DOSSIER),
    ]
    graph = merged(entities, [*ties, *more])
    ranked = {
        name: source(name, rank=OFFICE_RANK) if name == "office" else each
        for name, each in graph.sources.items()
    }
    return replace(graph, sources=ranked)


def rosters(graph: MergedGraph) -> Rosters:
    return Rosters.build(graph)
