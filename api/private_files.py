"""Small files that only their owner reads: written whole or not at all, one writer at a time."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.file_lock import try_lock
from graph.errors import InputError, StoreBusy, StoreError, StoreUnwritable
from graph.private_folder import private_folder
from graph.whole_file import own_part, put_whole

KEY_BYTES = 32
_WAIT_S = 10.0
_PAUSE_S = 0.005


def write_private(path: Path, content: bytes) -> None:
    """Put a file in its place, with mode 0600, so that no half of it is ever there.

    Raises:
        StoreUnwritable: the folder cannot be.
    """
    try:
        private_folder(path.parent)
        with put_whole(path, beside=own_part(path)) as out:
            out.write(content)
    except OSError as error:
        raise unwritable(path, error) from error


def write_new(place: Path, content: bytes) -> None:
    """Write a file that somebody asked for, mode 0600, never over another one.

    Raises:
        InputError: it is there already.
        StoreError: it cannot be written: no space, no rights, no folder.
    """
    try:
        if place.exists():
            msg = f"{place} is there already. Give another name; nothing was written."
            raise InputError(msg)
        with put_whole(place) as out:
            out.write(content)
    except OSError as error:
        raise unwritten(place, error) from error


def unwritten(place: Path, error: OSError) -> StoreError:
    """Say why a file that somebody asked for cannot be written, and what to do."""
    msg = (
        f"{place} cannot be written: {error.strerror or error}. Nothing was left behind. Free "
        "some space, or give a folder that can be written."
    )
    return StoreError(msg)


def unwritable(path: Path, error: OSError) -> StoreUnwritable:
    """Say in words that a file cannot be written."""
    return StoreUnwritable(
        f"{path} cannot be written ({error.strerror or error}). Check that the folder belongs to "
        "who runs this, and that the disk has room."
    )


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold a lock file until left; whoever comes meanwhile waits up to ten seconds.

    Raises:
        StoreBusy: another process does not let go.
        StoreUnwritable: the file cannot be written.
    """
    try:
        private_folder(place.parent)
        file = os.fdopen(os.open(place, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    except OSError as error:
        raise unwritable(place, error) from error
    with file:
        until = time.monotonic() + _WAIT_S
        while not try_lock(file):
            if time.monotonic() > until:
                msg = f"Another process holds {place} for {_WAIT_S:.0f} seconds. Try again."
                raise StoreBusy(msg)
            time.sleep(_PAUSE_S)
        yield  # closing the file lets go


def installation_key(place: Path) -> bytes:
    """Read the secret of this installation, making it once.

    Keyed hashes made with it tell equal from unequal, and nothing to whoever lacks it.

    Raises:
        StoreError: it is neither there nor can it be written, or it was cut short.
    """
    with locked(place.with_name(f"{place.name}.lock")):
        if not place.exists():
            write_private(place, secrets.token_bytes(KEY_BYTES))
        key = place.read_bytes()
    if len(key) != KEY_BYTES:
        msg = f"{place} holds {len(key)} bytes instead of {KEY_BYTES}. Restore it from a backup."
        raise StoreError(msg)
    return key
