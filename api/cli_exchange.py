"""Commands for other tools: ``export`` the graph, ask it in ``sparql``."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api import terminal
from api.cli_context import JsonOption, LevelOption, door_of, show, show_json
from api.schemas import TableOut
from graph.errors import InputError

SUFFIXES = {
    ".ttl": "turtle",
    ".jsonld": "json-ld",
    ".nt": "ntriples",
    ".graphml": "graphml",
    ".gexf": "gexf",
}


def export(
    context: typer.Context,
    out: Annotated[
        Path, typer.Argument(help="The file to write: .ttl .jsonld .nt .graphml .gexf")
    ],
    form: Annotated[
        str | None, typer.Option("--format", help="If the file's name does not say it.")
    ] = None,
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the whole graph at a level for other tools, with dates, sources and licences."""
    door = door_of(context)
    chosen = form or SUFFIXES.get(out.suffix.lower(), "")
    if chosen not in SUFFIXES.values():
        known = ", ".join(SUFFIXES)
        msg = (
            f"{out.name}: no form of export ends like this. Expected one of {known}, or --format."
        )
        raise InputError(msg)
    # Imported here: rdflib and networkx are needed by no other command.
    from graph.networks import NETWORKS, write_network
    from graph.rdf.files import write_rdf

    with door.workspace() as workspace:
        graph = workspace.view(door.level(level)).graph
        # What was judged and withdrawn again leaves no trace, not even in a count of loads.
        graph = replace(graph, head=graph.last_place())
        text = write_network(graph, chosen) if chosen in NETWORKS else write_rdf(graph, chosen)
    part = out.with_name(f"{out.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(out)  # whole or not at all
    finally:
        part.unlink(missing_ok=True)
    if as_json:
        show_json({"file": str(out.absolute()), "format": chosen, "level": graph.level.label})
    else:
        what = (
            f"{len(graph.entities)} actors, {len(graph.ties)} ties, {len(graph.sources)} sources"
        )
        show(Text(f"{out.absolute()}: {what}; level {graph.level.label}, as {chosen}"))


def sparql(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="A SELECT or ASK query.")],
    limit: Annotated[int, typer.Option(help="Rows at most.", min=1, max=10_000)] = 1000,
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the graph in SPARQL, in terms of W3C ORG and PROV; nothing outside is looked at."""
    door = door_of(context)
    from graph.rdf.sparql import select  # imported here: rdflib is needed by no other command
    from graph.rdf.writing import to_rdf

    with door.workspace() as workspace:
        table = select(to_rdf(workspace.view(door.level(level)).graph), query, limit=limit)
    if as_json:
        show_json(TableOut.from_domain(table))
    else:
        show(terminal.rows(table))


COMMANDS = {"export": export, "sparql": sparql}
