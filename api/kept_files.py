"""Files that name people: written whole or not at all, readable by their owner alone."""

import os
from pathlib import Path

from graph.errors import InputError, StoreError


def write_private(place: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a file: beside itself first, forced to disk, then put in place.

    Raises:
        InputError: it is there already and ``replace`` is off.
        StoreError: it cannot be written: no space, no rights, no folder.
    """
    part = place.with_name(f"{place.name}.part")
    try:
        if place.exists() and not replace:
            msg = f"{place} is there already. Give another name; nothing was written."
            raise InputError(msg)
        part.unlink(missing_ok=True)
        try:
            with os.fdopen(
                os.open(part, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb"
            ) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise unwritten(place, error) from error


def unwritten(place: Path, error: OSError) -> StoreError:
    """Say why a file cannot be written, and what to do."""
    msg = (
        f"{place} cannot be written: {error.strerror or error}. Nothing was left behind. Free "
        "some space, or give a folder that can be written."
    )
    return StoreError(msg)
