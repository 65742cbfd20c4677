"""Moments: when the ledger knew something, as people write it and as answers show it.

A day means its end, so that what was recorded on it counts; UTC unless an offset is written.
"""

from datetime import UTC, date, datetime, time

from graph.errors import NotADate


def parse_moment(text: str, where: str = "input") -> datetime:
    """Read ``2026-03-04`` as the end of that day in UTC, or a full ISO moment as it stands.

    Raises:
        NotADate: the text is neither; the message names ``where`` it stood.
    """
    cleaned = text.strip()
    try:
        if len(cleaned) == len("2026-03-04"):
            return datetime.combine(date.fromisoformat(cleaned), time.max, UTC)
        found = datetime.fromisoformat(cleaned)
        # Near the ends of the calendar an offset can lead out of it.
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        msg = (
            f"{where}: {text!r} is no moment. Write a day such as 2026-03-04, which means its end "
            "in UTC, or a moment such as 2026-03-04T17:30 or 2026-03-04T17:30:00+01:00."
        )
        raise NotADate(msg) from None


def shifted(day: date, days: int) -> date:
    """Give the day so many days later (or earlier), at most the ends of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def describe_moment(moment: datetime) -> str:
    """Write a moment for people: the day alone where its end is meant."""
    utc = moment.astimezone(UTC)
    if utc.timetz() == time.max.replace(tzinfo=UTC):
        return f"the end of {utc.date()}"
    return f"{utc:%Y-%m-%d %H:%M:%S} UTC"
