"""Live modes: which loader asks its publisher for what, in parts that are recorded one by one.

A part reads and does not write. What was fetched stays in the cache folder, readable by its owner
alone, and is asked for again only if it changed.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from api.load_streams import STREAMED, read_stream, source_of
from api.loads.base import Address
from graph.errors import InputError
from graph.identifiers import ep_procedure
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.period import EndKind
from graph.provenance import Source
from loaders import ep_bodies, ep_members, ep_procedures
from loaders.base import Batch, Progress
from loaders.download import Downloader, Wanted, shape_of
from loaders.fetch import Fetcher
from loaders.live import joined
from loaders.live_ep import (
    BODIES,
    MEMBERS,
    PROCEDURES,
    Section,
    changed_since,
    list_members,
    live_records,
)
from loaders.paged import Paged
from loaders.polite import EP_LIMIT, OTHER_LIMIT, Clock, Throttle, private_folder

TIMEOUT = 60.0
"""Seconds without a single byte, after which a connection counts as cut."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How publishers are reached: the cache folder, the Parliament's API, clock and waiting.

    ``fresh_since`` (seconds since 1970) is since when a cached answer need not be asked for again.
    """

    cache: Path
    ep_api: str
    clock: Clock
    fresh_since: float | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a source is wanted.

    ``since``: only what changed since that day, where the source can say so. ``dossiers`` are
    procedures to ask for beside those that the graph knows. ``address`` replaces the publisher's.
    """

    since: date | None = None
    dossiers: tuple[str, ...] = ()
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One transaction to be: whose it is, and how its batch is read."""

    source: Source
    read: Callable[[Progress], Batch]


def live_names() -> tuple[str, ...]:
    """Give the loaders that can ask their publisher."""
    streamed = tuple(name for name, one in STREAMED.items() if one.addresses or one.pages)
    return (*_RECORDS, *streamed)


def live_parts(
    ledger: Ledger, name: str, reach: Reach, wish: Wish, now: datetime
) -> tuple[Part, ...]:
    """Give the parts of a live load; nothing is asked before they are read.

    Raises:
        InputError: the loader has no live mode, or not with this wish.
    """
    if wish.dossiers and name != "ep-procedures":
        msg = f"{name} takes no files; only ep-procedures does."
        raise InputError(msg)
    if name in _RECORDS:
        if wish.address:
            msg = f"{name} takes no address; set CORRIDORS_EP_API instead."
            raise InputError(msg)
        source, read = _RECORDS[name]
        return (Part(source, lambda progress: read(ledger, reach, wish, now, progress)),)
    loader = STREAMED.get(name)
    if loader and (loader.addresses or loader.pages or wish.address):
        if loader.pages and not wish.address:
            return (_joined_part(ledger, name, loader.pages, reach, now),)
        addresses = (wish.address,) if wish.address else loader.addresses
        return tuple(_file_part(ledger, name, one, reach, now) for one in addresses)
    msg = f"{name} cannot be asked for live. Those that can: {', '.join(live_names())}."
    raise InputError(msg)


def _file_part(ledger: Ledger, name: str, address: Address, reach: Reach, now: datetime) -> Part:
    place = reach.cache / "files" / name / address.file
    wanted = Wanted(address.url, address.hosts, shape_of(address.file))

    def read(progress: Progress) -> Batch:
        with _client() as client:
            throttle = _throttle(reach, address.url)
            done = Downloader(client, reach.clock, throttle).fetch(wanted, place, progress)
        batch = read_stream(ledger, name, place, now, progress)
        said = f"{done.size} bytes of {address.file}, {'new' if done.changed else 'unchanged'}"
        return replace(batch, notes=(*batch.notes, said))

    return Part(source_of(name, place), read)


def _joined_part(ledger: Ledger, name: str, paged: Paged, reach: Reach, now: datetime) -> Part:
    place = reach.cache / "files" / name / f"{name}.json"

    def read(progress: Progress) -> Batch:
        url = paged.page(0).url
        with _fetcher(reach, url, paged.hosts) as fetcher:
            content = joined(fetcher, paged, progress)
        private_folder(place.parent)
        place.write_bytes(content)
        return read_stream(ledger, name, place, now, progress)

    return Part(source_of(name, place), read)


# ---------------------------------------------------------------- the Parliament's records


def _members(ledger: Ledger, reach: Reach, wish: Wish, now: datetime, progress: Progress) -> Batch:
    with _fetcher(reach, reach.ep_api) as fetcher:
        known = list_members(fetcher, reach.ep_api)
        return _records(ledger, fetcher, reach, wish, now, progress, known, _MEMBERS)


def _bodies(ledger: Ledger, reach: Reach, wish: Wish, now: datetime, progress: Progress) -> Batch:
    known = tuple(sorted(_bodies_of_members(ledger), key=int))
    if not known:
        msg = "No body of the Parliament is known yet. Load ep-members first, --live or --from."
        raise InputError(msg)
    with _fetcher(reach, reach.ep_api) as fetcher:
        return _records(ledger, fetcher, reach, wish, now, progress, known, _BODIES)


def _procedures(
    ledger: Ledger, reach: Reach, wish: Wish, now: datetime, progress: Progress
) -> Batch:
    named = {ep_procedure(one).removeprefix("ep-procedure:") for one in wish.dossiers}
    known = tuple(sorted(_dossiers(ledger) | named))
    if not known:
        msg = "No file is known yet. Name one (--file 2025/0059), or load ep-shadows first."
        raise InputError(msg)
    with _fetcher(reach, reach.ep_api) as fetcher:
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

_RECORDS: dict[str, tuple[Source, _Read]] = {
    "ep-members": (ep_members.SOURCE, _members),
    "ep-bodies": (ep_bodies.SOURCE, _bodies),
    "ep-procedures": (ep_procedures.SOURCE, _procedures),
}


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


# ---------------------------------------------------------------- the network


@contextmanager
def _fetcher(reach: Reach, url: str, hosts: tuple[str, ...] = ()) -> Iterator[Fetcher]:
    with _client() as client:
        yield Fetcher(
            client,
            reach.clock,
            cache=private_folder(reach.cache / "documents"),
            throttle=_throttle(reach, url),
            fresh_since=reach.fresh_since,
            hosts=hosts,
        )


def _client() -> httpx.Client:
    return httpx.Client(timeout=TIMEOUT)


def _throttle(reach: Reach, url: str) -> Throttle:
    """Give the limit of an address's host, counting on from what other runs have asked it."""
    host = _host(url)
    limit = EP_LIMIT if host == _host(reach.ep_api) else OTHER_LIMIT
    return Throttle(*limit, reach.clock, private_folder(reach.cache / "limits") / host)


def _host(url: str) -> str:
    """Give host and port as a file's name; what is no address is refused where it is asked."""
    try:
        return urlsplit(url).netloc.replace(":", "_").lower() or "none"
    except ValueError:
        return "none"
