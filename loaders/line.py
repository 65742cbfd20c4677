"""One line of a table, whatever file it came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: its number as a spreadsheet shows it, and its cells from the first on.

    ``faults`` are the cells that have no value to be trusted: place from 0, and why.
    """

    number: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()
