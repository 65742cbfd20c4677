"""Which twin runs: each kernel as plain Python, or the same function compiled by numba.

numba is imported only when the compiled twin is first wanted. Compiled code is kept on disk: where
numba keeps it by itself (beside the module, or in the user's cache), else in the folder that
``use`` was told. It is made anew when the kernel's module changes, which
is why helpers stand beside their kernels; a constant of another module is compiled in.
What it must not do: give another answer for another twin.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from types import FunctionType
from typing import Any

from graph.errors import InputError

WORTH_COMPILED = 400_000
"""Arcs from which loading compiled kernels pays off within one question."""

Kernel = Callable[..., Any]


class Twin(StrEnum):
    """Which twin to run; *auto* compiles for large graphs, where numba can be had."""

    AUTO = "auto"
    COMPILED = "compiled"
    PLAIN = "plain"


@dataclass
class _Choice:
    twin: Twin = Twin.AUTO
    folder: Path | None = None


_choice = _Choice()
_compiled: dict[Kernel, Kernel | None] = {}
_lock = Lock()


def use(twin: Twin, folder: Path | None = None) -> None:
    """Choose the twin for this process, and where to keep compiled code if numba cannot.

    Raises:
        InputError: the compiled twin is asked for and numba is not installed.
    """
    if twin is Twin.COMPILED and find_spec("numba") is None:
        msg = (
            "Compiled kernels are asked for, but numba is not installed. Install it, or use auto."
        )
        raise InputError(msg)
    with _lock:
        if (twin, folder) != (_choice.twin, _choice.folder):
            _compiled.clear()
        _choice.twin, _choice.folder = twin, folder


def kernel(function: Kernel, arcs: int) -> Kernel:
    """Give the chosen twin of a kernel for a graph of some arcs; it takes arrays."""
    return (compiled(function) if is_compiled(arcs) else None) or plain(function)


def is_compiled(arcs: int) -> bool:
    """Say whether work on a graph of some arcs is to run compiled."""
    return _choice.twin is Twin.COMPILED or (
        _choice.twin is Twin.AUTO and arcs >= WORTH_COMPILED and find_spec("numba") is not None
    )


def plain(function: Kernel) -> Kernel:
    """Give the plain twin; it reads arrays as memory, which gives Python's own numbers."""
    # Imported here: settings name a twin before any command knows whether it reads arrays.
    import numpy as np

    def run(*arguments: object) -> Any:
        return function(
            *(memoryview(one.data) if isinstance(one, np.ndarray) else one for one in arguments)
        )

    return run


def compiled(function: Kernel) -> Kernel | None:
    """Give the compiled twin, compiling or loading it the first time.

    None where numba finds nowhere to keep its code and nobody insists: each process would spend
    seconds on compiling again.
    """
    with _lock:
        if function not in _compiled:
            _compiled[function] = _compile(function)
        return _compiled[function]


def _compile(function: Kernel) -> Kernel | None:
    """Compile a copy whose helpers, functions of the same module, are compiled copies too."""
    import numba

    copy = _copy(function, lambda helper: numba.njit(nogil=True)(helper))
    try:
        return numba.njit(cache=True, nogil=True)(copy)
    except RuntimeError:  # numba knows no folder of its own that it may write to
        if _choice.folder:
            numba.config.CACHE_DIR = str(_choice.folder)  # type: ignore[attr-defined]  # made late
    try:
        return numba.njit(cache=True, nogil=True)(copy)
    except RuntimeError:
        return numba.njit(nogil=True)(copy) if _choice.twin is Twin.COMPILED else None


def _copy(function: Kernel, made: Callable[[Kernel], Kernel]) -> Kernel:
    """Copy a kernel so that it calls what is made of its helpers."""
    assert isinstance(function, FunctionType)
    known = dict(function.__globals__)
    for name in function.__code__.co_names:
        helper = known.get(name)
        if isinstance(helper, FunctionType) and helper.__module__ == function.__module__:
            known[name] = made(helper)
    copy = FunctionType(function.__code__, known, function.__name__)
    copy.__module__, copy.__qualname__ = function.__module__, function.__qualname__
    return copy
