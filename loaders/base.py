"""What every loader is and what it reports.

A loader reads one source, from a saved folder, an archive or the network, and gives statements.
It does not write: ``api`` hands its batch to the ledger, in one transaction a source.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from graph.provenance import Source, Statement


class LoadStatus(StrEnum):
    """How a load ended. Unchanged is a result, not an error."""

    SUCCESS = "success"
    UNCHANGED = "unchanged"
    UNAVAILABLE = "unavailable"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Rejection:
    """One record that was not taken: where it stood and why, in words a person can act on.

    ``record`` is the source's record id where it could be read; what an earlier load said of that
    record stays as it was.
    """

    place: str
    reason: str
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one thing were expected (None: not stated by the source) and found."""

    what: str
    expected: int | None
    found: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything one load read: statements with their source, and the account of it.

    ``complete`` says that the batch is all its source has, so that what is missing from it has
    been withdrawn by the source; otherwise only the records it names are compared. ``notes`` are
    remarks that reject nothing, such as a missing role.
    """

    source: Source
    statements: tuple[Statement, ...]
    retrieved_at: datetime
    complete: bool
    counts: tuple[Count, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The outcome of one load, for people.

    ``read`` statements came in, of which ``appended`` were new and ``unchanged`` known already;
    ``closed`` earlier ones are no longer stated by the source.
    """

    source: str
    status: LoadStatus
    read: int
    appended: int
    unchanged: int
    closed: int
    seconds: float
    counts: tuple[Count, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    notes: tuple[str, ...] = ()


Progress = Callable[[int, int | None, str], None]
"""Called with (done, total or None, what); raising from it cancels the load."""


def no_progress(done: int, total: int | None, what: str) -> None:
    """Take progress and show nothing."""


@dataclass
class BatchBuilder:
    """Collects what a loader finds, in order, until ``build``."""

    source: Source
    retrieved_at: datetime
    statements: list[Statement] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def reject(self, place: str, reason: str, record: str | None = None) -> None:
        """Note one record that is not taken."""
        self.rejections.append(Rejection(place, reason, record))

    @property
    def whole(self) -> bool:
        """Say whether each rejection names its record.

        Where one does not, what an earlier load said of it would look withdrawn: such a batch
        must not call itself complete.
        """
        return all(item.record for item in self.rejections)

    def build(self, counts: Sequence[Count], *, complete: bool) -> Batch:
        """Close the batch."""
        return Batch(
            source=self.source,
            statements=tuple(self.statements),
            retrieved_at=self.retrieved_at,
            complete=complete,
            counts=tuple(counts),
            rejections=tuple(self.rejections),
            notes=tuple(self.notes),
        )
