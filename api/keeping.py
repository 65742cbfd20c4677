"""Backup, restore and verify of a home: the ledger, its keys, and what people put beside it.

Everything made from the ledger is left out and made anew. Restored files are laid beside the old
ones first; the ledger's transaction notes that they are to be put in place, and whoever opens the
home next does what a kill left undone. What it must not do: know commands or addresses.
"""

import io
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from api.file_lock import try_lock
from api.home_files import clear_own, own_files, remove_derived
from api.private_files import unwritten, write_new
from api.sealing import is_sealed, seal, unseal
from api.settings import Settings
from graph import ledger_backup
from graph.backup_file import BackupReader, BackupWriter, Manifest, is_part, refuse_newer
from graph.erasure_keys import GivenKeys, parse_key
from graph.errors import InputError, SourceUnavailable, StoreBusy, StoreDamaged
from graph.ledger import Ledger
from graph.ledger_migrate import DAMAGED
from graph.ledger_schema import SCHEMA_VERSION
from graph.ledger_verify import Progress, Verified, verify
from graph.whole_file import put_whole

STAGED = ".restoring"
"""The folder in which restored files wait for the ledger's transaction."""

LOCK = "restore.lock"

STAYING = ("access", "audit")
"""Folders that a restore leaves as they are, where they are: tokens that were taken back must not
come again, and an account of who asked must not go back in time."""

_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class BackupOut:
    """What a backup file holds."""

    file: str
    made_at: str
    program: str
    bytes: int
    encrypted: bool
    counts: Mapping[str, int]
    levels: Mapping[str, int]
    files: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RestoreOut:
    """What was put back; ``set_aside`` are damaged files of before."""

    backup: BackupOut
    statements: int
    tombstones: int
    set_aside: tuple[str, ...]


def backup(
    settings: Settings,
    ledger: Ledger,
    out: Path,
    *,
    now: datetime,
    passphrase: str | None,
    progress: Progress,
) -> BackupOut:
    """Write a backup, whole or not at all, while others may write.

    Raises:
        InputError: the file is there already, or the passphrase is too short.
        StoreError: it cannot be written.
    """
    if out.exists():
        raise InputError(f"{out} is there already. Give another name; nothing was written.")
    if passphrase is not None:
        held = io.BytesIO()
        manifest, left = _write(settings, ledger, held, now, progress)
        write_new(out, seal(held.getvalue(), passphrase))
    else:
        manifest, left = _write_file(settings, ledger, out, now, progress)
    return _told(out, manifest, encrypted=passphrase is not None, left=left)


def restore(
    settings: Settings,
    path: Path,
    *,
    now: datetime,
    passphrase: str | None,
    replace: bool,
    progress: Progress,
) -> RestoreOut:
    """Put a backup back into a home.

    Raises:
        InputError: the home holds something and ``replace`` is off.
        SourceError: the backup cannot be used.
        StoreError: the home cannot be written, or is in use.
    """
    home = settings.home
    with opened(path, passphrase) as (reader, sealed):
        refuse_newer(reader, SCHEMA_VERSION)
        total = sum(part.bytes for part in reader.manifest.parts)
        done = 0
        for part in reader.check():
            done += part.bytes
            progress(done, total, "checking the backup")
        with _alone(home):
            aside = _open_or_set_aside(settings, replace=replace)
            with Ledger.open(settings.ledger, keys=settings.erasure_keys) as ledger:
                settle(home, ledger)
                _refuse_full(home, ledger, replace=replace)
                found = _put_back(home, ledger, reader, now, progress)
        told = _told(path, reader.manifest, encrypted=sealed, left=())
    return RestoreOut(told, found.statements, found.tombstones, aside)


def verify_home(ledger: Ledger, progress: Progress) -> Verified:
    """Read the whole ledger again and say what is wrong with it."""
    tombstones = ledger.tombstones()
    with ledger.reading() as connection:
        return verify(connection, tombstones, progress)


def verify_backup(path: Path, passphrase: str | None, progress: Progress) -> BackupOut:
    """Read a backup whole, as a restore would, into a ledger in memory.

    Raises:
        SourceError, StoreDamaged: it cannot be restored, and why.
    """
    with opened(path, passphrase) as (reader, sealed):
        refuse_newer(reader, SCHEMA_VERSION)
        for part in reader.check():
            progress(0, None, f"checking {part.name}")
        with Ledger.open("sqlite://", keys=GivenKeys(*_keys(reader))) as ledger:
            ledger_backup.put_back(
                ledger,
                reader,
                at=datetime.fromisoformat(reader.manifest.made_at),
                keys=_keys(reader),
                note=lambda connection: None,
                progress=progress,
            )
        return _told(path, reader.manifest, encrypted=sealed, left=())


def settle(home: Path, ledger: Ledger) -> None:
    """Finish what a killed restore left: its files into place, or away.

    Does nothing where another process restores just now.
    """
    staged = home / STAGED
    with ledger.reading() as connection:
        pending = ledger_backup.is_pending(connection)
    if pending is None and not staged.exists():
        return
    if pending is not None and staged.exists():
        _into_place(home, staged)
    shutil.rmtree(staged, ignore_errors=True)
    if pending is not None:
        remove_derived(home)
        with ledger.writing() as connection:
            ledger_backup.set_pending(connection, None)


def settle_if_alone(home: Path, ledger: Ledger) -> None:
    """Finish what a killed restore left, unless one is running."""
    with ledger.reading() as connection:
        pending = ledger_backup.is_pending(connection)
    if pending is None and not (home / STAGED).exists():
        return
    try:
        with _alone(home):
            settle(home, ledger)
    except StoreBusy:
        return


@contextmanager
def opened(path: Path, passphrase: str | None) -> Iterator[tuple[BackupReader, bool]]:
    """Open a backup, encrypted or not; says which.

    Raises:
        SourceError: it is not there, or no backup.
        InputError: it is encrypted and no passphrase was given.
    """
    try:
        file: IO[bytes] = path.open("rb")
    except OSError as error:
        msg = f"The backup {path} cannot be read: {error.strerror}. Nothing was changed."
        raise SourceUnavailable(msg) from error
    with file:
        head = file.read(32)
        file.seek(0)
        if is_sealed(head):
            plain = io.BytesIO(unseal(file.read(), passphrase, path.name))
            yield BackupReader(plain, path.name), True
        else:
            yield BackupReader(file, path.name), False


# -------------------------------------------------------------------- writing


def _write_file(
    settings: Settings, ledger: Ledger, out: Path, now: datetime, progress: Progress
) -> tuple[Manifest, tuple[str, ...]]:
    try:
        with put_whole(out) as file:
            written = _write(settings, ledger, file, now, progress)
    except OSError as error:
        raise unwritten(out, error) from error
    return written


def _write(
    settings: Settings, ledger: Ledger, file: IO[bytes], now: datetime, progress: Progress
) -> tuple[Manifest, tuple[str, ...]]:
    writer = BackupWriter(file)
    try:
        return _write_parts(settings, ledger, writer, now, progress)
    except BaseException:
        writer.abandon()
        raise


def _write_parts(
    settings: Settings, ledger: Ledger, writer: BackupWriter, now: datetime, progress: Progress
) -> tuple[Manifest, tuple[str, ...]]:
    left = list[str]()
    with ledger.reading() as connection:
        counts, levels = ledger_backup.write_tables(connection, writer, progress)
    keys = ledger.keys.read()
    if keys:
        writer.add("keys", [f"{key.hex()}\n".encode() for key in keys])
    for place in own_files(settings.home):
        name = "files/" + place.relative_to(settings.home).as_posix()
        if is_part(name):
            writer.add(name, _content(place))
        else:
            left.append(name.removeprefix("files/"))
    manifest = Manifest(
        1, SCHEMA_VERSION, _program(), now.isoformat(), counts, levels, tuple(writer.parts)
    )
    writer.finish(manifest)
    return manifest, tuple(left)


def _content(place: Path) -> Iterable[bytes]:
    """Give a file's bytes; a database as it stands at one moment, others writing."""
    with place.open("rb") as file:
        head = file.read(len(_SQLITE))
        if head != _SQLITE:
            yield head
            while block := file.read(1024 * 1024):
                yield block
            return
    source = sqlite3.connect(f"file:{place}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        yield copy.serialize()


def _program() -> str:
    try:
        return version("corridors")
    except PackageNotFoundError:
        return "unknown"


def _told(path: Path, manifest: Manifest, *, encrypted: bool, left: tuple[str, ...]) -> BackupOut:
    prefix = "files/"
    names = (part.name for part in manifest.parts)
    return BackupOut(
        str(path),
        manifest.made_at,
        manifest.program,
        path.stat().st_size,
        encrypted,
        manifest.counts,
        manifest.levels,
        tuple(name.removeprefix(prefix) for name in names if name.startswith(prefix)),
        left,
    )


# -------------------------------------------------------------------- putting back


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    try:
        home.mkdir(parents=True, exist_ok=True)
        file = (home / LOCK).open("a+b")
    except OSError as error:
        raise unwritten(home, error) from error
    with file:
        if not try_lock(file):
            msg = f"Another process restores into {home}. Wait for it to end, then look again."
            raise StoreBusy(msg)
        yield


def _open_or_set_aside(settings: Settings, *, replace: bool) -> tuple[str, ...]:
    """Set a damaged ledger's files aside, where replacing is allowed; nothing else is touched."""
    try:
        Ledger.open(settings.ledger, keys=settings.erasure_keys).close()
    except StoreDamaged:
        file = settings.home / "ledger.sqlite"
        if settings.ledger_url or not replace:
            raise
        moved = []
        # The log first: a new file must never meet the log of the old one.
        for side in ("-wal", "-shm", ""):
            place = file.with_name(f"{file.name}{side}")
            if place.exists():
                aside = place.with_name(f"{place.name}.{DAMAGED}")
                place.replace(aside)
                moved.append(aside.name)
        return tuple(moved)
    return ()


def _refuse_full(home: Path, ledger: Ledger, *, replace: bool) -> None:
    if replace:
        return
    holds = [str(one.relative_to(home)) for one in own_files(home)]
    if ledger.loads() or holds:
        what = f"loads, and {', '.join(holds[:3])}" if holds else "loads"
        msg = (
            f"The home {home} is not empty (it holds {what}). Restore into another one with "
            "--home, or repeat with --replace. Nothing was changed."
        )
        raise InputError(msg)


def _put_back(
    home: Path, ledger: Ledger, reader: BackupReader, now: datetime, progress: Progress
) -> Verified:
    staged = home / STAGED
    shutil.rmtree(staged, ignore_errors=True)
    try:
        _stage(staged, reader)

        def note(connection: sa.Connection) -> None:
            ledger_backup.set_pending(connection, STAGED)

        found = ledger_backup.put_back(
            ledger, reader, at=now, keys=_keys(reader), note=note, progress=progress
        )
    except OSError as error:
        shutil.rmtree(staged, ignore_errors=True)
        raise unwritten(home, error) from error
    except BaseException:
        with ledger.reading() as connection:
            committed = ledger_backup.is_pending(connection) is not None
        if not committed:
            shutil.rmtree(staged, ignore_errors=True)
        raise
    settle(home, ledger)
    clear_own(home, ledger.tombstones().redacted, write=True)
    return found


def _stage(staged: Path, reader: BackupReader) -> None:
    staged.mkdir(mode=0o700)
    for part in reader.manifest.parts:
        if not part.name.startswith("files/"):
            continue
        place = staged / part.name.removeprefix("files/")
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(place, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            for block in reader.blocks(part):
                file.write(block)
            file.flush()
            os.fsync(file.fileno())


def _into_place(home: Path, staged: Path) -> None:
    """Move staged files into the home; one that was moved already is simply not there any more."""
    for place in sorted(staged.rglob("*")):
        if not place.is_file():
            continue
        inner = place.relative_to(staged)
        target = home / inner
        if inner.parts[0] in STAYING and target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.replace(target)


def _keys(reader: BackupReader) -> list[bytes]:
    if not reader.has("keys"):
        return []
    return [
        parse_key(line.decode("ascii", "replace")) for line in reader.lines(reader.part("keys"))
    ]
