"""Python's collector of cycles, kept off what is large and stays.

A graph is hundreds of thousands of objects without a cycle. Looking through them while they are
made takes a third of the time, and again whenever the embedded engine's bridge asks for a full
collection, which it does each time Java collects. What it must not do: leave the collector off.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock


@dataclass
class _State:
    """How many make something large now, whether it was on before, whether some is settled."""

    lock: Lock = field(default_factory=Lock)
    makers: int = 0
    was_on: bool = False
    settled: bool = False


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

    What was told so before is looked through first, since an older graph may have gone.
    """
    with _state.lock:
        if _state.settled:
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        _state.settled = True


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
