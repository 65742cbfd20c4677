from datetime import date

import pytest

from graph.errors import InvalidQuestion
from queries.majorities.council_rules import (
    RULES,
    Thresholds,
    basis_of,
    council_rule_on,
    fewest_above,
    thresholds,
)
from queries.majorities.voting_game import Game
from tests.queries.council_figures import EU27_2017

DAY = date(2026, 6, 1)
PEOPLE = tuple(people for people, _, _ in EU27_2017.values())


def worked_out(
    rule: str, weights: tuple[int, ...], *, all_take_part: bool = True
) -> tuple[Thresholds, Game]:
    found = thresholds(council_rule_on(rule, DAY), weights, all_take_part=all_take_part)
    return found, Game(weights, found.need)


def test_fifteen_states_with_exactly_65_percent_carry_and_just_below_fail() -> None:
    # 15 × 13 = 195 of 300 are 65.0 percent; of 301 they are 64.8.
    exact = (13,) * 15 + (8,) * 8 + (9,) * 1 + (10,) * 2 + (12,) * 1
    assert (len(exact), sum(exact)) == (27, 300)
    _, game = worked_out("qmv", exact)
    assert game.wins(range(15))
    _, less = worked_out("qmv", (*exact[:26], 13))
    assert not less.wins(range(15))


def test_fourteen_states_never_carry_whatever_they_hold() -> None:
    _, game = worked_out("qmv", PEOPLE)
    assert sum(PEOPLE[:14]) > 0.9 * sum(PEOPLE)
    assert not game.wins(range(14))


def test_three_large_states_alone_do_not_block() -> None:
    _, game = worked_out("qmv", PEOPLE)
    largest = {0, 1, 2}
    assert 100 * sum(PEOPLE[one] for one in largest) > 35 * sum(PEOPLE)
    assert game.wins(set(range(27)) - largest)
    assert not game.blocking().wins(largest)


@pytest.mark.parametrize("fourth", [3, 26])
def test_three_large_states_and_any_fourth_block(fourth: int) -> None:
    _, game = worked_out("qmv", PEOPLE)
    assert game.blocking().wins({0, 1, 2, fourth})


def test_without_a_proposal_three_large_states_do_block() -> None:
    _, game = worked_out("reinforced", PEOPLE)
    assert game.blocking().wins({0, 1, 2})


@pytest.mark.parametrize(
    ("rule", "members"), [("qmv", 15), ("reinforced", 20), ("simple", 14), ("unanimity", 27)]
)
def test_members_needed_of_27(rule: str, members: int) -> None:
    assert worked_out(rule, PEOPLE)[0].members == members


@pytest.mark.parametrize(("rule", "members"), [("qmv", 14), ("reinforced", 18)])
def test_thresholds_follow_those_who_take_part(rule: str, members: int) -> None:
    # Without Denmark and Ireland: 55 percent of 25 are 13.75, 72 percent are 18.
    without = tuple(
        people for code, (people, _, _) in EU27_2017.items() if code not in ("DK", "IE")
    )
    found, _ = worked_out(rule, without, all_take_part=False)
    assert found.members == members
    assert found.population == -(-65 * sum(without) // 100)


def test_blocking_minority_of_some_is_the_fewest_above_35_percent_plus_one() -> None:
    # 40 of 100 are above 35 percent already: one plus one may block, one alone may not.
    weights = (40, 20, 20, 10, 10)
    found, game = worked_out("qmv", weights, all_take_part=False)
    assert (fewest_above(weights, 35), found.blocking_members) == (1, 2)
    assert game.wins({1, 2, 3, 4})
    assert game.blocking().wins({0, 4})


def test_exactly_35_percent_is_not_above() -> None:
    assert fewest_above((35, 35, 30), 35) == 2


def test_rules_without_clause_have_no_blocking_members() -> None:
    assert worked_out("reinforced", PEOPLE)[0].blocking_members is None


def test_unknown_rule_names_those_that_exist() -> None:
    with pytest.raises(InvalidQuestion, match="qmv, reinforced, simple, unanimity"):
        council_rule_on("two thirds", DAY)


def test_day_before_a_rule_says_since_when_it_holds() -> None:
    with pytest.raises(InvalidQuestion, match="since 2014-11-01, which is after 2013-01-01"):
        council_rule_on("qmv", date(2013, 1, 1))


def test_nobody_taking_part_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="Nobody takes part"):
        worked_out("qmv", (), all_take_part=False)


def test_simple_majority_counts_all_members() -> None:
    with pytest.raises(InvalidQuestion, match="Leave nobody out"):
        basis_of(council_rule_on("simple", DAY), all_take_part=False)


def test_partial_votes_stand_on_their_own_legal_basis() -> None:
    rule = council_rule_on("qmv", DAY)
    assert basis_of(rule, all_take_part=True) == "Art. 16(4) TEU"
    assert basis_of(rule, all_take_part=False) == "Art. 238(3)(a) TFEU"


@pytest.mark.parametrize("rule", [rule.key for rule in RULES])
def test_more_support_never_harms(rule: str) -> None:
    need = worked_out(rule, PEOPLE)[0].need
    assert list(need) == sorted(need, reverse=True)
