"""The form of a backup: one archive of parts, and a manifest that tells each part's SHA-256.

::

    ledger/loads.jsonl …   the ledger's tables (graph.ledger_dump)
    files/NAME             what else lay in the home
    keys                   keys of tombstones
    manifest.json          form, version, moment, counts, levels, sums

An archive is never unpacked by its own names: parts are asked for by names that were checked.
What it must not do: know where a backup comes from or goes to.
"""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from graph.errors import SourceError, StoreDamaged

FORM = 1
"""Raised whenever the form changes; a newer one is refused."""

MANIFEST = "manifest.json"
MOST_PARTS = 10_000
MOST_BYTES = 64 * 1024**3
_MOST_MANIFEST = 4 * 1024 * 1024
_PART = re.compile(r"^(?:ledger/[a-z_]+\.jsonl|keys|files(?:/[A-Za-z0-9_][A-Za-z0-9._@ -]*)+)$")
_BLOCK = 1024 * 1024
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same input gives the same bytes
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    NotImplementedError,
)
_LONGEST_LINE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, bytes and SHA-256 (hex)."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    ``counts`` are rows by table; ``levels`` statements by level's name; ``schema`` the ledger's
    version; ``program`` ours.
    """

    form: int
    schema: int
    program: str
    made_at: str
    counts: Mapping[str, int]
    levels: Mapping[str, int]
    parts: tuple[Part, ...]


class BackupWriter:
    """Writes parts one after the other; ``finish`` writes the manifest."""

    def __init__(self, file: IO[bytes]) -> None:
        """Begin an archive in a file that is open for writing."""
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.parts: list[Part] = []

    def add(self, name: str, blocks: Iterable[bytes]) -> None:
        """Write one part.

        Raises:
            ValueError: a name that would not be read again.
        """
        if not is_part(name):
            raise ValueError(name)
        digest, size = hashlib.sha256(), 0
        with self._archive.open(_info(name), "w", force_zip64=True) as out:
            for block in blocks:
                digest.update(block)
                size += len(block)
                out.write(block)
        self.parts.append(Part(name, size, digest.hexdigest()))

    def abandon(self) -> None:
        """Write nothing more, not even on being forgotten: the file may be full."""
        self._archive.fp = None

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest and close the archive."""
        said = {
            "form": manifest.form,
            "schema": manifest.schema,
            "program": manifest.program,
            "made_at": manifest.made_at,
            "counts": dict(manifest.counts),
            "levels": dict(manifest.levels),
            "parts": [[one.name, one.bytes, one.sha256] for one in manifest.parts],
        }
        self._archive.writestr(_info(MANIFEST), json.dumps(said, indent=1) + "\n")
        self._archive.close()


class BackupReader:
    """Reads the parts of an archive that ``BackupWriter`` wrote, whoever may have altered it."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        """Open an archive; ``name`` is for messages.

        Raises:
            SourceError: it is no backup, cut off, of a newer form, or holds what none may hold.
        """
        self._name = name
        try:
            self._archive = zipfile.ZipFile(file)
            self.manifest = self._manifest()
        except _UNREADABLE as error:
            raise self.broken(f"it is no backup, or cut off ({error})") from error
        self._check_names()

    def broken(self, why: str) -> SourceError:
        """Make the error of a backup that cannot be used."""
        return SourceError(f"The backup {self._name}: {why}. Nothing was changed.")

    def check(self) -> Iterator[Part]:
        """Read every part, giving each when its sum was right.

        Raises:
            SourceError: a part was altered or is not there.
        """
        for part in self.manifest.parts:
            digest = hashlib.sha256()
            for block in self.blocks(part):
                digest.update(block)
            if digest.hexdigest() != part.sha256:
                raise self.broken(f"the part {part.name} was altered")
            yield part

    def has(self, name: str) -> bool:
        """Say whether there is a part."""
        return any(part.name == name for part in self.manifest.parts)

    def part(self, name: str) -> Part:
        """Give a part that is there."""
        return next(part for part in self.manifest.parts if part.name == name)

    def blocks(self, part: Part) -> Iterator[bytes]:
        """Give a part piece by piece, never more than the manifest says.

        Raises:
            SourceError: it cannot be read, or has another size.
        """
        size = 0
        try:
            with self._archive.open(part.name) as stream:
                while block := stream.read(_BLOCK):
                    size += len(block)
                    if size > part.bytes:
                        raise self.broken(f"the part {part.name} is larger than it says")
                    yield block
        except _UNREADABLE as error:
            raise self.broken(f"the part {part.name} was altered ({error})") from error
        if size != part.bytes:
            raise self.broken(f"the part {part.name} is shorter than it says")

    def lines(self, part: Part) -> Iterator[bytes]:
        """Give a part line by line.

        Raises:
            SourceError: as ``blocks``; or a line is too long.
        """
        held = b""
        for block in self.blocks(part):
            *whole, held = (held + block).split(b"\n")
            if len(held) > _LONGEST_LINE:
                raise self.broken(f"a line of the part {part.name} is too long")
            yield from whole
        if held:
            raise self.broken(f"the part {part.name} ends within a line")

    def _manifest(self) -> Manifest:
        if self._archive.getinfo(MANIFEST).file_size > _MOST_MANIFEST:
            raise self.broken("its manifest is too large")
        read = json.loads(self._archive.read(MANIFEST))
        if read["form"] != FORM:
            raise self.broken(
                f"it is of form {read['form']}, this program knows form {FORM}; use the version "
                "of Corridors that wrote it, or a newer one"
            )
        return Manifest(
            FORM,
            int(read["schema"]),
            str(read["program"]),
            str(read["made_at"]),
            {str(name): int(count) for name, count in read["counts"].items()},
            {str(name): int(count) for name, count in read["levels"].items()},
            tuple(Part(str(name), int(size), str(sum_)) for name, size, sum_ in read["parts"]),
        )

    def _check_names(self) -> None:
        names = [part.name for part in self.manifest.parts]
        wrong = next((name for name in names if not is_part(name)), None)
        if wrong is not None:
            raise self.broken(f"it names a part {wrong!r}, which no backup has")
        inside = sorted(self._archive.namelist())
        if sorted((*names, MANIFEST)) != inside or len(set(names)) != len(names):
            raise self.broken("its parts are not those that its manifest lists")
        if len(names) > MOST_PARTS or sum(one.bytes for one in self.manifest.parts) > MOST_BYTES:
            raise self.broken("it is larger than any backup may be")


def is_part(name: str) -> bool:
    """Say whether a name is one that a backup may hold: within its folder, nothing hidden."""
    return _PART.fullmatch(name) is not None and ".." not in name


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def refuse_newer(reader: BackupReader, known: int) -> None:
    """Refuse a backup whose ledger is of a newer version.

    Raises:
        StoreDamaged: it is.
    """
    if reader.manifest.schema > known:
        msg = (
            f"The backup holds a ledger of version {reader.manifest.schema}; this program knows "
            f"version {known}. Use a newer version of Corridors. Nothing was changed."
        )
        raise StoreDamaged(msg)
