from datetime import date

import pytest

from graph.errors import InputError, SourceChanged
from graph.levels import Level
from graph.model import Property, Relation
from graph.period import Period
from loaders.archive import read_records
from loaders.base import Batch
from loaders.ep_votes import read_votes
from tests.loaders.ep_records import READ_ON
from tests.loaders.test_roll_calls import ABOUT, CARD, EP, cards, matrix
from tests.shared import needs_shared

PEOPLE = {"ep-person:1", "ep-person:2", "ep-person:3"}


def load(chosen: dict[str, Level] | None = None) -> Batch:
    picked = {"ep-vote:900001": Level.OFFICE} if chosen is None else chosen
    return read_votes(matrix(), picked, PEOPLE, retrieved_at=READ_ON)


def test_only_chosen_votes_become_statements_while_all_are_counted() -> None:
    batch = load()
    cast = [one for one in batch.statements if one.predicate is Relation.VOTED]
    assert [(one.subject, one.object, one.role) for one in cast] == [
        ("ep-person:1", "ep-vote:900001", "for"),
        ("ep-person:2", "ep-vote:900001", "against"),
        ("ep-person:3", "ep-vote:900001", "abstain"),
    ]
    assert {(one.period, one.as_of) for one in cast} == {
        (Period.on(date(2025, 2, 1)), date(2025, 2, 1))
    }
    assert [(one.what, one.expected, one.found) for one in batch.counts] == [
        ("roll calls in the copy", None, 2),
        ("members in the copy", None, 4),
        ("ballots in the copy", None, 5),
        ("reference votes", 1, 1),
        ("ballots of reference votes", None, 4),
        ("ballots kept", None, 3),
    ]
    assert not batch.complete


def test_the_vote_itself_is_described() -> None:
    said = {one.predicate: one.value for one in load().statements if one.value is not None}
    assert said == {
        Property.KIND: "Event",
        Property.CLASSIFICATION: "VoteEvent",
        Property.NAME: "An invented vote",
    }


def test_who_may_not_know_the_choice_may_not_know_the_ballots() -> None:
    assert {one.level for one in load().statements} == {Level.OFFICE}
    public = load({"ep-vote:900001": Level.PUBLIC})
    assert {one.level for one in public.statements} == {Level.PUBLIC}


def test_a_member_nobody_describes_is_rejected_once_with_the_number_of_ballots() -> None:
    (one,) = load().rejections
    assert one.record == "ep-person:4"
    assert one.place.endswith("vote 900001, person 4")
    assert one.reason.startswith("1 ballots of ep-person:4")


def test_a_chosen_vote_that_is_not_there_is_named() -> None:
    batch = load({"ep-vote:900001": Level.OFFICE, "ep-vote:5": Level.OFFICE})
    assert "Chosen, and not in this copy: ep-vote:5." in batch.notes


def test_totals_that_do_not_fit_are_said() -> None:
    off = cards(about={**ABOUT, "against": 0, "abstention": 7})
    batch = read_votes(off, {"ep-vote:900003": Level.PUBLIC}, PEOPLE, retrieved_at=READ_ON)
    assert batch.notes == ("10/cards/900003.csv: 2 ballots, while its totals say 8.",)
    assert [(one.expected, one.found) for one in batch.counts][4] == (8, 2)


def test_the_group_of_a_card_stays_with_the_ballot() -> None:
    chosen = {"ep-vote:900003": Level.PUBLIC}
    batch = read_votes(cards(CARD), chosen, PEOPLE, retrieved_at=READ_ON)
    cast = [one for one in batch.statements if one.predicate is Relation.VOTED]
    assert [one.qualifiers for one in cast] == [(("group", "Greens/EFA"),), (("group", "NI"),)]


def test_no_choice_is_refused_with_what_to_load() -> None:
    with pytest.raises(InputError, match="corridors load reference-votes"):
        load({})


def test_a_copy_without_any_chosen_vote_changes_nothing() -> None:
    with pytest.raises(SourceChanged, match=r"2 roll calls \(2025-02-01 to 2025-02-02\)"):
        load({"ep-vote:5": Level.OFFICE})


@needs_shared
def test_a_real_vote_comes_out_whole() -> None:
    records = list(read_records(EP / "votes-2025-matrix"))
    everybody = {f"ep-person:{number}" for number in range(300_000)}
    chosen = {"ep-vote:178218": Level.PUBLIC}
    batch = read_votes(records, chosen, everybody, retrieved_at=READ_ON)
    assert [(one.what, one.found) for one in batch.counts] == [
        ("roll calls in the copy", 227),
        ("members in the copy", 724),
        ("ballots in the copy", 163_192),
        ("reference votes", 1),
        ("ballots of reference votes", 719),
        ("ballots kept", 719),
    ]
    assert batch.rejections == ()
