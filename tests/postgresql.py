"""A real PostgreSQL server for tests: made anew, on loopback, as a user of its own, then stopped.

Skipped with the reason where no server is installed (Debian: ``apt-get install -y postgresql``) or
no driver (``pip install corridors[postgresql]``).
"""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_OPTIONS = "-c fsync=off -c synchronous_commit=off -c listen_addresses=127.0.0.1"


def binaries() -> Path | None:
    """Give the folder of the server's programs, the newest version's."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def why_not() -> str | None:
    """Say why there can be no server; None: there can."""
    if os.name != "posix":
        return "the server is started on POSIX systems only"
    if binaries() is None:
        return "PostgreSQL is not installed: apt-get install -y postgresql"
    if importlib.util.find_spec("psycopg") is None:
        return "psycopg is not installed: pip install 'corridors[postgresql]'"
    return None


@contextmanager
def server() -> Iterator["Server"]:
    """Run a server until left.

    Skips the test where there is none.
    """
    missing = why_not()
    if missing:
        pytest.skip(missing)
    folder = Path(tempfile.mkdtemp(prefix="corridors-pg-"))
    try:
        yield from _run(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """A running server."""

    def __init__(self, folder: Path, port: int, programs: Path) -> None:
        self.data, self._port, self._programs, self._made = folder / "data", port, programs, 0

    def database(self) -> str:
        """Make a fresh database and give its URL."""
        self._made += 1
        name = f"ledger{self._made}"
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self._port), "-U", "tester", name)
        return f"postgresql://tester@127.0.0.1:{self._port}/{name}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs as the server's user."""
        done = subprocess.run(
            [*_as_user(), str(self._programs / program), *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            cwd="/",
        )
        assert done.returncode == 0, done.stderr


def _run(folder: Path) -> Iterator[Server]:
    programs = binaries()
    assert programs is not None
    running = Server(folder, _free_port(), programs)
    if os.geteuid() == 0:
        user = pwd.getpwnam(_user())
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, log = str(running.data), str(folder / "log")
    running.run(
        "initdb", "-D", data, "-U", "tester", "--auth=trust", "-E", "UTF8", "--locale=C", "-N"
    )
    options = f"{_OPTIONS} -c port={running._port} -c unix_socket_directories={folder}"
    running.run("pg_ctl", "-D", data, "-w", "-s", "-l", log, "-o", options, "start")
    try:
        yield running
    finally:
        running.run("pg_ctl", "-D", data, "-m", "immediate", "-s", "stop")


def _as_user() -> list[str]:
    # The server refuses to run as root.
    return ["runuser", "-u", _user(), "--"] if os.geteuid() == 0 else []


def _user() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
