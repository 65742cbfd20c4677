"""Commands that run things: ``demo``, ``serve``, ``doctor``."""

import os
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api import pictures, terminal, terminal_assignment
from api.ask import RouteAsk, ask_routes
from api.ask_assignment import AssignAsk, ask_assignment
from api.cli_context import JsonOption, LevelOption, progress_bar, show_json
from api.cli_door import Door, door_of, show
from api.cli_load import show_reports
from api.emptying import still_to_empty
from api.load import load_starter_pack
from api.retention import retain, retention_rules
from api.schemas import AssignmentOut, RouteAnswerOut
from graph.errors import CorridorsError
from viz.page import write

KEEP_ALIVE_S = 75
"""Seconds that an idle connection stays open: a question that meets a closing one is lost."""
DEMO_FILE = "2025/0059"
"""The return regulation: a file of 2025 that touches torture survivors among those returned."""


def demo(
    context: typer.Context,
    dossier: Annotated[str, typer.Option("--file", help="A file, such as 2025/0059.")] = DEMO_FILE,
    as_json: JsonOption = False,
) -> None:
    """Load the starter pack, reach the shadow rapporteurs of a file, share out the work."""
    door = door_of(context)
    out = door.settings.home / "pictures" / "demo.html"
    with door.workspace() as workspace, progress_bar("demo", quiet=as_json) as progress:
        reports = load_starter_pack(workspace.ledger, now=door.now, progress=progress)
        if reports or not workspace.is_projected():
            workspace.reader(progress=progress)
        view = workspace.view()
        office = door.settings.office
        answer = ask_routes(view, RouteAsk(to=(dossier,)), office=office, as_of=door.today)
        shared = ask_assignment(view, AssignAsk(to=(dossier,), backup=True), as_of=door.today)
        name = view.index.resolve(dossier).name
        title = f"How to reach the shadow rapporteurs of {dossier}"
        write(out, pictures.of_route_answer(view, answer, today=door.today, title=title))
    if as_json:
        show_json(
            {
                "file": name,
                "routes": RouteAnswerOut.from_domain(answer).model_dump(mode="json"),
                "assignment": AssignmentOut.from_domain(shared).model_dump(mode="json"),
                "picture": str(out),
            }
        )
        return
    if reports:
        show_reports(reports, as_json=False)
    show(Text(f"\n{dossier}: {name}\n", style="bold"))
    show(terminal.routes(answer))
    show(Text())
    show(terminal_assignment.assignment(shared))
    show(Text(f"\nPicture: {out}\nContacts in this demonstration are invented."))


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address; else CORRIDORS_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; else CORRIDORS_PORT.")] = None,
) -> None:
    """Serve the API and the pages, on this machine only unless a token is set."""
    # Imported here: the web framework takes half a second that no other command needs.
    from dataclasses import replace

    import uvicorn

    from api.app import create_app
    from api.gate import require_safe_bind

    door = door_of(context)
    settings = replace(
        door.settings,
        host=host or door.settings.host,
        port=door.settings.port if port is None else port,
    )
    require_safe_bind(settings, door.today)
    app = create_app(settings, ready=True)
    show(Text(f"Serving on http://{settings.host}:{settings.port} (stop with Ctrl+C)"))
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        timeout_keep_alive=KEEP_ALIVE_S,
    )


def mcp(context: typer.Context, level: LevelOption = None) -> None:
    """Answer an assistant on standard input and output (MCP): read-only tools, with sources."""
    # Imported here: see ``serve``; the engine writes nothing to what the assistant reads.
    from api.audit import Audit
    from api.mcp import Server

    door = door_of(context)
    kept = Audit(door.settings.audit, door.settings.key)
    with door.workspace() as workspace:
        server = Server(workspace, door.level(level), kept, lambda: datetime.now(UTC))
        server.serve(sys.stdin, sys.stdout)


def doctor(context: typer.Context, as_json: JsonOption = False) -> None:
    """Check what this machine and this installation can do, and say what to do where not."""
    door = door_of(context)
    checks = dict(_checks(door))
    if as_json:
        show_json({name: {"ok": fine, "says": says} for name, (fine, says) in checks.items()})
    else:
        for name, (fine, says) in checks.items():
            show(Text(f"{'ok  ' if fine else 'FAIL'} {name}: {says}", "" if fine else "red"))
    if not all(fine for fine, _ in checks.values()):
        raise typer.Exit(4)


def _checks(door: Door) -> list[tuple[str, tuple[bool, str]]]:
    return [
        ("python", (sys.version_info >= (3, 11), platform.python_version())),
        ("home", _check_home(door.settings.home)),
        ("disk", _check_disk(door.settings.home)),
        ("ledger", _check_ledger(door)),
        ("retention", _check_retention(door)),
        ("engine", _check_engine(door)),
    ]


def _check_home(home: Path) -> tuple[bool, str]:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            return True, f"{home} can be written"
    except OSError as error:
        return False, f"{home} cannot be written ({error.strerror}); set CORRIDORS_HOME"


def _check_disk(home: Path) -> tuple[bool, str]:
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free // 2**20
    return free >= 500, f"{free} MB free, 500 MB needed"


def _check_ledger(door: Door) -> tuple[bool, str]:
    try:
        with door.workspace() as workspace:
            states = workspace.ledger.source_states(door.settings.level)
            waiting = still_to_empty(workspace.ledger)
    except CorridorsError as error:
        return False, str(error)
    if waiting:
        return False, waiting
    count = sum(state.statements for state in states)
    return True, f"{count} statements of {len(states)} sources"


def _check_retention(door: Door) -> tuple[bool, str]:
    try:
        rules = retention_rules(door.settings.home)
        if not rules:
            return True, "no rules (retention.toml in the home; see docs/data-protection.md)"
        with door.workspace() as workspace:
            found = retain(workspace, rules, now=door.now, apply=False)
    except CorridorsError as error:
        return False, str(error)
    due = sum(line.due for line in found.lines)
    if due:
        return False, f"{due} statements are due: `corridors retention`, then --apply"
    return True, f"nothing due; next on {found.next_due}" if found.next_due else "nothing due"


def _check_engine(door: Door) -> tuple[bool, str]:
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        return (
            False,
            "no embedded engine for Intel Macs; routes and pictures work, Cypher does not",
        )
    try:
        with door.workspace() as workspace:
            nodes, ties = workspace.reader().counts()
    except CorridorsError as error:
        return False, str(error)
    return True, f"Cypher answers over {nodes} nodes and {ties} ties; {os.cpu_count()} cores"


COMMANDS = {"demo": demo, "serve": serve, "mcp": mcp, "doctor": doctor}
