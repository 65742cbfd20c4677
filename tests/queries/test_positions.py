from dataclasses import replace
from datetime import date

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from queries.majorities.majority import MajorityQuestion, majority
from queries.positions.scale import Position
from queries.positions.stated import history, positions, precedence, stated
from queries.results import Stance
from tests.factories import DAY
from tests.queries.votes_world import FILE, parliament, rosters, says

JAN, FEB, MAR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


def test_the_newest_statement_that_holds_decides() -> None:
    held = stated(
        rosters(parliament(says("red0", "for", JAN), says("red0", "lean_against", MAR))), FILE, DAY
    )
    assert held["red0"].position is Position.LEAN_AGAINST
    assert [one.standing for one in held["red0"].others] == ["older"]


def test_what_is_over_or_not_yet_stated_does_not_decide() -> None:
    ended = says("red0", "for", FEB, until=MAR)
    world = rosters(parliament(says("red0", "against", JAN), ended))
    assert stated(world, FILE, MAR)["red0"].position is Position.FOR
    assert stated(world, FILE, DAY)["red0"].position is Position.AGAINST
    assert stated(world, FILE, date(2025, 1, 1)) == {}


def test_the_offices_own_word_beats_a_newer_one_and_shows_it() -> None:
    own = says("red0", "against", JAN, of=("office",))
    held = stated(rosters(parliament(own, says("red0", "for", MAR))), FILE, DAY)["red0"]
    assert held.position is Position.AGAINST
    assert [(one.position, one.standing) for one in held.conflicts] == [
        (Position.FOR, "the office says otherwise")
    ]


def test_sources_that_disagree_on_one_day_are_both_shown() -> None:
    one, other = says("red0", "for", JAN), says("red0", "against", JAN, of=("gazette",))
    answer = positions(rosters(parliament(one, other)), FILE, "ep", DAY)
    (held,) = answer.held
    (conflict,) = held.conflicts
    assert {held.position, conflict.position} == {Position.FOR, Position.AGAINST}
    assert conflict.standing == "of the same day: sources disagree"
    assert any("Red0" in note for note in answer.notes)


def test_the_offices_own_word_comes_first_wherever_positions_are_ordered() -> None:
    own = says("red0", "against", JAN, of=("office",))
    newer = says("red0", "for", MAR)
    world = rosters(parliament(own, newer))
    assert max([newer, own], key=lambda tie: precedence(world, tie)) is own


def test_identifiers_that_nobody_describes_are_named() -> None:
    graph = replace(parliament(), dangling=("ep-person:1",))
    notes = positions(rosters(graph), FILE, "ep", DAY).notes
    assert any("ep-person:1" in note for note in notes)


def test_the_same_said_twice_is_no_conflict() -> None:
    both = says("red0", "for", JAN), says("red0", "for", FEB)
    held = stated(rosters(parliament(*both)), FILE, DAY)["red0"]
    assert held.conflicts == ()
    assert len(held.others) == 1


def test_each_statement_carries_its_evidence() -> None:
    words = (("evidence", "I am for it."), ("source_text", "a speech"), ("url", "https://e.org"))
    held = stated(rosters(parliament(says("red0", "for", JAN, qualifiers=words))), FILE, DAY)
    one = held["red0"].chosen
    assert (one.evidence, one.page, one.url) == ("I am for it.", "a speech", "https://e.org")
    assert (one.group, one.country, one.level, one.sources) == (
        "RED",
        "Bland",
        "public",
        ("register",),
    )


def test_unknown_is_counted_and_is_not_neutral() -> None:
    said = says("red0", "neutral", JAN), says("red1", "unknown", JAN), says("g:red", "for", JAN)
    answer = positions(rosters(parliament(*said)), FILE, "ep", DAY)
    red = dict(next(one for one in answer.by_group if one.name == "RED").counts)
    assert (red[Position.NEUTRAL], red[Position.UNKNOWN], red[Position.FOR]) == (1, 2, 0)
    assert dict(answer.total.counts)[Position.UNKNOWN] == 6
    for counted in (*answer.by_group, *answer.by_country, answer.total):
        assert sum(number for _, number in counted.counts) == counted.voters
    assert sum(one.voters for one in answer.by_country) == answer.total.voters == 7


def test_nothing_stated_says_so() -> None:
    answer = positions(rosters(parliament()), FILE, "ep", DAY)
    assert answer.held == ()
    assert any("No position on this file is known" in note for note in answer.notes)


def test_statements_of_a_later_day_are_named() -> None:
    answer = positions(rosters(parliament(says("red0", "for", MAR))), FILE, "ep", JAN)
    assert answer.notes[0] == "1 statements are later than 2026-01-01; the first is of 2026-03-01."


def test_history_lists_every_day_newest_first() -> None:
    said = (
        says("red0", "for", JAN, until=FEB),
        says("red0", "against", FEB),
        says("red0", "strongly_against", date(2026, 12, 1)),
        says("red1", "for", JAN),
    )
    listed = history(rosters(parliament(*said)), FILE, "red0", DAY)
    assert [(one.position.value, one.standing) for one in listed] == [
        ("strongly_against", "not yet stated"),
        ("against", "decides"),
        ("for", "no longer held"),
    ]


def test_shuffled_ties_give_the_same_answer() -> None:
    said = [says(name, "for", JAN) for name in ("red0", "blue1", "us", "g:red")]
    said += [says("red0", "against", JAN)]
    one, other = parliament(*said), parliament(*reversed(said))
    assert positions(rosters(one), FILE, "ep", DAY) == positions(rosters(other), FILE, "ep", DAY)


def test_unknown_file_and_empty_body_are_refused() -> None:
    world = rosters(parliament())
    with pytest.raises(UnknownEntity):
        positions(world, "another file", "ep", DAY)
    with pytest.raises(InvalidQuestion, match="Nobody is known to sit in EP on 2019-01-01"):
        positions(world, FILE, "ep", date(2019, 1, 1))


def test_a_majority_counts_steps_as_stances_and_leaves_leaning_open() -> None:
    said = (
        says("red0", "strongly_for", JAN),
        says("red1", "lean_for", JAN),
        says("blue0", "strongly_against", JAN),
        says("blue1", "neutral", JAN),
    )
    answer = majority(rosters(parliament(*said)), MajorityQuestion("ep", DAY, dossier=FILE))
    counts = dict(answer.counts)
    assert (counts[Stance.FOR], counts[Stance.AGAINST], counts[Stance.UNKNOWN]) == (1, 1, 5)
    assert "red1" in [swing.voter.id for swing in answer.swing]
