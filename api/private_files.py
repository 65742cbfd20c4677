"""Small files that only their owner reads: written whole or not at all, one writer at a time."""

import os
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.file_lock import try_lock
from graph.errors import StoreBusy, StoreError
from loaders.polite import private_folder

KEY_BYTES = 32
_WAIT_S = 10.0
_PAUSE_S = 0.005


def write_private(path: Path, content: bytes) -> None:
    """Put a file in its place, with mode 0600, so that no half of it is ever there.

    Raises:
        StoreError: the folder cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    try:
        private_folder(path.parent)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> StoreError:
    """Say in words that a file cannot be written."""
    return StoreError(
        f"{path} cannot be written ({error.strerror or error}). Check that the folder belongs to "
        "who runs this, and that the disk has room."
    )


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold a lock file until left; whoever comes meanwhile waits up to ten seconds.

    Raises:
        StoreBusy: another process does not let go.
        StoreError: the file cannot be written.
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
