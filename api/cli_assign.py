"""The command ``assign``: who of us approaches whom, with everything that may be said about it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api import pictures, terminal_assignment
from api.ask_assignment import DEFAULT_CAPACITY, DEFAULT_SECONDS, AssignAsk, ask_assignment
from api.asks import plain_sheets
from api.asks.texts import codes, counts, needs, pairs, pinned
from api.cli_context import (
    AsOfOption,
    CsvOption,
    InventedOption,
    JsonOption,
    KnownAtOption,
    LevelOption,
    PictureOption,
    ToArgument,
    say_written,
    show_json,
)
from api.cli_door import door_of, show
from api.credits import credited, credits_at
from api.earlier_plan import earlier_lines
from api.schemas import AssignmentOut
from api.sheets import written_csv
from viz.page import write

Texts = list[str] | None


def assign(
    context: typer.Context,
    to: ToArgument,
    organization: Annotated[
        Texts,
        typer.Option("--org", help="NAME or NAME=CAPACITY; else all who hold contacts, 2 each."),
    ] = None,
    ban: Annotated[Texts, typer.Option(help="'ORGANISATION > TARGET' must not be.")] = None,
    backup: Annotated[bool, typer.Option("--backup", help="A second messenger each.")] = False,
    cold: Annotated[
        bool, typer.Option("--cold", help="Allow approaches without a route.")
    ] = False,
    hops: Annotated[int, typer.Option(help="Steps at most, 1 to 6.")] = 2,
    off: Annotated[
        Texts, typer.Option(help="ORGANISATION cannot go now; says what that moves.")
    ] = None,
    lead: Annotated[Texts, typer.Option(help="'ORGANISATION > TARGET' must be, as lead.")] = None,
    second: Annotated[
        Texts, typer.Option(help="'ORGANISATION > TARGET' must be, as backup.")
    ] = None,
    capacity: Annotated[
        Texts, typer.Option(help="NAME=NUMBER: what one of those who may go can take.")
    ] = None,
    keep: Annotated[
        Texts, typer.Option(help="'ORGANISATION > TARGET', a line of an earlier answer.")
    ] = None,
    keep_from: Annotated[
        Path | None, typer.Option(help="Keep the lines of a file that --json or --csv wrote.")
    ] = None,
    speaks: Annotated[
        Texts, typer.Option(help="ORGANISATION=fr,en: the languages it speaks.")
    ] = None,
    language: Annotated[
        Texts, typer.Option(help="TARGET=fr,nl: languages, one of which the messenger must speak.")
    ] = None,
    strict_language: Annotated[
        bool, typer.Option("--strict-language", help="Both sides' languages must be known.")
    ] = False,
    even: Annotated[
        bool, typer.Option("--even", help="Spread the work: each further approach costs more.")
    ] = False,
    prices: Annotated[
        bool, typer.Option("--prices", help="What one more slot of each who is full is worth.")
    ] = False,
    most_organizations: Annotated[
        int | None, typer.Option(help="How many organisations may take part at most.")
    ] = None,
    need: Annotated[
        Texts,
        typer.Option(help="'NETWORK>=2' or 'COUNTRY>=2': so many of its members must take part."),
    ] = None,
    apart: Annotated[
        Texts, typer.Option(help="'ORGANISATION > ORGANISATION': not both take part.")
    ] = None,
    seconds: Annotated[
        float, typer.Option(help="Seconds the solver may search, where such limits are set.")
    ] = DEFAULT_SECONDS,
    invented: InventedOption = True,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    level: LevelOption = None,
    picture: PictureOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Who of us approaches whom, within what each can carry."""
    door = door_of(context)
    ask = AssignAsk(
        to=tuple(to),
        organizations=counts(organization or (), "org", DEFAULT_CAPACITY),
        bans=_pairs(ban, "ban"),
        backup=backup,
        cold=cold,
        max_hops=hops,
        invented=invented,
        off=tuple(off or ()),
        keep=(*_pairs(keep, "keep"), *(earlier_lines(keep_from) if keep_from else ())),
        speaks=codes(speaks or (), "speaks"),
        languages=codes(language or (), "language"),
        strict_language=strict_language,
        even=even,
        prices=prices,
        most=most_organizations,
        needs=needs(need or (), "need"),
        apart=_pairs(apart, "apart"),
        seconds=seconds,
        pins=pinned(lead or (), second or ()),
        capacities=counts(capacity or (), "capacity", DEFAULT_CAPACITY),
    )
    with door.workspace() as workspace:
        view = workspace.view(door.level(level), door.known_at(known_at))
        answer = ask_assignment(view, ask, as_of=door.day(as_of))
        if picture:
            title = f"Who approaches whom: {', '.join(to)}"
            page = pictures.of_assignment_answer(view, answer, today=door.today, title=title)
            write(picture, page)
    if as_json:
        made = AssignmentOut.from_domain(answer)
        show_json(credited(AssignmentOut, made, credits_at(view)))
    elif as_csv:
        sys.stdout.write(written_csv(plain_sheets.of_assignment(answer)))
    else:
        show(terminal_assignment.assignment(answer))
        say_written(picture)


def _pairs(texts: Texts, what: str) -> tuple[tuple[str, str], ...]:
    return tuple(pairs(texts or (), what, ">"))


COMMANDS = {"assign": assign}
