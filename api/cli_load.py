"""Commands that bring data in: ``load`` and ``sources``."""

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from api.cli_context import (
    Door,
    JsonOption,
    LevelOption,
    door_of,
    progress_bar,
    show,
    show_json,
)
from api.load import STARTER_PACK, load_live, load_saved, load_starter_pack, names
from api.schemas import LoadReportOut, SourceOut
from api.state import sources as source_states
from api.terminal import load_report
from api.wiring import Workspace
from graph.errors import InputError
from loaders.base import LoadReport, Progress


def load(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=f"What to load: {', '.join(names())}.")],
    path: Annotated[
        Path | None, typer.Option("--from", help="A saved folder, archive or file.")
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Ask the publisher.")] = False,
    files: Annotated[
        list[str] | None, typer.Option("--file", help="Ask live for this file (ep-procedures).")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read, report, write nothing.")
    ] = False,
    allow_shrink: Annotated[
        bool, typer.Option(help="Take a copy that holds less than half of what was known.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Load a source into the ledger: all of it, or nothing."""
    door = door_of(context)
    with door.workspace() as workspace, progress_bar(name, quiet=as_json) as progress:
        if name == STARTER_PACK:
            reports = load_starter_pack(workspace.ledger, now=door.now, progress=progress)
        elif live:
            reports = _load_live(door, workspace, name, path, tuple(files or ()), progress)
        elif path is None:
            msg = f"Say where {name} is: --from PATH, or --live where its publisher can be asked."
            raise InputError(msg)
        else:
            reports = (
                load_saved(
                    workspace.ledger,
                    name,
                    path,
                    now=door.now,
                    progress=progress,
                    allow_shrink=allow_shrink,
                    dry_run=dry_run,
                ),
            )
    show_reports(reports, as_json=as_json)


def sources(
    context: typer.Context, level: LevelOption = None, as_json: JsonOption = False
) -> None:
    """Show every source: how much, how old, under which licence."""
    door = door_of(context)
    with door.workspace() as workspace:
        states = source_states(workspace.ledger, door.level(level), door.today)
    if as_json:
        show_json(states)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("source", "statements", "age, days", "last try", "licence"):
        table.add_column(column, overflow="fold")
    for state in states:
        table.add_row(*map(Text, _source_cells(state)))
    show(table if states else Text("Nothing is loaded yet: corridors load starter-pack"))


def show_reports(reports: tuple[LoadReport, ...], *, as_json: bool) -> None:
    """Write load reports; none means that everything was there already."""
    if as_json:
        show_json(tuple(LoadReportOut.from_domain(report) for report in reports))
        return
    for report in reports:
        show(load_report(report))
    if not reports:
        show(Text("The starter pack is loaded already; nothing has changed."))


def _load_live(
    door: Door,
    workspace: Workspace,
    name: str,
    path: Path | None,
    files: tuple[str, ...],
    progress: Progress,
) -> tuple[LoadReport, ...]:
    # Imported here: the network client is needed by no other command.
    from api.live import Reach, Wish, live_parts
    from api.refresh_lock import only_one
    from loaders.polite import Clock

    if path is not None:
        msg = "Give --live or --from, not both."
        raise InputError(msg)
    clock = Clock(time.monotonic, time.sleep)
    reach = Reach(door.settings.cache, door.settings.ep_api, clock)
    parts = live_parts(workspace.ledger, name, reach, Wish(dossiers=files), door.now)
    with only_one(door.settings.refresh_lock, door.now):  # the publisher's limit is for both
        return load_live(workspace.ledger, parts, now=door.now, progress=progress)


def _source_cells(state: SourceOut) -> tuple[str, ...]:
    name = state.id + (" (INVENTED)" if state.invented else "")
    age = "never read" if state.age_days is None else str(state.age_days)
    status = state.last_status.value if state.last_status else ""
    return f"{name}: {state.title}", str(state.statements), age, status, state.licence


COMMANDS = {"load": load, "sources": sources}
