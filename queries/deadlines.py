"""What closes or happens soon: calls, dialogues, consultations before them, votes, presidencies.

Only days that a source states; nothing is reckoned ahead from how often something happened before.
What it must not do: know files, or read the clock.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.identifiers import fold
from graph.model import (
    Classification,
    Entity,
    Evidence,
    Kind,
    MergedGraph,
    Property,
    Relation,
    Tie,
)
from graph.moment import shifted
from queries.describe import Sheet
from queries.results import ActorRef
from queries.routing.explain import reference

MOST_DAYS = 3_650


class Occasion(StrEnum):
    """What sort of day it is, in the order in which those of one day are listed."""

    CALL = "call"
    CONSULTATION = "consultation"
    DIALOGUE = "dialogue"
    VOTE = "vote"
    EVENT = "event"
    PRESIDENCY = "presidency"


_ORDER = {occasion: place for place, occasion in enumerate(Occasion)}


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day ahead: ``days_left`` from the day asked about, 0 for that day itself.

    ``sources`` say so, last on ``evidence_day``; ``otherwise`` are days that others state instead.
    """

    day: date
    days_left: int
    occasion: Occasion
    subject: ActorRef
    what: str
    sources: tuple[str, ...]
    evidence_day: date
    url: str | None = None
    otherwise: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Days from ``as_of`` to ``until``, both included, in order; may be empty."""

    as_of: date
    until: date
    deadlines: tuple[Deadline, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stated:
    """One day that a source states, whenever it is."""

    day: date
    occasion: Occasion
    entity: Entity
    what: str
    evidence: tuple[Evidence, ...]
    otherwise: tuple[date, ...] = ()


def deadlines(
    graph: MergedGraph,
    *,
    as_of: date,
    days: int,
    occasions: Collection[Occasion] = (),
    about: Collection[str] = (),
    invented: bool = True,
) -> Deadlines:
    """Give what closes or happens within so many days of ``as_of``.

    ``occasions`` are the sorts that count (empty: all); of ``about``, if any, one must stand
    in the name, programme or identifier. ``invented``: those of the demonstration count too.
    """
    until = shifted(as_of, days)
    words = [fold(word) for word in about if fold(word)]
    stated = [
        one
        for one in _all(graph)
        if (not occasions or one.occasion in occasions)
        and (invented or not one.entity.invented)
        and _speaks_of(one.entity, words)
    ]
    ahead = [one for one in stated if as_of <= one.day <= until]
    ahead.sort(key=lambda one: (one.day, _ORDER[one.occasion], one.entity.id, one.what))
    notes = tuple(_notes(graph, stated, as_of, until, occasions))
    if any(one.entity.invented for one in ahead):
        text = "Some are INVENTED for the demonstration; they can be left out (--no-invented)."
        notes = (*notes, text)
    return Deadlines(as_of, until, tuple(_line(graph, one, as_of) for one in ahead), notes)


def _marked(subject: ActorRef) -> str:
    """Name it, and say that it is invented where its name does not."""
    says = not subject.invented or "(invented)" in subject.name.casefold()
    return subject.name if says else f"{subject.name} (INVENTED)"


def deadline_sheets(found: Deadlines) -> tuple[Sheet, ...]:
    """Lay it out, a day a row."""
    columns = (
        "day",
        "days left",
        "what",
        "of",
        "id",
        "sources",
        "evidence day",
        "page",
        "but also",
    )
    rows = tuple(
        (
            one.day,
            one.days_left,
            one.what,
            _marked(one.subject),
            one.subject.id,
            ", ".join(one.sources),
            one.evidence_day,
            one.url,
            ", ".join(day.isoformat() for day in one.otherwise),
        )
        for one in found.deadlines
    )
    title = f"From {found.as_of} to {found.until}"
    return (Sheet(title, columns, rows, found.notes),)


def _all(graph: MergedGraph) -> Iterator[_Stated]:
    for entity in graph.lookup.kind(Kind.CALL):
        yield from _of(entity, Property.DEADLINE, Occasion.CALL, "last day to apply")
        yield from _of(entity, Property.START_DATE, Occasion.CALL, "opens")
    for entity in graph.lookup.kind(Kind.EVENT):
        yield from _of_event(entity)
    for tie in graph.lookup.of(Relation.REFERENCE_FOR, Relation.MEMBER_OF):
        yield from _of_tie(graph, tie)


def _of_event(entity: Entity) -> Iterator[_Stated]:
    if Classification.JOINT_STATEMENT in entity.classifications:
        return
    occasion = Occasion.EVENT
    if Classification.DIALOGUE in entity.classifications:
        occasion = Occasion.DIALOGUE
    elif Classification.VOTE_EVENT in entity.classifications:
        occasion = Occasion.VOTE
    words = "consultation of civil society"
    yield from _of(entity, Property.CONSULTATION_DATE, Occasion.CONSULTATION, words)
    yield from _of(entity, Property.START_DATE, occasion, occasion.value)


def _of(entity: Entity, prop: Property, occasion: Occasion, what: str) -> Iterator[_Stated]:
    for fact in entity.properties.get(prop, ())[:1]:
        if isinstance(fact.value, date):
            others = sorted(
                {
                    other.value
                    for other in entity.alternatives.get(prop, ())
                    if isinstance(other.value, date) and other.value != fact.value
                }
            )
            yield _Stated(fact.value, occasion, entity, what, fact.evidence, tuple(others))


def _of_tie(graph: MergedGraph, tie: Tie) -> Iterator[_Stated]:
    start, entity = tie.period.start, graph.entities[tie.subject]
    if start is None:
        return
    if tie.relation is Relation.REFERENCE_FOR and not entity.properties.get(Property.START_DATE):
        file = graph.entities[tie.object].name
        yield _Stated(start, Occasion.VOTE, entity, f"vote on {file}", tie.evidence)
    elif tie.relation is Relation.MEMBER_OF and tie.role == "PRESIDENCY":
        what = "presidency of the Council begins"
        yield _Stated(start, Occasion.PRESIDENCY, entity, what, tie.evidence)


def _line(graph: MergedGraph, one: _Stated, as_of: date) -> Deadline:
    url = one.entity.first(Property.URL)
    return Deadline(
        one.day,
        (one.day - as_of).days,
        one.occasion,
        reference(graph, one.entity.id),
        one.what,
        tuple(sorted({each.source for each in one.evidence})),
        max(each.day for each in one.evidence),
        url if isinstance(url, str) else None,
        one.otherwise,
    )


def _speaks_of(entity: Entity, words: Collection[str]) -> bool:
    if not words:
        return True
    texts = [entity.name, entity.id]
    for prop in (Property.PROGRAMME, Property.IDENTIFIER, Property.DESCRIPTION):
        texts += [str(fact.value) for fact in entity.properties.get(prop, ())]
    folded = " ".join(fold(text) for text in texts)
    return any(word in folded for word in words)


def _notes(
    graph: MergedGraph,
    stated: Collection[_Stated],
    as_of: date,
    until: date,
    occasions: Collection[Occasion],
) -> Iterator[str]:
    """Say what the list cannot show: an empty one does not mean that nothing happens."""
    past, later, dated = Counter[str](), Counter[str](), set[str]()
    for one in stated:
        dated.add(one.entity.id)
        past[one.occasion] += one.day < as_of
        later[one.occasion] += one.day > until
    for occasion in Occasion:
        if past[occasion] or later[occasion]:
            yield (
                f"{occasion.value}: {past[occasion]} days lie before {as_of}, {later[occasion]} "
                f"after {until}."
            )
    if not occasions or Occasion.CALL in occasions:
        yield from _undated("calls", graph.lookup.kind(Kind.CALL), dated)
    if not occasions or Occasion.DIALOGUE in occasions:
        dialogues = graph.lookup.classified(Classification.DIALOGUE)
        yield from _undated("dialogues", dialogues, dated)


def _undated(words: str, entities: Collection[Entity], dated: Collection[str]) -> Iterator[str]:
    undated = sum(1 for one in entities if one.id not in dated)
    if undated:
        yield f"{undated} {words} have no day that is known, or are about something else."
