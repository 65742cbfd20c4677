"""The command line: ``corridors COMMAND``. Every command takes ``--json``.

Errors are one paragraph on standard error and an exit code other than 0 (see ``api.errors``).
"""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli_audit import Watch
from api.cli_commands import Commands
from api.cli_door import Door, fail
from api.errors import outcome_of
from api.settings import read_settings
from graph.errors import CorridorsError

app = typer.Typer(
    name="corridors",
    cls=Commands,
    help="The map that human-rights advocates in Brussels plan by.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def start(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option(help="Folder of ledger, projections and pictures.")
    ] = None,
) -> None:
    """Read the settings once, for whichever command follows."""
    settings = read_settings(os.environ, home)
    if isinstance(context.obj, Watch):
        context.obj.begin(settings, context.invoked_subcommand)
    context.obj = Door(settings=settings, now=datetime.now(UTC))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its exit code."""
    # A command builds one big graph and ends: looking for cycles in it costs a fifth of its time.
    gc.set_threshold(200_000, 50, 50)
    words = tuple(sys.argv[1:] if arguments is None else arguments)
    watch = Watch(arguments=words)
    status = _run(words, watch)
    try:
        watch.end(status)
    except CorridorsError as error:
        fail(str(error))
        status = status or outcome_of(error).exit_code
    sys.exit(status)


def _run(words: Sequence[str], watch: Watch) -> int:
    """Run a command; gives its exit code."""
    try:
        app(args=list(words), standalone_mode=True, obj=watch)
    except CorridorsError as error:
        fail(str(error))
        return outcome_of(error).exit_code
    except KeyboardInterrupt:
        fail("Cancelled. Nothing half-written was left behind.")
        return 130
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


if __name__ == "__main__":
    main()
