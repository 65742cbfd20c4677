"""Views and projections are made side by side: neither waits for the other without need."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.load import load_starter_pack
from api.readying import ready_beside
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from tests.api.workplace import NOW

PATIENCE_S = 60.0


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(Settings(tmp_path)) as workspace:
        load_starter_pack(workspace.ledger, now=NOW)
        yield workspace


def test_views_are_given_while_a_projection_is_built(fresh: Workspace) -> None:
    fresh.view(Level.PUBLIC)
    building, go_on = threading.Event(), threading.Event()

    def wait(done: int, total: int | None, what: str) -> None:
        building.set()
        assert go_on.wait(PATIENCE_S), "nobody went on"

    readers: list[object] = []
    first = threading.Thread(target=lambda: readers.append(fresh.reader(Level.PUBLIC, wait)))
    first.start()
    assert building.wait(PATIENCE_S), "the projection was not begun"
    views: list[object] = []
    asking = threading.Thread(target=lambda: views.append(fresh.view(Level.PUBLIC)), daemon=True)
    asking.start()
    asking.join(PATIENCE_S / 2)
    given = list(views)
    go_on.set()
    first.join(PATIENCE_S)
    assert given, "the view waited for the projection"
    assert readers == [fresh.reader(Level.PUBLIC)]


def test_two_who_need_a_projection_get_the_same(fresh: Workspace) -> None:
    readers: list[object] = []
    threads = [
        threading.Thread(target=lambda: readers.append(fresh.reader(Level.PUBLIC)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert len(readers) == 3
    assert len({id(reader) for reader in readers}) == 1


def test_what_the_first_question_needs_is_made_beside(fresh: Workspace) -> None:
    ready_beside(fresh, lambda: NOW).join(PATIENCE_S)
    made = fresh._views
    assert list(made) == [fresh.settings.level]
    assert fresh.view() is made[fresh.settings.level][1]


def test_a_service_without_data_starts(tmp_path: Path) -> None:
    failed: list[object] = []
    with Workspace(Settings(tmp_path)) as empty, pytest.MonkeyPatch.context() as changed:
        changed.setattr(threading, "excepthook", failed.append)
        ready_beside(empty, lambda: NOW).join(PATIENCE_S)
    assert failed == []
