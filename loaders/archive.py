"""Saved copies of a source: folder, .tar.gz, .zip or one file, read without unpacking to disk.

Members come sorted by name. Links, names that leave the archive and oversized members are refused:
a saved copy may come from anywhere.
"""

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from graph.errors import InputError, SourceChanged, SourceUnavailable

MAX_BYTES = 64 * 1024 * 1024
"""Largest single document, unpacked. The Parliament's largest is below 8 MiB."""

MAX_MEMBERS = 200_000

Record = tuple[str, bytes]
"""(place for messages, content)."""


def read_records(path: Path, suffix: str = ".json") -> Iterator[Record]:
    """Give each document of a saved copy whose name ends with the suffix, also gzipped.

    Raises:
        SourceUnavailable: there is nothing at the path.
        SourceChanged: the archive is broken, or a document is too large.
        InputError: the archive holds a name that leaves it.
    """
    if not path.exists():
        msg = f"{path} does not exist. Expected a folder, a .tar.gz, a .zip or one {suffix} file."
        raise SourceUnavailable(msg)
    try:
        yield from _by_form(path, suffix)
    except (tarfile.TarError, zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error) as error:
        msg = f"{path} cannot be unpacked ({error}). Fetch it again."
        raise SourceChanged(msg) from error
    except OSError as error:
        msg = f"{path} cannot be read ({error.strerror or error})."
        raise SourceUnavailable(msg) from error


def read_file(path: Path) -> Record:
    """Read one document, unpacking gzip.

    Raises:
        SourceUnavailable: there is no such file.
        SourceChanged: the gzip is broken or the document too large.
    """
    if not path.is_file():
        msg = f"{path} does not exist, or is no file."
        raise SourceUnavailable(msg)
    records = list(read_records(path, suffix=""))
    return records[0]


def _by_form(path: Path, suffix: str) -> Iterator[Record]:
    if path.is_dir():
        for file in sorted(path.rglob(f"*{suffix}*")):
            if file.is_file() and _wanted(file.name, suffix):
                yield str(file), _plain(file.read_bytes(), str(file))
    elif path.name.endswith((".tar.gz", ".tgz", ".tar")):
        yield from _tar(path, suffix)
    elif path.suffix == ".zip":
        yield from _zip(path, suffix)
    else:
        yield str(path), _plain(path.read_bytes(), str(path))


def _tar(path: Path, suffix: str) -> Iterator[Record]:
    with tarfile.open(path) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
        _check_names(path, [member.name for member in members])
        # In the archive's own order a gzip is read once; sorted order would rewind it each time.
        found = {}
        for member in members:
            if _wanted(member.name, suffix):
                _check_size(f"{path}:{member.name}", member.size)
                handle = archive.extractfile(member)
                found[member.name] = handle.read() if handle else b""
        for name in sorted(found):
            yield f"{path.name}:{name}", _plain(found[name], name)


def _zip(path: Path, suffix: str) -> Iterator[Record]:
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _check_names(path, [info.filename for info in infos])
        for info in sorted(infos, key=lambda item: item.filename):
            if _wanted(info.filename, suffix):
                _check_size(f"{path}:{info.filename}", info.file_size)
                yield f"{path.name}:{info.filename}", _plain(archive.read(info), info.filename)


def _wanted(name: str, suffix: str) -> bool:
    return name.removesuffix(".gz").endswith(suffix)


def _plain(content: bytes, place: str) -> bytes:
    if content[:2] != b"\x1f\x8b":
        _check_size(place, len(content))
        return content
    reader = zlib.decompressobj(wbits=31)
    plain = reader.decompress(content, MAX_BYTES + 1)
    _check_size(place, len(plain))
    if not reader.eof:
        raise EOFError(f"{place} ends in the middle")
    return plain


def _check_names(path: Path, names: list[str]) -> None:
    if len(names) > MAX_MEMBERS:
        msg = f"{path} holds {len(names)} documents; at most {MAX_MEMBERS} are read."
        raise SourceChanged(msg)
    for name in names:
        parts = PurePosixPath(name.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts:
            msg = f"{path} holds the name {name!r}, which leaves the archive. Nothing was read."
            raise InputError(msg)


def _check_size(place: str, size: int) -> None:
    if size > MAX_BYTES:
        msg = f"{place} holds more than {MAX_BYTES} bytes. Expected one record of the source."
        raise SourceChanged(msg)
