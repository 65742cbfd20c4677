"""How publishers are reached from this installation, and what of a source is wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from api.loads.base import Address
from graph.private_folder import private_folder
from loaders.fetch import Fetcher
from loaders.polite import EP_LIMIT, OTHER_LIMIT, Clock, Throttle

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
    procedures to ask for beside those that the graph knows. ``address`` replaces the publisher's;
    ``keywords`` choose among the records, where the loader offers that.
    """

    since: date | None = None
    dossiers: tuple[str, ...] = ()
    address: Address | None = None
    keywords: tuple[str, ...] = ()


@contextmanager
def fetcher_for(reach: Reach, url: str, hosts: tuple[str, ...] = ()) -> Iterator[Fetcher]:
    """Open what fetches documents from an address's host."""
    with new_client() as client:
        yield Fetcher(
            client,
            reach.clock,
            cache=private_folder(reach.cache / "documents"),
            throttle=throttle_for(reach, url),
            fresh_since=reach.fresh_since,
            hosts=hosts,
        )


def new_client() -> httpx.Client:
    """Make a network client that does not wait for ever."""
    return httpx.Client(timeout=TIMEOUT)


def throttle_for(reach: Reach, url: str) -> Throttle:
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
