"""Queries that run in the embedded engine, each with an end and each to be stopped.

The engine looks between rows and steps whether a query was ended; a single endless expression it
cannot interrupt. Such a query is given up: its caller is answered, its slot is free when it ends.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import Any, TypeVar  # a Java object has no type that Python could check

from jpype import JVMNotRunning

from graph.stores.slots import Slots

_T = TypeVar("_T")
_SLOTS = 8  # queries at once, those included that outlived their time


class Queries:
    """Runs queries on threads of their own, under the engine's register of running ones."""

    def __init__(self, java_class: Callable[[str], Any]) -> None:
        """Look up the Java classes once; ``java_class`` finds one by name."""
        self._thread = java_class("java.lang.Thread")
        self._registry = java_class("com.arcadedb.query.RunningQueryRegistry")()
        self._nobody = java_class("com.arcadedb.query.RunningQuery$Client").NONE
        self._slots = Slots(_SLOTS)

    def within(self, seconds: float, answer: Callable[[], _T], stop: Event | None = None) -> _T:
        """Run one query and wait for it no longer than asked; see ``Slots``."""
        running = self._registry.open("", "", "", "", "", self._nobody)

        def work() -> _T:
            with running.bind():
                return answer()

        def at_end() -> None:
            with suppress(JVMNotRunning):  # given up, and the program ended before it did
                running.close()
                self._thread.detach()  # or every query would leave a Java thread behind

        return self._slots.within(
            seconds, work, at_end, stop=stop, end=lambda: running.terminate("caller")
        )
