"""Entities in two graphs: who was added, withdrawn, changed, merged, split or renumbered.

A merge and a split are read off the two lists of aliases, never guessed. *Renumbered* is told of
bodies and other things, never of persons: the one that vanished and the one that appeared are the
only two of their name, kind and classifications.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from graph.identifiers import fold
from graph.model import Entity, Evidence, Fact, Kind, MergedGraph, Property
from graph.period import ALWAYS_UNKNOWN
from queries.changes.types import Change, Deed, Detail, SourceDay, matter_of
from queries.finding.search import actor_ref


@dataclass(frozen=True, slots=True)
class Journal:
    """When the ledger recorded, and closed, the statements behind two graphs, by seq.

    What is missing here was recorded when it was retrieved, and is not closed.
    """

    recorded: Mapping[int, datetime] = field(default_factory=dict)
    closed: Mapping[int, datetime] = field(default_factory=dict)

    def known_on(self, behind: Iterable[Evidence]) -> date | None:
        """Give the first day on which any of some evidence was known."""
        days = [self.recorded.get(one.seq, one.retrieved_at).date() for one in behind]
        return min(days, default=None)

    def lost(self, behind: Iterable[Evidence]) -> tuple[Deed, date | None]:
        """Say whether evidence was withdrawn by its sources, and when, or is set aside."""
        moments = [self.closed.get(one.seq) for one in behind]
        days = [moment.date() for moment in moments if moment is not None]
        if self.recorded and len(days) < len(moments):
            return Deed.SET_ASIDE, None
        return Deed.WITHDRAWN, max(days, default=None)


@dataclass(frozen=True, slots=True)
class Moves:
    """Identifiers that stand for others now: old to new.

    ``merged`` were joined to another, ``renumbered`` go on under a new identifier; ``split`` are
    new ones, with whom they were part of.
    """

    merged: Mapping[str, str]
    renumbered: Mapping[str, str]
    split: Mapping[str, str]

    def now(self, identifier: str) -> str:
        """Give who an earlier identifier is now."""
        return self.merged.get(identifier) or self.renumbered.get(identifier, identifier)


def moves(
    then: MergedGraph,
    now: MergedGraph,
    aliases_then: Mapping[str, str],
    aliases_now: Mapping[str, str],
) -> Moves:
    """Find who goes on under another identifier; aliases map an identifier to whom it means."""
    gone = then.entities.keys() - now.entities.keys()
    come = now.entities.keys() - then.entities.keys()
    merged = {
        alias: meant
        for alias, meant in sorted(aliases_now.items())
        if alias in gone and meant in now.entities
    }
    split = {
        alias: meant
        for alias, meant in sorted(aliases_then.items())
        if alias in come and meant in then.entities
    }
    old = _by_look(then.entities[name] for name in sorted(gone - merged.keys()))
    new = _by_look(now.entities[name] for name in sorted(come - split.keys()))
    renumbered = {
        old[look][0]: new[look][0]
        for look in old
        if len(old[look]) == 1 and len(new.get(look, ())) == 1
    }
    return Moves(merged, renumbered, split)


def entity_changes(
    then: MergedGraph, now: MergedGraph, moved: Moves, journal: Journal
) -> Iterator[Change]:
    """Give each difference between entities once, in order of identifier."""
    for name in sorted(then.entities.keys() | now.entities.keys()):
        old, new = then.entities.get(name), now.entities.get(name)
        if old is None and new is not None:
            if name not in moved.renumbered.values():
                yield _added(new, moved, then, journal)
        elif new is None and old is not None:
            yield _gone(old, moved, now, journal)
        elif old is not None and new is not None and (details := details_of(old, new)):
            yield _changed(old, new, details, journal)


def details_of(old: Entity, new: Entity) -> tuple[Detail, ...]:
    """Give the properties whose chosen values or periods differ, sorted."""
    found = [
        detail
        for prop in sorted(old.properties.keys() | new.properties.keys())
        if (detail := _detail(prop, old.properties.get(prop, ()), new.properties.get(prop, ())))
    ]
    if old.invented != new.invented:
        found.append(Detail("invented", _yes(old.invented), _yes(new.invented)))
    return tuple(found)


def days_of(behind: Iterable[Evidence], *, last: bool = False) -> tuple[SourceDay, ...]:
    """Give each source with the day it was first read so or, with ``last``, last confirmed."""
    days: dict[str, date] = {}
    for one in behind:
        day = (one.confirmed_at if last else one.retrieved_at).date()
        known = days.get(one.source, day)
        days[one.source] = max(known, day) if last else min(known, day)
    return tuple(SourceDay(name, days[name]) for name in sorted(days))


def _by_look(entities: Iterable[Entity]) -> dict[tuple[object, ...], list[str]]:
    looks: dict[tuple[object, ...], list[str]] = {}
    for one in entities:
        if one.kind is not Kind.PERSON and one.name != one.id:
            looks.setdefault((one.kind, one.classifications, fold(one.name)), []).append(one.id)
    return looks


def _added(new: Entity, moved: Moves, then: MergedGraph, journal: Journal) -> Change:
    behind = _behind(new)
    whole = then.entities.get(moved.split.get(new.id, ""))
    return Change(
        key=f"entity:{new.id}",
        matter=matter_of(new),
        deed=Deed.SPLIT if whole else Deed.ADDED,
        subject=actor_ref(new),
        object=actor_ref(whole) if whole else None,
        known_on=None if whole else journal.known_on(behind),
        sources=days_of(behind),
        entities=(new.id,),
        involved=tuple(sorted({new.id, *([whole.id] if whole else [])})),
    )


def _gone(old: Entity, moved: Moves, now: MergedGraph, journal: Journal) -> Change:
    behind = _behind(old)
    change = Change(
        key=f"entity:{old.id}",
        matter=matter_of(old),
        deed=Deed.WITHDRAWN,
        subject=actor_ref(old),
        sources=days_of(behind, last=True),
        entities=(old.id,),
        involved=(old.id,),
    )
    other = now.entities.get(moved.now(old.id))
    if other is None:
        deed, day = journal.lost(behind)
        return replace(change, deed=deed, known_on=day)
    change = replace(change, object=actor_ref(other), involved=tuple(sorted({old.id, other.id})))
    if old.id in moved.merged:
        return replace(change, deed=Deed.MERGED)
    return replace(
        change,
        deed=Deed.CHANGED,
        details=(Detail("id", old.id, other.id), *details_of(old, other)),
        known_on=journal.known_on(_behind(other)),
        sources=days_of(_behind(other)),
        entities=tuple(sorted((old.id, other.id))),
    )


def _changed(old: Entity, new: Entity, details: tuple[Detail, ...], journal: Journal) -> Change:
    changed = {detail.what for detail in details}
    behind = [
        piece
        for prop, facts in new.properties.items()
        if prop.value in changed
        for fact in facts
        if _content(fact) not in {_content(one) for one in old.properties.get(prop, ())}
        for piece in fact.evidence
    ]
    return Change(
        key=f"entity:{new.id}",
        matter=matter_of(new),
        deed=Deed.CHANGED,
        subject=actor_ref(new),
        details=details,
        known_on=journal.known_on(behind),
        sources=days_of(behind or _behind(new)),
        entities=(new.id,),
        involved=(new.id,),
        bears=False,
    )


def _detail(prop: Property, old: tuple[Fact, ...], new: tuple[Fact, ...]) -> Detail | None:
    before, after = {_content(fact): fact for fact in old}, {_content(fact): fact for fact in new}
    lost = [before[one] for one in before if one not in after]
    won = [after[one] for one in after if one not in before]
    if not lost and not won and [*before] == [*after]:
        return None
    if not lost and not won:  # the same values in another order: another one is first now
        lost, won = [*old], [*new]
    return Detail(prop.value, _values(lost), _values(won), _sources(lost), _sources(won))


def _content(fact: Fact) -> tuple[object, ...]:
    return (type(fact.value).__name__, fact.value, fact.period)


def _values(facts: Iterable[Fact]) -> str | None:
    said = [
        str(fact.value)
        if fact.period == ALWAYS_UNKNOWN
        else f"{fact.value} ({fact.period.describe()})"
        for fact in facts
    ]
    return "; ".join(said) or None


def _sources(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(sorted({piece.source for fact in facts for piece in fact.evidence}))


def _behind(entity: Entity) -> list[Evidence]:
    """Give the evidence that it exists: what says of which kind it is."""
    return [piece for fact in entity.properties.get(Property.KIND, ()) for piece in fact.evidence]


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"
