"""How firm an answer is: what the best route hangs on, and what would change its rank.

Each sentence is the answer to the same question, asked again under one change: without a tie,
without a person, with other half-lives, on a later day, without one of its conditions. What it
must not do: weigh a tie by a rule of its own.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np

from graph.model import Relation
from graph.moment import shifted
from graph.snapshot import FORBIDDEN, Snapshot
from graph.strength import MICRO, Ints, noisy_or, saturate, score
from queries.kernels.search import Path
from queries.results import ActorRef, EvidenceLine, Hop, Route
from queries.routing.conditions import conditions
from queries.routing.explain import SHARED_BODY, actor, explain_route
from queries.routing.pool import search
from queries.routing.question import Ground, RouteQuestion, prepare
from queries.routing.staleness import Staleness, staleness
from queries.routing.unstated import unstated

LATER = (30, 90, 180, 365)
"""Days ahead on which the ranking is looked at again."""

_FACTORS = (0.5, 2.0)


@dataclass(frozen=True, slots=True)
class Loss:
    """What happens when something on the best route is lost.

    ``lost`` says what: a step with all its ties, or a person. ``backup`` is the best route then,
    None if there is none; ``times_weaker`` compares it with the best, 1 meaning as strong.
    """

    lost: str
    backup: Route | None
    times_weaker: float | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One of the best routes and its rank under other half-lives; None: not among those found."""

    route: Route
    rank: int
    rank_if_halved: int | None
    rank_if_doubled: int | None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A meeting that would put another route first: between whom, on the day asked about.

    ``rank`` is that route's now, None if it is not among those ranked; ``score`` is the one that
    it would have.
    """

    rank: int | None
    one: ActorRef
    other: ActorRef
    score: float


@dataclass(frozen=True, slots=True)
class Costly:
    """A condition of the question without which there is a better route."""

    condition: str
    route: Route
    times_stronger: float | None


@dataclass(frozen=True, slots=True)
class RobustAnswer:
    """How firm the best route is.

    ``survives_tie`` says that some route is left whichever single tie of the best one is lost;
    ``critical`` are the ties (by id) whose loss breaks its step. ``survives_person`` says the same
    of anybody in its middle. ``first_until`` is how many days ahead, of those looked at, the best
    stays first if nothing new happens; None: less than the first. ``stale`` says how old the
    contacts of its weakest step may be; None where no contact holds that step.
    """

    sources: tuple[ActorRef, ...]
    targets: tuple[ActorRef, ...]
    as_of: date
    best: Route | None
    survives_tie: bool
    survives_person: bool
    critical: tuple[str, ...]
    steps: tuple[Loss, ...]
    people: tuple[Loss, ...]
    ranking: tuple[Ranked, ...]
    first_until: int | None
    stale: Staleness | None
    refreshed: tuple[Refreshed, ...]
    costly: tuple[Costly, ...]
    notes: tuple[str, ...]


def robustness(snapshot: Snapshot, question: RouteQuestion) -> RobustAnswer:
    """Say how firm the best route is, and the ranking of the ``question.k`` best.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: as for ``find_routes``.
    """
    ground = prepare(snapshot, question)
    found = search(snapshot, ground, question.k)
    routes = [explain_route(snapshot, ground.view, *each) for each in found]
    best = routes[0] if routes else None
    steps = tuple(_steps(snapshot, ground, *found[0])) if found else ()
    people = tuple(_people(snapshot, ground, *found[0])) if found else ()
    critical = [tie for hop in (best.hops if best else ()) for tie in critical_ties(hop)]
    return RobustAnswer(
        sources=tuple(actor(snapshot, name) for name in question.sources),
        targets=tuple(actor(snapshot, name) for name in question.targets),
        as_of=question.as_of,
        best=best,
        survives_tie=best is not None and _survives_ties(snapshot, question, best, steps),
        survives_person=best is not None and all(loss.backup for loss in people),
        critical=tuple(sorted(set(critical))),
        steps=steps,
        people=people,
        ranking=tuple(_ranking(snapshot, question, found, routes)),
        first_until=_first_until(snapshot, question, found),
        stale=_stale(snapshot, ground, found, best, steps) if best else None,
        refreshed=tuple(_refreshed(snapshot, question, found, routes)),
        costly=tuple(_costly(snapshot, question, best)),
        notes=(
            *(() if found else ("There is no route, so there is nothing to lose.",)),
            *unstated(snapshot, question),
        ),
    )


def critical_ties(hop: Hop) -> tuple[str, ...]:
    """Give the ties of a step of which each alone holds it: without that one the step is gone."""
    named = sorted({tie for line in hop.evidence for tie in line.tie_ids})
    return tuple(tie for tie in named if all(_is_lost(line, tie) for line in hop.evidence))


def _is_lost(line: EvidenceLine, tie: str) -> bool:
    """Say whether a line of evidence is gone with one tie; of several contacts the others stay."""
    return tie in line.tie_ids and (line.channel == SHARED_BODY or len(line.tie_ids) == 1)


def _survives_ties(
    snapshot: Snapshot, question: RouteQuestion, best: Route, steps: tuple[Loss, ...]
) -> bool:
    """Say whether a route is left whichever single tie is lost, in every step that it holds."""
    for hop, loss in zip(best.hops, steps, strict=True):
        critical = critical_ties(hop)
        if critical and loss.backup is None:
            return False
        # One seat ties its holder to everybody in the body, so the backup may hang on it too.
        for place in _seats(snapshot, hop, critical):
            left = snapshot.without((place,))
            if not search(left, prepare(left, question), 1):
                return False
    return True


def _seats(snapshot: Snapshot, hop: Hop, ties: Collection[str]) -> list[int]:
    """Give the rows of those ties of a step that are no contacts."""
    table, index = snapshot.table, snapshot.index
    named = [hop.tail, hop.head, *(line.via for line in hop.evidence if line.via)]
    ends = [index[one.id] for one in named]
    around = np.isin(table.subject, ends) & np.isin(table.object, ends) & ~table.contact.all()
    return [row for row in np.flatnonzero(around).tolist() if table.ties[row].id in ties]


def _steps(snapshot: Snapshot, ground: Ground, cost: int, path: Path) -> Iterator[Loss]:
    for tail, head in pairwise(path):
        closed = _with_step(snapshot, ground, tail, head)
        what = f"every tie between {_name(snapshot, tail)} and {_name(snapshot, head)}"
        yield _loss(snapshot, closed, what, cost)


def _people(snapshot: Snapshot, ground: Ground, cost: int, path: Path) -> Iterator[Loss]:
    for node in path[1:-1]:
        allowed = ground.allowed.copy()
        allowed[node] = False
        yield _loss(snapshot, replace(ground, allowed=allowed), _name(snapshot, node), cost)


def _loss(snapshot: Snapshot, ground: Ground, what: str, before: int) -> Loss:
    found = search(snapshot, ground, 1)
    if not found:
        return Loss(what, None, None)
    backup = explain_route(snapshot, ground.view, *found[0])
    return Loss(what, backup, _times(found[0][0] - before))


def _with_step(
    snapshot: Snapshot, ground: Ground, tail: int, head: int, cost: int = FORBIDDEN
) -> Ground:
    """Give the same question where one step has another cost; without one it is closed."""
    costs: Ints = np.array(ground.view.costs)
    for one, other in ((tail, head), (head, tail)):
        begin, end = int(snapshot.indptr[one]), int(snapshot.indptr[one + 1])
        costs[begin + int(np.searchsorted(snapshot.heads[begin:end], other))] = cost
    return replace(ground, view=replace(ground.view, costs=costs))


def _ranking(
    snapshot: Snapshot,
    question: RouteQuestion,
    found: list[tuple[int, Path]],
    routes: list[Route],
) -> Iterator[Ranked]:
    if not found:
        return
    ranks = []
    for factor in _FACTORS:
        other = snapshot.with_half_lives(factor)
        again = search(other, prepare(other, question), max(2 * question.k, 20))
        ranks.append({path: rank for rank, (_, path) in enumerate(again, 1)})
    for rank, ((_, path), route) in enumerate(zip(found, routes, strict=True), 1):
        yield Ranked(route, rank, *(each.get(path) for each in ranks))


def _first_until(
    snapshot: Snapshot, question: RouteQuestion, found: list[tuple[int, Path]]
) -> int | None:
    stays = None
    for days in LATER if found else ():
        later = replace(question, as_of=shifted(question.as_of, days))
        again = search(snapshot, prepare(snapshot, later), 1)
        if not again or again[0][1] != found[0][1]:
            break
        stays = days
    return stays


def _stale(
    snapshot: Snapshot,
    ground: Ground,
    found: list[tuple[int, Path]],
    best: Route,
    steps: tuple[Loss, ...],
) -> Staleness | None:
    """Compare the best route, with its weakest step older, with the best one without that step.

    Routes over the step grow worse alike, so the best of them stays the best of them.
    """
    hop, backup = best.hops[best.weakest], steps[best.weakest].backup
    cost, path = found[0]

    def is_second(step: int) -> bool:
        if backup is None:
            return False
        other = tuple(snapshot.index[one.id] for one in backup.actors)
        now = (cost - hop.cost + step, len(path), path)
        return (backup.cost, len(other), other) < now

    return staleness(snapshot, ground.view, hop, is_second)


def _refreshed(
    snapshot: Snapshot,
    question: RouteQuestion,
    found: list[tuple[int, Path]],
    routes: list[Route],
) -> Iterator[Refreshed]:
    """Name the meetings, on the weakest steps of lower routes, after which another is first.

    The question is asked again with the stronger step: it may make the first route stronger too.
    """
    if not _counts_meetings(question):
        return
    ground = prepare(snapshot, question)
    meeting = float(saturate(np.array([snapshot.model.channel("meeting").intensity]))[0])
    ranks = {path: rank for rank, (_, path) in enumerate(found, 1)}
    asked = set()
    for route in routes[1:]:
        hop = route.hops[route.weakest]
        between = (snapshot.index[hop.tail.id], snapshot.index[hop.head.id])
        if frozenset(between) in asked:
            continue
        asked.add(frozenset(between))
        cost = snapshot.model.cost(noisy_or([hop.score, meeting]))
        ((least, first),) = search(snapshot, _with_step(snapshot, ground, *between, cost), 1)
        if first != found[0][1]:
            yield Refreshed(ranks.get(first), hop.tail, hop.head, score(least))


def _counts_meetings(question: RouteQuestion) -> bool:
    """Say whether a meeting that nobody has stated anything else of would count."""
    relations, channels = question.relations, question.channels
    told = question.consented or question.languages is not None
    return (
        not told
        and (relations is None or Relation.CONTACT_OF in relations)
        and (channels is None or "meeting" in channels)
    )


def _costly(snapshot: Snapshot, question: RouteQuestion, best: Route | None) -> Iterator[Costly]:
    for condition in conditions(snapshot, question):
        ground = prepare(snapshot, condition.without)
        found = search(snapshot, ground, 1)
        if found and (best is None or found[0][0] < best.cost):
            route = explain_route(snapshot, ground.view, *found[0])
            gained = None if best is None else _times(best.cost - found[0][0])
            yield Costly(condition.text, route, gained)


def _times(nats: int) -> float:
    return float(np.exp(nats / MICRO))


def _name(snapshot: Snapshot, node: int) -> str:
    return snapshot.graph.entities[snapshot.ids[node]].name
