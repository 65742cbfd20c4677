from datetime import date

import pytest

from graph.errors import InvalidQuestion
from graph.period import Period
from queries.positions.reference_votes import (
    Window,
    all_ballots,
    ballots_in,
    ballots_of,
    chosen_votes,
)
from queries.results import Stance
from tests.factories import DAY, member, merged
from tests.queries.votes_world import FILE, cast, chosen, parliament, rosters

OLD, NEW = date(2025, 1, 1), date(2026, 1, 1)


def test_only_votes_strictly_before_the_day_count() -> None:
    world = rosters(parliament(chosen("v", OLD), chosen("w", NEW), votes="vw"))
    assert [one.vote for one in chosen_votes(world, FILE, Window(NEW))] == ["v"]
    assert [one.vote for one in chosen_votes(world, FILE, Window(DAY))] == ["v", "w"]


def test_a_window_leaves_out_what_is_older() -> None:
    world = rosters(parliament(chosen("v", OLD), chosen("w", NEW), votes="vw"))
    assert [one.vote for one in chosen_votes(world, FILE, Window(DAY, 365))] == ["w"]
    with pytest.raises(InvalidQuestion, match="widen the window"):
        chosen_votes(world, FILE, Window(DAY, 5))


def test_no_choice_and_a_day_before_the_data_are_told_apart() -> None:
    with pytest.raises(InvalidQuestion, match="No reference votes are chosen for 'FILE'"):
        chosen_votes(rosters(parliament()), FILE, Window(DAY))
    world = rosters(parliament(chosen("v", OLD), votes="v"))
    with pytest.raises(InvalidQuestion, match="those chosen are from 2025-01-01 to 2025-01-01"):
        chosen_votes(world, FILE, Window(date(2024, 6, 1)))


def test_a_vote_chosen_both_ways_is_refused() -> None:
    world = rosters(parliament(chosen("v", OLD), chosen("v", OLD, "against"), votes="v"))
    with pytest.raises(InvalidQuestion, match="both ways"):
        chosen_votes(world, FILE, Window(DAY))


def test_groups_are_those_of_the_day_of_the_vote() -> None:
    printed = cast("red0", "v", OLD, "for", "BLUE")
    silent = cast("red1", "v", OLD, "against")
    world = rosters(parliament(chosen("v", OLD), printed, silent, votes="v"))
    assert [(one.person, one.group) for one in ballots_in(world, "v", OLD)] == [
        ("red0", "BLUE"),
        ("red1", "RED"),
    ]


def test_a_later_change_of_group_does_not_change_an_old_ballot() -> None:
    graph = parliament(chosen("v", OLD), cast("red0", "v", OLD, "for"), votes="v")
    moved = [one for one in graph.ties if (one.subject, one.object) != ("red0", "g:red")]
    old = member("red0", "g:red", period=Period.between(date(2024, 1, 1), date(2025, 6, 1)))
    new = member("red0", "g:blue", period=Period.since(date(2025, 6, 2)))
    world = rosters(merged(graph.entities.values(), [*moved, old, new]))
    assert [one.group for one in ballots_in(world, "v", OLD)] == ["RED"]
    assert world.group("red0", DAY) == "BLUE"


def test_who_has_two_different_ballots_in_a_vote_has_none() -> None:
    both = cast("red0", "v", OLD, "for"), cast("red0", "v", OLD, "against")
    world = rosters(parliament(chosen("v", OLD), *both, cast("red1", "v", OLD, "for"), votes="v"))
    assert [one.person for one in ballots_in(world, "v", OLD)] == ["red1"]


def test_a_members_ballots_name_those_that_are_missing() -> None:
    ties = chosen("v", OLD), chosen("w", NEW, "against"), cast("red0", "v", OLD, "abstain")
    lines = ballots_of(rosters(parliament(*ties, votes="vw")), FILE, "red0", Window(DAY))
    assert [(one.vote.id, one.ours, one.stance) for one in lines] == [
        ("v", Stance.FOR, Stance.ABSTAIN),
        ("w", Stance.AGAINST, None),
    ]


def test_loyalty_looks_at_votes_of_every_file_before_the_day() -> None:
    ties = cast("red0", "v", OLD, "for"), cast("red0", "w", NEW, "for")
    world = rosters(parliament(*ties, votes="vwx"))
    assert list(all_ballots(world, Window(NEW))) == ["v"]
    assert list(all_ballots(world, Window(DAY))) == ["v", "w"]
