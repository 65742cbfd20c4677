"""How long statements are kept: rules by source, level and kind, and what is due on a day.

Pure. A rule picks statements by patterns and says from which day their time runs:

::

    end   the last day of the statement's period, or the day it was closed
    last  the latest day on which anything picked by the rule ties the same two
    vote  the latest vote chosen as reference for the file that it is about

Where that day is not known, or has not come, nothing is due. What it must not do: take out.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase

from graph.levels import Level
from graph.model import Relation
from graph.provenance import Recorded


class Since(StrEnum):
    """From which day the time runs."""

    END = "end"
    LAST = "last"
    VOTE = "vote"


class Action(StrEnum):
    """What happens on the day."""

    ERASE = "erase"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """One rule: which statements, how many months, since when, what then.

    ``predicate`` is a relation or property, ``source`` a pattern such as ``office-*``; ``levels``
    empty means all. ``kind`` is the scheme of the subject, such as ``ep-person``.
    """

    name: str
    months: int
    since: Since = Since.END
    action: Action = Action.ERASE
    predicate: str = "*"
    source: str = "*"
    subject: str = "*"
    levels: tuple[Level, ...] = ()

    def picks(self, item: Recorded) -> bool:
        """Say whether a statement falls under the rule."""
        said = item.statement
        return (
            fnmatchcase(said.predicate.value, self.predicate)
            and fnmatchcase(said.source, self.source)
            and fnmatchcase(said.subject, self.subject)
            and (not self.levels or said.level in self.levels)
        )


@dataclass(frozen=True, slots=True)
class Due:
    """When the time of one statement is over."""

    place: int
    day: date


def due_days(rule: RetentionRule, items: Sequence[Recorded]) -> tuple[Due, ...]:
    """Give when the time of each statement under a rule is over, where that is known."""
    picked = [item for item in items if rule.picks(item)]
    days: Mapping[int, date | None]
    if rule.since is Since.VOTE:
        votes = _votes(items)
        days = {item.seq: votes.get(item.statement.object or "") for item in picked}
    elif rule.since is Since.LAST:
        days = _latest(picked)
    else:
        days = {item.seq: _end(item) for item in picked}
    return tuple(
        Due(place, add_months(day, rule.months)) for place, day in days.items() if day is not None
    )


def add_months(day: date, months: int) -> date:
    """Give the same day some months later; the last of the month where there is none."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _latest(picked: Iterable[Recorded]) -> Mapping[int, date | None]:
    latest: dict[tuple[str, str | None], date] = {}
    pairs = {}
    for item in picked:
        pair = pairs[item.seq] = (item.statement.subject, item.statement.object)
        day = _end(item) or item.statement.period.start or item.statement.as_of
        if day is not None:
            latest[pair] = max(day, latest.get(pair, day))
    return {place: latest.get(pair) for place, pair in pairs.items()}


def _votes(items: Iterable[Recorded]) -> Mapping[str, date]:
    days: dict[str, date] = {}
    for item in items:
        said = item.statement
        if said.predicate is Relation.REFERENCE_FOR and said.object and said.period.start:
            day = said.period.start
            days[said.object] = max(day, days.get(said.object, day))
    return days


def _end(item: Recorded) -> date | None:
    if item.statement.period.end is not None:
        return item.statement.period.end
    return item.closed_at.date() if item.closed_at is not None else None
