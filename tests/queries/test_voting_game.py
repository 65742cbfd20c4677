from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidQuestion
from queries.majorities.voting_game import Game, cheapest_minimal, count_minimal, tally

Sets = list[tuple[int, ...]]


@st.composite
def games(draw: st.DrawFn, most: int = 8) -> Game:
    weights = tuple(draw(st.lists(st.integers(0, 9), min_size=1, max_size=most)))
    top = sum(weights) + 1
    need = sorted(
        draw(st.lists(st.integers(0, top), min_size=len(weights) + 1, max_size=len(weights) + 1)),
        reverse=True,
    )
    return Game(weights, tuple(need))


def subsets(members: Iterable[int]) -> Sets:
    listed = sorted(members)
    return [each for size in range(len(listed) + 1) for each in combinations(listed, size)]


def minimal_by_hand(game: Game, base: frozenset[int], pool: frozenset[int]) -> Sets:
    """Give the minimal additions by trying all of them against the definition."""
    winning = [set(each) for each in subsets(pool) if game.wins(base | set(each))]
    return sorted(
        tuple(sorted(each)) for each in winning if not any(other < each for other in winning)
    )


def split(game: Game, marks: list[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Part the members into a base, a pool and the rest."""
    marked = list(zip(range(len(game.weights)), marks, strict=False))
    base = frozenset(one for one, mark in marked if mark == 0)
    return base, frozenset(one for one, mark in marked if mark > 1)


marks = st.lists(st.integers(0, 4), min_size=8, max_size=8)


@given(games())
def test_sets_are_counted_as_by_listing_them(game: Game) -> None:
    counted = tally(game.weights, game.need)
    winning = [each for each in subsets(range(len(game.weights))) if game.wins(each)]
    for size in range(len(game.weights) + 1):
        of_size = [each for each in winning if len(each) == size]
        assert counted.of_size[size] == len(of_size)
        for member in range(len(game.weights)):
            assert counted.with_member[member, size] == sum(member in each for each in of_size)


@given(st.lists(st.integers(0, 9), min_size=33, max_size=40))
@settings(max_examples=5, deadline=None)
def test_many_members_are_counted_like_few(weights: list[int]) -> None:
    # Those of weight 0 only double the sets: 33 and more use generating functions, fewer halves.
    few = weights[:12]
    many = few + [0] * (len(weights) - len(few))
    least = [sum(few) // 2] * (len(many) + 1)
    idle = 2 ** (len(many) - len(few))
    counted, fewer = tally(many, least), tally(few, least[: len(few) + 1])
    assert counted.of_size.sum() == idle * fewer.of_size.sum()
    held, of_few = counted.with_member.sum(axis=1), fewer.with_member.sum(axis=1)
    assert held[: len(few)].tolist() == [idle * each for each in of_few]
    assert (held[len(few) :] * 2 == counted.of_size.sum()).all()


@given(games(), marks)
def test_minimal_additions_are_counted_as_by_the_definition(game: Game, marked: list[int]) -> None:
    base, pool = split(game, marked)
    by_hand = minimal_by_hand(game, base, pool)
    counted = count_minimal(game, base, pool)
    assert counted.total == len(by_hand)
    assert counted.holding == {one: sum(one in each for each in by_hand) for one in sorted(pool)}


@given(games(), marks, st.lists(st.integers(0, 20), min_size=8, max_size=8), st.integers(1, 5))
def test_cheapest_additions_are_minimal_and_none_is_cheaper(
    game: Game, marked: list[int], costs: list[int], most: int
) -> None:
    base, pool = split(game, marked)
    by_hand = minimal_by_hand(game, base, pool)
    found = cheapest_minimal(game, base, pool, costs, most)
    assert found.proven
    assert all(members in by_hand for _, members in found.sets)
    order = sorted((sum(costs[one] for one in each), len(each)) for each in by_hand)
    assert [(cost, len(members)) for cost, members in found.sets] == order[:most]


@given(games())
def test_who_blocks_is_whoever_the_others_cannot_carry_without(game: Game) -> None:
    everybody = set(range(len(game.weights)))
    blocking = game.blocking()
    for each in subsets(everybody):
        assert blocking.wins(each) == (not game.wins(everybody - set(each)))


@given(games())
def test_need_of_a_blocking_game_never_rises(game: Game) -> None:
    need = game.blocking().need
    assert list(need) == sorted(need, reverse=True)


def test_a_search_that_stops_early_says_so_and_lists_what_is_minimal() -> None:
    game = Game(tuple(range(1, 13)), (79,) * 5 + (45,) * 8)
    costs = [(7 * one) % 11 for one in range(12)]
    early = cheapest_minimal(game, (), range(12), costs, 3, steps=40)
    assert not early.proven
    assert early.sets
    by_hand = minimal_by_hand(game, frozenset(), frozenset(range(12)))
    assert all(members in by_hand for _, members in early.sets)
    assert cheapest_minimal(game, (), range(12), costs, 3).proven


@pytest.mark.parametrize("weights", [[1] * 63, [1000] * 33])
def test_more_coalitions_than_can_be_counted_are_refused(weights: list[int]) -> None:
    with pytest.raises(InvalidQuestion, match="too many to count"):
        tally(weights, [10] * (len(weights) + 1))
