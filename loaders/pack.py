"""The starter pack: facts in our own schema that come with the product, one batch a source.

``loaders/bundled`` holds a manifest (per file: source, publisher, licence, date, row count) and
one CSV of statements a source. ``tools/build_starter_pack.py`` makes it; ``docs/starter-pack.md``
says what is in it and how far to trust it. Some contacts in it are invented and marked so.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from graph.errors import SourceChanged
from graph.provenance import Source
from loaders.base import Batch, Count, Progress, no_progress
from loaders.statements import read_statements

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of the pack, as the manifest describes it."""

    name: str
    source: Source
    retrieved_at: datetime
    statements: int
    sha256: str


def pack_files() -> tuple[PackFile, ...]:
    """Read the manifest.

    Raises:
        SourceChanged: it is damaged.
    """
    try:
        listed = json.loads(_text(MANIFEST))["files"]
        return tuple(
            PackFile(
                name=item["name"],
                source=Source(**item["source"]),
                retrieved_at=datetime.fromisoformat(item["retrieved_at"]),
                statements=item["statements"],
                sha256=item["sha256"],
            )
            for item in listed
        )
    except (ValueError, KeyError, TypeError) as error:
        msg = f"The starter pack's manifest is damaged ({error}). Install Corridors again."
        raise SourceChanged(msg) from error


def load_pack(progress: Progress = no_progress) -> Iterator[tuple[PackFile, Batch]]:
    """Give the batches of the starter pack, one a file.

    Raises:
        SourceChanged: a file is not the one that the manifest names.
    """
    listed = pack_files()
    for done, item in enumerate(listed, 1):
        text = _text(item.name)
        if hashlib.sha256(text.encode()).hexdigest() != item.sha256:
            msg = f"{item.name} of the starter pack was changed. Install Corridors again."
            raise SourceChanged(msg)
        statements = tuple(read_statements(text, item.source.id, item.name))
        yield (
            item,
            Batch(
                source=item.source,
                statements=statements,
                retrieved_at=item.retrieved_at,
                complete=True,
                counts=(Count("statements", item.statements, len(statements)),),
            ),
        )
        progress(done, len(listed), "starter pack")


def _text(name: str) -> str:
    return files("loaders.bundled").joinpath(name).read_text(encoding="utf-8")
