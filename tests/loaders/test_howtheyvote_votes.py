from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.errors import SourceChanged
from graph.levels import Level
from graph.model import Property, Relation
from graph.period import Period
from loaders.base import Batch
from loaders.howtheyvote_votes import read_ballots_table, read_votes_table
from loaders.parliament import Parliament
from loaders.stream import Stream, opened
from tests.loaders.source_files import stream
from tests.loaders.test_howtheyvote import EXPORT, counts
from tests.loaders.vote_files import (
    DAY,
    FILE,
    PARLIAMENT,
    READ_ON,
    SOURCE,
    VOTE,
    ballots,
    vote_row,
    votes,
)
from tests.shared import needs_shared


def load(made: Stream, parliament: Parliament = PARLIAMENT) -> Batch:
    return read_votes_table(made, parliament=parliament, source=SOURCE, retrieved_at=READ_ON)


def cast(made: Stream, parliament: Parliament = PARLIAMENT) -> Batch:
    return read_ballots_table(made, parliament=parliament, source=SOURCE, retrieved_at=READ_ON)


def test_a_main_vote_on_a_known_file_is_an_event_with_result_and_counts() -> None:
    batch = load(votes(vote_row()))
    said = {one.predicate: one.value for one in batch.statements if one.value is not None}
    assert said == {
        Property.KIND: "Event",
        Property.CLASSIFICATION: "VoteEvent",
        Property.NAME: "An invented file",
        Property.DESCRIPTION: "Texte (ensemble)",
        Property.URL: "https://howtheyvote.eu/votes/900003",
        Property.RESULT: "ADOPTED",
        Property.VOTES_FOR: 400,
        Property.VOTES_AGAINST: 200,
        Property.VOTES_ABSTAIN: 50,
        Property.VOTES_ABSENT: 70,
    }
    (tie,) = (one for one in batch.statements if one.predicate is Relation.DECIDES_ON)
    assert (tie.subject, tie.object, tie.period) == ("ep-vote:900003", FILE, Period.on(DAY))
    assert dict(tie.qualifiers) == {"document": "A10-0001/2025", "text": "P10_TA(2025)0001"}
    assert {one.level for one in batch.statements} == {Level.PUBLIC}


def test_what_is_left_out_is_counted_by_reason_and_withdraws_nothing() -> None:
    batch = load(
        votes(
            vote_row("1", main="False"),
            vote_row("2", procedure=""),
            vote_row("3", procedure="2025/0002(INI)"),
            vote_row("4"),
        )
    )
    assert batch.notes == (
        "Left out: 1 on a part or an amendment; 1 on a whole text whose file is not in the graph "
        "(load ep-procedures first); 1 on a whole text, without a procedure.",
    )
    assert counts(batch) == {"votes read": 4, "votes kept": 1, "votes left out": 3}
    assert not batch.complete


def test_a_chosen_amendment_is_kept_at_the_level_of_its_choice() -> None:
    batch = load(votes(vote_row("900001", main="False", procedure="2025/0002(INI)")))
    assert {(one.subject, one.level) for one in batch.statements} == {(VOTE, Level.OFFICE)}
    assert not any(one.predicate is Relation.DECIDES_ON for one in batch.statements)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (vote_row(main="perhaps"), "is_main"),
        (vote_row(favour="many"), "a whole number of members"),
        (vote_row(day="04/03/2025"), "no date"),
        (vote_row(procedure="2025-COD"), "is not a procedure"),
        (vote_row("12x"), "is not a roll-call vote"),
    ],
)
def test_a_row_that_makes_no_sense_is_rejected_alone(row: str, reason: str) -> None:
    batch = load(votes(row, vote_row("7")))
    (one,) = batch.rejections
    assert one.place == "votes.csv row 2"
    assert reason in one.reason
    assert counts(batch)["votes kept"] == 1


def test_no_result_before_2024_is_not_known_rather_than_none() -> None:
    batch = load(votes(vote_row(result="")))
    assert Property.RESULT not in {one.predicate for one in batch.statements}


def test_another_header_stops_the_load() -> None:
    with pytest.raises(SourceChanged, match="count_for"):
        load(stream("id,timestamp,is_main\n1,2025-01-01,True\n", "votes.csv"))


def test_only_ballots_of_chosen_votes_are_kept_with_day_and_group() -> None:
    batch = cast(
        ballots(
            "900001,1,FOR,GRC,EPP",
            "900001,2,AGAINST,DEU,SD",
            "900001,3,DID_NOT_VOTE,DEU,NEWEST",
            "900002,1,FOR,GRC,EPP",
        )
    )
    assert [
        (one.subject, one.object, one.role, one.period, one.qualifiers, one.level)
        for one in batch.statements
    ] == [
        ("ep-person:1", VOTE, "for", Period.on(DAY), (("group", "EPP"),), Level.OFFICE),
        ("ep-person:2", VOTE, "against", Period.on(DAY), (("group", "S&D"),), Level.OFFICE),
        ("ep-person:3", VOTE, "absent", Period.on(DAY), (("group", "NEWEST"),), Level.OFFICE),
    ]
    assert counts(batch) == {"ballots read": 4, "ballots kept": 3, "reference votes": 1}


def test_a_stranger_is_rejected_once_and_a_strange_position_by_row() -> None:
    batch = cast(ballots("900001,99,FOR,GRC,EPP", "900001,1,PERHAPS,GRC,EPP", "900001,1"))
    assert [(one.place, one.record) for one in batch.rejections] == [
        ("member_votes.csv row 3", f"{VOTE}|ep-person:1"),
        ("member_votes.csv row 4", None),
        ("member_votes.csv row 2, person 99", "ep-person:99"),
    ]


def test_a_cell_without_an_end_is_rejected_and_not_kept_whole() -> None:
    batch = cast(ballots(f"900001,1,FOR,GRC,{'x' * 9000}", f"900001,{'1' * 9000},FOR,GRC,EPP"))
    assert batch.statements == ()
    assert all(len(repr(one)) < 300 for one in batch.rejections)


def test_without_its_day_no_ballot_is_kept_and_the_table_that_tells_it_is_named() -> None:
    batch = cast(ballots("900001,1,FOR,GRC,EPP"), replace(PARLIAMENT, days={}))
    assert batch.statements == ()
    assert batch.notes == (
        f"Their day is not known, so no ballot was kept: {VOTE}. Load votes.csv first.",
    )


def test_without_a_choice_nothing_is_read() -> None:
    def chunks() -> Iterator[bytes]:
        yield from ()
        pytest.fail("the table was read")

    batch = cast(Stream("member_votes.csv", chunks()), Parliament())
    assert batch.statements == ()
    assert "corridors load reference-votes" in batch.notes[0]


@needs_shared
def test_the_real_votes_are_all_read_and_the_main_ones_of_known_files_kept() -> None:
    known = replace(PARLIAMENT, dossiers=frozenset({"ep-procedure:2023-0250"}))
    with opened(EXPORT / "votes.csv.gz") as made:
        batch = load(made, known)
    assert batch.rejections == ()
    assert counts(batch)["votes read"] == 24_313
    out = batch.notes[0]
    assert "21,960 on a part or an amendment" in out
    assert "61 on a whole text, without a procedure" in out
    kept = counts(batch)["votes kept"]
    assert counts(batch)["votes left out"] == 24_313 - kept
    assert {one.object for one in batch.statements if one.object} <= {"ep-procedure:2023-0250"}
