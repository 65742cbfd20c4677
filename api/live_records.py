"""The Parliament's live records: which are asked for, of whom the graph knows already.

What is asked for is known from public statements only: the question alone could tell what we do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from api.live_reach import Reach, Wish, fetcher_for
from graph.errors import InputError
from graph.identifiers import ep_procedure
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.period import EndKind
from graph.provenance import Source
from loaders import ep_bodies, ep_members, ep_procedures
from loaders.base import Batch, Progress
from loaders.fetch import Fetcher
from loaders.live_ep import (
    BODIES,
    MEMBERS,
    PROCEDURES,
    Section,
    changed_since,
    list_members,
    live_records,
)


def _members(ledger: Ledger, reach: Reach, wish: Wish, now: datetime, progress: Progress) -> Batch:
    with fetcher_for(reach, reach.ep_api) as fetcher:
        known = list_members(fetcher, reach.ep_api)
        return _records(ledger, fetcher, reach, wish, now, progress, known, _MEMBERS)


def _bodies(ledger: Ledger, reach: Reach, wish: Wish, now: datetime, progress: Progress) -> Batch:
    known = tuple(sorted(_bodies_of_members(ledger), key=int))
    if not known:
        msg = "No body of the Parliament is known yet. Load ep-members first, --live or --from."
        raise InputError(msg)
    with fetcher_for(reach, reach.ep_api) as fetcher:
        return _records(ledger, fetcher, reach, wish, now, progress, known, _BODIES)


def _procedures(
    ledger: Ledger, reach: Reach, wish: Wish, now: datetime, progress: Progress
) -> Batch:
    named = {ep_procedure(one).removeprefix("ep-procedure:") for one in wish.dossiers}
    known = tuple(sorted(_dossiers(ledger) | named))
    if not known:
        msg = "No file is known yet. Name one (--file 2025/0059), or load ep-shadows first."
        raise InputError(msg)
    with fetcher_for(reach, reach.ep_api) as fetcher:
        return _records(ledger, fetcher, reach, wish, now, progress, known, _PROCEDURES)


@dataclass(frozen=True, slots=True)
class _Kind:
    """One sort of records: where it is asked for, whose it is, how it is read.

    ``strict`` says that each record asked for must be there.
    """

    section: Section
    source: Source
    prefix: str
    read: Callable[..., Batch]
    strict: bool = False


_MEMBERS = _Kind(MEMBERS, ep_members.SOURCE, "ep-person:", ep_members.read_members, strict=True)
_BODIES = _Kind(BODIES, ep_bodies.SOURCE, "ep-org:", ep_bodies.read_bodies)
_PROCEDURES = _Kind(
    PROCEDURES, ep_procedures.SOURCE, "ep-procedure:", ep_procedures.read_procedures
)


def _records(
    ledger: Ledger,
    fetcher: Fetcher,
    reach: Reach,
    wish: Wish,
    now: datetime,
    progress: Progress,
    known: Sequence[str],
    kind: _Kind,
) -> Batch:
    """Read those of the known records that must be asked for; only these are compared."""
    read = _read_before(ledger, kind.source.id, kind.prefix)
    numbers = _needed(fetcher, reach, kind.section, known, read, wish.since, now.date())
    if not numbers:
        return _nothing(kind.source, now, len(known), kind.section.what, wish.since)
    missing: list[str] = []
    records = live_records(
        fetcher,
        reach.ep_api,
        kind.section,
        numbers,
        missing=None if kind.strict else missing.append,
        progress=progress,
    )
    batch = kind.read(records, retrieved_at=now, complete=False)
    return _told(batch, len(known), len(numbers), missing)


_Read = Callable[[Ledger, Reach, Wish, datetime, Progress], Batch]

RECORDS: dict[str, tuple[Source, _Read]] = {
    "ep-members": (ep_members.SOURCE, _members),
    "ep-bodies": (ep_bodies.SOURCE, _bodies),
    "ep-procedures": (ep_procedures.SOURCE, _procedures),
}
"""Loaders of records by name, each with its source and its live mode."""


def _needed(
    fetcher: Fetcher,
    reach: Reach,
    section: Section,
    known: Sequence[str],
    read: set[str],
    since: date | None,
    today: date,
) -> tuple[str, ...]:
    """Give those of the known records that must be asked for, in the same order."""
    if since is None:
        return tuple(known)
    changed = changed_since(fetcher, reach.ep_api, section, known, since=since, today=today)
    if changed is None:
        return tuple(known)
    return tuple(number for number in known if number in changed or number not in read)


def _nothing(source: Source, now: datetime, known: int, what: str, since: date | None) -> Batch:
    note = f"None of {known} {what} changed since {since}, says the publisher's feed."
    return Batch(source, (), now, complete=False, notes=(note,))


def _told(batch: Batch, known: int, asked: int, missing: Sequence[str]) -> Batch:
    notes = [f"Asked for {asked} of {known} known; the others have not changed."]
    if asked == known:
        notes = []
    if missing:
        shown = ", ".join(missing[:20])
        notes.append(f"{len(missing)} are not known to the API, and stay as they were: {shown}")
    return replace(batch, notes=(*batch.notes, *notes))


def _read_before(ledger: Ledger, source: str, prefix: str) -> set[str]:
    """Give the numbers of records that an earlier load of the source brought."""
    said = (item.statement for item in ledger.read(Level.PUBLIC))
    return {one.subject.removeprefix(prefix) for one in said if one.source == source}


def _bodies_of_members(ledger: Ledger) -> set[str]:
    """Give the numbers of bodies that somebody still sits in."""
    found = set()
    for item in ledger.read(Level.PUBLIC):
        one = item.statement
        sits = one.predicate is Relation.MEMBER_OF and one.period.end_kind is not EndKind.KNOWN
        if sits and one.object and one.source == ep_members.SOURCE.id:
            found.add(one.object.removeprefix("ep-org:"))
    return {number for number in found if number.isdigit()}


def _dossiers(ledger: Ledger) -> set[str]:
    """Give the numbers of procedures that public sources name: what we alone know stays here."""
    return {
        item.statement.subject.removeprefix("ep-procedure:")
        for item in ledger.read(Level.PUBLIC)
        if item.statement.predicate is Property.KIND
        and item.statement.value == Kind.DOSSIER.value
        and item.statement.subject.startswith("ep-procedure:")
    }
