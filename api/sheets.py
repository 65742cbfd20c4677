"""Sheets of an answer as CSV, and cells as text."""

import csv
import io
from collections.abc import Sequence

from graph.errors import InputError
from graph.store import Cell
from queries.describe import Sheet

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def chosen(sheets: Sequence[Sheet], title: str | None) -> Sheet:
    """Give the sheet of a title, or the first.

    Raises:
        InputError: no sheet has that title.
    """
    for sheet in sheets:
        if title is None or sheet.title.casefold() == title.casefold():
            return sheet
    msg = f"There is no table {title!r}. Expected one of: {', '.join(s.title for s in sheets)}."
    raise InputError(msg)


def written_csv(sheet: Sheet) -> str:
    """Write a sheet as CSV; a text that a spreadsheet would run as a formula is quoted."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return text.getvalue()


def _harmless(cell: Cell) -> object:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    text = shown(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def shown(cell: Cell) -> str:
    """Write a cell for people: four digits are enough, and nothing known is nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.4g}"
    if isinstance(cell, list | tuple):
        return ", ".join(shown(part) for part in cell)
    return str(cell)
