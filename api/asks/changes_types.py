"""The answer to ``changes``."""

from dataclasses import dataclass
from datetime import date, datetime

from queries.changes.effects import Watched
from queries.changes.lines import Line
from queries.changes.sources import SourceNews
from queries.changes.types import Deed, Matter


@dataclass(frozen=True, slots=True)
class Told:
    """How many changes there are of one sort."""

    matter: Matter
    deed: Deed
    count: int


@dataclass(frozen=True, slots=True)
class ChangesAnswer:
    """What changed between two states of knowledge.

    ``total`` counts all changes, whatever is shown; ``lines`` are one page of ``lines_in_all``,
    what matters most first. ``saved`` are the saved questions with their answers then and now,
    ``sources`` every source with whether it was read since.
    """

    since: datetime
    as_of: date
    summary: str
    total: int
    lines_in_all: int
    page: int
    pages: int
    lines: tuple[Line, ...]
    saved: tuple[Watched, ...]
    counts: tuple[Told, ...]
    sources: tuple[SourceNews, ...]
    notes: tuple[str, ...] = ()
