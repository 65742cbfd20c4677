from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import CorridorsError, SourceChanged
from graph.model import Property, Relation
from graph.period import Period
from graph.provenance import Statement
from loaders.base import Batch
from loaders.commission_meetings import read_commission_meetings
from tests.loaders.source_files import (
    FIRST,
    KNOWN,
    OFFICE,
    READ_ON,
    SECOND,
    UNKNOWN,
    commission,
    met,
    stream,
)
from tests.loaders.workbooks import workbook_of

CABINET = "<cabinet>Cabinet of an Invented Commissioner</cabinet>"


def load(*meetings: str) -> Batch:
    return read_commission_meetings(commission(*meetings), known=KNOWN, retrieved_at=READ_ON)


def contacts(batch: Batch) -> list[Statement]:
    return [one for one in batch.statements if one.predicate is Relation.CONTACT_OF]


def test_meeting_is_a_contact_with_the_service_and_not_with_the_official() -> None:
    batch = load(met())
    (tie,) = contacts(batch)
    assert (tie.subject, tie.object, tie.role) == (f"eu-tr:{FIRST}", "eu-body:HOME", "meeting")
    assert tie.period == Period.on(date(2026, 1, 5))
    assert tie.qualifiers == (("published", "by the Commission"),)
    assert "Private" not in repr(batch.statements)


def test_text_that_was_escaped_twice_is_read() -> None:
    names = {one.value for one in load(met()).statements if one.predicate is Property.NAME}
    assert names == {"Home & Affairs"}


def test_cabinet_is_an_organisation_without_classification() -> None:
    batch = load(met(body=CABINET))
    assert contacts(batch)[0].object == "org:cabinet-of-an-invented-commissioner"
    assert Property.CLASSIFICATION not in {one.predicate for one in batch.statements}


@pytest.mark.parametrize(
    ("number", "name", "found"),
    [
        (OFFICE, "Whoever", ["org:our-friends"]),
        ("", "OUR Friends", ["org:our-friends"]),
        ("", "Our Friends, Invented Federation", []),
        (UNKNOWN, "Our Friends", []),
        ("", "Jo Private", []),
    ],
)
def test_number_decides_and_else_the_whole_name(number: str, name: str, found: list[str]) -> None:
    batch = load(met(number, name), met())
    assert [one.subject for one in contacts(batch)][: len(found)] == found
    assert batch.counts[2].found == (0 if found else 1)


@pytest.mark.parametrize("day", ["05/01/2026", "2026-01-05", "2026-01-05T10:00:00"])
def test_day_is_read_in_either_form(day: str) -> None:
    assert contacts(load(met(day=day)))[0].period == Period.on(date(2026, 1, 5))


@pytest.mark.parametrize("bad", [met(day="soon"), met(day="31/02/2026"), met(body="")])
def test_meeting_that_makes_no_sense_is_named(bad: str) -> None:
    batch = load(met(), bad)
    assert [item.place for item in batch.rejections] == ["commission.xml meeting 2"]
    assert not batch.complete
    assert load(met()).complete


CABINET_HEADER = (
    "Name of cabinet",
    "Name of EC representative",
    "Title of EC representative",
    "Date of meeting",
    "Location",
    "Name of interest representative",
    "Transparency register ID",
    "Subject of the meeting",
)
SERVICE_HEADER = ("Name of DG - acronym", "Name of DG – full name", *CABINET_HEADER[1:])


def in_rows(*rows: tuple[object, ...], cabinet: bool = False) -> Batch:
    header = CABINET_HEADER if cabinet else SERVICE_HEADER
    content = workbook_of([("File generated on 05/01/2026",), header, *rows])
    return read_commission_meetings(
        stream(content, "commission.xlsx"), known=KNOWN, retrieved_at=READ_ON
    )


def row(*who: str, day: object = "05/01/2026", name: str, number: str) -> tuple[object, ...]:
    return (*who, "Jo Private", "Official", day, "Jo Private's office", name, number, "Jo Private")


def test_both_forms_of_the_same_meetings_say_the_same() -> None:
    service, cabinet = ("HOME", "Home & Affairs"), "Cabinet of an Invented Commissioner"
    rows = in_rows(
        row(*service, name="Invented Federation", number=FIRST),
        row(*service, day=date(2026, 1, 6), name="Our Friends", number=""),
        row(*service, name="Our Friends", number=UNKNOWN),
    )
    elements = load(met(), met("", "Our Friends", day="06/01/2026"), met(UNKNOWN, "Our Friends"))
    assert (rows.statements, rows.counts) == (elements.statements, elements.counts)
    rows = in_rows(row(cabinet, name="Invented Federation", number=FIRST), cabinet=True)
    assert rows.statements == load(met(body=CABINET)).statements
    assert "Private" not in repr(rows)


@pytest.mark.parametrize(
    ("name", "number", "found"),
    [
        ("Solo\nOur Friends\nX", f"{UNKNOWN}\n\n{UNKNOWN}", ["org:our-friends"]),
        ("Whoever, Our Friends", f"{FIRST}, {UNKNOWN}", [f"eu-tr:{FIRST}"]),
        ("Whoever; Else; Our Friends", f"{FIRST} {SECOND}", [f"eu-tr:{FIRST}", f"eu-tr:{SECOND}"]),
        ("Our Friends; Jo Private", "", ["org:our-friends"]),
    ],
)
def test_entities_that_share_a_cell_are_told_apart_by_their_numbers(
    name: str, number: str, found: list[str]
) -> None:
    batch = in_rows(row("HOME", "Home", name=name, number=number))
    assert [one.subject for one in contacts(batch)] == found


def test_a_row_of_a_workbook_that_makes_no_sense_is_named() -> None:
    good = row("HOME", "Home", name="Our Friends", number="")
    batch = in_rows(good, row("HOME", "Home", day="=A1", name="Our Friends", number=""))
    assert [item.place for item in batch.rejections] == ["commission.xlsx row 4"]
    assert "cell E4: a formula" in batch.rejections[0].reason


def test_a_workbook_of_another_kind_stops_the_load() -> None:
    other = stream(workbook_of([("name", "day")]), "x.xlsx")
    with pytest.raises(SourceChanged, match="missing are date_of_meeting"):
        read_commission_meetings(other, known=KNOWN, retrieved_at=READ_ON)


@pytest.mark.parametrize(
    "content",
    ["tr_id,date\n1,2026-01-01\n", "<meetings/>", "<all/>", "PK\x03\x04", "<!DOCTYPE meetings>"],
)
def test_file_of_another_form_stops_the_load(content: str) -> None:
    with pytest.raises(SourceChanged):
        read_commission_meetings(stream(content), known=KNOWN, retrieved_at=READ_ON)


@given(st.text(max_size=100))
def test_any_text_gives_a_batch_or_our_error(text: str) -> None:
    try:
        batch = load(met(), text)
    except CorridorsError:
        return
    assert batch.counts[0].found >= 1


def test_directorate_general_of_the_list_is_the_one_met() -> None:
    known = replace(KNOWN, coded={"eu-body:HOME": "org:dg-home"})
    batch = read_commission_meetings(commission(met()), known=known, retrieved_at=READ_ON)
    (tie,) = [one for one in batch.statements if one.predicate is Relation.CONTACT_OF]
    assert tie.object == "org:dg-home"
