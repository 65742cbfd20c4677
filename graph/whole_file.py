"""Files put in their place whole or not at all: written beside, forced to disk, then renamed."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def put_whole(place: Path, *, beside: Path | None = None, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Give a file to write that takes its place when the block ends well, and else vanishes.

    ``beside`` is where it grows (else the place's name with ``.part``); what an earlier run left
    there goes first.

    Raises:
        OSError: it cannot be written; what stood in the place stands.
    """
    part = beside or place.with_name(f"{place.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_CREAT | os.O_RDWR | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def own_part(place: Path) -> Path:
    """Name where a file may grow that several may write at once: the last one counts."""
    return place.with_name(f".{place.name}.{os.getpid()}.{threading.get_ident()}.part")
