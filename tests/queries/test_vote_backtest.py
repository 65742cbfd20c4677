"""What methods may know of a held-out ballot, and that the published figures come out."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bench import bench_positions
from queries.positions.vote_backtest import Method, VoteCast, by_mask, by_time, oriented
from queries.positions.vote_estimate import Cast
from queries.positions.vote_measure import score
from tests.shared import needs_shared

ONE, TWO, THREE = date(2025, 1, 1), date(2025, 1, 2), date(2025, 1, 3)


def vote(name: str, day: date, *ballots: tuple[str, str, bool]) -> VoteCast:
    """Give one vote from (member, group, is_yes)."""
    return VoteCast(
        name, day, tuple(Cast(name, who, group, "", yes) for who, group, yes in ballots)
    )


FIRST = vote("v", ONE, ("a", "RED", True), ("b", "RED", True), ("c", "BLUE", False))


@given(outcomes=st.lists(st.booleans(), min_size=3, max_size=3))
def test_forecasts_of_a_day_know_nothing_of_that_day_but_lines(outcomes: list[bool]) -> None:
    people = (("a", "RED"), ("b", "RED"), ("c", "BLUE"))
    same_day = vote("w", TWO, ("a", "RED", False), ("b", "RED", False))
    tested = vote(
        "x", TWO, *((who, group, yes) for (who, group), yes in zip(people, outcomes, strict=True))
    )
    plain = vote("x", TWO, *((who, group, True) for who, group in people))
    knowing = {Method.LINE, Method.LINE_GROUP, Method.LINE_MEMBER, Method.SAME_VOTE}
    made, other = by_time([FIRST, same_day, tested], TWO), by_time([FIRST, same_day, plain], TWO)
    alone = by_time([FIRST, tested], TWO)
    for method in set(Method) - knowing:
        mine = [one.probability for one in made[method]]
        assert mine == [one.probability for one in other[method]]
        assert mine[2:] == [one.probability for one in alone[method]]


def test_a_line_is_that_of_the_others() -> None:
    tested = vote("x", TWO, ("a", "RED", False), ("b", "RED", True), ("d", "RED", True))
    lines = [one.probability for one in by_time([FIRST, tested], TWO)[Method.LINE]]
    # For a the others vote yes. For b and d they are split: the earlier majority, which was yes.
    assert lines == [1.0, 1.0, 1.0]
    assert [one.probability for one in by_time([FIRST, tested], TWO)[Method.SAME_VOTE]] == [
        1.0,
        0.5,
        0.5,
    ]


def test_the_non_attached_have_no_line() -> None:
    lone = vote("v", ONE, ("a", "NI", True), ("b", "NI", True), ("c", "NI", True))
    tested = vote("x", TWO, ("a", "NI", False), ("b", "NI", False), ("c", "NI", False))
    found = by_time([lone, tested], TWO)
    for line, without in (
        (Method.LINE, Method.GROUP_MAJORITY),
        (Method.LINE_GROUP, Method.GROUP_SHARE),
        (Method.LINE_MEMBER, Method.ESTIMATE),
    ):
        assert found[line] == found[without]


def test_a_mask_hides_exactly_what_is_masked() -> None:
    second = vote("w", TWO, ("a", "RED", True), ("b", "RED", False), ("c", "BLUE", False))
    found = by_mask([FIRST, second], {("w", "b")})
    assert {len(made) for made in found.values()} == {1}
    turned = vote("w", TWO, ("a", "RED", True), ("b", "RED", True), ("c", "BLUE", False))
    again = by_mask([FIRST, turned], {("w", "b")})
    for method in Method:
        assert found[method][0].probability == again[method][0].probability


def test_chosen_votes_are_the_only_ones_known() -> None:
    second, tested = vote("w", TWO, ("a", "RED", False)), vote("x", THREE, ("a", "RED", True))
    few = by_time([FIRST, second, tested], THREE, known={THREE: {"w"}})
    assert few == by_time([second, tested], THREE)


def test_turned_votes_leave_out_those_the_group_was_split_on() -> None:
    split = vote("s", TWO, ("a", "RED", True), ("b", "RED", False))
    other = vote("t", TWO, ("a", "RED", False), ("c", "BLUE", True))
    turned = oriented([FIRST, split, other], "RED")
    assert [one.vote for one in turned] == ["v", "t"]
    assert [each.is_yes for each in turned[1].cast] == [True, False]


def test_members_of_a_group_can_be_left_out_of_the_forecasts() -> None:
    found = by_time(
        [FIRST, vote("x", TWO, *(("a", "RED", True), ("c", "BLUE", True)))], TWO, skip_group="RED"
    )
    assert len(found[Method.ESTIMATE]) == 1


@needs_shared
def test_the_published_figures_are_what_comes_out_of_the_real_roll_calls() -> None:
    votes = bench_positions.card_votes()
    found = bench_positions.chosen_split(votes)
    text = bench_positions.DOCS.read_text(encoding="utf-8")
    for method in Method:
        assert bench_positions.table_row(method, score(found[method])) in text
    brier = {method: score(found[method]).brier for method in Method}
    assert brier[Method.LINE_MEMBER] < brier[Method.LINE] < brier[Method.ESTIMATE]
