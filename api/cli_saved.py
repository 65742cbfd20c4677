"""Commands for questions that are kept: ``save``, ``saved``, ``again``, ``forget``."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from api.cli_context import AsOfOption, JsonOption, KnownAtOption, LevelOption, show_json
from api.cli_door import Door, door_of, show
from api.credits import credited, credits_now
from api.saved import SavedQuestion, SavedQuestions
from api.saved_asks import form_of, forms, read_parameters, read_words, words_of
from api.saved_run import Run, run_saved, wire_of
from api.schemas import SavedOut
from api.sheet_layout import laid_out
from api.wiring import Workspace
from graph.errors import CorridorsError, UnknownEntity

NameArgument = Annotated[str, typer.Argument(help="The name it is kept under.")]


def save(
    context: typer.Context,
    name: NameArgument,
    question: Annotated[str, typer.Argument(help=f"Which question: {', '.join(forms())}.")],
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep a question, with what you would type behind its command, to be told of changes."""
    door, form = door_of(context), form_of(question)
    parameters = read_words(form, context.args)
    read_parameters(form, parameters)
    made = SavedQuestion(name, question, parameters, door.level(level), door.now)
    said = _tried(door, made)
    kept = SavedQuestions(door.settings.home, door.level(level)).put(
        name, question, parameters, door.now
    )
    if as_json:
        show_json(SavedOut.from_domain(kept))
    else:
        show(Text(f"Saved {kept.name!r}: {kept.question} {words_of(kept)}"))
        show(Text(said, style="dim"))


def saved(context: typer.Context, level: LevelOption = None, as_json: JsonOption = False) -> None:
    """List the questions that are kept."""
    door = door_of(context)
    listed = SavedQuestions(door.settings.home, door.level(level)).listed()
    if as_json:
        show_json(tuple(SavedOut.from_domain(one) for one in listed))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("name", "question", "parameters", "level", "saved on"):
        table.add_column(column, overflow="fold")
    for one in listed:
        cells = (one.name, one.question, words_of(one), one.level.label, str(one.saved_at.date()))
        table.add_row(*map(Text, cells))
    show(table if listed else Text("Nothing is saved yet: corridors save NAME route 2025/0059"))


def again(
    context: typer.Context,
    name: NameArgument,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a kept question again."""
    door = door_of(context)
    own = door.level(level)
    found = SavedQuestions(door.settings.home, own).get(name)
    with door.workspace() as workspace:
        run = Run(workspace, own, door.day(as_of), door.known_at(known_at))
        answer, sheets = run_saved(run, found)
        sources = credits_now(workspace, own)
    if as_json:
        wire = wire_of(found, answer)
        show_json(credited(type(wire), wire, sources))
    else:
        show(laid_out(sheets))


def forget(
    context: typer.Context,
    name: NameArgument,
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep a question no longer."""
    door = door_of(context)
    gone = SavedQuestions(door.settings.home, door.level(level)).forget(name)
    if as_json:
        show_json(SavedOut.from_domain(gone))
    else:
        show(Text(f"Forgotten: {gone.name!r} ({gone.question} {words_of(gone)})"))


def _tried(door: Door, made: SavedQuestion) -> str:
    """Ask once, so that a misspelt name is told now; else say why it cannot be answered yet.

    Raises:
        UnknownEntity: a name that nobody has.
    """
    try:
        with Workspace(door.settings) as workspace:
            run_saved(Run(workspace, made.level, door.today), made)
    except UnknownEntity:
        raise
    except CorridorsError as error:
        return f"It cannot be answered today: {error}"
    return "It can be answered today; `corridors again` asks it."


COMMANDS = {"save": save, "saved": saved, "again": again, "forget": forget}
