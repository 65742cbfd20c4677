"""The tour's commands, run as they stand, against what the tour says they answer.

In a block ``sh`` each line is a command; the block ``text`` behind it holds lines of its answer,
in order, with any number of lines left out at ``…``.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from api.cli_commands import Commands
from api.cli_door import Door
from api.settings import Settings
from tests.api.workplace import home, workspace

__all__ = ["home", "workspace"]

PAGE = Path(__file__).parents[1] / "docs/tour.md"
BLOCK = re.compile(r"```sh\n(.*?)```\n(?:\n?```text\n(.*?)```)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stop:
    """A command of the tour, and lines of its answer."""

    command: str
    lines: tuple[str, ...]


def stops() -> Iterator[Stop]:
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        commands = [line for line in block[1].splitlines() if line.strip()]
        for number, command in enumerate(commands):
            is_last = number == len(commands) - 1
            lines = (block[2] or "").splitlines() if is_last else []
            yield Stop(command, tuple(line for line in lines if line.strip("… ")))


def squeezed(text: str) -> str:
    """Write any stretch of blanks as one."""
    return " ".join(text.split())


@pytest.mark.parametrize("stop", list(stops()), ids=lambda stop: stop.command[:60])
def test_the_tour_answers_what_it_says(
    home: Path, stop: Stop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program, *words = shlex.split(stop.command)
    assert program == "corridors"
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(tour(home), words, env={"COLUMNS": "1000"})
    assert ran.exit_code == 0, f"{ran.output}\n{ran.exception}"
    rest = squeezed(ran.stdout)
    for line in stop.lines:
        _, found, rest = rest.partition(squeezed(line))
        assert found, f"{line!r} is not in the answer, or not in this order:\n{ran.stdout}"


def tour(home: Path) -> typer.Typer:
    """Give the program with a home, on a day of its own."""
    app = typer.Typer(cls=Commands, pretty_exceptions_enable=False)

    @app.callback()
    def start(context: typer.Context) -> None:
        context.obj = Door(settings=Settings(home), now=datetime(2026, 11, 24, tzinfo=UTC))

    return app
