"""Commands about databases of servers that were projected to: ``database list``, ``gone``."""

from typing import Annotated

import typer
from rich.text import Text

from api.cli_context import JsonOption, show_json
from api.cli_door import door_of, show
from api.databases import Database, DatabaseBook
from api.emptying import still_to_empty
from api.settings import Settings
from graph.errors import InputError

APP = typer.Typer(
    help="Databases of servers that were projected to: list, gone.", no_args_is_help=True
)


@APP.command("list")
def listed(context: typer.Context, as_json: JsonOption = False) -> None:
    """Show every database that this home projected to and that an erasure must reach."""
    settings = door_of(context).settings
    found, named = DatabaseBook(settings.databases).listed(), _named(settings)
    if as_json:
        rows = [
            {"address": one.address, "level": one.level.label, "named": one.place in named}
            for one in found
        ]
        show_json({"databases": rows})
        return
    for one in found:
        told = "named by the settings" if one.place in named else "named before, not any more"
        show(Text(f"{one.address}  level {one.level.label}, {told}"))
    if not found:
        show(Text("This home never projected to a server."))


@APP.command("gone")
def gone(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="The database, as `database list` writes it.")],
    as_json: JsonOption = False,
) -> None:
    """Say that a database does not exist any more, so that no erasure need reach it."""
    door = door_of(context)
    if Database(address, door.settings.level).place in _named(door.settings):
        msg = (
            f"The settings name {address}. Take it out of CORRIDORS_NEO4J_URL first: what is in "
            "use is not gone."
        )
        raise InputError(msg)
    struck = DatabaseBook(door.settings.databases).forget(address)
    if not struck:
        msg = f"Nothing was ever projected to {address}. `corridors database list` shows all."
        raise InputError(msg)
    with door.workspace() as workspace:  # whose start goes on with an erasure that waits
        waiting = still_to_empty(workspace.ledger)
    if as_json:
        addresses = [one.address for one in struck]
        show_json({"gone": addresses, "still_held": waiting})
        return
    show(Text(f"{address} counts as gone; that you said so is in the audit."))
    show(Text(f"Note: {waiting}." if waiting else "No erasure waits for a server."))


def _named(settings: Settings) -> set[tuple[str, int, str]]:
    addresses = settings.neo4j.addresses if settings.neo4j else ()
    return {Database(one, level).place for level, one in addresses}


COMMANDS = {"database": APP}
