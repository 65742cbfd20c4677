"""Three years with three headers, made by us; every organisation and person is invented."""

import tracemalloc
from datetime import UTC, date, datetime

import pytest

from graph.errors import SourceChanged
from graph.model import Property, Relation
from graph.period import Period
from graph.provenance import Statement
from loaders.base import Batch
from loaders.fts import read_fts
from loaders.stream import Stream
from tests.loaders.source_files import KNOWN
from tests.loaders.workbooks import SHEET, sheet_xml, with_part, workbook_of

READ_ON = datetime(2026, 1, 5, tzinfo=UTC)
COMMON = (
    "Year",
    "Reference of the Legal Commitment (LC)",
    "Name of beneficiary",
    "Address",
    "Commitment contracted amount (EUR) (A)",
    "Commitment  total amount (EUR) (A+B)",
    "Responsible department",
    "Programme name",
)
HEADERS = {
    2023: (*COMMON, "Beneficiary\u2019s contracted amount (EUR)", "Geographical Zone"),
    2024: (*COMMON, "Beneficiary's  contracted amount (EUR)", "Funding type"),
    2025: (*COMMON, "BENEFICIARY\u2019S CONTRACTED AMOUNT (EUR)", "Project acronym"),
}
SERVICE = "Directorate-General for Invented Affairs (HOME)"
GRANT = Relation.FUNDS


def row(
    beneficiary: str = "Our Friends",
    amount: object = 1500,
    *,
    reference: str = "SI2.1",
    year: object = 2024,
    service: str = SERVICE,
) -> tuple[object, ...]:
    programme = "1.0.23 - Invented Programme"
    return (
        year,
        reference,
        beneficiary,
        "Jo Private's street",
        1,
        1,
        service,
        programme,
        amount,
        "x",
    )


def load(*rows: tuple[object, ...], year: int = 2024) -> Batch:
    content = workbook_of([HEADERS[year], *rows])
    return read_fts(Stream(f"fts-{year}.xlsx", [content]), known=KNOWN, retrieved_at=READ_ON)


def grants(batch: Batch) -> list[Statement]:
    return [one for one in batch.statements if one.predicate is GRANT]


@pytest.mark.parametrize("year", sorted(HEADERS))
@pytest.mark.parametrize("amount", [1500, "1,500", "1 500.00", "1,500.0"])
def test_each_year_gives_the_same_facts_whatever_its_header(year: int, amount: object) -> None:
    batch = load(row(amount=amount, year=year), year=year)
    (tie,) = grants(batch)
    assert (tie.subject, tie.object, tie.role) == (
        "eu-body:HOME",
        "org:our-friends",
        "SI2.1",
    )
    assert tie.period == Period.between(date(year, 1, 1), date(year, 12, 31))
    assert dict(tie.qualifiers) == {
        "amount_eur": "1500.00",
        "programme": "Invented Programme",
        "year": str(year),
    }
    assert batch.complete
    assert "Private" not in repr(batch.statements)


def test_natural_persons_are_left_out_and_others_counted() -> None:
    batch = load(row("*****"), row("Jo Private"), row("Nobody Knows Ltd"), row())
    found = {count.what: count.found for count in batch.counts}
    assert found == {
        "rows": 4,
        "rows kept": 1,
        "rows of natural persons left out": 1,
        "rows of other beneficiaries": 2,
        "grants and contracts": 1,
    }
    assert "Private" not in repr(batch)


def test_rows_of_one_commitment_are_one_fact_and_never_added_up() -> None:
    batch = load(row(amount=10), row(amount=10), row(amount=20, reference="SI2.2"), row(amount=5))
    first, second = grants(batch)
    assert dict(first.qualifiers)["amounts_eur"] == "5.00; 10.00"
    assert dict(first.qualifiers)["rows"] == "3"
    assert dict(second.qualifiers)["amount_eur"] == "20.00"


def test_a_service_is_described_with_its_acronym() -> None:
    told = {one.predicate: one.value for one in load(row()).statements if one.value}
    assert told[Property.ACRONYM] == "HOME"
    assert told[Property.CLASSIFICATION] == "DirectorateGeneral"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (row(amount="much"), "a number"),
        (row(amount="=1+1"), "a formula"),
        (row(year="last"), "'last'"),
        (row(reference=""), "a value"),
    ],
)
def test_a_row_of_ours_that_makes_no_sense_is_named(bad: tuple[object, ...], words: str) -> None:
    batch = load(row(), bad)
    assert [item.place for item in batch.rejections] == ["fts-2024.xlsx row 3"]
    assert words in batch.rejections[0].reason
    assert not batch.complete


def test_a_header_that_changed_again_stops_the_load() -> None:
    content = workbook_of([("Year", "Recipient"), (2024, "Our Friends")])
    with pytest.raises(SourceChanged, match=r"missing are name_of_beneficiary.*person must look"):
        read_fts(Stream("fts.xlsx", [content]), known=KNOWN, retrieved_at=READ_ON)
    with pytest.raises(SourceChanged, match="no rows"):
        load()


def test_memory_does_not_grow_with_a_year() -> None:
    def peak(count: int) -> int:
        texts = [*HEADERS[2024], "Nobody Knows Ltd"]
        head = "".join(
            f'<c r="{"ABCDEFGHIJ"[at]}1" t="str"><v>{text}</v></c>'
            for at, text in enumerate(HEADERS[2024])
        )
        rows = "".join(
            f'<row r="{at}"><c r="A{at}"><v>2024</v></c>'
            f'<c r="C{at}" t="str"><v>Nobody {at}</v></c></row>'
            for at in range(2, count + 2)
        )
        content = with_part(
            workbook_of([texts]), SHEET, sheet_xml(f'<row r="1">{head}</row>{rows}')
        )
        del rows
        tracemalloc.start()
        batch = read_fts(Stream("fts.xlsx", [content]), known=KNOWN, retrieved_at=READ_ON)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert batch.counts[0].found == count
        return most - len(content)

    peak(8_000)  # words once written are remembered, up to a limit, for whatever is read next
    assert peak(8_000) < peak(2_000) + 300_000
