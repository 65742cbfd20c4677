"""Grants and contracts of the Financial Transparency System to organisations that are known.

Source:
https://ec.europa.eu/budget/financial-transparency-system/download/{YEAR}_FTS_dataset_en.xlsx,
2007 on, about 20 MB a year. Licence: reuse under Commission Decision 2011/833/EU, "Source:
European Commission, Financial Transparency System". A row is one beneficiary's part of one
commitment; each file name is a source, and all that it has.

Known flaws: the header drifts from year to year (blanks, dashes, straight or curly apostrophes;
from 2025 without zone, action location and funding type); some amounts are text with commas
between thousands; there is no register number, so beneficiaries are matched by their name
alone; natural persons are shown as asterisks. Columns are known from their description; no real
file was at hand.

Kept: who funds whom, reference, year, amount and programme, of organisations that
``loaders.known`` knows. Natural persons are left out and counted; others are counted, not kept.
Subjects, addresses and numbers for tax are left out: the first name staff, the others nobody
needs.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from graph.errors import InputError, SourceChanged
from graph.identifiers import eu_body, fold, organization
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.column_map import ColumnMap
from loaders.known import Known
from loaders.service_names import service_called
from loaders.stream import Stream
from loaders.tabular import Column, Row
from loaders.xlsx_table import sheet_rows

SOURCE = Source(
    id="fts",
    publisher="European Commission",
    title="Financial Transparency System",
    url="https://ec.europa.eu/budget/financial-transparency-system",
    licence="Reuse under Commission Decision 2011/833/EU, Source: European Commission",
    rank=50,
)

ADDRESS = (
    "https://ec.europa.eu/budget/financial-transparency-system/download/{year}_FTS_dataset_en.xlsx"
)
"""Where a year is served."""

FIRST_YEAR = 2007

COLUMNS = (
    Column("year", "year", required=True),
    Column("name_of_beneficiary", "who gets it", required=True),
    Column("responsible_department", "who pays it", required=True),
    Column("reference_of_the_legal_commitment_lc", "reference", required=True),
    Column("beneficiary_s_contracted_amount_eur", "its part, EUR"),
    Column("commitment_contracted_amount_eur_a", "the whole, EUR"),
    Column("commitment_total_amount_eur_a_b", "the whole with what is added, EUR"),
    Column("programme_name", "programme"),
)
_ALSO = ColumnMap(
    MappingProxyType(
        {
            "beneficiary_name": "name_of_beneficiary",
            "reference_of_the_legal_commitment": "reference_of_the_legal_commitment_lc",
            "beneficiarys_contracted_amount_eur": "beneficiary_s_contracted_amount_eur",
            "programme": "programme_name",
        }
    )
)
_HINT = " The header changes from year to year; where it did again, a person must look at it."
_NUMBERED = re.compile(r"^[0-9.]+\s*-\s*")
_SHORT = re.compile(r"\(([A-Z][A-Za-z]{1,11})\)\s*$")
_OWN = "beneficiary_s_contracted_amount_eur"


@dataclass(slots=True)
class _Grant:
    """One commitment to one organisation: the amounts of its rows, as far as they are stated."""

    programme: str | None
    amounts: list[float] = field(default_factory=list)
    rows: int = 0


@dataclass(slots=True)
class _Reading:
    """What one load carries along: only what it keeps grows with the file."""

    count: Counter[str] = field(default_factory=Counter)
    grants: dict[tuple[str, str, str, int], _Grant] = field(default_factory=dict)
    services: dict[str, str] = field(default_factory=dict)


def read_fts(
    stream: Stream,
    *,
    known: Known,
    retrieved_at: datetime,
    source: Source = SOURCE,
    progress: Progress = no_progress,
) -> Batch:
    """Read one year.

    Raises:
        SourceChanged: no workbook, no row, or a header that we do not know.
        InputError: it holds what has no place in a workbook of a publisher.
    """
    builder, reading, read = BatchBuilder(source, retrieved_at), _Reading(), 0
    for read, row in enumerate(sheet_rows(stream, COLUMNS, _ALSO, _HINT), 1):
        try:
            _take(reading, row, known)
        except InputError as error:
            builder.reject(row.place, str(error).removeprefix(f"{row.place}, "))
        progress(read, None, "rows")
    if not read:
        msg = f"{stream.place} has a header and no rows. Nothing was changed."
        raise SourceChanged(msg)
    for key, grant in sorted(reading.grants.items()):
        builder.statements.append(_tie(source.id, key, grant))
    for identifier, name in sorted(reading.services.items()):
        builder.statements.extend(_described(source.id, identifier, name))
    count = reading.count
    builder.notes.append(
        f"{count['others']} rows name no organisation that is known here by its name; they "
        "are not kept. Load transparency-register or register-names first to find more."
    )
    counts = (
        Count("rows", None, read),
        Count("rows kept", None, count["kept"]),
        Count("rows of natural persons left out", None, count["persons"]),
        Count("rows of other beneficiaries", None, count["others"]),
        Count("grants and contracts", None, len(reading.grants)),
    )
    return builder.build(counts, complete=builder.whole)


def _take(reading: _Reading, row: Row, known: Known) -> None:
    name = row.text("name_of_beneficiary") or ""
    if "*" in name:
        reading.count["persons"] += 1
        return
    found = known.named(name)
    if found is None and not row.fault:
        reading.count["others"] += 1
        return
    if row.fault or found is None:
        raise InputError(row.fault.removeprefix(", "))
    department, reference = (
        row.needed("responsible_department"),
        row.needed("reference_of_the_legal_commitment_lc"),
    )
    meant = service_called(department)
    own = known.described(eu_body(meant.service.code)) if meant else known.named(department)
    service = own or organization(department)
    key = (service, found, reference, _year(row))
    grant = reading.grants.setdefault(key, _Grant(_programme(row)))
    amount = row.number(_OWN)
    reading.count["kept"] += 1
    reading.services.setdefault(service, department)
    grant.rows += 1
    if amount is not None:
        grant.amounts.append(amount)


def _year(row: Row) -> int:
    days = row.days("year")
    if days is None or (days[0].month, days[1].month) != (1, 12):
        raise row.wrong("year", "a year, such as 2024")
    return days[0].year


def _programme(row: Row) -> str | None:
    written = row.text("programme_name")
    return _NUMBERED.sub("", written) if written else None


def _tie(source: str, key: tuple[str, str, str, int], grant: _Grant) -> Statement:
    service, beneficiary, reference, year = key
    more = {"year": str(year)}
    if grant.programme:
        more["programme"] = grant.programme
    more.update(_amounts(grant))
    return Statement(
        service,
        Relation.FUNDS,
        source,
        f"{reference}/{beneficiary}/{year}",
        object=beneficiary,
        role=reference,
        period=Period.between(date(year, 1, 1), date(year, 12, 31)),
        qualifiers=tuple(sorted(more.items())),
    )


def _amounts(grant: _Grant) -> Iterator[tuple[str, str]]:
    """Say the amount; where rows of one commitment state different ones, say each and no sum.

    Nothing in the file tells whether such rows are parts of one amount or the same one again.
    """
    different = sorted(set(grant.amounts))
    if len(different) == 1:
        yield "amount_eur", f"{different[0]:.2f}"
    elif different:
        yield "amounts_eur", "; ".join(f"{one:.2f}" for one in different)
    if grant.rows > 1:
        yield "rows", str(grant.rows)


def _described(source: str, identifier: str, name: str) -> Iterator[Statement]:
    general = fold(name).startswith("directorate-general")
    short = _SHORT.search(name)
    values = (
        (Property.KIND, Kind.ORGANIZATION.value),
        (
            Property.CLASSIFICATION,
            Classification.DIRECTORATE_GENERAL.value if general else None,
        ),
        (Property.NAME, name),
        (Property.ACRONYM, short[1] if short else None),
    )
    for prop, value in values:
        if value:
            yield Statement(identifier, prop, source, identifier, value=value)
