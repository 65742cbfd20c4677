import gc
from pathlib import Path

import pytest
from hypothesis import settings

from tests.neo4j_server import running_pair, running_server

__all__ = ["running_pair", "running_server"]

LONGEST = (
    "api/test_erased_everywhere.py",
    "workbench/test_everywhere.py",
    "workbench/test_show.py",
    "api/asks/test_doors.py",
    "fuzz/test_attacks.py",
    "parity/test_same_rows.py",
    "fuzz/test_fuzz.py",
    "api/test_reload_everything.py",
    "api/test_cli.py",
    "parity/test_attacks.py",
)
"""Files that take a minute or more: begun first, so that no worker ends long after the others."""

# No test is timed: a busy machine would fail what is right.
settings.register_profile("corridors", deadline=None)
settings.load_profile("corridors")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; all others stay in their order."""
    folder = Path(__file__).parent
    order = {folder / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


def pytest_collection_finish() -> None:
    """Keep Python's collector off the half a million objects that 9,000 tests are."""
    gc.freeze()
