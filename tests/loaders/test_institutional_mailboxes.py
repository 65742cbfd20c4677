import pytest

from graph.errors import SourceChanged
from loaders.base import Batch
from loaders.institutional_mailboxes import read_mailboxes
from loaders.known import Known
from loaders.stream import opened
from tests.loaders.authority_files import READ_ON, found, mailboxes, said_of
from tests.loaders.source_files import stream
from tests.shared import SHARED, needs_shared

NOBODY = Known({})
HOME = (
    "European Commission,DG HOME (HOME),Access,home-access-documents@example.org,0,Files,,"
    "2024-12-15"
)


def read(*rows: str, known: Known = NOBODY) -> Batch:
    return read_mailboxes(mailboxes(*rows), known=known, retrieved_at=READ_ON)


def test_mailbox_says_to_be_checked_and_when_it_last_was() -> None:
    batch = read(HOME)
    said = said_of(batch, "eu-body:HOME")
    assert said["mailbox"] == ["home-access-documents@example.org"]
    assert said["name"] == ["Directorate-General for Migration and Home Affairs"]
    assert said["note"] == [
        "Mailbox home-access-documents@example.org: Access, Files. Check before sending; last "
        "checked 2024-12-15."
    ]
    (day,) = {one.as_of for one in batch.statements if one.predicate.value == "mailbox"}
    assert str(day) == "2024-12-15"


def test_body_of_the_list_gets_the_mailbox_and_no_other_name() -> None:
    batch = read(HOME, known=Known({}, {"eu-body:HOME": "org:dg-home"}))
    assert {one.subject for one in batch.statements} == {"org:dg-home"}
    assert "name" not in said_of(batch, "org:dg-home")


@pytest.mark.parametrize(
    ("institution", "unit", "subject"),
    [
        ("European Parliament", "LIBE Secretariat", "ep-org:LIBE"),
        ("European Parliament", "Petitions Committee (PETI)", "ep-org:PETI"),
        ("European Parliament", "Document access", "eu-body:EP"),
        ("European Ombudsman", "Complaints", "eu-body:OMB"),
    ],
)
def test_mailbox_belongs_to_the_body_that_is_stated(
    institution: str, unit: str, subject: str
) -> None:
    batch = read(f"{institution},{unit},Access,info@example.org,,x,,2024-12-15")
    assert {one.subject for one in batch.statements} == {subject}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (HOME.replace("home-access-documents", "ana.example"), "does not look like a functional"),
        (HOME.replace("home-access", "<DG>-access"), "not a pattern"),
        (HOME.replace("home-access-documents@example.org", ""), "no address"),
        (HOME.replace("(HOME)", "(A/B)"), "its one code"),
        (HOME.replace("European Commission", "A friend"), "an institution or body"),
        (HOME.replace("Files", "Files, and more"), "9 cells; expected 8"),
        (HOME.replace("2024-12-15", "lately"), "no date"),
    ],
)
def test_row_that_cannot_be_used_is_rejected_with_place_and_reason(row: str, reason: str) -> None:
    batch = read(HOME, row)
    (rejected,) = batch.rejections
    assert rejected.place == "mailboxes.csv row 3"
    assert reason in rejected.reason
    assert found(batch)["mailboxes kept"] == 1


def test_personal_address_is_nowhere_repeated() -> None:
    batch = read(HOME.replace("home-access-documents", "ana.example"))
    assert "ana" not in repr(batch)


def test_another_table_stops_the_reading() -> None:
    with pytest.raises(SourceChanged):
        read_mailboxes(stream("a,b\n1,2\n"), known=NOBODY, retrieved_at=READ_ON)


@needs_shared
def test_real_list_has_46_mailboxes_and_the_row_of_clima_is_rejected() -> None:
    with opened(SHARED / "whoiswho" / "institutional-mailboxes.csv") as made:
        batch = read_mailboxes(made, known=NOBODY, retrieved_at=READ_ON)
    assert found(batch) == {"mailboxes": 46, "mailboxes kept": 41}
    rejected = {one.place.rsplit(" ", 1)[-1]: one.reason for one in batch.rejections}
    assert sorted(rejected, key=int) == ["3", "17", "31", "37", "41"]
    assert rejected["17"] == "10 cells; expected 8"
