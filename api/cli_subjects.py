"""Commands about what is kept of people: export, restrict, erase, retention."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.cli_context import JsonOption, show_answer
from api.cli_door import door_of, show
from api.private_files import write_new
from api.retention import RetentionOut, retain, retention_rules
from api.subject_page import page_of
from api.subject_rights import lift as lift_person
from api.subject_rights import restrict as restrict_person
from api.subjects import ErasureOut, SubjectOut, plan_erasure
from api.subjects import erase as erase_person
from api.subjects import subject_export as export_of
from graph.errors import StoreAway

PersonArgument = Annotated[str, typer.Argument(help="A person, by identifier or name.")]


def erase(
    context: typer.Context,
    person: PersonArgument,
    reason: Annotated[
        str, typer.Option(help="Why: kept for ever, so it must not name the person.")
    ] = "",
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it; else what would go is shown.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Erase a person for good: no reload, backup or exchange brings them back."""
    door = door_of(context)
    with door.workspace() as workspace:
        done = (
            erase_person(workspace, person, reason, door.now)
            if yes
            else plan_erasure(workspace, person)
        )
    if as_json:
        show_answer(ErasureOut, done)
        _refuse_incomplete(done.still_held)
        return
    for line in _erasure_lines(done):
        show(Text(line))
    _refuse_incomplete(done.still_held)


def subject_export(
    context: typer.Context,
    person: PersonArgument,
    out: Annotated[Path, typer.Option(help="The file to write: .json, .html, or both without.")],
    as_json: JsonOption = False,
) -> None:
    """Write everything that is kept of a person: statements, sources, dates, who can see them."""
    door = door_of(context)
    with door.workspace() as workspace:
        found = export_of(workspace, person, door.now)
    places = (
        [out]
        if out.suffix in (".json", ".html")
        else [out.with_name(f"{out.name}{suffix}") for suffix in (".json", ".html")]
    )
    for place in places:
        write_new(place, _written(found, place.suffix))
    if as_json:
        show_answer(SubjectOut, found)
        return
    names = ", ".join(found.names) or found.identifiers[0]
    show(Text(f"{names}: {len(found.statements)} statements, {len(found.mentioned_in)} mentions"))
    for place in places:
        show(Text(str(place.absolute())))


def restrict(
    context: typer.Context,
    person: PersonArgument,
    reason: Annotated[str, typer.Option(help="Why, such as 'objection of 4 March'.")],
    lift: Annotated[bool, typer.Option("--lift", help="Let them be used again.")] = False,
) -> None:
    """Keep a person, and leave them out of every answer, picture and export until lifted."""
    door = door_of(context)
    with door.workspace() as workspace:
        change = lift_person if lift else restrict_person
        done = change(workspace, person, reason, door.now)
    if lift:
        show(Text(f"{done.subject}: {'in use again' if done.changed else 'was not restricted'}."))
        return
    again = f"`corridors restrict {done.subject} --lift`"
    show(Text(f"{done.subject}: kept, and in no answer until {again}."))


def retention(
    context: typer.Context,
    apply: Annotated[
        bool, typer.Option("--apply/--dry-run", help="Take out what is due; else list it.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List, or take out, what was kept to its date by the rules in retention.toml."""
    door = door_of(context)
    with door.workspace() as workspace:
        rules = retention_rules(door.settings.home)
        found = retain(workspace, rules, now=door.now, apply=apply)
    if as_json:
        show_answer(RetentionOut, found)
        _refuse_incomplete(found.still_held)
        return
    for line in found.lines:
        what = "taken out" if found.applied else "due"
        show(Text(f"{line.rule}: {line.due} statements {what} ({line.action})"))
    if found.next_due is not None:
        show(Text(f"Next due on {found.next_due}."))
    if not found.lines:
        show(
            Text("There are no rules: write retention.toml in the home (docs/data-protection.md).")
        )
    _refuse_incomplete(found.still_held)


def _refuse_incomplete(still_held: tuple[str, ...]) -> None:
    """End with an error where a server may still hold what was taken out.

    Raises:
        StoreAway: one may.
    """
    if still_held:
        msg = (
            f"NOT COMPLETE: {' '.join(still_held)} What was projected there before may still hold "
            "what was taken out. Nothing here reads it. Bring the server back, then run any "
            "`corridors` command, such as `corridors doctor`: every start goes on with it. If a "
            "database is gone for good, say so: `corridors database gone ADDRESS`."
        )
        raise StoreAway(msg)


def _written(found: SubjectOut, suffix: str) -> bytes:
    from pydantic import TypeAdapter

    if suffix == ".html":
        return page_of(found).encode()
    return TypeAdapter(SubjectOut).dump_json(found, indent=2) + b"\n"


def _erasure_lines(done: ErasureOut) -> list[str]:
    verb = "Erased" if done.done else "Would erase"
    who = "" if done.done else f" of {', '.join(done.names)} ({', '.join(done.identifiers)})"
    lines = [f"{verb}: {done.statements} statements{who}"]
    lines += [f"  {one.statements} of {one.source}" for one in done.by_source]
    lines.append(
        f"  their name in {done.mentions} other statements, {done.accounts} load accounts"
    )
    if done.derived:
        lines.append(f"  made from the ledger, removed whole: {', '.join(done.derived)}")
    if done.cleared:
        lines.append(f"  entries that name them in: {', '.join(done.cleared)}")
    if done.left:
        lines.append(f"  YOURS TO CHANGE, they name them: {', '.join(done.left)}")
    if done.sources_to_rename:
        lines.append(f"  SOURCES NAMED LIKE THEM: {', '.join(done.sources_to_rename)}")
    lines += [f"Note: {note}" for note in done.notes]
    return (
        lines if done.done else [*lines, "Nothing was changed. Repeat with --yes --reason TEXT."]
    )


COMMANDS = {
    "erase": erase,
    "subject-export": subject_export,
    "restrict": restrict,
    "retention": retention,
}
