"""What stands in a database, where somebody begins to build between two of our questions."""

from typing import cast

import pytest

from graph.errors import StoreError
from graph.stores.neo4j_link import Link
from graph.stores.neo4j_marker import NAMES, begin, read_marker


class _Meanwhile:
    """A database in which there are nodes, and names as they are told from look to look."""

    where = "a database"

    def __init__(self, *names: str | None) -> None:
        self._names = list(names)

    def rows(self, text: str) -> list[tuple[object, ...]]:
        if text != NAMES:
            return [("a node",)]
        name = self._names.pop(0)
        return [] if name is None else [(name,)]


def database(*names: str | None) -> Link:
    return cast(Link, _Meanwhile(*names))


def test_a_build_that_begins_between_two_questions_is_ours() -> None:
    made = begin("public", "1-a")
    assert read_marker(database(None, made.name)) == made


def test_nodes_that_nobody_names_are_not_ours() -> None:
    with pytest.raises(StoreError, match="did not write"):
        read_marker(database(None, None))
