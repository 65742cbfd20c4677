"""Tables as people keep them, CSV or XLSX, in whatever encoding a spreadsheet writes: to rows.

CSV is UTF-8, or UTF-16 with a byte order mark; another encoding only where it is named, since one
that is guessed wrong spoils names in silence. Commas, semicolons and tabs separate. Of a workbook
the one sheet with the header is read, or the one named; columns about clients are looked for on
every sheet, hidden ones too. What it must not do: know any particular table.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from graph.errors import InputError, SourceChanged
from loaders.column_map import UNMAPPED, ColumnMap
from loaders.line import Line
from loaders.stream import Stream
from loaders.table_header import (
    FIRST_LINES,
    Sheet,
    find_header,
    likely_header,
    read_lines,
    refuse_clients,
)
from loaders.tabular import Column
from loaders.xlsx import Remarks, SheetName, Workbook, workbook

ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-2", "windows-1250")
"""Encodings that may be named."""

MAX_COLUMNS = 16_384
"""Most cells of a line of CSV: as many as a spreadsheet has columns."""

_SEPARATORS = (",", ";", "\t")
_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class How:
    """How a table is to be read: which column is which, which sheet, in which encoding."""

    columns: ColumnMap = UNMAPPED
    sheet: str | None = None
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    """Where the map was found, for the report."""


AS_IT_STANDS = How()


def read_sheet(
    content: bytes, name: str, columns: Sequence[Column], how: How = AS_IT_STANDS
) -> Sheet:
    """Read a table; empty rows are skipped but counted, as a spreadsheet does.

    Raises:
        SourceChanged: in another form or encoding, no header, a required column missing or one
            twice, a quote that never ends, too large.
        InputError: a column that suggests data about clients or health: nothing is loaded; or
            what was told of columns or sheets does not fit.
    """
    if content[:4] == _WORKBOOK:
        return _read_workbook(content, name, columns, how)
    if content[:4] == _OLD_WORKBOOK:
        msg = f"{name} is a workbook of the old form (XLS). Save it as XLSX or CSV UTF-8."
        raise SourceChanged(msg)
    if how.sheet is not None:
        msg = f"{name} is no workbook, so it has no sheet {how.sheet!r}."
        raise InputError(msg)
    text, notes = _decode(content, name, how.encoding)
    lines = _lines(text, name, _separator(text, columns, how.columns))
    sheet = read_lines(lines, name, columns, how.columns, ragged=True)
    return replace(sheet, notes=(*notes, *sheet.notes))


def _lines(text: str, name: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=separator,
        strict=True,  # else a quote left open would swallow the rest of the table in silence
    )
    try:
        # A text with line breaks is one row, though several lines of the file.
        for number, cells in enumerate(reader, 1):
            if len(cells) > MAX_COLUMNS:
                msg = f"{name} line {reader.line_num}: more than {MAX_COLUMNS} columns."
                raise SourceChanged(msg)
            if any(cell.strip() for cell in cells):
                yield Line(number, tuple(cells))
    except csv.Error as error:
        msg = f"{name} line {reader.line_num}: {error}. Save it as CSV again."
        raise SourceChanged(msg) from error


def _separator(text: str, columns: Sequence[Column], told: ColumnMap) -> str:
    """Give what parts the header into our columns, else what parts the first line most.

    The first line alone does not tell: it may be a title, with commas of its own.
    """
    first = text[: 64 * 1024].splitlines()[:FIRST_LINES]
    counted = first[:1] if any(first[:1] and each in first[0] for each in _SEPARATORS) else first
    most = sorted(
        _SEPARATORS, key=lambda each: -max((line.count(each) for line in counted), default=0)
    )
    for each in most:
        parted = csv.reader(first, delimiter=each)
        lines = [Line(number, tuple(cells)) for number, cells in enumerate(parted, 1)]
        if not find_header(lines, columns, told).missing:
            return each
    return most[0]


def _decode(content: bytes, name: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    if encoding is not None and encoding.casefold() not in ENCODINGS:
        msg = f"{encoding!r} is no encoding known here. Expected one of: {', '.join(ENCODINGS)}."
        raise InputError(msg)
    chosen = encoding.casefold() if encoding else "utf-8"
    if content[:2] in _UTF16:
        chosen = "utf-16"
    elif b"\x00" in content:
        msg = f"{name} holds zero bytes: no CSV. Save the table as CSV UTF-8, or as XLSX."
        raise SourceChanged(msg)
    try:
        text = content.decode("utf-8-sig" if chosen == "utf-8" else chosen)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        msg = (
            f"{name} line {line}: byte {content[error.start]:#04x} is not {chosen.upper()}. Save "
            "the table as CSV UTF-8, or say what it is, such as --encoding windows-1252."
        )
        raise SourceChanged(msg) from error
    return text, () if chosen == "utf-8" else (f"Read as {chosen}.",)


def _read_workbook(content: bytes, name: str, columns: Sequence[Column], how: How) -> Sheet:
    with workbook(Stream(name, [content])) as book:
        first = {one.name: list(islice(book.lines(one), FIRST_LINES)) for one in book.sheets}
        for each in book.sheets:
            refuse_clients(likely_header(first[each.name]), f"{name}, sheet {each.name!r},")
        if how.sheet is not None:
            chosen = book.sheet(how.sheet)
        else:
            chosen = _with_header(book, first, columns, how.columns)
        remarks = Remarks()
        place = f"{name} sheet {chosen.name}" if len(book.sheets) > 1 else name
        lines = book.lines(chosen, remarks)
        sheet = read_lines(lines, place, columns, how.columns, ragged=False)
        notes = (*book.notes, *sheet.notes, *remarks.told())
    others = [one.name for one in book.sheets if one is not chosen]
    if others:
        notes = (*notes, f"Read from the sheet {chosen.name!r}; not read: {', '.join(others)}.")
    return replace(sheet, notes=notes)


def _with_header(
    book: Workbook, first: dict[str, list[Line]], columns: Sequence[Column], told: ColumnMap
) -> SheetName:
    """Give the only sheet in sight whose first lines name our required columns."""
    seen = [one for one in book.sheets if not one.hidden]
    fitting = [one for one in seen if not find_header(first[one.name], columns, told).missing]
    if len(fitting) > 1:
        names = ", ".join(repr(one.name) for one in fitting)
        msg = f"{book.place}: several sheets hold such a table: {names}. Say which: --sheet NAME."
        raise InputError(msg)
    if fitting:
        return fitting[0]
    if not seen:
        msg = f"{book.place} has no sheet in sight. Say which: --sheet NAME."
        raise InputError(msg)
    # None fits: the error of the one that comes nearest tells what is missing.
    return max(seen, key=lambda one: len(find_header(first[one.name], columns, told).places))
