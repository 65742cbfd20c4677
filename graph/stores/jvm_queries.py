"""Queries that run in the embedded engine: so many at once, each with an end, each to be stopped.

The engine looks between rows and steps whether a query was ended; a single endless expression it
cannot interrupt. Such a query is given up: its caller is answered, its slot is free when it ends.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any, TypeVar  # a Java object has no type that Python could check

from graph.errors import Cancelled, QueryFailed

_T = TypeVar("_T")
_SLOTS = 8  # queries at once, those included that outlived their time
_GRACE_S = 0.5  # the engine's own limit should speak first: its message is the better one
_LOOK_S = 0.05  # between two looks whether the caller still wants an answer


class Queries:
    """Runs queries on threads of their own."""

    def __init__(self, java_class: Callable[[str], Any]) -> None:
        """Look up the Java classes once; ``java_class`` finds one by name."""
        self._thread = java_class("java.lang.Thread")
        self._registry = java_class("com.arcadedb.query.RunningQueryRegistry")()
        self._nobody = java_class("com.arcadedb.query.RunningQuery$Client").NONE
        self._slots = threading.BoundedSemaphore(_SLOTS)

    def within(
        self, seconds: float, answer: Callable[[], _T], stop: threading.Event | None = None
    ) -> _T:
        """Run one query and wait for it no longer than asked.

        Raises:
            QueryFailed: it took too long, or too many run.
            Cancelled: ``stop`` was set.
        """
        if not self._slots.acquire(timeout=seconds):
            msg = f"{_SLOTS} queries are running already. Wait for them, or ask something smaller."
            raise QueryFailed(msg)
        done: Future[_T] = Future()
        running = self._registry.open("", "", "", "", "", self._nobody)

        def work() -> None:
            try:
                with running.bind():
                    done.set_result(answer())
            except BaseException as error:  # handed over whole to the caller's thread
                done.set_exception(error)
            finally:
                running.close()
                self._slots.release()
                self._thread.detach()  # or every query would leave a Java thread behind

        threading.Thread(target=work, name="corridors-query", daemon=True).start()
        try:
            return _awaited(done, seconds + _GRACE_S, stop)
        except (FutureTimeout, Cancelled) as error:
            running.terminate("caller")
            if isinstance(error, Cancelled):
                raise
            raise _too_slow(seconds) from None


def _awaited(done: Future[_T], seconds: float, stop: threading.Event | None) -> _T:
    """Wait for an answer, for the end of the time, or until nobody wants it any more."""
    if stop is None:
        return done.result(seconds)
    end = time.monotonic() + seconds
    while True:
        try:
            return done.result(min(_LOOK_S, max(0.0, end - time.monotonic())))
        except FutureTimeout:
            if stop.is_set():
                msg = "The query was stopped: whoever asked is gone."
                raise Cancelled(msg) from None
            if time.monotonic() >= end:
                raise


def _too_slow(seconds: float) -> QueryFailed:
    return QueryFailed(
        f"The query took longer than {seconds:g} seconds and was given up. Ask for less: name "
        "labels, bind both ends of a path, limit its length."
    )
