"""Routes that do not hang on the same people: k best with limited overlap.

Two routes through the same go-between share a point of failure, so likeness is counted on those in
the middle: ``|I ∩ J| / min(|I|, |J|)``; a route without a go-between is like no other. The routes
of a pool are taken in order of cost, each if its likeness to all taken before is at most the
threshold: the k shortest paths with limited overlap (Chondrogiannis and others, VLDB Journal 29,
2020) within the pool, which is deepened once before fewer are given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidQuestion
from graph.snapshot import Snapshot
from queries.explain import actor, explain_route
from queries.kernels import Path, k_best
from queries.results import ActorRef, Route
from queries.route_question import RouteQuestion, prepare

POOLS = (200, 1_000)
"""How many routes are looked at, and how many before fewer than asked for are given."""

MOST_ALIKE = 1 / 3
"""The greatest likeness of two routes, unless another is asked for."""


@dataclass(frozen=True, slots=True)
class DiverseAnswer:
    """Routes that share few people, best first.

    ``looked_at`` is how many routes were compared; ``is_all`` says that there are no others under
    the question's conditions.
    """

    sources: tuple[ActorRef, ...]
    targets: tuple[ActorRef, ...]
    as_of: date
    most_alike: float
    routes: tuple[Route, ...]
    looked_at: int
    is_all: bool
    notes: tuple[str, ...]


def diverse(
    snapshot: Snapshot, question: RouteQuestion, most_alike: float = MOST_ALIKE
) -> DiverseAnswer:
    """Give up to ``question.k`` routes of which no two are more alike than allowed.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: as for ``find_routes``, or the likeness is not between 0 and 1.
    """
    if not 0 <= most_alike <= 1:
        msg = f"The greatest likeness is {most_alike}; it lies between 0 and 1."
        raise InvalidQuestion(msg)
    ground = prepare(snapshot, question)
    pool: list[tuple[int, Path]] = []
    chosen: list[tuple[int, Path]] = []
    for size in POOLS:
        pool = k_best(
            snapshot.indptr,
            snapshot.heads,
            ground.view.costs,
            ground.allowed,
            ground.sources,
            ground.targets,
            ground.hops,
            size,
            ground.via,
        )
        chosen = unlike(pool, question.k, most_alike)
        if len(chosen) == question.k or len(pool) < size:
            break
    is_all = len(pool) < POOLS[-1] and len(pool) not in POOLS
    return DiverseAnswer(
        sources=tuple(actor(snapshot, name) for name in question.sources),
        targets=tuple(actor(snapshot, name) for name in question.targets),
        as_of=question.as_of,
        most_alike=most_alike,
        routes=tuple(explain_route(snapshot, ground.view, *each) for each in chosen),
        looked_at=len(pool),
        is_all=is_all,
        notes=_notes(question, len(chosen), len(pool), is_all=is_all),
    )


def unlike(pool: Iterable[tuple[int, Path]], k: int, most_alike: float) -> list[tuple[int, Path]]:
    """Take routes in order, each if it is not too much like one taken before."""
    chosen: list[tuple[int, Path]] = []
    for cost, path in pool:
        if len(chosen) == k:
            break
        if all(likeness(path, other) <= most_alike for _, other in chosen):
            chosen.append((cost, path))
    return chosen


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Give the share of go-betweens in common, 0 to 1; 0 where one has none."""
    between, also = set(one[1:-1]), set(other[1:-1])
    if not between or not also:
        return 0.0
    return len(between & also) / min(len(between), len(also))


def _notes(
    question: RouteQuestion, found: int, looked_at: int, *, is_all: bool
) -> tuple[str, ...]:
    if found == question.k:
        return ()
    within = "" if question.max_hops is None else f" of at most {question.max_hops} steps"
    what = f"all {looked_at} routes{within}" if is_all else f"the {looked_at} best routes{within}"
    return (f"Only {found} of {question.k} that differ enough are among {what}.",)
