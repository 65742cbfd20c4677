import pytest

from graph.errors import InvalidQuestion
from loaders.table_office import STANCES
from queries.positions.scale import Position, parse_position, stance_of
from queries.results import Stance


def test_the_table_takes_exactly_the_words_of_the_scale() -> None:
    assert tuple(Position) == STANCES


def test_who_leans_or_is_undecided_is_still_open_in_a_vote() -> None:
    open_ones = [position for position in Position if stance_of(position) is Stance.UNKNOWN]
    assert open_ones == ["lean_for", "neutral", "lean_against", "unknown"]


def test_strong_positions_count_as_plain_ones() -> None:
    assert stance_of(Position.STRONGLY_FOR) is stance_of(Position.FOR) is Stance.FOR
    assert stance_of(Position.STRONGLY_AGAINST) is stance_of(Position.AGAINST) is Stance.AGAINST


def test_words_may_be_joined_as_people_do() -> None:
    assert parse_position(" Lean for ") is Position.LEAN_FOR
    assert parse_position("strongly-against") is Position.STRONGLY_AGAINST
    assert parse_position("undecided") is Position.NEUTRAL


def test_an_unknown_word_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidQuestion, match=r"'maybe' is no position.*strongly_for, for, lean"):
        parse_position("maybe")
