"""Commands that answer: ``route`` and ``majority``."""

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from api import pictures, terminal
from api.ask import MajorityAsk, RouteAsk, ask_majority, ask_routes
from api.asks import plain_sheets
from api.asks.texts import pairs
from api.cli_context import (
    AsOfOption,
    CreditsOption,
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
from api.credits import credited, credits_at, write_credits
from api.schemas import MajorityOut, RouteAnswerOut
from api.sheets import written_csv
from graph.errors import InputError
from queries.results import Stance
from viz.page import write


def route(
    context: typer.Context,
    to: ToArgument,
    sources: Annotated[
        list[str] | None, typer.Option("--from", help="Who of ours starts; else our office.")
    ] = None,
    k: Annotated[int, typer.Option("--k", help="How many routes, 1 to 200.")] = 3,
    hops: Annotated[int, typer.Option(help="Steps at most, 1 to 6.")] = 4,
    each: Annotated[bool, typer.Option("--each", help="So many to each, not in all.")] = False,
    any_length: Annotated[
        bool, typer.Option("--any-length", help="Any number of steps, instead of --hops.")
    ] = False,
    avoid: Annotated[list[str] | None, typer.Option(help="Who must not be on the way.")] = None,
    via: Annotated[list[str] | None, typer.Option(help="One of these must be on the way.")] = None,
    channel: Annotated[list[str] | None, typer.Option(help="Count only these contacts.")] = None,
    relation: Annotated[list[str] | None, typer.Option(help="Count only these relations.")] = None,
    confidence: Annotated[
        float, typer.Option(help="Least confidence of a contact, 0 to 1.")
    ] = 0.0,
    senior: Annotated[
        bool, typer.Option("--senior", help="Only persons in an office stand in between.")
    ] = False,
    country: Annotated[
        list[str] | None, typer.Option(help="Only persons of these countries in between.")
    ] = None,
    consented: Annotated[
        bool, typer.Option("--consented", help="Only contacts whose holder agreed.")
    ] = False,
    language: Annotated[
        list[str] | None, typer.Option(help="Only contacts held in these, such as fr.")
    ] = None,
    ready: Annotated[
        list[str] | None,
        typer.Option(help="SOURCE=0..1: how free it is; who has much to do counts less."),
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only these kinds in between, such as Person or Ngo.")
    ] = None,
    load: Annotated[
        int | None, typer.Option(help="Routes through one go-between at most.", min=1)
    ] = None,
    invented: InventedOption = True,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    level: LevelOption = None,
    picture: PictureOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    credits_file: CreditsOption = None,
) -> None:
    """How do we reach somebody: the best routes, each step with its evidence."""
    door = door_of(context)
    ask = RouteAsk(
        to=tuple(to),
        sources=tuple(sources or ()),
        k=k,
        max_hops=None if any_length else hops,
        avoid=tuple(avoid or ()),
        via=tuple(via or ()),
        channels=tuple(channel or ()),
        relations=tuple(relation or ()),
        min_confidence=confidence,
        invented=invented,
        senior=senior,
        countries=tuple(country or ()),
        consented=consented,
        languages=tuple(language or ()),
        each=each,
        ready=dict(_shares(ready or ())),
        kinds=tuple(kind or ()),
        load=load,
    )
    with door.workspace() as workspace:
        view = workspace.view(door.level(level), door.known_at(known_at))
        answer = ask_routes(view, ask, office=door.settings.office, as_of=door.day(as_of))
        if picture:
            title = f"How to reach {', '.join(to)}"
            page = pictures.of_route_answer(view, answer, today=door.today, title=title)
            write(picture, page)
    if credits_file:
        write_credits(credits_file, credits_at(view))
    if as_json:
        show_json(credited(RouteAnswerOut, RouteAnswerOut.from_domain(answer), credits_at(view)))
    elif as_csv:
        sys.stdout.write(written_csv(plain_sheets.of_routes(answer)))
    else:
        show(terminal.routes(answer))
        say_written(picture)


def majority(
    context: typer.Context,
    body: Annotated[str, typer.Argument(help="Committee or plenary, such as LIBE or EP.")],
    position: Annotated[
        list[str] | None,
        typer.Option("--position", help="GROUP=for or PERSON=against; abstain, absent, unknown."),
    ] = None,
    rule: Annotated[str, typer.Option(help="simple, component or two-thirds.")] = "simple",
    dossier: Annotated[str | None, typer.Option("--file", help="Use positions on a file.")] = None,
    routes: Annotated[bool, typer.Option(help="Show how we reach the undecided.")] = False,
    substitutes: Annotated[
        bool, typer.Option("--substitutes", help="Substitutes vote for absent members.")
    ] = False,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    level: LevelOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    credits_file: CreditsOption = None,
) -> None:
    """Does it carry: needed, had and missing, in low, middle and high case."""
    door = door_of(context)
    positions = dict(_positions(position or ()))
    ask = MajorityAsk(
        body=body,
        positions=positions,
        rule=rule,
        dossier=dossier,
        routes=routes,
        substitutes=substitutes,
    )
    with door.workspace() as workspace:
        view = workspace.view(door.level(level), door.known_at(known_at))
        answer = ask_majority(view, ask, office=door.settings.office, as_of=door.day(as_of))
    if credits_file:
        write_credits(credits_file, credits_at(view))
    if as_json:
        show_json(credited(MajorityOut, MajorityOut.from_domain(answer), credits_at(view)))
    elif as_csv:
        sys.stdout.write(written_csv(plain_sheets.of_majority(answer)))
    else:
        show(terminal.majority(answer))


def _positions(texts: Iterable[str]) -> Iterator[tuple[str, Stance]]:
    for name, stance in pairs(texts, "position"):
        try:
            yield name, Stance(stance.casefold())
        except ValueError:
            known = ", ".join(Stance)
            msg = f"--position of {name}: {stance!r} is no stance. Expected one of: {known}."
            raise InputError(msg) from None


def _shares(texts: Iterable[str]) -> Iterator[tuple[str, float]]:
    for name, number in pairs(texts, "ready"):
        try:
            yield name, float(number)
        except ValueError:
            msg = f"--ready of {name} is {number!r}. Expected a number from 0 to 1, such as 0.5."
            raise InputError(msg) from None


COMMANDS = {"route": route, "majority": majority}
