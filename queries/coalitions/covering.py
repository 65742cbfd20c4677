"""Exact choices of few that cover many, by HiGHS: smallest covers and greatest coverage.

A *cover* is a list of sets of places, one an organisation; places are numbered from 0. Costs are
whole numbers, so an optimum found is proven. What it must not do: know whom the numbers stand for.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its parts load when first used: together they take a third of a command's start

from graph.strength import Floats

Cover = Sequence[frozenset[int]]

_SECONDS = 5.0
"""How long a choice is looked for; most are found in milliseconds."""

_SECOND_WISH = 50
"""Nodes of the search for the best of the smallest choices: the same on every machine."""


@dataclass(frozen=True, slots=True)
class Smallest:
    """A choice of sets that meets a demand.

    No choice has fewer than ``at_least`` sets, so this one is proven smallest if it has as many.
    ``is_best`` says that of its size none is worth more (proven).
    """

    sets: tuple[int, ...]
    at_least: int
    is_best: bool


@dataclass(frozen=True, slots=True)
class Greatest:
    """A choice of at most so many sets; no such choice holds more weight than ``bound``."""

    sets: tuple[int, ...]
    bound: int


def smallest_cover(
    cover: Cover, demand: Sequence[int], worth: Sequence[int] | None = None
) -> Smallest:
    """Choose as few sets as possible so that place *i* is in at least ``demand[i]`` of them.

    Among choices of that size, the one of the greatest ``worth`` (a whole number a set) is looked
    for, and of those the one whose numbers add up to the least. A demand must not be greater than
    the number of sets that hold the place. Where time runs out the best found is given.
    """
    places = [place for place, wanted in enumerate(demand) if wanted]
    if not places:
        return Smallest((), 0, True)
    size = len(cover)
    wanted = np.array([demand[place] for place in places], dtype=np.float64)
    met = scipy.optimize.LinearConstraint(_matrix(cover, places), lb=wanted)
    first = _solve(np.ones(size), [met], {"time_limit": _SECONDS})
    chosen = greedy_cover(cover, demand) if first.x is None else _numbers(first.x)
    at_least = len(chosen) if first.status == 0 else _at_least(first, 1)
    exactly = scipy.optimize.LinearConstraint(np.ones((1, size)), lb=len(chosen), ub=len(chosen))
    # One point of worth outweighs all numbers together.
    value = np.asarray(worth if worth is not None else [0] * size, dtype=np.float64)
    costs = (value.max() - value) * size * (size + 1) + np.arange(size)
    limits = {"node_limit": _SECOND_WISH, "time_limit": _SECONDS}
    second = _solve(costs, [met, exactly], limits)
    best = chosen if second.x is None else _numbers(second.x)
    return Smallest(best, at_least, second.status == 0)


def greedy_cover(cover: Cover, demand: Sequence[int]) -> tuple[int, ...]:
    """Choose sets one by one by how much demand each meets, the first by number among equals."""
    left, chosen, rest = list(demand), [], list(range(len(cover)))
    while any(left) and rest:
        best = max(rest, key=lambda one: (sum(left[place] > 0 for place in cover[one]), -one))
        for place in cover[best]:
            left[place] -= left[place] > 0
        rest.remove(best)
        chosen.append(best)
    return tuple(sorted(chosen))


def greatest_cover(
    cover: Cover, weights: Sequence[int], budget: int, seconds: float = _SECONDS
) -> Greatest:
    """Choose at most ``budget`` sets that hold places of the greatest weight together.

    Where time runs out the best found is given, which may be none at all, with what is known.
    """
    sets, places = len(cover), len(weights)
    inside = _matrix(cover, range(places))
    held = scipy.sparse.csr_array(np.eye(places))
    rows = scipy.sparse.csr_array(scipy.sparse.hstack([inside, -held]))
    count = scipy.sparse.csr_array(np.concatenate([np.ones(sets), np.zeros(places)])[None, :])
    answer = scipy.optimize.milp(
        np.concatenate([np.zeros(sets), -np.asarray(weights, dtype=np.float64)]),
        integrality=np.concatenate([np.ones(sets), np.zeros(places)]),
        bounds=scipy.optimize.Bounds(0, 1),
        constraints=[
            scipy.optimize.LinearConstraint(rows, lb=0.0),
            scipy.optimize.LinearConstraint(count, ub=budget),
        ],
        options={"mip_rel_gap": 0.0, "time_limit": seconds},
    )
    chosen = () if answer.x is None else _numbers(answer.x[:sets])
    return Greatest(chosen, -_at_least(answer, -sum(weights)))


def _at_least(answer: "scipy.optimize.OptimizeResult", least: int) -> int:
    """Give what no choice costs less than: costs are whole, so the bound may be rounded up.

    A solver that had no time knows no bound, or an endless one; ``least`` holds in any case.
    """
    known = answer.mip_dual_bound
    if known is None or not math.isfinite(known):
        return least
    return max(least, math.ceil(float(known) - 1e-6))


def _matrix(cover: Cover, places: Sequence[int]) -> "scipy.sparse.csr_array":
    """Give a row a place and a column a set: 1 where the set holds the place."""
    row_of = {place: row for row, place in enumerate(places)}
    cells = [(row_of[p], column) for column, held in enumerate(cover) for p in held if p in row_of]
    rows, columns = zip(*sorted(cells), strict=True) if cells else ((), ())
    shape = (len(places), len(cover))
    return scipy.sparse.csr_array((np.ones(len(cells)), (rows, columns)), shape=shape)


def _solve(
    costs: Floats,
    constraints: "list[scipy.optimize.LinearConstraint]",
    limits: Mapping[str, float],
) -> "scipy.optimize.OptimizeResult":
    return scipy.optimize.milp(
        costs,
        integrality=np.ones(len(costs)),
        bounds=scipy.optimize.Bounds(0, 1),
        constraints=constraints,
        options={"mip_rel_gap": 0.0, **limits},
    )


def _numbers(found: Floats) -> tuple[int, ...]:
    return tuple(int(one) for one in np.flatnonzero(np.round(found)))
