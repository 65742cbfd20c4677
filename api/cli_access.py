"""Commands that keep the doors: ``token`` and ``audit``."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from api.access import ROLE_MEANING, Role, parse_role
from api.audit import Audit, Line
from api.cli_context import JsonOption, show_json
from api.cli_door import Door, door_of, show
from api.tokens import DEFAULT_DAYS, Token, TokenBook, Wanted
from graph.levels import parse_level

DAMAGED = 4

token = typer.Typer(help="Tokens for whoever asks from elsewhere: add, list, revoke.")
audit = typer.Typer(help="Who asked, exported and changed what: show, verify.")

_ROLES = "; ".join(f"{role.label}: {ROLE_MEANING[role]}" for role in Role)


@token.command("add")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Whose it is, for lists and the audit.")],
    role: Annotated[str, typer.Option(help=_ROLES)] = "viewer",
    level: Annotated[
        str, typer.Option(help="What it may see: public, network, office, protected.")
    ] = "public",
    days: Annotated[int, typer.Option(help="Days that it lasts.")] = DEFAULT_DAYS,
    questions: Annotated[
        list[str] | None, typer.Option("--question", help="Only this named question.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a token and show it, once."""
    door = door_of(context)
    wanted = Wanted(name, parse_role(role), parse_level(level), days, tuple(questions or ()))
    made, text = _book(door).add(wanted, door.today)
    if as_json:
        show_json({**_row(made), "token": text})
        return
    show(Text(f"{made.name}: {made.role.label} at level {made.level.label} until {made.expires}."))
    show(Text("Nobody can show it again; from now on every request to the API needs a token:"))
    show(Text(text, "bold", no_wrap=True, overflow="ignore"))


@token.command("list")
def listed(context: typer.Context, as_json: JsonOption = False) -> None:
    """List tokens, in order of making; their texts are nowhere."""
    door = door_of(context)
    known = _book(door).listed()
    if as_json:
        show_json({"tokens": [_row(one) for one in known]})
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("id", "name", "role", "level", "until", "last used", "state"):
        table.add_column(column, overflow="fold")
    for one in known:
        last = one.last_used.isoformat() if one.last_used else "never"
        state = "revoked" if one.revoked else "" if one.is_usable(door.today) else "expired"
        cells = (one.id, one.name, one.role.label, one.level.label, str(one.expires), last, state)
        table.add_row(*map(Text, cells))
    show(table if known else Text("There is no token: corridors token add NAME"))


@token.command("revoke")
def revoke(
    context: typer.Context,
    which: Annotated[str, typer.Argument(help="Its id or name, as `token list` shows it.")],
    as_json: JsonOption = False,
) -> None:
    """Take a token's power away, at once and for good."""
    door = door_of(context)
    gone = _book(door).revoke(which, door.today)
    if as_json:
        show_json(_row(gone))
    else:
        show(Text(f"{gone.name} [{gone.id}] opens nothing any more."))


@audit.command("show")
def shown(
    context: typer.Context,
    last: Annotated[int, typer.Option(help="How many of the last lines.", min=1)] = 50,
    as_json: JsonOption = False,
) -> None:
    """Show the last lines of the audit, oldest first."""
    lines = list(_audit(door_of(context)).lines())[-last:]
    if as_json:
        show_json({"lines": [_line(one) for one in lines]})
        return
    for one in lines:
        deed = one.deed
        what = f"{deed.action} {deed.what}".strip()
        where = f" from {deed.source}" if deed.source else ""
        who = f"{deed.who}{where}"
        show(Text(f"{one.seq} {one.at[:19]} {deed.door} {who}: {what} -> {deed.status}"))
    if not lines:
        show(Text("Nothing was recorded yet."))


@audit.command("verify")
def verify(
    context: typer.Context,
    head: Annotated[
        str | None, typer.Option(help="A head that was noted earlier; it must still be there.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check that no line was changed, taken out or put in; note the head elsewhere."""
    verdict = _audit(door_of(context)).verify(head)
    if as_json:
        show_json(
            {
                "lines": verdict.lines,
                "files": verdict.files,
                "head": verdict.head,
                "first": verdict.first,
                "torn": verdict.torn,
                "problems": list(verdict.problems),
            }
        )
    else:
        for problem in verdict.problems:
            show(Text(problem, "red"))
        torn = f", {verdict.torn} cut by a crash" if verdict.torn else ""
        show(Text(f"{verdict.lines} lines in {verdict.files} files, from {verdict.first}{torn}."))
        last = verdict.head or "none"
        show(Text(f"Head, to be noted elsewhere: {last}", no_wrap=True, overflow="ignore"))
    if verdict.problems:
        raise typer.Exit(DAMAGED)


def _book(door: Door) -> TokenBook:
    return TokenBook(door.settings.tokens)


def _audit(door: Door) -> Audit:
    return Audit(door.settings.audit, door.settings.key)


def _row(one: Token) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role.label,
        "level": one.level.label,
        "created": one.created,
        "expires": one.expires,
        "questions": list(one.questions),
        "revoked": one.revoked,
        "last_used": one.last_used,
    }


def _line(one: Line) -> dict[str, object]:
    deed = one.deed
    return {
        "seq": one.seq,
        "at": one.at,
        "door": deed.door,
        "who": deed.who,
        "action": deed.action,
        "what": deed.what,
        "level": deed.level,
        "status": deed.status,
        "digest": deed.digest,
        "source": deed.source,
        "hash": one.hash,
    }


COMMANDS = {"token": token, "audit": audit}
