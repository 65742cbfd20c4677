"""One route question asked twice: which routes appeared, vanished or moved, and why.

Routes are paired by their chain of actors. A chain that is not among the routes of one side is
walked there step by step, so that the answer can name the step that is missing. The figures are
those of the two searches. What it must not do: weigh ties, or read the clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

import numpy as np

from graph.snapshot import FORBIDDEN, CostView, Snapshot
from graph.strength import score
from queries.results import ActorRef, Hop
from queries.routing.compare_steps import Seen, reasons
from queries.routing.explain import actor, explain_hop
from queries.routing.question import MOST_ROUTES, RouteQuestion, prepare, relaying
from queries.routing.routes import find_routes

Chain = tuple[str, ...]


class Change(StrEnum):
    """What became of a route. *Moved* is one of the same score at another place."""

    APPEARED = "appeared"
    VANISHED = "vanished"
    STRONGER = "stronger"
    WEAKER = "weaker"
    MOVED = "moved"
    SAME = "same"


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The question in one of the two states: a snapshot, and the day in the question.

    ``known_at`` is the moment whose knowledge the snapshot is; None is the present.
    """

    snapshot: Snapshot
    question: RouteQuestion
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """The day asked about, and the moment whose knowledge was used (None: the present)."""

    as_of: date
    known_at: datetime | None


@dataclass(frozen=True, slots=True)
class RouteChange:
    """A route that is among the best on one side or both.

    A rank is its place, 1 is best; None: it does not hold, or not among the first 200. A score,
    0–1, is None where the route does not hold. ``reasons`` go step by step; a route that is the
    same has none.
    """

    actors: tuple[ActorRef, ...]
    change: Change
    rank_then: int | None
    rank_now: int | None
    score_then: float | None
    score_now: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two answers to one question, paired; sorted by the rank now, then by the rank then.

    ``max_hops`` None: any number of steps.
    """

    then: Moment
    now: Moment
    k: int
    max_hops: int | None
    changes: tuple[RouteChange, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Answered:
    """One side with its routes: places and costs by chain, and the day's weights."""

    side: Side
    view: CostView
    best: tuple[Chain, ...]
    ranks: dict[Chain, int]
    seen: Seen


@dataclass(frozen=True, slots=True)
class _Standing:
    """A chain on one side: rank and cost if it holds, its steps, and what stands against it."""

    rank: int | None
    cost: int | None
    hops: tuple[Hop | None, ...]
    obstacles: tuple[str, ...]


def compare(then: Side, now: Side) -> Comparison:
    """Ask both sides, and say of each of their k best routes what became of it.

    Raises:
        UnknownEntity: an identifier is not in one of the snapshots.
        InvalidQuestion: the question contradicts itself on one of the sides.
    """
    k = now.question.k
    before, after = _answered(then, k), _answered(now, k)
    chains = dict.fromkeys((*after.best, *before.best))
    changes = [_change(before, after, chain) for chain in chains]
    return Comparison(
        then=Moment(then.question.as_of, then.known_at),
        now=Moment(now.question.as_of, now.known_at),
        k=k,
        max_hops=now.question.max_hops,
        changes=tuple(sorted(changes, key=_place)),
        notes=tuple(_notes(then, now)),
    )


def _answered(side: Side, k: int) -> _Answered:
    routes = find_routes(side.snapshot, replace(side.question, k=MOST_ROUTES)).routes
    chains = [tuple(one.id for one in route.actors) for route in routes]
    view = prepare(side.snapshot, side.question).view
    ranks = {chain: place for place, chain in enumerate(chains, 1)}
    seen = Seen(side.snapshot, side.question.as_of)
    return _Answered(side, view, tuple(chains[:k]), ranks, seen)


def _change(before: _Answered, after: _Answered, chain: Chain) -> RouteChange:
    old, new = _standing(before, chain), _standing(after, chain)
    named = after if new.cost is not None else before
    said: list[str] = [f"Then {obstacle}" for obstacle in old.obstacles]
    said += [f"Now {obstacle}" for obstacle in new.obstacles]
    change = _kind(old, new)
    for old_hop, new_hop in _telling(change, old, new):
        said += reasons(before.seen, after.seen, old_hop, new_hop)
    if change is Change.MOVED:
        said.append("The route itself is as it was; others passed it or fell behind.")
    for standing, when in ((old, "Then"), (new, "Now")):
        if standing.cost is not None and standing.rank is None:
            said.append(f"{when} it holds, but is not among the first {MOST_ROUTES}.")
    return RouteChange(
        actors=tuple(actor(named.side.snapshot, name) for name in chain),
        change=change,
        rank_then=old.rank,
        rank_now=new.rank,
        score_then=None if old.cost is None else score(old.cost),
        score_now=None if new.cost is None else score(new.cost),
        reasons=tuple(dict.fromkeys(said)) if change is not Change.SAME else (),
    )


def _telling(
    change: Change, old: _Standing, new: _Standing
) -> list[tuple[Hop | None, Hop | None]]:
    """Give the steps that made the change: of a new or lost route those that were missing."""
    steps = list(zip(old.hops, new.hops, strict=True))
    if change is Change.APPEARED:
        return [step for step in steps if step[0] is None]
    if change is Change.VANISHED:
        return [step for step in steps if step[1] is None]
    return steps


def _kind(old: _Standing, new: _Standing) -> Change:
    if old.cost is None or new.cost is None:
        return Change.VANISHED if new.cost is None else Change.APPEARED
    if old.cost != new.cost:
        return Change.STRONGER if new.cost < old.cost else Change.WEAKER
    return Change.SAME if old.rank == new.rank else Change.MOVED


def _standing(answered: _Answered, chain: Chain) -> _Standing:
    side, known = answered.side, answered.side.snapshot.index
    places = [known.get(name, -1) for name in chain]
    hops = tuple(
        _hop(side.snapshot, answered.view, tail, head, first=not step)
        for step, (tail, head) in enumerate(pairwise(places))
    )
    obstacles = tuple(_obstacles(answered, chain))
    present = [hop for hop in hops if hop is not None]
    holds = not obstacles and len(present) == len(hops)
    cost = sum(hop.cost for hop in present) if holds else None
    return _Standing(answered.ranks.get(chain), cost, hops, obstacles)


def _hop(snapshot: Snapshot, view: CostView, tail: int, head: int, *, first: bool) -> Hop | None:
    """Explain a step if it holds on the day."""
    if tail < 0 or head < 0:
        return None
    begin, end = int(snapshot.indptr[tail]), int(snapshot.indptr[tail + 1])
    arc = begin + int(np.searchsorted(snapshot.heads[begin:end], head))
    if arc >= end or int(snapshot.heads[arc]) != head or int(view.costs[arc]) >= FORBIDDEN:
        return None
    return explain_hop(snapshot, view, tail, head, first=first)


def _obstacles(answered: _Answered, chain: Chain) -> Iterator[str]:
    """Say what other than a missing step keeps a chain from being a route."""
    snapshot, question = answered.side.snapshot, answered.side.question
    unknown = [name for name in chain if name not in snapshot.index]
    for alias in (name for name in unknown if name in snapshot.graph.aliases):
        canonical = snapshot.graph.canonical(alias)
        yield f"{alias} counted as {actor(snapshot, canonical).name} [{canonical}]."
    unknown = [name for name in unknown if name not in snapshot.graph.aliases]
    if unknown:
        yield f"nothing was known of {', '.join(unknown)}."
    if any(name not in snapshot.index for name in chain):
        return
    for end, asked, what in (
        (chain[0], question.sources, "one who starts"),
        (chain[-1], question.targets, "one to reach"),
    ):
        versions = {version for name in asked for version in snapshot.versions.get(name, ())}
        if end not in versions.union(asked):
            yield f"{actor(snapshot, end).name} was not {what}."
    allowed = relaying(snapshot, question)
    for name in chain[1:-1]:
        if not allowed[snapshot.index[name]]:
            yield f"{actor(snapshot, name).name} could not stand in the middle."


def _place(change: RouteChange) -> tuple[int, int, Chain]:
    last = MOST_ROUTES + 1
    names = tuple(one.id for one in change.actors)
    return change.rank_now or last, change.rank_then or last, names


def _notes(then: Side, now: Side) -> Iterator[str]:
    asked = [
        ", ".join(actor(side.snapshot, name).name for name in side.question.targets)
        for side in (then, now)
    ]
    if asked[0] != asked[1]:
        yield f"Whom to reach differs: then {asked[0]}; now {asked[1]}."
    if then.known_at != now.known_at:
        known = [{tie.id for tie in side.snapshot.graph.ties} for side in (then, now)]
        yield (
            f"Between the two moments {len(known[1] - known[0])} ties became known and "
            f"{len(known[0] - known[1])} are no longer stated."
        )
