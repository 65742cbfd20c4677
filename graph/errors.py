"""Every error of ours, under one root.

::

    CorridorsError
    ├── InputError                 what a person or a file gave us cannot be used
    │   ├── NotADate               a text that should be a date is none
    │   ├── UnknownIdentifier      an identifier of no known scheme or form
    │   ├── UnknownEntity          a question names somebody the graph does not hold
    │   ├── InvalidQuestion        a question whose parameters contradict each other
    │   └── QueryRefused           Cypher that writes, or steps outside what is allowed
    ├── SourceError                a source, or a saved copy of it, cannot be read
    │   ├── SourceUnavailable      not there now: trying again later may help
    │   └── SourceChanged          there, but not in the form we know: a person must look
    ├── StoreError                 our own store failed
    │   ├── StoreBusy              another process holds it
    │   ├── StoreAway              its server does not answer: trying again later may help
    │   ├── StoreDamaged           it was read and makes no sense
    │   ├── StoreUnwritable        its folder cannot be written
    │   └── NothingProjected       a question came before anything was loaded
    ├── QueryFailed                the engine could not answer, or not in time
    └── Cancelled                  stopped on request; nothing half-written

The message says what was read, where, what was expected and what to do. HTTP status and exit
codes are chosen in ``api`` alone.
"""

from collections.abc import Sequence


class CorridorsError(Exception):
    """Root of every error that this product raises on purpose."""


class InputError(CorridorsError):
    """What a person or a file gave us cannot be used."""


class NotADate(InputError):
    """A text that should be a date is none."""


class UnknownIdentifier(InputError):
    """An identifier of no known scheme, or not in its scheme's form."""


class UnknownEntity(InputError):
    """A question names somebody or something the graph does not hold."""

    def __init__(self, asked: str, nearest: Sequence[str] = (), understood: str = "") -> None:
        """Keep what was asked and the nearest names, best first (may be empty).

        ``understood`` says what the rest of the question was read as, in one sentence.
        """
        self.asked = asked
        self.nearest = tuple(nearest)
        hint = (
            f" Nearest: {'; '.join(self.nearest)}."
            if self.nearest
            else " Nothing similar is known. Try another spelling or a part of the name; "
            "what is not loaded is not found."
        )
        before = f"{understood} " if understood else ""
        super().__init__(f"{before}Nobody and nothing here is called {asked!r}.{hint}")


class InvalidQuestion(InputError):
    """A question whose parameters contradict each other or exceed what is offered."""


class QueryRefused(InputError):
    """Cypher that writes, or uses a clause, procedure or function that is not allowed."""


class SourceError(CorridorsError):
    """A source, or a saved copy of it, cannot be read."""


class SourceUnavailable(SourceError):
    """The source is not there now; trying again later may help."""


class SourceChanged(SourceError):
    """The source is there but not in the form we know; a person must look at it."""


class StoreError(CorridorsError):
    """Our own store failed."""


class StoreBusy(StoreError):
    """Another process holds the store."""


class StoreAway(StoreError):
    """The server that holds the store does not answer; trying again later may help."""


class StoreDamaged(StoreError):
    """The store was read and makes no sense."""


class StoreUnwritable(StoreError):
    """A folder of the store cannot be written: it is read-only, or its disk is full."""


class NothingProjected(StoreError):
    """A question came before anything was loaded or projected."""


class QueryFailed(CorridorsError):
    """The engine could not answer, or not within its time."""


class Cancelled(CorridorsError):
    """Stopped on request; nothing half-written was left behind."""
