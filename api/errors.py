"""Errors to the outside: one table each for HTTP status and for exit codes.

A problem never carries a stack trace, a path or a query's text beyond what the asker sent.
"""

from dataclasses import dataclass

from graph.errors import (
    Cancelled,
    CorridorsError,
    InputError,
    NothingProjected,
    QueryFailed,
    QueryRefused,
    SourceChanged,
    SourceError,
    SourceUnavailable,
    StoreAway,
    StoreBusy,
    StoreError,
    UnknownEntity,
)


class TooManyJobs(StoreBusy):
    """More long work is under way than this service takes at once."""


# First match wins, so a class stands before its base.
_TABLE: tuple[tuple[type[CorridorsError], int, int, str], ...] = (
    (UnknownEntity, 404, 2, "Unknown entity"),
    (QueryRefused, 403, 2, "Query refused"),
    (InputError, 422, 2, "Input cannot be used"),
    (SourceUnavailable, 503, 3, "Source unavailable"),
    (SourceChanged, 502, 3, "Source has another form"),
    (SourceError, 502, 3, "Source cannot be read"),
    (NothingProjected, 409, 4, "Nothing loaded yet"),
    (TooManyJobs, 429, 4, "Too many jobs"),
    (StoreBusy, 503, 4, "Store is busy"),
    (StoreAway, 503, 4, "Store is away"),
    (StoreError, 500, 4, "Store failed"),
    (QueryFailed, 400, 5, "Query failed"),
    (Cancelled, 499, 130, "Cancelled"),
    (CorridorsError, 500, 1, "Failed"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an error shows itself: HTTP status, exit code and a short title."""

    status: int
    exit_code: int
    title: str


def outcome_of(error: CorridorsError) -> Outcome:
    """Choose status, exit code and title by the error's type."""
    for kind, status, exit_code, title in _TABLE:
        if isinstance(error, kind):
            return Outcome(status, exit_code, title)
    raise AssertionError(error)  # the last row matches every error of ours
