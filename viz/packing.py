"""Circles side by side: where on a plane there is still room."""

import math

import numpy as np
from numpy.typing import NDArray

_TURN = 2.399963
"""The golden angle: points along the spiral never line up."""


class Packing:
    """Circles that were placed; finds the free spot nearest to a point.

    ``step`` is how fine the search is, in units of the map. The same calls give the same spots.
    """

    def __init__(self, step: float) -> None:
        """Begin with an empty plane."""
        self._step = step
        self._taken: NDArray[np.float64] = np.zeros((64, 3))
        self._count = 0
        self._begun: dict[tuple[float, tuple[float, float]], int] = {}

    def take(self, at: tuple[float, float], radius: float) -> None:
        """Place a circle, wherever it is."""
        if self._count == len(self._taken):
            self._taken = np.concatenate([self._taken, np.zeros_like(self._taken)])
        self._taken[self._count] = (*at, radius)
        self._count += 1

    def free(self, radius: float, near: tuple[float, float] = (0.0, 0.0)) -> tuple[float, float]:
        """Walk outward on a spiral until a circle fits."""
        # What did not fit a circle of this size earlier does not fit one later.
        step = self._begun.get((radius, near), 0)
        taken = self._taken[: self._count]
        while True:
            angle, away = step * _TURN, self._step * math.sqrt(step)
            x, y = near[0] + away * math.cos(angle) * 1.5, near[1] + away * math.sin(angle)
            gap = np.hypot(taken[:, 0] - x, taken[:, 1] - y) - (radius + taken[:, 2]) * 1.02
            if not len(gap) or float(gap.min()) >= 0:
                self._begun[radius, near] = step
                return x, y
            step += 1
