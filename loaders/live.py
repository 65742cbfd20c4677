"""Sources that give themselves page by page: how one page is asked for, and where the end is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from graph.errors import SourceChanged, SourceUnavailable
from loaders.archive import Record
from loaders.base import Progress, no_progress
from loaders.fetch import Fetcher

MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: an address, with JSON parts to post (None: a GET)."""

    url: str
    parts: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Paged:
    """A source in pages.

    ``page`` gives the request of a page, from 0 on; ``read`` how many items an answer holds and
    how many there are in all (None: not stated). It raises SourceChanged for an answer of another
    form.
    """

    what: str
    page: Callable[[int], Asked]
    read: Callable[[bytes, str], tuple[int, int | None]]


def pages(fetcher: Fetcher, paged: Paged, progress: Progress = no_progress) -> Iterator[Record]:
    """Give the pages of a source, in order, to the end and not beyond it.

    The end is where as many items came as the source says it has; where it says nothing, a page
    without items, after which one more page is looked at.

    Raises:
        SourceUnavailable: a page in the middle is empty.
        SourceChanged: the pages repeat themselves, or there is no end of them.
    """
    found, last = 0, b""
    for number in range(MOST_PAGES):
        place, content = _one(fetcher, paged, number)
        items, total = paged.read(content, place) if content else (0, None)
        if items and content == last:
            msg = f"{place} gives page {number} twice. Expected the next {paged.what}."
            raise SourceChanged(msg)
        if not items:
            _require_end(fetcher, paged, number, found, total)
            return
        found, last = found + items, content
        yield f"{place} page {number + 1}", content
        progress(found, total, f"{paged.what} fetched")
        if total is not None and found >= total:
            return
    msg = f"{paged.what}: more than {MOST_PAGES} pages. Expected an end."
    raise SourceChanged(msg)


def _one(fetcher: Fetcher, paged: Paged, number: int) -> Record:
    asked = paged.page(number)
    if asked.parts is None:
        return asked.url, fetcher.get(asked.url)
    return asked.url, fetcher.post(asked.url, asked.parts)


def _require_end(
    fetcher: Fetcher, paged: Paged, number: int, found: int, total: int | None
) -> None:
    more = total is not None and found < total
    if total is None:
        place, content = _one(fetcher, paged, number + 1)
        more = bool(content) and paged.read(content, place)[0] > 0
    if more:
        msg = (
            f"Page {number + 1} of {paged.what} is empty, though there are more "
            f"({found} came{f' of {total}' if total else ''}). Try again later."
        )
        raise SourceUnavailable(msg)
