"""A pair of ties, then and now, written as a change: what differs, since when, by which source.

Also says whether an answer about a day can depend on it at all.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from graph.model import Evidence, MergedGraph, Tie
from graph.period import EndKind, Period
from queries.changes.entities import Journal, days_of
from queries.changes.pairs import EVENTS, TiePair
from queries.changes.types import Change, Deed, Detail, matter_of
from queries.finding.search import actor_ref


def tie_change(
    pair: TiePair, then: MergedGraph, now: MergedGraph, journal: Journal, day: date
) -> Change:
    """Write a pair as a change; ``day`` is the one that answers are about."""
    lead = pair.lead
    graph = now if pair.new else then
    ends = graph.entities[lead.subject], graph.entities[lead.object]
    deed, known_on = Deed.ADDED, journal.known_on(_fresh(pair))
    if pair.new is None:
        deed, known_on = journal.lost(lead.evidence)
    elif pair.old is not None:
        deed = Deed.CHANGED
    return Change(
        key=f"tie:{lead.id}",
        matter=matter_of(lead),
        deed=deed,
        subject=actor_ref(ends[0]),
        object=actor_ref(ends[1]),
        relation=lead.relation,
        role=lead.role,
        details=tuple(_details(pair)),
        day=_day(pair),
        known_on=known_on,
        sources=days_of(_fresh(pair) or lead.evidence, last=pair.new is None),
        ties_then=_ids(pair.old),
        ties_now=_ids(pair.new, pair.extra),
        involved=tuple(sorted({lead.subject, lead.object})),
        bears=_bears(pair, day),
    )


def _details(pair: TiePair) -> Iterator[Detail]:
    old, new = pair.old, pair.new
    if old is None or new is None:
        return
    behind = _sources(old.evidence), _sources(new.evidence)
    for what, before, now in _parts(old, new, pair.extra):
        if before != now:
            yield Detail(what, before, now, *behind)


def _parts(old: Tie, new: Tie, ended: Tie | None) -> Iterator[tuple[str, str | None, str | None]]:
    yield "subject", old.subject, new.subject
    yield "object", old.object, new.object
    yield "role", old.role, new.role
    yield "start", _text(old.period.start), _text(new.period.start)
    if ended is not None:
        yield "end of the earlier role", _end(old.period), _end(ended.period)
    else:
        yield "end", _end(old.period), _end(new.period)
    was, is_now = dict(old.qualifiers), dict(new.qualifiers)
    for key in sorted(was.keys() | is_now.keys()):
        yield key, was.get(key), is_now.get(key)
    yield "disagreement", old.disagreement, new.disagreement
    yield "invented", str(old.invented).lower(), str(new.invented).lower()


def _bears(pair: TiePair, day: date) -> bool:
    """Say whether a tie counts otherwise than before on a day."""
    old, new = pair.old, pair.new
    if old is not None and new is not None:
        return _counted(old, day) != _counted(new, day)
    return pair.lead.relation in EVENTS or pair.lead.period.contains(day)


def _counted(tie: Tie, day: date) -> tuple[object, ...]:
    qualifiers = tuple(pair for pair in tie.qualifiers if pair[0] in _READ)
    fades = tie.period.end_kind is EndKind.UNKNOWN
    when = tie.period.start if tie.relation in EVENTS else tie.period.contains(day)
    return (tie.subject, tie.object, tie.role, when, fades, qualifiers, tie.invented)


_READ = frozenset({"confidence", "consent", "group", "intensity", "language", "published"})
"""Qualifiers that an answer depends on; the others are remarks."""


def _day(pair: TiePair) -> date | None:
    """Give the day on which what is told happened: a newly known end, else the start."""
    if pair.new is None:
        return None
    if pair.extra is not None or pair.old is None:
        return pair.new.period.start
    ended = pair.new.period.end
    return ended if ended != pair.old.period.end else pair.new.period.start


def _fresh(pair: TiePair) -> list[Evidence]:
    """Give the evidence that was not there before; that of a lost tie if it is lost."""
    if pair.new is None:
        return list(pair.lead.evidence)
    known = {piece.seq for piece in pair.old.evidence} if pair.old else set()
    fresh = [piece for tie in (pair.new, pair.extra) if tie for piece in tie.evidence]
    return [piece for piece in fresh if piece.seq not in known]


def _ids(*ties: Tie | None) -> tuple[str, ...]:
    return tuple(sorted(tie.id for tie in ties if tie is not None))


def _end(period: Period) -> str:
    if period.end is not None:
        return period.end.isoformat()
    return "still running" if period.end_kind is EndKind.OPEN else "not known"


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _sources(behind: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(sorted({piece.source for piece in behind}))
