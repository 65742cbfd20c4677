"""Live modes: which loader asks its publisher for what, in parts that are recorded one by one.

A part reads and does not write. What was fetched stays in the cache folder, readable by its owner
alone, and is asked for again only if it changed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from api.live_reach import Reach, Wish, fetcher_for, new_client, throttle_for
from api.live_records import RECORDS
from api.load_streams import STREAMED, read_stream, source_of
from api.loads.base import Address
from graph.errors import InputError
from graph.ledger import Ledger
from graph.private_folder import private_folder
from graph.provenance import Source
from loaders.base import Batch, Progress
from loaders.download import Downloader, Wanted, shape_of
from loaders.live import joined
from loaders.paged import Paged

__all__ = ["Part", "Reach", "Wish", "live_names", "live_parts"]


@dataclass(frozen=True, slots=True)
class Part:
    """One transaction to be: whose it is, and how its batch is read."""

    source: Source
    read: Callable[[Progress], Batch]


def live_names() -> tuple[str, ...]:
    """Give the loaders that can ask their publisher."""
    streamed = tuple(name for name, one in STREAMED.items() if one.addresses or one.pages)
    return (*RECORDS, *streamed)


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
    if name in RECORDS:
        if wish.address:
            msg = f"{name} takes no address; set CORRIDORS_EP_API instead."
            raise InputError(msg)
        source, read = RECORDS[name]
        return (Part(source, lambda progress: read(ledger, reach, wish, now, progress)),)
    loader = STREAMED.get(name)
    if loader and (loader.addresses or loader.pages or wish.address):
        if loader.pages and not wish.address:
            return (paged_part(ledger, name, loader.pages, reach, now, wish.keywords),)
        addresses = (wish.address,) if wish.address else loader.addresses
        return tuple(_file_part(ledger, name, one, reach, now, wish.keywords) for one in addresses)
    msg = f"{name} cannot be asked for live. Those that can: {', '.join(live_names())}."
    raise InputError(msg)


def _file_part(
    ledger: Ledger,
    name: str,
    address: Address,
    reach: Reach,
    now: datetime,
    keywords: tuple[str, ...] = (),
) -> Part:
    place = reach.cache / "files" / name / address.file
    wanted = Wanted(address.url, address.hosts, shape_of(address.file))

    def read(progress: Progress) -> Batch:
        with new_client() as client:
            throttle = throttle_for(reach, address.url)
            done = Downloader(client, reach.clock, throttle).fetch(wanted, place, progress)
        batch = read_stream(ledger, name, place, now, progress, keywords=keywords)
        said = f"{done.size} bytes of {address.file}, {'new' if done.changed else 'unchanged'}"
        return replace(batch, notes=(*batch.notes, said))

    return Part(source_of(name, place), read)


def paged_part(
    ledger: Ledger,
    name: str,
    paged: Paged,
    reach: Reach,
    now: datetime,
    keywords: tuple[str, ...] = (),
) -> Part:
    """Give the part of a source in pages, which are saved as one file and read as that."""
    place = reach.cache / "files" / name / f"{name}.json"

    def read(progress: Progress) -> Batch:
        url = paged.page(0).url
        with fetcher_for(reach, url, paged.hosts) as fetcher:
            content = joined(fetcher, paged, progress)
        private_folder(place.parent)
        beside = place.with_suffix(".part")
        beside.write_bytes(content)
        beside.replace(place)
        return read_stream(ledger, name, place, now, progress, keywords=keywords)

    return Part(source_of(name, place), read)
