"""Periods whose ends may be known, open or unknown: three different things.

*Known*: the last day is stated; it belongs to the period. *Open*: the source says that it still
runs. *Unknown*: the source says nothing about an end, so the fact may be over.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NoReturn

from graph.errors import InputError, NotADate

# Three ways in which publishers write "no end yet" (EP data README, pitfall 9).
_OPEN_ENDS = frozenset({"", "9999-12-31", "9999-12-31T00:00:00"})
_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?$")


class EndKind(StrEnum):
    """What is known of an end."""

    KNOWN = "known"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included.

    ``start`` is None where the first day is not known. ``end`` is a date exactly when
    ``end_kind`` is known.
    """

    start: date | None = None
    end: date | None = None
    end_kind: EndKind = EndKind.UNKNOWN

    def __post_init__(self) -> None:
        """Refuse an end that contradicts its kind, or lies before the start."""
        if (self.end is not None) != (self.end_kind is EndKind.KNOWN):
            msg = f"A period's end {self.end} does not fit its kind {self.end_kind.value!r}."
            raise InputError(msg)
        if self.start is not None and self.end is not None and self.end < self.start:
            msg = f"A period ends on {self.end}, before it starts on {self.start}."
            raise InputError(msg)

    @classmethod
    def between(cls, start: date | None, end: date) -> "Period":
        """Make a period whose last day is known."""
        return cls(start, end, EndKind.KNOWN)

    @classmethod
    def since(cls, start: date | None) -> "Period":
        """Make a period that the source says still runs."""
        return cls(start, None, EndKind.OPEN)

    @classmethod
    def on(cls, day: date) -> "Period":
        """Make a period of one day, as for a meeting."""
        return cls(day, day, EndKind.KNOWN)

    def contains(self, day: date) -> bool:
        """Say whether the fact may hold on a day; its last day counts.

        An unknown start or end never excludes a day: strength, not truth, fades there.
        """
        if self.start is not None and day < self.start:
            return False
        return self.end is None or day <= self.end

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two share at least one possible day."""
        first = self.start is None or other.end is None or self.start <= other.end
        second = other.start is None or self.end is None or other.start <= self.end
        return first and second

    def describe(self) -> str:
        """Write the period for people, for example ``2024-07-16 – still running``."""
        start = self.start.isoformat() if self.start else "start not known"
        if self.end is not None:
            return start if self.end == self.start else f"{start} – {self.end.isoformat()}"
        tail = "still running" if self.end_kind is EndKind.OPEN else "end not known"
        return f"{start} – {tail}"


ALWAYS_UNKNOWN = Period()
"""Nothing is known of the dates."""


def parse_date(text: str, where: str = "input") -> date:
    """Read an ISO date, with or without a time behind it.

    Raises:
        NotADate: the text is none; the message names ``where`` it stood.
    """
    cleaned = text.strip()
    if len(cleaned) < 10 or (len(cleaned) > 10 and cleaned[10] != "T"):
        _fail(text, where)
    try:
        return date.fromisoformat(cleaned[:10])
    except ValueError:
        _fail(text, where)


def parse_partial(text: str, where: str = "input") -> tuple[date, date]:
    """Read ``2015``, ``2015-06`` or ``2015-06-30`` as its first and last day.

    Raises:
        NotADate: the text is none of the three.
    """
    found = _PARTIAL.match(text.strip())
    if not found:
        _fail(text, where)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            exact = date(year, month, day)
            return exact, exact
        if month:
            first = date(year, month, 1)
            following = date(year + month // 12, month % 12 + 1, 1)
            return first, following - timedelta(days=1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        _fail(text, where)


def parse_open_end(start: str | None, end: str | None, where: str = "input") -> Period:
    """Read a publisher's start and end where a missing end means "still running".

    Raises:
        NotADate: a text that is there is no date.
        InputError: the end lies before the start.
    """
    first = parse_date(start, where) if start else None
    if end is None or end.strip() in _OPEN_ENDS:
        return Period.since(first)
    return Period.between(first, parse_date(end, where))


def _fail(text: str, where: str) -> NoReturn:
    msg = f"{where}: {text!r} is no date. Expected year-month-day, for example 2026-03-04."
    raise NotADate(msg)
