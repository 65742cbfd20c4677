"""Sources that give themselves page by page: how one page is asked for, and where the end is.

Answers are JSON, from sources that ``paged`` describes.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import SourceChanged, SourceUnavailable
from loaders.base import Progress, no_progress
from loaders.fetch import Fetcher
from loaders.json_ld import parse_json
from loaders.paged import Paged

MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class _Page:
    place: str
    content: bytes
    answer: object
    items: list[object]
    total: int | None


def joined(fetcher: Fetcher, paged: Paged, progress: Progress = no_progress) -> bytes:
    """Give one JSON document: the first answer, with the items of all pages in its list.

    The end is where as many items came as the source says it has; where it says nothing, a page
    without items, after which one more page is looked at.

    Raises:
        SourceUnavailable: a page in the middle is empty.
        SourceChanged: an answer has another form, repeats the one before, or there is no end.
    """
    first = _one(fetcher, paged, 0)
    for page in _others(fetcher, paged, first, progress):
        first.items.extend(page.items)
    return json.dumps(first.answer, ensure_ascii=False).encode()


def _others(fetcher: Fetcher, paged: Paged, first: _Page, progress: Progress) -> Iterator[_Page]:
    found, page = 0, first
    for number in range(1, MOST_PAGES):
        if not page.items:
            _require_end(fetcher, paged, number - 1, found, page.total)
            return
        found += len(page.items)
        progress(found, page.total, f"{paged.what} fetched")
        if page is not first:
            yield page
        if page.total is not None and found >= page.total:
            return
        before, page = page.content, _one(fetcher, paged, number)
        if page.items and page.content == before:
            msg = f"{page.place} is the page before it again. Expected the next {paged.what}."
            raise SourceChanged(msg)
    msg = f"{paged.what}: more than {MOST_PAGES} pages. Expected an end."
    raise SourceChanged(msg)


def _one(fetcher: Fetcher, paged: Paged, number: int) -> _Page:
    asked = paged.page(number)
    place = f"{paged.what} page {number + 1}"
    if asked.parts is None:
        content = fetcher.get(asked.url)
    else:
        content = fetcher.post(asked.url, asked.parts)
    if not content and number:
        return _Page(place, content, None, [], None)
    answer = parse_json(content, place)
    items = _at(answer, paged.items, place)
    total = None if paged.total is None else _at(answer, paged.total, place)
    if not isinstance(items, list) or not (total is None or isinstance(total, int)):
        msg = f"{place}: expected a list at {'.'.join(paged.items)}, and a number in all."
        raise SourceChanged(msg)
    return _Page(place, content, answer, items, total)


def _at(answer: object, keys: tuple[str, ...], place: str) -> object:
    for key in keys:
        if not isinstance(answer, dict) or key not in answer:
            msg = f"{place}: {'.'.join(keys)} is missing. The source answers in another form."
            raise SourceChanged(msg)
        answer = answer[key]
    return answer


def _require_end(
    fetcher: Fetcher, paged: Paged, number: int, found: int, total: int | None
) -> None:
    more = total is not None and found < total
    if total is None and paged.total is None:
        more = bool(_one(fetcher, paged, number + 1).items)
    if more:
        msg = (
            f"Page {number + 1} of {paged.what} is empty, though there are more: {found} came"
            f"{f' of {total}' if total else ''}. Try again later."
        )
        raise SourceUnavailable(msg)
