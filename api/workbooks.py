"""Tables as one workbook (XLSX): a sheet each, and one with the sources and their licences.

Every text is kept as a text, so that no program that opens the file takes one for a formula. What
it must not do: ask anything; it writes what it is given. Same tables, same bytes.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from api.sheets import shown
from graph.store import Cell
from queries.describe import Sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE = 31
LONGEST_TEXT = 32_767
"""Characters that a cell holds at most, by the format."""

_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>[^<]*</dcterms:modified>")
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)


def written_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Write sheets into a workbook, their notes below the rows."""
    book = Workbook(write_only=True)
    book.properties.creator = "Corridors"
    book.properties.created = _CREATED
    titles = _titles([sheet.title for sheet in sheets])
    for title, sheet in zip(titles, sheets, strict=True):
        page = book.create_sheet(title)
        page.freeze_panes = "A2"
        for place, width in enumerate(_widths(sheet)):
            page.column_dimensions[chr(65 + place)].width = width
        page.append([_bold(page, column) for column in sheet.columns])
        for row in sheet.rows:
            page.append([_cell(page, cell) for cell in row])
        for note in sheet.notes:
            page.append([_text(page, note)])
    out = io.BytesIO()
    book.save(out)
    return _same(out.getvalue())


def _titles(wanted: Sequence[str]) -> list[str]:
    """Give each sheet a title that the format allows, none twice in any case."""
    made: list[str] = []
    for text in wanted:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", text).strip(" '") or "Table"
        title, number = plain[:LONGEST_TITLE], 2
        while title.casefold() in {one.casefold() for one in made}:
            end = f" {number}"
            title, number = f"{plain[: LONGEST_TITLE - len(end)]}{end}", number + 1
        made.append(title)
    return made


def _widths(sheet: Sheet) -> list[float]:
    """Give widths of the first 26 columns that show most of what is in the first rows."""
    texts = [
        [column, *(shown(row[place]) for row in sheet.rows[:200])]
        for place, column in enumerate(sheet.columns[:26])
    ]
    return [float(min(60, max(8, *map(len, column)) + 2)) for column in texts]


def _cell(page: object, cell: Cell) -> object:
    if cell is None or isinstance(cell, bool):
        return _text(page, shown(cell)) if cell is not None else None
    if isinstance(cell, int | float | date):
        return cell
    return _text(page, shown(cell))


def _text(page: object, text: str) -> WriteOnlyCell:
    made = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub(" ", text)[:LONGEST_TEXT])
    made.data_type = "s"  # else what begins with = would be a formula
    made.quotePrefix = True  # and it stays a text when somebody edits the cell
    return made


def _bold(page: object, text: str) -> WriteOnlyCell:
    made = _text(page, text)
    made.font = Font(bold=True)
    return made


def _same(content: bytes) -> bytes:
    """Take out the moment of writing."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as read,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as write,
    ):
        for name in sorted(read.namelist()):
            part = read.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(b"", part)
            write.writestr(zipfile.ZipInfo(name, _SAME_TIME), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
