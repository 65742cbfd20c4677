from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.majorities.poisson_binomial import at_least, decides

chances = st.lists(st.integers(0, 8), min_size=1, max_size=7)
"""Chances in eighths: exact as floats and as fractions."""


def by_listing(eighths: list[int], needed: int) -> Fraction:
    """Sum over all votes, in whole numbers."""
    total = 0
    for votes in product((0, 1), repeat=len(eighths)):
        if sum(votes) >= needed:
            total += prod(p if vote else 8 - p for p, vote in zip(eighths, votes, strict=True))
    return Fraction(total, 8 ** len(eighths))


@given(chances, st.integers(-1, 9))
def test_chance_of_a_majority_is_that_of_listing_all_votes(
    eighths: list[int], needed: int
) -> None:
    found = at_least(np.array([eighths]) / 8, needed)[0]
    assert found == pytest.approx(float(by_listing(eighths, needed)), abs=1e-12)


@given(chances, st.integers(-1, 9))
def test_who_decides_is_who_makes_the_difference(eighths: list[int], needed: int) -> None:
    found = decides(np.array(eighths) / 8, needed)
    for one, own in enumerate(found):
        sure = by_listing([*eighths[:one], 8, *eighths[one + 1 :]], needed)
        never = by_listing([*eighths[:one], 0, *eighths[one + 1 :]], needed)
        assert own == pytest.approx(float(sure - never), abs=1e-12)


def test_rows_are_worked_out_apart() -> None:
    rows = np.array([[1.0, 1.0, 0.0], [0.5, 0.5, 0.5], [0.0, 0.0, 0.0]])
    assert at_least(rows, 2).tolist() == [1.0, 0.5, 0.0]
