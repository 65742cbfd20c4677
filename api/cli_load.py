"""Commands that bring data in: ``load`` and ``sources``."""

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.cli_context import JsonOption, LevelOption, progress_bar, show_json
from api.cli_door import Door, door_of, show
from api.exchange import EXCHANGE, load_exchange
from api.load import STARTER_PACK, load_live, load_path, load_starter_pack, names
from api.load_tables import Reading, write_errors
from api.schemas import LoadReportOut, SourceOut
from api.sheet_layout import laid_out
from api.state import sources as source_states
from api.terminal import load_report
from api.wiring import Workspace
from graph.errors import InputError
from graph.levels import Level, parse_level
from loaders.base import LoadReport, Progress
from loaders.exchange import RANK, Passing
from queries.describe import Sheet


def load(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=f"What to load: {', '.join((*names(), EXCHANGE))}.")],
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
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", help="'Their column=ours', 'ours:=word', or a file of such."),
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="Which sheet of a workbook.")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of a CSV, such as windows-1252; else UTF-8.")
    ] = None,
    keyword: Annotated[
        list[str] | None, typer.Option(help="Keep only calls with one of these words.")
    ] = None,
    errors: Annotated[
        Path | None, typer.Option(help="Write all rejected rows to this file, as CSV.")
    ] = None,
    office: Annotated[
        str | None, typer.Option(help="exchange: who passes the file on (else its name).")
    ] = None,
    level: Annotated[
        str | None, typer.Option(help="exchange: level at which it arrives (network).")
    ] = None,
    rank: Annotated[
        int | None, typer.Option(help="exchange: highest rank that its sources get, 0 to 99.")
    ] = None,
    purpose: Annotated[
        str | None,
        typer.Option(help="What names are needed for, recorded with the load (eu-whoiswho)."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Load a source into the ledger: all of it, or nothing."""
    door = door_of(context)
    if name != EXCHANGE and (office, level, rank) != (None, None, None):
        msg = f"--office, --level and --rank belong to `load {EXCHANGE}` alone."
        raise InputError(msg)
    with door.workspace() as workspace, progress_bar(name, quiet=as_json) as progress:
        if name == STARTER_PACK:
            reports = load_starter_pack(workspace.ledger, now=door.now, progress=progress)
        elif live:
            reports = _load_live(door, workspace, name, path, tuple(files or ()), progress)
        elif path is None:
            msg = f"Say where {name} is: --from PATH, or --live where its publisher can be asked."
            raise InputError(msg)
        elif name == EXCHANGE:
            reports = load_exchange(
                workspace.ledger,
                path,
                _passing(path, office, level, rank),
                now=door.now,
                allow_shrink=allow_shrink,
                dry_run=dry_run,
            )
        else:
            reports = load_path(
                workspace.ledger,
                name,
                path,
                now=door.now,
                progress=progress,
                allow_shrink=allow_shrink,
                dry_run=dry_run,
                reading=Reading(
                    tuple(mapped or ()), sheet, encoding, tuple(keyword or ()), purpose
                ),
            )
    if errors is not None:
        write_errors(errors, reports)
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
    rows = tuple(map(_source_cells, states))
    show(
        laid_out([Sheet("Sources", _SOURCE_COLUMNS, rows)])
        if states
        else Text("Nothing is loaded yet: corridors load starter-pack")
    )
    for state in states:
        if state.last_error:
            show(Text(f"{state.id}: the last try failed: {state.last_error}", style="yellow"))


def show_reports(reports: tuple[LoadReport, ...], *, as_json: bool) -> None:
    """Write load reports; none means that everything was there already."""
    if as_json:
        show_json(tuple(LoadReportOut.from_domain(report) for report in reports))
        return
    for report in reports:
        show(load_report(report))
    if not reports:
        show(Text("The starter pack is loaded already; nothing has changed."))


def _passing(path: Path, office: str | None, level: str | None, rank: int | None) -> Passing:
    """Say who passes a file on; the part of its name before the first dot, unless told."""
    return Passing(
        office or path.name.split(".")[0],
        parse_level(level) if level else Level.NETWORK,
        RANK if rank is None else rank,
    )


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


_SOURCE_COLUMNS = (
    "source",
    "statements",
    "expected",
    "found",
    "rejected",
    "age, days",
    "last success",
    "last try",
    "due",
    "licence",
)


def _source_cells(state: SourceOut) -> tuple[str | int | None, ...]:
    name = state.id + (" (INVENTED)" if state.invented else "")
    status = state.last_status.value if state.last_status else ""
    return (
        f"{name}: {state.title}",
        state.statements,
        state.expected,
        state.found,
        state.rejected,
        state.age_days,
        str(state.last_success.date()) if state.last_success else "never",
        f"{state.last_try.date()}, {status}" if state.last_try else status,
        _due(state),
        state.licence,
    )


def _due(state: SourceOut) -> str:
    if state.every_days is None:
        return "not at intervals"
    return f"every {state.every_days} days" + (", OVERDUE" if state.overdue else "")


COMMANDS = {"load": load, "sources": sources}
