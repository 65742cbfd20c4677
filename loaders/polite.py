"""Manners towards publishers: their limit, their wish to wait, their address and no other.

Shared by documents (``fetch``) and files (``download``). Clock and waiting are arguments, so that
tests neither wait nor patch. What it must not do: keep anything but the moments of requests.
"""

import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar

import httpx

from graph.errors import InputError, SourceChanged, SourceUnavailable, StoreError
from graph.private_folder import private_folder

EP_API = "https://data.europarl.europa.eu/api/v2"
"""The Parliament's Open Data API, CC BY 4.0."""

EP_LIMIT = (500, 300.0)
"""The Parliament's limit: requests, seconds."""

OTHER_LIMIT = (30, 60.0)
"""Ours, for publishers who state none."""

USER_AGENT = "corridors-prd-0.1"
"""In the form that the Parliament asks for: user, environment, version."""

ATTEMPTS = 5
MOST_REDIRECTS = 5
LONGEST_WAIT = 600.0
"""Seconds; twice the Parliament's window. Who asks for more is away for now."""

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may pass."""
_SECRET = re.compile(r"([?&][^=&]*(?:key|token|secret|passw|sig)[^=&]*=)[^&#]*", re.IGNORECASE)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that only grow, and how to wait."""

    now: Callable[[], float]
    sleep: Callable[[float], None]


class TryAgain(Exception):
    """One try failed in a way that may pass; ``wait`` seconds are what the publisher asked for."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        """Keep why, and for how long to wait."""
        super().__init__(why)
        self.why, self.wait = why, wait


class Throttle:
    """At most so many requests in any stretch of so many seconds.

    ``journal`` is a file that remembers the moments of requests for the next process: whoever is
    killed and started again must not ask twice as often.
    """

    def __init__(
        self, requests: int, seconds: float, clock: Clock, journal: Path | None = None
    ) -> None:
        """Start with what the journal remembers; without one, with nothing used."""
        self._requests, self._seconds, self._clock = requests, seconds, clock
        self._journal = journal
        self._sent = deque(self._remembered(), requests)
        self._note("".join(f"{at:.3f}\n" for at in self._sent), "w")

    def wait(self) -> None:
        """Wait until one more request is within the limit, and count it."""
        now = self._clock.now()
        if len(self._sent) == self._requests:
            due = self._sent.popleft() + self._seconds
            if due > now:
                self._clock.sleep(due - now)
        moment = self._clock.now()
        self._sent.append(moment)
        self._note(f"{moment:.3f}\n", "a")

    def _remembered(self) -> list[float]:
        now = self._clock.now()
        try:
            lines = self._journal.read_text("ascii").splitlines() if self._journal else []
            moments = [float(line) for line in lines]
        except (OSError, ValueError):
            return []  # none yet, or half a line of a killed process
        # A moment ahead of us is of before the machine was last started.
        return sorted(at for at in moments if now - self._seconds < at <= now)

    def _note(self, text: str, mode: str) -> None:
        if self._journal is None:
            return
        try:
            private_folder(self._journal.parent)
            with self._journal.open(mode, encoding="ascii") as file:
                file.write(text)
        except OSError as error:
            raise _unwritable(self._journal, error) from error


def patiently(url: str, throttle: Throttle, clock: Clock, once: Callable[[], T]) -> T:
    """Do one request, again and again while what failed may pass.

    Raises:
        SourceUnavailable: it failed ``ATTEMPTS`` times, or the publisher asks to wait too long.
    """
    last = ""
    for attempt in range(ATTEMPTS):
        throttle.wait()
        wait = 2.0**attempt
        try:
            return once()
        except httpx.HTTPError as error:
            last = f"{type(error).__name__}: {error}"
        except TryAgain as again:
            last, wait = again.why, max(again.wait, wait)
        if wait > LONGEST_WAIT:
            msg = f"{shown(url)} asks to wait {wait:.0f} seconds ({last}). Try again after that."
            raise SourceUnavailable(msg)
        if attempt + 1 < ATTEMPTS:
            clock.sleep(wait)
    msg = f"{shown(url)} gave no answer in {ATTEMPTS} tries ({last}). Try again later."
    raise SourceUnavailable(msg)


@contextmanager
def answered(
    client: httpx.Client,
    url: str,
    headers: Mapping[str, str],
    throttle: Throttle,
    hosts: Collection[str] = (),
) -> Iterator[httpx.Response]:
    """Open the answer to a GET, led on to the publisher's own hosts only.

    Raises:
        TryAgain: the status says that it may pass.
        SourceChanged: it leads to another host, from https to http, or round in circles.
    """
    here = httpx.URL(url)
    allowed = {_host(here), *hosts}
    for hop in range(MOST_REDIRECTS + 1):
        if hop:
            throttle.wait()
        with client.stream(
            "GET", here, headers={"User-Agent": USER_AGENT, **headers}, follow_redirects=False
        ) as response:
            if response.status_code in AGAIN:
                raise TryAgain(f"status {response.status_code}", asked_wait(response.headers))
            if not response.has_redirect_location:
                yield response
                return
            here = led_on(here, response.headers["location"], allowed)
    msg = f"{shown(url)} leads on more than {MOST_REDIRECTS} times. The address may have changed."
    raise SourceChanged(msg)


def led_on(here: httpx.URL, written: str, allowed: Collection[str]) -> httpx.URL:
    """Give the address that an answer leads to.

    Raises:
        SourceChanged: it is on no allowed host, or less secure than where we are.
    """
    try:
        there = here.join(written)
    except httpx.InvalidURL as error:
        msg = f"{shown(str(here))} leads to {written[:80]!r}, which is no web address."
        raise SourceChanged(msg) from error
    secure = there.scheme == "https" or (there.scheme == "http" and here.scheme == "http")
    if not secure or there.userinfo or _host(there) not in allowed:
        msg = (
            f"{shown(str(here))} leads to {there.scheme}://{_host(there)}; expected "
            f"{' or '.join(sorted(allowed))}, and never from https to http. Look whether the "
            "publisher has moved."
        )
        raise SourceChanged(msg)
    return there


def web_address(url: str, params: Mapping[str, str] | None = None) -> str:
    """Check an address and add parameters to it.

    Raises:
        InputError: it is no web address, or holds a user name.
    """
    try:
        address = httpx.URL(url).copy_merge_params(dict(params or {}))
    except httpx.InvalidURL as error:
        msg = f"{url!r} is no web address ({error}). Expected one such as {EP_API}."
        raise InputError(msg) from error
    if address.scheme not in ("http", "https") or not address.host:
        msg = f"{url!r} is no web address. Expected one such as {EP_API}."
        raise InputError(msg)
    if address.userinfo:
        msg = f"An address of {address.host} holds a user name or password. Leave them out."
        raise InputError(msg)
    return str(address)


def shown(url: str) -> str:
    """Write an address for messages, without what may be a secret in it."""
    return _SECRET.sub(r"\1…", url)


def asked_wait(headers: httpx.Headers) -> float:
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


def _host(url: httpx.URL) -> str:
    """Give the host, with its port where that is not the scheme's own."""
    return url.host if url.port is None else f"{url.host}:{url.port}"


def _unwritable(place: Path, error: OSError) -> StoreError:
    return StoreError(f"{place} cannot be written ({error.strerror or error}).")
