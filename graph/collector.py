"""Python's collector of cycles, kept off what is large and stays.

A graph is hundreds of thousands of objects without a cycle. Looking through them while they are
made takes a third of the time, and again whenever the embedded engine's bridge asks for a full
collection, which it does each time Java collects. What it must not do: leave the collector off.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

GROWTH = 1.2
"""By how much what there is may grow before it is looked through: an older graph is more."""


@dataclass
class _State:
    """How many make something large now, whether it was on before, how much stays settled.

    ``settled``: blocks of memory there were when all was last looked through; 0: nothing settled.
    """

    lock: Lock = field(default_factory=Lock)
    makers: int = 0
    was_on: bool = False
    settled: int = 0


_state = _State()


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector off while much is made that stays; from several threads too."""
    with _state.lock:
        if not _state.makers:
            _state.was_on = gc.isenabled()
            gc.disable()
        _state.makers += 1
    try:
        yield
    finally:
        with _state.lock:
            _state.makers -= 1
            if not _state.makers and _state.was_on:
                gc.enable()


def settle() -> None:
    """Tell the collector that what there is now stays.

    What was told so before is looked through where there is much more of it now than the last
    time, since an older graph may have gone that only the collector sees. An older graph mostly
    goes by itself, and looking through all there is takes longer than reading a kept view.
    """
    with _state.lock:
        if 0 < _state.settled * GROWTH < sys.getallocatedblocks():
            gc.unfreeze()
            gc.collect()
            _state.settled = 0
        gc.freeze()
        _state.settled = _state.settled or sys.getallocatedblocks()


@contextmanager
def set_aside() -> Iterator[None]:
    """Keep the collector off what there is already, and on what comes meanwhile."""
    gc.freeze()
    try:
        yield
    finally:
        with _state.lock:
            if not _state.settled:
                gc.unfreeze()
