"""Rows of a publisher's large workbook, one after the other, by columns found loosely.

Case, blanks, apostrophes and dashes of a header make no difference, since they drift from year to
year; other names for a column are given in a map. What it must not do: know any source.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from graph.errors import SourceChanged
from loaders.column_map import ColumnMap
from loaders.line import Line
from loaders.stream import Stream
from loaders.table_header import FIRST_LINES, Header, find_header
from loaders.tabular import Column, Row
from loaders.xlsx import Workbook, workbook
from loaders.xlsx_values import letters

START = b"PK\x03\x04"
"""How a workbook begins."""


def begun(stream: Stream) -> tuple[bytes, Stream]:
    """Give the first bytes of a stream, and the stream as if nothing had been taken."""
    chunks = iter(stream.chunks)
    first = next(chunks, b"")
    return first, Stream(stream.place, chain([first], chunks))


def sheet_rows(
    stream: Stream, columns: Sequence[Column], also: ColumnMap, hint: str = ""
) -> Iterator[Row]:
    """Give the rows below the header of the first sheet that has it; ``fault`` where a cell has.

    Raises:
        SourceChanged: no workbook, or no sheet with the required columns; ``hint`` is said too.
        InputError: it holds what has no place in a workbook of a publisher.
    """
    with workbook(stream) as book:
        header, lines = _found(book, columns, also, hint)
        at = dict(header.places)
        if len(at) != len(header.places):
            msg = f"{book.place} has a column twice. Expected each once.{hint}"
            raise SourceChanged(msg)
        for line in lines:
            yield _row(line, book.place, at)


def _found(
    book: Workbook, columns: Sequence[Column], also: ColumnMap, hint: str
) -> tuple[Header, Iterator[Line]]:
    missing: tuple[str, ...] = ()
    for sheet in book.sheets:
        lines = book.lines(sheet)
        first = list(islice(lines, FIRST_LINES))
        header = find_header(first, columns, also)
        if not header.missing:
            return header, chain([one for one in first if one.number > header.number], lines)
        missing = missing or header.missing
    expected = ", ".join(one.name for one in columns if one.required)
    msg = (
        f"{book.place}: no sheet has, in its first {FIRST_LINES} rows, the columns {expected}; "
        f"missing are {', '.join(missing) or 'all'}.{hint}"
    )
    raise SourceChanged(msg)


def _row(line: Line, name: str, at: dict[str, int]) -> Row:
    cells = {
        column: line.cells[place].strip() if place < len(line.cells) else ""
        for column, place in at.items()
    }
    places = set(at.values())
    for where, why in line.faults:
        if where in places:
            fault = f", cell {letters(where + 1)}{line.number}: {why}."
            return Row(f"{name} row {line.number}", cells, fault)
    return Row(f"{name} row {line.number}", cells)
