"""What all commands share: settings and the moment, the workspace, printing, progress."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any  # an answer is of the type its question names

import typer
from pydantic import BaseModel, TypeAdapter
from rich.console import RenderableType
from rich.progress import Progress as Bar

from api.settings import Settings
from api.terminal import make_console
from api.wiring import Workspace
from graph.levels import Level, parse_level
from graph.moment import parse_moment
from graph.period import parse_date
from loaders.base import Progress

JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Write one table as CSV.")]
CreditsOption = Annotated[
    Path | None,
    typer.Option(
        "--credits", help="Also write sources and licences to this file, to go with the answer."
    ),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="The day asked about, such as 2026-03-04.")
]
KnownAtOption = Annotated[
    str | None,
    typer.Option("--known-at", help="As known at the end of a day, or at a moment (UTC)."),
]
LevelOption = Annotated[
    str | None, typer.Option(help="See no more than: public, network, office, protected.")
]
InventedOption = Annotated[
    bool, typer.Option("--invented/--no-invented", help="Use the invented demonstration ties.")
]


@dataclass(frozen=True, slots=True)
class Door:
    """The settings and the moment of one command."""

    settings: Settings
    now: datetime

    @property
    def today(self) -> date:
        """The running day, in UTC."""
        return self.now.astimezone(UTC).date()

    def day(self, text: str | None) -> date:
        """Give the day asked about: today unless another is named."""
        return parse_date(text, "--as-of") if text else self.today

    def known_at(self, text: str | None) -> datetime | None:
        """Give the moment whose knowledge is asked for; None is now."""
        return parse_moment(text, "--known-at") if text else None

    def level(self, text: str | None) -> Level:
        """Give the level asked for, never above the settings'."""
        own = self.settings.level
        return min(parse_level(text), own) if text else own

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """Open the workspace for a command."""
        with Workspace(self.settings) as opened:
            yield opened


def door_of(context: typer.Context) -> Door:
    """Give what ``start`` put into the context."""
    door = context.obj
    assert isinstance(door, Door)
    return door


def show(laid: RenderableType) -> None:
    """Write something laid out for people."""
    make_console().print(laid)


def show_json(answer: BaseModel | tuple[BaseModel, ...] | dict[str, object]) -> None:
    """Write JSON, UTF-8, indented."""
    written = TypeAdapter(type(answer)).dump_json(answer, indent=2).decode()
    if isinstance(answer, tuple):
        written = "[" + ",\n".join(one.model_dump_json(indent=2) for one in answer) + "]"
    sys.stdout.write(written + "\n")


def show_answer(kind: type[Any], answer: Any) -> None:
    """Write a frozen dataclass as JSON, UTF-8, indented."""
    sys.stdout.write(TypeAdapter(kind).dump_json(answer, indent=2).decode() + "\n")


def fail(message: str) -> None:
    """Write one paragraph to standard error."""
    make_console(errors=True).print(message, style="red")


@contextmanager
def progress_bar(what: str, *, quiet: bool) -> Iterator[Progress]:
    """Show progress on standard error, in a terminal only."""
    console = make_console(errors=True)
    with Bar(console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def report(done: int, total: int | None, text: str) -> None:
            bar.update(task, completed=done, total=total, description=text)

        yield report
