from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.positions.vote_estimate import Cast, Shrinkage, Tally, given_line, loyalties, shrunk

CASTS = st.lists(
    st.builds(
        Cast,
        vote=st.sampled_from("vwx"),
        member=st.sampled_from("abcd"),
        group=st.sampled_from(("RED", "BLUE")),
        country=st.sampled_from(("AAA", "BBB")),
        is_yes=st.booleans(),
    ),
    max_size=40,
)
WEIGHTS = st.floats(0.1, 500)


def test_the_arithmetic_is_what_is_written_down() -> None:
    tally = Tally.of([Cast("v", "a", "RED", "AAA", True), Cast("w", "b", "RED", "BBB", False)])
    made = tally.estimate("a", "RED", "AAA", Shrinkage(group=2, country=1, member=3))
    # overall (1+1)/(2+2) = 1/2; group (1 + 2/2)/(2+2) = 1/2; country (1 + 1/2)/(1+1) = 3/4
    assert (made.group_mean, made.country_mean) == (0.5, 0.75)
    assert made.mean == pytest.approx((1 + 3 * 0.75) / (1 + 3))
    assert (made.yes, made.ballots, made.alpha, made.beta) == (1, 1, 3.25, 0.75)


@given(cast=CASTS, member=st.sampled_from("abz"), group=st.sampled_from(("RED", "NEW")))
def test_an_estimate_lies_between_its_inputs_and_is_never_certain(
    cast: list[Cast], member: str, group: str
) -> None:
    tally = Tally.of(cast)
    made = tally.estimate(member, group, "AAA")
    own = [made.yes / made.ballots] if made.ballots else []
    inputs = [made.country_mean, *own]
    assert min(inputs) - 1e-12 <= made.mean <= max(inputs) + 1e-12
    assert 0 < made.mean < 1
    assert 0 < tally.overall() < 1


@given(cast=CASTS, seed=st.integers(0, 1000))
def test_the_order_of_ballots_does_not_matter(cast: list[Cast], seed: int) -> None:
    shuffled = list(cast)
    Random(seed).shuffle(shuffled)
    assert Tally.of(shuffled).estimate("a", "RED", "AAA") == Tally.of(cast).estimate(
        "a", "RED", "AAA"
    )


@given(
    rate=st.fractions(0, 1, max_denominator=5),
    prior=st.floats(0.01, 0.99),
    weight=WEIGHTS,
    few=st.integers(0, 20),
    more=st.integers(1, 20),
)
def test_more_own_ballots_move_the_estimate_towards_the_own_rate(
    rate: float, prior: float, weight: float, few: int, more: int
) -> None:
    share = float(rate)

    def away(times: int) -> float:
        ballots = times * 60
        return abs(shrunk(round(share * ballots), ballots, prior, weight) - share)

    assert away(few + more) <= away(few) + 1e-12


@given(cast=CASTS)
def test_one_more_yes_never_lowers_an_estimate(cast: list[Cast]) -> None:
    before = Tally.of(cast).estimate("a", "RED", "AAA").mean
    after = Tally.of([*cast, Cast("n", "a", "RED", "AAA", True)]).estimate("a", "RED", "AAA")
    assert after.mean >= before


def test_whoever_never_voted_is_estimated_as_group_and_country() -> None:
    cast = [Cast(f"v{at}", "a", "RED", "AAA", True) for at in range(50)]
    made = Tally.of(cast).estimate("new", "RED", "AAA")
    assert made.ballots == 0
    assert made.mean == pytest.approx(made.country_mean)


def test_the_interval_holds_the_mean_and_narrows_with_ballots() -> None:
    def spread(ballots: int) -> float:
        cast = [Cast(f"v{at}", "a", "RED", "AAA", at % 2 == 0) for at in range(ballots)]
        made = Tally.of(cast).estimate("a", "RED", "AAA")
        low, high = made.interval()
        assert 0 <= low < made.mean < high <= 1
        return high - low

    assert spread(200) < spread(20) < spread(2)


def test_loyalty_leaves_the_own_ballot_out_of_the_line() -> None:
    # Two of three for: whoever is for sees one for and one against, an even split: left out.
    ballots = [Cast("v", name, "RED", "AAA", name != "c") for name in "abc"]
    assert [(one.member, one.is_yes) for one in loyalties(ballots)] == [("c", False)]
    four = [Cast("v", name, "RED", "AAA", name != "d") for name in "abcd"]
    assert [one.is_yes for one in loyalties(four)] == [True, True, True, False]


def test_who_is_alone_in_a_vote_has_no_line() -> None:
    alone = [Cast("v", "a", "RED", "AAA", True), Cast("v", "b", "BLUE", "AAA", False)]
    assert list(loyalties(alone)) == []


def test_a_line_against_turns_loyalty_round() -> None:
    assert given_line(0.9, line_is_yes=True) == 0.9
    assert given_line(0.9, line_is_yes=False) == pytest.approx(0.1)
