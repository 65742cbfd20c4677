"""No door tells of what is above the asker's level; ``tools/level_check.py`` asks at length."""

import os
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings

from graph.levels import Level
from tests.api.level_law import LEVELS, Batch, Doors, base, differences, ledgers
from tests.graph.factories import node


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    made = Doors(tmp_path_factory.mktemp("doors"))
    yield made
    made.close()


@pytest.mark.skipif(
    not os.environ.get("CORRIDORS_TEST_LAWS"),
    reason="takes minutes: set CORRIDORS_TEST_LAWS, or run tools/level_check.py",
)
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(ledgers(), LEVELS)
def test_every_answer_is_that_of_a_ledger_without_the_higher_statements(
    doors: Doors, batches: Sequence[Batch], level: Level
) -> None:
    found, _ = differences(doors, batches, level)
    assert found == []


def test_the_law_notices_what_differs(doors: Doors) -> None:
    hidden = node("ep-person:4", level=Level.OFFICE)
    batches = [Batch("register", 0, (*base("register"), hidden))]
    with doors.over(batches) as whole:
        low = whole.ask("GET", "/entities", None, Level.PUBLIC)
        high = whole.ask("GET", "/entities", None, Level.OFFICE)
    assert low != high
