"""How many of many independent votes are for, exactly, where each has its own chance."""

import numpy as np
from numpy.typing import NDArray


def at_least(chances: NDArray[np.float64], needed: int) -> NDArray[np.float64]:
    """Give the chance of at least ``needed`` votes, for each row of independent chances."""
    if needed <= 0:
        return np.ones(len(chances))
    # State j: j votes so far; the last state keeps whoever has enough.
    states = np.zeros((len(chances), needed + 1))
    states[:, 0] = 1.0
    for column in chances.T:
        moved = states * column[:, None]
        states -= moved
        states[:, 1:] += moved[:, :-1]
        states[:, -1] += moved[:, -1]
    return states[:, -1].copy()


def decides(chances: NDArray[np.float64], needed: int) -> NDArray[np.float64]:
    """Give for each voter the chance that the others cast exactly ``needed`` − 1 votes for.

    Exact, without dividing anybody out: counts of those before and those after are combined.
    """
    voters = len(chances)
    if not 1 <= needed <= voters:
        return np.zeros(voters)
    after = np.zeros((voters + 1, needed))
    after[voters, 0] = 1.0
    for one in range(voters - 1, -1, -1):
        after[one] = after[one + 1] * (1 - chances[one])
        after[one, 1:] += after[one + 1, :-1] * chances[one]
    before = np.zeros(needed)
    before[0] = 1.0
    found = np.zeros(voters)
    for one in range(voters):
        found[one] = before @ after[one + 1, ::-1]
        moved = before * chances[one]
        before -= moved
        before[1:] += moved[:-1]
    return found
