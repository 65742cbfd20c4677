"""One polite HTTP client for every live source, and the list of the Parliament's live answers.

It keeps the publisher's limit, waits when told to, retries what may pass, remembers answers with
their ETag on disk, and says plainly when a source is away or has changed. Clock and waiting are
arguments, so that tests neither wait nor patch. The cache holds answers as they came, personal
details included: it belongs in a folder that only the user reads.
"""

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from graph.errors import InputError, SourceChanged, SourceUnavailable, StoreError
from graph.identifiers import ep_person
from loaders.archive import MAX_BYTES, Record
from loaders.base import Progress, no_progress
from loaders.json_ld import parse_answer

EP_API = "https://data.europarl.europa.eu/api/v2"
"""The Parliament's Open Data API, CC BY 4.0."""

EP_LIMIT = (500, 300.0)
"""The Parliament's limit: requests, seconds."""

USER_AGENT = "corridors-prd-0.1"
"""In the form that the Parliament asks for: user, environment, version."""

PAGE = 500
ATTEMPTS = 5
LONGEST_WAIT = 600.0
"""Seconds; twice the Parliament's window. Who asks for more is away for now."""

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that only grow, and how to wait."""

    now: Callable[[], float]
    sleep: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer, its body whole and unpacked."""

    status: int
    headers: httpx.Headers
    content: bytes


class Throttle:
    """At most so many requests in any stretch of so many seconds."""

    def __init__(self, requests: int, seconds: float, clock: Clock) -> None:
        """Start with nothing used."""
        self._requests, self._seconds, self._clock = requests, seconds, clock
        self._sent: deque[float] = deque()

    def wait(self) -> None:
        """Wait until one more request is within the limit, and count it."""
        now = self._clock.now()
        if len(self._sent) == self._requests:
            due = self._sent.popleft() + self._seconds
            if due > now:
                self._clock.sleep(due - now)
        self._sent.append(self._clock.now())


class Fetcher:
    """Gets documents; ``cache`` is a folder for answers with an ETag (None: none is kept)."""

    def __init__(
        self,
        client: httpx.Client,
        clock: Clock,
        limit: tuple[int, float] = EP_LIMIT,
        cache: Path | None = None,
    ) -> None:
        """Use a client whose closing is the caller's business."""
        self._client, self._clock, self._cache = client, clock, cache
        self._throttle = Throttle(*limit, clock)

    def get(self, url: str, params: Mapping[str, str] | None = None) -> bytes:
        """Get one document's bytes, from the cache where the source says it is unchanged.

        Raises:
            SourceUnavailable: no answer after several tries, or an error that may pass.
            SourceChanged: an answer that is no success and will not become one, or is too large.
            InputError: the address is no web address.
            StoreError: the cache cannot be written.
        """
        full = _address(url, params)
        cached = self._cached(full)
        headers = {"User-Agent": USER_AGENT, "Accept": "application/ld+json"}
        if cached:
            headers["If-None-Match"] = cached[0]
        answer = self._try(full, headers)
        if answer.status == httpx.codes.NOT_MODIFIED and cached:
            return cached[1]
        if not httpx.codes.is_success(answer.status):
            msg = f"{full} answered {answer.status}. The address may have changed."
            raise SourceChanged(msg)
        self._remember(full, answer)
        return answer.content

    def _try(self, url: str, headers: dict[str, str]) -> _Answer:
        last = ""
        for attempt in range(ATTEMPTS):
            self._throttle.wait()
            wait = 2.0**attempt
            try:
                answer = self._once(url, headers)
            except httpx.HTTPError as error:
                last = f"{type(error).__name__}: {error}"
            else:
                if answer.status not in _AGAIN:
                    return answer
                last = f"status {answer.status}"
                wait = max(_asked_wait(answer.headers), wait)
            if wait > LONGEST_WAIT:
                msg = f"{url} asks to wait {wait:.0f} seconds ({last}). Try again after that."
                raise SourceUnavailable(msg)
            if attempt + 1 < ATTEMPTS:
                self._clock.sleep(wait)
        msg = f"{url} gave no answer in {ATTEMPTS} tries ({last}). Try again later."
        raise SourceUnavailable(msg)

    def _once(self, url: str, headers: dict[str, str]) -> _Answer:
        content = bytearray()
        with self._client.stream("GET", url, headers=headers, follow_redirects=True) as response:
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > MAX_BYTES:
                    msg = f"{url} answers with more than {MAX_BYTES} bytes. Expected one document."
                    raise SourceChanged(msg)
            return _Answer(response.status_code, response.headers, bytes(content))

    def _place(self, url: str) -> Path | None:
        name = hashlib.sha256(url.encode()).hexdigest()
        return self._cache / name[:2] / f"{name}.json" if self._cache else None

    def _cached(self, url: str) -> tuple[str, bytes] | None:
        place = self._place(url)
        if place is None or not place.is_file():
            return None
        try:
            head, _, body = place.read_bytes().partition(b"\n")
            known = json.loads(head)
            sound = known["sha256"] == hashlib.sha256(body).hexdigest()
            return (str(known["etag"]), body) if sound else None
        except (OSError, ValueError, TypeError, KeyError):
            return None  # half a file of an older run: simply fetched again

    def _remember(self, url: str, answer: _Answer) -> None:
        place, etag = self._place(url), answer.headers.get("etag")
        if place is None or not etag:
            return
        digest = hashlib.sha256(answer.content).hexdigest()
        head = json.dumps({"url": url, "etag": etag, "sha256": digest})
        beside = place.with_suffix(".part")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(head.encode() + b"\n" + answer.content)
            beside.replace(place)
        except OSError as error:
            msg = f"The cache {self._cache} cannot be written ({error.strerror or error})."
            raise StoreError(msg) from error


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
    for done, number in enumerate(chosen, 1):
        place = f"{base_url.rstrip('/')}/meps/{number}"
        content = fetcher.get(place, {"format": "application/ld+json"})
        parse_answer(content, place)  # an error page with status 200 must stop here, not later
        yield place, content
        progress(done, len(chosen), "members fetched")


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


def _address(url: str, params: Mapping[str, str] | None) -> str:
    try:
        address = httpx.URL(url).copy_merge_params(dict(params or {}))
    except httpx.InvalidURL as error:
        msg = f"{url!r} is no web address ({error}). Expected one such as {EP_API}."
        raise InputError(msg) from error
    if address.scheme not in ("http", "https") or not address.host:
        msg = f"{url!r} is no web address. Expected one such as {EP_API}."
        raise InputError(msg)
    return str(address)


def _asked_wait(headers: httpx.Headers) -> float:
    """Give the seconds of Retry-After, a number or a date; 0 where nothing readable is asked."""
    written = headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return float(written)
    try:
        # The server's own Date, not our clock, says how far away its moment is.
        due, sent = parsedate_to_datetime(written), parsedate_to_datetime(headers["date"])
        return (due - sent).total_seconds()
    except (ValueError, KeyError, TypeError):
        return 0.0
