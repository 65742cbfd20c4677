from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import MergedGraph, Property, Relation
from graph.period import Period
from queries.majorities.council import CouncilQuestion, council, reached
from queries.majorities.council_answers import CouncilAnswer
from queries.majorities.council_positions import PositionRange, read_position
from queries.rosters import Rosters
from tests.factories import DAY, merged, tie
from tests.queries.council_figures import EU27_2017, FILE, union

SHARE = Property.POPULATION_SHARE_PCT
EU27 = union({code: people for code, (people, _, _) in EU27_2017.items()})
SIX = union({"A": 30, "B": 25, "C": 20, "D": 10, "E": 10, "F": 5})
"""Six states: 55 percent are four members; 65 of 100 inhabitants."""


def said(**positions: str) -> dict[str, PositionRange]:
    return {f"country:{code}": read_position(text) for code, text in positions.items()}


def ask(graph: MergedGraph, **options: object) -> CouncilAnswer:
    return council(Rosters.build(graph), CouncilQuestion(FILE, DAY, **options))  # type: ignore[arg-type]  # passed on


def sets(answer: CouncilAnswer, *, blocking: bool = False) -> list[tuple[str, ...]]:
    return [one.states for one in (answer.blocking if blocking else answer.winning).listed]


def test_what_is_needed_and_missing_is_counted_in_members_and_population() -> None:
    answer = ask(SIX, positions=said(A="for", B="for?", C="against"))
    assert (answer.members_needed, answer.population_needed) == (4, 65)
    low, middle, high = answer.low, answer.middle, answer.high
    assert [one.members for one in (low, middle, high)] == [1, 2, 5]
    assert [one.population for one in (low, middle, high)] == [30, 55, 80]
    assert (low.members_gap, low.population_gap) == (3, 35)
    assert low.verdict == "fails, short of 3 members and 35.00 % of the population"
    assert (high.passes, high.verdict) == (True, "carries")


def test_an_abstention_counts_as_not_in_favour() -> None:
    stated = said(A="for", B="for", C="for", D="for", E="abstain", F="against")
    assert not ask(SIX, positions=stated, rule="reinforced").high.passes
    stated |= said(E="for")
    assert ask(SIX, positions=stated, rule="reinforced").low.passes


def test_an_abstention_does_not_prevent_unanimity_but_one_against_does() -> None:
    stated = said(A="for", B="for", C="for", D="abstain", E="abstain", F="for")
    assert ask(SIX, positions=stated, rule="unanimity").low.passes
    stated |= said(F="against")
    assert not ask(SIX, positions=stated, rule="unanimity").high.passes


def test_too_few_opponents_make_the_majority_deemed_attained() -> None:
    codes = dict.fromkeys(EU27_2017, "for") | dict.fromkeys(("DE", "FR", "IT"), "against")
    answer = ask(EU27, positions=said(**codes))
    assert answer.low.passes
    assert answer.low.population_pct < 65
    assert answer.low.verdict == "deemed attained: only 3 oppose"


def test_minimal_sets_by_hand() -> None:
    # A and B are for. With one more only three oppose, and four must to block.
    answer = ask(SIX, positions=said(A="for", B="for", C="against"))
    assert sorted(sets(answer)) == [("D",), ("E",), ("F",)]
    assert answer.low.verdict.startswith("fails")


def test_minimal_sets_without_a_proposal_by_hand() -> None:
    # 72 percent of six are five members: all but one of those who are open.
    answer = ask(SIX, rule="reinforced", positions=said(A="for", B="for"))
    assert sorted(sets(answer)) == [
        ("C", "D", "E"),
        ("C", "D", "F"),
        ("C", "E", "F"),
        ("D", "E", "F"),
    ]
    # Two members block, or more than 35 inhabitants; A and B are not theirs to lose.
    assert sorted(sets(answer, blocking=True)) == sorted(combinations("CDEF", 2))
    swing = {one.code: one for one in answer.swing}
    assert {code: one.in_winning for code, one in swing.items()} == dict.fromkeys("CDEF", 3)
    assert not any(one.in_every for one in swing.values())


def test_a_state_without_which_nothing_carries_is_marked() -> None:
    # With B against, 65 of 100 inhabitants cannot do without A, nor five of six without anybody.
    answer = ask(SIX, rule="reinforced", positions=said(B="against"))
    assert [one.code for one in answer.swing if one.in_every] == ["A", "C", "D", "E", "F"]


def test_sets_contain_the_states_asked_for() -> None:
    answer = ask(
        SIX,
        rule="reinforced",
        winning_with=frozenset({"country:F"}),
        blocking_with=frozenset({"country:A"}),
    )
    assert answer.winning.base == ("F",)
    assert all("F" not in each and len(each) == 4 for each in sets(answer))
    assert sorted(sets(answer, blocking=True)) == [(code,) for code in "BCDEF"]


def test_nothing_is_missing_where_it_carries_already() -> None:
    answer = ask(SIX, positions=said(A="for", B="for", C="for", D="for"))
    assert (answer.winning.count, sets(answer)) == (1, [()])
    assert "already carry" in answer.winning.remark


def test_what_cannot_be_completed_says_so() -> None:
    answer = ask(SIX, positions=said(**dict.fromkeys("ABCD", "against")))
    assert (answer.winning.count, sets(answer)) == (0, [])
    assert "do not suffice" in answer.winning.remark
    assert "already block" in answer.blocking.remark


def test_cheapest_set_follows_how_we_reach_the_states() -> None:
    reach = {"country:F": reached(0.9, "given"), "country:E": reached(0.5, "given")}
    answer = ask(SIX, positions=said(A="for", B="for", C="against"), reach=reach)
    assert sets(answer) == [("F",), ("E",), ("D",)]
    assert [one.cold for one in answer.winning.listed] == [0, 0, 1]
    assert [one.code for one in answer.swing] == ["F", "E", "D"]
    assert answer.winning.listed[0].score == pytest.approx(0.9, abs=1e-6)


def test_fewer_sets_are_listed_than_counted() -> None:
    answer = ask(EU27, most=3)
    assert len(answer.winning.listed) == 3
    assert answer.winning.proven
    assert answer.winning.count == 4_337_809


def test_without_sets_the_cases_are_the_same_and_none_is_counted() -> None:
    with_sets, without = (
        ask(SIX, positions=said(A="for", F="against"), sets=sets) for sets in (True, False)
    )
    for case in ("low", "middle", "high", "states", "members_needed"):
        assert getattr(with_sets, case) == getattr(without, case)
    assert {one.code for one in without.swing} == {one.code for one in with_sets.swing}
    assert (without.winning.count, without.winning.listed, without.winning.proven) == (
        0,
        (),
        False,
    )
    assert "not asked for" in without.blocking.remark


def test_thresholds_follow_those_who_take_part() -> None:
    answer = ask(EU27, absent=frozenset({"country:DK", "country:IE"}))
    assert (answer.members, answer.members_needed, answer.blocking_members) == (25, 14, 4)
    assert answer.legal_basis == "Art. 238(3)(a) TFEU"
    assert answer.absent == ("State DK", "State IE")
    assert "DK" not in {one.code for one in answer.states}


def test_a_position_of_who_takes_no_part_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="State A takes no part"):
        ask(SIX, absent=frozenset({"country:A"}), positions=said(A="for"))


def test_a_state_that_is_no_member_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="country:CHE is no member"):
        ask(SIX, positions=said(CHE="for"))


def test_a_vote_of_nobody_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="Nobody takes part"):
        ask(SIX, absent=frozenset(f"country:{code}" for code in "ABCDEF"))


def test_unknown_rule_and_file_are_refused() -> None:
    with pytest.raises(InvalidQuestion, match="two thirds"):
        ask(SIX, rule="two thirds")
    with pytest.raises(UnknownEntity):
        council(Rosters.build(SIX), CouncilQuestion("ep-procedure:1999-0001", DAY))


def test_no_list_of_sets_is_longer_than_allowed() -> None:
    with pytest.raises(InvalidQuestion, match="1 to 200"):
        ask(SIX, most=201)


def test_positions_on_the_file_are_read_the_latest_wins_and_ours_beat_them() -> None:
    old = tie("country:A", Relation.STANDS_ON, FILE, "for", period=Period(date(2025, 1, 1)))
    new = tie("country:A", Relation.STANDS_ON, FILE, "lean_against", period=Period(DAY))
    late = tie("country:B", Relation.STANDS_ON, FILE, "for", period=Period(date(2026, 12, 1)))
    graph = merged(SIX.entities.values(), [*SIX.ties, old, new, late])
    lines = {one.code: one for one in ask(graph, positions=said(C="for")).states}
    assert (lines["A"].position, lines["A"].origin) == (
        "lean-against",
        f"on the file since {DAY} (register)",
    )
    assert (lines["B"].position, lines["B"].origin) == ("unknown", "not known")
    assert (lines["C"].position, lines["C"].origin) == ("for", "stated here")
    ours = {one.code: one.position for one in ask(graph, positions=said(A="against")).states}
    assert ours["A"] == "against"


def test_an_outcome_that_rounding_may_turn_is_marked() -> None:
    shares = dict(zip("ABCDEFGHIJ", (25, 20, 5, 5, 5, 5, 10, 10, 10, 5), strict=True))
    stated = said(**dict.fromkeys("ABCDEF", "for"), **dict.fromkeys("GHIJ", "against"))
    rounded = ask(union(dict(shares), prop=SHARE), positions=stated).low
    assert (rounded.population_pct, rounded.passes, rounded.certain) == (65, True, False)
    exact = ask(union(dict(shares)), positions=stated).low
    assert (exact.passes, exact.certain) == (True, True)


def test_an_outcome_that_members_decide_is_certain_whatever_the_digits() -> None:
    shares = dict(zip("ABCDEFGHIJ", (25, 20, 5, 5, 5, 5, 10, 10, 10, 5), strict=True))
    stated = said(**dict.fromkeys("ABGH", "for"), **dict.fromkeys("CDEFIJ", "against"))
    tally = ask(union(dict(shares), prop=SHARE), positions=stated).low
    assert (tally.population_pct, tally.passes, tally.certain) == (65, False, True)


def test_reach_outside_of_0_to_1_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="between 0 and 1"):
        reached(1.5, "given")


@given(
    st.lists(st.sampled_from(["for", "for?", "?", "against?", "against"]), min_size=6, max_size=6)
)
@settings(max_examples=50, deadline=None)
def test_cases_are_ordered_and_a_completing_set_completes(texts: list[str]) -> None:
    stated = said(**dict(zip("ABCDEF", texts, strict=True)))
    answer = ask(SIX, positions=stated, most=200)
    assert answer.low.members <= answer.middle.members <= answer.high.members
    assert answer.winning.count == len(answer.winning.listed)
    for one in answer.winning.listed:
        won = stated | {f"country:{code}": read_position("for") for code in one.states}
        assert ask(SIX, positions=won).low.passes
    for one in answer.blocking.listed:
        lost = stated | {f"country:{code}": read_position("against") for code in one.states}
        assert not ask(SIX, positions=lost).high.passes
