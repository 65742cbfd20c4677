"""Exact choices of few that cover many, by HiGHS: smallest covers and greatest coverage.

A *cover* is a list of sets of places, one an organisation; places are numbered from 0. Costs are
whole numbers, so an optimum found is proven. What it must not do: know whom the numbers stand for.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from graph.errors import QueryFailed
from graph.strength import Floats

Cover = Sequence[frozenset[int]]


def smallest_cover(
    cover: Cover, demand: Sequence[int], worth: Sequence[int] | None = None
) -> tuple[int, ...]:
    """Choose as few sets as possible so that place *i* is in at least ``demand[i]`` of them.

    Among choices of one size, the one of the greatest ``worth`` (a whole number a set) is taken,
    and of those the one whose numbers add up to the least. A demand must not be greater than the
    number of sets that hold the place.

    Raises:
        QueryFailed: the solver proves no optimum.
    """
    places = [place for place, wanted in enumerate(demand) if wanted]
    if not places:
        return ()
    size = len(cover)
    wanted = np.array([demand[place] for place in places], dtype=np.float64)
    met = LinearConstraint(_matrix(cover, places), lb=wanted)
    least = int(_solve(np.ones(size), [met], size).sum())
    exactly = LinearConstraint(np.ones((1, size)), lb=least, ub=least)
    # One point of worth outweighs all numbers together.
    value = np.asarray(worth if worth is not None else [0] * size, dtype=np.float64)
    costs = (value.max() - value) * size * (size + 1) + np.arange(size)
    found = _solve(costs, [met, exactly], size)
    return tuple(int(one) for one in np.flatnonzero(found))


def greatest_cover(
    cover: Cover, weights: Sequence[int], budget: int, seconds: float = 5.0
) -> tuple[tuple[int, ...], bool]:
    """Choose at most ``budget`` sets that hold places of the greatest weight together.

    Gives the choice and whether it is proven best; not, where the time was up.

    Raises:
        QueryFailed: the solver finds nothing at all.
    """
    sets, places = len(cover), len(weights)
    inside = _matrix(cover, range(places))
    held = csr_array(np.eye(places))
    rows = csr_array(hstack([inside, -held]))
    count = csr_array(np.concatenate([np.ones(sets), np.zeros(places)])[None, :])
    costs = np.concatenate([np.zeros(sets), -np.asarray(weights, dtype=np.float64)])
    answer = milp(
        costs,
        integrality=np.concatenate([np.ones(sets), np.zeros(places)]),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(rows, lb=0.0), LinearConstraint(count, ub=budget)],
        options={"mip_rel_gap": 0.0, "time_limit": seconds},
    )
    if answer.x is None:
        msg = f"No choice of {budget} was found ({answer.message}). Ask with fewer candidates."
        raise QueryFailed(msg)
    chosen = tuple(int(one) for one in np.flatnonzero(np.round(answer.x[:sets])))
    return chosen, answer.status == 0


def _matrix(cover: Cover, places: Sequence[int]) -> csr_array:
    """Give a row a place and a column a set: 1 where the set holds the place."""
    row_of = {place: row for row, place in enumerate(places)}
    cells = [(row_of[p], column) for column, held in enumerate(cover) for p in held if p in row_of]
    rows, columns = zip(*sorted(cells), strict=True) if cells else ((), ())
    shape = (len(places), len(cover))
    return csr_array((np.ones(len(cells)), (rows, columns)), shape=shape)


def _solve(costs: Floats, constraints: list[LinearConstraint], size: int) -> Floats:
    answer = milp(
        costs,
        integrality=np.ones(size),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"mip_rel_gap": 0.0},
    )
    if answer.status != 0 or answer.x is None:
        msg = f"The smallest choice could not be proven ({answer.message}). Ask for fewer targets."
        raise QueryFailed(msg)
    rounded: Floats = np.round(answer.x)
    return rounded
