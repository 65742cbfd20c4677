"""Commands for other tools: ``export`` the graph, ask it in ``sparql``."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api import terminal
from api.cli_context import JsonOption, LevelOption, show_json
from api.cli_door import door_of, show
from api.exchange import SUFFIXES, check_file, make_export, refuse_unshaped, written_form
from api.schemas import TableOut
from graph.redaction import Part, parse_parts

MAX_TOLD = 50
"""Most violations that are shown in a terminal."""


def export(
    context: typer.Context,
    out: Annotated[
        Path, typer.Argument(help=f"The file to write, or to check: {' '.join(SUFFIXES)}")
    ],
    form: Annotated[
        str | None, typer.Option("--format", help="If the file's name does not say it.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Check what was written against the shapes (RDF).")
    ] = False,
    check_only: Annotated[
        bool, typer.Option("--check-only", help="Write nothing: check the file that is there.")
    ] = False,
    redact: Annotated[
        str,
        typer.Option(help=f"What to leave out: all, or some of {', '.join(Part)} with commas."),
    ] = "",
    keep: Annotated[
        str, typer.Option(help="What stays though all is left out, such as positions.")
    ] = "",
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the whole graph at a level for other tools, with dates, sources and licences.

    With --check the shapes are checked too: exit status 1, and what is wrong, if they are not met.
    """
    chosen, parts = written_form(out.name, form), parse_parts(redact, keep)
    if check or check_only:
        refuse_unshaped(chosen)  # before anything is written
    if not check_only:
        _write(context, out, chosen, level, parts, as_json=as_json)
    if check or check_only:
        _check(out, chosen, as_json=as_json)


def _write(
    context: typer.Context,
    out: Path,
    chosen: str,
    level: str | None,
    parts: frozenset[Part],
    *,
    as_json: bool,
) -> None:
    door = door_of(context)
    with door.workspace() as workspace:
        made = make_export(workspace, door.level(level), chosen, parts)
    part = out.with_name(f"{out.name}.part")
    try:
        part.write_text(made.text, encoding="utf-8")
        part.replace(out)  # whole or not at all
    finally:
        part.unlink(missing_ok=True)
    graph = made.graph
    invented = sum(tie.invented for tie in graph.ties)
    if as_json:
        show_json(
            {
                "file": str(out.absolute()),
                "format": chosen,
                "level": graph.level.label,
                "invented_ties": invented,
                "beyond": list(made.beyond),
                "holds": made.holding.plain(),
            }
        )
        return
    what = f"{len(graph.entities)} actors, {len(graph.ties)} ties, {len(graph.sources)} sources"
    marked = f"; {invented} ties are INVENTED and marked so" if invented else ""
    show(Text(f"{out.absolute()}: {what}; level {graph.level.label}, as {chosen}{marked}"))
    for line in (*made.holding.lines(), *made.beyond):
        show(Text(f"  {line}", style="dim"))


def _check(file: Path, chosen: str, *, as_json: bool) -> None:
    """Tell how a file meets the shapes; end with status 1 where it does not."""
    triples, wrong = check_file(file, chosen)
    if as_json:
        show_json({"file": str(file.absolute()), "triples": triples, "violations": list(wrong)})
    else:
        told = "meets every shape" if not wrong else f"{len(wrong)} things are not as they must be"
        show(Text(f"{file.name}: {triples} triples, {told}"))
        for line in wrong[:MAX_TOLD]:
            show(Text(f"  {line}", style="red"))
        if len(wrong) > MAX_TOLD:
            show(Text(f"  … and {len(wrong) - MAX_TOLD} more (--json has them all)"))
    if wrong:
        raise typer.Exit(1)


def sparql(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="A SELECT or ASK query.")],
    limit: Annotated[int, typer.Option(help="Rows at most.", min=1, max=10_000)] = 1000,
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the graph in SPARQL, in terms of W3C ORG and PROV; nothing outside is looked at."""
    door = door_of(context)
    from graph.rdf.sparql import prepare, select  # imported here: needed by no other command
    from graph.rdf.writing import to_rdf

    prepare(query)  # what is refused is refused at once
    with door.workspace() as workspace:
        table = select(to_rdf(workspace.view(door.level(level)).graph), query, limit=limit)
    if as_json:
        show_json(TableOut.from_domain(table))
    else:
        show(terminal.rows(table))


COMMANDS = {"export": export, "sparql": sparql}
