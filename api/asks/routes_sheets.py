"""Answers about several routes, laid out as tables."""

from collections.abc import Iterable

from graph.store import Cell
from queries.describe import Sheet
from queries.results import ActorRef, Route
from queries.routing.disjoint import DisjointAnswer
from queries.routing.diverse import DiverseAnswer
from queries.routing.robustness import Loss, RobustAnswer

_ROUTE = ("rank", "route", "score", "band", "weakest step", "evidence")


def of_diverse(answer: DiverseAnswer) -> tuple[Sheet, ...]:
    """Lay out routes that differ."""
    told = (
        f"As of {answer.as_of}: no two share more than {answer.most_alike:.2f} of their "
        f"go-betweens; {answer.looked_at} routes were compared.",
        *answer.notes,
    )
    return (Sheet("Different routes", _ROUTE, _routes(answer.routes), told),)


def of_disjoint(answer: DisjointAnswer) -> tuple[Sheet, ...]:
    """Lay out routes that share nobody, and who cuts them all."""
    told = (
        f"As of {answer.as_of}: {answer.people} in the middle must leave before no route but a "
        f"direct one is left.",
        *answer.notes,
    )
    return (
        Sheet("Routes that share nobody", _ROUTE, _routes(answer.routes), told),
        Sheet(
            "A smallest set whose departure cuts all",
            ("who", "id"),
            tuple((one.name, one.id) for one in answer.cut),
        ),
    )


def of_robust(answer: RobustAnswer) -> tuple[Sheet, ...]:
    """Lay out what the best route hangs on."""
    losses = [("person", loss) for loss in answer.people]
    losses += [("step", loss) for loss in answer.steps]
    return (
        Sheet(
            "If it is lost",
            ("what", "lost", "backup", "times weaker"),
            tuple(_loss(what, loss) for what, loss in losses),
            (*_told(answer), *answer.notes),
        ),
        Sheet(
            "Ranking",
            ("rank", "half-lives halved", "half-lives doubled", "route", "score"),
            tuple(
                (
                    one.rank,
                    one.rank_if_halved,
                    one.rank_if_doubled,
                    _chain(one.route.actors),
                    one.route.score,
                )
                for one in answer.ranking
            ),
            ("An empty rank is beyond those that were looked at.",),
        ),
        Sheet(
            "A meeting that would put another route first",
            ("route", "between", "and", "score then"),
            tuple((one.rank, one.one.name, one.other.name, one.score) for one in answer.refreshed),
        ),
        Sheet(
            "Conditions that cost a better route",
            ("condition", "route without it", "times stronger"),
            tuple(
                (one.condition, _chain(one.route.actors), one.times_stronger)
                for one in answer.costly
            ),
        ),
    )


def _told(answer: RobustAnswer) -> tuple[str, ...]:
    if answer.best is None:
        return ()
    best = answer.best
    weakest = best.hops[best.weakest]
    tie = "some route is left" if answer.survives_tie else "a loss would leave no route"
    person = "some route is left" if answer.survives_person else "a loss would leave no route"
    days = answer.first_until
    stays = f"for {days} days" if days else "for less than 30 days"
    return (
        f"Best as of {answer.as_of}: {_chain(best.actors)} ({best.score:.2g}, {best.band.value}); "
        f"weakest step {weakest.tail.name} – {weakest.head.name}.",
        f"Any one tie lost: {tie}. Anybody in the middle lost: {person}.",
        f"If nothing new happens it stays first {stays} (looked at 30, 90, 180 and 365).",
        *_aged(answer),
    )


def _aged(answer: RobustAnswer) -> tuple[str, ...]:
    stale = answer.stale
    if stale is None:
        return ("No contact holds its weakest step, so none can grow old.",)
    told = f"The last contact on its weakest step was on {stale.last}"
    if stale.second_from is None:
        return (f"{told}; however old, the route would stay first.",)
    return (f"{told}; had it been on {stale.second_from} or before, another would be first.",)


def _loss(what: str, loss: Loss) -> tuple[Cell, ...]:
    backup = _chain(loss.backup.actors) if loss.backup else "no route is left"
    return what, loss.lost, backup, loss.times_weaker


def _routes(routes: Iterable[Route]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            rank,
            _chain(route.actors),
            route.score,
            route.band.value,
            f"{route.hops[route.weakest].tail.name} – {route.hops[route.weakest].head.name}",
            "; ".join(hop.evidence[0].reading for hop in route.hops),
        )
        for rank, route in enumerate(routes, 1)
    )


def _chain(actors: Iterable[ActorRef]) -> str:
    return " → ".join(one.name for one in actors)
