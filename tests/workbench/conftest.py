from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from api.settings import Settings
from api.wiring import Workspace
from tests.api.workplace import home
from tests.workbench.served import PATIENCE_MS, Visit, chromium, service

__all__ = ["home"]

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def origin(home: Path) -> Iterator[str]:
    """The address of a service over the starter pack, one for all; tests leave it as it was."""
    with Workspace(Settings(home)) as workspace:
        workspace.reader()  # here no clock runs; the first question in Cypher would wait for it
    with service(home) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for a module: its driver keeps a loop running that others could not start."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser, origin: str) -> Iterator[Visit]:
    """A page that complained of nothing and asked nobody else, or the test fails."""
    opened = Visit(browser, origin)
    yield opened
    opened.close()
    assert opened.outside == []
    assert opened.complaints == []
