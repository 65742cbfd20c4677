"""Loaders that read one file piece by piece, and need to know who is known already."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from api.loads import authorities, commission, money, parliament, votes
from api.loads.base import Job, Streamed
from graph.errors import InvalidQuestion, SourceUnavailable
from graph.identifiers import fold
from graph.ledger import Ledger
from graph.levels import Level
from graph.provenance import Source
from loaders.base import Batch, Progress
from loaders.known import Known
from loaders.parliament import Parliament
from loaders.stream import opened

SHORTEST_PURPOSE = 10
"""Fewest characters of a purpose."""

STREAMED: Mapping[str, Streamed] = {
    **parliament.LOADERS,
    **commission.LOADERS,
    **money.LOADERS,
    **votes.LOADERS,
    **authorities.LOADERS,
}


def checked_purpose(name: str, purpose: str | None) -> str | None:
    """Give a stated purpose, its blanks as single ones; None where none is stated.

    Raises:
        InvalidQuestion: it says nothing, or that source has no names to be asked for.
    """
    if purpose is None:
        return None
    said = " ".join(purpose.split())
    loader = STREAMED.get(name)
    if loader is None or not loader.has_names:
        msg = f"{name} is loaded whole; only for sources of names is a --purpose stated."
        raise InvalidQuestion(msg)
    if len(said) < SHORTEST_PURPOSE:
        msg = f"{purpose!r} says no purpose. Write in a few words what the names are needed for."
        raise InvalidQuestion(msg)
    return said


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
    purpose: str | None = None,
) -> Batch:
    """Read one file; names that are kept only for a purpose are read where one is stated.

    Raises:
        SourceError: it is not there, or not in the form we know.
    """

    source = source_of(name, path)

    def known() -> Known:
        # Public statements only: a tie of a public source must not tell of anything else. And not
        # what this source said itself, so that a second load finds what the first one did.
        said = (item.statement for item in ledger.read(Level.PUBLIC))
        return Known.of(one for one in said if one.source != source.id)

    def members_and_votes() -> Parliament:
        # At every level, since a choice is seldom public; all else it takes from the public one.
        said = (item.statement for item in ledger.read(Level.PROTECTED))
        return Parliament.of(one for one in said if one.source != source.id)

    with opened(path) as stream:
        job = Job(
            source,
            known,
            now,
            progress,
            keywords=keywords,
            parliament=members_and_votes,
            purpose=purpose,
        )
        return STREAMED[name].read(stream, job)


def files_of(name: str, folder: Path) -> tuple[Path, ...]:
    """Give the files of a folder that a loader reads, in the order it needs them.

    Raises:
        SourceUnavailable: there is none.
    """
    order = STREAMED[name].order
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name[0] != "."]
    if order:
        files = [path for path in files if _stem(path) in order]
        files.sort(key=lambda path: (order.index(_stem(path)), path.name))
    if not files:
        expected = f" called {', '.join(order)}" if order else ""
        msg = f"{folder} holds no file{expected} for {name}."
        raise SourceUnavailable(msg)
    return tuple(files)


def _stem(path: Path) -> str:
    return path.name.split(".")[0]
