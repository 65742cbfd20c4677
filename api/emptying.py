"""Emptying everything that was made from the ledger, when something was taken out of it.

The ledger notes in the same transaction that this is to be done, so that a kill in between, or a
server that is away, only puts it off: whoever opens the home next goes on. What it must not do:
know who was taken out.
"""

from contextlib import suppress
from pathlib import Path

from api.home_files import remove_derived
from graph.errors import StoreError
from graph.ledger import Ledger
from graph.ledger_erasure import Unmade, last_line, set_unmade, unmade
from graph.projections import Projections


def empty_made(home: Path, ledger: Ledger, projections: Projections) -> tuple[str, ...]:
    """Remove files made from the ledger, and every projection, wherever it is.

    Gives, in words, the servers that may still hold one: the ledger remembers them until then.

    Raises:
        StoreError: another process writes to the ledger; the next start goes on.
        OSError: a file cannot be removed; the same.
    """
    remove_derived(home)
    left = projections.empty()
    with ledger.writing() as connection:
        set_unmade(connection, Unmade.SERVERS if left else None)
    return left


def last_taken_out(ledger: Ledger) -> int:
    """Number the last time that somebody was taken out of the answers; 0: nobody ever was."""
    with ledger.reading() as connection:
        return last_line(connection)


def still_to_empty(ledger: Ledger) -> str | None:
    """Say that something made before an erasure may still be there; None: nothing is."""
    with ledger.reading() as connection:
        waiting = unmade(connection)
    where = {
        Unmade.FILES: "the home, or servers of projections,",
        Unmade.SERVERS: "a server of projections that was away",
    }
    if waiting is None:
        return None
    return f"{where[waiting]} may still hold what was erased; every start tries to empty it"


def go_on_emptying(home: Path, ledger: Ledger, projections: Projections) -> None:
    """Do what a kill, or a server that was away, left undone; does nothing where all was done."""
    with ledger.reading() as connection:
        waiting = unmade(connection)
    if waiting is None:
        return
    with suppress(StoreError, OSError):  # busy, or still away: the next start tries again
        if waiting is Unmade.FILES:
            empty_made(home, ledger, projections)
        elif not projections.empty():
            with ledger.writing() as connection:
                set_unmade(connection, None)
