"""Whom we lose if someone leaves, and who alone keeps a target within our reach.

"We" are all of our organisations together: a target is lost when none of them has a route within
the steps any more. This looks after our own access; it measures no harm to others and is not
offered for that (see ``docs/measures.md``).
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification, Kind
from graph.snapshot import Snapshot
from graph.strength import score
from queries.kernels.search import Path
from queries.measures.our_reach import OurReach, ReachQuestion, least, times_weaker
from queries.results import ActorRef
from queries.routing.explain import actor

_OFFICE_HOLDERS = frozenset({Classification.MEP, Classification.OFFICIAL})


@dataclass(frozen=True, slots=True)
class TargetWithout:
    """What becomes of one target.

    ``score`` is our best route's now; ``without`` that of the best route left, None where none
    is; ``times_weaker`` their ratio, above 1, None where the target is lost. ``replacement`` is
    the best route left, ours first; empty where none is.
    """

    target: ActorRef
    route: tuple[ActorRef, ...]
    score: float
    without: float | None
    times_weaker: float | None
    replacement: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class Departure:
    """What we lose if somebody leaves: ``lost`` by identifier, ``weaker`` most affected first.

    ``reached`` counts the targets we reach now; of these ``lost_count`` are lost, ``weaker_count``
    weaker and ``unchanged`` as well reached without them.
    """

    leaver: ActorRef
    is_ours: bool
    as_of: date
    max_hops: int
    targets: int
    reached: int
    lost_count: int
    weaker_count: int
    unchanged: int
    lost: tuple[TargetWithout, ...]
    weaker: tuple[TargetWithout, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """Somebody without whom we lose targets, or reach them less well.

    ``lost`` are the targets nobody of ours reaches then; ``weaker`` counts those reached less
    well, ``times_weaker`` is the greatest ratio among them (None: none is).
    """

    actor: ActorRef
    is_ours: bool
    lost: tuple[ActorRef, ...]
    weaker: int
    times_weaker: float | None


@dataclass(frozen=True, slots=True)
class SinglePoints:
    """Our single points of failure: ``points`` lose at least one target, most first.

    ``others`` cost no target but make some weaker, worst first. ``unreached`` we do not reach.
    """

    as_of: date
    max_hops: int
    targets: int
    reached: int
    points: tuple[SinglePoint, ...]
    others: tuple[SinglePoint, ...]
    unreached: tuple[ActorRef, ...]
    notes: tuple[str, ...] = ()


def office_holders_within(snapshot: Snapshot, question: ReachQuestion) -> tuple[str, ...]:
    """Give all MEPs and officials that ours reach within the steps, sorted.

    ``question.targets`` is not looked at.

    Raises:
        InvalidQuestion: none is reached.
    """
    ours = set(question.ours)
    holders = tuple(
        entity.id
        for entity in snapshot.graph.lookup.kind(Kind.PERSON)
        if entity.id not in ours and _OFFICE_HOLDERS & set(entity.classifications)
    )
    if not holders:
        msg = "No MEP or official is loaded. Name the targets, or load members."
        raise InvalidQuestion(msg)
    reach = OurReach.of(snapshot, replace(question, targets=holders))
    table = reach.labels(_starts(reach))
    found = tuple(name for name in holders if least(table, reach.nodes(name)) is not None)
    if not found:
        raise InvalidQuestion(_none_reached(question, len(holders)))
    return found


def departure(snapshot: Snapshot, question: ReachQuestion, leaver: str) -> Departure:
    """Say what we lose if somebody leaves: a person, or one of our organisations.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: an empty side, nobody is reached now, or whoever leaves is all of ours
            or all of the targets.
    """
    if leaver not in snapshot.index:
        raise UnknownEntity(leaver)
    name = snapshot.graph.entities[leaver].name
    targets = tuple(one for one in question.targets if one != leaver)
    if question.targets and not targets:
        msg = f"{name} is the only target; ask whom else we should still reach."
        raise InvalidQuestion(msg)
    if set(question.ours) == {leaver}:
        msg = f"{name} is all of ours that was named: without it nobody is left to reach anyone."
        raise InvalidQuestion(msg)
    reach = OurReach.of(snapshot, replace(question, targets=targets))
    known = _reached(reach)
    changed = _changed(reach, leaver, known)
    lost = [one for one in changed if one.without is None]
    weaker = [one for one in changed if one.without is not None]
    weaker.sort(key=lambda one: (-(one.times_weaker or math.inf), one.target.id))
    return Departure(
        leaver=actor(snapshot, leaver),
        is_ours=leaver in question.ours,
        as_of=question.as_of,
        max_hops=question.max_hops,
        targets=len(targets),
        reached=len(known),
        lost_count=len(lost),
        weaker_count=len(weaker),
        unchanged=len(known) - len(changed),
        lost=tuple(sorted(lost, key=lambda one: one.target.id)),
        weaker=tuple(weaker),
        notes=_notes(snapshot, reach, leaver, question),
    )


def single_points(snapshot: Snapshot, question: ReachQuestion) -> SinglePoints:
    """List everybody without whom we lose a target, or reach one less well.

    Whoever is on every route to a target is on its best one: only those are tried.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: an empty side, or no target is reached now.
    """
    reach = OurReach.of(snapshot, question)
    table = reach.labels(_starts(reach))
    known = _reached(reach)
    paths = [reach.best(table, reach.nodes(target)) for target in known]
    tried = {snapshot.ids[node] for found in paths if found for node in found[1][1:]}
    tried -= set(question.targets)
    among = _targets_between(reach, paths)
    every = [_point(reach, name, known) for name in sorted(tried | among)]
    every.sort(key=lambda one: (-len(one.lost), -(one.times_weaker or 1), one.actor.id))
    unreached = tuple(actor(snapshot, one) for one in question.targets if one not in known)
    return SinglePoints(
        as_of=question.as_of,
        max_hops=question.max_hops,
        targets=len(question.targets),
        reached=len(known),
        points=tuple(one for one in every if one.lost),
        others=tuple(one for one in every if not one.lost and one.weaker),
        unreached=unreached,
    )


def _targets_between(reach: OurReach, paths: Sequence[tuple[int, Path] | None]) -> set[str]:
    """Give targets that stand in the middle of the way to another target."""
    inside = {reach.snapshot.ids[node] for found in paths if found for node in found[1][1:-1]}
    return inside & set(reach.question.targets)


def _point(reach: OurReach, name: str, known: dict[str, int]) -> SinglePoint:
    left = {target: cost for target, cost in known.items() if target != name}
    after = _costs(reach, name, left)
    lost = [target for target in left if after[target] is None]
    ratios = [
        times_weaker(cost, now)
        for target, cost in left.items()
        if (now := after[target]) is not None and now > cost
    ]
    return SinglePoint(
        actor=actor(reach.snapshot, name),
        is_ours=name in reach.question.ours,
        lost=tuple(actor(reach.snapshot, target) for target in sorted(lost)),
        weaker=len(ratios),
        times_weaker=max(ratios, default=None),
    )


def _reached(reach: OurReach) -> dict[str, int]:
    """Give the cost of each target that we reach.

    Raises:
        InvalidQuestion: none is.
    """
    table = reach.labels(_starts(reach))
    found = {
        target: cost
        for target in reach.question.targets
        if (cost := least(table, reach.nodes(target))) is not None
    }
    if not found:
        raise InvalidQuestion(_none_reached(reach.question, len(reach.question.targets)))
    return found


def _costs(reach: OurReach, leaver: str, targets: Collection[str]) -> dict[str, int | None]:
    starts, gone = _starts(reach, leaver), reach.nodes(leaver)
    if not starts:
        return dict.fromkeys(targets)
    table = reach.labels(starts, gone)
    return {target: least(table, reach.nodes(target)) for target in targets}


def _changed(reach: OurReach, leaver: str, known: dict[str, int]) -> list[TargetWithout]:
    gone = reach.nodes(leaver)
    now, then = reach.labels(_starts(reach)), reach.labels(_starts(reach, leaver), gone)
    found = []
    for target, cost in known.items():
        nodes = reach.nodes(target)
        after = least(then, nodes)
        if after == cost:
            continue
        left = reach.best(then, nodes, gone)
        before = reach.best(now, nodes)
        found.append(
            TargetWithout(
                target=actor(reach.snapshot, target),
                route=_from_ours(reach, before),
                score=score(cost),
                without=None if after is None else score(after),
                times_weaker=None if after is None else times_weaker(cost, after),
                replacement=_from_ours(reach, left),
            )
        )
    return found


def _starts(reach: OurReach, without: str | None = None) -> tuple[int, ...]:
    ours = (name for name in reach.question.ours if name != without)
    return tuple(sorted({node for name in ours for node in reach.nodes(name)}))


def _from_ours(reach: OurReach, found: tuple[int, Path] | None) -> tuple[ActorRef, ...]:
    snapshot = reach.snapshot
    return tuple(actor(snapshot, snapshot.ids[node]) for node in (found[1][::-1] if found else ()))


def _none_reached(question: ReachQuestion, targets: int) -> str:
    return (
        f"We reach none of the {targets} targets within {question.max_hops} steps on "
        f"{question.as_of}, so there is none to lose. Allow more steps, or let more ties count."
    )


def _notes(
    snapshot: Snapshot, reach: OurReach, leaver: str, question: ReachQuestion
) -> tuple[str, ...]:
    notes = []
    if leaver in question.targets:
        notes.append(f"{actor(snapshot, leaver).name} is left out of the targets.")
    node = snapshot.index[leaver]
    if not reach.allowed[node] and leaver not in question.ours:
        notes.append(f"{actor(snapshot, leaver).name} never stands in a route: nothing changes.")
    return tuple(notes)
