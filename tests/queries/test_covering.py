import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.coalitions import covering
from queries.coalitions.covering import greatest_cover, greedy_cover, smallest_cover

COVERS = st.lists(st.frozensets(st.integers(0, 6), max_size=5), min_size=1, max_size=8)


def is_met(cover: list[frozenset[int]], chosen: tuple[int, ...], demand: list[int]) -> bool:
    return all(
        sum(place in cover[one] for one in chosen) >= wanted for place, wanted in enumerate(demand)
    )


@settings(max_examples=150, deadline=None)
@given(
    cover=COVERS,
    wish=st.lists(st.integers(0, 2), min_size=7, max_size=7),
    worth=st.lists(st.integers(0, 5), min_size=8, max_size=8),
)
def test_the_smallest_cover_is_that_of_all_choices(
    cover: list[frozenset[int]], wish: list[int], worth: list[int]
) -> None:
    demand = [
        min(wanted, sum(place in held for held in cover)) for place, wanted in enumerate(wish)
    ]
    numbers = range(len(cover))
    every = [c for size in range(len(cover) + 1) for c in combinations(numbers, size)]

    def rank(choice: tuple[int, ...]) -> tuple[int, int, int]:
        return len(choice), -sum(worth[one] for one in choice), sum(choice)

    found = smallest_cover(cover, demand, worth[: len(cover)])
    assert (found.at_least, found.is_best) == (len(found.sets), True)
    assert is_met(cover, found.sets, demand)
    assert rank(found.sets) == min(rank(c) for c in every if is_met(cover, c, demand))
    assert is_met(cover, greedy_cover(cover, demand), demand)


@settings(max_examples=100, deadline=None)
@given(
    cover=COVERS,
    weights=st.lists(st.integers(1, 4), min_size=7, max_size=7),
    budget=st.integers(1, 4),
)
def test_the_greatest_cover_is_that_of_all_choices(
    cover: list[frozenset[int]], weights: list[int], budget: int
) -> None:
    def worth(choice: tuple[int, ...]) -> int:
        held = frozenset[int]().union(*(cover[one] for one in choice))
        return sum(weights[place] for place in held)

    found = greatest_cover(cover, weights, budget)
    assert len(found.sets) <= budget
    numbers = range(len(cover))
    best = max(worth(c) for size in range(budget + 1) for c in combinations(numbers, size))
    assert (worth(found.sets), found.bound) == (best, best)


@pytest.mark.parametrize("seconds", [1e-6, 1e-3])
def test_the_greatest_cover_without_time_still_says_what_no_choice_exceeds(
    seconds: float,
) -> None:
    rng = random.Random(0)
    cover = [frozenset(p for p in range(300) if rng.random() < 0.1) for _ in range(200)]
    found = greatest_cover(cover, [1] * 300, 9, seconds)
    held = len(frozenset[int]().union(*(cover[one] for one in found.sets)))
    assert held < found.bound <= 300


@pytest.mark.parametrize("seconds", [1e-6, 0.05])
def test_where_time_runs_out_the_best_found_is_given_with_what_is_known(
    monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(covering, "_SECONDS", seconds)
    rng = random.Random(0)
    cover = [frozenset(p for p in range(300) if rng.random() < 0.2) for _ in range(60)]
    demand = [min(2, sum(place in held for held in cover)) for place in range(300)]
    found = smallest_cover(cover, demand)
    assert is_met(cover, found.sets, demand)
    assert found.at_least < len(found.sets)
