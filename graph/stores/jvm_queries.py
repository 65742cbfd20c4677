"""Queries that run in the embedded engine, each with an end and each to be stopped.

The engine looks between rows and steps whether a query was ended; a single endless expression it
cannot interrupt. Such a query is given up: its caller is answered, its slot is free when it ends.

A thread that comes back from Java while Python is being taken down ends in the middle of the
bridge's own code, and may take the process with it. So the end of the program ends queries first.
"""

import atexit
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread, current_thread
from typing import Any, TypeVar  # a Java object has no type that Python could check

from jpype import JVMNotRunning

from graph.errors import Cancelled
from graph.stores.slots import Slots

_T = TypeVar("_T")
_SLOTS = 8  # queries at once, those included that outlived their time
_END_S = 3.0  # an endless expression is not waited for longer: Java stops it by stopping itself


class Queries:
    """Runs queries on threads of their own, under the engine's register of running ones."""

    def __init__(self, java_class: Callable[[str], Any]) -> None:
        """Look up the Java classes once; ``java_class`` finds one by name."""
        self._thread = java_class("java.lang.Thread")
        self._registry = java_class("com.arcadedb.query.RunningQueryRegistry")()
        self._nobody = java_class("com.arcadedb.query.RunningQuery$Client").NONE
        self._slots = Slots(_SLOTS)
        self._live: dict[Thread, Any] = {}
        self._over = False
        atexit.register(self.end_all)  # behind the bridge's own, so it runs before Java stops

    def end_all(self) -> None:
        """End all queries for good and wait some seconds for their threads to leave Java."""
        self._over = True
        until = time.monotonic() + _END_S
        live = list(self._live.items())
        for _, running in live:
            with suppress(JVMNotRunning):
                running.terminate("the program ends")
        for thread, _ in live:
            thread.join(max(0.0, until - time.monotonic()))

    def within(self, seconds: float, answer: Callable[[], _T], stop: Event | None = None) -> _T:
        """Run one query and wait for it no longer than asked; see ``Slots``.

        Raises:
            Cancelled: the program is ending, or ``stop`` was set.
            QueryFailed: it took longer, or no slot came free.
        """
        if self._over:
            msg = "The program is ending; nothing is asked any more."
            raise Cancelled(msg)
        running = self._registry.open("", "", "", "", "", self._nobody)

        def work() -> _T:
            self._live[current_thread()] = running
            if self._over:
                running.terminate("the program ends")
            with running.bind():
                return answer()

        def at_end() -> None:
            with suppress(JVMNotRunning):  # given up, and the program ended before it did
                running.close()
                self._thread.detach()  # or every query would leave a Java thread behind
            self._live.pop(current_thread(), None)

        return self._slots.within(
            seconds, work, at_end, stop=stop, end=lambda: running.terminate("caller")
        )
