"""A service in another process, as colleagues ask it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve a home on loopback, at a free port; gives its address once it answers."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    environ = {**os.environ, "CORRIDORS_HOME": str(home), "CORRIDORS_PORT": str(port)}
    with subprocess.Popen(
        [sys.executable, "-m", "api.cli", "serve"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
    ) as service:
        try:
            yield _started(f"http://127.0.0.1:{port}")
        finally:
            service.terminate()


def _started(address: str) -> str:
    for _ in range(6000):
        try:
            httpx.get(f"{address}/health", timeout=5)
            return address
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(address)
