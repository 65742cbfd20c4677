"""The command that keeps sources current: ``refresh``.

Exit codes: 0 all that was due is read, 6 some of it could not be read, 7 another refresh runs.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.cli_context import Door, JsonOption, door_of, fail, progress_bar, show, show_json
from api.load import names
from api.refresh_file import FILE, Entry, read_entries
from api.refresh_init import write_recommended
from api.refresh_lock import only_one
from api.refresh_report import Report, lines, problems
from api.refresh_state import State, Verdict, verdict
from graph.errors import InputError, StoreBusy

SOME_FAILED, RUNNING = 6, 7


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
    entries = _chosen(place, only or [])
    state = State.read(door.settings.home / "refresh.json")
    if dry_run:
        _show_plan(_plan(entries, state, door.now, everything or bool(only)), as_json=as_json)
        return
    try:
        with only_one(door.settings.refresh_lock, door.now):
            report = _run(door, entries, everything or bool(only), quiet=quiet or as_json)
    except StoreBusy as error:
        fail(str(error))
        raise typer.Exit(RUNNING) from None
    _show(report, quiet=quiet, as_json=as_json)
    if report.failed:
        raise typer.Exit(SOME_FAILED)


def _run(door: Door, entries: Sequence[Entry], every: bool, *, quiet: bool) -> Report:
    # Imported here: the network client is needed by no other command.
    from api.refresh import Runner

    # Read again: somebody may have refreshed while we came here.
    state = State.read(door.settings.home / "refresh.json")
    plan = _plan(entries, state, door.now, every)
    before = state.last()
    with door.workspace() as workspace, progress_bar("refresh", quiet=quiet) as progress:
        runner = Runner(
            workspace.ledger,
            state,
            door.settings.cache,
            door.settings.ep_api,
            lambda: datetime.now(UTC),
        )
        due = [entry for entry, judged in plan if judged.due]
        outcomes = tuple(runner.run(due, progress))
    resting = tuple((entry.name, judged.why) for entry, judged in plan if not judged.due)
    return Report(outcomes, resting, before)


def _chosen(place: Path, only: Sequence[str]) -> tuple[Entry, ...]:
    from api.live import live_names

    entries = read_entries(place, names(), live_names())
    known = {entry.name for entry in entries}
    unknown = [name for name in only if name not in known]
    if unknown:
        msg = f"{place} has no section {unknown[0]!r}. It has: {', '.join(known) or 'none'}."
        raise InputError(msg)
    return tuple(entry for entry in entries if not only or entry.name in only)


def _plan(
    entries: Sequence[Entry], state: State, now: datetime, every: bool
) -> list[tuple[Entry, Verdict]]:
    from api.refresh import ordered

    plan = []
    for entry in ordered(entries):
        judged = verdict(entry, state.of(entry), now)
        plan.append((entry, Verdict(True, "asked for") if every and not judged.due else judged))
    return plan


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
