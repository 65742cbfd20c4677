"""The audit: who asked, exported or changed what, and when; lines that hang together.

Each line holds the hash of the one before, so that a line cannot be changed, taken out or put in
unnoticed; whoever notes a head elsewhere also notices when lines at the end are gone. Of what was
asked only a keyed hash is kept: two equal questions are seen to be equal, and no name is told.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from api.private_files import installation_key, locked, unwritable
from graph.private_folder import private_folder

GENESIS = "0" * 64
ROTATE_BYTES = 8_000_000
_TAIL = 1 << 16
_MOST = 300  # characters of a name


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did.

    ``door`` is http, cli or mcp; ``what`` the name of a route, command or question, never what
    was typed; ``digest`` the keyed hash of everything that was; ``status`` the HTTP status or
    exit code.
    """

    door: str
    who: str
    action: str
    what: str
    level: str
    status: int
    digest: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the audit."""

    seq: int
    at: str
    deed: Deed
    prev: str
    hash: str
    torn: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found. ``head`` is the hash of the last line; ``problems`` empty: whole."""

    lines: int
    files: int
    head: str
    first: int
    torn: int
    problems: tuple[str, ...]


class Audit:
    """The audit of one installation, in a folder of its own."""

    def __init__(self, folder: Path, key: Path, rotate: int = ROTATE_BYTES) -> None:
        """Name folder and key file; neither need be there before the first line."""
        self._folder, self._key_place, self._rotate = folder, key, rotate
        self._key: bytes | None = None
        self._lock = Lock()

    def digest(self, *parts: str | bytes) -> str:
        """Hash what was asked with the key of this installation."""
        if self._key is None:
            self._key = installation_key(self._key_place)
        made = hmac.new(self._key, digestmod=hashlib.sha256)
        for part in parts:
            raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            made.update(len(raw).to_bytes(8, "big"))
            made.update(raw)
        return made.hexdigest()[:32]

    def add(self, deed: Deed, at: datetime, *, lasting: bool = False) -> Line:
        """Append one line; ``lasting`` waits until the disk has it.

        Raises:
            StoreError: it cannot be written, so what it tells of must not happen.
        """
        with self._lock, locked(self._folder / "lock"):
            try:
                return self._append(deed, at, lasting)
            except OSError as error:
                raise unwritable(self._folder, error) from error

    def lines(self) -> Iterator[Line]:
        """Give every line that can be read, oldest first."""
        for path in self._files():
            for raw in path.read_bytes().split(b"\n"):
                line = _read(raw)
                if line is not None:
                    yield line

    def verify(self, noted: str | None = None) -> Verdict:
        """Check that the lines hang together, and hold the head that was noted before."""
        return _verify([(path.name, path.read_bytes()) for path in self._files()], noted)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("audit-*.jsonl"))

    def _append(self, deed: Deed, at: datetime, lasting: bool) -> Line:
        private_folder(self._folder)
        files = self._files()
        last, fragment, ends = _tail_of(files)
        full = files and files[-1].stat().st_size >= self._rotate and not fragment
        line = _made(
            last.seq + 1 if last else 1,
            at.isoformat(timespec="milliseconds"),
            deed,
            last.hash if last else GENESIS,
            hashlib.sha256(fragment).hexdigest() if fragment else None,
        )
        path = files[-1] if files and not full else self._folder / f"audit-{line.seq:010}.jsonl"
        ends = ends or bool(full)
        content = (b"" if ends else b"\n") + _written(line) + b"\n"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as out:
            out.write(content)
            out.flush()
            if lasting:
                os.fsync(out.fileno())
        return line


def _tail_of(files: list[Path]) -> tuple[Line | None, bytes, bool]:
    """Give the last whole line, what a crash left behind it, and whether that ends the file.

    A crash may also have left a fragment that a later line already tells of; that one is no news.
    """
    fragment, ends = b"", True
    for path in reversed(files):
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            tail = file.read()
        if path is files[-1]:
            ends = not tail or tail.endswith(b"\n")
        pieces = [piece for piece in tail.split(b"\n") if piece]
        for at in range(len(pieces) - 1, -1, -1):
            line = _read(pieces[at])
            if line is not None:
                return line, fragment, ends
            fragment = fragment or pieces[at]
    return None, fragment, ends


def _made(seq: int, at: str, deed: Deed, prev: str, torn: str | None) -> Line:
    bare = Line(seq, at, _short(deed), prev, "", torn)
    return Line(seq, at, bare.deed, prev, _hash(bare), torn)


def _short(deed: Deed) -> Deed:
    return replace(deed, who=deed.who[:_MOST], what=deed.what[:_MOST], source=deed.source[:_MOST])


def _hash(line: Line) -> str:
    return hashlib.sha256(
        _written(Line(line.seq, line.at, line.deed, line.prev, "", line.torn))
    ).hexdigest()


def _written(line: Line) -> bytes:
    fields: dict[str, object] = {"seq": line.seq, "at": line.at, **asdict(line.deed)}
    fields["prev"] = line.prev
    if line.torn:
        fields["torn"] = line.torn
    if line.hash:
        fields["hash"] = line.hash
    return json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()


def _read(raw: bytes) -> Line | None:
    try:
        fields = json.loads(raw)
        names = ("door", "who", "action", "what", "level", "status", "digest", "source")
        deed = Deed(**{name: fields[name] for name in names})
        return Line(
            fields["seq"], fields["at"], deed, fields["prev"], fields["hash"], fields.get("torn")
        )
    except (ValueError, KeyError, TypeError):
        return None


class _Check:
    """Walks through lines and notes what does not hang together."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.hashes: set[str] = set()
        self.count = self.first = self.torn = 0
        self._last: Line | None = None
        self._fragment: bytes | None = None
        self._opened = ""

    def open(self, name: str) -> None:
        """Begin a file; its name says which line is its first, so that none goes missing there."""
        self._opened = name

    @property
    def head(self) -> str:
        return self._last.hash if self._last else ""

    def take(self, where: str, raw: bytes) -> None:
        line = _read(raw)
        if line is None or _written(line) != raw:
            if self._fragment is not None:
                self._say(where, "two lines in a row cannot be read")
            self._fragment = raw
            return
        self._follow(where, line)
        told = hashlib.sha256(self._fragment).hexdigest() if self._fragment is not None else None
        if line.torn != told:
            self._say(where, "the line before was damaged after it was written")
        self.count += 1
        self.torn += line.torn is not None
        self._last, self._fragment = line, None
        self.hashes.add(line.hash)

    def end(self, noted: str | None) -> None:
        # A last line that a crash has cut is no damage; the next line will tell of it.
        self.torn += self._fragment is not None
        if noted is not None and noted not in self.hashes:
            self.problems.append("the head noted before is not here: lines are missing at the end")

    def _follow(self, where: str, line: Line) -> None:
        if self._opened and self._opened != f"audit-{line.seq:010}.jsonl":
            self._say(where, "is not the line that this file begins with")
        self._opened = ""
        if line.hash != _hash(line):
            self._say(where, "its content is not what its hash says")
        if self._last is None:
            self.first = line.seq
            if (line.seq == 1) != (line.prev == GENESIS):
                self._say(where, "is no beginning")
        elif line.prev != self._last.hash or line.seq != self._last.seq + 1:
            self._say(where, "does not follow the line before")

    def _say(self, where: str, what: str) -> None:
        self.problems.append(f"{where}: {what}")


def _verify(files: list[tuple[str, bytes]], noted: str | None) -> Verdict:
    check = _Check()
    for name, content in files:
        check.open(name)
        for number, raw in enumerate(content.split(b"\n"), 1):
            if raw:
                check.take(f"{name} line {number}", raw)
    check.end(noted)
    return Verdict(
        check.count, len(files), check.head, check.first, check.torn, tuple(check.problems)
    )
