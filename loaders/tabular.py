"""Rows of a spreadsheet, CSV or XLSX: their cells, and errors that a person can act on.

What it must not do: know any particular table; those are in ``loaders.tables``. Files become lines
in ``loaders.table_files``, lines become rows in ``loaders.table_header``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii

from graph.errors import InputError
from graph.identifiers import fold
from graph.levels import Level, parse_level
from graph.period import Period, parse_partial

# Matched against the header in plain letters, folded, with one blank between words, so that "Case
# No." and "case_no" are the same, and Greek and Cyrillic ones are seen. The list is ours and not
# complete.
_CLIENT_COLUMN = re.compile(
    r"client|klient|patient|diagnos|health|gesundheit|therap|treatment|medical|medication|symptom"
    r"|survivor|\bvictims?\b|\btrauma|\bcase ?(no|nr|number|id|file)\b|\bbeneficiary name"
    r"|\bdate of birth|\bbirth ?da(te|y)|\bborn\b|\basylum seeker"
    r"|pa[czt]s?ient|pazient|\bsante\b|\bsalute\b|\bsalud\b|\bsaude\b|gezondheid|krank|zdrow|asthen"
    r"|ygeia|geburtsdatum|naissance|nascita|nacimiento|slachtoffer|opfer\b|\bvictimes?\b|vittim"
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
    """One row with where it stands, as a spreadsheet counts; cells are stripped.

    ``fault`` says why the row as a whole cannot be used; empty where it can.
    """

    place: str
    cells: Mapping[str, str]
    fault: str = ""

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
        if column.endswith("_pct"):
            plain = plain.removesuffix("%").rstrip()  # as a spreadsheet shows it
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


def check_row(row: Row, columns: Sequence[Column]) -> None:
    """Refuse a row at fault as a whole, or with a required cell empty.

    Raises:
        InputError: it is.
    """
    if row.fault:
        msg = f"{row.place}{row.fault}"
        raise InputError(msg)
    for column in columns:
        if column.required:
            row.needed(column.name)


def suggests_clients(text: str) -> bool:
    """Say whether a column's name, or a note, suggests data about clients or health."""
    return _CLIENT_COLUMN.search(_NO_WORD.sub(" ", fold(anyascii(fold(text))))) is not None
