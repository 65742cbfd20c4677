"""After how many days a source should be read again: how often its publisher changes it.

The figure is ours, from how often the page says or shows that it changes; a copy older than that
is *overdue*. Tables of the office, and files that nobody changes any more, are not read at
intervals. Where a loader is not listed, ``DEFAULT_DAYS`` stands.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

DEFAULT_DAYS = 30

EVERY_DAYS: Mapping[str, int | None] = MappingProxyType(
    {
        "ep-open-data": 7,  # members and seats: changed in any session week
        "ep-procedures": 7,
        "ep-meetings": 7,  # the export is a window of 1,000 rows: what leaves it is lost to us
        "ep-full-list": 7,
        "commission-meetings": 14,  # published within two weeks of a meeting
        "ep-bodies": 30,
        "ep-bodies-derived": 30,
        "mpoftheweek": 30,
        "transparency-register": 30,
        "ep-directory": None,  # past terms
        "integrity-watch": None,  # ends in 2022
    }
)
"""Days by source; of a source that each file has one of, the part before the colon."""

_NOT_READ_AGAIN = ("office", "table-", "starter-", "demo-", "identity", "judgement")
"""Ours, or with the program: changed by hand or by a release, not by the calendar."""


def every_days(source: str) -> int | None:
    """Give after how many days a source is due; None: it is not read at intervals."""
    name = source.split(":", 1)[0]
    if name in EVERY_DAYS:
        return EVERY_DAYS[name]
    return None if name.startswith(_NOT_READ_AGAIN) else DEFAULT_DAYS


def due(sources: Iterable[str]) -> dict[str, int | None]:
    """Give the figure of each source."""
    return {name: every_days(name) for name in sources}
