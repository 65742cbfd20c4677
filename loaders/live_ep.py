"""Live records of the Parliament's Open Data API: members, bodies, procedures.

One request a record, within the publisher's limit (``polite``). What has changed since a day is
asked of the API's feeds, Atom whose entries name records. No such feed was at hand: a feed with
entries of which not one names a record known to be asked for counts as none, and all is asked for.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import InputError, SourceChanged
from graph.identifiers import ep_person
from loaders.archive import Record
from loaders.base import Progress, no_progress
from loaders.fetch import Fetcher
from loaders.json_ld import parse_answer
from loaders.polite import EP_API

PAGE = 500

JSON_LD = {"format": "application/ld+json"}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the API: its path, and how its feed writes a record's number.

    ``days`` is how far the feed looks back of itself; None: as far as it is asked to.
    """

    path: str
    what: str
    number: re.Pattern[str]
    days: int | None = None


MEMBERS = Section("meps", "members", re.compile(r"(?:person|meps)/(\d{1,9})\b"))
BODIES = Section(
    "corporate-bodies", "bodies", re.compile(r"(?:org|corporate-bodies)/([\w&-]+)"), days=28
)
PROCEDURES = Section(
    "procedures", "procedures", re.compile(r"(?:proc|procedures)/(\d{4}-\d{4}[A-Z]?)\b")
)


def live_members(
    fetcher: Fetcher,
    base_url: str = EP_API,
    *,
    term: int = 10,
    numbers: Sequence[str] | None = None,
    progress: Progress = no_progress,
) -> Iterator[Record]:
    """Give every person record of a term from the live API, in order of person number.

    One request a person, within the limit. ``numbers`` are those of ``list_members``; without
    them the list is read first.

    Raises:
        SourceUnavailable, SourceChanged: as ``Fetcher.get``; also when an answer is no JSON-LD.
    """
    chosen = list_members(fetcher, base_url, term=term) if numbers is None else numbers
    return live_records(fetcher, base_url, MEMBERS, chosen, progress=progress)


def live_records(
    fetcher: Fetcher,
    base_url: str,
    section: Section,
    numbers: Sequence[str],
    *,
    missing: Callable[[str], None] | None = None,
    progress: Progress = no_progress,
) -> Iterator[Record]:
    """Give the named records of a section, in their order.

    ``missing`` is told each that the API does not know; without it such a one stops the reading.

    Raises:
        SourceUnavailable, SourceChanged: as ``Fetcher.get``; also when an answer is no JSON-LD.
    """
    for done, number in enumerate(numbers, 1):
        place = f"{base_url.rstrip('/')}/{section.path}/{number}"
        content = fetcher.find(place, JSON_LD) if missing else fetcher.get(place, JSON_LD)
        if content is None:
            assert missing is not None
            missing(number)
        else:
            parse_answer(content, place)  # an error page with status 200 must stop here, not later
            yield place, content
        progress(done, len(numbers), f"{section.what} fetched")


def changed_since(
    fetcher: Fetcher,
    base_url: str,
    section: Section,
    known: Collection[str],
    *,
    since: date,
    today: date,
) -> frozenset[str] | None:
    """Give the numbers of known records that the feed says have changed since a day.

    None: there is no such feed, it does not reach back so far, or it names no record in a form
    that we know; so nothing can be said.

    Raises:
        SourceUnavailable: as ``Fetcher.get``.
    """
    if section.days is not None and (today - since).days >= section.days:
        return None
    url = f"{base_url.rstrip('/')}/{section.path}/feed"
    asked = {"timeframe": "custom", "start-date": since.isoformat()} if not section.days else {}
    try:
        content = fetcher.find(url, asked)
    except SourceChanged:
        return None
    if content is None:
        return None
    if not content.strip():
        return frozenset()  # 204: nothing has changed
    text = content.decode("utf-8", "replace")
    named = frozenset(section.number.findall(text))
    if "<feed" not in text[:1000] or ("<entry" in text and not named):
        return None
    return named & frozenset(known)


def list_members(fetcher: Fetcher, base_url: str = EP_API, *, term: int = 10) -> tuple[str, ...]:
    """List the numbers of all members of a term, leavers included, in their order.

    Raises:
        SourceUnavailable, SourceChanged: as ``Fetcher.get``; also when the list names nobody.
    """
    url, numbers, offset = f"{base_url.rstrip('/')}/meps", set[str](), 0
    while True:
        params = {
            "parliamentary-term": str(term),
            "format": "application/ld+json",
            "offset": str(offset),
            "limit": str(PAGE),
        }
        content = fetcher.get(url, params)
        items = parse_answer(content, url) if content else []  # past the end: 204, no body
        found = {_number(str(item.get("identifier") or item.get("id")), url) for item in items}
        # Only a page with nobody new is the end: a source may give shorter pages than asked for.
        if found <= numbers:
            break
        numbers |= found
        offset += len(items)
    if not numbers:
        msg = f"{url} lists nobody for term {term}. Expected several hundred members."
        raise SourceChanged(msg)
    return tuple(sorted(numbers, key=int))


def _number(written: str, url: str) -> str:
    try:
        return ep_person(written).removeprefix("ep-person:")
    except InputError as error:
        msg = f"{url}: {error} Expected the list of members with an identifier each."
        raise SourceChanged(msg) from error
