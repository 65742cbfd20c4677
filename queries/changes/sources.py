"""Source by source: was it read since a moment, and how old is what we hold.

"Nothing changed" can only be said of a source that was read since. Of all others the changes are
unknown, and that is what is said. What it must not do: read the ledger or the clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from graph.ledger_read import Load
from graph.provenance import Source

UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class SourceNews:
    """What happened to one source since a moment.

    ``read_before`` and ``read_now`` are the days of its last success up to the moment, and up to
    now; None: there was none. ``reads`` counts successes since, ``failed`` and ``unavailable``
    tries that read nothing. ``age_days`` counts from the last success to the day asked about.
    ``every_days`` is after how many days it is due to be read again (None: it is not read at
    intervals). ``refreshed``: it was read since.
    """

    id: str
    title: str
    read_before: date | None
    read_now: date | None
    reads: int
    failed: int
    unavailable: int
    age_days: int | None
    every_days: int | None
    overdue: bool
    refreshed: bool
    said: str


def source_news(
    sources: Mapping[str, Source],
    loads: Iterable[Load],
    since: datetime,
    today: date,
    every: Mapping[str, int | None],
) -> tuple[SourceNews, ...]:
    """Say how each source stands, sorted by identifier; ``loads`` are in order of time."""
    of_source: dict[str, list[Load]] = {name: [] for name in sorted(sources)}
    for load in loads:
        if load.source in of_source:
            of_source[load.source].append(load)
    return tuple(
        _news(sources[name], own, since, today, every.get(name)) for name, own in of_source.items()
    )


def is_overdue(age_days: int | None, every_days: int | None) -> bool:
    """Say whether a source should have been read again by now."""
    return every_days is not None and (age_days is None or age_days > every_days)


def summary(news: Sequence[SourceNews], told: int, since: str, begun: str | None = None) -> str:
    """Say in one sentence how much changed, and of how many sources that can be said.

    ``begun`` is when knowledge begins, where that is later than ``since``.
    """
    read = sum(one.refreshed for one in news)
    counted = "1 change is known" if told == 1 else f"{told} changes are known"
    what = counted if told else "No change is known"
    then = "since" if begun is None else f"since {begun}"
    if read and read == len(news):
        which = "the one source was" if read == 1 else f"all {read} sources were"
        return f"{what} since {since}; {which} read {then}."
    if read:
        return (
            f"{what} since {since}, from the {read} of {len(news)} sources that were read {then}; "
            "changes in the others are unknown."
        )
    return (
        f"{what} since {since}: none of {len(news)} sources was read {then}, so more is unknown."
    )


def notes(news: Iterable[SourceNews]) -> tuple[str, ...]:
    """Give what must be said of sources: those that were not read since, failed or are overdue."""
    listed = list(news)
    unread = [f"{one.id} ({one.read_now or 'never read'})" for one in listed if not one.refreshed]
    first = f"Not refreshed, so that changes there are unknown; last read: {', '.join(unread)}."
    troubled = (one for one in listed if one.overdue or one.failed or one.unavailable)
    return (*([first] if unread else []), *(one.said for one in troubled))


def _news(
    source: Source, loads: Sequence[Load], since: datetime, today: date, every: int | None
) -> SourceNews:
    before = [load for load in loads if load.recorded_at <= since]
    after = [load for load in loads if load.recorded_at > since]
    read_before, read_now = _read(before), _read(loads)
    away = sum(load.status == UNAVAILABLE for load in after)
    reads = sum(load.succeeded for load in after)
    age = (today - read_now).days if read_now else None
    late = is_overdue(age, every)
    failed = len(after) - reads - away
    return SourceNews(
        id=source.id,
        title=source.title,
        read_before=read_before,
        read_now=read_now,
        reads=reads,
        failed=failed,
        unavailable=away,
        age_days=age,
        every_days=every,
        overdue=late,
        refreshed=reads > 0,
        said=" ".join(_said(source, read_before, read_now, (reads, failed, away), late, every)),
    )


def _read(loads: Sequence[Load]) -> date | None:
    moments = [load.retrieved_at for load in loads if load.retrieved_at is not None]
    return moments[-1].date() if moments else None


def _said(
    source: Source,
    before: date | None,
    now: date | None,
    tries: tuple[int, int, int],
    late: bool,
    every: int | None,
) -> list[str]:
    reads, failed, away = tries
    if reads and before is None:
        said = [
            f"{source.id}: read for the first time, as of {now}: all that it says is new here."
        ]
    elif reads:
        times = "once" if reads == 1 else f"{reads} times"
        said = [f"{source.id}: read {times} since; last as of {now}, before as of {before}."]
    elif now is None:
        said = [f"{source.id}: was never read: what it would say is unknown."]
    else:
        said = [f"{source.id}: not refreshed since {now}: changes there are unknown."]
    if failed:
        said.append("1 try since failed." if failed == 1 else f"{failed} tries since failed.")
    if away:
        times = "once" if away == 1 else f"{away} times"
        said.append(f"It was unavailable {times} since.")
    if late:
        said.append(f"It is overdue: it should be read every {every} days.")
    return said
