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
    UNKNOWN,
    commission,
    met,
    stream,
)

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


@pytest.mark.parametrize("content", ["<meetings/>", "<all/>", "PK\x03\x04", "<!DOCTYPE meetings>"])
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
