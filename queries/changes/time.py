"""What happened by the calendar, and who held which office before and after.

A tie that both graphs know alike *began* if its first day lies after the earlier day and not after
the later one, and *ended* if its last day has passed between the two. Changes of one office (a
chair, a president, a post) are told as one: who held it then, as known then, and who holds it now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph.model import MergedGraph, Tie
from graph.moment import shifted
from queries.changes.entities import days_of
from queries.changes.pairs import content, is_office
from queries.changes.types import Change, Deed, Matter, matter_of
from queries.finding.search import actor_ref
from queries.results import ActorRef

Office = tuple[str, str]
"""A body and a role code, or a post and nothing."""


def happened(
    then: MergedGraph, now: MergedGraph, since: date, today: date
) -> Iterator[tuple[Change, Tie]]:
    """Give the ties that both graphs know alike and that began or ended after a day."""
    known = {tie.id: tie for tie in then.ties}
    for tie in now.ties:
        deed = _deed(tie, since, today)
        old = known.get(tie.id)
        if deed is not None and old is not None and content(old) == content(tie):
            yield _change(tie, deed, now), tie


def _deed(tie: Tie, since: date, today: date) -> Deed | None:
    start, end = tie.period.start, tie.period.end
    if start is not None and since < start <= today:
        return Deed.BEGAN
    if start == end:
        return None  # an event of one day takes place; it does not end
    return Deed.ENDED if end is not None and since <= end < today else None


def _change(tie: Tie, deed: Deed, now: MergedGraph) -> Change:
    start, end = tie.period.start, tie.period.end
    return Change(
        key=f"{deed.value}:{tie.id}",
        matter=matter_of(tie),
        deed=deed,
        subject=actor_ref(now.entities[tie.subject]),
        object=actor_ref(now.entities[tie.object]),
        relation=tie.relation,
        role=tie.role,
        # Its last day still counts: from the next one on it is over.
        day=start if deed is Deed.BEGAN else shifted(end, 1) if end else None,
        sources=days_of(tie.evidence, last=True),
        ties_then=(tie.id,) if deed is Deed.ENDED else (),
        ties_now=(tie.id,) if deed is Deed.BEGAN else (),
        involved=tuple(sorted({tie.subject, tie.object})),
    )


# ------------------------------------------------------------------------- offices


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds an office in a graph on a day."""

    graph: MergedGraph
    day: date

    def of(self, wanted: frozenset[Office]) -> dict[Office, tuple[ActorRef, ...]]:
        """Give the holders of some offices, sorted by identifier."""
        found: dict[Office, dict[str, ActorRef]] = {}
        beside = self.graph.lookup.of_object
        for tie in (tie for body in {body for body, _ in wanted} for tie in beside.get(body, ())):
            office = office_of(tie)
            if office in wanted and tie.period.contains(self.day):
                holder = actor_ref(self.graph.entities[tie.subject])
                found.setdefault(office, {})[holder.id] = holder
        return {office: tuple(by[name] for name in sorted(by)) for office, by in found.items()}


def office_of(tie: Tie) -> Office | None:
    """Give the office that a tie is, if it is one."""
    return (tie.object, tie.role or "") if is_office(tie) else None


def by_office(
    told: Iterable[tuple[Change, tuple[Tie, ...]]], then: Holders, now: Holders
) -> tuple[Change, ...]:
    """Join the changes of an office whose holders differ; give all others as they are."""
    listed = list(told)
    offices = [_first_office(ties) for _, ties in listed]
    wanted = frozenset(office for office in offices if office is not None)
    before, after = (then.of(wanted), now.of(wanted)) if wanted else ({}, {})
    joined: dict[tuple[Office, bool], list[Change]] = {}
    plain = []
    for (change, _), office in zip(listed, offices, strict=True):
        differs = office is not None and _ids(before, office) != _ids(after, office)
        if office is not None and differs and change.object is not None:
            joined.setdefault((office, change.deed.is_known), []).append(change)
        else:
            plain.append(change)
    merged = [
        _office(office, parts, before.get(office, ()), after.get(office, ()))
        for (office, _), parts in joined.items()
    ]
    return (*plain, *merged)


def _first_office(ties: Iterable[Tie]) -> Office | None:
    return min((office for tie in ties if (office := office_of(tie))), default=None)


def _ids(holders: dict[Office, tuple[ActorRef, ...]], office: Office) -> tuple[str, ...]:
    return tuple(one.id for one in holders.get(office, ()))


def _office(
    office: Office,
    parts: list[Change],
    before: tuple[ActorRef, ...],
    after: tuple[ActorRef, ...],
) -> Change:
    parts = sorted(parts, key=lambda part: part.key)  # whoever began comes before who ended
    first = parts[0]
    body = next(one for part in parts for one in (part.object,) if one is not None)
    known = [part.known_on for part in parts if part.known_on is not None]
    days = [part.day for part in parts if part.day is not None]
    sources = {(one.source, one.day): one for part in parts for one in part.sources}
    people = {name for part in parts for name in part.involved}
    return replace(
        first,
        key=f"office:{office[0]}:{office[1]}:{'known' if first.deed.is_known else 'happened'}",
        matter=Matter.OFFICE,
        deed=first.deed if len(parts) == 1 else Deed.CHANGED if known else first.deed,
        subject=body,
        object=None,
        role=office[1] or None,
        details=tuple(detail for part in parts for detail in part.details),
        before=before,
        after=after,
        day=max(days, default=None),
        known_on=min(known, default=None),
        sources=tuple(sources[key] for key in sorted(sources)),
        ties_then=tuple(sorted({name for part in parts for name in part.ties_then})),
        ties_now=tuple(sorted({name for part in parts for name in part.ties_now})),
        involved=tuple(sorted(people | {one.id for one in (*before, *after)})),
        bears=any(part.bears for part in parts),
    )
