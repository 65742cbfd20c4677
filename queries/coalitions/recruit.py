"""Whom to win for the coalition next: the candidates that reach most of what we do not reach.

Greedy choice by marginal gain, which is at least 63 % of the best (Nemhauser, Wolsey and Fisher,
1978), shown with an upper bound; where the exact solver finishes, its choice is taken if it is
better, and the answer says that it is proven.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidQuestion
from graph.snapshot import EVERYTHING, Snapshot, TieFilter
from queries.coalitions.covering import Greatest, greatest_cover
from queries.coalitions.messengers import reached
from queries.results import ActorRef
from queries.routing.explain import actor


@dataclass(frozen=True, slots=True)
class RecruitQuestion:
    """Which ``most`` of ``candidates`` would bring us to more of ``targets`` (id → weight)?

    ``strength`` is the least route score, 0 to 1, that counts as reaching.
    """

    ours: tuple[str, ...]
    candidates: tuple[str, ...]
    targets: Mapping[str, int]
    as_of: date
    most: int = 3
    strength: float = 0.1
    max_hops: int = 2
    ties: TieFilter = EVERYTHING


@dataclass(frozen=True, slots=True)
class Recruit:
    """One to win: what it adds to those before it (``adds``, in weight) and alone (``alone``)."""

    organization: ActorRef
    adds: int
    alone: int
    brings: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class RecruitAnswer:
    """Whom to win, best first.

    ``reached`` and ``weight`` are the weight we reach now, and of all targets; ``bound`` is what
    no choice of this size can exceed; ``proven`` says that no choice of this size adds more.
    ``beyond`` are targets that neither we nor any candidate reaches.
    """

    as_of: date
    strength: float
    reached: int
    weight: int
    recruits: tuple[Recruit, ...]
    gained: int
    bound: int
    proven: bool
    beyond: tuple[ActorRef, ...]
    notes: tuple[str, ...]


def recruit(snapshot: Snapshot, question: RecruitQuestion) -> RecruitAnswer:
    """Choose whom to win.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: an empty side, a candidate that is ours or a target, or numbers out of
            range.
    """
    _check(question)
    whom = tuple(sorted(question.targets))
    asked = (question.as_of, question.strength, question.max_hops, question.ties)
    have = frozenset[int]().union(*map(frozenset, reached(snapshot, question.ours, whom, *asked)))
    open_places = sorted(set(range(len(whom))) - have)
    candidates = tuple(sorted(set(question.candidates)))
    cover = [frozenset(held) - have for held in reached(snapshot, candidates, whom, *asked)]
    weights = [question.targets[name] for name in whom]
    chosen = _greedy(cover, weights, question.most)
    bound = _bound(cover, weights, question.most, sum(weights[place] for place in open_places))
    exact = _exact(cover, weights, question.most)
    if _weight(exact.sets, cover, weights) > _weight(chosen, cover, weights):
        chosen = _greedy([cover[one] for one in exact.sets], weights, question.most, exact.sets)
    gained, bound = _weight(chosen, cover, weights), min(bound, exact.bound)
    return RecruitAnswer(
        as_of=question.as_of,
        strength=question.strength,
        reached=sum(weights[place] for place in have),
        weight=sum(weights),
        recruits=tuple(_recruits(snapshot, candidates, whom, chosen, cover, weights)),
        gained=gained,
        bound=bound,
        proven=gained == bound,
        beyond=tuple(
            actor(snapshot, whom[place])
            for place in open_places
            if not any(place in held for held in cover)
        ),
        notes=(_NOTE,),
    )


def _check(question: RecruitQuestion) -> None:
    if not question.candidates:
        msg = "Nobody is there to be won. Name a candidate that is not one of ours."
        raise InvalidQuestion(msg)
    both = sorted(set(question.candidates) & (set(question.ours) | set(question.targets)))
    if both:
        msg = f"{', '.join(both)} is one of ours, or a target: no candidate. Leave it out."
        raise InvalidQuestion(msg)
    if question.most < 1 or min(question.targets.values(), default=1) < 1:
        msg = "How many to win, and the weight of each target, must be 1 or more."
        raise InvalidQuestion(msg)


def _greedy(
    cover: Sequence[frozenset[int]],
    weights: Sequence[int],
    most: int,
    names: Sequence[int] | None = None,
) -> tuple[int, ...]:
    """Choose one by one what adds most, the first by number among equals, while anything adds."""
    numbers = range(len(cover)) if names is None else names
    left, have = dict(zip(numbers, cover, strict=True)), frozenset[int]()
    chosen: list[int] = []
    while left and len(chosen) < most:
        best = min(left, key=lambda one: (-sum(weights[p] for p in left[one] - have), one))
        if not left[best] - have:
            break
        have |= left.pop(best)
        chosen.append(best)
    return tuple(chosen)


def _bound(cover: Sequence[frozenset[int]], weights: Sequence[int], most: int, gap: int) -> int:
    """Give what no choice can exceed: the greatest gains alone, and the whole gap."""
    alone = sorted((sum(weights[place] for place in held) for held in cover), reverse=True)
    return min(gap, sum(alone[:most]))


def _exact(cover: Sequence[frozenset[int]], weights: Sequence[int], most: int) -> Greatest:
    useful = [one for one, held in enumerate(cover) if held]
    if not useful:
        return Greatest((), 0)
    found = greatest_cover([cover[one] for one in useful], weights, most)
    return Greatest(tuple(useful[one] for one in found.sets), found.bound)


def _weight(chosen: Sequence[int], cover: Sequence[frozenset[int]], weights: Sequence[int]) -> int:
    held = frozenset[int]().union(*(cover[one] for one in chosen))
    return sum(weights[place] for place in held)


def _recruits(
    snapshot: Snapshot,
    candidates: Sequence[str],
    whom: Sequence[str],
    chosen: Sequence[int],
    cover: Sequence[frozenset[int]],
    weights: Sequence[int],
) -> list[Recruit]:
    have, listed = frozenset[int](), []
    for one in chosen:
        new = cover[one] - have
        listed.append(
            Recruit(
                organization=actor(snapshot, candidates[one]),
                adds=sum(weights[place] for place in new),
                alone=sum(weights[place] for place in cover[one]),
                brings=tuple(actor(snapshot, whom[place]) for place in sorted(new)),
            )
        )
        have |= cover[one]
    return listed


_NOTE = (
    "Counted are targets that a candidate reaches and we do not, on the ties that are known here: "
    "whoever is not known to have ties looks useless and may not be."
)
