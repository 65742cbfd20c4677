"""What a loader of one file is, as ``load`` and ``refresh`` need it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from graph.provenance import Source
from loaders.base import Batch, Progress
from loaders.known import Known
from loaders.paged import Paged
from loaders.stream import Stream


@dataclass(frozen=True, slots=True)
class Job:
    """What one load needs beside the stream."""

    source: Source
    known: Callable[[], Known]
    now: datetime
    progress: Progress


@dataclass(frozen=True, slots=True)
class Address:
    """One file where the publisher serves it: its address, and the name it is saved under.

    ``hosts`` are others of the publisher's that the address may lead to.
    """

    url: str
    file: str
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Streamed:
    """A loader of one file.

    ``each_file`` says that every file name is a source of its own; ``addresses`` are the files
    that the publisher serves (none: saved copies only), ``pages`` how it is asked page by page,
    the pages joined into one file.
    """

    title: str
    source: Source
    read: Callable[[Stream, Job], Batch]
    each_file: bool = False
    addresses: tuple[Address, ...] = ()
    pages: Paged | None = None
