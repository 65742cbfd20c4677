"""Places for ledgers, on both engines: ``place`` runs a test on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import Server, server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place where no ledger is yet."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    running: Server = request.getfixturevalue("postgresql")
    return running.database()
