"""The most memory a process ever held, for benchmarks and tests."""

import os
import resource
import sys
from pathlib import Path


def most_mb(process: int | None = None) -> float:
    """Give the most memory since a program began, in MB; this process unless another is named.

    On Linux it is what the system tells of the program itself: what ``getrusage`` tells of a
    child counts the memory its parent held when it was started. Elsewhere ``getrusage`` is all
    there is, and of another process nothing is known: 0.
    """
    status = Path(f"/proc/{process or os.getpid()}/status")
    try:
        lines = status.read_text(encoding="ascii").splitlines()
    except OSError:
        if process is not None:
            return 0.0
        unit = 1024**2 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return int(next(one for one in lines if one.startswith("VmHWM:")).split()[1]) / 1024
