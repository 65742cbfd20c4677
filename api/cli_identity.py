"""Commands on who is the same: decide, withdraw, list."""

from typing import Annotated

import typer
from rich.console import Group
from rich.text import Text

from api.cli_context import JsonOption, KnownAtOption, LevelOption, show_answer
from api.cli_door import Door, door_of, show
from api.identity import Ask, Judged, JudgementLine, judge, listed, withdraw
from graph.identity import Verdict
from graph.levels import parse_level

OneArgument = Annotated[str, typer.Argument(help="An identifier, or a name.")]
OtherArgument = Annotated[str, typer.Argument(help="The identifier or name to compare with.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why, in a sentence; kept with it.")]
FromLevelOption = Annotated[
    str | None,
    typer.Option("--level", help="From which level on it may be known; else office, or above."),
]


def same(
    context: typer.Context,
    one: OneArgument,
    other: OtherArgument,
    reason: ReasonOption = "",
    level: FromLevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge that two identifiers are one and the same; reversible."""
    _decide(door_of(context), one, other, Verdict.SAME, reason, level, as_json=as_json)


def different(
    context: typer.Context,
    one: OneArgument,
    other: OtherArgument,
    reason: ReasonOption = "",
    level: FromLevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge that two are not the same, whatever they are called; reversible."""
    _decide(door_of(context), one, other, Verdict.DIFFERENT, reason, level, as_json=as_json)


def unsure(
    context: typer.Context,
    one: OneArgument,
    other: OtherArgument,
    reason: ReasonOption = "",
    level: FromLevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note that somebody looked at two and could not tell; changes nothing else."""
    _decide(door_of(context), one, other, Verdict.UNSURE, reason, level, as_json=as_json)


def undo_judgement(
    context: typer.Context, one: OneArgument, other: OtherArgument, as_json: JsonOption = False
) -> None:
    """Withdraw the judgement on two: all is as if it had never been made."""
    door = door_of(context)
    with door.workspace() as workspace:
        done = withdraw(workspace, one, other, at=door.settings.level, now=door.now)
    _tell(done, as_json=as_json)


def judgements(
    context: typer.Context,
    known_at: KnownAtOption = None,
    level: LevelOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the judgements in force on who is the same."""
    door = door_of(context)
    with door.workspace() as workspace:
        lines = listed(workspace.view(door.level(level), door.known_at(known_at)))
    if as_json:
        show_answer(tuple[JudgementLine, ...], lines)
        return
    nothing = "Nothing was judged yet: corridors same, different, unsure."
    show(Group(*(_line(line) for line in lines)) if lines else Text(nothing))


def _decide(
    door: Door,
    one: str,
    other: str,
    verdict: Verdict,
    reason: str,
    level: str | None,
    *,
    as_json: bool,
) -> None:
    ask = Ask(one, other, verdict, reason, parse_level(level) if level else None)
    with door.workspace() as workspace:
        done = judge(workspace, ask, at=door.settings.level, now=door.now)
    _tell(done, as_json=as_json)


def _tell(done: Judged, *, as_json: bool) -> None:
    if as_json:
        show_answer(Judged, done)
        return
    if done.judgement is None:
        said = f"{done.left} and {done.right}: judgement withdrawn"
        parts = [Text(f"{said} (it was: {done.replaced})", style="bold")]
    else:
        parts = [_line(done.judgement)]
        if done.replaced:
            parts.append(Text(f"  in place of: {done.replaced}"))
    parts += [Text(f"Note: {note}", style="dim") for note in done.notes]
    show(Group(*parts))


def _line(line: JudgementLine) -> Text:
    verdict = {Verdict.SAME: "same as", Verdict.DIFFERENT: "different from"}
    words = verdict.get(line.verdict, "perhaps the same as")
    why = f": {line.reason}" if line.reason else ""
    actor = line.left_actor if line.joined else None
    now = f"; both are {actor.name} [{actor.id}]" if actor else ""
    note = f" ({line.note})" if line.note else ""
    return Text(
        f"{_end(line.left, line)} {words} {_end(line.right, line)}, judged "
        f"{line.recorded_at.date()} at level {line.level}{why}{now}{note}"
    )


def _end(identifier: str, line: JudgementLine) -> str:
    actor = line.left_actor if identifier == line.left else line.right_actor
    return f"{actor.name} [{identifier}]" if actor and not line.joined else identifier


COMMANDS = {
    "same": same,
    "different": different,
    "unsure": unsure,
    "undo-judgement": undo_judgement,
    "judgements": judgements,
}
