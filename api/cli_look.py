"""Commands that look at what is there: ``cypher`` and ``show``."""

from typing import Annotated

import typer
from rich.console import Group
from rich.text import Text

from api import terminal, terminal_entity
from api.asks.texts import typed
from api.cli_context import (
    JsonOption,
    KnownAtOption,
    LevelOption,
    show_json,
)
from api.cli_door import door_of, show
from api.credits import credits_now
from api.remarks import remarks
from api.schemas import HitOut, TableOut
from api.state import entity
from graph.errors import UnknownEntity
from graph.store import Table
from queries.cypher import explain, run


def cypher(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="A reading query.")],
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", "--parameter", help="NAME=TEXT, NAME:=JSON or NAME@=DAY, for $NAME."),
    ] = None,
    limit: Annotated[int, typer.Option(help="Rows at most.")] = 1000,
    plan: Annotated[
        bool, typer.Option("--explain", help="Say how it would be answered; run nothing.")
    ] = False,
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the projection in Cypher, read-only."""
    door = door_of(context)
    parameters = typed(parameter or (), "parameter")
    with door.workspace() as workspace:
        reader = workspace.reader(door.level(level))
        if plan:
            lines = explain(reader, query, parameters)
            table = Table(("plan",), tuple((line,) for line in lines))
        else:
            table = run(reader, query, parameters, limit=limit)
        sources = credits_now(workspace, door.level(level))
    if as_json:
        show_json(TableOut.from_domain(table).crediting(sources))
    else:
        show(terminal.rows(table))


def show_entity(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A name, an identifier, a file, an acronym.")],
    known_at: KnownAtOption = None,
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one entity with every fact and tie, or what comes nearest to a name."""
    door = door_of(context)
    with door.workspace() as workspace:
        view = workspace.view(door.level(level), door.known_at(known_at))
        try:
            found = entity(view, name)
        except UnknownEntity:
            hits = view.index.search(name)
            if not hits:
                raise
            if as_json:
                show_json(tuple(HitOut.from_domain(hit) for hit in hits))
            else:
                lines = [Text(f"{hit.actor.name} [{hit.actor.id}]") for hit in hits]
                show(Group(Text(f"Nobody is called {name!r}. Nearest:"), *lines))
            raise typer.Exit(2) from None
    if as_json:
        show_json(found)
    else:
        show(terminal_entity.entity(found))
        for remark in remarks(view, door.today):
            show(Text(f"Note: {remark}", style="dim"))


COMMANDS = {"cypher": cypher, "show": show_entity}
