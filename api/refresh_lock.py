"""One refresh at a time: a file that the system locks, with who holds it and since when.

The system lets go of the lock when its holder ends, however it ends: a file that was left behind
locks nobody out. The file is never removed, since whoever waits for it would hold another one.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from api.file_lock import try_lock
from graph.errors import StoreBusy, StoreError
from graph.private_folder import private_folder


@contextmanager
def only_one(place: Path, now: datetime) -> Iterator[None]:
    """Hold the lock until left.

    Raises:
        StoreBusy: somebody else holds it; at once, with who and since when.
        StoreError: the file cannot be written.
    """
    try:
        private_folder(place.parent)
        file = os.fdopen(os.open(place, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    except OSError as error:
        msg = f"{place} cannot be written ({error.strerror or error})."
        raise StoreError(msg) from error
    with file:
        if not try_lock(file):
            raise StoreBusy(_holder(file))
        file.seek(0)
        file.truncate()
        file.write(json.dumps({"pid": os.getpid(), "since": now.isoformat()}).encode())
        file.flush()
        yield  # closing the file lets go


def _holder(file: BinaryIO) -> str:
    try:
        said = json.loads(file.read())
        who = f"process {said['pid']}, since {said['since'][:19]} UTC"
    except (OSError, ValueError, TypeError, KeyError):
        who = "another process"  # it has only just begun
    return f"A refresh is running already ({who}). Wait for its end, or stop that process."
