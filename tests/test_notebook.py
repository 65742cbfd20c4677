"""The notebook of named questions: its cells run against a service in another process."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from queries.catalogue import catalogue
from tests.api.another_process import served
from tests.api.workplace import home

__all__ = ["home"]

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs/notebooks/named-questions.ipynb"


def cells(kind: str) -> list[str]:
    read = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in read["cells"] if cell["cell_type"] == kind]


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with served(home) as found:
        yield found


def test_every_cell_runs_and_every_named_question_is_answered(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORRIDORS_URL", address)
    monkeypatch.delenv("CORRIDORS_TOKEN", raising=False)
    names: dict[str, Any] = {}
    for cell in cells("code"):
        exec(compile(cell, NOTEBOOK.name, "exec"), names)
    assert names["rows"]
    assert names["members"].rows[0][0] == "LIBE"
    assert set(names["answers"]) == {one.name for one in catalogue()}
    for one in catalogue():
        assert bool(names["answers"][one.name]["rows"]) == (one.empty is None), one.name
    names["corridors"].__exit__(None, None, None)


def test_the_notebook_keeps_no_outputs() -> None:
    read = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") for cell in read["cells"])
    assert all(cell.get("execution_count") is None for cell in read["cells"])
