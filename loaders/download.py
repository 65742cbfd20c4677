"""Large files from publishers, streamed to disk and put in place whole, or not at all.

A file grows beside its place (``.part``) and is switched by rename. What is there already is asked
for conditionally; a download that was cut off goes on where it stopped if the publisher offers it,
and starts anew if not. What it must not do: know what is in the file, beyond its first and last
bytes.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import httpx

from graph.errors import SourceChanged, StoreError
from graph.private_folder import private_folder
from loaders.base import Progress, no_progress
from loaders.polite import (
    Clock,
    Throttle,
    TryAgain,
    answered,
    patiently,
    shown,
    web_address,
)
from loaders.stream import CHUNK, MAX_STREAM

_LOOK = 512
"""How many bytes at either end are looked at."""


class Shape(StrEnum):
    """What a file must begin with, so that an error page is not taken for it."""

    XML = "XML"
    JSON = "JSON"
    ZIP = "XLSX or another archive"
    GZIP = "gzip"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file: its address, the other hosts it may be led to, its form, its most bytes."""

    url: str
    hosts: Collection[str] = ()
    shape: Shape = Shape.TEXT
    largest: int = MAX_STREAM


@dataclass(frozen=True, slots=True)
class Downloaded:
    """One file on disk; ``changed`` says that its bytes are others than before."""

    path: Path
    changed: bool
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class _Head:
    """What was said of a file: whence it came, how to ask whether it changed."""

    url: str
    etag: str
    modified: str
    sha256: str = ""

    @property
    def validator(self) -> str:
        """What proves that the rest belongs to what we have; empty where nothing does."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


def shape_of(name: str) -> Shape:
    """Tell by a file's name what it must look like."""
    endings = {
        ".xml": Shape.XML,
        ".rdf": Shape.XML,
        ".gc": Shape.XML,
        ".json": Shape.JSON,
        ".xlsx": Shape.ZIP,
        ".zip": Shape.ZIP,
        ".gz": Shape.GZIP,
    }
    return endings.get(Path(name).suffix.lower(), Shape.TEXT)


class Downloader:
    """Fetches files within a publisher's limit."""

    def __init__(self, client: httpx.Client, clock: Clock, throttle: Throttle) -> None:
        """Use a client whose closing is the caller's business."""
        self._client, self._clock, self._throttle = client, clock, throttle

    def fetch(self, wanted: Wanted, place: Path, progress: Progress = no_progress) -> Downloaded:
        """Bring a file up to date at its place; what was there stays until the new one is whole.

        Raises:
            SourceUnavailable: no whole answer after several tries.
            SourceChanged: the answer is no success, of another form, empty or too large, or it
                leads to another host.
            InputError: the address is no web address.
            StoreError: the place cannot be written.
        """
        url = web_address(wanted.url)
        try:
            private_folder(place.parent)
            return patiently(
                url,
                self._throttle,
                self._clock,
                lambda: self._once(url, wanted, place, progress),
            )
        except OSError as error:
            msg = f"{place} cannot be written ({error.strerror or error}). Look at the disk."
            raise StoreError(msg) from error

    def _once(self, url: str, wanted: Wanted, place: Path, progress: Progress) -> Downloaded:
        known, part = _known(place, url), _begun(place, url)
        headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
        if part:
            headers |= {"Range": f"bytes={part[1]}-", "If-Range": part[0].validator}
        elif known:
            headers |= _conditions(known)
        with answered(self._client, url, headers, self._throttle, wanted.hosts) as response:
            if response.status_code == httpx.codes.NOT_MODIFIED and known and not part:
                return Downloaded(place, False, known.sha256, place.stat().st_size)
            start = _start(response, place, part)
            if start == 0:
                _begin(place, _head(url, response))
            _write(response, wanted, place, start, progress)
            head = part[0] if part and start else _head(url, response)
        return _switch(place, wanted, head, known)


def _conditions(known: _Head) -> dict[str, str]:
    """Ask for the file only if it changed: by ETag, or by date where there is none."""
    if known.etag:
        return {"If-None-Match": known.etag}
    return {"If-Modified-Since": known.modified} if known.modified else {}


def _start(response: httpx.Response, place: Path, part: tuple[_Head, int] | None) -> int:
    """Say at which byte the answer begins.

    Raises:
        TryAgain: the publisher cannot go on where we stopped: next time from the beginning.
        SourceChanged: the answer is no success.
    """
    status = response.status_code
    if status == httpx.codes.OK:
        return 0
    ranged = (httpx.codes.PARTIAL_CONTENT, httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE)
    if part and status in ranged:
        head, size = part
        written = response.headers.get("content-range", "")
        same = response.headers.get("etag", head.etag) == head.etag
        if status == httpx.codes.PARTIAL_CONTENT and same and written.startswith(f"bytes {size}-"):
            return size
        _forget(place)
        msg = f"status {status} with range {written or 'none'} for {size} bytes that we have"
        raise TryAgain(msg)
    msg = f"{shown(str(response.url))} answered {status}. The address may have changed."
    raise SourceChanged(msg)


def _begin(place: Path, head: _Head) -> None:
    """Empty the part, then say what it will be: never the other way round."""
    part, said = _beside(place, ".part"), _beside(place, ".part.json")
    said.unlink(missing_ok=True)
    part.write_bytes(b"")
    if head.validator:
        _write_head(said, head)


def _write(
    response: httpx.Response, wanted: Wanted, place: Path, start: int, progress: Progress
) -> None:
    """Append the answer to the part.

    Raises:
        SourceChanged: it is too large, or begins as another form does.
    """
    size, total = start, _total(response, start)
    _require_size(place, wanted, total or 0)
    encoded = response.headers.get("content-encoding", "identity") != "identity"
    if encoded:
        _beside(place, ".part.json").unlink(missing_ok=True)  # unpacked bytes cannot be counted on
    with _beside(place, ".part").open("ab", buffering=0) as file:
        for chunk in response.iter_bytes(CHUNK):
            if size == 0:
                _require_shape(place, wanted, chunk[:_LOOK])
            size += len(chunk)
            _require_size(place, wanted, size)
            file.write(chunk)
            progress(size // 1024, total // 1024 if total else None, f"kB of {place.name}")
    if total is not None and not encoded and size != total:
        _forget(place)
        msg = f"{size} bytes came of {total}"
        raise TryAgain(msg)


def _total(response: httpx.Response, start: int) -> int | None:
    written = response.headers.get("content-length", "")
    return start + int(written) if written.isascii() and written.isdigit() else None


def _require_size(place: Path, wanted: Wanted, size: int) -> None:
    if size > wanted.largest:
        _forget(place)
        msg = f"{shown(wanted.url)} has more than {wanted.largest} bytes. Expected one file."
        raise SourceChanged(msg)


def _require_shape(place: Path, wanted: Wanted, start: bytes) -> None:
    first = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    page = first[:9].lower().startswith((b"<!doctype", b"<html", b"<head"))
    begins = {
        Shape.XML: first.startswith(b"<"),
        Shape.JSON: first.startswith((b"{", b"[")),
        Shape.ZIP: start.startswith(b"PK\x03\x04"),
        Shape.GZIP: start.startswith(b"\x1f\x8b"),
        Shape.TEXT: bool(first),
    }
    if page or not begins[wanted.shape]:
        _forget(place)
        what = "a web page" if page else repr(first[:40].decode("utf-8", "replace"))
        msg = (
            f"{shown(wanted.url)} gives {what} instead of {wanted.shape.value}. An error page or "
            "a new address looks like this: open it in a browser."
        )
        raise SourceChanged(msg)


def _switch(place: Path, wanted: Wanted, head: _Head, known: _Head | None) -> Downloaded:
    """Put the whole part in its place."""
    part = _beside(place, ".part")
    size = part.stat().st_size
    _require_end(place, wanted, part, size)
    digest = _sha256(part)
    if known and known.sha256 == digest:
        _forget(place)
    else:
        part.replace(place)
        _forget(place)
    _write_head(_beside(place, ".json"), _Head(head.url, head.etag, head.modified, digest))
    return Downloaded(place, not known or known.sha256 != digest, digest, size)


def _require_end(place: Path, wanted: Wanted, part: Path, size: int) -> None:
    """Refuse what ends too early: a connection without a stated length cannot tell."""
    with part.open("rb") as file:
        file.seek(max(0, size - _LOOK))
        last = file.read().rstrip()
    ends = {Shape.XML: (b">",), Shape.JSON: (b"}", b"]")}.get(wanted.shape)
    if not last or (ends and not last.endswith(ends)):
        _forget(place)
        msg = (
            f"{shown(wanted.url)} is empty or ends in the middle ({size} bytes). "
            "Expected a whole file: try again later."
        )
        raise SourceChanged(msg)


def _known(place: Path, url: str) -> _Head | None:
    """Give what is known of the file in its place, if the file is as we left it."""
    head = _read_head(_beside(place, ".json"), url)
    sound = head and place.is_file() and _sha256(place) == head.sha256
    return head if sound else None


def _begun(place: Path, url: str) -> tuple[_Head, int] | None:
    """Give the head and the size of a part that can be gone on with."""
    head, part = _read_head(_beside(place, ".part.json"), url), _beside(place, ".part")
    size = part.stat().st_size if part.is_file() else 0
    return (head, size) if head and head.validator and size else None


def _read_head(place: Path, url: str) -> _Head | None:
    try:
        head = _Head(**json.loads(place.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None  # none, or half of one: the file is simply fetched again
    return head if head.url == _key(url) else None


def _write_head(place: Path, head: _Head) -> None:
    fields = {name: getattr(head, name) for name in ("url", "etag", "modified", "sha256")}
    beside = place.with_name(place.name + ".new")
    beside.write_text(json.dumps(fields), "utf-8")
    beside.replace(place)


def _head(url: str, response: httpx.Response) -> _Head:
    headers = response.headers
    return _Head(_key(url), headers.get("etag", ""), headers.get("last-modified", ""))


def _key(url: str) -> str:
    """Name an address without writing down what may be secret in it."""
    return hashlib.sha256(url.encode()).hexdigest()


def _forget(place: Path) -> None:
    for ending in (".part.json", ".part"):
        _beside(place, ending).unlink(missing_ok=True)


def _beside(place: Path, ending: str) -> Path:
    return place.with_name(place.name + ending)


def _sha256(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
