"""Voting games: weighted members, and for each number of supporters the least weight that carries.

Every rule of ours has this form, so that counting who is decisive, what completes a majority and
what blocks one is the same work. Exact: sums of the two halves of the members are sorted by size
and searched against each other, O(n 2^(n/2)). What it must not do: know any rule or state.
"""

from bisect import insort
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from graph.errors import InvalidQuestion

MOST_HALVED = 32
"""Members up to which half sums are used; beyond, weights must be small (seats, not people)."""

MOST_MEMBERS = 62
MOST_WEIGHT = 10_000
"""Members, and their weight together, that generating functions count in 64 bits and a second."""

MOST_STEPS = 500_000
"""Steps of the search for the cheapest sets before it stops unproven."""


@dataclass(frozen=True, slots=True)
class Game:
    """``need[k]`` is the least weight with which k supporters carry.

    It must not rise with k, so that support never harms; above the total weight it is out of
    reach. One more entry than there are members.
    """

    weights: tuple[int, ...]
    need: tuple[int, ...]

    def carries(self, size: int, weight: int) -> bool:
        """Say whether so many supporters of that total weight carry."""
        return weight >= self.need[size]

    def wins(self, members: Collection[int]) -> bool:
        """Say whether these members carry against all others."""
        return self.carries(len(members), sum(self.weights[one] for one in members))

    def blocking(self) -> "Game":
        """Give the game in which exactly those win who can stop the others."""
        total = sum(self.weights)
        return Game(self.weights, tuple(max(0, total + 1 - each) for each in reversed(self.need)))


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many sets reach what is asked of their size: of each size, and with each member.

    ``of_size[k]`` counts sets of k members; ``with_member[i, k]`` those that hold member i.
    """

    of_size: NDArray[np.int64]
    with_member: NDArray[np.int64]


def tally(weights: Sequence[int], least: Sequence[int]) -> Tallied:
    """Count the sets of each size k whose weight is at least ``least[k]``.

    Raises:
        InvalidQuestion: there are too many members to count their sets.
    """
    if len(weights) > MOST_HALVED:
        return _tally_small(weights, least)
    split, members = len(weights) // 2, len(weights)
    low, high = _Half.of(weights[:split]), _Half.of(weights[split:])
    # Floats hold these counts exactly (below 2^32) and multiply fast.
    of_low = np.zeros((len(low.sums), members + 1))
    of_high = np.zeros((len(high.sums), members + 1))
    total = sum(weights)
    for mine in range(split + 1):
        rows = low.group(mine)
        for theirs in range(members - split + 1):
            size, columns = mine + theirs, high.group(theirs)
            if least[size] > total:
                continue
            if least[size] <= 0:
                of_low[rows, size] = columns.stop - columns.start
                of_high[columns, size] = rows.stop - rows.start
                continue
            fitting = high.sums[columns]
            at = np.searchsorted(fitting, least[size] - low.sums[rows])
            of_low[rows, size] = len(fitting) - at
            starts = np.bincount(at, minlength=len(fitting) + 1)
            of_high[columns, size] = np.cumsum(starts)[:-1]
    parts = (low.bits.T @ of_low, high.bits.T @ of_high)
    return Tallied(of_low.sum(axis=0).astype(np.int64), np.concatenate(parts).astype(np.int64))


@dataclass(frozen=True, slots=True)
class _Half:
    """All sets of half the members, sorted by size and then weight.

    ``bits[s, i]`` is 1 where set s holds member i; ``starts[k]`` is where size k begins.
    """

    sums: NDArray[np.int64]
    bits: NDArray[np.float64]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, weights: Sequence[int]) -> "_Half":
        sums, sizes = np.zeros(1, np.int64), np.zeros(1, np.int64)
        for weight in weights:
            sums = np.concatenate([sums, sums + weight])
            sizes = np.concatenate([sizes, sizes + 1])
        order = np.lexsort((sums, sizes))
        bits = (order[:, None] >> np.arange(len(weights))) & 1
        starts = np.searchsorted(sizes[order], np.arange(len(weights) + 2))
        return cls(sums[order], bits.astype(np.float64), starts)

    def group(self, size: int) -> slice:
        return slice(int(self.starts[size]), int(self.starts[size + 1]))


def _tally_small(weights: Sequence[int], least: Sequence[int]) -> Tallied:
    """Count by generating functions: sets by size and weight, members taken out one by one."""
    members, total = len(weights), sum(weights)
    if members > MOST_MEMBERS or total > MOST_WEIGHT:
        msg = (
            f"{members} members with {total} votes are too many to count all their coalitions: "
            f"expected up to {MOST_HALVED}, or up to {MOST_MEMBERS} with {MOST_WEIGHT} votes. "
            "Ask a day on which their groups are known, or a smaller body."
        )
        raise InvalidQuestion(msg)
    sets = np.zeros((members + 1, total + 1), np.int64)
    sets[0, 0] = 1
    for weight in weights:
        sets[1:, weight:] += sets[:-1, : total + 1 - weight].copy()
    enough = np.arange(total + 1)[None, :] >= np.asarray(least)[:, None]
    of_size = np.where(enough, sets, 0).sum(axis=1)
    with_member = np.zeros((members, members + 1), np.int64)
    known: dict[int, NDArray[np.int64]] = {}
    for one, weight in enumerate(weights):
        if weight not in known:
            without = sets.copy()
            for size in range(1, members + 1):
                without[size, weight:] -= without[size - 1, : total + 1 - weight]
            # A set without the member plus the member itself.
            held = np.zeros_like(sets)
            held[1:, weight:] = without[:-1, : total + 1 - weight]
            known[weight] = np.where(enough, held, 0).sum(axis=1)
        with_member[one] = known[weight]
    return Tallied(of_size, with_member)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many minimal sets there are, and how many of them hold each member of the pool."""

    total: int
    holding: dict[int, int]


def count_minimal(game: Game, base: Collection[int], pool: Collection[int]) -> Counted:
    """Count the smallest additions from ``pool`` with which ``base`` wins, exactly.

    An addition is minimal if it wins and loses with any one of its members less. Its lightest
    member tells: without it as many remain as without another, and of most weight.
    """
    size, weight = len(base), sum(game.weights[one] for one in base)
    holding = dict.fromkeys(sorted(pool), 0)
    if game.carries(size, weight):
        return Counted(1, holding)
    order = _heaviest_first(game, pool)
    total = 0
    for at, lightest in enumerate(order):
        heavier = [game.weights[one] for one in order[:at]]
        wins = [
            game.need[size + 1 + more] - weight - game.weights[lightest] for more in range(at + 1)
        ]
        still = [game.need[size + more] - weight for more in range(at + 1)]
        won, left = tally(heavier, wins), tally(heavier, still)
        minimal = int(won.of_size.sum() - left.of_size.sum())
        total += minimal
        holding[lightest] += minimal
        each = won.with_member.sum(axis=1) - left.with_member.sum(axis=1)
        for one, found in zip(order[:at], each, strict=True):
            holding[one] += int(found)
    return Counted(total, holding)


@dataclass(frozen=True, slots=True)
class Minimal:
    """Minimal sets as (cost, members in order), the cheapest first; ``proven`` to be those."""

    sets: tuple[tuple[int, tuple[int, ...]], ...]
    proven: bool


def cheapest_minimal(
    game: Game,
    base: Collection[int],
    pool: Collection[int],
    costs: Sequence[int],
    most: int,
    steps: int = MOST_STEPS,
) -> Minimal:
    """Find the cheapest minimal additions, at most so many, by branch and bound.

    After so many ``steps`` the search stops with what it has.

    Order is (cost, number of members, members); among equals at the end of the list those with
    heavier members were kept.
    """
    search = _Search(game, _heaviest_first(game, pool), costs, most, steps)
    search.extend((), 0, 0, len(base), sum(game.weights[one] for one in base))
    return Minimal(tuple((cost, who) for cost, _, who in search.found), search.left >= 0)


@dataclass(slots=True)
class _Search:
    """Sets grow from heavy to light members, so that the first win is always minimal."""

    game: Game
    order: list[int]
    costs: Sequence[int]
    most: int
    left: int
    found: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)
    cheapest: list[list[int]] = field(default_factory=list)  # place → how many → least cost

    def __post_init__(self) -> None:
        for at in range(len(self.order) + 1):
            rising = sorted(self.costs[one] for one in self.order[at:])
            self.cheapest.append(list(accumulate(rising, initial=0)))

    def extend(self, chosen: tuple[int, ...], cost: int, at: int, size: int, weight: int) -> None:
        self.left -= 1
        if self.left < 0:
            return
        if self.game.carries(size, weight):
            insort(self.found, (cost, len(chosen), tuple(sorted(chosen))))
            del self.found[self.most :]
            return
        more = self._fewest_more(at, size, weight)
        if more is None or self._is_hopeless(cost, len(chosen), at, more):
            return
        one = self.order[at]
        own = cost + self.costs[one]
        self.extend((*chosen, one), own, at + 1, size + 1, weight + self.game.weights[one])
        self.extend(chosen, cost, at + 1, size, weight)

    def _fewest_more(self, at: int, size: int, weight: int) -> int | None:
        """Give how many more are needed at least; None where all together are too few."""
        for more, one in enumerate(self.order[at:], 1):
            weight += self.game.weights[one]
            if self.game.carries(size + more, weight):
                return more
        return None

    def _is_hopeless(self, cost: int, size: int, at: int, more: int) -> bool:
        if len(self.found) < self.most:
            return False
        return (cost + self.cheapest[at][more], size + more) >= self.found[-1][:2]


def _heaviest_first(game: Game, pool: Collection[int]) -> list[int]:
    return sorted(set(pool), key=lambda one: (-game.weights[one], one))
