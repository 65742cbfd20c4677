"""What a service makes ready when it starts, so that whoever asks first does not wait for it.

It happens beside the answers: who asks meanwhile waits no longer than without it. What it must
not do: fail a start. A service without data, or whose data cannot be read, says so when asked.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Thread

from api.wiring import Workspace
from graph.errors import CorridorsError


def ready_beside(workspace: Workspace, clock: Callable[[], datetime]) -> Thread:
    """Begin to make the view of the settings' level and the costs of today; gives the thread."""
    thread = Thread(target=_ready, args=(workspace, clock), name="readying", daemon=True)
    thread.start()
    return thread


def _ready(workspace: Workspace, clock: Callable[[], datetime]) -> None:
    with suppress(CorridorsError):
        workspace.view().snapshot.costs(clock().date())
