from datetime import date
from fractions import Fraction
from itertools import permutations
from math import comb, factorial

from hypothesis import given, settings

from queries.majorities.council_rules import council_rule_on, thresholds
from queries.majorities.power import power
from queries.majorities.voting_game import Game
from tests.queries.council_figures import EU27_2017, LISBON
from tests.queries.test_voting_game import games

DAY = date(2026, 6, 1)


def game_of(rule: str, weights: tuple[int, ...], *, all_take_part: bool = True) -> Game:
    tests = thresholds(council_rule_on(rule, DAY), weights, all_take_part=all_take_part)
    return Game(weights, tests.need)


def test_27_published_integers_of_article_238_2_come_out() -> None:
    found = power(game_of("reinforced", tuple(people for people, _ in LISBON.values())))
    doubled = {name: 2 * one.swings for name, one in zip(LISBON, found.members, strict=True)}
    assert doubled == {name: published for name, (_, published) in LISBON.items()}


def test_simple_majority_gives_every_state_the_published_integer() -> None:
    found = power(game_of("simple", tuple(people for people, _ in LISBON.values())))
    assert {2 * one.swings for one in found.members} == {20801200} == {2 * comb(26, 13)}


def test_share_of_winning_coalitions_is_the_published_13_2_percent() -> None:
    # Petróczy and Csató, arXiv:2312.16878: 13.2 percent of all coalitions win today.
    found = power(game_of("qmv", tuple(people for people, _, _ in EU27_2017.values())))
    assert (found.winning, found.coalitions) == (17_706_644, 2**27)
    assert round(100 * found.winning / found.coalitions, 1) == 13.2


def test_indices_of_2017_agree_with_our_table_to_its_last_digit() -> None:
    found = power(game_of("qmv", tuple(people for people, _, _ in EU27_2017.values())))
    for (_, banzhaf, shapley), one in zip(EU27_2017.values(), found.members, strict=True):
        assert round(float(100 * one.normalised), 4) == banzhaf
        assert round(float(100 * one.shapley), 4) == shapley


def test_blocking_clause_lets_twenty_more_coalitions_win() -> None:
    weights = tuple(people for people, _, _ in EU27_2017.values())
    game = game_of("qmv", weights)
    bare = Game(weights, (*game.need[:24], *[game.need[23]] * 4))
    assert power(game).winning - power(bare).winning == 20


def test_six_of_1958_have_their_published_banzhaf_shares() -> None:
    # Weights 4, 4, 4, 2, 2, 1 and quota 12: Luxembourg never decided anything.
    found = power(Game((4, 4, 4, 2, 2, 1), (12,) * 7))
    big, small = Fraction(5, 21), Fraction(3, 21)
    assert [one.normalised for one in found.members] == [big, big, big, small, small, 0]


def test_unanimity_makes_all_alike() -> None:
    found = power(game_of("unanimity", tuple(people for people, _ in LISBON.values())))
    assert {one.shapley for one in found.members} == {Fraction(1, 27)}
    assert {one.prevents for one in found.members} == {Fraction(1)}


@given(games(most=6))
@settings(deadline=None)
def test_shapley_is_the_share_of_orders_in_which_a_member_turns_the_vote(game: Game) -> None:
    members = len(game.weights)
    turned = [0] * members
    for order in permutations(range(members)):
        for at, one in enumerate(order):
            if game.wins(order[: at + 1]) and not game.wins(order[:at]):
                turned[one] += 1
    found = power(game)
    assert [one.shapley * factorial(members) for one in found.members] == turned


@given(games())
def test_shapley_sums_to_one_wherever_the_vote_is_open(game: Game) -> None:
    found = power(game)
    is_open = game.wins(range(len(game.weights))) and not game.wins(())
    assert sum(one.shapley for one in found.members) == (1 if is_open else 0)


@given(games())
def test_banzhaf_and_coleman_share_the_same_swings(game: Game) -> None:
    found = power(game)
    losing = found.coalitions - found.winning
    for one in found.members:
        assert one.absolute * 2 ** (len(game.weights) - 1) == one.swings
        assert one.prevents * found.winning == one.swings or not found.winning
        assert one.initiates * losing == one.swings or not losing
