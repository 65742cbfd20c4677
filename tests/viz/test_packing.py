import math
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from viz.packing import Packing

GOLDEN = 2.399963
Circle = tuple[float, float, float]


def first_free(
    taken: Iterable[Circle], radius: float, step: float, near: tuple[float, float]
) -> tuple[float, float]:
    """Walk the spiral one place after the other: slow, and plain to see."""
    for number in range(1_000_000):
        away = step * math.sqrt(number)
        x = near[0] + away * math.cos(number * GOLDEN) * 1.5
        y = near[1] + away * math.sin(number * GOLDEN)
        if all(math.hypot(a - x, b - y) >= (radius + r) * 1.02 for a, b, r in taken):
            return x, y
    raise AssertionError


@given(
    st.lists(st.floats(1, 400), min_size=1, max_size=12),
    st.tuples(st.floats(-500, 500), st.floats(-500, 500)),
)
def test_the_first_free_place_of_the_spiral_is_found(
    radii: list[float], near: tuple[float, float]
) -> None:
    packing, taken = Packing(24.5), list[Circle]()
    for radius in radii:
        spot = packing.free(radius, near)
        assert spot == first_free(taken, radius, 24.5, near)
        packing.take(spot, radius)
        taken.append((*spot, radius))


def test_a_place_that_was_found_and_not_taken_is_found_again() -> None:
    packing = Packing(10)
    packing.take((0.0, 0.0), 300)
    assert packing.free(50) == packing.free(50)
