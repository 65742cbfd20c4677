"""A small home with the starter pack loaded once for all tests of the doors."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.load import load_starter_pack
from api.settings import Settings
from api.wiring import Workspace

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the starter pack in its ledger; tests only read it."""
    folder = tmp_path_factory.mktemp("home")
    with Workspace(Settings(folder)) as workspace:
        load_starter_pack(workspace.ledger, now=NOW)
    return folder


@pytest.fixture(scope="session")
def workspace(home: Path) -> Iterator[Workspace]:
    """The workspace of that home."""
    with Workspace(Settings(home)) as opened:
        yield opened
