"""Circles side by side: where on a plane there is still room."""

import math

import numpy as np
from numpy.typing import NDArray

_TURN = 2.399963
"""The golden angle: points along the spiral never line up."""

_SHORTEST = 16
"""So many steps are tried at once to begin with, then ever more."""

_MOST_COMPARED = 100_000
_SLACK = 1 - 1e-6


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
        length = _SHORTEST
        while True:
            steps = np.arange(step, step + length)
            for found in (step + self._maybe(steps, radius, near)).tolist():
                spot = self._spot(found, near)
                if self._is_free(spot, radius):
                    self._begun[radius, near] = found
                    return spot
            step += length
            length = min(2 * length, max(_SHORTEST, _MOST_COMPARED // (self._count + 1)))

    def _maybe(
        self, steps: NDArray[np.int64], radius: float, near: tuple[float, float]
    ) -> NDArray[np.int64]:
        """Give the places, among steps, of those that fit or nearly do.

        Many steps at once, with some slack: numpy's sines differ a hair between machines.
        """
        angles, away = steps * _TURN, self._step * np.sqrt(steps)
        taken = self._taken[: self._count]
        x = near[0] + away * np.cos(angles) * 1.5
        y = near[1] + away * np.sin(angles)
        apart = (taken[:, :1] - x) ** 2 + (taken[:, 1:2] - y) ** 2
        wanted = (radius + taken[:, 2:]) * 1.02
        free: NDArray[np.int64] = np.flatnonzero((apart >= wanted * wanted * _SLACK).all(axis=0))
        return free

    def _spot(self, step: int, near: tuple[float, float]) -> tuple[float, float]:
        angle, away = step * _TURN, self._step * math.sqrt(step)
        return near[0] + away * math.cos(angle) * 1.5, near[1] + away * math.sin(angle)

    def _is_free(self, spot: tuple[float, float], radius: float) -> bool:
        taken = self._taken[: self._count]
        away = np.hypot(taken[:, 0] - spot[0], taken[:, 1] - spot[1])
        return bool((away - (radius + taken[:, 2]) * 1.02 >= 0).all())
