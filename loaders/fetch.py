"""Documents from live sources, one polite request each, remembered with their ETag on disk.

It keeps the publisher's limit, waits when told to, retries what may pass, and says plainly when a
source is away or has changed (``polite``). The cache holds answers as they came, personal details
included: its folder is readable by its owner alone.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from graph.errors import SourceChanged, StoreError
from graph.private_folder import private_folder
from loaders.archive import MAX_BYTES
from loaders.polite import (
    AGAIN,
    EP_LIMIT,
    USER_AGENT,
    Clock,
    Throttle,
    TryAgain,
    answered,
    asked_wait,
    patiently,
    shown,
    web_address,
)

_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer, its body whole and unpacked."""

    status: int
    headers: httpx.Headers
    content: bytes


class Fetcher:
    """Gets documents; ``cache`` is a folder for answers (None: none is kept).

    ``fresh_since`` is a moment (seconds since 1970): what the cache holds since then is given
    without asking, so that a load that was cut off goes on where it stopped. ``hosts`` are others
    that the publisher may lead to.
    """

    def __init__(
        self,
        client: httpx.Client,
        clock: Clock,
        limit: tuple[int, float] = EP_LIMIT,
        cache: Path | None = None,
        *,
        throttle: Throttle | None = None,
        fresh_since: float | None = None,
        hosts: Collection[str] = (),
    ) -> None:
        """Use a client whose closing is the caller's business."""
        self._client, self._clock, self._cache = client, clock, cache
        self._throttle = throttle or Throttle(*limit, clock)
        self._fresh_since, self._hosts = fresh_since, hosts

    def get(self, url: str, params: Mapping[str, str] | None = None) -> bytes:
        """Get one document's bytes, from the cache where the source says it is unchanged.

        Raises:
            SourceUnavailable: no answer after several tries, or an error that may pass.
            SourceChanged: an answer that is no success and will not become one, or is too large.
            InputError: the address is no web address.
            StoreError: the cache cannot be written.
        """
        content = self.find(url, params)
        if content is None:
            msg = f"{shown(web_address(url, params))} is not there (404). The address may have "
            raise SourceChanged(msg + "changed.")
        return content

    def find(self, url: str, params: Mapping[str, str] | None = None) -> bytes | None:
        """Get one document's bytes as ``get`` does; None where the source knows of no such one.

        Raises:
            SourceUnavailable, SourceChanged, InputError, StoreError: as ``get``.
        """
        full = web_address(url, params)
        cached = self._cached(full)
        if cached and self._is_fresh(full):
            return cached[1]
        headers = {"Accept": "application/ld+json, application/json;q=0.9, */*;q=0.5"}
        if cached and cached[0]:
            headers["If-None-Match"] = cached[0]
        answer = patiently(full, self._throttle, self._clock, lambda: self._once(full, headers))
        if answer.status == httpx.codes.NOT_MODIFIED and cached:
            return cached[1]
        if answer.status in _GONE:
            return None
        _require_success(full, answer.status)
        self._remember(full, answer)
        return answer.content

    def post(self, url: str, parts: Mapping[str, str]) -> bytes:
        """Send a form of JSON parts, as ``multipart/form-data``, and get the answer's bytes.

        Nothing is remembered, and a redirect is no success.

        Raises:
            SourceUnavailable, SourceChanged, InputError: as ``get``.
        """
        full = web_address(url)
        files = {name: (None, text, "application/json") for name, text in parts.items()}

        def once() -> _Answer:
            with self._client.stream(
                "POST", full, files=files, headers={"User-Agent": USER_AGENT}
            ) as response:
                if response.status_code in AGAIN:
                    why = f"status {response.status_code}"
                    raise TryAgain(why, asked_wait(response.headers))
                return _whole(full, response)

        answer = patiently(full, self._throttle, self._clock, once)
        _require_success(full, answer.status)
        return answer.content

    def _once(self, url: str, headers: dict[str, str]) -> _Answer:
        with answered(self._client, url, headers, self._throttle, self._hosts) as response:
            return _whole(url, response)

    def _place(self, url: str) -> Path | None:
        name = hashlib.sha256(url.encode()).hexdigest()
        return self._cache / name[:2] / f"{name}.json" if self._cache else None

    def _is_fresh(self, url: str) -> bool:
        place = self._place(url)
        if place is None or self._fresh_since is None:
            return False
        return place.stat().st_mtime >= self._fresh_since

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
        place = self._place(url)
        if place is None:
            return
        digest = hashlib.sha256(answer.content).hexdigest()
        head = json.dumps(
            {"url": shown(url), "etag": answer.headers.get("etag", ""), "sha256": digest}
        )
        _write_whole(place, head.encode() + b"\n" + answer.content, self._cache)


def _write_whole(place: Path, content: bytes, cache: Path | None) -> None:
    beside = place.with_suffix(".part")
    try:
        private_folder(place.parent)
        beside.write_bytes(content)
        beside.replace(place)
    except OSError as error:
        msg = f"The cache {cache} cannot be written ({error.strerror or error})."
        raise StoreError(msg) from error


def _whole(url: str, response: httpx.Response) -> _Answer:
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > MAX_BYTES:
            msg = f"{shown(url)} answers with more than {MAX_BYTES} bytes. Expected one document."
            raise SourceChanged(msg)
    return _Answer(response.status_code, response.headers, bytes(content))


def _require_success(url: str, status: int) -> None:
    if not httpx.codes.is_success(status):
        msg = f"{shown(url)} answered {status}. The address may have changed."
        raise SourceChanged(msg)
