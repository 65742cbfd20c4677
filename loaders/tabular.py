"""Spreadsheets as CSV: header check, row errors that a person can act on, refusal of client data.

A table is UTF-8 (with or without byte order mark), separated by commas or semicolons. What it must
not do: know any particular table; those are in ``loaders.tables``.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import InputError, SourceChanged
from graph.identifiers import fold
from graph.levels import Level, parse_level
from graph.period import Period, parse_partial

MAX_ROWS = 500_000
MAX_CELL = 10_000

# Data about the people whom centres treat have no place here, whoever asks. Matched against the
# folded header with one blank between words, so that "Case No." and "case_no" are the same.
_CLIENT_COLUMN = re.compile(
    r"client|klient|patient|diagnos|health|gesundheit|therap|treatment|medical|medication|symptom"
    r"|survivor|\bvictims?\b|\btrauma|\bcase ?(no|nr|number|id|file)\b|\bbeneficiary name"
    r"|\bdate of birth|\bbirth ?da(te|y)|\bborn\b|\basylum seeker"
)
_NO_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it means, and whether it must be there and filled."""

    name: str
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row with where it stands, as a spreadsheet counts; cells are stripped."""

    place: str
    cells: Mapping[str, str]

    def text(self, column: str) -> str | None:
        """Give a cell's text, or None where it is empty or its column is not there."""
        return self.cells.get(column) or None

    def needed(self, column: str) -> str:
        """Give a cell's text.

        Raises:
            InputError: it is empty.
        """
        value = self.text(column)
        if value is None:
            raise self.wrong(column, "a value")
        return value

    def number(self, column: str) -> float | None:
        """Give a number; blanks and commas between thousands are taken out.

        Raises:
            InputError: the cell is filled and no number.
        """
        value = self.text(column)
        if value is None:
            return None
        plain = re.sub(r"[\s,'](?=\d{3}\b)", "", value)
        try:
            number = float(plain)
        except ValueError:
            raise self.wrong(column, "a number, such as 1500 or 12.5") from None
        if number != number or abs(number) == float("inf"):
            raise self.wrong(column, "a number, such as 1500 or 12.5")
        return number

    def share(self, column: str) -> float | None:
        """Give a number between 0 and 1.

        Raises:
            InputError: the cell is filled with something else.
        """
        number = self.number(column)
        if number is not None and not 0 <= number <= 1:
            raise self.wrong(column, "a number between 0 and 1")
        return number

    def days(self, column: str) -> tuple[date, date] | None:
        """Give the first and last day of a date, month or year.

        Raises:
            NotADate: the cell is filled with something else.
        """
        value = self.text(column)
        return parse_partial(value, f"{self.place}, column {column}") if value else None

    def period(self, start: str = "valid_from", end: str = "valid_to") -> Period:
        """Give the period of two columns; an end may be a date, ``open``, or empty: unknown.

        Raises:
            InputError: a cell is no date, or the end lies before the start.
        """
        first = self.days(start)
        opened = first[0] if first else None
        if (self.text(end) or "").casefold() == "open":
            return Period.since(opened)
        last = self.days(end)
        return Period.between(opened, last[1]) if last else Period(opened)

    def level(self, otherwise: Level) -> Level:
        """Give the access level of the row.

        Raises:
            InputError: the column ``level`` names no level.
        """
        value = self.text("level")
        return parse_level(value) if value else otherwise

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """Give a cell that must be one of some words, in lower case.

        Raises:
            InputError: it is another.
        """
        value = self.needed(column).casefold()
        if value not in allowed:
            raise self.wrong(column, f"one of {', '.join(allowed)}")
        return value

    def wrong(self, column: str, expected: str) -> InputError:
        """Make the error of one cell."""
        value = self.cells.get(column, "")
        return InputError(f"{self.place}, column {column}: {value!r}; expected {expected}.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one table, in order, and the columns that it has and nobody reads."""

    rows: tuple[Row, ...]
    unread: tuple[str, ...]


def read_sheet(content: bytes, name: str, columns: Sequence[Column]) -> Sheet:
    """Read a CSV; empty rows are skipped but counted, as a spreadsheet does.

    Raises:
        SourceChanged: not UTF-8, no header, a required column missing or one twice, a quote
            that never ends, too large.
        InputError: a column that suggests data about clients or health: nothing is loaded.
    """
    text = _decode(content, name)
    header = text.splitlines()[0] if text.strip() else ""
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=";" if header.count(";") > header.count(",") else ",",
        strict=True,  # else a quote left open would swallow the rest of the table in silence
    )
    try:
        found = [cell.strip().casefold() for cell in next(reader, [])]
        _check_header(found, name, columns)
        known = tuple(column.name for column in columns)
        rows = tuple(_rows(reader, found, known, name))
    except csv.Error as error:
        msg = f"{name} line {reader.line_num}: {error}. Save it as CSV again."
        raise SourceChanged(msg) from error
    return Sheet(rows, tuple(column for column in found if column and column not in known))


def _rows(
    cells_of_rows: Iterator[list[str]], found: list[str], known: Sequence[str], name: str
) -> Iterator[Row]:
    # The header is row 1; a text with line breaks is one row, though several lines of the file.
    for number, cells in enumerate(cells_of_rows, 2):
        if number > MAX_ROWS:
            msg = f"{name} has more than {MAX_ROWS} rows. Split it."
            raise SourceChanged(msg)
        if any(cell.strip() for cell in cells):
            yield _row(cells, found, known, f"{name} row {number}")


def _row(cells: list[str], found: list[str], known: Sequence[str], place: str) -> Row:
    too_long = [column for column, cell in zip(found, cells, strict=False) if len(cell) > MAX_CELL]
    if too_long:
        msg = f"{place}, column {too_long[0]}: more than {MAX_CELL} characters."
        raise SourceChanged(msg)
    if len(cells) > len(found):
        # Unquoted commas: the row's meaning is lost, so it must not be guessed.
        return Row(place, {"": f"{len(cells)} cells instead of {len(found)}"})
    given = dict(zip(found, cells, strict=False))
    # In the form's order, so that moving columns about changes no record.
    return Row(place, {column: given[column].strip() for column in known if column in given})


def check_row(row: Row, columns: Sequence[Column]) -> None:
    """Refuse a row with more cells than the header has columns, or a required cell empty.

    Raises:
        InputError: it has; with more cells, a text with commas probably lacks its quotes.
    """
    if "" in row.cells:
        msg = f"{row.place}: {row.cells['']}; put texts that hold commas in quotes."
        raise InputError(msg)
    for column in columns:
        if column.required:
            row.needed(column.name)


def suggests_clients(text: str) -> bool:
    """Say whether a column's name, or a note, suggests data about clients or health."""
    return _CLIENT_COLUMN.search(_NO_WORD.sub(" ", fold(text))) is not None


def _check_header(found: list[str], name: str, columns: Sequence[Column]) -> None:
    clients = [one for one in found if suggests_clients(one)]
    if clients:
        msg = (
            f"{name} has the column {clients[0]!r}, which suggests data about clients or health. "
            "Such data must not be in this map. Nothing was loaded; remove the column."
        )
        raise InputError(msg)
    missing = [column.name for column in columns if column.required and column.name not in found]
    if missing:
        expected = ", ".join(
            column.name if column.required else f"[{column.name}]" for column in columns
        )
        msg = (
            f"{name}: column {', '.join(missing)} is missing. Found: "
            f"{', '.join(found) or 'nothing'}. Expected (optional ones in brackets): {expected}."
        )
        raise SourceChanged(msg)
    twice = sorted({column for column in found if column and found.count(column) > 1})
    if twice:
        msg = f"{name} has the column {twice[0]!r} twice. Rename or remove one."
        raise SourceChanged(msg)


def _decode(content: bytes, name: str) -> str:
    if b"\x00" in content:
        msg = f"{name} holds zero bytes: no CSV (perhaps UTF-16 or XLSX). Save it as CSV UTF-8."
        raise SourceChanged(msg)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        msg = (
            f"{name} line {line}: byte {content[error.start]:#04x} is not UTF-8. "
            "Save the table as CSV UTF-8."
        )
        raise SourceChanged(msg) from error
