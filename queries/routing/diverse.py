"""Routes that do not hang on the same people: k best with limited overlap.

Two routes through the same go-between share a point of failure, so likeness is counted on those in
the middle: ``|I ∩ J| / min(|I|, |J|)``; a route without a go-between is like no other. The routes
of a pool are taken in order of cost, each if its likeness to all taken before is at most the
threshold: the k shortest paths with limited overlap (Chondrogiannis and others, VLDB Journal 29,
2020) within the pool, which is deepened once before fewer are given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from graph.errors import InvalidQuestion
from graph.snapshot import Snapshot
from queries.kernels.search import Path
from queries.results import ActorRef, Route
from queries.routing.conditions import at_fault
from queries.routing.explain import actor, explain_route
from queries.routing.pool import Chosen, choose, within_load
from queries.routing.question import RouteQuestion, prepare
from queries.routing.unstated import unstated

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
    load = within_load(question.load, len(question.sources))

    def fits(path: Path, taken: Sequence[Path]) -> bool:
        return is_unlike(path, taken, most_alike) and load(path, taken)

    chosen = choose(snapshot, ground, question.k, fits)
    return DiverseAnswer(
        sources=tuple(actor(snapshot, name) for name in question.sources),
        targets=tuple(actor(snapshot, name) for name in question.targets),
        as_of=question.as_of,
        most_alike=most_alike,
        routes=tuple(explain_route(snapshot, ground.view, *each) for each in chosen.taken),
        looked_at=chosen.looked_at,
        is_all=chosen.is_all,
        notes=(*_notes(snapshot, question, chosen), *unstated(snapshot, question)),
    )


def is_unlike(path: Path, taken: Sequence[Path], most_alike: float) -> bool:
    """Say whether a route is not too much like one taken before."""
    # So small a denominator that 0.333 means 1/3, and shares compare in whole numbers.
    share, whole = Fraction(most_alike).limit_denominator(100).as_integer_ratio()
    shared = (in_common(path, other) for other in taken)
    return all(common * whole <= share * fewer for common, fewer in shared)


def in_common(one: Path, other: Path) -> tuple[int, int]:
    """Count the go-betweens in common, and those of the route that has fewer."""
    between, also = set(one[1:-1]), set(other[1:-1])
    return len(between & also), min(len(between), len(also))


def _notes(snapshot: Snapshot, question: RouteQuestion, chosen: Chosen) -> tuple[str, ...]:
    if not chosen.looked_at:
        return at_fault(snapshot, question) or ("There is no route.",)
    if len(chosen.taken) == question.k:
        return ()
    within = "" if question.max_hops is None else f" of at most {question.max_hops} steps"
    what = (
        f"all {chosen.looked_at} routes"
        if chosen.is_all
        else f"the {chosen.looked_at} best routes"
    )
    enough = "differ enough" if question.load is None else "differ enough and keep the load"
    return (f"Only {len(chosen.taken)} of {question.k} that {enough} are among {what}{within}.",)
