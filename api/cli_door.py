"""What every command stands on: settings and the moment, and two ways to say something.

What it must not do: import what only some commands need; whoever asks for help would wait for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import typer
from rich.console import Console, RenderableType

from api.settings import Settings
from graph.levels import Level, parse_level
from graph.moment import parse_moment
from graph.period import parse_date

if TYPE_CHECKING:
    from api.wiring import Workspace


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
    def workspace(self) -> Iterator["Workspace"]:
        """Open the workspace for a command."""
        # Imported here: help, and what is refused before it starts, need no ledger.
        from api.wiring import Workspace

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


def make_console(*, errors: bool = False) -> Console:
    """Make a console that never reads markup or emoji codes out of data."""
    return Console(stderr=errors, markup=False, emoji=False, highlight=False, soft_wrap=False)


def fail(message: str) -> None:
    """Write one paragraph to standard error."""
    make_console(errors=True).print(message, style="red")
