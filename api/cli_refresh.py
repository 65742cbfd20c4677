"""The command that keeps sources current: ``refresh``.

Exit codes: 0 all that was due is read, 6 some of it could not be read, 7 another refresh runs,
130 cancelled.
"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.cli_context import JsonOption, progress_bar, show_json
from api.cli_door import door_of, fail, show
from api.load import names
from api.refresh_file import FILE, Entry, read_entries
from api.refresh_init import write_recommended
from api.refresh_report import Report, lines, problems
from api.refresh_state import Verdict, utc_now
from graph.errors import InputError, StoreBusy

SOME_FAILED, RUNNING, CANCELLED = 6, 7, 130


def refresh(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also what is not due yet.")] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="Only this section of sources.toml, due or not.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would run, and why.")
    ] = False,
    init: Annotated[
        bool, typer.Option("--init", help="Write a sources.toml with the recommended set.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Say only what went wrong, as timers like it.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring all sources of sources.toml up to date, each on its own; safe to run from a timer."""
    door = door_of(context)
    place = door.settings.home / FILE
    if init:
        write_recommended(place)
        show(Text(f"{place} is written. Look at it, then: corridors refresh --dry-run"))
        return
    entries, every = _chosen(place, only or []), everything or bool(only)
    # Imported here: the network client is needed by no other command.
    from api.refresh_run import planned, refresh_all

    if dry_run:
        _show_plan(planned(door.settings, entries, door.now, every), as_json=as_json)
        return
    try:
        with progress_bar("refresh", quiet=quiet or as_json) as progress:
            report = refresh_all(door.settings, entries, every, utc_now, progress)
    except StoreBusy as error:
        fail(str(error))
        raise typer.Exit(RUNNING) from None
    except KeyboardInterrupt:
        fail("Cancelled. Nothing half-written was left behind; the next refresh goes on here.")
        raise typer.Exit(CANCELLED) from None
    _show(report, quiet=quiet, as_json=as_json)
    if report.failed:
        raise typer.Exit(SOME_FAILED)


def _chosen(place: Path, only: Sequence[str]) -> tuple[Entry, ...]:
    from api.live import live_names

    entries = read_entries(place, names(), live_names())
    known = {entry.name for entry in entries}
    unknown = [name for name in only if name not in known]
    if unknown:
        msg = f"{place} has no section {unknown[0]!r}. It has: {', '.join(known) or 'none'}."
        raise InputError(msg)
    return tuple(entry for entry in entries if not only or entry.name in only)


def _show_plan(plan: Sequence[tuple[Entry, Verdict]], *, as_json: bool) -> None:
    if as_json:
        listed = [
            {"name": one.name, "loader": one.loader, "due": judged.due, "why": judged.why}
            for one, judged in plan
        ]
        show_json({"plan": listed})
        return
    for entry, judged in plan:
        where = entry.address or ("the publisher" if entry.live else str(entry.path or "bundled"))
        mark = "runs " if judged.due else "rests"
        show(Text(f"{mark}  {entry.name}: {judged.why} ({entry.loader} from {where})"))
    if not plan:
        show(Text("No source is configured in sources.toml."))


def _show(report: Report, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        show_json({"refresh": asdict(report)})
        return
    if quiet:
        for line in problems(report):
            fail(line)
        return
    for line in lines(report):
        show(Text(line, no_wrap=True, overflow="ellipsis"))


COMMANDS = {"refresh": refresh}
