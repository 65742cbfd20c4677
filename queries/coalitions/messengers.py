"""The smallest set of messengers that reaches every target, and who of them cannot be replaced.

An organisation *reaches* a target where its best route has at least the strength asked for. The
set is exact (set multi-cover); the order in which it is listed is greedy, so that the first names
say where most is won.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidQuestion
from graph.snapshot import EVERYTHING, Snapshot, TieFilter
from graph.strength import nats, score
from queries.coalitions.covering import Smallest, smallest_cover
from queries.results import ActorRef, Gap
from queries.routing.explain import actor
from queries.routing.routes import reach_costs


@dataclass(frozen=True, slots=True)
class MessengersQuestion:
    """Which of ``organizations`` must go so that each of ``targets`` (id → how many) is reached?

    ``strength`` is the least route score, 0 to 1, that counts as reaching.
    """

    organizations: tuple[str, ...]
    targets: Mapping[str, int]
    as_of: date
    strength: float = 0.1
    max_hops: int = 2
    ties: TieFilter = EVERYTHING


@dataclass(frozen=True, slots=True)
class Messenger:
    """One of the set.

    ``reaches`` are all targets it reaches, ``adds`` how much demand it meets that those before it
    did not; ``needed_for`` are targets that cannot be reached often enough without it.
    """

    organization: ActorRef
    reaches: tuple[ActorRef, ...]
    adds: int
    needed_for: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class MessengersAnswer:
    """The set; no set has fewer than ``at_least``, so it is ``proven`` smallest if it has as many.

    ``able`` is how many organisations reach any target at all.
    """

    as_of: date
    strength: float
    targets: int
    able: int
    messengers: tuple[Messenger, ...]
    irreplaceable: tuple[ActorRef, ...]
    gaps: tuple[Gap, ...]
    proven: bool
    at_least: int
    notes: tuple[str, ...]


def reached(
    snapshot: Snapshot,
    organizations: tuple[str, ...],
    targets: tuple[str, ...],
    as_of: date,
    strength: float,
    max_hops: int,
    ties: TieFilter,
) -> list[dict[int, float]]:
    """Give for each organisation the targets, by place, that it reaches, with the route's score.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: an empty side, one that is on both, or numbers out of range.
    """
    if not 0 < strength <= 1:
        msg = f"The strength is {strength}; it lies above 0 and up to 1."
        raise InvalidQuestion(msg)
    costs = reach_costs(snapshot, organizations, targets, as_of, max_hops, ties)
    # Each step's cost is rounded: a route that is just as strong by hand must not fall short.
    most = nats(strength) + max_hops
    return [
        {place: score(cost) for place, cost in enumerate(row) if cost <= most}
        for row in costs.tolist()
    ]


def messengers(snapshot: Snapshot, question: MessengersQuestion) -> MessengersAnswer:
    """Choose the smallest set.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: an empty side, one that is on both, or numbers out of range.
    """
    wrong = sorted(name for name, wanted in question.targets.items() if wanted < 1)
    if wrong:
        msg = f"Nobody is asked for at {', '.join(wrong)}. Expected 1 messenger or more each."
        raise InvalidQuestion(msg)
    own, whom = tuple(sorted(set(question.organizations))), tuple(sorted(question.targets))
    scores = reached(
        snapshot, own, whom, question.as_of, question.strength, question.max_hops, question.ties
    )
    cover = [frozenset(held) for held in scores]
    able = [sum(place in held for held in cover) for place in range(len(whom))]
    wanted = [question.targets[name] for name in whom]
    demand = [min(want, can) for want, can in zip(wanted, able, strict=True)]
    worth = [round(1000 * sum(held.values())) for held in scores]
    found = smallest_cover(cover, demand, worth)
    needed = {
        place: [one for one, held in enumerate(cover) if place in held]
        for place in range(len(whom))
        if demand[place] and able[place] == demand[place]
    }
    names = [actor(snapshot, name) for name in whom]
    irreplaceable = sorted({one for holders in needed.values() for one in holders})
    return MessengersAnswer(
        as_of=question.as_of,
        strength=question.strength,
        targets=len(whom),
        able=sum(bool(held) for held in cover),
        messengers=tuple(
            Messenger(
                organization=actor(snapshot, own[one]),
                reaches=tuple(names[place] for place in sorted(cover[one])),
                adds=adds,
                needed_for=tuple(names[p] for p, holders in needed.items() if one in holders),
            )
            for one, adds in _greedily(found.sets, cover, demand)
        ),
        irreplaceable=tuple(actor(snapshot, own[one]) for one in irreplaceable),
        gaps=tuple(
            Gap(names[place], wanted[place] - demand[place], _why(able[place], question))
            for place in range(len(whom))
            if wanted[place] > demand[place]
        ),
        proven=found.at_least == len(found.sets),
        at_least=found.at_least,
        notes=(_note(found),),
    )


def _greedily(
    chosen: tuple[int, ...], cover: list[frozenset[int]], demand: list[int]
) -> list[tuple[int, int]]:
    """Order a set by what each adds to those before it; the first by number among equals."""
    left, rest, ordered = list(demand), set(chosen), []
    while rest:
        adds = {one: sum(left[place] > 0 for place in cover[one]) for one in rest}
        best = min(rest, key=lambda one: (-adds[one], one))
        for place in cover[best]:
            left[place] -= left[place] > 0
        rest.discard(best)
        ordered.append((best, adds[best]))
    return ordered


def _note(found: Smallest) -> str:
    size = len(found.sets)
    smallest = (
        "No smaller set meets this demand (proven)"
        if found.at_least == size
        else f"Not proven smallest: at least {found.at_least} are needed, these are {size}"
    )
    strong = "the strongest routes" if found.is_best else "strong routes, not proven strongest"
    return (
        f"{smallest}; of those as small, this one has {strong}. Whoever is irreplaceable must go "
        "in any set that meets it."
    )


def _why(able: int, question: MessengersQuestion) -> str:
    reach = f"a route of at least {question.strength:g} in at most {question.max_hops} steps"
    return f"nobody of ours has {reach}" if not able else f"only {able} of ours have {reach}"
