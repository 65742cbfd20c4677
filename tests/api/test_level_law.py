"""No door tells of what is above the asker's level; ``tools/level_check.py`` asks at length."""

import os
import re
from collections.abc import Iterator, Sequence

import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from starlette.routing import BaseRoute, Route
from typer.main import get_command

from api.cli import app as command_line
from api.exports import FORMS
from api.map_files import MAP_FILES
from graph.levels import Level
from tests.api.level_asks import COMMANDS, UNASKED, UNTYPED, asks
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


def test_every_address_is_asked_or_said_to_hold_nothing(doors: Doors) -> None:
    served = {
        f"{method} {path}"
        for path, method in addresses(doors.app.routes)
        if method not in ("HEAD", "OPTIONS")
    }
    asked = {f"{address[0]} {address[1].split('?')[0]}" for address in asks(doors.questions)}
    asked |= {one.replace("JOB ", "POST ") for one in asked}
    missing = [one for one in served - UNASKED.keys() if not _is_asked(one, asked)]
    assert sorted(missing) == []
    assert sorted(UNASKED.keys() - served) == []
    assert [one for one in UNASKED if _is_asked(one, asked)] == []


def addresses(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, str]]:
    """Give each path with each method that answers there."""
    for route in routes:
        if isinstance(route, Route | APIRoute):
            yield from ((route.path, method) for method in route.methods or ())
        else:
            yield from addresses(getattr(route, "original_router").routes)  # noqa: B009  # of a router that was included


def _is_asked(served: str, asked: set[str]) -> bool:
    parts = re.split(r"(\{[^}]*\})", served)
    ways = {part: ".+" if part.endswith(":path}") else "[^/]+" for part in parts[1::2]}
    whole = re.compile("".join(ways.get(part) or re.escape(part) for part in parts))
    return any(whole.fullmatch(one) for one in asked)


def test_every_form_of_file_is_asked(doors: Doors) -> None:
    asked = {one[1].split("?")[0] for one in asks(doors.questions)}
    served = [path for path, _ in addresses(doors.app.routes) if "{form}" in path]
    assert len(served) == 6
    for path in served:
        forms = FORMS if "/exports/" in path else MAP_FILES
        missing = {path.format(form=form) for form in forms} - asked
        # Long work writes them as /exports does: two are enough.
        assert not missing or path == "/jobs/exports/{form}", missing


def test_every_command_is_typed_or_said_to_tell_nothing(doors: Doors) -> None:
    by_question = {question.name for question in doors.questions}  # as the addresses below /ask
    known = {*get_command(command_line).commands} - by_question  # type: ignore[attr-defined]  # a group
    typed = {words.split("|")[0] for words in COMMANDS}
    assert sorted(known - typed - UNTYPED.keys()) == []
    assert sorted(UNTYPED.keys() - known) == []


def test_the_law_notices_what_differs(doors: Doors) -> None:
    hidden = node("ep-person:4", level=Level.OFFICE)
    batches = [Batch("register", 0, (*base("register"), hidden))]
    with doors.over(batches) as whole:
        low = whole.ask("GET", "/entities", None, Level.PUBLIC)
        high = whole.ask("GET", "/entities", None, Level.OFFICE)
    assert low != high
