"""Saved roll calls in both forms. The small copies are written here; every vote is invented."""

import json
from collections.abc import Sequence
from datetime import date

import pytest

from graph.errors import SourceChanged
from loaders.archive import Record, read_records
from loaders.roll_calls import CARDS, MATRIX, Ballot, Copy, read_copy
from tests.shared import SHARED, needs_shared

EP = SHARED / "europarl"
LISTED = [
    {"id": "900002", "title": "A later invented vote", "date": "2025-02-02", "type": "INI"},
    {"id": "900001", "title": "An invented vote", "date": "2025-02-01", "type": None},
]
CELLS = {"900001": {"1": 1, "2": -1, "3": 0, "4": None}, "900002": {"1": -1}}
ABOUT = {"id": 900003, "date": "2024-09-19 12:00:01", "title": "An invented card", "for": 1}
CARD = (
    "mepid,name,result,eugroup,identifier,vote_id\n1,,for,Greens/EFA,900003,\n2,,abstention,NA,,"
)


def matrix(cells: object = CELLS, listed: object = LISTED) -> Sequence[Record]:
    return (
        ("copy.tar:data/matrix.json.gz", json.dumps(cells).encode()),
        ("copy.tar:data/members.json", b"[]"),
        ("copy.tar:data/votes_2025_main.json", json.dumps(listed).encode()),
    )


def cards(text: str = CARD, about: object = ABOUT) -> Sequence[Record]:
    return (
        ("10/cards/900003.json", json.dumps(about).encode()),
        ("10/cards/900003.csv", text.encode()),
    )


def reasons(copy: Copy) -> list[tuple[str, str]]:
    return [(one.place, one.reason) for one in copy.rejections]


def test_a_matrix_gives_every_ballot_absences_included_by_day() -> None:
    copy = read_copy(matrix())
    assert copy.source == MATRIX
    assert [(call.vote, call.day) for call in copy.calls] == [
        ("ep-vote:900001", date(2025, 2, 1)),
        ("ep-vote:900002", date(2025, 2, 2)),
    ]
    assert [one.option for one in copy.calls[0].ballots] == ["for", "against", "abstain", "absent"]
    assert copy.calls[0].title == "An invented vote"
    assert copy.rejections == ()


def test_a_card_gives_ballots_with_the_group_as_printed_in_one_spelling() -> None:
    copy = read_copy(cards(about={**ABOUT, "against": 0, "abstention": 1}))
    (call,) = copy.calls
    assert copy.source == CARDS
    assert call.ballots == (
        Ballot("ep-person:1", "for", "Greens/EFA"),
        Ballot("ep-person:2", "abstain", "NI"),
    )
    assert (call.day, call.title, call.expected) == (date(2024, 9, 19), "An invented card", 2)


def test_a_card_without_all_totals_expects_nothing() -> None:
    assert read_copy(cards()).calls[0].expected is None


def test_a_new_groups_spelling_is_kept() -> None:
    (call,) = read_copy(cards(CARD.replace("Greens/EFA", "A New Group"))).calls
    assert call.ballots[0].group == "A New Group"


@pytest.mark.parametrize("value", ["1", True, 2, 1.0, [1]])
def test_a_cell_that_is_no_ballot_is_rejected_with_its_place(value: object) -> None:
    copy = read_copy(matrix({"900001": {"1": value, "2": 1}}))
    assert [one.person for one in copy.calls[0].ballots] == ["ep-person:2"]
    ((place, reason),) = reasons(copy)
    assert place.endswith("matrix.json.gz vote 900001, person 1")
    assert "expected 1, -1, 0 or null" in reason


def test_a_vote_whose_day_is_not_known_is_rejected() -> None:
    copy = read_copy(matrix(listed=LISTED[1:]))
    assert [call.vote for call in copy.calls] == ["ep-vote:900001"]
    assert copy.rejections[0].record == "ep-vote:900002"
    assert "day is not known" in copy.rejections[0].reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CARD.replace("abstention", "maybe"), "row 3: result is 'maybe'"),
        (CARD.replace("\n1,", "\nx,"), "row 2: 'x' is not an EP person"),
        (CARD.replace("eugroup", "club"), ": column eugroup is missing"),
    ],
)
def test_a_bad_card_names_row_and_reason(text: str, words: str) -> None:
    ((place, reason),) = reasons(read_copy(cards(text)))
    assert words in f"{place}: {reason}"


def test_a_card_without_its_description_is_rejected() -> None:
    copy = read_copy(cards()[1:])
    assert copy.calls == ()
    assert "900003.json is not beside it" in copy.rejections[0].reason


def test_a_name_twice_is_read_once_and_said() -> None:
    twice = (*cards(), ("9/cards/900003.csv", b"mepid,result,eugroup\n7,for,EPP"))
    copy = read_copy(twice)
    assert [one.person for one in copy.calls[0].ballots] == ["ep-person:1", "ep-person:2"]
    assert copy.rejections[0].place == "9/cards/900003.csv"


@pytest.mark.parametrize(
    "records",
    [(), (("notes.json", b"{}"),), (("matrix.json", b"{}"),), (("matrix.json", b"nonsense"),)],
)
def test_what_has_neither_form_stops_the_reading(records: Sequence[Record]) -> None:
    with pytest.raises(SourceChanged):
        read_copy(records)


@needs_shared
def test_the_real_matrix_holds_227_votes_of_724_members() -> None:
    copy = read_copy(list(read_records(EP / "votes-2025-matrix")))
    people = {one.person for call in copy.calls for one in call.ballots}
    assert (len(copy.calls), len(people), copy.rejections) == (227, 724, ())
    assert (copy.calls[0].day, copy.calls[-1].day) == (date(2025, 1, 21), date(2025, 10, 23))


@needs_shared
def test_the_real_cards_hold_145_roll_calls_and_as_many_ballots_as_their_totals_say() -> None:
    path = EP / "mepwatch" / "term10-cards.tar.gz"
    copy = read_copy([*read_records(path, ".json"), *read_records(path, ".csv")])
    assert (len(copy.calls), copy.rejections) == (145, ())
    assert sum(len(call.ballots) for call in copy.calls) == 89_520
    assert all(call.expected == len(call.ballots) for call in copy.calls)
