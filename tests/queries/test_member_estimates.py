from datetime import date

import pytest

from graph.errors import InvalidQuestion
from graph.model import Tie
from queries.positions.answer import PositionsQuestion, answer
from queries.positions.estimate_results import Estimates, Method
from queries.positions.member_estimates import EstimateQuestion, estimates
from queries.positions.scale import Position
from queries.positions.vote_estimate import Cast, Tally
from tests.factories import DAY
from tests.queries.votes_world import FILE, OURS, cast, chosen, parliament, rosters, says

V, W = date(2025, 1, 1), date(2026, 1, 1)
SAID = date(2026, 2, 1)
NAMES = ("red0", "red1", "red2", "blue0", "blue1", "blue2")


def ballots(vote: str, day: date, yes: str = "red") -> list[Tie]:
    """Give one vote in which one group votes for and the other against."""
    return [cast(name, vote, day, "for" if name.startswith(yes) else "against") for name in NAMES]


def world(*more: Tie) -> list[Tie]:
    return [chosen("v", V), chosen("w", W, "against"), *ballots("v", V), *more]


def ask(ties: list[Tie], **given: object) -> Estimates:
    question = EstimateQuestion(FILE, "ep", DAY, office=OURS, **given)  # type: ignore[arg-type]  # per test
    return estimates(rosters(parliament(*ties, votes="vwx")), question)


def of(made: Estimates, name: str) -> float:
    return next(one.with_us for one in made.members if one.member.id == name)


def test_an_estimate_is_the_written_arithmetic_of_the_ballots_that_were_ours() -> None:
    made = ask(world(*ballots("w", W, yes="blue")))
    # Ours was for in v and against in w: red was ours twice, blue never.
    turned = [
        Cast(vote, name, name[:-1].upper(), "Bland" if name[-1] == "0" else "Aland", "red" in name)
        for vote in "vw"
        for name in NAMES
    ]
    expected = Tally.of(turned).estimate("red1", "RED", "Aland")
    assert of(made, "red1") == pytest.approx(expected.mean)
    assert of(made, "red1") > 0.5 > of(made, "blue1")


def test_every_line_is_labelled_and_says_what_it_rests_on_and_what_is_missing() -> None:
    made = ask(world(cast("red0", "w", W, "abstain"), cast("red1", "w", W, "absent")))
    lines = {one.member.id: one for one in made.members}
    labels = {one.label for one in made.members} | {one.label for one in made.groups}
    assert labels | {made.label} == {"estimate"}
    counted = [
        (one.votes, one.agreeing, one.abstained, one.absent, one.missing)
        for one in (lines["red0"], lines["red1"], lines["red2"], lines["lone"])
    ]
    assert counted == [(1, 1, 1, 0, 0), (1, 1, 0, 1, 0), (1, 1, 0, 0, 1), (0, 0, 0, 0, 2)]
    assert (made.first, made.last, made.window_start) == (V, W, None)
    assert all(one.low < one.with_us < one.high for one in made.members)
    assert any("Only 2 reference votes" in note for note in made.notes)


def test_the_window_is_said_and_kept() -> None:
    made = ask(world(*ballots("w", W)), window_days=200)
    assert (made.first, made.last, made.window_start) == (W, W, date(2025, 11, 13))
    assert [one.vote.id for one in made.references] == ["w"]


def test_a_stated_position_stands_beside_an_estimate_and_never_changes_it() -> None:
    plain, stated = ask(world()), ask(world(says("red0", "strongly_against", SAID)))
    assert of(plain, "red0") == of(stated, "red0")
    beside = {one.member.id: one.stated for one in stated.members}
    assert (beside["red0"], beside["red1"]) == (Position.STRONGLY_AGAINST, Position.UNKNOWN)


def test_a_stated_line_of_a_group_is_used_once_our_own_position_is_known() -> None:
    line = says("g:red", "against", SAID)
    without, made = ask(world(line)), ask(world(line, says(OURS, "for", SAID)))
    assert {one.method for one in without.members} == {Method.VOTES}
    assert any("Our own position" in note for note in without.notes)
    methods = {one.member.id: one.method for one in made.members}
    assert (methods["red0"], methods["blue0"]) == (Method.LINE, Method.VOTES)
    assert of(made, "red0") < 0.5 < of(without, "red0")
    assert [(one.group, one.with_us) for one in made.lines] == [("RED", False)]


def test_a_line_is_read_against_our_own_position() -> None:
    both = world(says("g:red", "against", SAID))
    assert (
        of(ask(both, ours=Position.AGAINST), "red0")
        > 0.5
        > of(ask(both, ours=Position.FOR), "red0")
    )


def test_a_line_given_in_the_question_beats_a_stated_one() -> None:
    stated = world(says("g:red", "for", SAID))
    made = ask(stated, ours=Position.FOR, lines={"RED": Position.AGAINST})
    assert made.lines[0].basis == "given in the question"
    assert of(made, "red0") < 0.5


def test_a_leaning_group_has_no_line() -> None:
    made = ask(world(says("g:red", "lean_for", SAID)), ours=Position.FOR)
    assert made.lines == ()


def test_who_votes_against_the_own_group_follows_its_line_less() -> None:
    rebel = [cast(name, "x", W, "against" if name == "red2" else "for") for name in NAMES]
    made = ask(world(*rebel), ours=Position.FOR, lines={"RED": Position.FOR})
    assert of(made, "red2") < of(made, "red1")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"lines": {"RED": Position.FOR}}, "read against our own position"),
        ({"lines": {"GREEN": Position.FOR}, "ours": Position.FOR}, "Groups here: BLUE, RED"),
        ({"lines": {"NI": Position.FOR}, "ours": Position.FOR}, "'NI' is no group"),
        ({"lines": {"RED": Position.NEUTRAL}, "ours": Position.FOR}, "a line is for or against"),
    ],
)
def test_lines_that_cannot_be_read_are_refused(given: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidQuestion, match=words):
        ask(world(), **given)


def test_choices_without_ballots_are_refused_with_the_command_that_helps() -> None:
    with pytest.raises(InvalidQuestion, match="ep-votes"):
        ask([chosen("v", V)])


def test_estimates_come_only_when_asked_for_and_never_among_the_stated() -> None:
    graph = rosters(parliament(*world(says("red0", "for", SAID)), votes="vw"))
    plain = answer(graph, PositionsQuestion(FILE, "ep", DAY))
    more = answer(graph, PositionsQuestion(FILE, "ep", DAY, estimate=True))
    assert plain.estimates is None
    assert more.estimates is not None
    assert plain.stated == more.stated
    with pytest.raises(InvalidQuestion, match="shape estimates"):
        answer(graph, PositionsQuestion(FILE, "ep", DAY, window_days=3))


def test_one_actor_is_answered_with_history_ballots_and_the_own_estimate() -> None:
    graph = rosters(parliament(*world(says("red0", "for", SAID)), votes="vw"))
    question = PositionsQuestion(FILE, "ep", DAY, actor="red0", estimate=True)
    found = answer(graph, question)
    assert (found.position, len(found.history)) == (Position.FOR, 1)
    assert [one.stance for one in found.ballots] == ["for", None]
    assert found.estimates is not None
    assert [one.member.id for one in found.estimates.members] == ["red0"]
    other = answer(graph, PositionsQuestion(FILE, "ep", DAY, actor="red1"))
    assert (other.position, other.history, other.stated.held) == (Position.UNKNOWN, (), ())
