import csv
import gzip
import io
import re
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import CorridorsError, SourceChanged
from graph.matching.organization_names import without_small_words
from graph.model import Property, Relation
from graph.period import Period
from graph.provenance import Statement
from graph.strength import TieModel
from loaders.base import Batch
from loaders.ep_meetings import (
    CHANNEL,
    EXPORT_LIMIT,
    procedures_in,
    read_meetings,
    read_watched,
)
from loaders.stream import Stream, opened
from tests.loaders.register_names import register_names
from tests.loaders.source_files import (
    EXPORT_HEADER,
    FIRST,
    KNOWN,
    OFFICE,
    READ_ON,
    SECOND,
    UNKNOWN,
    export,
    exported,
    seen,
    stream,
    watched,
)
from tests.shared import SHARED, needs_shared

WATCHED_FILE = SHARED / "europarl" / "integritywatch" / "mepmeetings-2019-2022.csv.gz"
OURS, ONE, TWO = "org:our-friends", f"eu-tr:{FIRST}", f"eu-tr:{SECOND}"


def official(*rows: str) -> Batch:
    return read_meetings(export(*rows), known=KNOWN, retrieved_at=READ_ON)


def listed(*rows: str) -> Batch:
    return read_watched(watched(*rows), known=KNOWN, retrieved_at=READ_ON)


def contacts(batch: Batch) -> list[Statement]:
    return [one for one in batch.statements if one.predicate is Relation.CONTACT_OF]


def counts(batch: Batch) -> dict[str, int]:
    return {count.what: count.found for count in batch.counts}


def test_meeting_is_a_contact_of_its_day_by_a_channel_that_strength_knows() -> None:
    (tie,) = contacts(official(exported()))
    assert (tie.subject, tie.object, tie.role) == (OURS, "ep-person:9001", CHANNEL)
    assert tie.period == Period.on(date(2026, 1, 2))
    assert CHANNEL in TieModel().channels


def test_capacity_committee_and_procedure_stay_with_the_contact() -> None:
    dossier = "AVIS 2021/0001 (COD), Regulation 2019/1020, see 2020/0002/INI (of Jo Private)"
    (tie,) = contacts(
        listed(seen(committees="['ENVI', 'LIBE']", dossier=dossier, role="Rapporteur"))
    )
    assert dict(tie.qualifiers) == {
        "capacity": "Rapporteur",
        "committee": "ENVI+LIBE",
        "dossier": "2021/0001(COD), 2020/0002(INI)",
        "published": "by the member",
    }


@pytest.mark.parametrize("form", [official(exported("Jo Private, Our Friends")), listed(seen())])
def test_nobody_private_and_no_free_text_comes_out(form: Batch) -> None:
    assert contacts(form)
    assert "Private" not in repr(form.statements) + repr(form.notes) + repr(form.rejections)


def test_member_is_described_with_the_given_name_first() -> None:
    names = {
        one.value for one in official(exported()).statements if one.predicate is Property.NAME
    }
    assert names == {"Ana DE EXAMPLE"}


def test_member_who_met_nobody_known_is_not_described() -> None:
    batch = official(exported(), exported("Jo Private", member="9002"))
    assert "ep-person:9002" not in {one.subject for one in batch.statements}
    assert counts(batch)["meetings without a known organisation"] == 1
    assert "1 meetings name no organisation" in batch.notes[-1]


def test_numbers_in_the_export_are_taken_before_names() -> None:
    batch = official(
        exported("Our Friends", UNKNOWN),
        exported("Jo Private|X", f"{FIRST}|{SECOND}", day="2026-01-03"),
        exported("Y", f"{OFFICE}; {FIRST}", day="2026-01-04"),
    )
    assert [one.subject for one in contacts(batch)] == [ONE, TWO, ONE, OURS]


def test_same_row_twice_counts_once() -> None:
    batch = listed(seen(), seen())
    assert len(contacts(batch)) == 1
    assert counts(batch)["meetings"] == 2


def test_two_meetings_of_a_day_share_their_record_and_stay_two() -> None:
    ties = contacts(official(exported(), exported(capacity="Rapporteur")))
    assert len({one.qualifiers for one in ties}) == 2
    assert {one.record for one in ties} == {"meetings/9001/2026-01-02"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (exported(member="Ana"), "column member_id"),
        (exported(member=""), "column member_id"),
        (exported(day="02/01/2026"), "column meeting_date"),
        (exported(day="2026-02-30"), "column meeting_date"),
        ("1,2,3", "3 cells"),
    ],
)
def test_row_that_makes_no_sense_is_named(row: str, reason: str) -> None:
    batch = official(exported(), row)
    assert [item.place for item in batch.rejections] == ["export.csv row 3"]
    assert reason in batch.rejections[0].reason
    assert len(contacts(batch)) == 1


@pytest.mark.parametrize(
    "row", [seen(day="2021-01-02"), seen(day="31-02-2021"), seen(committees="(LIBE)")]
)
def test_list_with_a_row_that_makes_no_sense_withdraws_nothing(row: str) -> None:
    batch = listed(seen(), row)
    assert [item.place for item in batch.rejections] == ["watched.csv row 3"]
    assert not batch.complete


def test_list_is_complete_and_one_answer_of_the_export_is_not() -> None:
    assert listed(seen()).complete
    assert not official(exported()).complete


def test_answer_of_the_greatest_length_is_taken_without_its_first_day() -> None:
    rows = [exported(day="2026-01-03")] * (EXPORT_LIMIT - 1) + [exported(day="2026-01-02")]
    batch = official(*rows)
    assert {one.period.start for one in contacts(batch)} == {date(2026, 1, 3)}
    assert "2026-01-02, may be cut" in batch.notes[0]


def test_each_form_names_the_other_loader() -> None:
    with pytest.raises(SourceChanged, match="loaded as integrity-watch"):
        read_meetings(watched(seen()), known=KNOWN, retrieved_at=READ_ON)
    with pytest.raises(SourceChanged, match="loaded as ep-meetings"):
        read_watched(export(exported()), known=KNOWN, retrieved_at=READ_ON)


def test_header_without_rows_changes_nothing() -> None:
    with pytest.raises(SourceChanged, match="no rows"):
        official()


@given(st.binary(max_size=200))
def test_any_bytes_give_a_batch_or_our_error(content: bytes) -> None:
    made: Stream = stream(f"{EXPORT_HEADER}\n".encode() + content)
    try:
        batch = read_meetings(made, known=KNOWN, retrieved_at=READ_ON)
    except CorridorsError:
        return
    assert counts(batch)["meetings"] > 0


@needs_shared
def test_real_list_is_read_whole_and_matched_by_number_or_whole_name() -> None:
    with opened(WATCHED_FILE) as found:
        batch = read_watched(found, known=register_names(), retrieved_at=READ_ON)
    assert (counts(batch)["meetings"], batch.rejections) == (23_050, ())
    assert counts(batch)["meetings kept"] + counts(batch)[
        "meetings without a known organisation"
    ] == (23_050)
    days = [one.period.start for one in contacts(batch) if one.period.start]
    assert date(2019, 6, 17) <= min(days)
    assert max(days) <= date(2022, 2, 16)


@needs_shared
def test_every_real_match_has_its_number_or_a_writing_of_its_name_in_the_row() -> None:
    texts = defaultdict(list)
    with gzip.open(WATCHED_FILE) as file:
        for row in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8")):
            day = "-".join(reversed(row["date"].split("-")))
            texts[f"meetings/{row['epid']}/{day}"].append(row["lobbyists"])
    known = register_names()
    with opened(WATCHED_FILE) as found:
        ties = contacts(read_watched(found, known=known, retrieved_at=READ_ON))
    without = [
        one
        for one in ties
        if not any(
            one.subject.removeprefix("eu-tr:") in text
            or any(
                set(name.split()) - {"and"} <= set(without_small_words(text).split())
                for writing in known.index.written[one.subject]
                for name in (writing.core, *writing.halves)
            )
            for text in texts[one.record]
        )
    ]
    assert without == []
    # The other way round, for numbers: none of the list that stands in a row is missed.
    met = {(one.subject, one.record) for one in ties}
    stated = {
        (f"eu-tr:{number}", record)
        for record, rows in texts.items()
        for text in rows
        for number in re.findall(r"\b\d+-\d\d\b", text)
        if f"eu-tr:{number}" in known.numbers
    }
    assert len(stated) > 1_000
    assert stated <= met


@needs_shared
def test_all_845_real_references_with_their_letters_are_read() -> None:
    written = re.compile(r"(\d{4}/\d{4}[A-Z]?)\s*\(([A-Z]{3})\)")
    with gzip.open(WATCHED_FILE) as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8"))
        found = [(row["dossier"], written.search(row["dossier"])) for row in rows]
    stated = [(text, match) for text, match in found if match]
    assert len(stated) == 845
    missed = [
        text
        for text, match in stated
        if f"{match[1]}({match[2]})" not in (procedures_in(text) or "")
    ]
    assert missed == []
