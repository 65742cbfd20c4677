"""Loaders that read one large file piece by piece, and need to know who is known already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from graph.identifiers import fold
from graph.ledger import Ledger
from graph.levels import Level
from graph.provenance import Source
from loaders import commission_meetings, ep_full_list, ep_meetings, transparency_register
from loaders.base import Batch, Progress
from loaders.commission_meetings import read_commission_meetings
from loaders.ep_full_list import read_full_list
from loaders.ep_meetings import read_meetings, read_watched
from loaders.known import Known
from loaders.stream import Stream, opened
from loaders.transparency_register import read_register


@dataclass(frozen=True, slots=True)
class Job:
    """What one load needs beside the stream."""

    source: Source
    known: Callable[[], Known]
    now: datetime
    progress: Progress


@dataclass(frozen=True, slots=True)
class Streamed:
    """A loader of one file; ``each_file`` says that every file name is a source of its own."""

    title: str
    source: Source
    read: Callable[[Stream, Job], Batch]
    each_file: bool = False


def _full_list(stream: Stream, job: Job) -> Batch:
    return read_full_list(stream, source=job.source, retrieved_at=job.now, progress=job.progress)


def _meetings(stream: Stream, job: Job) -> Batch:
    return read_meetings(stream, known=job.known(), retrieved_at=job.now, progress=job.progress)


def _watched(stream: Stream, job: Job) -> Batch:
    return read_watched(stream, known=job.known(), retrieved_at=job.now, progress=job.progress)


def _commission(stream: Stream, job: Job) -> Batch:
    return read_commission_meetings(
        stream,
        known=job.known(),
        source=job.source,
        retrieved_at=job.now,
        progress=job.progress,
    )


def _register(stream: Stream, job: Job) -> Batch:
    return read_register(stream, known=job.known(), retrieved_at=job.now, progress=job.progress)


STREAMED: Mapping[str, Streamed] = {
    "ep-full-list": Streamed("Members in brief", ep_full_list.SOURCE, _full_list),
    "ep-directory": Streamed(
        "Names of members of a term", ep_full_list.DIRECTORY, _full_list, each_file=True
    ),
    "ep-meetings": Streamed("Members' meetings", ep_meetings.SOURCE, _meetings),
    "integrity-watch": Streamed(
        "Members' meetings by Integrity Watch", ep_meetings.WATCHED, _watched
    ),
    "commission-meetings": Streamed(
        "Meetings of the Commission", commission_meetings.SOURCE, _commission, each_file=True
    ),
    "transparency-register": Streamed(
        "Transparency Register", transparency_register.SOURCE, _register
    ),
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


def read_stream(ledger: Ledger, name: str, path: Path, now: datetime, progress: Progress) -> Batch:
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
        return STREAMED[name].read(stream, Job(source, known, now, progress))
