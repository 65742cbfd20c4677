import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Tie
from graph.snapshot import TieFilter
from queries.measures.grid import GridLine, GridQuestion, Quadrant, axis_score, power_interest
from queries.measures.grid_inputs import GridInput
from queries.measures.grid_model import AXES, Axis, GridModel, InputName
from tests.factories import DAY, contact
from tests.queries.file_graph import FILE, SUBJECT, both

ASKED = GridQuestion(FILE, DAY, ours=("us",))


def ask(question: GridQuestion = ASKED, *more: Tie) -> dict[str, GridLine]:
    return {one.actor.id: one for one in power_interest(*both(*more), question).lines}


def values(line: GridLine) -> dict[InputName, float | None]:
    return {one.name: one.value for one in line.inputs}


def test_power_is_read_from_roles_votes_and_ties() -> None:
    lines = ask()
    shadow, chair = values(lines["shadow"]), values(lines["chair"])
    assert (shadow[InputName.ROLE], shadow[InputName.VOTE]) == (0.8, 1)
    assert (chair[InputName.ROLE], chair[InputName.BROKERAGE]) == (0.9, 1)
    assert shadow[InputName.BROKERAGE] == 0
    substitute = values(lines["substitute"])
    assert (substitute[InputName.ROLE], substitute[InputName.VOTE]) == (0.15, 0.5)


def test_interest_is_read_from_faded_contacts_files_and_bodies() -> None:
    member = values(ask()["member"])
    assert member[InputName.CONTACTS] == pytest.approx(1 - math.exp(-0.7 / 2))
    assert member[InputName.FILES] == pytest.approx(0.9)
    assert member[InputName.BODIES] == 0.6


def test_what_no_source_says_is_not_known_and_never_zero() -> None:
    lines = ask(replace(ASKED, added=("official",)))
    shadow = values(lines["shadow"])
    assert (shadow[InputName.CONTACTS], shadow[InputName.FILES]) == (None, None)
    unstated = values(lines["unstated"])
    assert (unstated[InputName.ROLE], unstated[InputName.VOTE]) == (None, None)
    assert unstated[InputName.BROKERAGE] is None
    assert unstated[InputName.BODIES] is None
    official = lines["official"]
    assert (values(official)[InputName.ROLE], values(official)[InputName.VOTE]) == (None, 0)


def test_a_whole_roster_says_who_is_not_on_it() -> None:
    elsewhere = values(ask(replace(ASKED, added=("elsewhere",)))["elsewhere"])
    assert (elsewhere[InputName.BODIES], elsewhere[InputName.VOTE]) == (0, 0.3)


def test_a_body_on_the_subject_counts_if_it_is_named() -> None:
    line = ask(replace(ASKED, bodies=(SUBJECT,)))["substitute"]
    assert values(line)[InputName.BODIES] == 0.8
    assert "vice-chair in SUBJECT" in line.inputs[5].reading


def test_scores_are_means_over_what_is_known() -> None:
    shadow = ask()["shadow"]
    assert shadow.power.value == pytest.approx(0.5 * 0.8 + 0.3)
    assert shadow.power.known == pytest.approx(1)
    assert shadow.interest.value == pytest.approx(0.6)
    assert shadow.interest.known == pytest.approx(0.2)
    assert shadow.interest.low == pytest.approx(0.12)
    assert shadow.interest.high == pytest.approx(0.92)


def test_a_quadrant_is_firm_only_where_nothing_unknown_could_move_it() -> None:
    lines = ask()
    assert (lines["shadow"].quadrant, lines["shadow"].firm) == (Quadrant.PLAYER, False)
    # Interest is known in full: 0.4 × 0.295 + 0.4 × 0.9 + 0.2 × 0.6.
    assert (lines["member"].quadrant, lines["member"].firm) == (Quadrant.SUBJECT, True)
    assert (lines["unstated"].quadrant, lines["unstated"].firm) == (None, False)


def test_a_score_at_the_threshold_is_high_however_it_is_summed() -> None:
    # As floats, (0.1 × 0.1 + 0.1 × 0.5) / (0.1 + 0.1 + 0.1) falls short of 0.2.
    weights = ["weight.role=0.1", "weight.vote=0.1", "weight.brokerage=0.1"]
    values = ["role.shadow=0.1", "vote.lead=0.5", "role.member=0.1", "threshold.power=0.2"]
    shadow = ask(replace(ASKED, model=GridModel.edited([*weights, *values])))["shadow"]
    assert shadow.power.value == shadow.power.low == shadow.power.high == 0.2
    assert shadow.quadrant is Quadrant.PLAYER


def test_weights_and_thresholds_can_be_set_and_are_told() -> None:
    model = GridModel.edited(["threshold.power=0.9", "weight.vote=0"])
    answer = power_interest(*both(), replace(ASKED, model=model))
    line = next(one for one in answer.lines if one.actor.id == "shadow")
    assert line.power.value == pytest.approx(0.5 * 0.8 / 0.7)
    assert line.quadrant is Quadrant.SUBJECT
    assert {one.name for one in answer.values if not one.is_default} == {
        "threshold.power",
        "weight.vote",
    }


def test_invented_contacts_are_marked_and_can_be_left_out() -> None:
    met = contact("us", "shadow", invented=True)
    line = ask(ASKED, met)["shadow"]
    assert line.inputs[3].invented
    real = replace(ASKED, ties=TieFilter(include_invented=False))
    assert values(ask(real, met)["shadow"])[InputName.CONTACTS] is None


def test_every_input_of_everybody_is_shown_with_words_and_weights() -> None:
    for line in ask().values():
        assert [one.name for one in line.inputs] == list(InputName)
        assert all(one.reading and one.weight > 0 for one in line.inputs)
        assert all(one.sources for one in line.inputs if one.name is InputName.ROLE)


def test_the_answer_says_how_much_is_known() -> None:
    answer = power_interest(*both(), ASKED)
    axes = [axis.known for line in answer.lines for axis in (line.power, line.interest)]
    assert answer.known == pytest.approx(sum(axes) / len(axes))
    assert 0 < answer.known < 1


@given(st.lists(st.none() | st.floats(0, 1), min_size=3, max_size=3))
def test_a_score_lies_between_its_bounds_and_moves_within_them(told: list[float | None]) -> None:
    names = AXES[Axis.POWER]
    model = GridModel()
    score = axis_score(
        [
            GridInput(name, value, model.weight(name), "")
            for name, value in zip(names, told, strict=True)
        ]
    )
    assert score.low <= score.high + 1e-9
    if score.value is None:
        assert told == [None] * 3
    else:
        assert score.low - 1e-9 <= score.value <= score.high + 1e-9
    if None not in told:
        assert score.low == pytest.approx(score.high)


def test_whatever_is_at_fault_is_named() -> None:
    with pytest.raises(UnknownEntity, match="'z'"):
        ask(replace(ASKED, bodies=("z",)))
    with pytest.raises(InvalidQuestion, match="is no file"):
        ask(replace(ASKED, field=("chair",)))
