"""Commands made from described questions: ``corridors NAME`` for each of ``api.questions``."""

import sys
from collections.abc import Callable
from inspect import Parameter as Argument
from inspect import Signature
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from api.cli_context import (
    AsOfOption,
    CreditsOption,
    CsvOption,
    JsonOption,
    KnownAtOption,
    LevelOption,
    show_json,
)
from api.cli_door import door_of, show
from api.credits import credited, credits_for, write_credits
from api.questions import Question, answered, asked_of, questions_of
from api.rules import save_text
from api.sheet_layout import laid_out
from api.sheets import chosen, written_csv
from graph.period import parse_date
from queries.describe import Parameter, ParameterKind

SheetOption = Annotated[
    str | None, typer.Option("--sheet", help="Which table to write as CSV; else the first.")
]

WriteOption = Annotated[Path | None, typer.Option(help="Also write the answer to a new file.")]


_GROUP_HELP = "Named questions in Cypher (docs/cypher.md)."


def command(question: Question) -> Callable[..., None]:
    """Make the command of a question."""
    described = question.parameters

    def run(context: typer.Context, **given: Any) -> None:
        door = door_of(context)
        as_of, known_at = door.day(given.pop("as_of")), door.known_at(given.pop("known_at"))
        level, as_json = door.level(given.pop("level")), given.pop("as_json")
        as_csv, sheet, out = given.pop("as_csv"), given.pop("sheet"), given.pop("write", None)
        ask = question.ask(**{one.name: _value(one, given[one.name]) for one in described})
        beside = given.pop("credits_file")
        with door.workspace() as workspace:
            asked = asked_of(workspace, level, as_of, known_at)
            answer, sheets = answered(question, asked, ask)
            sources = credits_for(question, asked)
        if out and question.saved:
            save_text(out, question.saved(answer))
        if beside:
            write_credits(beside, sources)
        if as_json:
            show_json(credited(question.result, answer, sources))
        elif as_csv:
            sys.stdout.write(written_csv(chosen(sheets, sheet)))
        else:
            show(laid_out(sheets))
            if out:
                show(Text(f"Written: {out.absolute()}"))

    arguments = [Argument("context", Argument.KEYWORD_ONLY, annotation=typer.Context)]
    arguments += [_argument(one, at == 0) for at, one in enumerate(described)]
    arguments += [
        _option("as_of", AsOfOption, None),
        _option("known_at", KnownAtOption, None),
        _option("level", LevelOption, None),
        _option("as_json", JsonOption, False),
        _option("as_csv", CsvOption, False),
        _option("sheet", SheetOption, None),
        _option("credits_file", CreditsOption, None),
    ]
    if question.saved:
        arguments.append(_option("write", WriteOption, None))
    run.__signature__ = Signature(arguments)  # type: ignore[attr-defined]  # typer reads it
    run.__annotations__ = {one.name: one.annotation for one in arguments}
    run.__doc__ = question.title
    return run


def _argument(one: Parameter, is_first: bool) -> Argument:
    """Make the first parameter an argument where it is required, all others options."""
    if one.kind is ParameterKind.FLAG:
        name = one.name.replace("_", "-")
        flag = f"--{name}/--no-{name}" if one.default else f"--{name}"
        return _option(one.name, Annotated[bool, typer.Option(flag, help=one.text)], one.default)
    kind: Any = str if one.kind is ParameterKind.DAY else one.value_type
    kind = list[kind] if one.many else kind
    limits: dict[str, Any] = {"min": one.least, "max": one.most} if kind in (int, float) else {}
    if is_first and one.required:
        return _option(
            one.name, Annotated[kind, typer.Argument(help=one.text, **limits)], Argument.empty
        )
    option = typer.Option(f"--{one.name.replace('_', '-')}", help=one.text, **limits)
    if one.required:
        return _option(one.name, Annotated[kind, option], Argument.empty)
    default = None if one.many else one.default
    return _option(one.name, Annotated[kind | None, option], default)


def _option(name: str, annotation: Any, default: object) -> Argument:
    return Argument(name, Argument.KEYWORD_ONLY, annotation=annotation, default=default)


def _value(one: Parameter, given: Any) -> object:
    if one.many:
        return tuple(given) if given else (one.default or ())
    if one.kind is ParameterKind.DAY and given is not None:
        return parse_date(given, f"--{one.name.replace('_', '-')}")
    return given


def commands(topic: str) -> dict[str, Callable[..., None] | typer.Typer]:
    """Make the commands of a topic, with those that stand under another (``named NAME``)."""
    made: dict[str, Callable[..., None] | typer.Typer] = {}
    for question in questions_of(topic):
        if question.group:
            group = made.setdefault(
                question.group, typer.Typer(no_args_is_help=True, help=_GROUP_HELP)
            )
            assert isinstance(group, typer.Typer)
            group.command(question.name)(command(question))
        else:
            made[question.name] = command(question)
    return made
