"""One polite HTTP client for every live source.

It keeps the publisher's limit, waits when told to, retries what may pass, remembers answers with
their ETag on disk, and says plainly when a source is away or has changed. Clock and waiting are
arguments, so that tests neither wait nor patch.
"""

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from graph.errors import SourceChanged, SourceUnavailable
from loaders.archive import Record
from loaders.base import Progress, no_progress
from loaders.json_ld import parse_answer, text

USER_AGENT = "corridors/0.1 (stakeholder mapper; polite client)"
EP_LIMIT = (500, 300.0)
"""The Parliament's limit: requests, seconds."""

PAGE = 500
ATTEMPTS = 5
LONGEST_WAIT = 120.0

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that only grow, and how to wait."""

    now: Callable[[], float]
    sleep: Callable[[float], None]


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
            SourceChanged: an answer that is no success and will not become one.
        """
        full = str(httpx.URL(url, params=dict(params or {})))
        cached = self._cached(full)
        headers = {"User-Agent": USER_AGENT, "Accept": "application/ld+json"}
        if cached:
            headers["If-None-Match"] = cached[0]
        response = self._try(full, headers)
        if response.status_code == httpx.codes.NOT_MODIFIED and cached:
            return cached[1]
        if not response.is_success:
            msg = f"{full} answered {response.status_code}. The address may have changed."
            raise SourceChanged(msg)
        self._remember(full, response)
        return response.content

    def _try(self, url: str, headers: dict[str, str]) -> httpx.Response:
        last = ""
        for attempt in range(ATTEMPTS):
            self._throttle.wait()
            wait = 2.0**attempt
            try:
                response = self._client.get(url, headers=headers, follow_redirects=True)
            except httpx.HTTPError as error:
                last = f"{type(error).__name__}: {error}"
            else:
                if response.status_code not in _AGAIN:
                    return response
                last = f"status {response.status_code}"
                wait = _retry_after(response) or wait
            if attempt + 1 < ATTEMPTS:
                self._clock.sleep(min(wait, LONGEST_WAIT))
        msg = f"{url} gave no answer in {ATTEMPTS} tries ({last}). Try again later."
        raise SourceUnavailable(msg)

    def _place(self, url: str) -> Path | None:
        name = hashlib.sha256(url.encode()).hexdigest()
        return self._cache / name[:2] / f"{name}.json" if self._cache else None

    def _cached(self, url: str) -> tuple[str, bytes] | None:
        place = self._place(url)
        if place is None or not place.is_file():
            return None
        head, _, body = place.read_bytes().partition(b"\n")
        try:
            known = json.loads(head)
        except ValueError:
            return None  # half a file of an older run: simply fetched again
        sound = known.get("sha256") == hashlib.sha256(body).hexdigest()
        return (known["etag"], body) if sound else None

    def _remember(self, url: str, response: httpx.Response) -> None:
        place, etag = self._place(url), response.headers.get("etag")
        if place is None or not etag:
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(response.content).hexdigest()
        head = json.dumps({"url": url, "etag": etag, "sha256": digest})
        beside = place.with_suffix(".part")
        beside.write_bytes(head.encode() + b"\n" + response.content)
        beside.replace(place)


def live_members(
    fetcher: Fetcher, base_url: str, *, term: int = 10, progress: Progress = no_progress
) -> Iterator[Record]:
    """Give every person record of a term from the live API, in order of person number.

    The list is read first, page by page; then one request a person, within the limit.

    Raises:
        SourceUnavailable, SourceChanged: as ``Fetcher.get``; also when an answer is no JSON-LD.
    """
    numbers = sorted(_member_numbers(fetcher, base_url, term), key=int)
    if not numbers:
        msg = f"{base_url}/meps lists nobody for term {term}. Expected several hundred members."
        raise SourceChanged(msg)
    for done, number in enumerate(numbers, 1):
        place = f"{base_url}/meps/{number}"
        content = fetcher.get(place, {"format": "application/ld+json"})
        parse_answer(content, place)  # an error page with status 200 must stop here, not later
        yield place, content
        progress(done, len(numbers), "members fetched")


def _member_numbers(fetcher: Fetcher, base_url: str, term: int) -> set[str]:
    numbers: set[str] = set()
    offset = 0
    while True:
        params = {
            "parliamentary-term": str(term),
            "format": "application/ld+json",
            "offset": str(offset),
            "limit": str(PAGE),
        }
        url = f"{base_url}/meps"
        content = fetcher.get(url, params)
        listed = parse_answer(content, url) if content else []  # past the end: 204, no body
        found = {value for item in listed if (value := text(item, "identifier"))}
        numbers |= found
        if len(listed) < PAGE:
            return numbers
        offset += PAGE


def _retry_after(response: httpx.Response) -> float | None:
    written = response.headers.get("retry-after", "")
    return float(written) if written.isdigit() else None
