"""Loaders that read one file piece by piece, and need to know who is known already."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from api.loads import commission, money, parliament
from api.loads.base import Job, Streamed
from graph.identifiers import fold
from graph.ledger import Ledger
from graph.levels import Level
from graph.provenance import Source
from loaders.base import Batch, Progress
from loaders.known import Known
from loaders.stream import opened

STREAMED: Mapping[str, Streamed] = {
    **parliament.LOADERS,
    **commission.LOADERS,
    **money.LOADERS,
}


def source_of(name: str, path: Path) -> Source:
    """Give the source that a file read by one of these loaders belongs to."""
    loader = STREAMED[name]
    if not loader.each_file:
        return loader.source
    stem = path.name.split(".")[0]
    slug = fold(stem).replace(" ", "-")
    own = loader.source
    return replace(own, id=f"{own.id}:{slug}", title=f"{own.title}: {stem}")


def read_stream(
    ledger: Ledger,
    name: str,
    path: Path,
    now: datetime,
    progress: Progress,
    keywords: tuple[str, ...] = (),
) -> Batch:
    """Read one file.

    Raises:
        SourceError: it is not there, or not in the form we know.
    """

    source = source_of(name, path)

    def known() -> Known:
        # Public statements only: a tie of a public source must not tell of anything else. And not
        # what this source said itself, so that a second load finds what the first one did.
        said = (item.statement for item in ledger.read(Level.PUBLIC))
        return Known.of(one for one in said if one.source != source.id)

    with opened(path) as stream:
        return STREAMED[name].read(stream, Job(source, known, now, progress, keywords=keywords))
