"""The command that draws: ``render``."""

from pathlib import Path
from typing import Annotated

import typer

from api import pictures
from api.ask import several
from api.cli_context import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    LevelOption,
    say_written,
    show_json,
)
from api.cli_door import door_of
from graph.errors import InputError
from viz.page import write


def render(
    context: typer.Context,
    focus: Annotated[list[str], typer.Argument(help="Whom or what to put in the middle.")],
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("corridors.html"),
    steps: Annotated[int, typer.Option(help="Steps around the focus, 1 to 3.")] = 1,
    most: Annotated[int, typer.Option(help="Actors at most, up to 2000.")] = 150,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draw what surrounds somebody, as one file that needs no network."""
    door = door_of(context)
    if not 1 <= steps <= 3:
        msg = f"--steps is {steps}. Expected 1, 2 or 3: more is the whole map."
        raise InputError(msg)
    with door.workspace() as workspace:
        view = workspace.view(door.level(level), door.known_at(known_at))
        page = pictures.of_neighbourhood(
            view,
            several(view, focus, door.day(as_of)),
            as_of=door.day(as_of),
            today=door.today,
            steps=steps,
            most=most,
        )
    write(out, page)
    if as_json:
        show_json({"picture": str(out.absolute())})
    else:
        say_written(out)


COMMANDS = {"render": render}
