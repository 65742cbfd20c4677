"""Queries on threads of their own, so that whoever asks is answered in time whatever happens."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import TypeVar

from graph.errors import Cancelled, QueryFailed

_GRACE_S = 0.5  # the engine's own limit should speak first: its message is the better one
_LOOK_S = 0.05  # between two looks whether the caller still wants an answer
_Answer = TypeVar("_Answer")


class Slots:
    """So many queries at once, those included that outlived their time."""

    def __init__(self, count: int) -> None:
        """Start with all slots free."""
        self._count = count
        self._free = threading.BoundedSemaphore(count)

    def within(
        self,
        seconds: float,
        answer: Callable[[], _Answer],
        at_end: Callable[[], object] = lambda: None,
        *,
        stop: threading.Event | None = None,
        end: Callable[[], object] = lambda: None,
    ) -> _Answer:
        """Run one query on a thread of its own and wait for it no longer than asked.

        ``at_end`` runs on that thread, behind the query; ``end`` asks the engine, on the caller's
        thread, to end a query that took too long or that ``stop`` says nobody waits for.

        Raises:
            QueryFailed: it took longer, or no slot came free in that time.
            Cancelled: ``stop`` was set.
        """
        if not self._free.acquire(timeout=seconds):
            msg = (
                f"{self._count} queries are running already. Wait for them, or ask something "
                "smaller."
            )
            raise QueryFailed(msg)
        done: Future[_Answer] = Future()

        def work() -> None:
            try:
                done.set_result(answer())
            except BaseException as error:  # handed over whole to the caller's thread
                done.set_exception(error)
            finally:
                self._free.release()
                at_end()

        threading.Thread(target=work, name="corridors-query", daemon=True).start()
        try:
            return _awaited(done, seconds + _GRACE_S, stop)
        except FutureTimeout:
            end()
            raise _too_slow(seconds) from None
        except Cancelled:
            end()
            raise


def _awaited(done: "Future[_Answer]", seconds: float, stop: threading.Event | None) -> _Answer:
    """Wait for an answer, for the end of the time, or until nobody wants it any more."""
    if stop is None:
        return done.result(seconds)
    last = time.monotonic() + seconds
    while True:
        try:
            return done.result(min(_LOOK_S, max(0.0, last - time.monotonic())))
        except FutureTimeout:
            if stop.is_set():
                msg = "The query was stopped: whoever asked is gone."
                raise Cancelled(msg) from None
            if time.monotonic() >= last:
                raise


def _too_slow(seconds: float) -> QueryFailed:
    return QueryFailed(
        f"The query took longer than {seconds:g} seconds and was given up. Ask for less: name "
        "labels, bind both ends of a path, limit its length."
    )
