"""Commands that keep the ledger safe: ``backup``, ``restore``, ``verify``."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.cli_context import JsonOption, progress_bar, show_answer
from api.cli_door import Door, door_of, show
from api.keeping import BackupOut, RestoreOut, verify_backup, verify_home
from api.keeping import backup as write_backup
from api.keeping import restore as put_back
from api.projections import projections_right
from graph.errors import InputError
from graph.ledger_verify import Progress, Verified

PassphraseOption = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="A file whose first line is the passphrase."),
]


def backup(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Encrypt it; the passphrase is asked for.")
    ] = False,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write ledger, keys and own files into one file, whole or not at all, while others write."""
    door = door_of(context)
    phrase = _passphrase(passphrase_file)
    if encrypt and phrase is None:
        phrase = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True)
    with door.workspace() as workspace, progress_bar("backup", quiet=as_json) as progress:
        done = write_backup(
            door.settings,
            workspace.ledger,
            out,
            now=door.now,
            passphrase=phrase,
            progress=progress,
        )
    if as_json:
        show_answer(BackupOut, done)
        return
    for line in _lines(done):
        show(Text(line))


def restore(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A backup.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what the home holds.")
    ] = False,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put a backup back; who was erased since stays erased."""
    door = door_of(context)
    with progress_bar("restore", quiet=as_json) as progress:
        done = put_back(
            door.settings,
            path,
            now=door.now,
            passphrase=_passphrase(passphrase_file),
            replace=replace,
            progress=progress,
        )
    with door.workspace():
        pass  # what was made from what the restore took out again goes when the home is opened
    if as_json:
        show_answer(RestoreOut, done)
        return
    show(Text(f"Restored and verified: {done.statements} statements of {done.backup.made_at}."))
    if done.set_aside:
        show(Text(f"Damaged files of before were set aside: {', '.join(done.set_aside)}"))
    for line in _lines(done.backup):
        show(Text(line))


def verify(
    context: typer.Context,
    path: Annotated[Path | None, typer.Argument(help="A backup; else the ledger.")] = None,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read everything again and compare every sum: of the ledger and projections, or a backup."""
    door = door_of(context)
    with progress_bar("verify", quiet=as_json) as progress:
        if path is not None:
            held = verify_backup(path, _passphrase(passphrase_file), progress)
            if as_json:
                show_answer(BackupOut, held)
                return
            for line in ("The backup is whole and can be restored.", *_lines(held)):
                show(Text(line))
            return
        found = _verify_home(door, progress)
    if as_json:
        show_answer(Verified, found)
    else:
        what = f"{found.statements} statements, {found.loads} loads, {found.tombstones} tombstones"
        show(Text(f"{what}: {'in order' if not found.problems else 'NOT in order'}"))
        for problem in found.problems:
            show(Text(f"  {problem}", style="red"))
    if found.problems:
        raise typer.Exit(4)


def _verify_home(door: Door, progress: Progress) -> Verified:
    with door.workspace() as workspace:
        found = verify_home(workspace.ledger, progress)
        if found.problems:
            return found
        wrong = projections_right(workspace, progress)
    return Verified(found.statements, found.loads, found.tombstones, wrong)


def _passphrase(file: Path | None) -> str | None:
    if file is None:
        return None
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The passphrase file {file} cannot be read: {error}.") from error
    if not lines or not lines[0]:
        raise InputError(f"The passphrase file {file} is empty; its first line counts.")
    return lines[0]


def _lines(done: BackupOut) -> list[str]:
    levels = ", ".join(f"{count} {level}" for level, count in done.levels.items())
    lines = [
        f"{done.file}: {done.bytes:,} bytes, {'encrypted' if done.encrypted else 'NOT encrypted'}",
        f"  made {done.made_at} by version {done.program}",
        f"  statements by level: {levels or 'none'}",
    ]
    if done.files:
        lines.append(f"  with {', '.join(done.files)}")
    if done.left_out:
        lines.append(f"  LEFT OUT, their names are unusual: {', '.join(done.left_out)}")
    if not done.encrypted:
        lines.append("  It names people and holds the keys of tombstones: keep it as the ledger.")
    return lines


COMMANDS = {"backup": backup, "restore": restore, "verify": verify}
