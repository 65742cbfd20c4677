"""Saved copies of a source: folder, .tar.gz, .zip or one file, read without unpacking to disk.

Documents come sorted by name. Links, names that leave the archive and oversized documents stop the
reading: a saved copy may come from anywhere.
"""

import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NoReturn

from graph.errors import InputError, SourceChanged, SourceUnavailable

MAX_BYTES = 64 * 1024 * 1024
"""Largest single document, unpacked. The Parliament's largest is below 8 MiB."""

MAX_TOTAL = 512 * 1024 * 1024
"""Most that one .tar.gz may hold, unpacked: it is sorted in memory."""

MAX_MEMBERS = 200_000

Record = tuple[str, bytes]
"""(place for messages, content)."""

_BROKEN = (
    tarfile.TarError,
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    RuntimeError,  # what zipfile raises for a password or an unknown compression
)


def read_records(path: Path, suffix: str = ".json") -> Iterator[Record]:
    """Give each document of a saved copy whose name ends with the suffix, also gzipped.

    Raises:
        SourceUnavailable: there is nothing at the path, or it cannot be read.
        SourceChanged: the archive is broken, or a document is too large.
        InputError: the copy holds a link, or a name that leaves it.
    """
    if not path.exists():
        msg = f"{path} does not exist. Expected a folder, a .tar.gz, a .zip or one {suffix} file."
        raise SourceUnavailable(msg)
    with _explained(path):
        if path.is_dir():
            yield from _folder(path, suffix)
        elif path.name.endswith((".tar.gz", ".tgz", ".tar")):
            yield from _tar(path, suffix)
        elif path.suffix == ".zip":
            yield from _zip(path, suffix)
        else:
            yield _file(path)


def read_file(path: Path) -> Record:
    """Read one document, unpacking gzip.

    Raises:
        SourceUnavailable: there is no such file, or it cannot be read.
        SourceChanged: the gzip is broken or the document too large.
    """
    if not path.is_file():
        msg = f"{path} does not exist, or is no file."
        raise SourceUnavailable(msg)
    with _explained(path):
        return _file(path)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        msg = f"{path} cannot be unpacked ({error}). Fetch it again."
        raise SourceChanged(msg) from error
    except OSError as error:
        msg = f"{path} cannot be read ({error.strerror or error})."
        raise SourceUnavailable(msg) from error


def _file(path: Path) -> Record:
    _check_size(str(path), path.stat().st_size)
    return str(path), _plain(path.read_bytes(), str(path))


def _folder(path: Path, suffix: str) -> Iterator[Record]:
    # Sorted as archives are, by the whole name: "a-b" stands before "a/b".
    for file in sorted(path.rglob("*"), key=lambda each: each.relative_to(path).as_posix()):
        if file.is_symlink():
            _refuse_link(path, file.relative_to(path).as_posix())
        if _wanted(file.name, suffix) and file.is_file():
            yield _file(file)


def _tar(path: Path, suffix: str) -> Iterator[Record]:
    # Read in the archive's own order, since sorted order would unpack it again and again; and
    # judged header by header, so that a bomb stops the reading before it is unpacked.
    found: dict[str, bytes] = {}
    total = 0
    with tarfile.open(path) as archive:
        for number, member in enumerate(archive, 1):
            _check_member(path, number, member.name)
            if member.isdir():
                continue
            if not member.isfile():
                _refuse_link(path, member.name)
            total += member.size
            _check_size(f"{path.name}:{member.name}", member.size)
            _check_size(path.name, total, MAX_TOTAL)
            handle = archive.extractfile(member) if _wanted(member.name, suffix) else None
            if handle is not None:
                found[member.name] = handle.read()
    for name in sorted(found):
        place = f"{path.name}:{name}"
        yield place, _plain(found.pop(name), place)


def _zip(path: Path, suffix: str) -> Iterator[Record]:
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        for number, info in enumerate(infos, 1):
            _check_member(path, number, info.filename)
            if stat.S_ISLNK(info.external_attr >> 16):
                _refuse_link(path, info.filename)
        for info in sorted(infos, key=lambda item: item.filename):
            if _wanted(info.filename, suffix):
                place = f"{path.name}:{info.filename}"
                _check_size(place, info.file_size)
                yield place, _plain(archive.read(info), place)


def _wanted(name: str, suffix: str) -> bool:
    return name.removesuffix(".gz").endswith(suffix)


def _plain(content: bytes, place: str) -> bytes:
    if content[:2] == b"\x1f\x8b":
        with gzip.open(io.BytesIO(content)) as unpacked:
            content = unpacked.read(MAX_BYTES + 1)
    _check_size(place, len(content))
    return content


def _check_member(path: Path, number: int, name: str) -> None:
    if number > MAX_MEMBERS:
        msg = f"{path} holds more than {MAX_MEMBERS} documents. Expected one a record."
        raise SourceChanged(msg)
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts:
        msg = f"{path} holds the name {name!r}, which leaves the archive. Nothing was read."
        raise InputError(msg)


def _check_size(place: str, size: int, limit: int | None = None) -> None:
    largest = MAX_BYTES if limit is None else limit
    if size > largest:
        msg = f"{place} holds more than {largest} bytes. Expected records of the source."
        raise SourceChanged(msg)


def _refuse_link(path: Path, name: str) -> NoReturn:
    msg = f"{path} holds {name!r}, which is a link or device. Put the file itself there."
    raise InputError(msg)
