"""The two forms in which the Commission publishes meetings, XML and XLSX, as the same records.

XML: ``meetings/meeting`` with ``cabinet``, or ``dgacronym`` and ``dgname``; ``date``;
``entities/entity`` with ``name`` and ``id``; every text escaped twice. XLSX: a line "generated
on", the header in row 2, a meeting a row, of which several entities may share the cells. What it
must not do: keep the names of officials, subjects or places; they are not even read.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from xml.etree.ElementTree import Element

from graph.errors import InputError, SourceChanged
from graph.period import parse_date
from loaders.column_map import ColumnMap
from loaders.stream import Stream
from loaders.tabular import Column, Row
from loaders.xlsx_table import START, begun, sheet_rows
from loaders.xml_stream import XmlRecords, text_of

COLUMNS = (
    Column("date_of_meeting", "day", required=True),
    Column("name_of_interest_representative", "who was met", required=True),
    Column("transparency_register_id", "register numbers", required=True),
    Column("name_of_cabinet", "cabinet; or else a directorate-general"),
    Column("name_of_dg_acronym", "acronym of the directorate-general"),
    Column("name_of_dg_full_name", "its name"),
)
_ALSO = ColumnMap({"dg_acronym": "name_of_dg_acronym", "dg_full_name": "name_of_dg_full_name"})
_DAY = re.compile(r"^(\d{2})/(\d{2})/(\d{4})$")
_BREAK = re.compile(r"[\n;|]")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: a cabinet, or a service with acronym and name; entities as (name, number)."""

    cabinet: str
    acronym: str
    service: str
    day: date
    entities: tuple[tuple[str, str], ...]


Made = tuple[str, Callable[[], Meeting]]
"""Where a meeting stands, and how to read it, which may raise InputError."""


def meetings(stream: Stream) -> Iterator[Made]:
    """Give the meetings of a file in either form, in order.

    Raises:
        SourceChanged: neither form.
    """
    first, whole = begun(stream)
    if first[:4] == START:
        for row in sheet_rows(whole, COLUMNS, _ALSO):
            yield row.place, partial(_of_row, row)
        return
    if not first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        msg = (
            f"{stream.place} is neither of the Commission's forms: expected XML, or XLSX. A list "
            "that names officials and no service has nobody a contact could be with."
        )
        raise SourceChanged(msg)
    for number, element in enumerate(XmlRecords(whole, root="meetings", record="meeting"), 1):
        yield f"{stream.place} meeting {number}", partial(_of_element, element)


def _of_element(element: Element) -> Meeting:
    return Meeting(
        _text(element, "cabinet"),
        _text(element, "dgacronym"),
        _text(element, "dgname"),
        _day(_text(element, "date")),
        tuple(
            (_text(entity, "name"), _text(entity, "id"))
            for entity in element.iterfind("entities/entity")
        ),
    )


def _of_row(row: Row) -> Meeting:
    if row.fault:
        raise InputError(row.fault.removeprefix(", "))
    return Meeting(
        _plain(row.text("name_of_cabinet")),
        _plain(row.text("name_of_dg_acronym")),
        _plain(row.text("name_of_dg_full_name")),
        _day(row.text("date_of_meeting") or ""),
        tuple(_paired(row)),
    )


def _paired(row: Row) -> Iterator[tuple[str, str]]:
    """Give names with their numbers, where several entities share a cell.

    Where it cannot be seen which name has which number, numbers count alone: a name with a number
    beside it must never be taken for a namesake.
    """
    names = row.text("name_of_interest_representative") or ""
    numbers = row.text("transparency_register_id") or ""
    for separator in (_BREAK, re.compile(",")):
        left, right = separator.split(names), separator.split(numbers)
        if len(left) == len(right) > 1:
            yield from zip(map(_plain, left), map(_plain, right), strict=True)
            return
    if any(char.isdigit() for char in numbers):
        yield "", _plain(numbers)
        return
    for name in _BREAK.split(names):
        yield _plain(name), ""


def _day(written: str) -> date:
    found = _DAY.match(written)
    return parse_date(f"{found[3]}-{found[2]}-{found[1]}" if found else written, "date")


def _text(element: Element, path: str) -> str:
    """Give a text that was escaped twice; the parser has undone the first time."""
    return _plain(text_of(element, path))


def _plain(text: str | None) -> str:
    return " ".join(html.unescape(text or "").split())
