"""Sheets of ``changes``: the lines, the saved questions, the counts, the sources."""

from api.asks.changes_types import ChangesAnswer
from queries.changes.lines import Line
from queries.describe import Sheet

_LINES = ("change", "effect on saved answers", "about", "deed", "count", "day", "known on", "key")


def sheets(found: ChangesAnswer) -> tuple[Sheet, ...]:
    """Lay out the answer; the summary and what is unknown stand with the lines."""
    place = f"Page {found.page} of {found.pages}: {found.lines_in_all} lines in all."
    paging = (place,) if found.pages > 1 or found.page > 1 else ()
    return (
        Sheet(
            "Changes",
            _LINES,
            tuple(map(_row, found.lines)),
            (found.summary, *paging, *found.notes),
        ),
        Sheet(
            "Saved questions",
            ("name", "as known then", "as known now", "by what became known", "by time"),
            tuple(
                (one.name, one.before, one.now, one.verdict.value, one.by_time.value)
                for one in found.saved
            ),
        ),
        Sheet(
            "Counts",
            ("about", "deed", "count"),
            tuple((one.matter.value, one.deed.value, one.count) for one in found.counts),
        ),
        Sheet(
            "Sources",
            ("source", "since then", "last read", "age, days", "due, days"),
            tuple(
                (
                    one.id,
                    one.said.removeprefix(f"{one.id}: "),
                    one.read_now,
                    one.age_days,
                    one.every_days,
                )
                for one in found.sources
            ),
        ),
    )


def _row(line: Line) -> tuple[str | int | None, ...]:
    return (
        line.sentence,
        line.effect,
        line.matter.value,
        line.deed.value,
        line.count,
        line.day.isoformat() if line.day else None,
        line.known_on.isoformat() if line.known_on else None,
        line.key,
    )
